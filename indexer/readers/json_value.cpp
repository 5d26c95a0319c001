#include "indexer/readers/json_value.hpp"

#include "indexer/readers/json_repair.hpp"

#include <fmt/format.h>
#include <simdjson.h>

namespace akin::indexer {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kept_parser_bytes = 8U << 20U; // a parser grown beyond it by one record is given back

std::string to_string(std::string_view text) { return std::string(text); }

// Recursion is bounded: the parser has refused anything deeper than its depth.
Value to_value(dom::element element) {
  switch (element.type()) {
  case dom::element_type::ARRAY: {
    ValueList list;
    list.reserve(dom::array(element).size());
    for (const auto item : dom::array(element)) {
      list.push_back(to_value(item));
    }
    return {std::move(list)};
  }
  case dom::element_type::OBJECT: {
    ValueObject object;
    object.reserve(dom::object(element).size());
    for (const auto [key, value] : dom::object(element)) {
      object.push_back({to_string(key), to_value(value)});
    }
    return {std::move(object)};
  }
  case dom::element_type::INT64:
    return {std::int64_t(element)};
  case dom::element_type::UINT64:
    return {std::to_string(std::uint64_t(element))};
  case dom::element_type::DOUBLE:
    return {double(element)};
  case dom::element_type::STRING:
    return {to_string(std::string_view(element))};
  case dom::element_type::BOOL:
    return {bool(element)};
  case dom::element_type::NULL_VALUE:
    break;
  }
  return {};
}

bool may_be_mended(simdjson::error_code error) {
  return error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR || error == simdjson::NUMBER_ERROR ||
         error == simdjson::UNESCAPED_CHARS || error == simdjson::TAPE_ERROR;
}

JsonProblem problem(simdjson::error_code error, std::size_t max_depth) {
  if (error == simdjson::DEPTH_ERROR) {
    return {fmt::format("JSON is nested more than {} levels deep (flatten or remove the record)", max_depth)};
  }
  if (error == simdjson::EMPTY) {
    return {"not valid JSON: nothing there (fix or remove the record)"};
  }
  std::string_view message = simdjson::error_message(error);
  message = message.substr(0, message.find_first_of(".\n"));
  return {fmt::format("not valid JSON: {} (fix or remove the record)", message)};
}

} // namespace

std::variant<Value, JsonProblem> parse_json(std::string& text, std::size_t max_depth,
                                            std::vector<std::string>& warnings) {
  thread_local dom::parser parser;
  if (parser.max_depth() != max_depth && parser.allocate(text.size(), max_depth) != simdjson::SUCCESS) {
    return JsonProblem{"not enough memory to parse the record (remove it)"};
  }
  auto result = parser.parse(text);
  if (may_be_mended(result.error())) {
    std::vector<std::string> repairs;
    auto mended = repair_json(text, repairs);
    if (mended != text) {
      text = std::move(mended);
      result = parser.parse(text);
      if (result.error() == simdjson::SUCCESS) {
        warnings.insert(warnings.end(), repairs.begin(), repairs.end());
      }
    }
  }
  if (result.error() != simdjson::SUCCESS) {
    return problem(result.error(), max_depth);
  }
  auto value = to_value(result.value_unsafe());
  if (parser.capacity() > kept_parser_bytes) {
    parser = dom::parser();
  }
  return value;
}

std::variant<ValueObject, JsonProblem> parse_json_object(std::string& text, std::size_t max_depth,
                                                         std::vector<std::string>& warnings) {
  auto parsed = parse_json(text, max_depth, warnings);
  if (auto* reason = std::get_if<JsonProblem>(&parsed)) {
    return std::move(*reason);
  }
  if (auto* object = std::get<Value>(parsed).as<ValueObject>()) {
    return std::move(*object);
  }
  return JsonProblem{"not a JSON object (an article is {\"title\": …, \"body\": …}; fix or remove the record)"};
}

} // namespace akin::indexer
