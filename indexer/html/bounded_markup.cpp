#include "indexer/html/bounded_markup.hpp"

#include "indexer/html/markup_rules.hpp"
#include "indexer/html/open_elements.hpp"
#include "indexer/html/plain_text.hpp"
#include "indexer/html/tag_reader.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace akin::indexer::html {
namespace {

constexpr std::size_t npos = std::string_view::npos;
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// FNV-1a: element names only need to be told apart.
std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : name)
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

// An element as the parser will see it.
struct Written {
  GumboTag tag;
  std::string_view name;
};

Written written(const Tag& tag) {
  const unsigned rule = rule_of(tag.tag);
  if ((rule & as_div) != 0)
    return {GUMBO_TAG_DIV, "div"};
  if ((rule & as_span) != 0)
    return {GUMBO_TAG_SPAN, "span"};
  return {tag.tag, tag.name};
}

class MarkupScanner {
 public:
  explicit MarkupScanner(std::string_view html) : html_(html) { out_.markup.reserve(html.size() / 2); }

  BoundedMarkup run();

 private:
  void scan_markup();
  void skip_declaration();
  void start_tag(const Tag& tag);
  void end_tag(const Tag& tag);
  void skip_element(const Tag& tag);
  std::size_t find_end_tag(GumboTag tag, std::string_view name);
  void write_start(std::string_view name, const Tag& tag);

  std::string_view html_;
  std::size_t at_ = 0;
  BoundedMarkup out_;
  OpenElements open_;
  bool no_comment_end_ = false;
  std::array<bool, static_cast<std::size_t>(GUMBO_TAG_LAST) + 1> no_end_tag_{};
  bool html_seen_ = false;
  bool body_seen_ = false;
};

BoundedMarkup MarkupScanner::run() {
  while (at_ < html_.size()) {
    const std::size_t tag = std::min(html_.find('<', at_), html_.size());
    out_.markup.append(html_, at_, tag - at_);
    at_ = tag;
    if (at_ < html_.size())
      scan_markup();
  }
  return std::move(out_);
}

// At a '<'.
void MarkupScanner::scan_markup() {
  const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
  const bool closing = next == '/';
  const char first = closing && at_ + 2 < html_.size() ? html_[at_ + 2] : next;
  if (is_letter(first)) {
    at_ += closing ? 2 : 1;
    Tag tag;
    if (!read_tag(html_, at_, tag))
      at_ = html_.size(); // cut off inside a tag
    else if (closing)
      end_tag(tag);
    else
      start_tag(tag);
  } else if (next == '!' || next == '?' || closing) {
    skip_declaration();
  } else {
    out_.markup += "&lt;";
    ++at_;
  }
}

// Comments, doctypes, processing instructions. One without an end goes up to the next '>', so that the page behind it
// is not lost.
void MarkupScanner::skip_declaration() {
  if (html_.substr(at_, 4) == "<!--" && !no_comment_end_) {
    if (html_.substr(at_ + 4, 1) == ">" || html_.substr(at_ + 4, 2) == "->") {
      at_ = html_.find('>', at_) + 1;
      return;
    }
    const std::size_t end = html_.find("-->", at_ + 4);
    if (end != npos) {
      at_ = end + 3;
      return;
    }
    no_comment_end_ = true;
  }
  const std::size_t end = html_.find('>', at_);
  at_ = end == npos ? html_.size() : end + 1;
}

void MarkupScanner::start_tag(const Tag& tag) {
  const unsigned rule = rule_of(tag.tag);
  if (tag.name.empty() || (rule & drop_tag) != 0)
    return;
  if (tag.name == "dialog" || tag.name == "annotation" || (rule & skip_content) != 0)
    return skip_element(tag);
  if (tag.tag == GUMBO_TAG_UNKNOWN && tag.self_closing)
    return; // what its author closed would stay open in HTML
  if ((rule & once) != 0) {
    bool& seen = tag.tag == GUMBO_TAG_HTML ? html_seen_ : body_seen_;
    if (seen)
      return;
    seen = true;
  }
  const Written element = written(tag);
  if (open_.start({element.tag, hash_of(element.name)}))
    write_start(element.name, tag);
  else
    out_.markup += ' ';
}

void MarkupScanner::end_tag(const Tag& tag) {
  const unsigned rule = rule_of(tag.tag);
  if (tag.tag == GUMBO_TAG_BR) {
    out_.markup += "<br>";
    return;
  }
  if (tag.name.empty() || (rule & (drop_tag | skip_content | once | no_content)) != 0)
    return;
  const Written element = written(tag);
  const bool closes = open_.end({element.tag, hash_of(element.name)});
  // The parser carries an open link on into the next paragraph, so its end is told in any case.
  if (closes || tag.tag == GUMBO_TAG_A)
    ((out_.markup += "</") += element.name) += '>';
}

// Leaves out an element that holds no text for readers; keeps the two that extraction wants.
void MarkupScanner::skip_element(const Tag& tag) {
  const std::size_t end = find_end_tag(tag.tag, tag.name);
  if (end == npos) {
    if (tag.tag == GUMBO_TAG_SCRIPT || tag.tag == GUMBO_TAG_STYLE)
      at_ = html_.size();
    return;
  }
  const std::string_view content = html_.substr(at_, end - at_);
  if (tag.tag == GUMBO_TAG_SCRIPT && to_lower_ascii(tag.value_of("type")).find("ld+json") != npos)
    out_.json_ld.push_back(content);
  if (tag.tag == GUMBO_TAG_TITLE && out_.title.empty())
    out_.title = content;
  if (tag.tag == GUMBO_TAG_XMP || tag.tag == GUMBO_TAG_LISTING) {
    out_.markup += "<pre>";
    for (const char c : content)
      c == '<' ? out_.markup += "&lt;" : out_.markup += c;
    out_.markup += "</pre>";
  }
  const std::size_t close = html_.find('>', end);
  at_ = close == npos ? html_.size() : close + 1;
}

// The next "</name", at or behind at_. Remembers a search in vain, so that no page is searched twice.
std::size_t MarkupScanner::find_end_tag(GumboTag tag, std::string_view name) {
  bool& in_vain = no_end_tag_[static_cast<std::size_t>(tag)];
  for (std::size_t at = in_vain ? npos : html_.find("</", at_); at != npos; at = html_.find("</", at + 2)) {
    const std::string_view rest = html_.substr(at + 2, name.size() + 1);
    if (rest.size() > name.size() && !is_letter(rest.back()) && rest.back() != '-' &&
        to_lower_ascii(rest.substr(0, name.size())) == name)
      return at;
  }
  // One mark serves all unknown elements: two names are skipped, both rare.
  in_vain = true;
  return npos;
}

void MarkupScanner::write_start(std::string_view name, const Tag& tag) {
  std::string& out = out_.markup;
  (out += '<') += name;
  if (tag.tag == GUMBO_TAG_FORM)
    out += " role=\"form\"";
  for (std::size_t i = 0; i < kept_attributes.size(); ++i) {
    if ((tag.given >> i & 1U) == 0 || (tag.tag == GUMBO_TAG_FORM && kept_attributes[i] == "role"))
      continue;
    ((out += ' ') += kept_attributes[i]) += "=\"";
    for (const char c : tag.values[i])
      c == '"' ? out += "&quot;" : out += c;
    out += '"';
  }
  out += '>';
}

} // namespace

BoundedMarkup bound_markup(std::string_view html) { return MarkupScanner(html).run(); }

} // namespace akin::indexer::html
