#include "common/json_text.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

namespace {

std::string as_json(std::string_view text) {
  std::string out;
  akin::append_json_string(out, text);
  return out;
}

std::string as_number(double value) {
  std::string out;
  akin::append_json_number(out, value);
  return out;
}

} // namespace

TEST_CASE("only what must be escaped in a JSON string is") {
  CHECK(as_json("") == R"("")");
  CHECK(as_json("a/b 'c' é 語 😀") == R"("a/b 'c' é 語 😀")");
  CHECK(as_json("a\"b\\c") == R"("a\"b\\c")");
  CHECK(as_json("\b\f\n\r\t\x01\x1f\x7f") == "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
  CHECK(as_json(std::string_view("a\0b", 3)) == R"("a\u0000b")");
}

TEST_CASE("every byte of invalid UTF-8 becomes one replacement character") {
  const std::string replaced = "\xEF\xBF\xBD";
  CHECK(as_json("a\xFFz") == "\"a" + replaced + "z\"");
  CHECK(as_json("\xC3") == "\"" + replaced + "\"");                               // cut off
  CHECK(as_json("\xC3\"") == "\"" + replaced + "\\\"\"");                         // the quote is not swallowed
  CHECK(as_json("\xC0\xAF") == "\"" + replaced + replaced + "\"");                // overlong
  CHECK(as_json("\xE0\x80\xAF") == "\"" + replaced + replaced + replaced + "\""); // overlong
  CHECK(as_json("\xED\xA0\x80") == "\"" + replaced + replaced + replaced + "\""); // surrogate
  CHECK(as_json("\xF4\x90\x80\x80") == "\"" + replaced + replaced + replaced + replaced + "\""); // past U+10FFFF
  CHECK(as_json("\xF0\x9F\x98") == "\"" + replaced + replaced + replaced + "\"");
}

TEST_CASE("any bytes give JSON that a strict parser accepts, and valid text comes back") {
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 12, '\0');
    for (char& byte : bytes)
      byte = static_cast<char>(random() % 3 == 0 ? random() % 128 : 0x80 + random() % 128);
    CHECK(nlohmann::json::parse(as_json(bytes)).is_string());
  }
  const std::string text = "Größe \"☃\" \\ \n 😀";
  CHECK(nlohmann::json::parse(as_json(text)) == text);
}

TEST_CASE("a double is written so that it is read back as the same double") {
  CHECK(as_number(1) == "1.0");
  CHECK(as_number(-0.5) == "-0.5");
  CHECK(as_number(0.1) == "0.1");
  CHECK(as_number(1e300) == "1e+300");
  CHECK(as_number(std::nan("")) == "null");
  CHECK(as_number(std::numeric_limits<double>::infinity()) == "null");
  for (const double value : {-0.0, 1.0 / 3, 5e-324, std::numeric_limits<double>::max(), 123456789012345680.0}) {
    const auto parsed = nlohmann::json::parse(as_number(value));
    CHECK(parsed.is_number_float());
    CHECK(parsed.get<double>() == value);
  }
}
