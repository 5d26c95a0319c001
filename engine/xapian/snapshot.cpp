#include "engine/xapian/snapshot.hpp"

#include "common/error.hpp"
#include "common/hash.hpp"
#include "engine/xapian/collector.hpp"
#include "engine/xapian/near_copies.hpp"

#include <algorithm>
#include <map>
#include <queue>

namespace akin::engine {
namespace {

std::uint64_t size_on_disk(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const auto size = entry.file_size(ignored);
    if (!ignored)
      bytes += size;
  }
  return bytes;
}

} // namespace

XapianSnapshot::XapianSnapshot(const Manifest& manifest, std::vector<std::shared_ptr<const Segment>> segments,
                               std::shared_ptr<PostingCache> cache, DerivedStore derived, unsigned threads)
    : revision_(manifest.revision), numbering_(manifest.numbering), aliases_(manifest.aliases),
      derived_(std::move(derived)), segments_(std::move(segments)), state_(derive_live_state(segments_)),
      cache_(std::move(cache)) {
  const NearCopies known = near_copies_from(derived_.get("copies").value_or("")).value_or(NearCopies{});
  const NearCopies near = derive_near_copies(segments_, state_, known, threads);
  if (near != known)
    derived_.put("copies", to_bytes(near));
  group_copies(segments_, near.copies, state_);
  std::uint64_t tokens = 0;
  bases_.push_back(0);
  value_bases_.emplace_back();
  for (const auto& segment : segments_) {
    bases_.push_back(bases_.back() + segment->document_count());
    auto next_values = value_bases_.back();
    for (std::size_t field = 0; field < facet_field_count; ++field)
      next_values[field] += segment->columns().value_count(static_cast<FacetField>(field));
    value_bases_.push_back(next_values);
    for (const std::uint32_t length : segment->columns().lengths())
      tokens += length;
  }
  std::map<Language, std::uint32_t> counts;
  for (const auto& segment : segments_)
    for (const DocumentRow& row : segment->columns().rows())
      if (row.tombstone == 0)
        ++counts[static_cast<Language>(row.language)];
  language_counts_.assign(counts.begin(), counts.end());
  std::stable_sort(language_counts_.begin(), language_counts_.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (bases_.back() > 0)
    average_length_ = std::max(1.0, static_cast<double>(tokens) / bases_.back());
}

XapianSnapshot::Place XapianSnapshot::place_of(DocNumber document) const {
  if (document >= bases_.back())
    throw Error(ErrorCode::invalid_argument, "no such document number", std::to_string(document));
  const auto above = std::upper_bound(bases_.begin(), bases_.end(), document);
  const auto segment = static_cast<std::size_t>(above - bases_.begin()) - 1;
  return {segment, document - bases_[segment]};
}

IndexStatistics XapianSnapshot::statistics() const {
  IndexStatistics result;
  result.revision = revision_;
  result.articles = state_.live_count;
  result.stories = state_.live_count - state_.surplus_copies;
  result.deleted = bases_.back() - state_.live_count;
  result.segments = static_cast<std::uint32_t>(segments_.size());
  result.terms = term_slots();
  std::map<std::uint8_t, std::uint32_t> languages;
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    result.bytes += size_on_disk(segments_[s]->folder());
    const auto rows = segments_[s]->columns().rows();
    for (LocalDoc d = 0; d < rows.size(); ++d) {
      if (!state_.is_live(bases_[s] + d))
        continue;
      result.tokens += rows[d].length;
      ++languages[rows[d].language];
      if (rows[d].published == no_date)
        continue;
      const Timestamp time{rows[d].published};
      if (!result.oldest || time < *result.oldest)
        result.oldest = time;
      if (!result.newest || time > *result.newest)
        result.newest = time;
    }
  }
  for (const auto& [language, count] : languages)
    result.languages.emplace_back(info(static_cast<Language>(language)).code, count);
  std::stable_sort(result.languages.begin(), result.languages.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return result;
}

SearchContext XapianSnapshot::context_for(const RetrievalRequest& request) const {
  return {segments_,       bases_.back(),    average_length_,  cache_.get(),
          request.ranking, request.deadline, request.limit > 0};
}

void XapianSnapshot::keep_live(std::size_t segment, DocNumber first, ScoredDocuments& matches) const {
  if (state_.live_count == bases_.back() && bases_[segment] >= first)
    return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches.documents.size(); ++i) {
    const DocNumber document = bases_[segment] + matches.documents[i];
    if (document < first || !state_.is_live(document))
      continue;
    matches.documents[kept] = matches.documents[i];
    matches.scores[kept++] = matches.scores[i];
  }
  matches.documents.resize(kept);
  matches.scores.resize(kept);
}

ScoredDocuments XapianSnapshot::matches_in(std::size_t segment, SegmentMatcher& matcher,
                                           const RetrievalRequest& request) const {
  query::Node everything;
  everything.kind = query::Kind::boolean;
  ScoredDocuments matches = matcher.match(request.query != nullptr ? *request.query : everything);
  const auto keep = [&](const std::vector<LocalDoc>& allowed) {
    std::size_t kept = 0;
    std::size_t place = 0;
    for (std::size_t i = 0; i < matches.documents.size(); ++i) {
      while (place < allowed.size() && allowed[place] < matches.documents[i])
        ++place;
      if (place == allowed.size() || allowed[place] != matches.documents[i])
        continue;
      matches.documents[kept] = matches.documents[i];
      matches.scores[kept++] = matches.scores[i];
    }
    matches.documents.resize(kept);
    matches.scores.resize(kept);
  };
  for (const Filter& filter : request.filters)
    keep(matcher.with_values(filter.field, filter.values, filter.names));
  if (request.published.begin || request.published.end) {
    const auto published = segments_[segment]->columns().published();
    const std::int64_t begin = request.published.begin ? request.published.begin->seconds : no_date + 1;
    const std::int64_t end =
        request.published.end ? request.published.end->seconds : std::numeric_limits<std::int64_t>::max();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < matches.documents.size(); ++i) {
      const std::int64_t time = published[matches.documents[i]];
      if (time < begin || time >= end)
        continue;
      matches.documents[kept] = matches.documents[i];
      matches.scores[kept++] = matches.scores[i];
    }
    matches.documents.resize(kept);
    matches.scores.resize(kept);
  }
  keep_live(segment, request.first_document, matches);
  return matches;
}

Retrieval XapianSnapshot::retrieve(const RetrievalRequest& request) const {
  const SearchContext context = context_for(request);
  Collector collector(request, state_);
  bool timed_out = false;
  for (std::size_t s = segments_.size(); s-- > 0;) {
    if (bases_[s + 1] <= request.first_document)
      break;
    SegmentMatcher matcher(context, *segments_[s]);
    collector.add(*segments_[s], bases_[s], matches_in(s, matcher, request));
    timed_out = timed_out || matcher.timed_out();
  }
  Retrieval result = collector.finish();
  result.timed_out = timed_out;
  return result;
}

namespace {

void collect_words(const query::Node& node, std::vector<const query::QueryWord*>& words) {
  for (const query::QueryWord& word : node.words)
    words.push_back(&word);
  for (const query::Clause& clause : node.clauses)
    if (clause.occur != query::Occur::must_not)
      collect_words(clause.node, words);
}

} // namespace

std::vector<TermContribution> XapianSnapshot::explain(const RetrievalRequest& request, DocNumber document) const {
  std::vector<TermContribution> result;
  if (request.query == nullptr)
    return result;
  const Place place = place_of(document);
  const SearchContext context = context_for(request);
  const WordLists lists(context, *segments_[place.segment]);
  std::vector<const query::QueryWord*> words;
  collect_words(*request.query, words);
  const auto frequency_in = [&](const PostingList& list) -> std::uint32_t {
    const auto found = std::lower_bound(list.documents.begin(), list.documents.end(), place.local);
    if (found == list.documents.end() || *found != place.local)
      return 0;
    return list.frequency[static_cast<std::size_t>(found - list.documents.begin())];
  };
  for (const query::QueryWord* word : words) {
    TermContribution part;
    part.term = word->surface;
    part.frequency = frequency_in(*lists.postings(*word, counting_tokens(*word)));
    part.in_title = frequency_in(*lists.postings(*word, Tokens::title)) > 0;
    if (part.frequency == 0 && !part.in_title)
      continue;
    const WordWeight weight = weight_of(context, *word);
    part.idf = weight.idf;
    part.burst = weight.burst;
    const auto length = static_cast<float>(segments_[place.segment]->columns().lengths()[place.local]);
    part.score = weight.idf * weight.burst *
                 static_cast<double>(saturated_frequency(request.ranking, static_cast<float>(part.frequency), length,
                                                         static_cast<float>(average_length_)) +
                                     (part.in_title ? request.ranking.title_weight : 0.0F));
    result.push_back(std::move(part));
  }
  return result;
}

std::vector<WordForm> XapianSnapshot::forms_of(std::string_view folded_word) const {
  std::map<std::string, WordForm> forms;
  for (const auto& segment : segments_) {
    const ForwardFile& forward = segment->forward();
    for (auto [i, end] = forward.words_from(folded_word); i < end && forward.word_text(i) == folded_word; ++i) {
      const WordRank rank = forward.rank_of(i);
      const std::string stem(forward.stem(forward.stem_of(rank)));
      WordForm& form = forms.try_emplace(stem, WordForm{stem, 0, true}).first->second;
      form.count += forward.word_occurrences(i);
      form.stop = form.stop && forward.is_stop(rank);
    }
  }
  std::vector<WordForm> result;
  for (auto& [stem, form] : forms)
    result.push_back(std::move(form));
  return result;
}

std::vector<Language> XapianSnapshot::languages() const {
  std::vector<Language> found;
  for (const auto& [language, count] : language_counts_)
    found.push_back(language);
  return found;
}

std::optional<DocNumber> XapianSnapshot::find_id(std::string_view id) const {
  for (std::size_t s = segments_.size(); s-- > 0;) {
    const auto found = segments_[s]->columns().find_id(id);
    if (found.empty())
      continue;
    const DocNumber newest = bases_[s] + found.back();
    if (state_.is_live(newest))
      return newest;
    return std::nullopt; // a tombstone
  }
  return std::nullopt;
}

std::optional<Hash128> XapianSnapshot::content_hash(std::string_view id) const {
  const auto document = find_id(id);
  if (!document)
    return std::nullopt;
  const Place place = place_of(*document);
  return segments_[place.segment]->columns().rows()[place.local].content_hash;
}

DocumentInfo XapianSnapshot::document(DocNumber document) const {
  const Place place = place_of(document);
  const ColumnsFile& columns = segments_[place.segment]->columns();
  const DocumentRow& row = columns.rows()[place.local];
  DocumentInfo result;
  result.id = columns.id(place.local);
  if (row.published != no_date)
    result.published = Timestamp{row.published};
  result.length = row.length;
  result.language = static_cast<Language>(row.language);
  return result;
}

std::vector<std::string_view> XapianSnapshot::values_of(DocNumber document, FacetField field) const {
  std::vector<ValueNumber> numbers;
  append_value_numbers(document, field, numbers);
  std::vector<std::string_view> values;
  for (const ValueNumber number : numbers)
    values.push_back(value(field, number));
  return values;
}

void XapianSnapshot::append_value_numbers(DocNumber document, FacetField field,
                                          std::vector<ValueNumber>& numbers) const {
  const Place place = place_of(document);
  const ColumnsFile& columns = segments_[place.segment]->columns();
  for (const ValueId value : columns.values_of(field, place.local))
    if (value < columns.value_count(field))
      numbers.push_back(first_value(field, place.segment) + value);
}

std::string_view XapianSnapshot::value(FacetField field, ValueNumber number) const {
  for (std::size_t s = 0; s < segments_.size(); ++s)
    if (number < first_value(field, s + 1))
      return segments_[s]->columns().value(field, number - first_value(field, s));
  return {};
}

bool XapianSnapshot::is_live(DocNumber document) const { return document < bases_.back() && state_.is_live(document); }

std::vector<DocNumber> XapianSnapshot::copies_of(DocNumber document) const {
  const GroupId group = document < bases_.back() ? state_.group_of(document) : 0;
  return group == 0 ? std::vector<DocNumber>{document} : state_.members[group];
}

DocNumber XapianSnapshot::representative_of(DocNumber document) const {
  const GroupId group = document < bases_.back() ? state_.group_of(document) : 0;
  if (group == 0 || state_.age.empty())
    return document;
  const auto& members = state_.members[group];
  const auto oldest =
      std::find_if(members.begin(), members.end(), [&](DocNumber member) { return state_.age[member] == 0; });
  return oldest != members.end() ? *oldest : document;
}

std::vector<DocNumber> XapianSnapshot::copies_of(std::uint64_t text_key, std::uint64_t url_key) const {
  std::call_once(url_once_, [&] {
    for (std::size_t s = 0; s < segments_.size(); ++s) {
      const auto rows = segments_[s]->columns().rows();
      for (LocalDoc d = 0; d < rows.size(); ++d) {
        if (!state_.is_live(bases_[s] + d))
          continue;
        if (rows[d].url_key != 0)
          by_key_.emplace_back(rows[d].url_key, bases_[s] + d);
        if (rows[d].text_key != 0)
          by_key_.emplace_back(rows[d].text_key, bases_[s] + d);
      }
    }
    std::sort(by_key_.begin(), by_key_.end());
  });
  std::vector<DocNumber> found;
  for (const std::uint64_t key : {text_key, url_key})
    for (auto place = std::lower_bound(by_key_.begin(), by_key_.end(), std::pair<std::uint64_t, DocNumber>(key, 0));
         key != 0 && place != by_key_.end() && place->first == key; ++place)
      found.push_back(place->second);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::optional<DocNumber> XapianSnapshot::find_url(std::string_view canonical_url) const {
  const auto found = copies_of(0, hash64(canonical_url));
  return found.empty() ? std::nullopt : std::optional(found.back());
}

std::vector<Article> XapianSnapshot::stored(std::span<const DocNumber> documents) const {
  std::vector<Article> articles;
  for (const DocNumber document : documents) {
    const Place place = place_of(document);
    articles.push_back(std::move(segments_[place.segment]->stored(place.local).article));
  }
  return articles;
}

std::vector<Record> XapianSnapshot::records(std::span<const DocNumber> documents) const {
  std::vector<Record> records;
  for (const DocNumber document : documents) {
    const Place place = place_of(document);
    records.push_back(segments_[place.segment]->stored(place.local));
  }
  return records;
}

void XapianSnapshot::for_each_document(const std::function<bool(DocNumber)>& visit) const {
  for (DocNumber document = 0; document < bases_.back(); ++document)
    if (state_.is_live(document) && !visit(document))
      return;
}

} // namespace akin::engine
