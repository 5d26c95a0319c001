#include "common/json_text.hpp"
#include "server/parameters.hpp"
#include "server/routes.hpp"
#include "server/unsaved_article.hpp"

#include <utility>

namespace akin::server {
namespace {

Response json_line(std::string json) {
  Response response;
  response.body = std::move(json);
  response.body += '\n';
  return response;
}

/// ["vost",["vostochny",…]]: what browsers' address bars read.
Response opensearch_suggestions(const Suggestions& found) {
  std::string json = "[";
  append_json_string(json, found.prefix);
  json += ",[";
  for (const Suggestion& suggestion : found.suggestions) {
    if (&suggestion != &found.suggestions.front())
      json += ',';
    append_json_string(json, suggestion.text);
  }
  Response response = json_line(json + "]]");
  response.content_type = "application/x-suggestions+json; charset=utf-8";
  return response;
}

} // namespace

Response search_response(const IndexState& state, const ParameterList& list) {
  Parameters parameters(list);
  const SearchRequest request = read_search(parameters);
  parameters.finish();
  return json_line(to_json(state.searcher.search(request)));
}

Response similar_response(const IndexState& state, const ParameterList& list, const std::optional<std::string>& id) {
  Parameters parameters(list);
  SimilarRequest request = read_similar(parameters);
  if (id) {
    request.source = ById{*id};
    request.more_sources = parameters.comma_list("with");
  } else {
    const auto url = parameters.text("url");
    if (!url || url->empty())
      throw RequestError(ErrorCode::invalid_argument,
                         "name the article: /v1/similar/{id}, or the parameter url; or POST its text", "url");
    request.source = ByUrl{*url};
  }
  parameters.finish();
  return json_line(to_json(state.searcher.similar(request)));
}

Response similar_to_response(const IndexState& state, const ParameterList& list, const Request& http) {
  Parameters parameters(list);
  SimilarRequest request = read_similar(parameters);
  parameters.finish();
  request.source = ByArticle{unsaved_article(http.body, http.header("content-type"))};
  return json_line(to_json(state.searcher.similar(request)));
}

Response suggest_response(const IndexState& state, const ParameterList& list) {
  Parameters parameters(list);
  const SuggestRequest request = read_suggest(parameters);
  const bool opensearch = parameters.choice<bool>("format", false, {{"json", false}, {"opensearch", true}});
  parameters.finish();
  const Suggestions found = state.searcher.suggest(request);
  return opensearch ? opensearch_suggestions(found) : json_line(to_json(found));
}

Response entities_response(const IndexState& state, const ParameterList& list) {
  Parameters parameters(list);
  const EntityRequest request = read_entities(parameters);
  parameters.finish();
  return json_line(to_json(state.searcher.entities(request)));
}

Response article_response(const IndexState& state, const ParameterList& list, const std::string& id) {
  Parameters parameters(list);
  const bool terms = parameters.flag("terms");
  parameters.finish();
  const auto stored = state.searcher.show(id, terms);
  if (!stored)
    throw RequestError(ErrorCode::not_found, "no article has this id", "id");
  return json_line(to_json(*stored, terms));
}

} // namespace akin::server
