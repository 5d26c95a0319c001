// Makes the related index: two passes over the articles for the file of vectors, and one for each few million postings.
#include "common/break_off.hpp"
#include "common/hash.hpp"
#include "engine/xapian/varint.hpp"
#include "searcher/ordered_blocks.hpp"
#include "searcher/packed_vector.hpp"
#include "searcher/related_format.hpp"
#include "searcher/related_index.hpp"

#include <algorithm>
#include <array>

namespace akin {

using namespace related_format;

namespace {

/// Postings that are turned round at a time: bounds the memory of building.
constexpr std::size_t postings_at_a_time = 4'000'000;

constexpr std::size_t documents_a_block = 32 * group_strings;

/// Titles and addresses that others are compressed by: from so many articles, so many bytes of each at most.
constexpr std::size_t dictionary_articles = 400;
constexpr std::size_t dictionary_text_bytes = 100;

/// Counts what it passes on, so that places can be noted.
class PlaceKeeper {
 public:
  explicit PlaceKeeper(const engine::ByteSink& sink) : sink_(sink) {}
  void write(std::string_view bytes) {
    sink_(bytes);
    place_ += bytes.size();
  }
  std::uint64_t place() const noexcept { return place_; }
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

/// The entries of greatest weight, in their order; of equal weights the greater numbers.
void keep_heaviest(std::size_t most, std::vector<PackedEntry>& entries) {
  if (entries.size() <= most)
    return;
  std::nth_element(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(most), entries.end(),
                   [](const PackedEntry& a, const PackedEntry& b) {
                     return a.weight != b.weight ? a.weight > b.weight : a.number > b.number;
                   });
  entries.resize(most);
}

void sort_by_number(std::span<PackedEntry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const PackedEntry& a, const PackedEntry& b) { return a.number < b.number; });
}

void put_text(std::string_view text, std::string& out) {
  engine::put_varint(out, text.size());
  out.append(text);
}

} // namespace

class RelatedIndexBuilder {
 public:
  RelatedIndexBuilder(const VectorSpace& space, const LatentSpace* latent, const RelatedIndexSettings& settings)
      : space_(space), snapshot_(space.snapshot()), latent_(latent), settings_(settings) {
    settings_.vector_terms = std::min(settings_.vector_terms, most_vector_entries);
    settings_.longest_list = std::min<std::size_t>(settings_.longest_list, 8000); // whose size 16 bits can say
  }

  bool build() {
    return snapshot_.stream_derived(vectors_name, [&](const engine::ByteSink& sink) { write_vectors(sink); }) &&
           index_.open_vectors(snapshot_) &&
           snapshot_.stream_derived(postings_name, [&](const engine::ByteSink& sink) { write_postings(sink); });
  }

 private:
  /// Of one block of documents.
  struct Block {
    std::string bytes;
    std::vector<std::size_t> records; ///< sizes
    std::vector<std::size_t> texts;   ///< sizes, of each group
  };

  std::size_t blocks() const { return (snapshot_.document_slots() + documents_a_block - 1) / documents_a_block; }
  template <class Visit> void for_each_document(std::size_t block, const Visit& visit) const;
  engine::TermVector terms_of(engine::DocNumber document) const {
    return std::move(snapshot_.term_vectors(std::span(&document, 1)).front());
  }
  std::vector<PackedEntry> heaviest_of(const engine::TermVector& terms) const;
  std::vector<std::uint32_t> stem_frequencies() const;
  std::string sample_texts() const;
  Block block_of(std::size_t block, const StemNumbers& stems, const TextDictionary& dictionary) const;
  void write_vectors(const engine::ByteSink& sink) const;

  template <class Visit> void for_each_candidate_entry(const Visit& visit) const;
  void write_postings(const engine::ByteSink& sink) const;

  const VectorSpace& space_;
  const engine::Snapshot& snapshot_;
  const LatentSpace* latent_;
  RelatedIndexSettings settings_;
  RelatedIndex index_; ///< of which the vectors are opened when they are written
};

template <class Visit> void RelatedIndexBuilder::for_each_document(std::size_t block, const Visit& visit) const {
  break_off_if(settings_.stop);
  const std::size_t end = std::min<std::size_t>((block + 1) * documents_a_block, snapshot_.document_slots());
  for (std::size_t document = block * documents_a_block; document < end; ++document)
    visit(static_cast<engine::DocNumber>(document));
}

/// What is kept of a vector, by TermId and in no order.
std::vector<PackedEntry> RelatedIndexBuilder::heaviest_of(const engine::TermVector& terms) const {
  std::vector<PackedEntry> entries;
  for (const auto& [term, weight] : space_.vector_of(terms))
    entries.push_back({term, weight});
  keep_heaviest(settings_.vector_terms, entries);
  return entries;
}

/// Vectors that have each stem, by TermId.
std::vector<std::uint32_t> RelatedIndexBuilder::stem_frequencies() const {
  std::vector<std::uint32_t> frequencies(snapshot_.term_slots());
  for_each_block_in_order(
      blocks(), settings_.threads,
      [&](std::size_t block) {
        std::vector<engine::TermId> kept;
        for_each_document(block, [&](engine::DocNumber document) {
          if (snapshot_.is_live(document))
            for (const PackedEntry& entry : heaviest_of(terms_of(document)))
              kept.push_back(entry.number);
        });
        return kept;
      },
      [&](const std::vector<engine::TermId>& kept) {
        for (const engine::TermId term : kept)
          ++frequencies[term];
        return true;
      });
  return frequencies;
}

std::string RelatedIndexBuilder::sample_texts() const {
  std::string texts;
  const std::size_t step = std::max<std::size_t>(1, snapshot_.document_slots() / dictionary_articles);
  for (std::size_t i = 0; i < snapshot_.document_slots(); i += step) {
    const auto document = static_cast<engine::DocNumber>(i);
    if (!snapshot_.is_live(document))
      continue;
    const Article article = std::move(snapshot_.stored(std::span(&document, 1)).front());
    put_text(article.title.substr(0, dictionary_text_bytes), texts);
    put_text(article.url.substr(0, dictionary_text_bytes), texts);
  }
  return texts;
}

RelatedIndexBuilder::Block RelatedIndexBuilder::block_of(std::size_t block, const StemNumbers& stems,
                                                         const TextDictionary& dictionary) const {
  Block result;
  std::string texts;
  for_each_document(block, [&](engine::DocNumber document) {
    const std::size_t before = result.bytes.size();
    if (snapshot_.is_live(document)) {
      const auto terms = terms_of(document);
      if (latent_ != nullptr)
        pack_code(latent_->code_of(terms), result.bytes);
      auto entries = heaviest_of(terms);
      for (PackedEntry& entry : entries)
        entry.number = stems.number(entry.number);
      sort_by_number(entries);
      pack_vector(entries, result.bytes);
    }
    result.records.push_back(result.bytes.size() - before);
    const Article article =
        snapshot_.is_live(document) ? std::move(snapshot_.stored(std::span(&document, 1)).front()) : Article();
    put_text(article.title, texts);
    put_text(article.url, texts);
    if (result.records.size() % group_strings == 0 || document + 1 == snapshot_.document_slots()) {
      const std::string small = compressed(texts, &dictionary);
      result.bytes += small;
      result.texts.push_back(small.size());
      texts.clear();
    }
  });
  return result;
}

void RelatedIndexBuilder::write_vectors(const engine::ByteSink& sink) const {
  const StemNumbers stems(stem_frequencies());
  const std::string dictionary_bytes = sample_texts();
  const TextDictionary dictionary(dictionary_bytes, TextDictionary::Use::write);
  PlaceKeeper out(sink);
  StringGroups groups;
  for_each_block_in_order(
      blocks(), settings_.threads, [&](std::size_t block) { return block_of(block, stems, dictionary); },
      [&](const Block& block) {
        out.write(block.bytes);
        for (std::size_t i = 0; i < block.records.size(); ++i) {
          groups.add(block.records[i]);
          if (i % group_strings + 1 == group_strings || i + 1 == block.records.size())
            groups.add_of_group(block.texts[i / group_strings]);
        }
        return true;
      });
  VectorsFooter footer{};
  footer.version = version;
  footer.numbering = snapshot_.numbering();
  footer.themes = latent_ != nullptr ? latent_->fingerprint() : 0;
  footer.documents = snapshot_.document_slots();
  footer.articles = snapshot_.document_count();
  footer.terms = snapshot_.term_slots();
  footer.dimensions = latent_ != nullptr ? latent_dimensions : 0;
  footer.groups = out.aligned();
  out.write(bytes_of(groups.groups()));
  footer.stem_classes = out.place();
  out.write(stems.classes());
  footer.stem_texts = out.place();
  out.write(stems.texts(snapshot_));
  footer.dictionary = out.place();
  out.write(dictionary_bytes);
  footer.end = out.place();
  out.aligned();
  out.write(bytes_of(footer));
}

/// Visits (document, stem, weight) of the stems under which each document is found.
template <class Visit> void RelatedIndexBuilder::for_each_candidate_entry(const Visit& visit) const {
  std::vector<PackedEntry> entries;
  for (engine::DocNumber document = 0; document < index_.documents(); ++document) {
    if (document % documents_a_block == 0)
      break_off_if(settings_.stop);
    entries.clear();
    unpack_vector(index_.vector_in(index_.record_of(document)),
                  [&](std::uint32_t number, std::uint32_t steps, float step) {
                    entries.push_back({number, static_cast<float>(steps) * step});
                  });
    keep_heaviest(settings_.candidate_terms, entries);
    for (const PackedEntry& entry : entries)
      visit(document, entry.number, entry.weight);
  }
}

/// Turned round a range of stems at a time, so that memory does not grow with the index. A list of one article could
/// only find that article itself.
void RelatedIndexBuilder::write_postings(const engine::ByteSink& sink) const {
  const std::uint32_t lists = index_.stems_.shared();
  std::vector<std::uint32_t> counts(index_.stems_.size());
  for_each_candidate_entry([&](engine::DocNumber, std::uint32_t stem, float) { ++counts[stem]; });
  PlaceKeeper out(sink);
  StringGroups groups;
  for (std::uint32_t first = 0; first < lists;) {
    std::uint32_t end = first;
    std::size_t size = 0;
    std::vector<std::size_t> next; // by stem of the range: place of its next posting
    for (; end < lists && (end == first || size + counts[end] <= postings_at_a_time); ++end) {
      next.push_back(size);
      size += counts[end];
    }
    std::vector<PackedEntry> postings(size);
    for_each_candidate_entry([&](engine::DocNumber document, std::uint32_t stem, float weight) {
      if (stem >= first && stem < end)
        postings[next[stem - first]++] = {document, weight};
    });
    for (std::size_t begin = 0; first < end; begin += counts[first++]) {
      const auto place = postings.begin() + static_cast<std::ptrdiff_t>(begin);
      std::vector<PackedEntry> list(place, place + counts[first]);
      if (list.size() > settings_.longest_list) {
        keep_heaviest(settings_.longest_list, list);
        sort_by_number(list);
      }
      std::string bytes;
      if (list.size() > 1)
        pack_list(list, bytes);
      out.write(bytes);
      groups.add(bytes.size());
    }
  }
  const PostingsFooter footer{version, index_.build_, out.aligned(), lists};
  out.write(bytes_of(groups.groups()));
  out.write(bytes_of(footer));
}

bool build_related_index(const VectorSpace& space, const LatentSpace* latent, const RelatedIndexSettings& settings) {
  return RelatedIndexBuilder(space, latent, settings).build();
}

} // namespace akin
