// The pages that work without JavaScript.
#pragma once

#include "server/index_view.hpp"
#include "server/message.hpp"
#include "server/target.hpp"

#include <string>

namespace akin::server {

/// "/": q, filters, sort, copies, page.
Response results_page(const IndexState& state, const ParameterList& parameters, const std::string& site);
/// "/article?id=": an article with what goes with it.
Response article_page(const IndexState& state, const ParameterList& parameters, const std::string& site);
/// "/entity?kind=&name=": a person, place or organisation with its articles and who and what comes with it.
Response entity_page(const IndexState& state, const ParameterList& parameters, const std::string& site);

} // namespace akin::server
