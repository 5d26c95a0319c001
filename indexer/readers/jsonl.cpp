// JSON Lines: one object a line.
#include "indexer/readers/completion.hpp"
#include "indexer/readers/field_mapping.hpp"
#include "indexer/readers/json_value.hpp"
#include "indexer/readers/readers.hpp"

#include <simdjson.h>

namespace akin::indexer {

void read_jsonl(const ReaderInput& input) {
  input.stream.skip_byte_order_mark();
  LineReader lines(input.stream, input.options.max_record_bytes);
  std::string line;
  for (auto outcome = lines.next(line); outcome != LineReader::Outcome::end; outcome = lines.next(line)) {
    const Origin origin{input.path, lines.line_number()};
    if (outcome == LineReader::Outcome::too_long) {
      if (!input.sink.reject(origin, too_large("line", input.options))) {
        return;
      }
      continue;
    }
    if (line.find_first_not_of(" \t") == std::string::npos) {
      continue;
    }
    RawRecord record;
    record.input_bytes = line.size() + 1;
    record.bytes.reserve(line.size() + simdjson::SIMDJSON_PADDING); // spares the parser a copy
    record.bytes = line;
    record.origin = origin;
    if (!input.sink.record(std::move(record))) {
      return;
    }
  }
}

std::variant<Record, Rejection> parse_json_record(RawRecord&& raw, const InputOptions& options) {
  auto parsed = parse_json_object(raw.bytes, options.max_json_depth, raw.warnings);
  if (auto* problem = std::get_if<JsonProblem>(&parsed)) {
    return Rejection{std::move(raw.origin), std::move(problem->reason)};
  }
  auto mapped = map_fields(std::move(std::get<ValueObject>(parsed)), options);
  raw.warnings.insert(raw.warnings.end(), mapped.warnings.begin(), mapped.warnings.end());
  return complete(std::move(mapped.article), std::move(raw), options);
}

} // namespace akin::indexer
