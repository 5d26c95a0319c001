#include "common/embed.hpp"
#include "common/hash.hpp"
#include "server/pages/html.hpp"
#include "server/routes.hpp"

#include <fmt/format.h>

AKIN_EMBED(akin_web_script, AKIN_SCRIPT_FILE);
AKIN_EMBED(akin_web_style, AKIN_STYLE_FILE);
AKIN_EMBED(akin_web_icon, AKIN_ICON_FILE);
AKIN_EMBED(akin_server_openapi, AKIN_OPENAPI_FILE);

extern "C" {
extern const char akin_web_script_begin[];
extern const char akin_web_script_end[];
extern const char akin_web_style_begin[];
extern const char akin_web_style_end[];
extern const char akin_web_icon_begin[];
extern const char akin_web_icon_end[];
extern const char akin_server_openapi_begin[];
extern const char akin_server_openapi_end[];
}

namespace akin::server {
namespace {

/// Kept by browsers for five minutes; a page that needs it to change at once adds a query string.
Response asset(std::string_view bytes, std::string content_type) {
  Response response;
  response.content_type = std::move(content_type);
  response.body = bytes;
  response.headers.emplace_back("Cache-Control", "public, max-age=300");
  response.headers.emplace_back("ETag", fmt::format("\"{:x}\"", hash64(bytes)));
  return response;
}

/// At most so many bytes, whole characters.
std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes)
    return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
    --bytes;
  return text.substr(0, bytes);
}

} // namespace

Response script_response() {
  Response response = asset({akin_web_script_begin, akin_web_script_end}, "text/javascript; charset=utf-8");
  // A module of another origin is only run when that origin lets it be read; there is nothing secret in it.
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
  return response;
}

Response style_response() { return asset({akin_web_style_begin, akin_web_style_end}, "text/css; charset=utf-8"); }
Response icon_response() { return asset({akin_web_icon_begin, akin_web_icon_end}, "image/svg+xml"); }
Response openapi_response() {
  return asset({akin_server_openapi_begin, akin_server_openapi_end}, "application/json; charset=utf-8");
}

Response opensearch_response(std::string_view base_url, std::string_view title) {
  Response response;
  response.content_type = "application/opensearchdescription+xml; charset=utf-8";
  const std::string name = escaped(cut(title, 16)); // as the format limits ShortName
  const std::string url = escaped(base_url);
  response.body = fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{0}</ShortName>
  <Description>Search {2}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image type="image/svg+xml">{1}/favicon.ico</Image>
  <Url type="text/html" template="{1}/?q={{searchTerms}}"/>
  <Url type="application/json" template="{1}/v1/search?q={{searchTerms}}"/>
  <Url type="application/x-suggestions+json" template="{1}/v1/suggest?q={{searchTerms}}&amp;format=opensearch"/>
</OpenSearchDescription>
)",
                              name, url, escaped(title));
  return response;
}

} // namespace akin::server
