// Whatever is asked over HTTP, with keys and without, is answered once, by a sound response that is no fault of ours.
// An input is a request as one writes it: "GET /v1/search?q=moon", a line for each header, an empty line, the body.
#include "common/error.hpp"
#include "server/service.hpp"
#include "tests/engine/small_index.hpp"
#include "tests/fuzz/expect.hpp"

#include <algorithm>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

using namespace akin;
using namespace akin::engine;
using namespace akin::server;

namespace {

constexpr std::chrono::seconds patience{60}; ///< for an answer, on a busy machine under a sanitizer

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

/// What the parser of HTTP lets through: no control characters, a header's name in lower case.
bool is_plain(std::string_view line) {
  return std::none_of(line.begin(), line.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
}

std::optional<Request> request_of(std::string_view text) {
  Request request;
  request.id = "fuzz";
  const std::string_view first = next_line(text);
  const std::size_t blank = first.find(' ');
  if (blank == 0 || blank == std::string_view::npos || first.find(' ', blank + 1) != std::string_view::npos ||
      !is_plain(first))
    return std::nullopt;
  request.method = first.substr(0, blank);
  request.target = first.substr(blank + 1);
  for (std::string_view line = next_line(text); !line.empty(); line = next_line(text)) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos || !is_plain(line))
      return std::nullopt;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    request.headers.emplace_back(std::move(name), line.substr(colon + 2));
  }
  request.body = text;
  return request;
}

/// A service over an index of its own in a folder that lasts as long as it.
class Site {
 public:
  Site(const std::string& write_key, const std::string& search_key) {
    const std::string launch = "Kim Jong-un saw the rocket at Vostochny.";
    std::vector<Article> articles{article("moon", "Rocket to the moon", launch),
                                  article("moon-copy", "Rocket to the moon", launch),
                                  article("https://example.org/a?b=1", "<b>Ferry</b>", "A \"ferry\" & a rocket."),
                                  article("日本", "宇宙基地", "北朝鮮の指導者が宇宙基地を訪れた。")};
    for (std::size_t i = 0; i < articles.size(); ++i) {
      articles[i].published = Timestamp{static_cast<std::int64_t>(i) * 86'400 * 400};
      articles[i].people = {"Kim Jong-un"};
    }
    auto writer = open_writer(folder_.path() / "index");
    append(*writer, articles);
    writer->commit();
    writer.reset();
    options_.index = folder_.path() / "index";
    options_.write_key = write_key;
    options_.search_key = search_key;
    options_.allowed_origins = {"https://example.org"};
    options_.trusted_proxies = {"127.0.0.1"};
    service_ = std::make_unique<Service>(options_);
  }

  /// What a connection does with a request whose head it has read, and whose body it then reads.
  Response answer(Request request) {
    request.client = service_->client_of(request, "127.0.0.1");
    Admission admission = service_->admit(request);
    Response response;
    if (admission.refusal)
      response = std::move(*admission.refusal);
    else if (request.body.size() > admission.body_bytes)
      response = error_response(ErrorCode::too_large, "too large");
    else
      response = handled(request);
    service_->finish(request, response);
    return response;
  }

 private:
  Response handled(const Request& request) {
    const auto promise = std::make_shared<std::promise<Response>>(); // a second answer throws, which ends the process
    std::future<Response> future = promise->get_future();
    service_->handle(request, [promise](Response response) { promise->set_value(std::move(response)); });
    fuzz::expect(future.wait_for(patience) == std::future_status::ready, "a request is answered");
    return future.get();
  }

  TemporaryFolder folder_;
  ServerOptions options_;
  std::unique_ptr<Service> service_;
};

void expect_sound(const Response& response) {
  fuzz::expect(response.status >= 200 && response.status < 500, "the status is no fault of ours");
  bool packed = false;
  for (const auto& [name, value] : response.headers) {
    fuzz::expect(value.find_first_of("\r\n") == std::string::npos, "a header is one line");
    packed = packed || name == "Content-Encoding";
  }
  if (!packed && response.content_type == "application/json; charset=utf-8")
    fuzz::expect(nlohmann::json::accept(response.body), "JSON is valid");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Site without_keys("", "");
  static Site with_keys("key-to-write-with", "key-to-search-with");
  const auto request = request_of(fuzz::text_of(data, size));
  if (!request)
    return 0;
  expect_sound(without_keys.answer(*request));
  expect_sound(with_keys.answer(*request));
  return 0;
}
