#include "common/timestamp.hpp"

#include <doctest/doctest.h>
#include <random>

using akin::format_day;
using akin::format_rfc3339;
using akin::parse_period;
using akin::parse_timestamp;
using akin::TimeRange;
using akin::Timestamp;

namespace {

/// What a text is read as, in RFC 3339; "-" when it is no date.
std::string read(std::string_view text) {
  const auto time = parse_timestamp(text);
  return time ? format_rfc3339(*time) : "-";
}

std::string read_range(std::string_view text) {
  const auto range = parse_period(text);
  return range ? format_rfc3339(range->begin.value()) + " " + format_rfc3339(range->end.value()) : "-";
}

struct Example {
  const char* text;
  const char* expected;
};

} // namespace

TEST_CASE("every usual written form of a moment is understood") {
  const std::vector<Example> examples{
      {"2023-09-13T08:00:00Z", "2023-09-13T08:00:00Z"},
      {"2023-09-13t08:00:00z", "2023-09-13T08:00:00Z"},
      {"2023-09-13T08:00:00.123+02:00", "2023-09-13T06:00:00Z"},
      {"2023-09-13T08:00:00,9Z", "2023-09-13T08:00:00Z"},
      {"2023-09-13T23:30:00-02:00", "2023-09-14T01:30:00Z"},
      {"2023-09-13T08:00", "2023-09-13T08:00:00Z"},
      {"2023-09-13 08:00", "2023-09-13T08:00:00Z"},
      {"2023-09-13 08:00:00 UTC", "2023-09-13T08:00:00Z"},
      {"2023-09-13 08:00:00.000000+00", "2023-09-13T08:00:00Z"},
      {"2023-09-13 08:00:00 +0200", "2023-09-13T06:00:00Z"},
      {"2023-09-13 08:00:00 -4", "2023-09-13T12:00:00Z"},
      {"2023-09-13 08:00:00 +5:30", "2023-09-13T02:30:00Z"},
      {"20230913T080000+0200", "2023-09-13T06:00:00Z"},
      {"20230913T0800Z", "2023-09-13T08:00:00Z"},
      {"20230913080000", "2023-09-13T08:00:00Z"},
      {"2023-09-13", "2023-09-13T00:00:00Z"},
      {"2023/09/13", "2023-09-13T00:00:00Z"},
      {"2023.09.13", "2023-09-13T00:00:00Z"},
      {"2023-9-3", "2023-09-03T00:00:00Z"},
      {"20230913", "2023-09-13T00:00:00Z"},
      {"  2023-09-13\n", "2023-09-13T00:00:00Z"},
      {"13.09.2023", "2023-09-13T00:00:00Z"},
      {"3.9.2023, 08:15", "2023-09-03T08:15:00Z"},
      {"13/09/2023", "2023-09-13T00:00:00Z"},
      {"09/13/2023", "2023-09-13T00:00:00Z"},
      {"09/09/2023", "2023-09-09T00:00:00Z"},
      {"Wed, 13 Sep 2023 08:00:00 GMT", "2023-09-13T08:00:00Z"},
      {"Wed, 13 Sep 2023 08:00:00 +0200", "2023-09-13T06:00:00Z"},
      {"13 Sep 2023 08:00 -0730", "2023-09-13T15:30:00Z"},
      {"Wed, 13 Sep 2023 08:00:00 -0000 (comment)", "2023-09-13T08:00:00Z"},
      {"13 Sep 23 08:00:00 Z", "2023-09-13T08:00:00Z"},
      {"26 Feb 87", "1987-02-26T00:00:00Z"},
      {"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01Z"},
      {" 2-MAR-1987 05:02:00.00", "1987-03-02T05:02:00Z"},
      {"13 September 2023", "2023-09-13T00:00:00Z"},
      {"13th of September 2023", "-"},
      {"13th September, 2023", "2023-09-13T00:00:00Z"},
      {"Sep 13, 2023", "2023-09-13T00:00:00Z"},
      {"Sept. 1st, 2023", "2023-09-01T00:00:00Z"},
      {"Wednesday, September 13, 2023", "2023-09-13T00:00:00Z"},
      {"September 13, 2023 8:00 am", "2023-09-13T08:00:00Z"},
      {"September 13, 2023 at 8 p.m. EST", "2023-09-14T01:00:00Z"},
      {"September 13, 2023, 12:30AM", "2023-09-13T00:30:00Z"},
      {"September 13, 2023 12 pm", "2023-09-13T12:00:00Z"},
      {"Wed Sep 13 08:00:00 2023", "2023-09-13T08:00:00Z"},
      {"Wed Sep  3 08:00:00 CEST 2023", "2023-09-03T06:00:00Z"},
      {"Wed Sep 13 2023 08:00:00 GMT+0200 (Central European Summer Time)", "2023-09-13T06:00:00Z"},
      {"1694592000", "2023-09-13T08:00:00Z"},
      {"1694592000123", "2023-09-13T08:00:00Z"},
      {"2024-02-29", "2024-02-29T00:00:00Z"},
      {"0001-01-01", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
  };
  for (const Example& example : examples) {
    CAPTURE(example.text);
    CHECK(read(example.text) == example.expected);
  }
}

TEST_CASE("a zone may be named") {
  const std::vector<Example> examples{
      {"GMT", "12:00"}, {"UT", "12:00"},  {"UTC", "12:00"}, {"Z", "12:00"},   {"EST", "17:00"},
      {"EDT", "16:00"}, {"CST", "18:00"}, {"CDT", "17:00"}, {"MST", "19:00"}, {"MDT", "18:00"},
      {"PST", "20:00"}, {"pdt", "19:00"}, {"BST", "11:00"}, {"CET", "11:00"}, {"EEST", "09:00"},
  };
  for (const Example& example : examples) {
    CAPTURE(example.text);
    CHECK(read("Wed, 13 Sep 2023 12:00:00 " + std::string(example.text)) ==
          "2023-09-13T" + std::string(example.expected) + ":00Z");
  }
}

TEST_CASE("what names no real day or time is nothing") {
  for (const std::string text : {"",
                                 " ",
                                 "x",
                                 "yesterday",
                                 "2023",
                                 "2023-09",
                                 "2023-02-29",
                                 "2023-02-30",
                                 "1900-02-29",
                                 "2023-00-10",
                                 "2023-13-01",
                                 "2023-09-31",
                                 "2023-09-00",
                                 "0000-01-01",
                                 "10000-01-01",
                                 "2023-09-13T24:00:00Z",
                                 "2023-09-13T08:60:00Z",
                                 "2023-09-13T08:00:61Z",
                                 "2023-09-13T08",
                                 "2023-09-13T",
                                 "2023-09-13Tx",
                                 "2023-09-13 08:00:00 XYZ",
                                 "2023-09-13T08:00:00+25:00",
                                 "2023-09-13T08:00:00+02:60",
                                 "2023-09-13T08:00:00+",
                                 "2023-09-13T08:00:00.Z",
                                 "2023-09-1308:00",
                                 "2023-09/13",
                                 "2023-09-13 x",
                                 "13.13.2023",
                                 "31.02.2023",
                                 "04/05/2023",
                                 "13 Foo 2023",
                                 "13 Se 2023",
                                 "Sep 31, 2023",
                                 "32 Sep 2023",
                                 "13 Sep 2023 13:00 pm",
                                 "13 Sep 2023 0 am",
                                 "13 Sep 123",
                                 "12:34",
                                 "169459200",
                                 "16945920001",
                                 "-1694592000",
                                 "0001-01-01T00:00:00+00:01",
                                 "9999-12-31T23:59:59-00:01",
                                 "2023-09-13T08:00:00Z2023-09-13T08:00:00Z",
                                 "-",
                                 "2023-",
                                 "2023-09-",
                                 "Sep",
                                 "Sep 13",
                                 "Sep 13 08:00",
                                 "Mon,",
                                 "1st",
                                 "(",
                                 "2023-09-13 ("}) {
    CAPTURE(text);
    CHECK(read(text) == "-");
  }
  CHECK(read(std::string("2023-09-13\0", 11)) == "-");
  CHECK(read(std::string(100'000, '1')) == "-");
}

TEST_CASE("a formatted moment is read back as itself") {
  std::mt19937_64 random(20230913);
  std::uniform_int_distribution<std::int64_t> seconds(-62'135'596'800, 253'402'300'799);
  for (int i = 0; i < 20'000; ++i) {
    const Timestamp time{seconds(random)};
    CHECK(parse_timestamp(format_rfc3339(time)) == time);
  }
}

TEST_CASE("any cut or changed date is answered without a crash and stays within the years 1 to 9999") {
  std::mt19937 random(1);
  const std::string characters = "0123456789-/.:,TZ+ apmSepGMT()";
  for (int i = 0; i < 50'000; ++i) {
    std::string text = "Wed, 13 Sep 2023 08:00:00 GMT";
    for (int change = 0; change < 3; ++change)
      text[random() % text.size()] = characters[random() % characters.size()];
    text.resize(random() % (text.size() + 1));
    if (const auto time = parse_timestamp(text))
      CHECK(parse_timestamp(format_rfc3339(*time)) == time);
  }
}

TEST_CASE("a moment outside the years 1 to 9999 is written as the nearest within") {
  CHECK(format_rfc3339({INT64_MIN}) == "0001-01-01T00:00:00Z");
  CHECK(format_rfc3339({INT64_MAX}) == "9999-12-31T23:59:59Z");
}

TEST_CASE("a day is shown with the short name of its month") {
  CHECK(format_day({1'694'592'000}) == "13 Sep 2023");
  CHECK(format_day({-1}) == "31 Dec 1969");
}

TEST_CASE("a period is the whole of what it names") {
  CHECK(read_range("2023") == "2023-01-01T00:00:00Z 2024-01-01T00:00:00Z");
  CHECK(read_range(" 2023-09 ") == "2023-09-01T00:00:00Z 2023-10-01T00:00:00Z");
  CHECK(read_range("2023-12") == "2023-12-01T00:00:00Z 2024-01-01T00:00:00Z");
  CHECK(read_range("2023-09-13") == "2023-09-13T00:00:00Z 2023-09-14T00:00:00Z");
  CHECK(read_range("20230913") == "2023-09-13T00:00:00Z 2023-09-14T00:00:00Z");
  CHECK(read_range("2023-09-13T08:00:00Z") == "2023-09-13T08:00:00Z 2023-09-13T08:00:01Z");
  CHECK(read_range("2023-09-13T00:00:00Z") == "2023-09-13T00:00:00Z 2023-09-13T00:00:01Z");
  for (const std::string text : {"", "0000", "202", "2023-13", "2023-00", "2023/09", "20a3", "2023-0x", "2023-02-30"}) {
    CAPTURE(text);
    CHECK(read_range(text) == "-");
  }
  const auto last = parse_period("9999");
  REQUIRE(last);
  CHECK(last->end == Timestamp{253'402'300'800});
}
