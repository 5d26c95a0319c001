// A read-only file in memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace akin::engine {

/// Maps a whole file; the mapping lives as long as the object, even when the file is unlinked meanwhile.
class MappedFile {
 public:
  MappedFile() = default;
  /// Errors: not_found when there is no such file; storage for anything else.
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::span<const std::byte> bytes() const noexcept { return {data_, size_}; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

} // namespace akin::engine
