// Pieces of HTML. Text becomes markup here and nowhere else.
#pragma once

#include "searcher/result.hpp"
#include "server/message.hpp"
#include "server/target.hpp"

#include <span>
#include <string>
#include <string_view>

namespace akin::server {

/// With & < > " ' as references, and control characters, which HTML and XML forbid, as U+FFFD.
std::string escaped(std::string_view text);

/// A whole page around its main part; form is the search form's fields beside q, kept when a new query is asked.
struct PageParts {
  std::string_view site;  ///< name of the site: text
  std::string_view title; ///< text; empty: that of the site
  std::string_view query; ///< what stands in the search box: text
  std::string main;       ///< markup
};
Response page(const PageParts& parts);

/// An address that may stand in a link: http or https, else empty.
std::string_view safe_url(std::string_view url) noexcept;

/// "/article?id=…", encoded; to be escaped as any attribute.
std::string article_address(std::string_view id);
std::string entity_address(EntityKind kind, std::string_view name);

/// <a href="ADDRESS">TEXT</a>, both text.
std::string link(std::string_view address, std::string_view text, std::string_view css_class = {});

/// "Far East Courier · <time>13 Sep 2023</time>".
std::string source_line(std::string_view source, const std::optional<Timestamp>& published);

/// One hit as a list item: title, source, snippet, copies, and why when it has a reason.
std::string hit_item(const Hit& hit);

} // namespace akin::server
