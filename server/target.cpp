#include "server/target.hpp"

#include "server/message.hpp"

namespace akin::server {
namespace {

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme))
      continue;
    const std::size_t slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

void add_parameter(std::string_view piece, ParameterList& parameters) {
  const std::size_t equals = piece.find('=');
  const auto name = percent_decoded(piece.substr(0, equals), true);
  const auto value = equals == std::string_view::npos ? std::optional<std::string>(std::in_place)
                                                      : percent_decoded(piece.substr(equals + 1), true);
  if (!name || !value)
    throw RequestError(ErrorCode::invalid_argument, "a % is not followed by two hexadecimal digits; write %25 for %",
                       name.value_or(std::string(piece.substr(0, equals))));
  parameters.emplace_back(*name, *value);
}

} // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0)
        return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return out;
}

std::string query_string(const ParameterList& parameters) {
  std::string out;
  for (const auto& [name, value] : parameters)
    out += (out.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  return out;
}

Target parse_target(std::string_view target) {
  target = without_authority(target);
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos)
    throw RequestError(ErrorCode::invalid_argument, "the address must be a path that begins with /");
  Target result;
  const std::size_t question = target.find('?');
  result.path = target.substr(0, question);
  if (question == std::string_view::npos)
    return result;
  std::string_view rest = target.substr(question + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    if (end != 0)
      add_parameter(rest.substr(0, end), result.parameters);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return result;
}

} // namespace akin::server
