// Articles in the body of a request.
#pragma once

#include "common/article.hpp"

#include <string>
#include <string_view>

namespace akin::server {

/// The one article of a body: a JSON object in any form that the indexer reads, or plain text; told by the content
/// type, where it says text or JSON, else by the first character. Errors: RequestError(input_unreadable) for what holds
/// no article; unsupported_media_type.
Article unsaved_article(std::string_view body, std::string_view content_type);

/// The article of one JSON object, its id filled in. Errors: RequestError(input_unreadable) says what is wrong.
Article article_of_json(std::string json);

} // namespace akin::server
