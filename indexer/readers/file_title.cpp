#include "indexer/readers/file_title.hpp"

#include "indexer/readers/format.hpp"

#include <algorithm>
#include <filesystem>

namespace akin::indexer {
namespace {

constexpr std::size_t date_bytes = 10; // 2023-09-13

/// The name up to the extension that tells the format.
std::string stem(std::string_view path) {
  std::filesystem::path name = std::filesystem::path(path).filename();
  while (format_of_name(name.string()) || name.extension() == ".gz" || name.extension() == ".zst" ||
         name.extension() == ".bz2") {
    name = name.stem();
  }
  return name.string();
}

bool begins_with_date(std::string_view name) {
  if (name.size() < date_bytes) {
    return false;
  }
  const std::string_view pattern = "dddd-dd-dd";
  return std::equal(pattern.begin(), pattern.end(), name.begin(),
                    [](char want, char c) { return want == 'd' ? c >= '0' && c <= '9' : c == want; });
}

} // namespace

std::string title_of_file(std::string_view path) {
  if (path == "-") {
    return {};
  }
  auto name = stem(path);
  if (begins_with_date(name) && name.size() > date_bytes + 1) {
    name.erase(0, date_bytes + 1);
  }
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  return name;
}

std::optional<Timestamp> date_of_file(std::string_view path) {
  const auto name = stem(path);
  return begins_with_date(name) ? parse_timestamp(std::string_view(name).substr(0, date_bytes)) : std::nullopt;
}

} // namespace akin::indexer
