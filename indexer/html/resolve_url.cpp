#include "indexer/html/resolve_url.hpp"

#include "indexer/html/plain_text.hpp"

#include <cstddef>
#include <vector>

namespace akin::indexer::html {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool has_scheme(std::string_view text) {
  const std::size_t end = text.find_first_of(":/?#");
  return end != npos && end > 0 && text[end] == ':';
}

// RFC 3986 section 5.2.4, for a path that begins with a slash.
std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> segments;
  bool ends_in_folder = false;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    ends_in_folder = segment == "." || segment == "..";
    if (segment == ".." && !segments.empty())
      segments.pop_back();
    if (!ends_in_folder)
      segments.push_back(segment);
  }
  std::string out;
  for (const std::string_view segment : segments)
    (out += '/') += segment;
  return ends_in_folder || out.empty() ? out + '/' : out;
}

std::string with_clean_path(std::string_view site, std::string_view path_and_query) {
  const std::size_t end = std::min(path_and_query.find_first_of("?#"), path_and_query.size());
  return std::string(site) + without_dot_segments(path_and_query.substr(0, end)) +
         std::string(path_and_query.substr(end));
}

} // namespace

bool is_web_url(std::string_view text) {
  const std::string head = to_lower_ascii(text.substr(0, 8));
  return head == "https://" || std::string_view(head).substr(0, 7) == "http://";
}

std::string resolve_url(std::string_view reference, std::string_view base) {
  std::string cleaned = trimmed(reference);
  const std::string_view target = cleaned;
  if (target.empty() || has_scheme(target) || !is_web_url(base))
    return cleaned;
  const std::size_t scheme_end = base.find(':') + 1;
  if (target.substr(0, 2) == "//")
    return std::string(base.substr(0, scheme_end)) + cleaned;
  const std::size_t site_end = std::min(base.find_first_of("/?#", scheme_end + 2), base.size());
  const std::string_view site = base.substr(0, site_end);
  if (target.front() == '/')
    return with_clean_path(site, target);
  std::string_view path = base.substr(site_end);
  path = path.substr(0, path.find('#'));
  if (target.front() == '#')
    return std::string(site) + std::string(path) + cleaned;
  path = path.substr(0, path.find('?'));
  if (target.front() == '?')
    return std::string(site) + std::string(path) + cleaned;
  const std::size_t folder_end = path.rfind('/');
  const std::string folder = folder_end == npos ? "/" : std::string(path.substr(0, folder_end + 1));
  return with_clean_path(site, folder + cleaned);
}

} // namespace akin::indexer::html
