#include "engine/xapian/forward_format.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <tuple>

namespace akin::engine {
namespace {

constexpr LocalTerm no_stem = std::numeric_limits<LocalTerm>::max();

std::uint32_t saturating_sum(std::uint32_t a, std::uint32_t b) {
  return a > std::numeric_limits<std::uint32_t>::max() - b ? std::numeric_limits<std::uint32_t>::max() : a + b;
}

/// Calls visit(input, position) for the entries of several sorted lists in their common order.
template <class Key, class KeyOf, class Visit>
void merge_sorted(const std::vector<std::uint32_t>& sizes, const KeyOf& key_of, const Visit& visit) {
  using Entry = std::tuple<Key, std::uint32_t, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> heads;
  for (std::uint32_t input = 0; input < sizes.size(); ++input)
    if (sizes[input] > 0)
      heads.push({key_of(input, 0), input, 0});
  while (!heads.empty()) {
    const auto [key, input, position] = heads.top();
    heads.pop();
    visit(key, input, position);
    if (position + 1 < sizes[input])
      heads.push({key_of(input, position + 1), input, position + 1});
  }
}

} // namespace

/// Puts the dictionaries of several files together and translates their streams.
class ForwardMerge {
 public:
  explicit ForwardMerge(std::span<const ForwardFile* const> inputs) : inputs_(inputs) {
    merge_stems();
    merge_words();
  }

  void write(const std::filesystem::path& path, const Hash128& stamp) {
    SectionWriter out(path, {forward_format::magic, forward_format::version, stamp});
    tables_.write(out);
    write_stop_postings(out);
    StreamsWriter streams(out);
    for (std::size_t i = 0; i < inputs_.size(); ++i)
      for (LocalDoc d = 0; d < inputs_[i]->document_count(); ++d) {
        TokenStream stream = inputs_[i]->stream(d);
        const auto pairs = stream.pair_bytes();
        streams.begin_document(stream.title_tokens(), stream.summary_tokens(), stream.total_tokens(),
                               {reinterpret_cast<const char*>(pairs.data()), pairs.size()});
        while (!stream.at_end()) {
          const StreamToken token = stream.next();
          streams.add_token(token.word < new_rank_[i].size() ? new_rank_[i][token.word] : 0,
                            token.capitalised_mid_sentence);
        }
      }
    streams.finish();
    out.finish();
  }

 private:
  void merge_stems() {
    std::vector<std::uint32_t> sizes;
    for (const ForwardFile* input : inputs_)
      sizes.push_back(input->stem_count());
    for (const std::uint32_t size : sizes)
      new_stem_.emplace_back(size);
    std::string_view current;
    TermStatistics sum;
    bool any = false;
    std::uint32_t next = 0;
    const auto close = [&] {
      if (any)
        tables_.add_stem(current, sum);
    };
    merge_sorted<std::string_view>(
        sizes, [&](std::uint32_t input, std::uint32_t position) { return inputs_[input]->stem(position); },
        [&](std::string_view text, std::uint32_t input, std::uint32_t position) {
          if (!any || text != current) {
            close();
            current = text;
            sum = {};
            next += any ? 1 : 0;
            any = true;
          }
          const TermStatistics& part = inputs_[input]->stem_statistics()[position];
          sum.document_frequency = saturating_sum(sum.document_frequency, part.document_frequency);
          sum.collection_frequency = saturating_sum(sum.collection_frequency, part.collection_frequency);
          new_stem_[input][position] = next;
        });
    close();
  }

  void write_stop_postings(SectionWriter& out) const {
    std::map<LocalTerm, std::vector<LocalTerm>> old_stems; // by new stem: the old one of each input
    for (std::size_t i = 0; i < inputs_.size(); ++i)
      for (const LocalTerm stem : inputs_[i]->stop_stems())
        if (stem < new_stem_[i].size())
          old_stems.try_emplace(new_stem_[i][stem], inputs_.size(), no_stem).first->second[i] = stem;
    StopPostingsTable table;
    for (const auto& [stem, old] : old_stems) {
      LocalDoc base = 0;
      for (std::size_t i = 0; i < inputs_.size(); base += inputs_[i++]->document_count())
        if (old[i] != no_stem)
          inputs_[i]->for_each_stop_posting(old[i], [&, stem = stem](LocalDoc document, std::uint32_t frequency) {
            table.add(stem, base + document, frequency);
          });
    }
    table.write(out);
  }

  void merge_words() {
    // A word is its text, its stem and its stop mark: the same text may be a word of several languages.
    using Key = std::tuple<std::string_view, LocalTerm, bool>;
    std::vector<std::uint32_t> sizes;
    for (const ForwardFile* input : inputs_)
      sizes.push_back(input->word_count());
    std::vector<std::vector<std::uint32_t>> sorted_of(inputs_.size()); // by rank in the input
    for (std::size_t i = 0; i < inputs_.size(); ++i)
      sorted_of[i].resize(sizes[i]);
    Key current;
    std::uint32_t count = 0;
    bool any = false;
    std::uint32_t next = 0;
    const auto close = [&] {
      if (any)
        tables_.add_word(std::get<0>(current), std::get<1>(current), std::get<2>(current), count);
    };
    merge_sorted<Key>(
        sizes,
        [&](std::uint32_t input, std::uint32_t position) {
          const ForwardFile& file = *inputs_[input];
          const WordRank rank = file.rank_of(position);
          return Key{file.word_text(position), new_stem_[input][file.stem_of(rank)], file.is_stop(rank)};
        },
        [&](const Key& key, std::uint32_t input, std::uint32_t position) {
          if (!any || key != current) {
            close();
            current = key;
            count = 0;
            next += any ? 1 : 0;
            any = true;
          }
          count = saturating_sum(count, inputs_[input]->word_occurrences(position));
          sorted_of[input][inputs_[input]->rank_of(position)] = next;
        });
    close();
    const std::vector<WordRank> rank_of_sorted = tables_.rank_words();
    for (auto& map : sorted_of)
      for (std::uint32_t& value : map)
        value = rank_of_sorted[value];
    new_rank_ = std::move(sorted_of);
  }

  std::span<const ForwardFile* const> inputs_;
  DictionaryTables tables_;
  std::vector<std::vector<LocalTerm>> new_stem_; ///< by input and its stem
  std::vector<std::vector<WordRank>> new_rank_;  ///< by input and its rank
};

void merge_forward(std::span<const ForwardFile* const> inputs, const std::filesystem::path& path,
                   const Hash128& stamp) {
  ForwardMerge(inputs).write(path, stamp);
}

} // namespace akin::engine
