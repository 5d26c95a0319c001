#include "common/canonical_url.hpp"

#include "common/text_lines.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace akin {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

/// Parameters that say where a reader came from, never what is shown. In lower case.
bool is_tracking(std::string_view name) {
  constexpr std::array<std::string_view, 21> names{"fbclid",     "gclid",       "gclsrc", "dclid",  "gbraid",  "wbraid",
                                                   "msclkid",    "yclid",       "twclid", "ttclid", "igshid",  "igsh",
                                                   "mc_cid",     "mc_eid",      "_hsenc", "_hsmi",  "mkt_tok", "_ga",
                                                   "oly_enc_id", "oly_anon_id", "_gl"};
  const std::string folded = lowered(name);
  return folded.starts_with("utm_") || std::find(names.begin(), names.end(), folded) != names.end();
}

/// Cuts the scheme and "//" off; false if this is no http(s) URL.
bool strip_scheme(std::string_view& url) {
  const std::string scheme = lowered(url.substr(0, 8));
  const std::size_t length = scheme.starts_with("https://") ? 8 : scheme.starts_with("http://") ? 7 : 0;
  url.remove_prefix(length);
  return length > 0;
}

/// "[2001:db8::1]".
bool is_ipv6_literal(std::string_view host) {
  return host.size() > 2 && host.starts_with('[') && host.ends_with(']') &&
         host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdef:.") == std::string_view::npos;
}

bool is_host(std::string_view host) {
  const auto is_impossible = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' ||
           std::string_view("<>\"\\^`{|}[]:\x7f").find(c) != std::string_view::npos;
  };
  return is_ipv6_literal(host) || (!host.empty() && std::none_of(host.begin(), host.end(), is_impossible));
}

void strip_www(std::string& host) {
  constexpr std::string_view prefix = "www.";
  while (host.starts_with(prefix) && host.find('.', prefix.size()) != std::string::npos)
    host.erase(0, prefix.size());
}

/// "host" or "host:port" from what stands between "//" and the path; empty if it names no host. As http and https are
/// one, so are their ports.
std::string canonical_authority(std::string_view authority) {
  authority.remove_prefix(authority.find_last_of('@') + 1); // npos + 1 is 0
  const std::size_t colon = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  std::string host = lowered(authority.substr(0, colon));
  std::string_view port = colon == std::string_view::npos ? "" : authority.substr(colon + 1);
  if (port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit))
    return {};
  while (host.ends_with('.'))
    host.pop_back();
  if (!is_host(host))
    return {};
  strip_www(host);
  if (!port.empty() && port != "80" && port != "443")
    host.append(":").append(port);
  return host;
}

/// Percent-encodings in upper case, blanks and control characters encoded.
std::string normalised(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
      out.append({'%', upper(text[i + 1]), upper(text[i + 2])});
      i += 2;
    } else if (byte <= ' ' || byte == 0x7f) {
      out.append({'%', digits[byte >> 4U], digits[byte & 15U]});
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string_view name_of(std::string_view parameter) { return parameter.substr(0, parameter.find('=')); }

std::vector<std::string_view> kept_parameters(std::string_view query) {
  std::vector<std::string_view> parameters;
  while (!query.empty()) {
    const std::string_view parameter = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), parameter.size() + 1));
    if (!parameter.empty() && !is_tracking(name_of(parameter)))
      parameters.push_back(parameter);
  }
  std::stable_sort(parameters.begin(), parameters.end(),
                   [](std::string_view a, std::string_view b) { return name_of(a) < name_of(b); });
  return parameters;
}

} // namespace

std::string canonical_url(std::string_view url) {
  url = trimmed(url);
  if (!strip_scheme(url))
    return {};
  url = url.substr(0, url.find('#'));
  const std::string_view authority = url.substr(0, url.find_first_of("/?"));
  std::string_view path = url.substr(authority.size());
  std::string query;
  if (const std::size_t mark = path.find('?'); mark != std::string_view::npos) {
    query = normalised(path.substr(mark + 1));
    path = path.substr(0, mark);
  }
  while (path.ends_with('/'))
    path.remove_suffix(1);

  const std::string host = canonical_authority(authority);
  if (host.empty())
    return {};
  std::string result = "https://" + host + normalised(path);
  char separator = '?';
  for (const std::string_view parameter : kept_parameters(query)) {
    result.append(1, separator).append(parameter);
    separator = '&';
  }
  return result;
}

} // namespace akin
