#include "indexer/readers/json_repair.hpp"

#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>

namespace akin::indexer {
namespace {

std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
  if (text.size() < at + 6 || text[at] != '\\' || text[at + 1] != 'u') {
    return std::nullopt;
  }
  unsigned unit = 0;
  const auto* end = text.data() + at + 6;
  const auto [stop, error] = std::from_chars(text.data() + at + 2, end, unit, 16);
  if (error != std::errc() || stop != end) {
    return std::nullopt;
  }
  return unit;
}

bool is_high(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Follows JSON's grammar: -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_json_number(std::string_view token) {
  std::size_t at = 0;
  const auto digits = [&] {
    const auto begin = at;
    while (at < token.size() && token[at] >= '0' && token[at] <= '9') {
      ++at;
    }
    return at - begin;
  };
  if (token.substr(at, 1) == "-") {
    ++at;
  }
  const bool leading_zero = token.substr(at, 1) == "0";
  const auto whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) {
    return false;
  }
  if (token.substr(at, 1) == "." && (++at, digits() == 0)) {
    return false;
  }
  if (token.substr(at, 1) == "e" || token.substr(at, 1) == "E") {
    ++at;
    if (token.substr(at, 1) == "+" || token.substr(at, 1) == "-") {
      ++at;
    }
    if (digits() == 0) {
      return false;
    }
  }
  return at == token.size();
}

bool overflows(std::string_view token) {
  if (!is_json_number(token)) {
    return false;
  }
  if (token.find_first_of(".eE") == std::string_view::npos) {
    std::int64_t number = 0;
    return std::from_chars(token.data(), token.data() + token.size(), number).ec != std::errc();
  }
  return !std::isfinite(std::strtod(std::string(token).c_str(), nullptr));
}

/// Walks over JSON text, copying it with its repairs.
class JsonMender {
 public:
  explicit JsonMender(std::string_view text) : text_(text) { mended_.reserve(text.size() + 16); }

  std::string mend() {
    while (at_ < text_.size()) {
      if (text_[at_] == '"') {
        copy_string();
      } else if (text_[at_] == '-' || (text_[at_] >= '0' && text_[at_] <= '9')) {
        copy_number();
      } else {
        mended_ += text_[at_++];
      }
    }
    return std::move(mended_);
  }

  bool mended_surrogates() const { return mended_surrogates_; }

 private:
  void copy_string() {
    mended_ += text_[at_++];
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\') {
        copy_escape();
      } else {
        mended_ += text_[at_++];
      }
    }
    if (at_ < text_.size()) {
      mended_ += text_[at_++];
    }
  }

  void copy_escape() {
    const auto unit = escaped_unit(text_, at_);
    if (!unit) {
      mended_ += text_.substr(at_, 2);
      at_ = std::min(at_ + 2, text_.size());
      return;
    }
    const auto next = escaped_unit(text_, at_ + 6);
    const bool pair = is_high(*unit) && next && is_low(*next);
    const bool alone = !pair && (is_high(*unit) || is_low(*unit));
    mended_surrogates_ = mended_surrogates_ || alone;
    const std::size_t length = pair ? 12 : 6;
    mended_ += alone ? std::string_view("\\uFFFD") : text_.substr(at_, length);
    at_ += length;
  }

  void copy_number() {
    const auto end = std::min(text_.find_first_not_of("+-.0123456789eE", at_), text_.size());
    const auto token = text_.substr(at_, end - at_);
    const char* quote = overflows(token) ? "\"" : "";
    (mended_ += quote).append(token).append(quote);
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string mended_;
  bool mended_surrogates_ = false;
};

} // namespace

std::string repair_json(std::string_view text, std::vector<std::string>& warnings) {
  std::string repaired(text);
  if (std::erase(repaired, '\0') > 0) {
    warnings.emplace_back("NUL characters were removed");
  }
  if (!is_valid_utf8(repaired)) {
    repaired = repair_utf8(repaired);
    warnings.emplace_back("broken UTF-8 was replaced by U+FFFD");
  }
  JsonMender mender(repaired);
  auto mended = mender.mend();
  if (mender.mended_surrogates()) {
    warnings.emplace_back("unpaired surrogates were replaced by U+FFFD");
  }
  return mended;
}

} // namespace akin::indexer
