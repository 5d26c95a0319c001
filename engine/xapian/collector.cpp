#include "engine/xapian/collector.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>

namespace akin::engine {
namespace {

constexpr std::array names_of_entities{FacetField::person, FacetField::place, FacetField::organisation};

bool is_of_entities(FacetField field) {
  return std::find(names_of_entities.begin(), names_of_entities.end(), field) != names_of_entities.end();
}

/// The fields whose values may count for those asked for: with a naming, people's names may turn out to be a company's.
std::vector<FacetField> fields_to_read(const std::vector<FacetField>& asked, const FacetNaming* naming) {
  std::vector<FacetField> fields = asked;
  if (naming != nullptr && std::any_of(asked.begin(), asked.end(), is_of_entities))
    fields.insert(fields.end(), names_of_entities.begin(), names_of_entities.end());
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  return fields;
}

/// What the documents of one segment count for: names of the fields asked for, those that mean the same as one.
class CountedNames {
 public:
  /// Number of a name among those that were met.
  using NameNumber = std::uint32_t;

  CountedNames(const ColumnsFile& columns, const RetrievalRequest& request)
      : columns_(columns), naming_(request.facet_naming), read_(fields_to_read(request.facets, naming_)) {
    for (const FacetField field : request.facets)
      is_asked_[static_cast<std::size_t>(field)] = true;
    for (const FacetField field : read_)
      numbers_[static_cast<std::size_t>(field)].assign(columns.value_count(field), unknown);
  }

  /// The names of a document, each once. Valid until the next call.
  std::span<const NameNumber> of(LocalDoc document) {
    found_.clear();
    for (const FacetField field : read_)
      for (const ValueId value : columns_.values_of(field, document))
        if (value < numbers_[static_cast<std::size_t>(field)].size())
          if (const NameNumber number = number_of(field, value); number != not_asked)
            found_.push_back(number);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return found_;
  }

  /// By number.
  const std::vector<FacetName>& names() const { return names_; }

 private:
  static constexpr NameNumber unknown = std::numeric_limits<NameNumber>::max();
  static constexpr NameNumber not_asked = unknown - 1;

  NameNumber number_of(FacetField field, ValueId value) {
    NameNumber& number = numbers_[static_cast<std::size_t>(field)][value];
    if (number == unknown) {
      const std::string_view written = columns_.value(field, value);
      const FacetName name = naming_ == nullptr ? FacetName{field, written} : (*naming_)(field, written);
      number = is_asked_[static_cast<std::size_t>(name.field)] ? number_of(name) : not_asked;
    }
    return number;
  }

  NameNumber number_of(const FacetName& name) {
    const auto [known, is_new] =
        by_name_[static_cast<std::size_t>(name.field)].try_emplace(name.name, static_cast<NameNumber>(names_.size()));
    if (is_new)
      names_.push_back(name);
    return known->second;
  }

  const ColumnsFile& columns_;
  const FacetNaming* naming_;
  std::vector<FacetField> read_;
  std::array<bool, facet_field_count> is_asked_{};
  std::array<std::vector<NameNumber>, facet_field_count> numbers_; ///< by field and value; filled in as values are met
  std::array<std::unordered_map<std::string_view, NameNumber>, facet_field_count> by_name_;
  std::vector<FacetName> names_;
  std::vector<NameNumber> found_;
};

} // namespace

Collector::Collector(const RetrievalRequest& request, const LiveState& state) : request_(request), state_(state) {
  if (request.after)
    after_ = Candidate{request.after->document, request.after->score,
                       request.after->published ? request.after->published->seconds : no_date};
}

bool Collector::ranks_before(const Candidate& a, const Candidate& b) const {
  const bool dated = a.published != no_date;
  switch (request_.sort) {
  case Sort::relevance:
    if (a.score != b.score)
      return a.score > b.score;
    break;
  case Sort::newest:
    if (a.published != b.published)
      return a.published > b.published; // no_date is the smallest: last
    break;
  case Sort::oldest:
    if (dated != (b.published != no_date))
      return dated;
    if (a.published != b.published)
      return a.published < b.published;
    break;
  }
  return a.document > b.document;
}

void Collector::offer(const Candidate& candidate) {
  if (after_ && !ranks_before(*after_, candidate))
    return;
  const auto worst_on_top = [&](const Candidate& a, const Candidate& b) { return ranks_before(a, b); };
  if (best_.size() == request_.limit) {
    if (best_.empty() || !ranks_before(candidate, best_.front()))
      return;
    std::pop_heap(best_.begin(), best_.end(), worst_on_top);
    best_.back() = candidate;
  } else {
    best_.push_back(candidate);
  }
  std::push_heap(best_.begin(), best_.end(), worst_on_top);
}

/// One of several copies matches.
void Collector::add_copy(GroupId group, const Candidate& candidate) {
  if (groups_.empty())
    groups_.resize(state_.members.size());
  copies_.push_back(candidate.document);
  if (groups_[group] == 0) {
    oldest_.push_back(candidate);
    groups_[group] = static_cast<std::uint32_t>(oldest_.size());
    return;
  }
  Candidate& known = oldest_[groups_[group] - 1];
  if (state_.age[candidate.document] < state_.age[known.document])
    known = candidate;
}

void Collector::add(const Segment& segment, DocNumber base, const ScoredDocuments& matches) {
  matched_ += static_cast<std::uint32_t>(matches.documents.size());
  const auto published = segment.columns().published();
  const bool dates_matter = request_.count_days || request_.sort != Sort::relevance || after_;
  for (std::size_t i = matches.documents.size(); i-- > 0;) {
    const LocalDoc local = matches.documents[i];
    const DocNumber document = base + local;
    if (request_.fold_copies && state_.has_copies(document)) {
      add_copy(state_.group[document], {document, matches.scores[i], published[local]});
      continue;
    }
    ++ungrouped_;
    // Nearly all matches end here: nothing more is read of them. Of equals the one that was added last came first.
    if (!dates_matter && best_.size() == request_.limit && (best_.empty() || matches.scores[i] <= best_.front().score))
      continue;
    offer({document, matches.scores[i], published[local]});
    count_day(published[local]);
  }
  if (!request_.facets.empty())
    count_facets(segment, base, matches);
}

void Collector::count_day(std::int64_t published) {
  using namespace std::chrono;
  if (request_.count_days && published != no_date)
    ++days_[static_cast<std::int32_t>(floor<days>(seconds(published)).count())];
}

void Collector::count_facets(const Segment& segment, DocNumber base, const ScoredDocuments& matches) {
  CountedNames counted(segment.columns(), request_);
  std::vector<std::uint32_t> counts;
  for (const LocalDoc local : matches.documents) {
    const GroupId group = request_.fold_copies ? state_.group_of(base + local) : 0;
    for (const CountedNames::NameNumber number : counted.of(local)) {
      if (number >= counts.size())
        counts.resize(counted.names().size());
      const FacetName& name = counted.names()[number];
      if (group == 0)
        ++counts[number];
      else
        grouped_values_[static_cast<std::size_t>(name.field)].emplace_back(group, name.name);
    }
  }
  for (std::size_t number = 0; number < counts.size(); ++number)
    if (counts[number] != 0)
      counts_[static_cast<std::size_t>(counted.names()[number].field)][counted.names()[number].name] += counts[number];
}

std::vector<FacetCount> Collector::facet_counts(std::size_t facet) {
  // A story counts once for a value, however many of its copies carry it.
  auto& grouped = grouped_values_[facet];
  std::sort(grouped.begin(), grouped.end());
  grouped.erase(std::unique(grouped.begin(), grouped.end()), grouped.end());
  for (const auto& [group, value] : grouped)
    ++counts_[facet][value];
  std::vector<FacetCount> result;
  for (const auto& [value, count] : counts_[facet])
    result.push_back({std::string(value), count});
  std::sort(result.begin(), result.end(), [](const FacetCount& a, const FacetCount& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  if (result.size() > request_.facet_limit)
    result.resize(request_.facet_limit);
  return result;
}

/// The other matches of a match's group, ascending.
std::vector<DocNumber> Collector::copies_of(DocNumber document) const {
  std::vector<DocNumber> copies;
  if (request_.fold_copies && state_.has_copies(document))
    for (const DocNumber member : state_.members[state_.group[document]])
      if (member != document && std::binary_search(copies_.begin(), copies_.end(), member, std::greater<>()))
        copies.push_back(member);
  return copies;
}

Retrieval Collector::finish() {
  Retrieval result;
  result.matched = matched_;
  result.stories = ungrouped_ + static_cast<std::uint32_t>(oldest_.size());
  for (const Candidate& story : oldest_) {
    offer(story);
    count_day(story.published);
  }
  for (const auto& [day, count] : days_)
    result.days.push_back({day, count});
  std::sort(best_.begin(), best_.end(), [&](const Candidate& a, const Candidate& b) { return ranks_before(a, b); });
  for (const Candidate& candidate : best_) {
    result.matches.push_back({candidate.document, candidate.score, copies_of(candidate.document)});
  }
  for (const FacetField field : request_.facets) {
    const auto f = static_cast<std::size_t>(field);
    result.facets[f] = facet_counts(f);
  }
  return result;
}

} // namespace akin::engine
