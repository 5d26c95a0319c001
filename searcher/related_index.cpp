#include "searcher/related_index.hpp"

#include "common/hash.hpp"
#include "engine/xapian/varint.hpp"
#include "searcher/packed_vector.hpp"
#include "searcher/related_format.hpp"

#include <algorithm>
#include <array>

namespace akin {

using namespace related_format;

std::string_view RelatedIndex::packed_vector(engine::DocNumber document) const {
  const std::string_view record = records_.at(document);
  return record.substr(std::min(record.size(), code_bytes_));
}

void RelatedIndex::append_vector(engine::DocNumber document, std::vector<WeightedTerm>& entries) const {
  unpack_vector(packed_vector(document), [&](std::uint32_t number, float weight) {
    if (number < stems_.size()) // else damaged
      entries.emplace_back(stems_.term(number), weight);
  });
}

LatentCode RelatedIndex::code_of(engine::DocNumber document) const {
  LatentCode code{};
  if (const std::string_view record = records_.at(document); code_bytes_ > 0 && record.size() >= code_bytes_)
    unpack_code(record, code);
  return code;
}

void RelatedIndex::prefetch(engine::DocNumber document) const {
  constexpr std::size_t line_bytes = 64;
  const std::string_view record = records_.at(document);
  for (std::size_t i = 0; i < record.size(); i += line_bytes)
    __builtin_prefetch(record.data() + i);
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

/// Likeness by document, of one look-up at a time in a thread; all zero between uses.
std::vector<float>& thread_likeness(std::size_t documents) {
  static thread_local std::vector<float> likeness;
  if (likeness.size() < documents)
    likeness.resize(documents);
  return likeness;
}

/// The best of those touched: counted by likeness first, so that only few are sorted.
std::vector<std::pair<float, engine::DocNumber>> best_of(const std::vector<engine::DocNumber>& touched,
                                                         const std::vector<float>& likeness, std::size_t limit) {
  constexpr std::size_t levels = 1024;
  const auto level_of = [](float value) {
    return std::min(levels - 1, static_cast<std::size_t>(value * static_cast<float>(levels)));
  };
  std::array<std::uint32_t, levels> counts{};
  for (const engine::DocNumber document : touched)
    ++counts[level_of(likeness[document])];
  std::size_t lowest = levels;
  for (std::size_t above = 0; lowest > 0 && above < limit;)
    above += counts[--lowest];
  std::vector<std::pair<float, engine::DocNumber>> best;
  for (const engine::DocNumber document : touched)
    if (level_of(likeness[document]) >= lowest)
      best.emplace_back(likeness[document], document);
  std::sort(best.begin(), best.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  if (best.size() > limit)
    best.resize(limit);
  return best;
}

} // namespace

std::vector<std::pair<float, engine::DocNumber>> RelatedIndex::nearest(VectorView vector, std::size_t max_terms,
                                                                       std::size_t limit) const {
  std::vector<std::pair<float, std::uint32_t>> stems; // of equal weights the rarest first
  for (const auto& [term, weight] : vector)
    if (const std::uint32_t number = stems_.number(term); number != StemNumbers::none && weight > 0)
      stems.emplace_back(weight, number);
  const std::size_t size = std::min(max_terms, stems.size());
  std::partial_sort(stems.begin(), stems.begin() + static_cast<std::ptrdiff_t>(size), stems.end(), std::greater<>());
  std::vector<float>& likeness = thread_likeness(documents_);
  std::vector<engine::DocNumber> touched;
  for (std::size_t i = 0; i < size; ++i) {
    const float factor = stems[i].first;
    unpack_list(lists_.at(stems[i].second), [&](std::uint32_t document, float weight) {
      if (document >= documents_ || weight <= 0) // damaged
        return;
      if (likeness[document] == 0)
        touched.push_back(document);
      likeness[document] += factor * weight;
    });
  }
  auto best = best_of(touched, likeness, limit);
  for (const engine::DocNumber document : touched)
    likeness[document] = 0;
  return best;
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
  return !groups.empty() || footer->lists == 0;
}

std::shared_ptr<const RelatedIndex> RelatedIndex::open(const engine::Snapshot& snapshot) {
  const std::shared_ptr<RelatedIndex> index(new RelatedIndex);
  return index->open_vectors(snapshot) && index->open_postings(snapshot) ? index : nullptr;
}

} // namespace akin
