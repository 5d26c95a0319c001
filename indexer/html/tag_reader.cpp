#include "indexer/html/tag_reader.hpp"

#include "indexer/html/plain_text.hpp"

#include <algorithm>
#include <optional>

namespace akin::indexer::html {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t max_name_bytes = 48;
constexpr std::string_view spaces = " \t\n\f\r";

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == ':' || c == '.';
}

// At a value, which may be quoted; nothing when the markup ends first.
std::optional<std::string_view> read_value(std::string_view html, std::size_t& at) {
  const char quote = html[at];
  const bool quoted = quote == '"' || quote == '\'';
  const std::size_t begin = quoted ? at + 1 : at;
  std::size_t end = quoted ? html.find(quote, begin) : html.find_first_of(" \t\n\f\r>", begin);
  const bool unclosed = quoted && end == npos;
  if (unclosed)
    end = html.find('>', begin);
  if (end == npos)
    return std::nullopt;
  at = quoted && !unclosed ? end + 1 : end;
  return html.substr(begin, end - begin);
}

void keep(Tag& tag, std::string_view name, std::string_view value) {
  constexpr std::size_t longest = 12;
  if (name.size() > longest)
    return;
  const auto kept = std::find(kept_attributes.begin(), kept_attributes.end(), to_lower_ascii(name));
  if (kept == kept_attributes.end())
    return;
  const auto index = static_cast<std::size_t>(kept - kept_attributes.begin());
  if ((tag.given >> index & 1U) != 0)
    return;
  tag.given |= 1U << index;
  tag.values[index] = value;
}

bool read_attribute(std::string_view html, std::size_t& at, Tag& tag) {
  // A '=' in first place belongs to the name.
  const std::size_t name_end = html.find_first_of(" \t\n\f\r/>=", at + 1);
  if (name_end == npos)
    return false;
  const std::string_view name = html.substr(at, name_end - at);
  at = html.find_first_not_of(spaces, name_end);
  if (at == npos)
    return false;
  std::optional<std::string_view> value = std::string_view();
  if (html[at] == '=') {
    at = html.find_first_not_of(spaces, at + 1);
    if (at == npos)
      return false;
    value = read_value(html, at);
  }
  if (value)
    keep(tag, name, *value);
  return value.has_value();
}

} // namespace

std::string_view Tag::value_of(std::string_view attribute) const {
  const auto at = std::find(kept_attributes.begin(), kept_attributes.end(), attribute);
  return at == kept_attributes.end() ? std::string_view()
                                     : values[static_cast<std::size_t>(at - kept_attributes.begin())];
}

bool read_tag(std::string_view html, std::size_t& at, Tag& tag) {
  const std::size_t end = html.find_first_of(" \t\n\f\r/>", at);
  if (end == npos)
    return false;
  const std::string_view name = html.substr(at, end - at);
  if (name.size() <= max_name_bytes && std::all_of(name.begin(), name.end(), is_name_character)) {
    tag.name = to_lower_ascii(name);
    tag.tag = gumbo_tagn_enum(tag.name.data(), static_cast<unsigned>(tag.name.size()));
  }
  at = end;
  while (true) {
    at = html.find_first_not_of(spaces, at);
    if (at == npos)
      return false;
    if (html[at] == '>') {
      ++at;
      return true;
    }
    tag.self_closing = html[at] == '/';
    if (tag.self_closing)
      ++at;
    else if (!read_attribute(html, at, tag))
      return false;
  }
}

} // namespace akin::indexer::html
