// JSON that is not JSON Lines: an array of articles, an object that holds such an array (a JSON Feed among them), one
// article, or several one after another.
#include "indexer/readers/json_splitter.hpp"
#include "indexer/readers/json_value.hpp"
#include "indexer/readers/json_wrapper.hpp"
#include "indexer/readers/readers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <simdjson.h>

namespace akin::indexer {
namespace {

using Outcome = JsonSplitter::Outcome;

RawRecord json_record(const ReaderInput& input, std::string_view text, std::size_t line) {
  RawRecord record;
  record.bytes.reserve(text.size() + simdjson::SIMDJSON_PADDING); // spares the parser a copy
  record.bytes = text;
  record.origin = {input.path, line};
  record.input_bytes = text.size();
  return record;
}

/// Hands over one value or why there is none; false when the reading is over.
bool hand_over(const ReaderInput& input, const JsonSplitter& splitter, Outcome outcome, const std::string& text) {
  const Origin origin{input.path, splitter.line_number()};
  if (outcome == Outcome::too_long) {
    return input.sink.reject(origin, too_large("value", input.options));
  }
  if (outcome == Outcome::value) {
    return input.sink.record(json_record(input, text, origin.line));
  }
  if (outcome == Outcome::cut_off) {
    input.sink.reject(origin, "JSON ends in the middle of a value (is the file cut short? fetch or make it again)");
  }
  return false;
}

void read_array(const ReaderInput& input, JsonSplitter& splitter) {
  splitter.take('[');
  std::string text;
  for (;;) {
    while (splitter.take(',')) {
    }
    if (splitter.take(']')) {
      break;
    }
    const auto outcome = splitter.next(text);
    if (outcome == Outcome::end) {
      input.sink.reject({input.path, splitter.line_number()},
                        "JSON array is not closed (is the file cut short? fetch or make it again)");
      return;
    }
    if (!hand_over(input, splitter, outcome, text)) {
      return;
    }
  }
  if (splitter.peek() != '\0') {
    input.sink.reject({input.path, splitter.line_number()},
                      "text after the end of the JSON array was left out (remove it)");
  }
}

/// Follows path into the object that text holds and hands over the elements of the list there.
void read_list_in(const ReaderInput& input, const std::string& text, const std::vector<std::string>& path,
                  std::vector<std::string> warnings) {
  namespace ondemand = simdjson::ondemand;
  const simdjson::padded_string padded(text);
  ondemand::parser parser;
  ondemand::document document;
  ondemand::array list;
  auto error = parser.iterate(padded).get(document);
  if (error) {
    return;
  }
  ondemand::object object;
  error = document.get_object().get(object);
  for (std::size_t i = 0; !error && i + 1 < path.size(); ++i) {
    error = object.find_field_unordered(path[i]).get_object().get(object);
  }
  if (!error) {
    error = object.find_field_unordered(path.back()).get_array().get(list);
  }
  if (error) {
    return;
  }
  std::size_t line = 1;
  const char* counted = padded.data();
  for (auto element : list) {
    std::string_view raw;
    ondemand::value value;
    if (std::move(element).get(value)) {
      return;
    }
    const char* at = value.raw_json_token().data();
    line += static_cast<std::size_t>(std::count(counted, at, '\n'));
    counted = at;
    ondemand::object article;
    if (value.get_object().get(article) || article.raw_json().get(raw)) {
      if (!input.sink.reject({input.path, line}, "not a JSON object (fix or remove the record)")) {
        return;
      }
      continue;
    }
    auto record = json_record(input, raw, line);
    record.warnings = std::exchange(warnings, {});
    if (!input.sink.record(std::move(record))) {
      return;
    }
  }
}

void read_object(const ReaderInput& input, std::string text, std::size_t line) {
  std::vector<std::string> warnings;
  auto parsed = parse_json_object(text, input.options.max_json_depth, warnings);
  if (auto* problem = std::get_if<JsonProblem>(&parsed)) {
    input.sink.reject({input.path, line}, std::move(problem->reason));
    return;
  }
  auto& object = std::get<ValueObject>(parsed);
  if (is_json_feed(object)) {
    read_json_feed(input, std::move(object));
  } else if (const auto path = article_list_in(object, input.options); !path.empty()) {
    read_list_in(input, text, path, std::move(warnings));
  } else {
    auto record = json_record(input, text, line);
    record.warnings = std::move(warnings);
    input.sink.record(std::move(record));
  }
}

/// One object, or several one after another.
void read_sequence(const ReaderInput& input, JsonSplitter& splitter) {
  std::string first;
  auto outcome = splitter.next(first);
  const auto line = splitter.line_number();
  if (outcome == Outcome::value && splitter.peek() == '\0') {
    return read_object(input, std::move(first), line);
  }
  if (!hand_over(input, splitter, outcome, first)) {
    return;
  }
  std::string text;
  while (splitter.peek() != '\0') {
    if (splitter.peek() != '{') {
      input.sink.reject({input.path, splitter.line_number()},
                        "text after the last JSON object was left out (remove it)");
      return;
    }
    outcome = splitter.next(text);
    if (!hand_over(input, splitter, outcome, text)) {
      return;
    }
  }
}

} // namespace

void read_json(const ReaderInput& input) {
  input.stream.skip_byte_order_mark();
  JsonSplitter splitter(input.stream, input.options.max_record_bytes);
  const char first = splitter.peek();
  if (first == '[') {
    return read_array(input, splitter);
  }
  if (first == '{') {
    return read_sequence(input, splitter);
  }
  input.sink.reject({input.path, splitter.line_number()},
                    first == '\0' ? "file is empty (remove it, or put articles in)"
                                  : "not valid JSON: it begins with neither { nor [ (fix it, or name the format with "
                                    "--format)");
}

} // namespace akin::indexer
