// What requests that write are answered.
#pragma once

#include "server/service.hpp"
#include "server/target.hpp"

#include <string>
#include <string_view>

namespace akin::server {

/// Each answers when its articles are on disk. Errors, thrown before anything was taken: RequestError; unavailable.
void put_article(WriteQueue& queue, Metrics& metrics, const std::string& id, const Request& request,
                 const Respond& respond);
void delete_article(WriteQueue& queue, Metrics& metrics, const std::string& id, const Respond& respond);
/// JSON Lines in, one result line each out: {"line":1,"id":"a","status":"added"}, or with "rejected" an "error". A
/// line that is no article does not hold back the others.
void post_articles(WriteQueue& queue, Metrics& metrics, const Request& request, const Respond& respond);

} // namespace akin::server
