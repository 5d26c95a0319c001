// From inputs as the user gives them to the files they stand for.
#pragma once

#include "indexer/input.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace akin::indexer {

/// Receives files in order. Returning false stops the walk; any may be empty.
struct FileVisitor {
  std::function<bool(const std::string& path, bool in_folder)> file; ///< "-" for standard input
  std::function<bool(Rejection&&)> rejected;                         ///< an input or folder that cannot be read
  std::function<void(const std::string& path)> skipped;              ///< neither file nor folder, in a folder
};

/// Walks over files, folders (recursively, names in byte order, hidden ones left out), globs and "-". A folder reached
/// a second time, as through a link to one above it, is left out.
void walk_inputs(const std::vector<std::string>& inputs, const FileVisitor& visitor);

/// The bytes of all the files on disk; 0 when one of them has no size of its own (a pipe).
std::uint64_t total_bytes(const std::vector<std::string>& inputs);

} // namespace akin::indexer
