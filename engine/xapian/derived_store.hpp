// derived/: what is kept beside the segments and can be made again at any time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace akin::engine {

/// Keeps byte strings by name, each in a file of its own with a checksum and the id of the index that it belongs to.
/// Thread-safe; of writers at one time the last one wins.
class DerivedStore {
 public:
  /// index_id as in the manifest: what an index that was since built anew had kept is not found any more.
  DerivedStore(const std::filesystem::path& index_directory, std::uint64_t index_id);

  /// nullopt when there is none, or it is damaged or another index's.
  std::optional<std::string> get(std::string_view name) const;
  /// Whether it could be kept: a reader may have no right to write.
  bool put(std::string_view name, std::string_view bytes) const noexcept;

  std::filesystem::path path_of(std::string_view name) const;

 private:
  std::filesystem::path folder_;
  std::uint64_t index_id_;
};

} // namespace akin::engine
