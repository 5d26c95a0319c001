#include "server/pages/html.hpp"

#include "common/entity_json.hpp"
#include "server/pages/reason.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace akin::server {
namespace {

/// Nothing but our own files; no inline script or style, no frames, forms to us alone.
constexpr auto content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

std::string marked(const std::vector<SnippetPart>& parts) {
  std::string out;
  for (const SnippetPart& part : parts)
    out += part.mark ? "<mark>" + escaped(part.text) + "</mark>" : escaped(part.text);
  return out;
}

std::string copies(const std::vector<Copy>& copies) {
  if (copies.empty())
    return {};
  std::string items;
  for (const Copy& copy : copies)
    items += fmt::format("<li>{} {}</li>", link(article_address(copy.id), copy.source.empty() ? copy.id : copy.source),
                         copy.published ? escaped(format_day(*copy.published)) : "");
  return fmt::format("<details class=\"copies\"><summary>+{} {}</summary><ul>{}</ul></details>", copies.size(),
                     copies.size() == 1 ? "copy" : "copies", items);
}

} // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      if ((byte < 0x20U && c != '\n' && c != '\t') || byte == 0x7FU)
        out += "\uFFFD";
      else
        out += c;
    }
  }
  return out;
}

std::string_view safe_url(std::string_view url) noexcept {
  const auto begins = [&](std::string_view scheme) {
    return url.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), url.begin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b);
           });
  };
  return begins("http://") || begins("https://") ? url : std::string_view{};
}

std::string article_address(std::string_view id) { return "/article?id=" + percent_encoded(id); }

std::string entity_address(EntityKind kind, std::string_view name) {
  return fmt::format("/entity?kind={}&name={}", name_of(kind), percent_encoded(name));
}

std::string link(std::string_view address, std::string_view text, std::string_view css_class) {
  const std::string css = css_class.empty() ? "" : fmt::format(" class=\"{}\"", css_class);
  return fmt::format("<a{} href=\"{}\"><bdi>{}</bdi></a>", css, escaped(address), escaped(text));
}

std::string source_line(std::string_view source, const std::optional<Timestamp>& published) {
  std::string line = source.empty() ? "" : fmt::format("<bdi>{}</bdi>", escaped(source));
  if (published)
    line += fmt::format("{}<time datetime=\"{}\">{}</time>", line.empty() ? "" : " · ", format_rfc3339(*published),
                        format_day(*published));
  return line;
}

std::string hit_item(const Hit& hit) {
  // Without <bdi>, which would hide the title's direction from dir="auto".
  std::string item =
      fmt::format("<li class=\"hit\"><h3 dir=\"auto\"><a href=\"{}\">{}</a></h3><p class=\"source\">{}</p>",
                  escaped(article_address(hit.id)),
                  hit.title_parts.empty() ? escaped(hit.title.empty() ? hit.id : hit.title) : marked(hit.title_parts),
                  source_line(hit.source, hit.published));
  if (hit.why)
    item += fmt::format("<p class=\"why\">{}</p>", reason_html(*hit.why));
  if (!hit.snippet.empty())
    item += fmt::format("<p class=\"snippet\" dir=\"auto\">{}</p>", marked(hit.snippet));
  return item + copies(hit.copies) + "</li>";
}

Response page(const PageParts& parts) {
  const std::string site = escaped(parts.site);
  const std::string title = parts.title.empty() ? site : escaped(parts.title) + " · " + site;
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Security-Policy", content_security_policy);
  response.headers.emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
  response.body = fmt::format(R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="/akin.css">
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title="{site}">
<script type="module" src="/akin.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="home" href="/">{site}</a>
<akin-search results="off" label="Search articles">
<form action="/" method="get" role="search" class="search">
<input type="search" name="q" value="{query}" aria-label="Search articles" placeholder="Search articles" dir="auto" autocomplete="off">
<button type="submit">Search</button>
</form>
</akin-search>
</header>
<main id="main">
{main}
</main>
</body>
</html>
)",
                              fmt::arg("title", title), fmt::arg("site", site), fmt::arg("query", escaped(parts.query)),
                              fmt::arg("main", parts.main));
  return response;
}

} // namespace akin::server
