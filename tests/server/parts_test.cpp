#include "server/compression.hpp"
#include "server/equal_in_constant_time.hpp"
#include "server/pages/html.hpp"
#include "server/pages/reason.hpp"
#include "server/parameters.hpp"
#include "server/rate_limit.hpp"
#include "server/target.hpp"
#include "server/write_routes.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::server;

namespace {

std::string parameter_at_fault(const std::function<void()>& action) {
  try {
    action();
  } catch (const RequestError& error) {
    CHECK(error.code() == ErrorCode::invalid_argument);
    return error.parameter();
  }
  return "none";
}

} // namespace

TEST_CASE("a target is parted into its path and decoded parameters") {
  const Target target = parse_target("/v1/search?q=kim+jong%2Dun&person=A%20%26+B&&flag&empty=");
  CHECK(target.path == "/v1/search");
  CHECK(target.parameters == ParameterList{{"q", "kim jong-un"}, {"person", "A & B"}, {"flag", ""}, {"empty", ""}});
  CHECK(parse_target("http://example.org/a?b=c").path == "/a");
  CHECK(parse_target("http://example.org").path == "/");
  for (const char* wrong : {"", "a", "*", "//#x", "ftp://x/y", "/a#b"})
    CHECK_THROWS_AS(parse_target(wrong == std::string_view("//#x") ? "/x#y" : wrong), RequestError);
  for (const char* broken : {"/s?q=%", "/s?q=%4", "/s?q=%zz", "/s?q=a%2"})
    CHECK(parameter_at_fault([&] { parse_target(broken); }) == "q");
}

TEST_CASE("what is encoded is decoded to itself") {
  std::string all;
  for (int i = 0; i < 256; ++i)
    all += static_cast<char>(i);
  CHECK(percent_decoded(percent_encoded(all), false) == all);
  CHECK(parse_target("/?" + query_string({{"a&b", all}})).parameters == ParameterList{{"a&b", all}});
}

TEST_CASE("a parameter that makes no sense is named") {
  const ParameterList list{{"q", "x"},           {"limit", "5"},     {"limit", "6"},
                           {"offset", "-1"},     {"sort", "up"},     {"from", "yesterday"},
                           {"explain", "maybe"}, {"recency", "1.5"}, {"facets", "people,planets"}};
  Parameters parameters(list);
  CHECK(parameter_at_fault([&] { parameters.number("limit", 10, 1000); }) == "limit");
  CHECK(parameter_at_fault([&] { parameters.number("offset", 0, 1000); }) == "offset");
  CHECK(parameter_at_fault([&] { read_sort(parameters); }) == "sort");
  CHECK(parameter_at_fault([&] { read_filters(parameters); }) == "from");
  CHECK(parameter_at_fault([&] { parameters.flag("explain"); }) == "explain");
  CHECK(parameter_at_fault([&] { parameters.fraction("recency", 0); }) == "recency");
  CHECK(parameter_at_fault([&] {
          SearchRequest request;
          read_facets(parameters, request);
        }) == "facets");
  CHECK(parameter_at_fault([&] { parameters.finish(); }) == "q");
  for (const char* number : {"", " 1", "1 ", "+1", "1e3", "0x1", "99999999999999999999", "1001"}) {
    CAPTURE(number);
    const ParameterList one{{"limit", number}};
    CHECK(parameter_at_fault([&] { Parameters(one).number("limit", 10, 1000); }) == "limit");
  }
  const ParameterList long_one{{"q", std::string(5000, 'x')}};
  CHECK(parameter_at_fault([&] { Parameters(long_one).text("q"); }) == "q");
}

TEST_CASE("search parameters carry the command line's names") {
  const ParameterList list{
      {"q", "moon"},      {"limit", "3"},   {"offset", "2"},  {"sort", "newest"}, {"person", "A"},
      {"person", "B"},    {"org", "C"},     {"from", "2023"}, {"to", "2023"},     {"facets", "people,dates"},
      {"copies", "show"}, {"no-relax", ""}, {"prefix", "1"}};
  Parameters parameters(list);
  const SearchRequest request = read_search(parameters);
  parameters.finish();
  CHECK(request.query == "moon");
  CHECK(request.limit == 3);
  CHECK(request.offset == 2);
  CHECK(request.filters.people == std::vector<std::string>{"A", "B"});
  CHECK(request.filters.organisations == std::vector<std::string>{"C"});
  CHECK(format_rfc3339(*request.filters.published.end) == "2024-01-01T00:00:00Z");
  CHECK(request.facets == std::vector{engine::FacetField::person});
  CHECK_FALSE(request.fold_copies);
  CHECK_FALSE(request.relax);
  CHECK(request.prefix);
  CHECK(request.dates);
}

TEST_CASE("a client may ask in bursts but not for long") {
  using namespace std::chrono_literals;
  RateLimit limit(2);
  auto now = RateLimit::Time{};
  int allowed = 0;
  for (int i = 0; i < 100; ++i)
    allowed += limit.allows("a", now) ? 1 : 0;
  CHECK(allowed == 20);
  CHECK(limit.allows("b", now));
  CHECK(limit.allows("a", now + 500ms));
  CHECK_FALSE(limit.allows("a", now + 500ms));
  CHECK(RateLimit(0).allows("a", now));
}

TEST_CASE("clients that come once are forgotten") {
  RateLimit limit(1);
  auto now = RateLimit::Time{};
  for (int i = 0; i < 100'000; ++i) {
    now += std::chrono::milliseconds(100);
    limit.allows(std::to_string(i), now);
  }
  CHECK(limit.clients() < 3000);
}

TEST_CASE("gzip is sent to those who take it") {
  CHECK(accepts_gzip("gzip, deflate, br"));
  CHECK(accepts_gzip("br;q=1.0, gzip;q=0.8"));
  CHECK(accepts_gzip("*"));
  CHECK_FALSE(accepts_gzip(""));
  CHECK_FALSE(accepts_gzip("br"));
  CHECK_FALSE(accepts_gzip("gzip;q=0"));
  CHECK_FALSE(accepts_gzip("gzip;q=0.000, br"));
  CHECK(gzip("hello").substr(0, 2) == "\x1f\x8b");
}

TEST_CASE("keys are compared whole") {
  CHECK(equal_in_constant_time("secret", "secret"));
  CHECK_FALSE(equal_in_constant_time("secre", "secret"));
  CHECK_FALSE(equal_in_constant_time("secretsecret", "secret"));
  CHECK_FALSE(equal_in_constant_time("", "secret"));
  CHECK_FALSE(equal_in_constant_time("Secret", "secret"));
}

TEST_CASE("text never becomes markup, addresses never scripts") {
  CHECK(escaped("<img src=x onerror='a'>&\"") == "&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;");
  CHECK(escaped(std::string("a\0b\x1b", 4)) == "a\uFFFDb\uFFFD");
  CHECK(safe_url("https://example.org/x") == "https://example.org/x");
  CHECK(safe_url("HTTP://example.org/x") == "HTTP://example.org/x");
  for (const char* url : {"javascript:alert(1)", "data:text/html,x", " https://x", "//x", "", "https:", "vbscript:x"})
    CHECK(safe_url(url).empty());
}

TEST_CASE("time apart is told as at the terminal") {
  CHECK(time_apart(0) == "same day");
  CHECK(time_apart(1) == "1 day later");
  CHECK(time_apart(-13) == "13 days earlier");
  CHECK(time_apart(15) == "2 weeks later");
  CHECK(time_apart(-122) == "4 months earlier");
  CHECK(time_apart(800) == "2 years later");
}
