// What the names that authors give to elements (class, id, role …) say about their content.
#pragma once

#include "indexer/html/page.hpp"

#include <cstdint>

namespace akin::indexer::html {

enum class Hint : std::uint8_t {
  none,
  content,     ///< the article or part of it
  boilerplate, ///< navigation, sharing, related links, advertisements, notices
  comments,    ///< what readers wrote
  byline,      ///< author, date, reading time
};

/// Hint of an element's class and id, and of its itemprop and role. Elements that hold whole pages (html, body) have
/// none.
Hint hint_of(const Page& page, NodeId id);

/// Marked as the article's text by microdata or RDFa.
bool is_article_body(const Page& page, NodeId id);

/// Not shown to a reader: the hidden attribute, display:none, visibility:hidden.
bool is_hidden(const Page& page, NodeId id);

/// Hidden from assistive technology: decoration, what is doubled for the eye alone, articles scrolled out of view; but
/// also the whole page behind a dialog.
bool is_aria_hidden(const Page& page, NodeId id);

/// Laid over the page: a notice, a question, a paywall.
bool is_dialog(const Page& page, NodeId id);

/// An element that is hardly ever the main text by its tag or role alone: nav, aside, button, menus …
bool is_landmark_outside_content(const Page& page, NodeId id);

} // namespace akin::indexer::html
