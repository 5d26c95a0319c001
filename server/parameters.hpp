// Parameters of a request, read by name and type; they carry the command line's names.
#pragma once

#include "searcher/searcher.hpp"
#include "server/message.hpp"
#include "server/target.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace akin::server {

/// Reads a request's parameters once each. Every error is a RequestError(invalid_argument) that names the parameter.
class Parameters {
 public:
  /// Borrows list.
  explicit Parameters(const ParameterList& list) : list_(&list) {}

  /// The only value of a parameter; given twice it is an error.
  std::optional<std::string> text(std::string_view name, std::size_t max_bytes = 4096);
  /// 0..most.
  std::size_t number(std::string_view name, std::size_t default_value, std::size_t most, std::size_t least = 0);
  double fraction(std::string_view name, double default_value); ///< 0..1
  bool flag(std::string_view name);                             ///< given, and neither "0" nor "false"
  /// Every value of a repeatable parameter.
  std::vector<std::string> list(std::string_view name);
  /// The same, values separated by commas too.
  std::vector<std::string> comma_list(std::string_view name);

  template <class Value>
  Value choice(std::string_view name, Value default_value,
               std::initializer_list<std::pair<std::string_view, Value>> choices) {
    const auto given = text(name);
    if (!given)
      return default_value;
    std::string names;
    for (const auto& [choice, value] : choices) {
      if (choice == *given)
        return value;
      names += (names.empty() ? "" : ", ") + std::string(choice);
    }
    throw RequestError(ErrorCode::invalid_argument, "it must be one of " + names, std::string(name));
  }

  /// Errors: for a parameter that nobody asked for, which is likely a slip.
  void finish() const;

 private:
  const ParameterList* list_;
  std::set<std::string, std::less<>> known_;
};

/// from, to, person, place, organisation (org), source, tag, author, section, language (lang).
Filters read_filters(Parameters& parameters);

/// sort.
engine::Sort read_sort(Parameters& parameters);
/// copies.
bool read_fold_copies(Parameters& parameters);
/// facets.
void read_facets(Parameters& parameters, SearchRequest& request);

/// All of `akin search`: q, limit, offset, sort, filters, facets, copies, explain, no-relax, prefix.
SearchRequest read_search(Parameters& parameters);

/// All of `akin similar` but the source: limit, filters, exclude, unlike, per-source, mode, copies, explain, versus,
/// method, candidates, recency, diversity, least-confidence.
SimilarRequest read_similar(Parameters& parameters);

/// kind, prefix, with, sort, limit.
EntityRequest read_entities(Parameters& parameters);

/// q, limit.
SuggestRequest read_suggest(Parameters& parameters);

} // namespace akin::server
