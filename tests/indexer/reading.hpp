// What the tests of the readers share: reading inputs to the end, and a folder that goes away.
#pragma once

#include "indexer/input.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace akin::indexer {

/// Everything that reading and parsing some inputs gave, in order.
struct Reading {
  std::vector<Record> records;
  std::vector<Rejection> rejections;
  std::vector<std::string> skipped;

  std::vector<std::string> titles() const {
    std::vector<std::string> all;
    for (const auto& record : records) {
      all.push_back(record.article.title);
    }
    return all;
  }
};

inline Reading read(const std::vector<std::string>& inputs, const InputOptions& options = {}) {
  Reading reading;
  InputVisitor visitor;
  visitor.record = [&](RawRecord&& raw) {
    auto parsed = parse(std::move(raw), options);
    if (auto* record = std::get_if<Record>(&parsed)) {
      reading.records.push_back(std::move(*record));
    } else {
      reading.rejections.push_back(std::move(std::get<Rejection>(parsed)));
    }
    return true;
  };
  visitor.rejected = [&](Rejection&& rejection) {
    reading.rejections.push_back(std::move(rejection));
    return true;
  };
  visitor.skipped = [&](const std::string& path) { reading.skipped.push_back(path); };
  read_inputs(inputs, options, visitor);
  return reading;
}

/// A new folder under the system's place for temporary files, removed with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "akin-readers-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw std::runtime_error("no temporary folder");
    }
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

  /// Writes a file, with the folders it needs; returns its path.
  std::string write(const std::string& name, std::string_view bytes) const {
    const auto file = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
  }

 private:
  std::string path_;
};

/// What a file of that name and content reads as.
inline Reading read_file(const std::string& name, std::string_view bytes, const InputOptions& options = {}) {
  const TemporaryFolder folder;
  return read({folder.write(name, bytes)}, options);
}

/// The one article of a file.
inline Article article_of(const std::string& name, std::string_view bytes, const InputOptions& options = {}) {
  auto reading = read_file(name, bytes, options);
  if (reading.records.size() != 1 || !reading.rejections.empty()) {
    throw std::runtime_error(name + ": not one article" +
                             (reading.rejections.empty() ? "" : ": " + reading.rejections.front().reason));
  }
  return std::move(reading.records.front().article);
}

} // namespace akin::indexer
