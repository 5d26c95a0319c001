#include "common/json_text.hpp"

#include <cmath>
#include <doctest/doctest.h>
#include <fmt/format.h>
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

TEST_CASE("what must be escaped is found wherever it stands") {
  const std::string plain = "abcdefghijklmnopqrstuvwxyz~ !#[]";
  CHECK(as_json(plain) == '"' + plain + '"');
  for (std::size_t place = 0; place < plain.size(); ++place)
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = plain;
      text[place] = static_cast<char>(byte);
      const std::string alone = as_json(text.substr(place, 1));
      CHECK(as_json(text) ==
            '"' + plain.substr(0, place) + alone.substr(1, alone.size() - 2) + plain.substr(place + 1) + '"');
    }
}

TEST_CASE("rounded numbers have six significant digits") {
  const auto rounded = [](double number) {
    std::string out;
    akin::append_rounded_json_number(out, number);
    return out;
  };
  CHECK(rounded(0) == "0");
  CHECK(rounded(0.25) == "0.25");
  CHECK(rounded(1.0 / 3) == "0.333333");
  CHECK(rounded(2.0 / 3000) == "0.000666667");
  CHECK(rounded(0.99999949) == "0.999999");
  CHECK(rounded(std::nan("")) == "null");
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> exponent(-6, 7);
  for (int i = 0; i < 50'000; ++i) {
    const double number = std::pow(10, exponent(random)) * (i % 7 == 0 ? -1 : 1);
    CHECK(rounded(number) == fmt::format("{:.6g}", number));
    const double tie = (static_cast<double>(random() % 900'000 + 100'000) + 0.5) / 1e6;
    for (const double close : {std::nextafter(tie, 0.0), tie, std::nextafter(tie, 2.0)})
      CHECK(rounded(close) == fmt::format("{:.6g}", close));
  }
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
