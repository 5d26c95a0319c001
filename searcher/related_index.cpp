#include "searcher/related_index.hpp"

#include "common/error.hpp"
#include "common/hash.hpp"
#include "engine/xapian/varint.hpp"
#include "searcher/ordered_blocks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace akin {

using engine::get_varint;

/// At the end of the file of vectors. Places count bytes from the beginning of the file.
struct RelatedIndex::Vectors {
  std::uint64_t version;
  std::uint64_t numbering;
  std::uint64_t themes;
  std::uint64_t record_offsets; ///< place
  std::uint64_t term_offsets;   ///< place
  std::uint64_t term_blob;      ///< place
  std::uint32_t documents;
  std::uint32_t articles;
  std::uint32_t terms;
  std::uint32_t dimensions;
};

/// At the end of the file of postings.
struct RelatedIndex::Postings {
  std::uint64_t version;
  std::uint64_t build;   ///< hash of the footer of the vectors that they were made from
  std::uint64_t offsets; ///< place
};

namespace {

constexpr const char* vectors_name = "related_vectors";
constexpr const char* postings_name = "related_postings";
constexpr std::uint64_t version = 1;

/// A posting's weight is a byte: weights of the best terms of unit vectors are rarely above 255/400.
constexpr float posting_weight_steps = 400;

/// Postings that are turned round at a time: bounds the memory of building.
constexpr std::size_t postings_at_a_time = 4'000'000;

template <class T> std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}
template <class T> std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// Counts what it passes on, so that places can be noted.
class PlaceKeeper {
 public:
  explicit PlaceKeeper(const engine::ByteSink& sink) : sink_(sink) {}
  void write(std::string_view bytes) {
    sink_(bytes);
    place_ += bytes.size();
  }
  /// The next place that a number of eight bytes may have.
  std::uint64_t aligned() {
    static constexpr std::array<char, 8> zeros{};
    write({zeros.data(), (8 - place_ % 8) % 8});
    return place_;
  }

 private:
  const engine::ByteSink& sink_;
  std::uint64_t place_ = 0;
};

/// So many values at a place of a file; empty when the file is not that long.
template <class T> std::span<const T> values_at(std::string_view bytes, std::uint64_t place, std::size_t count) {
  if (place > bytes.size() || place % alignof(T) != 0 || (bytes.size() - place) / sizeof(T) < count)
    return {};
  return {reinterpret_cast<const T*>(bytes.data() + place), count};
}

template <class T> std::optional<T> footer_of(std::string_view bytes) {
  if (bytes.size() < sizeof(T))
    return std::nullopt;
  T footer;
  std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
  return footer;
}

/// The record of one article: f32 weight of one step, the place among themes, varint stems, each varint distance from
/// the stem before and a byte of steps; then the texts that lists show.
void append_record(const UnitVector& vector, const LatentCode* code, std::uint32_t dimensions, const Article& article,
                   std::size_t vector_terms, std::string& out) {
  std::vector<std::size_t> kept(vector.size());
  for (std::size_t i = 0; i < kept.size(); ++i)
    kept[i] = i;
  if (kept.size() > vector_terms) {
    std::nth_element(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(vector_terms), kept.end(),
                     [&](std::size_t a, std::size_t b) {
                       return vector[a].second != vector[b].second ? vector[a].second > vector[b].second : a < b;
                     });
    kept.resize(vector_terms);
    std::sort(kept.begin(), kept.end());
  }
  float greatest = 0;
  for (const std::size_t i : kept)
    greatest = std::max(greatest, vector[i].second);
  const float step = greatest / 255;
  out.append(bytes_of(step));
  if (code != nullptr)
    out.append(reinterpret_cast<const char*>(code->data()), dimensions);
  engine::put_varint(out, kept.size());
  engine::TermId before = 0;
  for (const std::size_t i : kept) {
    engine::put_varint(out, vector[i].first - before);
    before = vector[i].first;
    out.push_back(static_cast<char>(std::clamp(std::lround(vector[i].second / step), 1L, 255L)));
  }
  for (const std::string* text : {&article.title, &article.url}) {
    engine::put_varint(out, text->size());
    out.append(*text);
  }
}

} // namespace

std::string_view RelatedIndex::record_of(engine::DocNumber document) const {
  if (document >= documents_)
    return {};
  const std::uint64_t begin = record_offsets_[document];
  const std::uint64_t end = record_offsets_[document + 1];
  return begin <= end && end <= records_.size() ? records_.substr(begin, end - begin) : std::string_view();
}

/// Visits (own term, steps, weight of a step).
template <class Visit> void RelatedIndex::for_each_entry(engine::DocNumber document, const Visit& visit) const {
  const std::string_view record = record_of(document);
  if (record.size() < sizeof(float) + dimensions_)
    return;
  float step = 0;
  std::memcpy(&step, record.data(), sizeof step);
  if (!(step >= 0 && step <= 1)) // damaged; what is no number could not even be sorted
    return;
  const auto* position = reinterpret_cast<const unsigned char*>(record.data()) + sizeof step + dimensions_;
  const auto* const end = reinterpret_cast<const unsigned char*>(record.data()) + record.size();
  std::uint64_t term = 0;
  for (std::uint64_t left = get_varint(position, end); left > 0 && position != end; --left) {
    term += get_varint(position, end);
    if (position == end || term >= term_count_)
      return;
    visit(static_cast<std::uint32_t>(term), static_cast<float>(*position++) * step);
  }
}

void RelatedIndex::append_vector(engine::DocNumber document, std::vector<WeightedTerm>& entries) const {
  if (term_ids_.empty())
    return for_each_entry(document, [&](std::uint32_t term, float weight) { entries.emplace_back(term, weight); });
  for_each_entry(document, [&](std::uint32_t term, float weight) { entries.emplace_back(term_ids_[term], weight); });
}

LatentCode RelatedIndex::code_of(engine::DocNumber document) const {
  LatentCode code{};
  const std::string_view record = record_of(document);
  if (record.size() >= sizeof(float) + dimensions_)
    std::memcpy(code.data(), record.data() + sizeof(float), dimensions_);
  return code;
}

void RelatedIndex::prefetch(engine::DocNumber document) const {
  constexpr std::size_t line_bytes = 64;
  const std::string_view record = record_of(document);
  for (std::size_t i = 0; i < record.size(); i += line_bytes)
    __builtin_prefetch(record.data() + i);
}

RelatedIndex::Shown RelatedIndex::shown(engine::DocNumber document) const {
  const std::string_view record = record_of(document);
  if (record.size() < sizeof(float) + dimensions_)
    return {};
  const auto* position = reinterpret_cast<const unsigned char*>(record.data()) + sizeof(float) + dimensions_;
  const auto* const end = reinterpret_cast<const unsigned char*>(record.data()) + record.size();
  for (std::uint64_t left = get_varint(position, end); left > 0 && position != end; --left) {
    get_varint(position, end);
    position += position != end ? 1 : 0;
  }
  const auto text = [&] {
    const std::uint64_t size =
        std::min<std::uint64_t>(get_varint(position, end), static_cast<std::uint64_t>(end - position));
    const std::string_view found(reinterpret_cast<const char*>(position), size);
    position += size;
    return found;
  };
  const std::string_view title = text();
  return {title, text()};
}

std::string_view RelatedIndex::term_text(std::uint32_t term) const {
  const std::uint32_t begin = term_offsets_[term];
  const std::uint32_t end = term_offsets_[term + 1];
  return begin <= end && end <= term_blob_.size() ? term_blob_.substr(begin, end - begin) : std::string_view();
}

std::optional<std::uint32_t> RelatedIndex::own_term(engine::TermId term) const {
  if (term_ids_.empty())
    return term < term_count_ ? std::optional(term) : std::nullopt;
  const auto place = std::lower_bound(term_ids_.begin(), term_ids_.end(), term);
  return place != term_ids_.end() && *place == term
             ? std::optional(static_cast<std::uint32_t>(place - term_ids_.begin()))
             : std::nullopt;
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
  std::vector<std::pair<float, std::uint32_t>> terms;
  for (const auto& [term, weight] : vector)
    if (const auto own = weight > 0 ? own_term(term) : std::nullopt)
      terms.emplace_back(-weight, *own);
  const std::size_t size = std::min(max_terms, terms.size());
  std::partial_sort(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(size), terms.end());
  std::vector<float>& likeness = thread_likeness(documents_);
  std::vector<engine::DocNumber> touched;
  for (std::size_t i = 0; i < size; ++i) {
    const auto [negative, term] = terms[i];
    const std::uint64_t begin = posting_offsets_[term];
    const std::uint64_t end = posting_offsets_[term + 1];
    if (begin > end || end > posting_words_.size())
      continue;
    const std::size_t count = (end - begin) * 4 / 5; // a word and a byte each
    const std::uint32_t* const documents = posting_words_.data() + begin;
    const auto* const weights = reinterpret_cast<const unsigned char*>(documents + count);
    const float factor = -negative / posting_weight_steps;
    for (std::size_t p = 0; p < count; ++p) {
      const engine::DocNumber document = documents[p];
      if (document >= documents_ || weights[p] == 0)
        continue;
      if (likeness[document] == 0)
        touched.push_back(document);
      likeness[document] += factor * static_cast<float>(weights[p]);
    }
  }
  auto best = best_of(touched, likeness, limit);
  for (const engine::DocNumber document : touched)
    likeness[document] = 0;
  return best;
}

bool RelatedIndex::open_vectors(engine::SharedBytes bytes) {
  const auto footer = bytes ? footer_of<Vectors>(*bytes) : std::nullopt;
  if (!footer || footer->version != version || footer->dimensions > latent_dimensions)
    return false;
  vectors_ = std::move(bytes);
  numbering_ = footer->numbering;
  themes_ = footer->themes;
  documents_ = footer->documents;
  articles_ = footer->articles;
  term_count_ = footer->terms;
  dimensions_ = footer->dimensions;
  build_ = hash64(bytes_of(*footer));
  record_offsets_ = values_at<std::uint64_t>(*vectors_, footer->record_offsets, std::size_t{documents_} + 1);
  term_offsets_ = values_at<std::uint32_t>(*vectors_, footer->term_offsets, std::size_t{term_count_} + 1);
  if (record_offsets_.empty() || term_offsets_.empty() || footer->term_blob > vectors_->size())
    return false;
  records_ = vectors_->substr(0, footer->record_offsets);
  term_blob_ = vectors_->substr(footer->term_blob);
  return true;
}

bool RelatedIndex::open_postings(engine::SharedBytes bytes) {
  const auto footer = bytes ? footer_of<Postings>(*bytes) : std::nullopt;
  if (!footer || footer->version != version || footer->build != build_)
    return false;
  postings_ = std::move(bytes);
  posting_offsets_ = values_at<std::uint32_t>(*postings_, footer->offsets, std::size_t{term_count_} + 1);
  posting_words_ = values_at<std::uint32_t>(*postings_, 0, footer->offsets / sizeof(std::uint32_t));
  return !posting_offsets_.empty();
}

/// The stems of both are in byte order, and the snapshot has all of them: nothing of its log went away.
void RelatedIndex::number_terms(const engine::Snapshot& snapshot) {
  if (documents_ == snapshot.document_slots())
    return;
  term_ids_.resize(term_count_);
  engine::TermId term = 0;
  for (std::uint32_t own = 0; own < term_count_; ++own) {
    while (term + 1 < snapshot.term_slots() && snapshot.term_text(term) < term_text(own))
      ++term;
    term_ids_[own] = term;
  }
}

std::shared_ptr<const RelatedIndex> RelatedIndex::open(const engine::Snapshot& snapshot) {
  const std::shared_ptr<RelatedIndex> index(new RelatedIndex);
  if (!index->open_vectors(snapshot.map_derived(vectors_name)) || index->numbering_ != snapshot.numbering() ||
      index->documents_ > snapshot.document_slots() || index->term_count_ > snapshot.term_slots() ||
      !index->open_postings(snapshot.map_derived(postings_name)))
    return nullptr;
  if (index->documents_ == snapshot.document_slots() && index->term_count_ != snapshot.term_slots())
    return nullptr;
  index->number_terms(snapshot);
  return index;
}

namespace {

struct Block {
  std::string records;
  std::vector<std::uint64_t> sizes;
};

constexpr engine::DocNumber documents_a_block = 500;

/// Records of the documents of one block; those that are not live have empty ones.
Block block_of(const VectorSpace& space, const LatentSpace* latent, std::size_t vector_terms, engine::DocNumber first) {
  const engine::Snapshot& snapshot = space.snapshot();
  Block block;
  const engine::DocNumber end = std::min(first + documents_a_block, snapshot.document_slots());
  for (engine::DocNumber document = first; document < end; ++document) {
    const std::size_t before = block.records.size();
    if (snapshot.is_live(document)) {
      const auto terms = std::move(snapshot.term_vectors(std::span(&document, 1)).front());
      const LatentCode code = latent != nullptr ? latent->code_of(terms) : LatentCode{};
      append_record(space.vector_of(terms), latent != nullptr ? &code : nullptr, latent_dimensions,
                    snapshot.stored(std::span(&document, 1)).front(), vector_terms, block.records);
    }
    block.sizes.push_back(block.records.size() - before);
  }
  return block;
}

} // namespace

namespace {

struct Posting {
  engine::DocNumber document;
  std::uint8_t steps;
};

/// The postings of one stem as they are kept, those of the greatest weights when there are too many.
std::string list_of(std::span<Posting> postings, std::size_t longest) {
  if (postings.size() > longest) {
    std::nth_element(postings.begin(), postings.begin() + static_cast<std::ptrdiff_t>(longest), postings.end(),
                     [](const Posting& a, const Posting& b) {
                       return a.steps != b.steps ? a.steps > b.steps : a.document < b.document;
                     });
    postings = postings.first(longest);
    std::sort(postings.begin(), postings.end(),
              [](const Posting& a, const Posting& b) { return a.document < b.document; });
  }
  std::string list;
  for (const Posting& posting : postings)
    list.append(bytes_of(posting.document));
  for (const Posting& posting : postings)
    list.push_back(static_cast<char>(posting.steps));
  list.append((4 - postings.size() % 4) % 4, '\0');
  return list;
}

} // namespace

/// The best terms of each article, turned round: a range of terms at a time, so that memory does not grow with the
/// index.
void RelatedIndex::write_postings(const RelatedIndexSettings& settings, const engine::ByteSink& sink) const {
  std::vector<std::pair<float, std::uint32_t>> entries;
  const auto for_each_best = [&](engine::DocNumber document, const auto& visit) {
    entries.clear();
    for_each_entry(document, [&](std::uint32_t term, float weight) { entries.emplace_back(-weight, term); });
    const std::size_t size = std::min(settings.candidate_terms, entries.size());
    std::nth_element(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(size), entries.end());
    for (std::size_t i = 0; i < size; ++i)
      visit(entries[i].second, -entries[i].first);
  };
  std::vector<std::uint32_t> counts(term_count_);
  for (engine::DocNumber document = 0; document < documents_; ++document)
    for_each_best(document, [&](std::uint32_t term, float) { ++counts[term]; });

  PlaceKeeper out(sink);
  std::vector<std::uint32_t> offsets{0};
  for (std::uint32_t first = 0; first < term_count_;) {
    std::uint32_t end = first;
    std::size_t size = 0;
    std::vector<std::size_t> next; // by term of the range: place of its next posting
    for (; end < term_count_ && (end == first || size + counts[end] <= postings_at_a_time); ++end) {
      next.push_back(size);
      size += counts[end];
    }
    std::vector<Posting> postings(size);
    for (engine::DocNumber document = 0; size > 0 && document < documents_; ++document)
      for_each_best(document, [&](std::uint32_t term, float weight) {
        if (term < first || term >= end)
          return;
        const long steps = std::clamp(std::lround(weight * posting_weight_steps), 1L, 255L);
        postings[next[term - first]++] = {document, static_cast<std::uint8_t>(steps)};
      });
    for (std::size_t begin = 0; first < end; begin += counts[first++]) {
      const std::string list = list_of(std::span(postings).subspan(begin, counts[first]), settings.longest_list);
      out.write(list);
      offsets.push_back(static_cast<std::uint32_t>(offsets.back() + list.size() / sizeof(std::uint32_t)));
    }
  }
  const Postings footer{version, build_, out.aligned()};
  out.write(bytes_of(offsets));
  out.aligned();
  out.write(bytes_of(footer));
}

bool build_related_index(const VectorSpace& space, const LatentSpace* latent, const RelatedIndexSettings& settings) {
  const engine::Snapshot& snapshot = space.snapshot();
  const bool vectors = snapshot.stream_derived(vectors_name, [&](const engine::ByteSink& sink) {
    PlaceKeeper out(sink);
    std::vector<std::uint64_t> offsets{0};
    const std::size_t blocks = (snapshot.document_slots() + documents_a_block - 1) / documents_a_block;
    for_each_block_in_order(
        blocks, settings.threads,
        [&](std::size_t block) {
          return block_of(space, latent, settings.vector_terms,
                          static_cast<engine::DocNumber>(block * documents_a_block));
        },
        [&](const Block& block) {
          out.write(block.records);
          for (const std::uint64_t size : block.sizes)
            offsets.push_back(offsets.back() + size);
          return true;
        });
    RelatedIndex::Vectors footer{};
    footer.version = version;
    footer.numbering = snapshot.numbering();
    footer.themes = latent != nullptr ? latent->fingerprint() : 0;
    footer.documents = snapshot.document_slots();
    footer.articles = snapshot.document_count();
    footer.terms = snapshot.term_slots();
    footer.dimensions = latent != nullptr ? latent_dimensions : 0;
    footer.record_offsets = out.aligned();
    out.write(bytes_of(offsets));
    std::vector<std::uint32_t> term_offsets{0};
    for (engine::TermId term = 0; term < footer.terms; ++term)
      term_offsets.push_back(term_offsets.back() + static_cast<std::uint32_t>(snapshot.term_text(term).size()));
    footer.term_offsets = out.aligned();
    out.write(bytes_of(term_offsets));
    footer.term_blob = out.aligned();
    for (engine::TermId term = 0; term < footer.terms; ++term)
      out.write(snapshot.term_text(term));
    out.aligned();
    out.write(bytes_of(footer));
  });
  RelatedIndex index;
  return vectors && index.open_vectors(snapshot.map_derived(vectors_name)) &&
         snapshot.stream_derived(postings_name,
                                 [&](const engine::ByteSink& sink) { index.write_postings(settings, sink); });
}

} // namespace akin
