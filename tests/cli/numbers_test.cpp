#include "cli/text/numbers.hpp"

#include <doctest/doctest.h>

using namespace akin::cli;

TEST_CASE("numbers are grouped by thousands") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(21578) == "21,578");
  CHECK(grouped(1234567) == "1,234,567");
}

TEST_CASE("one of a thing is singular") {
  CHECK(counted(1, "story", "stories") == "1 story");
  CHECK(counted(0, "story", "stories") == "0 stories");
  CHECK(counted(2000, "story", "stories") == "2,000 stories");
}

TEST_CASE("bytes are shown in the unit that fits") {
  CHECK(amount_of_bytes(0) == "0 B");
  CHECK(amount_of_bytes(999) == "999 B");
  CHECK(amount_of_bytes(1000) == "1.0 kB");
  CHECK(amount_of_bytes(19'800'000) == "19.8 MB");
  CHECK(amount_of_bytes(999'999'999) == "1.0 GB");
  CHECK(amount_of_bytes(5'000'000'000'000'000) == "5000.0 TB");
}

TEST_CASE("times are minutes and seconds, with hours when there are any") {
  CHECK(clock_time(0) == "0:00");
  CHECK(clock_time(31.6) == "0:32");
  CHECK(clock_time(3725) == "1:02:05");
}

TEST_CASE("a rate needs something to divide") {
  CHECK(rate(10'000'000, 2) == "5.0 MB/s");
  CHECK(rate(0, 2) == "–");
  CHECK(rate(10, 0) == "–");
}

TEST_CASE("the distance of two dates is told in the unit that people would use") {
  CHECK(days_apart(0) == "same day");
  CHECK(days_apart(1) == "1 day later");
  CHECK(days_apart(-1) == "1 day earlier");
  CHECK(days_apart(13) == "13 days later");
  CHECK(days_apart(-14) == "2 weeks earlier");
  CHECK(days_apart(-134) == "4 months earlier");
  CHECK(days_apart(366 * 2) == "2 years later");
  CHECK(days_apart(-2147483647 - 1).find("years earlier") != std::string::npos);
}
