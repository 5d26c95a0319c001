#include "server/write_routes.hpp"

#include "common/json_text.hpp"
#include "server/unsaved_article.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <utility>

namespace akin::server {
namespace {

constexpr std::size_t max_id_bytes = 4096;

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

bool changed(ChangeOutcome outcome) { return outcome != ChangeOutcome::unchanged && outcome != ChangeOutcome::unknown; }

Response failure(const Error& error) {
  return error_response(error.code(), error.message()); // a context would name files of the machine
}

void push_one(WriteQueue& queue, Metrics& metrics, const std::string& id, Change change, const Respond& respond) {
  std::vector<Change> changes;
  changes.push_back(std::move(change));
  queue.push(std::move(changes), [&metrics, id, respond](const auto& error, const auto& outcomes) {
    if (error)
      return respond(failure(*error));
    const ChangeOutcome outcome = outcomes.front();
    if (outcome == ChangeOutcome::unknown)
      return respond(error_response(ErrorCode::not_found, "no article has this id", "id"));
    metrics.articles_written += changed(outcome) ? 1 : 0;
    Response response;
    response.status = outcome == ChangeOutcome::added ? 201 : 200;
    response.body = fmt::format("{{\"id\":{},\"status\":\"{}\"}}\n", json_string(id), name_of(outcome));
    respond(std::move(response));
  });
}

/// One line of a bulk request.
struct Line {
  std::size_t number = 0;
  std::string id;
  std::string error; ///< empty: it is among the changes
};

/// The articles of a body, and what became of each line so far.
std::vector<Line> read_lines(std::string_view body, std::vector<Change>& changes) {
  std::vector<Line> lines;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    const std::string_view text = body.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (text.find_first_not_of(" \t\r") == std::string_view::npos)
      continue;
    Line& line = lines.emplace_back();
    line.number = number;
    try {
      Article article = article_of_json(std::string(text));
      line.id = article.id;
      changes.emplace_back(std::move(article));
    } catch (const RequestError& error) {
      line.error = error.message();
    }
  }
  return lines;
}

Response bulk_response(const std::vector<Line>& lines, const std::vector<ChangeOutcome>& outcomes, Metrics& metrics) {
  Response response;
  response.content_type = "application/jsonl; charset=utf-8";
  std::size_t next = 0;
  for (const Line& line : lines) {
    if (!line.error.empty()) {
      response.body +=
          fmt::format("{{\"line\":{},\"status\":\"rejected\",\"error\":{{\"code\":\"{}\",\"message\":{}}}}}\n",
                      line.number, info(ErrorCode::input_unreadable).name, json_string(line.error));
      continue;
    }
    const ChangeOutcome outcome = outcomes[next++];
    metrics.articles_written += changed(outcome) ? 1 : 0;
    response.body += fmt::format("{{\"line\":{},\"id\":{},\"status\":\"{}\"}}\n", line.number, json_string(line.id),
                                 name_of(outcome));
  }
  return response;
}

} // namespace

void put_article(WriteQueue& queue, Metrics& metrics, const std::string& id, const Request& request,
                 const Respond& respond) {
  if (id.size() > max_id_bytes)
    throw RequestError(ErrorCode::invalid_argument, fmt::format("it is longer than {} bytes", max_id_bytes), "id");
  Article article = unsaved_article(request.body, request.header("content-type"));
  article.id = id;
  push_one(queue, metrics, id, std::move(article), respond);
}

void delete_article(WriteQueue& queue, Metrics& metrics, const std::string& id, const Respond& respond) {
  push_one(queue, metrics, id, Removal{id}, respond);
}

void post_articles(WriteQueue& queue, Metrics& metrics, const Request& request, const Respond& respond) {
  std::vector<Change> changes;
  auto lines = std::make_shared<std::vector<Line>>(read_lines(request.body, changes));
  if (lines->empty())
    throw RequestError(ErrorCode::input_unreadable, "the body is empty; send one JSON object a line");
  if (changes.empty())
    return respond(bulk_response(*lines, {}, metrics));
  queue.push(std::move(changes), [&metrics, lines, respond](const auto& error, const auto& outcomes) {
    respond(error ? failure(*error) : bulk_response(*lines, outcomes, metrics));
  });
}

} // namespace akin::server
