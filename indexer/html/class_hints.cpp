#include "indexer/html/class_hints.hpp"

#include "indexer/html/plain_text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace akin::indexer::html {
namespace {

// Words that begin so, in classes and ids of parts around articles.
constexpr std::array<std::string_view, 38> boilerplate_stems = {
    "advert",    "agegate", "banner",  "breadcrumb", "bookmark",  "cookie",   "consent", "disclaimer",
    "donat",     "flyout",  "footer",  "gdpr",       "hotlinks",  "masthead", "menu",    "mostread",
    "navbar",    "navigat", "navlist", "newsletter", "outbrain",  "overlay",  "pager",   "paginat",
    "permalink", "popup",   "popular", "promo",      "recommend", "related",  "share",   "sharing",
    "sidebar",   "signup",  "social",  "sponsor",    "subscri",   "taboola"};

// Words that are meant only as a whole.
constexpr std::array<std::string_view, 22> boilerplate_words = {
    "ad",      "ads",      "adsense",  "addthis", "follow",    "login", "modal",    "nav",
    "noprint", "popover",  "register", "rss",     "sidenav",   "skip",  "tagcloud", "toolbar",
    "topnav",  "trending", "widget",   "widgets", "printonly", "toc"};

constexpr std::array<std::string_view, 5> comment_words = {"comment", "comments", "disqus", "commentlist", "respond"};
constexpr std::array<std::string_view, 8> byline_words = {"byline",  "author",    "dateline", "timestamp",
                                                          "pubdate", "writtenby", "postmeta", "readtime"};
constexpr std::array<std::string_view, 12> content_words = {
    "article", "articlebody", "blog", "body", "content", "entry", "hentry", "main", "page", "post", "story", "text"};

template <std::size_t size> bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_boilerplate_word(std::string_view word) {
  return contains(boilerplate_words, word) ||
         std::any_of(boilerplate_stems.begin(), boilerplate_stems.end(),
                     [word](std::string_view stem) { return word.substr(0, stem.size()) == stem; });
}

Hint hint_of_names(std::string_view names) {
  Hint hint = Hint::none;
  for (const std::string& word : name_words(names)) {
    if (contains(comment_words, word))
      return Hint::comments;
    if (is_boilerplate_word(word))
      hint = Hint::boilerplate;
    else if (hint == Hint::none && contains(byline_words, word))
      hint = Hint::byline;
  }
  if (hint != Hint::none)
    return hint;
  for (const std::string& word : name_words(names)) {
    if (contains(content_words, word))
      return Hint::content;
  }
  return Hint::none;
}

bool has_word(std::string_view list, std::string_view word) {
  return (" " + to_lower_ascii(list) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

} // namespace

Hint hint_of(const Page& page, NodeId id) {
  const GumboTag tag = page[id].tag;
  if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == text_tag)
    return Hint::none;
  if (is_article_body(page, id))
    return Hint::content;
  if (page.attribute(id, "rel") == "author" || page.attribute(id, "itemprop") == "author")
    return Hint::byline;
  const Hint by_class = hint_of_names(page.attribute(id, "class"));
  return by_class != Hint::none ? by_class : hint_of_names(page.attribute(id, "id"));
}

bool is_article_body(const Page& page, NodeId id) {
  return page.attribute(id, "itemprop") == "articleBody" || page.attribute(id, "property") == "articleBody";
}

bool is_hidden(const Page& page, NodeId id) {
  if (page.is_text(id))
    return false;
  if (page.has_attribute(id, "hidden"))
    return true;
  const std::string_view style = page.attribute(id, "style");
  if (style.empty())
    return false;
  std::string packed = to_lower_ascii(style);
  packed.erase(std::remove(packed.begin(), packed.end(), ' '), packed.end());
  return packed.find("display:none") != std::string::npos || packed.find("visibility:hidden") != std::string::npos;
}

bool is_aria_hidden(const Page& page, NodeId id) { return page.attribute(id, "aria-hidden") == "true"; }

bool is_dialog(const Page& page, NodeId id) {
  const std::string_view role = page.attribute(id, "role");
  return role == "dialog" || role == "alertdialog" || page.attribute(id, "aria-modal") == "true";
}

bool is_landmark_outside_content(const Page& page, NodeId id) {
  switch (page[id].tag) {
  case GUMBO_TAG_NAV:
  case GUMBO_TAG_ASIDE:
  case GUMBO_TAG_FOOTER:
  case GUMBO_TAG_BUTTON:
    return true;
  default:
    break;
  }
  const std::string_view role = page.attribute(id, "role");
  if (role.empty())
    return false;
  constexpr std::array<std::string_view, 8> outside = {"navigation", "complementary", "contentinfo", "banner",
                                                       "menu",       "menubar",       "search",      "alert"};
  return std::any_of(outside.begin(), outside.end(), [role](std::string_view word) { return has_word(role, word); });
}

} // namespace akin::indexer::html
