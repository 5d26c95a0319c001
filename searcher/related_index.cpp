#include "searcher/related_index.hpp"

#include "common/hash.hpp"
#include "engine/xapian/varint.hpp"
#include "searcher/packed_vector.hpp"
#include "searcher/related_format.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace akin {

using namespace related_format;

std::string_view RelatedIndex::vector_in(std::string_view record) const {
  return record.substr(std::min(record.size(), code_bytes_));
}

UnitVector RelatedIndex::vector_of(std::string_view record) const {
  UnitVector vector;
  vector.reserve(packed_vector_entries(vector_in(record)));
  unpack_vector(vector_in(record), [&](std::uint32_t number, std::uint32_t steps, float step) {
    if (number < stems_.size()) // else damaged
      vector.emplace_back(number, static_cast<float>(steps) * step);
  });
  return vector;
}

LatentCode RelatedIndex::code_of(std::string_view record) const {
  LatentCode code{};
  if (code_bytes_ > 0 && record.size() >= code_bytes_)
    unpack_code(record, code);
  return code;
}

namespace {

/// Tells the processor that a record will be read soon: candidates lie far apart.
void prefetch(std::string_view record) {
  constexpr std::size_t line_bytes = 64;
  for (std::size_t i = 0; i < record.size(); i += line_bytes)
    __builtin_prefetch(record.data() + i);
}

} // namespace

void RelatedIndex::unpack(std::span<const std::string_view> records, std::vector<WeightedTerm>& room,
                          std::vector<std::size_t>& ends) const {
  constexpr std::size_t together = 4;
  constexpr std::size_t ahead = 2 * together;
  if (room.size() < records.size() * most_vector_entries)
    room.resize(records.size() * most_vector_entries);
  std::size_t end = 0;
  for (std::size_t i = 0; i < records.size(); i += together) {
    std::array<std::string_view, together> vectors; // behind the last record empty ones
    std::array<WeightedTerm*, together> places{};
    for (std::size_t j = 0; j < together; ++j) {
      if (i + j + ahead < records.size())
        prefetch(records[i + j + ahead]);
      places[j] = room.data() + end;
      if (i + j >= records.size())
        continue;
      vectors[j] = vector_in(records[i + j]);
      end += packed_vector_entries(vectors[j]);
      ends.push_back(end);
    }
    unpack_vectors(vectors, places, stems_.size());
  }
}

double RelatedIndex::latent_cosine(const PackedDirection& direction, std::string_view record) const {
  return code_bytes_ > 0 && record.size() >= code_bytes_ ? direction.cosine(record) : 0;
}

RelatedIndex::Shown RelatedIndex::shown(engine::DocNumber document) const {
  const auto texts = decompressed(records_.of_group(document), &*dictionary_);
  if (!texts)
    return {};
  const auto* position = reinterpret_cast<const unsigned char*>(texts->data());
  const auto* const end = position + texts->size();
  const auto next = [&] {
    const std::uint64_t size =
        std::min<std::uint64_t>(engine::get_varint(position, end), static_cast<std::uint64_t>(end - position));
    const std::string_view found(reinterpret_cast<const char*>(position), size);
    position += size;
    return found;
  };
  for (std::size_t before = document % group_strings; before > 0; --before) {
    next();
    next();
  }
  Shown shown;
  shown.title = next();
  shown.url = next();
  return shown;
}

namespace {

/// How many values are at least that great: sixteen at a time, as compilers see it, in counts of a byte.
std::size_t count_from(std::span<const std::uint8_t> values, std::uint8_t least) {
  constexpr std::size_t together = std::numeric_limits<std::uint8_t>::max();
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < values.size(); begin += together) {
    std::uint8_t some = 0;
    for (const std::uint8_t value : values.subspan(begin, std::min(together, values.size() - begin)))
      some = static_cast<std::uint8_t>(some + (value >= least ? 1 : 0));
    count += some;
  }
  return count;
}

/// The greatest value, at least 1, that at least so many reach; 1 when there are fewer.
std::uint8_t lowest_of_best(std::span<const std::uint8_t> values, std::size_t many) {
  std::uint8_t lowest = 0;
  for (unsigned bit = 1U << 7U; bit > 0; bit >>= 1U)
    if (const auto higher = static_cast<std::uint8_t>(lowest | bit); count_from(values, higher) >= many)
      lowest = higher;
  return std::max<std::uint8_t>(lowest, 1);
}

/// Visits the places of values that are at least that great, ascending. There are few, so that many are passed at once.
template <class Visit>
void for_each_from(std::span<const std::uint8_t> values, std::uint8_t least, const Visit& visit) {
  constexpr std::size_t together = 32;
  for (std::size_t begin = 0; begin < values.size(); begin += together) {
    const auto some = values.subspan(begin, std::min(together, values.size() - begin));
    std::uint8_t any = 0;
    for (const std::uint8_t value : some)
      any |= value >= least ? 1 : 0;
    if (any == 0)
      continue;
    for (std::size_t i = 0; i < some.size(); ++i)
      if (some[i] >= least)
        visit(begin + i);
  }
}

/// Likeness of documents in whole steps, added up by one look-up at a time in a thread.
class Likenesses {
 public:
  using Steps = std::uint8_t;

  explicit Likenesses(std::size_t documents) {
    if (memory_.sums.size() < documents) {
      memory_.touched.resize(documents + 1); // one more: where the next would go
      memory_.sums.resize(documents);
    }
  }
  Likenesses(const Likenesses&) = delete;
  Likenesses& operator=(const Likenesses&) = delete;

  /// worth is above 0; no sum exceeds most. Without a branch: which documents are new nobody foresees.
  void add(std::span<const engine::DocNumber> documents, Steps worth) {
    Steps* const sums = memory_.sums.data();
    engine::DocNumber* next = memory_.touched.data() + count_;
    for (const engine::DocNumber document : documents) {
      Steps& sum = sums[document];
      *next = document;
      next += sum == 0 ? 1 : 0;
      sum = static_cast<Steps>(sum + worth);
    }
    count_ = static_cast<std::size_t>(next - memory_.touched.data());
  }
  /// The same for documents that have a likeness already; others stay without.
  void add_to_known(std::span<const engine::DocNumber> documents, Steps worth) {
    Steps* const sums = memory_.sums.data();
    for (const engine::DocNumber document : documents)
      sums[document] = static_cast<Steps>(sums[document] + (sums[document] == 0 ? 0 : worth));
  }
  std::size_t count() const { return count_; } ///< documents that have one
  static constexpr std::uint32_t most = std::numeric_limits<Steps>::max();

  /// Greatest first, of equals the one that came first; all sums are zero again. They are counted rather than sorted,
  /// for there are few values.
  std::vector<std::pair<Steps, engine::DocNumber>> take_best(std::size_t limit) {
    // By pointers of its own: bytes that are written may be anything, also where a vector has its elements.
    Steps* const sums = memory_.sums.data();
    const engine::DocNumber* const touched = memory_.touched.data();
    const std::size_t count = std::exchange(count_, 0);
    memory_.values.resize(count);
    Steps* const values = memory_.values.data();
    for (std::size_t i = 0; i < count; ++i)
      values[i] = std::exchange(sums[touched[i]], Steps{0});
    const Steps lowest = lowest_of_best(memory_.values, limit);
    std::vector<std::size_t>& found = memory_.found;
    found.clear();
    std::array<std::size_t, most + 2> places{}; // by value, of those that have it behind the greater ones
    for_each_from(memory_.values, lowest, [&](std::size_t i) {
      found.push_back(i);
      ++places[most - values[i] + 1];
    });
    std::partial_sum(places.begin(), places.end(), places.begin());
    std::vector<std::pair<Steps, engine::DocNumber>> best(std::min(limit, found.size()));
    for (const std::size_t i : found)
      if (const std::size_t place = places[most - values[i]]++; place < best.size())
        best[place] = {values[i], touched[i]};
    return best;
  }

 private:
  /// Kept for the next look-up of the thread.
  struct Memory {
    std::vector<Steps> sums; ///< by document; all zero between look-ups
    std::vector<engine::DocNumber> touched;
    std::vector<Steps> values;      ///< of touched
    std::vector<std::size_t> found; ///< places in touched
  };
  static Memory& thread_memory() {
    static thread_local Memory memory;
    return memory;
  }
  Memory& memory_ = thread_memory();
  std::size_t count_ = 0; ///< of touched
};

/// Postings of one list that weigh the same.
struct Part {
  Likenesses::Steps worth = 0;
  std::span<const engine::DocNumber> documents;
};

/// Greatest worth first, of equals in their order: they are counted, for there are hundreds and few worths.
void put_in_order(std::vector<Part>& parts) {
  std::array<std::size_t, Likenesses::most + 2> places{}; // by worth, of those that are worth less behind the others
  for (const Part& part : parts)
    ++places[Likenesses::most - part.worth + 1];
  std::partial_sum(places.begin(), places.end(), places.begin());
  std::vector<Part> ordered(parts.size());
  for (const Part& part : parts)
    ordered[places[Likenesses::most - part.worth]++] = part;
  parts = std::move(ordered);
}

} // namespace

std::vector<std::pair<float, engine::DocNumber>>
RelatedIndex::nearest(VectorView vector, const SimilarSettings& settings, std::size_t limit) const {
  std::vector<std::pair<float, std::uint32_t>> stems; // of equal weights the rarest first
  stems.reserve(vector.size());
  for (const auto& [number, weight] : vector)
    if (number < stems_.size() && weight > 0)
      stems.emplace_back(weight, number);
  const std::size_t size = // more would leave no room for weights
      std::min({settings.query_terms, stems.size(), std::size_t{Likenesses::most} / 2});
  std::partial_sort(stems.begin(), stems.begin() + static_cast<std::ptrdiff_t>(size), stems.end(), std::greater<>());
  stems.resize(size);
  std::erase_if(stems, [&](const auto& stem) { return stem.second >= stems_.shared(); }); // no other document has it
  double greatest = 0;
  for (const auto& [weight, number] : stems)
    greatest += static_cast<double>(weight);
  // The weights of lists are at most 1, so that no sum exceeds greatest; each stem may be rounded up by one.
  const double scale = greatest > 0 ? (Likenesses::most - static_cast<double>(stems.size())) / greatest : 0;
  std::vector<std::unique_ptr<const PostingList>> unkept;
  std::vector<const PostingList*> lists;
  lists.reserve(stems.size());
  for (const auto& [weight, number] : stems)
    kept_lists_->prefetch(number);
  for (const auto& [weight, number] : stems) {
    lists.push_back(&kept_lists_->get(number, unkept));
    __builtin_prefetch(lists.back());
  }
  std::vector<Part> parts;
  parts.reserve(lists.size() * PostingList::most_steps);
  for (std::size_t i = 0; i < stems.size(); ++i)
    for (std::size_t steps = 1; steps <= PostingList::most_steps; ++steps)
      if (const auto documents = lists[i]->of_weight(steps); !documents.empty()) {
        const float both = stems[i].first * std::min(1.0F, lists[i]->step * static_cast<float>(steps));
        parts.push_back({static_cast<Likenesses::Steps>(std::max(1.0, scale * double{both} + 0.5)), documents});
      }
  put_in_order(parts);
  Likenesses likenesses(documents_);
  std::size_t read = 0;
  constexpr std::size_t ahead = 3;
  for (auto part = parts.begin(); part != parts.end() && read < limit * settings.candidate_postings; ++part) {
    if (static_cast<std::size_t>(parts.end() - part) > ahead)
      __builtin_prefetch((part + ahead)->documents.data());
    if (likenesses.count() < limit * settings.candidate_documents)
      likenesses.add(part->documents, part->worth);
    else
      likenesses.add_to_known(part->documents, part->worth);
    read += part->documents.size();
  }
  std::vector<std::pair<float, engine::DocNumber>> nearest;
  nearest.reserve(limit);
  for (const auto& [likeness, document] : likenesses.take_best(limit))
    nearest.emplace_back(static_cast<float>(likeness / scale), document);
  return nearest;
}

bool RelatedIndex::open_vectors(const engine::Snapshot& snapshot) {
  vectors_ = snapshot.map_derived(vectors_name);
  const auto footer = vectors_ ? footer_of<VectorsFooter>(*vectors_) : std::nullopt;
  if (!footer || footer->version != version || footer->numbering != snapshot.numbering() ||
      footer->dimensions > latent_dimensions || footer->documents > snapshot.document_slots() ||
      footer->terms > snapshot.term_slots())
    return false;
  const bool newer = footer->documents < snapshot.document_slots();
  if (!newer && footer->terms != snapshot.term_slots())
    return false;
  const std::string_view file = *vectors_;
  const auto groups = values_at<StringGroup>(file, footer->groups,
                                             (std::size_t{footer->documents} + group_strings - 1) / group_strings);
  const auto part = [&](std::uint64_t begin, std::uint64_t end) {
    return begin <= end && end <= file.size() ? file.substr(begin, end - begin) : std::string_view();
  };
  themes_ = footer->themes;
  documents_ = footer->documents;
  articles_ = footer->articles;
  code_bytes_ = footer->dimensions > 0 ? packed_code_bytes : 0;
  build_ = hash64(bytes_of(*footer));
  auto stems =
      StemNumbers::from(part(footer->stem_classes, footer->stem_texts), footer->terms,
                        newer ? std::optional(part(footer->stem_texts, footer->dictionary)) : std::nullopt, snapshot);
  if ((groups.empty() && documents_ > 0) || !stems)
    return false;
  stems_ = std::move(*stems);
  records_ = PackedStrings(part(0, footer->groups), groups);
  dictionary_.emplace(part(footer->dictionary, footer->end), TextDictionary::Use::read);
  return true;
}

bool RelatedIndex::open_postings(const engine::Snapshot& snapshot) {
  postings_ = snapshot.map_derived(postings_name);
  const auto footer = postings_ ? footer_of<PostingsFooter>(*postings_) : std::nullopt;
  if (!footer || footer->version != version || footer->build != build_ || footer->groups > postings_->size())
    return false;
  const auto groups =
      values_at<StringGroup>(*postings_, footer->groups, (footer->lists + group_strings - 1) / group_strings);
  lists_ = PackedStrings(postings_->substr(0, footer->groups), groups);
  kept_lists_.emplace(lists_, stems_.shared(), documents_);
  return !groups.empty() || footer->lists == 0;
}

std::shared_ptr<const RelatedIndex> RelatedIndex::open(const engine::Snapshot& snapshot) {
  const std::shared_ptr<RelatedIndex> index(new RelatedIndex);
  return index->open_vectors(snapshot) && index->open_postings(snapshot) ? index : nullptr;
}

} // namespace akin
