#include "engine/xapian/live_state.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_set>

namespace akin::engine {
namespace {

using KeyedDocument = std::pair<std::uint64_t, DocNumber>;

/// Documents that share an id: all but the last are dead.
void mark_superseded(std::span<const std::shared_ptr<const Segment>> segments, LiveState& state) {
  std::vector<KeyedDocument> by_id;
  std::vector<std::string_view> ids;
  for (const auto& segment : segments) {
    const auto rows = segment->columns().rows();
    for (LocalDoc d = 0; d < rows.size(); ++d) {
      by_id.emplace_back(rows[d].id_hash, static_cast<DocNumber>(ids.size()));
      ids.push_back(segment->columns().id(d));
    }
  }
  std::sort(by_id.begin(), by_id.end());
  for (std::size_t i = 0; i < by_id.size(); ++i)
    // Ids with one hash stand together; nearly always that is one id, and the next document is the one that counts.
    for (std::size_t j = i + 1; j < by_id.size() && by_id[j].first == by_id[i].first; ++j)
      if (ids[by_id[j].second] == ids[by_id[i].second]) {
        state.live_bits[by_id[i].second / 64] &= ~(std::uint64_t{1} << (by_id[i].second % 64));
        break;
      }
}

/// Sets of documents that grow together.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
  DocNumber find(DocNumber document) {
    while (parent_[document] != document)
      document = parent_[document] = parent_[parent_[document]];
    return document;
  }
  /// The smaller number becomes the root, so that groups do not depend on the order of joining.
  void join(DocNumber a, DocNumber b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<DocNumber> parent_;
};

template <class Key>
void join_equal(std::span<const std::shared_ptr<const Segment>> segments, const LiveState& state, DisjointSets& sets,
                Key key) {
  std::vector<KeyedDocument> by_key;
  DocNumber number = 0;
  for (const auto& segment : segments)
    for (const DocumentRow& row : segment->columns().rows()) {
      if (key(row) != 0 && state.is_live(number))
        by_key.emplace_back(key(row), number);
      ++number;
    }
  std::sort(by_key.begin(), by_key.end());
  for (std::size_t i = 1; i < by_key.size(); ++i)
    if (by_key[i].first == by_key[i - 1].first)
      sets.join(by_key[i - 1].second, by_key[i].second);
}

/// Documents of all segments by number.
class AllDocuments {
 public:
  explicit AllDocuments(std::span<const std::shared_ptr<const Segment>> segments) : segments_(segments) {
    for (const auto& segment : segments) {
      bases_.push_back(count_);
      count_ += segment->document_count();
    }
  }
  std::uint32_t count() const noexcept { return count_; }
  const DocumentRow& row(DocNumber document) const {
    const std::size_t s = segment_of(document);
    return segments_[s]->columns().rows()[document - bases_[s]];
  }
  /// Whether a was published before b; without a date last, then by id.
  bool is_older(DocNumber a, DocNumber b) const {
    const auto time = [&](DocNumber document) {
      const std::int64_t published = row(document).published;
      return published == no_date ? std::numeric_limits<std::int64_t>::max() : published;
    };
    const std::int64_t time_of_a = time(a);
    const std::int64_t time_of_b = time(b);
    return time_of_a != time_of_b ? time_of_a < time_of_b : id(a) < id(b);
  }

 private:
  std::size_t segment_of(DocNumber document) const {
    return static_cast<std::size_t>(std::upper_bound(bases_.begin(), bases_.end(), document) - bases_.begin()) - 1;
  }
  std::string_view id(DocNumber document) const {
    const std::size_t s = segment_of(document);
    return segments_[s]->columns().id(document - bases_[s]);
  }

  std::span<const std::shared_ptr<const Segment>> segments_;
  std::vector<DocNumber> bases_;
  std::uint32_t count_ = 0;
};

/// Joins sets whose oldest documents have nearly the same text. From the oldest set to the youngest, each joins the
/// oldest one that is near it and has not itself joined another: so every member is near the representative, and
/// likeness does not creep from one to the next.
class NearJoiner {
 public:
  NearJoiner(const AllDocuments& documents, const LiveState& state, DisjointSets& sets)
      : documents_(documents), sets_(sets), oldest_(documents.count()) {
    std::iota(oldest_.begin(), oldest_.end(), 0U);
    for (DocNumber document = 0; document < documents.count(); ++document) {
      if (!state.is_live(document))
        continue;
      DocNumber& oldest = oldest_[sets.find(document)];
      if (document != oldest && documents.is_older(document, oldest))
        oldest = document;
    }
    for (DocNumber document = 0; document < documents.count(); ++document)
      if (state.is_live(document) && oldest_[sets.find(document)] == document && documents.row(document).text_key != 0)
        by_text_.emplace_back(documents.row(document).text_key, document);
    std::sort(by_text_.begin(), by_text_.end());
  }

  void join(std::span<const NearPair> near) {
    std::vector<std::pair<DocNumber, DocNumber>> neighbours; // oldest documents of two sets, both ways
    for (const NearPair& pair : near) {
      const auto first = oldest_with(pair.smaller);
      const auto second = oldest_with(pair.greater);
      if (!first || !second || (pair.close == 0 && are_far_apart(*first, *second)))
        continue;
      neighbours.emplace_back(*first, *second);
      neighbours.emplace_back(*second, *first);
    }
    const auto older = [&](DocNumber a, DocNumber b) { return documents_.is_older(a, b); };
    std::sort(neighbours.begin(), neighbours.end(), [&](const auto& a, const auto& b) {
      return a.first != b.first ? older(a.first, b.first) : older(a.second, b.second);
    });
    std::vector<std::pair<DocNumber, DocNumber>> joined; // not carried out before all is decided
    std::unordered_set<DocNumber> has_joined;
    for (const auto& [document, other] : neighbours)
      if (older(other, document) && !has_joined.contains(document) && !has_joined.contains(other)) {
        has_joined.insert(document);
        joined.emplace_back(document, other);
      }
    for (const auto& [document, other] : joined)
      sets_.join(document, other);
  }

 private:
  /// The oldest document of a set, if its text is this one. Two sets never have one text.
  std::optional<DocNumber> oldest_with(std::uint64_t text_key) const {
    const auto place = std::lower_bound(by_text_.begin(), by_text_.end(), KeyedDocument{text_key, 0});
    return place != by_text_.end() && place->first == text_key ? std::optional(place->second) : std::nullopt;
  }

  bool are_far_apart(DocNumber a, DocNumber b) const {
    const auto time_of = [&](DocNumber document) {
      const std::int64_t published = documents_.row(document).published;
      return published == no_date ? std::nullopt : std::optional(Timestamp{published});
    };
    return engine::are_far_apart(time_of(a), time_of(b));
  }

  const AllDocuments& documents_;
  DisjointSets& sets_;
  std::vector<DocNumber> oldest_;      ///< by root of a set
  std::vector<KeyedDocument> by_text_; ///< oldest documents by text key
};

void number_groups(const AllDocuments& documents, DisjointSets& sets, LiveState& state) {
  state.members.resize(1);
  for (DocNumber document = 0; document < documents.count(); ++document) {
    const DocNumber root = sets.find(document);
    if (root == document)
      continue;
    if (state.group.empty())
      state.group.assign(documents.count(), 0);
    if (state.group[root] == 0) {
      state.group[root] = static_cast<GroupId>(state.members.size());
      state.members.push_back({root});
    }
    state.group[document] = state.group[root];
    state.members[state.group[root]].push_back(document);
    ++state.surplus_copies;
  }
  if (!state.group.empty())
    state.copy_bits.assign(state.live_bits.size(), 0);
  for (DocNumber document = 0; document < state.group.size(); ++document)
    if (state.group[document] != 0)
      state.copy_bits[document / 64] |= std::uint64_t{1} << (document % 64);
  state.age.assign(state.group.size(), 0);
  for (std::vector<DocNumber> members : state.members) {
    std::sort(members.begin(), members.end(), [&](DocNumber a, DocNumber b) { return documents.is_older(a, b); });
    for (std::uint32_t place = 0; place < members.size(); ++place)
      state.age[members[place]] = place;
  }
}

} // namespace

LiveState derive_live_state(std::span<const std::shared_ptr<const Segment>> segments) {
  LiveState state;
  const std::uint32_t documents = AllDocuments(segments).count();
  state.live_bits.assign(documents / 64 + 1, ~std::uint64_t{0});
  state.live_bits.back() = (std::uint64_t{1} << (documents % 64)) - 1;
  mark_superseded(segments, state);
  DocNumber number = 0;
  for (const auto& segment : segments)
    for (const DocumentRow& row : segment->columns().rows()) {
      if (row.tombstone != 0)
        state.live_bits[number / 64] &= ~(std::uint64_t{1} << (number % 64));
      ++number;
    }
  for (const std::uint64_t word : state.live_bits)
    state.live_count += static_cast<std::uint32_t>(__builtin_popcountll(word));
  return state;
}

void group_copies(std::span<const std::shared_ptr<const Segment>> segments, std::span<const NearPair> near,
                  LiveState& state) {
  const AllDocuments documents(segments);
  DisjointSets sets(documents.count());
  join_equal(segments, state, sets, [](const DocumentRow& row) { return row.text_key; });
  join_equal(segments, state, sets, [](const DocumentRow& row) { return row.url_key; });
  if (!near.empty())
    NearJoiner(documents, state, sets).join(near);
  number_groups(documents, sets, state);
}

} // namespace akin::engine
