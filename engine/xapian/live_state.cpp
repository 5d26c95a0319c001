#include "engine/xapian/live_state.hpp"

#include <algorithm>
#include <numeric>

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
                bool& any, Key key) {
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
    if (by_key[i].first == by_key[i - 1].first) {
      sets.join(by_key[i - 1].second, by_key[i].second);
      any = true;
    }
}

void number_groups(DisjointSets& sets, std::uint32_t documents, LiveState& state) {
  state.group.assign(documents, 0);
  state.members.resize(1);
  for (DocNumber document = 0; document < documents; ++document) {
    const DocNumber root = sets.find(document);
    if (root == document)
      continue;
    if (state.group[root] == 0) {
      state.group[root] = static_cast<GroupId>(state.members.size());
      state.members.push_back({root});
    }
    state.group[document] = state.group[root];
    state.members[state.group[root]].push_back(document);
    ++state.surplus_copies;
  }
}

} // namespace

LiveState derive_live_state(std::span<const std::shared_ptr<const Segment>> segments) {
  LiveState state;
  std::uint32_t documents = 0;
  for (const auto& segment : segments)
    documents += segment->document_count();
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
  DisjointSets sets(documents);
  bool any = false;
  join_equal(segments, state, sets, any, [](const DocumentRow& row) { return row.text_key; });
  join_equal(segments, state, sets, any, [](const DocumentRow& row) { return row.url_key; });
  if (any)
    number_groups(sets, documents, state);
  return state;
}

} // namespace akin::engine
