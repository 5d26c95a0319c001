// derived/: what is kept beside the segments and can be made again at any time.
#pragma once

#include "engine/engine.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
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

  /// As get(), mapped; the checksum of the content is not verified.
  SharedBytes map(std::string_view name) const noexcept;
  /// As put(), piece by piece; write is not called when the file cannot be made, and what it throws passes through.
  bool put(std::string_view name, const std::function<void(const ByteSink&)>& write) const;

  /// What is wrong with what is kept under a name, read as a whole; nullopt when nothing is.
  std::optional<std::string> fault_of(std::string_view name) const;

  const std::filesystem::path& folder() const noexcept { return folder_; }
  std::filesystem::path path_of(std::string_view name) const;

 private:
  std::filesystem::path folder_;
  std::uint64_t index_id_;
};

} // namespace akin::engine
