#include "engine/xapian/collector.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

namespace akin::engine {
namespace {

/// The values of a field in one segment, those that are counted under one name as one.
class CountedValues {
 public:
  CountedValues(const ColumnsFile& columns, FacetField field, const FacetNaming* naming)
      : columns_(columns), field_(field), naming_(naming) {
    if (naming_ != nullptr)
      first_.assign(columns.value_count(field), unknown);
  }

  /// The values of a document, each once. Valid until the next call.
  std::span<const ValueId> of(LocalDoc document) {
    const auto values = columns_.values_of(field_, document);
    found_.clear();
    for (const ValueId value : values)
      if (value < columns_.value_count(field_))
        found_.push_back(naming_ == nullptr ? value : first_of(value));
    if (naming_ != nullptr) {
      std::sort(found_.begin(), found_.end());
      found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    }
    return found_;
  }

  std::string_view name(ValueId value) const {
    const std::string_view written = columns_.value(field_, value);
    return naming_ == nullptr ? written : (*naming_)(field_, written);
  }

 private:
  static constexpr ValueId unknown = std::numeric_limits<ValueId>::max();

  /// The value that stands for all of its name: the one that was met first.
  ValueId first_of(ValueId value) {
    if (first_[value] == unknown)
      first_[value] = by_name_.try_emplace(name(value), value).first->second;
    return first_[value];
  }

  const ColumnsFile& columns_;
  FacetField field_;
  const FacetNaming* naming_;
  std::vector<ValueId> first_; ///< by value; filled in as values are met
  std::unordered_map<std::string_view, ValueId> by_name_;
  std::vector<ValueId> found_;
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
  const ColumnsFile& columns = segment.columns();
  for (const FacetField field : request_.facets) {
    const auto f = static_cast<std::size_t>(field);
    CountedValues values(columns, field, request_.facet_naming);
    std::vector<std::uint32_t> counts(columns.value_count(field));
    for (const LocalDoc local : matches.documents) {
      const GroupId group = request_.fold_copies ? state_.group_of(base + local) : 0;
      for (const ValueId value : values.of(local)) {
        if (group == 0)
          ++counts[value];
        else
          grouped_values_[f].emplace_back(group, values.name(value));
      }
    }
    for (ValueId value = 0; value < counts.size(); ++value)
      if (counts[value] != 0)
        counts_[f][values.name(value)] += counts[value];
  }
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
