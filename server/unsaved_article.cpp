#include "server/unsaved_article.hpp"

#include "indexer/input.hpp"
#include "server/message.hpp"

#include <utility>

namespace akin::server {
namespace {

using Kind = indexer::RawRecord::Kind;

bool names_type(std::string_view content_type, std::string_view type) {
  return content_type.substr(0, content_type.find(';')).find(type) != std::string_view::npos;
}

Kind kind_of(std::string_view body, std::string_view content_type) {
  if (names_type(content_type, "json"))
    return Kind::json_object;
  if (names_type(content_type, "text/plain"))
    return Kind::text;
  if (!content_type.empty() && !names_type(content_type, "x-www-form-urlencoded") && // what curl says by itself
      !names_type(content_type, "octet-stream"))
    throw RequestError(ErrorCode::unsupported_media_type, "send application/json or text/plain");
  const std::size_t start = body.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && body[start] == '{' ? Kind::json_object : Kind::text;
}

Article parsed(Kind kind, std::string bytes) {
  indexer::RawRecord raw;
  raw.kind = kind;
  raw.input_bytes = bytes.size();
  raw.bytes = std::move(bytes);
  auto record = indexer::parse(std::move(raw), {});
  if (const auto* rejection = std::get_if<indexer::Rejection>(&record))
    throw RequestError(ErrorCode::input_unreadable, rejection->reason);
  return std::move(std::get<indexer::Record>(record).article);
}

} // namespace

Article unsaved_article(std::string_view body, std::string_view content_type) {
  const Kind kind = kind_of(body, content_type);
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos)
    throw RequestError(ErrorCode::input_unreadable, "the body is empty; send an article");
  return parsed(kind, std::string(body));
}

Article article_of_json(std::string json) { return parsed(Kind::json_object, std::move(json)); }

} // namespace akin::server
