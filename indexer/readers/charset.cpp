#include "indexer/readers/charset.hpp"

#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <utility>

namespace akin::indexer {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t declaration_bytes = 4096; // browsers look at 1024
constexpr std::size_t statistics_bytes = 256U << 10U;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &status));
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

/// Converts through ICU in blocks; broken sequences become U+FFFD.
class ConvertingSource final : public ByteSource {
 public:
  ConvertingSource(ByteStream&& stream, Converter from)
      : stream_(std::move(stream)), from_(std::move(from)), to_(open_converter("UTF-8")) {}

  std::size_t read(char* to, std::size_t size) override {
    while (!ended_) {
      const auto block = stream_.block();
      ended_ = block.empty() && drained_;
      drained_ = block.empty();
      const char* in = block.data();
      char* out = to;
      UErrorCode status = U_ZERO_ERROR;
      ucnv_convertEx(to_.get(), from_.get(), &out, to + size, &in, in + block.size(), pivot_.data(), &pivot_source_,
                     &pivot_target_, pivot_.data() + pivot_.size(), 0, block.empty() ? 1 : 0, &status);
      stream_.consume(static_cast<std::size_t>(in - block.data()));
      if (out != to) {
        return static_cast<std::size_t>(out - to);
      }
      ended_ = ended_ || (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR);
    }
    return 0;
  }

 private:
  ByteStream stream_;
  Converter from_;
  Converter to_;
  std::array<UChar, 4096> pivot_{};
  UChar* pivot_source_ = pivot_.data();
  UChar* pivot_target_ = pivot_.data();
  bool drained_ = false;
  bool ended_ = false;
};

/// The character set that a byte order mark stands for; the mark itself stays part of the text.
const char* marked_charset(std::string_view head) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 5> marks = {{
      {"\xFF\xFE\0\0"sv, "UTF-32LE"}, // before UTF-16LE, whose mark it begins with
      {"\0\0\xFE\xFF"sv, "UTF-32BE"},
      {"\xFF\xFE"sv, "UTF-16LE"},
      {"\xFE\xFF"sv, "UTF-16BE"},
      {"\xEF\xBB\xBF"sv, "UTF-8"},
  }};
  for (const auto& [mark, charset] : marks) {
    if (head.substr(0, mark.size()) == mark) {
      return charset;
    }
  }
  return nullptr;
}

std::string_view value_after(std::string_view head, std::string_view name) {
  const auto at = std::search(head.begin(), head.end(), name.begin(), name.end(),
                              [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
  if (at == head.end()) {
    return {};
  }
  auto rest = head.substr(static_cast<std::size_t>(at - head.begin()) + name.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n='\""), rest.size()));
  return rest.substr(0, rest.find_first_of(" \t\r\n;'\"/>?"));
}

/// The declared character set, when ICU has it; one that cannot be (UTF-16 read byte by byte) does not count.
std::string declared_charset(std::string_view text, Markup markup) {
  auto head = text.substr(0, declaration_bytes);
  if (markup == Markup::xml) {
    head = head.substr(0, head.find("?>"));
  }
  std::string name(markup == Markup::none ? std::string_view()
                                          : value_after(head, markup == Markup::xml ? "encoding" : "charset"));
  if (name.empty() && markup == Markup::html && head.substr(0, 5) == "<?xml") {
    name = value_after(head.substr(0, head.find("?>")), "encoding");
  }
  if (name.empty() || !open_converter(name)) {
    return {};
  }
  const auto wide = name.find("16") != std::string::npos || name.find("32") != std::string::npos;
  const bool latin1 =
      ucnv_compareNames(name.c_str(), "ISO-8859-1") == 0 || ucnv_compareNames(name.c_str(), "US-ASCII") == 0;
  return wide ? std::string() : latin1 ? "windows-1252" : name; // as browsers read them
}

std::string guessed_charset(std::string_view text) {
  uchardet_t detector = uchardet_new();
  const auto head = text.substr(0, statistics_bytes);
  std::string name;
  if (uchardet_handle_data(detector, head.data(), head.size()) == 0) {
    uchardet_data_end(detector);
    name = uchardet_get_charset(detector);
  }
  uchardet_delete(detector);
  return name.empty() || !open_converter(name) ? "windows-1252" : name;
}

} // namespace

std::unique_ptr<ByteSource> as_utf8_if_marked(std::unique_ptr<ByteSource> source) {
  ByteStream stream(std::move(source));
  const char* charset = marked_charset(stream.peek(4).substr(0, 4));
  if (charset == nullptr || charset == "UTF-8"sv) {
    return as_source(std::move(stream));
  }
  return std::make_unique<ConvertingSource>(std::move(stream), open_converter(charset));
}

std::unique_ptr<ByteSource> as_utf8_from(std::unique_ptr<ByteSource> source, const std::string& charset) {
  return std::make_unique<ConvertingSource>(ByteStream(std::move(source)), open_converter(charset));
}

std::string charset_of(std::string_view text, Markup markup) {
  if (const char* marked = marked_charset(text)) {
    return marked;
  }
  if (auto declared = declared_charset(text, markup); !declared.empty()) {
    return declared;
  }
  return is_valid_utf8(text) ? "UTF-8" : guessed_charset(text);
}

std::string to_utf8(std::string text, Markup markup) {
  const auto charset = charset_of(text, markup);
  if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) {
    text.erase(0, 3);
  }
  if (ucnv_compareNames(charset.c_str(), "UTF-8") == 0) {
    return is_valid_utf8(text) ? text : repair_utf8(text);
  }
  ByteStream converted(as_utf8_from(as_source(text), charset));
  auto all = read_all(converted, std::numeric_limits<std::size_t>::max());
  return all ? std::move(*all) : std::string();
}

} // namespace akin::indexer
