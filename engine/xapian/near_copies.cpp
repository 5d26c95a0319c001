#include "engine/xapian/near_copies.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <memory>

namespace akin::engine {
namespace {

/// A text of the index: one live document stands for all that have it word for word.
struct Text {
  std::uint64_t key;
  const Segment* segment;
  LocalDoc document;
  bool is_new;
};

std::vector<Text> live_texts(std::span<const std::shared_ptr<const Segment>> segments, const LiveState& state) {
  std::vector<Text> texts;
  DocNumber number = 0;
  for (const auto& segment : segments) {
    const auto rows = segment->columns().rows();
    const auto signatures = segment->signatures().signatures();
    for (LocalDoc d = 0; d < rows.size(); ++d, ++number)
      if (state.is_live(number) && rows[d].text_key != 0 && signatures[d].front() != no_shingle)
        texts.push_back({rows[d].text_key, segment.get(), d, true});
  }
  std::stable_sort(texts.begin(), texts.end(), [](const Text& a, const Text& b) { return a.key < b.key; });
  const auto same = [](const Text& a, const Text& b) { return a.key == b.key; };
  texts.erase(std::unique(texts.begin(), texts.end(), same), texts.end());
  return texts;
}

const TextSignature& signature(const Text& text) { return text.segment->signatures().signatures()[text.document]; }

/// Says quickly of most numbers that they are not in a set.
class HashFilter {
 public:
  explicit HashFilter(std::size_t expected) {
    std::size_t bits = 1024;
    while (bits < expected * 16)
      bits *= 2;
    words_.resize(bits / 64);
  }
  void insert(std::uint32_t hash) { words_[place(hash) / 64] |= std::uint64_t{1} << (place(hash) % 64); }
  bool may_have(std::uint32_t hash) const { return (words_[place(hash) / 64] >> (place(hash) % 64) & 1U) != 0; }

 private:
  std::size_t place(std::uint32_t hash) const { return (hash * std::uint64_t{0x9E3779B1}) % (words_.size() * 64); }
  std::vector<std::uint64_t> words_;
};

/// The texts of each shingle hash that new texts have.
struct HashLists {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries; ///< (hash, text), sorted
  std::vector<std::uint32_t> common_hashes;
};

HashLists lists_for_new(const std::vector<Text>& texts, const NearCopies& known) {
  std::size_t count = known.common_hashes.size();
  for (const Text& text : texts)
    count += text.is_new ? signature_size : 0;
  HashFilter filter(count);
  for (const std::uint32_t hash : known.common_hashes)
    filter.insert(hash);
  for (const Text& text : texts)
    if (text.is_new)
      for (const std::uint32_t hash : signature(text))
        filter.insert(hash);
  HashLists lists;
  for (std::uint32_t t = 0; t < texts.size(); ++t)
    for (const std::uint32_t hash : signature(texts[t]))
      if (hash != no_shingle && filter.may_have(hash))
        lists.entries.emplace_back(hash, t);
  std::sort(lists.entries.begin(), lists.entries.end());
  for (std::size_t i = 0; i < lists.entries.size();) {
    std::size_t end = i;
    while (end < lists.entries.size() && lists.entries[end].first == lists.entries[i].first)
      ++end;
    if (end - i > most_texts_of_shingle)
      lists.common_hashes.push_back(lists.entries[i].first);
    i = end;
  }
  return lists;
}

/// Profiles of the texts looked at lately: copies stand in clusters, and each member is compared with the others.
class ProfileCache {
 public:
  explicit ProfileCache(const std::vector<Text>& texts) : texts_(texts), slots_(slot_count) {}

  std::shared_ptr<const TextProfile> of(std::uint32_t text) {
    Slot& slot = slots_[text % slot_count];
    if (!slot.profile || slot.text != text)
      slot = {text,
              std::make_shared<const TextProfile>(profile_of(texts_[text].segment->forward(), texts_[text].document))};
    return slot.profile;
  }

 private:
  static constexpr std::size_t slot_count = 4096; // some tens of megabytes
  struct Slot {
    std::uint32_t text = 0;
    std::shared_ptr<const TextProfile> profile;
  };
  const std::vector<Text>& texts_;
  std::vector<Slot> slots_;
};

/// Looks new texts up among all.
class CopySearch {
 public:
  CopySearch(const std::vector<Text>& texts, const HashLists& lists)
      : texts_(texts), lists_(lists), shared_(texts.size()), profiles_(texts) {}

  void look_up(std::uint32_t text, std::vector<NearPair>& copies) {
    touched_.clear();
    for (const std::uint32_t hash : signature(texts_[text]))
      if (hash != no_shingle && !std::binary_search(lists_.common_hashes.begin(), lists_.common_hashes.end(), hash))
        count_sharers(text, hash);
    std::sort(touched_.begin(), touched_.end());
    std::shared_ptr<const TextProfile> profile;
    for (const std::uint32_t other : touched_) {
      const bool worth_it = shared_[other] >= settings_.least_shared_hashes &&
                            may_be_copies(signature(texts_[text]), signature(texts_[other]), settings_);
      shared_[other] = 0;
      if (!worth_it)
        continue;
      if (!profile)
        profile = profiles_.of(text);
      const TextLikeness alike = likeness(*profile, *profiles_.of(other));
      if (are_copies(alike, settings_))
        copies.push_back({std::min(texts_[text].key, texts_[other].key), std::max(texts_[text].key, texts_[other].key),
                          are_close_copies(alike, settings_) ? 1U : 0U});
    }
  }

 private:
  void count_sharers(std::uint32_t text, std::uint32_t hash) {
    for (auto place = std::lower_bound(lists_.entries.begin(), lists_.entries.end(), std::pair(hash, 0U));
         place != lists_.entries.end() && place->first == hash; ++place) {
      const std::uint32_t other = place->second;
      if (other == text || (texts_[other].is_new && other > text)) // a pair of new texts is looked at once
        continue;
      if (shared_[other]++ == 0)
        touched_.push_back(other);
    }
  }

  const std::vector<Text>& texts_;
  const HashLists& lists_;
  CopySettings settings_;
  std::vector<std::uint8_t> shared_; ///< hashes in common with the text that is looked up
  std::vector<std::uint32_t> touched_;
  ProfileCache profiles_;
};

template <class Value> void append(std::string& bytes, const std::vector<Value>& values) {
  const std::uint64_t size = values.size();
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
}

template <class Value> bool take(std::string_view& bytes, std::vector<Value>& values) {
  std::uint64_t size = 0;
  if (bytes.size() < sizeof size)
    return false;
  std::memcpy(&size, bytes.data(), sizeof size);
  bytes.remove_prefix(sizeof size);
  if (bytes.size() / sizeof(Value) < size)
    return false;
  values.resize(size);
  if (size > 0)
    std::memcpy(static_cast<void*>(values.data()), bytes.data(), size * sizeof(Value));
  bytes.remove_prefix(size * sizeof(Value));
  return true;
}

/// Changes whenever another decision could come out.
constexpr std::string_view format_tag = "copies2\n";

} // namespace

NearCopies derive_near_copies(std::span<const std::shared_ptr<const Segment>> segments, const LiveState& state,
                              const NearCopies& known) {
  std::vector<Text> texts = live_texts(segments, state);
  for (Text& text : texts)
    text.is_new = !std::binary_search(known.texts.begin(), known.texts.end(), text.key);
  NearCopies result;
  for (const Text& text : texts)
    result.texts.push_back(text.key);
  if (result.texts == known.texts)
    return known;
  HashLists lists = lists_for_new(texts, known);
  const bool start_anew = lists.common_hashes != known.common_hashes && !known.texts.empty();
  if (start_anew) {
    for (Text& text : texts)
      text.is_new = true;
    lists = lists_for_new(texts, {});
  }
  result.common_hashes = lists.common_hashes;
  if (!start_anew)
    std::copy_if(known.copies.begin(), known.copies.end(), std::back_inserter(result.copies), [&](const auto& pair) {
      return std::binary_search(result.texts.begin(), result.texts.end(), pair.smaller) &&
             std::binary_search(result.texts.begin(), result.texts.end(), pair.greater);
    });
  CopySearch search(texts, lists);
  for (std::uint32_t t = 0; t < texts.size(); ++t)
    if (texts[t].is_new)
      search.look_up(t, result.copies);
  std::sort(result.copies.begin(), result.copies.end());
  return result;
}

std::string to_bytes(const NearCopies& copies) {
  std::string bytes(format_tag);
  append(bytes, copies.texts);
  append(bytes, copies.copies);
  append(bytes, copies.common_hashes);
  return bytes;
}

std::optional<NearCopies> near_copies_from(std::string_view bytes) {
  if (!bytes.starts_with(format_tag))
    return std::nullopt;
  bytes.remove_prefix(format_tag.size());
  NearCopies copies;
  const bool whole = take(bytes, copies.texts) && take(bytes, copies.copies) && take(bytes, copies.common_hashes);
  return whole && bytes.empty() ? std::optional(std::move(copies)) : std::nullopt;
}

} // namespace akin::engine
