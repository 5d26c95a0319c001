#include "indexer/readers/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <glob.h>
#include <set>
#include <sys/stat.h>
#include <utility>

namespace akin::indexer {
namespace {

namespace fs = std::filesystem;

std::string cannot_open(int error) {
  return fmt::format("cannot be opened: {} (check the path and its permissions)", std::strerror(error));
}

std::vector<std::string> expand(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> paths;
  if (::glob(pattern.c_str(), 0, nullptr, &found) == 0) {
    paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  ::globfree(&found);
  return paths;
}

class Walk {
 public:
  explicit Walk(const FileVisitor& visitor) : visitor_(visitor) {}

  bool input(const std::string& path) {
    if (path == "-") {
      return visitor_.file(path, false);
    }
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) {
      return entry(path, status, false);
    }
    const int error = errno;
    if (path.find_first_of("*?[") == std::string::npos) {
      return reject(path, cannot_open(error));
    }
    const auto matches = expand(path);
    if (matches.empty()) {
      return reject(path, "no file matches (check the pattern and the working folder)");
    }
    return std::all_of(matches.begin(), matches.end(), [&](const std::string& match) {
      struct stat of_match {};
      return ::stat(match.c_str(), &of_match) == 0 ? entry(match, of_match, false) : reject(match, cannot_open(errno));
    });
  }

 private:
  bool entry(const std::string& path, const struct stat& status, bool in_folder) {
    if (S_ISDIR(status.st_mode)) {
      return folder(path, status);
    }
    if (S_ISREG(status.st_mode) || !in_folder) {
      return visitor_.file(path, in_folder);
    }
    if (visitor_.skipped) {
      visitor_.skipped(path);
    }
    return true;
  }

  bool folder(const std::string& path, const struct stat& status) {
    if (!seen_.insert({status.st_dev, status.st_ino}).second) {
      return true;
    }
    std::error_code error;
    std::vector<std::string> names;
    for (auto at = fs::directory_iterator(path, error); !error && at != fs::directory_iterator(); at.increment(error)) {
      auto name = at->path().filename().string();
      if (name.front() != '.') {
        names.push_back(std::move(name));
      }
    }
    if (error && !reject(path, cannot_open(error.value()))) {
      return false;
    }
    std::sort(names.begin(), names.end());
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
      const auto child = path + (path.back() == '/' ? "" : "/") + name;
      struct stat of_child {};
      return ::stat(child.c_str(), &of_child) == 0 ? entry(child, of_child, true) : reject(child, cannot_open(errno));
    });
  }

  bool reject(const std::string& path, std::string reason) {
    return !visitor_.rejected || visitor_.rejected({{path, 0}, std::move(reason)});
  }

  const FileVisitor& visitor_;
  std::set<std::pair<dev_t, ino_t>> seen_;
};

} // namespace

void walk_inputs(const std::vector<std::string>& inputs, const FileVisitor& visitor) {
  for (const auto& path : inputs) {
    if (!Walk(visitor).input(path)) {
      return;
    }
  }
}

std::uint64_t total_bytes(const std::vector<std::string>& inputs) {
  std::uint64_t total = 0;
  bool known = true;
  FileVisitor visitor;
  visitor.file = [&](const std::string& path, bool in_folder) {
    struct stat status {};
    const bool regular = path != "-" && ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
    if (regular) {
      total += static_cast<std::uint64_t>(status.st_size);
    }
    known = known && (regular || in_folder);
    return known;
  };
  walk_inputs(inputs, visitor);
  return known ? total : 0;
}

} // namespace akin::indexer
