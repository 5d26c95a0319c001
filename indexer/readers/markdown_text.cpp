#include "indexer/readers/markdown_text.hpp"

#include "indexer/html/html_extract.hpp"
#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <md4c-html.h>

namespace akin::indexer {
namespace {

constexpr std::size_t longest_tag_bytes = 2000; // a "{%" without its end nearby is text

/// Template tags and what closes them. Line tags end on the line that they begin on.
struct TemplateTag {
  std::string_view open;
  std::string_view close;
  bool within_line;
};
constexpr TemplateTag template_tags[] = {{"{%", "%}", false}, {"{{", "}}", true}, {"{:", "}", true}};

/// Length of the template tag that text begins with; 0 when it begins with none.
std::size_t template_tag_length(std::string_view text) {
  for (const auto& tag : template_tags) {
    if (text.substr(0, tag.open.size()) != tag.open) {
      continue;
    }
    auto window = text.substr(0, longest_tag_bytes);
    if (tag.within_line) {
      window = window.substr(0, window.find('\n'));
    }
    const auto end = window.find(tag.close, tag.open.size());
    return end == std::string_view::npos ? 0 : end + tag.close.size();
  }
  return 0;
}

std::string without_template_tags(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  while (!text.empty()) {
    const auto brace = std::min(text.find('{'), text.size());
    kept.append(text.substr(0, brace));
    text.remove_prefix(brace);
    if (const auto length = template_tag_length(text); length > 0) {
      text.remove_prefix(length);
    } else if (!text.empty()) {
      kept += text.front();
      text.remove_prefix(1);
    }
  }
  return kept;
}

} // namespace

std::string markdown_to_text(std::string_view markdown) {
  const auto source = without_template_tags(markdown);
  std::string html;
  html.reserve(source.size() + source.size() / 8);
  const auto append = [](const MD_CHAR* text, MD_SIZE size, void* to) {
    static_cast<std::string*>(to)->append(text, size);
  };
  const unsigned dialect = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEATXHEADERS;
  if (md_html(source.data(), static_cast<MD_SIZE>(source.size()), append, &html, dialect, 0) != 0) {
    return std::string(trim(source)); // out of memory inside the library: better the source than nothing
  }
  return html_to_text(html);
}

std::string take_leading_heading(std::string_view& markdown) {
  auto rest = markdown;
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  const auto line_end = std::min(rest.find('\n'), rest.size());
  auto heading = rest.substr(0, line_end);
  rest.remove_prefix(std::min(line_end + 1, rest.size()));
  const auto underline = rest.substr(0, rest.find('\n'));
  const bool underlined =
      !heading.empty() && underline.size() > 2 && underline.find_first_not_of("=\r ") == std::string_view::npos;
  if (underlined) {
    rest.remove_prefix(std::min(underline.size() + 1, rest.size()));
  } else if (heading.substr(0, 2) == "# ") {
    heading.remove_prefix(2);
  } else {
    return {};
  }
  auto text = markdown_to_text(heading);
  if (!text.empty()) {
    markdown = rest;
  }
  return text;
}

} // namespace akin::indexer
