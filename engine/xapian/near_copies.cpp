#include "engine/xapian/near_copies.hpp"

#include "common/side_by_side.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>

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

/// Hashes of the stems of every segment that has texts.
using StemHashes = std::map<const Segment*, std::vector<std::uint64_t>>;

StemHashes stem_hashes_of(const std::vector<Text>& texts) {
  StemHashes hashes;
  for (const Text& text : texts)
    if (!hashes.contains(text.segment))
      hashes.emplace(text.segment, stem_hashes(text.segment->forward()));
  return hashes;
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

/// Which texts share shingle hashes with new ones, the common hashes left out.
struct SharedHashes {
  std::vector<std::uint32_t> members;       ///< texts by hash, those of one hash ascending and behind each other
  std::vector<std::uint32_t> group_starts;  ///< into members, one more at the end
  std::vector<std::uint32_t> groups;        ///< by text, into group_starts
  std::vector<std::uint32_t> text_starts;   ///< into groups, one more at the end
  std::vector<std::uint32_t> common_hashes; ///< ascending

  std::span<const std::uint32_t> groups_of(std::uint32_t text) const {
    return std::span(groups).subspan(text_starts[text], text_starts[text + 1] - text_starts[text]);
  }
  std::span<const std::uint32_t> members_of(std::uint32_t group) const {
    return std::span(members).subspan(group_starts[group], group_starts[group + 1] - group_starts[group]);
  }
};

/// Every hash that a new text has with every text that has it, ascending: hash in the upper half.
std::vector<std::uint64_t> hashes_of_new(const std::vector<Text>& texts, const NearCopies& known) {
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
  std::vector<std::uint64_t> entries;
  entries.reserve(count);
  for (std::uint32_t t = 0; t < texts.size(); ++t)
    for (const std::uint32_t hash : signature(texts[t]))
      if (hash != no_shingle && filter.may_have(hash))
        entries.push_back(std::uint64_t{hash} << 32U | t);
  std::sort(entries.begin(), entries.end());
  return entries;
}

/// Turns the groups round, so that each text knows its own.
void list_groups_by_text(SharedHashes& shared, std::size_t text_count) {
  shared.text_starts.assign(text_count + 1, 0);
  for (const std::uint32_t text : shared.members)
    ++shared.text_starts[text + 1];
  std::partial_sum(shared.text_starts.begin(), shared.text_starts.end(), shared.text_starts.begin());
  shared.groups.resize(shared.members.size());
  std::vector<std::uint32_t> next(shared.text_starts.begin(), shared.text_starts.end() - 1);
  for (std::uint32_t group = 0; group + 1 < shared.group_starts.size(); ++group)
    for (const std::uint32_t text : shared.members_of(group))
      shared.groups[next[text]++] = group;
}

SharedHashes shared_hashes(const std::vector<Text>& texts, const NearCopies& known) {
  const std::vector<std::uint64_t> entries = hashes_of_new(texts, known);
  SharedHashes shared;
  for (std::size_t i = 0; i < entries.size();) {
    const auto hash = static_cast<std::uint32_t>(entries[i] >> 32U);
    std::size_t end = i + 1;
    while (end < entries.size() && entries[end] >> 32U == hash)
      ++end;
    if (end - i > most_texts_of_shingle) {
      shared.common_hashes.push_back(hash);
    } else if (end - i > 1) {
      shared.group_starts.push_back(static_cast<std::uint32_t>(shared.members.size()));
      for (std::size_t e = i; e < end; ++e)
        shared.members.push_back(static_cast<std::uint32_t>(entries[e]));
    }
    i = end;
  }
  shared.group_starts.push_back(static_cast<std::uint32_t>(shared.members.size()));
  list_groups_by_text(shared, texts.size());
  return shared;
}

/// Profiles of the texts looked at lately: copies stand in clusters, and each member is compared with the others.
class ProfileCache {
 public:
  ProfileCache(const std::vector<Text>& texts, const StemHashes& hashes)
      : texts_(texts), hashes_(hashes), slots_(slot_count) {}

  std::shared_ptr<const TextProfile> of(std::uint32_t text) {
    Slot& slot = slots_[text % slot_count];
    if (!slot.profile || slot.text != text) {
      const Segment& segment = *texts_[text].segment;
      slot = {text, std::make_shared<const TextProfile>(
                        profile_of(segment.forward(), texts_[text].document, hashes_.at(&segment)))};
    }
    return slot.profile;
  }

 private:
  static constexpr std::size_t slot_count = 4096; // some tens of megabytes
  struct Slot {
    std::uint32_t text = 0;
    std::shared_ptr<const TextProfile> profile;
  };
  const std::vector<Text>& texts_;
  const StemHashes& hashes_;
  std::vector<Slot> slots_;
};

/// Looks new texts up among all. For one thread.
class CopySearch {
 public:
  CopySearch(const std::vector<Text>& texts, const SharedHashes& hashes, const StemHashes& stems)
      : texts_(texts), hashes_(hashes), shared_(texts.size()), profiles_(texts, stems) {}

  void look_up(std::uint32_t text, std::vector<NearPair>& copies) {
    count_sharers(text);
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
  /// The texts that share hashes with this one and have not been compared with it.
  void count_sharers(std::uint32_t text) {
    touched_.clear();
    for (const std::uint32_t group : hashes_.groups_of(text))
      for (const std::uint32_t other : hashes_.members_of(group)) {
        if (other == text || (texts_[other].is_new && other > text)) // a pair of new texts is looked at once
          continue;
        if (shared_[other]++ == 0)
          touched_.push_back(other);
      }
  }

  const std::vector<Text>& texts_;
  const SharedHashes& hashes_;
  CopySettings settings_;
  std::vector<std::uint8_t> shared_; ///< hashes in common with the text that is looked up
  std::vector<std::uint32_t> touched_;
  ProfileCache profiles_;
};

/// A thread pays for itself from about so many texts on.
constexpr std::size_t texts_worth_a_thread = 2000;

/// Puts texts that share much beside each other, so that the profiles they are compared by are at hand: what they share
/// mostly has the least hash of both.
void put_alike_together(std::vector<std::uint32_t>& numbers, const std::vector<Text>& texts) {
  std::sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t least_of_a = signature(texts[a]).front();
    const std::uint32_t least_of_b = signature(texts[b]).front();
    return least_of_a != least_of_b ? least_of_a < least_of_b : a < b;
  });
}

/// Copies among the new texts and between them and the others, in no order.
std::vector<NearPair> find_copies(const std::vector<Text>& texts, const SharedHashes& hashes, unsigned threads) {
  std::vector<std::uint32_t> fresh;
  for (std::uint32_t t = 0; t < texts.size(); ++t)
    if (texts[t].is_new && !hashes.groups_of(t).empty())
      fresh.push_back(t);
  if (fresh.empty())
    return {};
  put_alike_together(fresh, texts);
  const StemHashes stems = stem_hashes_of(texts);
  const std::size_t parts = std::clamp<std::size_t>(fresh.size() / texts_worth_a_thread, 1, thread_count(threads));
  std::vector<std::vector<NearPair>> found(parts);
  run_side_by_side(parts, [&](std::size_t part) {
    CopySearch search(texts, hashes, stems);
    for (std::size_t i = fresh.size() * part / parts; i < fresh.size() * (part + 1) / parts; ++i)
      search.look_up(fresh[i], found[part]);
  });
  std::vector<NearPair> copies;
  for (const auto& pairs : found)
    copies.insert(copies.end(), pairs.begin(), pairs.end());
  return copies;
}

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
constexpr std::string_view format_tag = "copies3\n";

} // namespace

NearCopies derive_near_copies(std::span<const std::shared_ptr<const Segment>> segments, const LiveState& state,
                              const NearCopies& known, unsigned threads) {
  std::vector<Text> texts = live_texts(segments, state);
  for (Text& text : texts)
    text.is_new = !std::binary_search(known.texts.begin(), known.texts.end(), text.key);
  NearCopies result;
  for (const Text& text : texts)
    result.texts.push_back(text.key);
  if (result.texts == known.texts)
    return known;
  SharedHashes hashes = shared_hashes(texts, known);
  const bool start_anew = hashes.common_hashes != known.common_hashes && !known.texts.empty();
  if (start_anew) {
    for (Text& text : texts)
      text.is_new = true;
    hashes = shared_hashes(texts, {});
  }
  result.common_hashes = hashes.common_hashes;
  if (!start_anew)
    std::copy_if(known.copies.begin(), known.copies.end(), std::back_inserter(result.copies), [&](const auto& pair) {
      return std::binary_search(result.texts.begin(), result.texts.end(), pair.smaller) &&
             std::binary_search(result.texts.begin(), result.texts.end(), pair.greater);
    });
  const std::vector<NearPair> found = find_copies(texts, hashes, threads);
  result.copies.insert(result.copies.end(), found.begin(), found.end());
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
