#include "indexer/html/json_ld_script.hpp"

#include "indexer/html/html_extract.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace akin::indexer::html {
namespace {

using Json = nlohmann::json;

constexpr std::size_t max_script_bytes = 1U << 20U;
constexpr int max_depth = 32;

// Wrappers that keep old HTML parsers away from a script: comments and CDATA.
std::string_view unwrapped(std::string_view script) {
  const std::size_t begin = script.find_first_of("{[");
  const std::size_t cdata = script.find("<![CDATA[");
  const std::size_t from = cdata != std::string_view::npos && cdata < begin
                               ? std::min(script.find_first_of("{[", cdata + 9), script.size())
                               : std::min(begin, script.size());
  const std::size_t end = script.find_last_of("}]");
  if (end == std::string_view::npos || end < from)
    return {};
  std::string_view json = script.substr(from, end - from + 1);
  // A CDATA end looks like the end of an array.
  if (cdata != std::string_view::npos && json.size() > 2 && json.substr(json.size() - 2) == "]]") {
    json = json.substr(0, json.size() - 2);
    json = json.substr(0, json.find_last_of("}]") + 1);
  }
  return json;
}

std::optional<Json> parse(std::string_view text) {
  bool too_deep = false;
  const auto bound_depth = [&too_deep](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > max_depth;
    return !too_deep;
  };
  Json json = Json::parse(text.begin(), text.end(), bound_depth, false, true);
  if (json.is_discarded() || too_deep || !json.is_structured())
    return std::nullopt;
  return json;
}

// Line breaks inside strings, as templates write them, and other control characters.
std::string with_plain_blanks(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

} // namespace

std::optional<Json> parse_json_ld(std::string_view script) {
  if (script.size() > max_script_bytes)
    return std::nullopt;
  const std::string_view text = unwrapped(script);
  if (text.empty())
    return std::nullopt;
  if (auto json = parse(text))
    return json;
  const std::string plain = with_plain_blanks(text);
  if (auto json = parse(plain))
    return json;
  return plain.find("&quot;") == std::string::npos ? std::nullopt : parse(html_to_text(plain));
}

} // namespace akin::indexer::html
