#include "indexer/readers/format.hpp"

#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace akin::indexer {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool begins(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

bool ends(std::string_view text, std::string_view with) {
  return text.size() > with.size() && text.substr(text.size() - with.size()) == with;
}

std::string_view past_mark_and_space(std::string_view head) {
  if (begins(head, "\xEF\xBB\xBF")) {
    head.remove_prefix(3);
  }
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  return head;
}

/// The first element's tag from its "<" on, in small letters; comments, declarations and doctypes are passed over.
std::string first_tag(std::string_view text) {
  while (begins(text, "<?") || begins(text, "<!")) {
    const std::string_view end = begins(text, "<?") ? "?>" : begins(text, "<!--") ? "-->" : ">";
    const auto at = text.find(end);
    if (at == std::string_view::npos) {
      return {};
    }
    text = past_mark_and_space(text.substr(at + end.size()));
  }
  return lower(text.substr(0, 32));
}

bool is_text(std::string_view head) {
  if (head.find('\0') != std::string_view::npos) {
    return false;
  }
  const auto is_control = [](char c) {
    return c >= 0 && c < 0x20 && std::string_view("\t\n\r\f\x1B").find(c) == std::string_view::npos;
  };
  return std::none_of(head.begin(), head.end(), is_control);
}

/// Whether more than one line, each an object of its own, begins here.
bool begins_json_lines(std::string_view text) {
  const auto line_end = text.find('\n');
  if (line_end == std::string_view::npos) {
    return false;
  }
  const auto line = trim(text.substr(0, line_end));
  const auto rest = past_mark_and_space(text.substr(line_end));
  return line.size() > 1 && line.back() == '}' && begins(rest, "{");
}

} // namespace

bool begins_feed(std::string_view head) {
  const auto tag = first_tag(past_mark_and_space(head));
  return begins(tag, "<rss") || begins(tag, "<rdf:rdf") || begins(tag, "<feed") || begins(tag, "<atom:feed") ||
         begins(tag, "<channel") || begins(tag, "<entry") || begins(tag, "<atom:entry");
}

std::optional<Format> format_of_name(std::string_view path) {
  auto name = lower(path.substr(std::min(path.rfind('/') + 1, path.size())));
  for (const std::string_view packed : {".gz", ".zst", ".bz2"}) {
    if (ends(name, packed)) {
      name.resize(name.size() - packed.size());
      break;
    }
  }
  static constexpr std::array<std::pair<std::string_view, Format>, 14> extensions = {{
      {".jsonl", Format::jsonl},
      {".ndjson", Format::jsonl},
      {".json", Format::json},
      {".csv", Format::csv},
      {".tsv", Format::tsv},
      {".xml", Format::feed},
      {".rss", Format::feed},
      {".atom", Format::feed},
      {".html", Format::html},
      {".htm", Format::html},
      {".xhtml", Format::html},
      {".md", Format::markdown},
      {".markdown", Format::markdown},
      {".txt", Format::text},
  }};
  for (const auto& [extension, format] : extensions) {
    if (ends(name, extension)) {
      return format;
    }
  }
  return std::nullopt;
}

std::optional<Format> format_of_bytes(std::string_view head) {
  const auto text = past_mark_and_space(head);
  if (begins(text, "[")) {
    return Format::json;
  }
  if (begins(text, "{")) {
    return begins_json_lines(text) ? Format::jsonl : Format::json;
  }
  if (begins_feed(text)) {
    return Format::feed;
  }
  if (begins(text, "<")) {
    return Format::html;
  }
  if (begins(text, "---\n") || begins(text, "---\r\n") || begins(text, "+++\n") || begins(text, "+++\r\n")) {
    return Format::markdown;
  }
  return is_text(head) ? std::optional(Format::text) : std::nullopt;
}

Format settle_format(Format by_name, std::string_view head) {
  const auto text = past_mark_and_space(head);
  switch (by_name) {
  case Format::jsonl:
    return begins(text, "[") ? Format::json : by_name;
  case Format::json:
    return begins(text, "{") && begins_json_lines(text) ? Format::jsonl : by_name;
  case Format::html:
    return begins_feed(text) ? Format::feed : by_name;
  case Format::feed:
    if (begins(text, "{") || begins(text, "[")) {
      return Format::json;
    } // a JSON Feed
    return begins(first_tag(text), "<html") ? Format::html : by_name;
  default:
    return by_name;
  }
}

bool may_hold(Format wanted, std::optional<Format> by_name) {
  if (!by_name || *by_name == wanted) {
    return true;
  }
  const auto is_json = [](Format format) { return format == Format::json || format == Format::jsonl; };
  const auto is_delimited = [](Format format) { return format == Format::csv || format == Format::tsv; };
  return (is_json(wanted) && is_json(*by_name)) || (is_delimited(wanted) && is_delimited(*by_name)) ||
         (wanted == Format::feed && *by_name == Format::json) || (wanted == Format::html && *by_name == Format::feed);
}

} // namespace akin::indexer
