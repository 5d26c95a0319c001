#include "entities/alias_table.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/entity_json.hpp"
#include "common/error.hpp"
#include "common/hash.hpp"
#include "common/text_lines.hpp"
#include "entities/name_key.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace akin::entities {
namespace {

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  for (const std::string_view name : split(list, '|'))
    names.emplace_back(name);
  return names;
}

/// Order matters, so that "a b" and "b a" differ.
std::uint64_t extended(std::uint64_t phrase, std::uint64_t word) {
  const std::uint64_t mixed = (phrase ^ word) * 0x9E3779B97F4A7C15U;
  return mixed ^ (mixed >> 32U);
}

} // namespace

/// Reads a file line by line.
class AliasParser : private ListReader {
 public:
  explicit AliasParser(const std::string& source) : ListReader(source) {}

  AliasTable parse(std::string_view text) {
    read_entries(text);
    return std::move(table_);
  }

 private:
  void read_entry(std::string_view line) override {
    const std::size_t first = line.find(',');
    if (first == std::string_view::npos)
      fail("an alias line is 'kind, canonical name, alias|alias'");
    const std::size_t second = std::min(line.find(',', first + 1), line.size());
    const std::string_view kind = trimmed(line.substr(0, first));
    const std::string_view name = trimmed(line.substr(first + 1, second - first - 1));
    const auto names = names_in(line.substr(std::min(second + 1, line.size())));
    if (name == "-")
      return stop(kind, names);
    const auto known = kind_from_name(kind);
    if (!known)
      fail(fmt::format("'{}' is no kind of entity; the kinds are person, place, organisation", kind));
    add_entry(*known, name, names);
  }

  void stop(std::string_view kind, const std::vector<std::string>& names) {
    const auto known = kind_from_name(kind);
    if (!known && kind != "any")
      fail(fmt::format("'{}' is no kind of entity; the kinds are person, place, organisation, any", kind));
    if (names.empty())
      fail("a line with '-' needs names that are never to be entities");
    for (const std::string& name : names) {
      const std::string key = key_of(name);
      if (table_.by_key_.contains(key))
        fail(fmt::format("'{}' is a name in line {}", name, lines_.at(key)));
      auto& stopped = table_.stopped_[key];
      for (std::size_t k = 0; k < stopped.size(); ++k)
        stopped[k] = stopped[k] || !known || static_cast<std::size_t>(*known) == k;
      lines_.emplace(key, line_number());
    }
    table_.text_ += fmt::format("{}, -, {}\n", known ? name_of(*known) : "any", fmt::join(names, "|"));
  }

  void add_entry(EntityKind kind, std::string_view name, const std::vector<std::string>& aliases) {
    const auto index = static_cast<std::uint32_t>(table_.entries_.size());
    table_.entries_.push_back({kind, std::string(name), aliases});
    add_name(name, index);
    for (const std::string& alias : aliases)
      add_name(alias, index);
    table_.text_ += fmt::format("{}, {}, {}\n", name_of(kind), name, fmt::join(aliases, "|"));
  }

  void add_name(std::string_view name, std::uint32_t index) {
    const std::string key = key_of(name);
    if (table_.stopped_.contains(key))
      fail(fmt::format("'{}' is never an entity by line {}", name, lines_.at(key)));
    const auto [place, is_new] = table_.by_key_.try_emplace(key, index);
    if (!is_new && place->second != index)
      fail(fmt::format("'{}' is a name of '{}' already, in line {}", name, table_.entries_[place->second].name,
                       lines_.at(key)));
    lines_.emplace(key, line_number());
    table_.add_phrase(name, index);
  }

  std::string key_of(std::string_view name) const {
    std::string key = name_key(name);
    if (key.empty())
      fail(fmt::format("'{}' has no word that could be a name", name));
    return key;
  }

  AliasTable table_;
  std::unordered_map<std::string, std::size_t> lines_; ///< where each key was said
};

AliasTable AliasTable::parse(std::string_view text, const std::string& source) {
  if (text.size() > max_bytes)
    throw Error(ErrorCode::invalid_argument, "an aliases file may have 16 MiB at most", source);
  return AliasParser(source).parse(text);
}

void AliasTable::add_phrase(std::string_view name, std::uint32_t entry) {
  std::vector<TokenSpan> spans;
  tokenize(name, spans);
  std::uint64_t phrase = 0;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    phrase = extended(phrase, hash64(fold(name.substr(spans[i].begin, spans[i].end - spans[i].begin))));
    Phrase& known = phrases_[phrase];
    if (i + 1 == spans.size() && known.entry == no_entry)
      known = {entry, spans.front().capitalised};
  }
}

const AliasTable::Entry* AliasTable::find(std::string_view key) const {
  if (by_key_.empty())
    return nullptr;
  const auto found = by_key_.find(std::string(key));
  return found == by_key_.end() ? nullptr : &entries_[found->second];
}

bool AliasTable::is_stopped(EntityKind kind, std::string_view key) const {
  if (stopped_.empty())
    return false;
  const auto found = stopped_.find(std::string(key));
  return found != stopped_.end() && found->second[static_cast<std::size_t>(kind)];
}

std::optional<AliasTable::Found> AliasTable::longest_at_beginning(std::span<const std::uint64_t> words) const {
  std::optional<Found> longest;
  std::uint64_t phrase = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    phrase = extended(phrase, words[i]);
    const auto known = phrases_.find(phrase);
    if (known == phrases_.end())
      break;
    if (known->second.entry != no_entry)
      longest = Found{i + 1, &entries_[known->second.entry], known->second.capitalised};
  }
  return longest;
}

std::shared_ptr<const AliasTable> no_aliases() {
  static const auto none = std::make_shared<const AliasTable>();
  return none;
}

std::optional<EntityKind> kind_from_name(std::string_view name) noexcept {
  if (name == "person")
    return EntityKind::person;
  if (name == "place")
    return EntityKind::place;
  if (name == "organisation" || name == "organization" || name == "org")
    return EntityKind::organisation;
  return std::nullopt;
}

} // namespace akin::entities
