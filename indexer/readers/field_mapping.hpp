// A record's keys and values to an article.
#pragma once

#include "common/article.hpp"
#include "indexer/input.hpp"
#include "indexer/readers/value.hpp"

#include <string>
#include <vector>

namespace akin::indexer {

/// What mapping a record gave: the article so far, and what was odd about it.
struct MappedRecord {
  Article article;
  std::vector<std::string> warnings;
};

/// The fields of record, by options.field_map (dotted keys reach into objects), own names, then synonyms; the first
/// that holds something wins. HTML in texts is stripped. Values that cannot be read (an odd date, a title that is an
/// object) become warnings. Scalars without meaning go to `extra`, everything else is left out. Thread-safe.
MappedRecord map_fields(ValueObject&& record, const InputOptions& options);

} // namespace akin::indexer
