// The one container of all derived files: sections of plain arrays, then a footer with their places and checksums.
//
// Layout: sections, each starting at a multiple of 8 bytes; then the footer: for each section {u64 offset, u64 size};
// then Trailer. Little-endian. The file is written front to back and is valid only with its footer.
#pragma once

#include "common/hash.hpp"
#include "engine/xapian/mapped_file.hpp"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace akin::engine {

/// What kind of file it is and from which state of the source of truth it was made.
struct SectionFileIdentity {
  std::uint64_t magic = 0;
  std::uint64_t version = 0;
  Hash128 stamp; ///< of the Xapian database's uuid and revision
  bool operator==(const SectionFileIdentity&) const = default;
};

/// Writes a section file; sections are appended in order, each in any number of pieces.
class SectionWriter {
 public:
  /// Errors: storage.
  SectionWriter(const std::filesystem::path& path, const SectionFileIdentity& identity);
  ~SectionWriter();
  SectionWriter(const SectionWriter&) = delete;
  SectionWriter& operator=(const SectionWriter&) = delete;

  void begin_section();
  void append(const void* data, std::size_t size);
  template <class T> void append(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    append(values.data(), values.size_bytes());
  }
  /// A whole section at once.
  template <class T> void section(const std::vector<T>& values) {
    begin_section();
    append(std::span<const T>(values));
  }
  void section(std::string_view text) {
    begin_section();
    append(text.data(), text.size());
  }
  /// Writes the footer and closes. Errors: storage (disk full).
  void finish();

 private:
  struct Checksum;
  std::filesystem::path path_;
  SectionFileIdentity identity_;
  std::FILE* file_ = nullptr;
  std::unique_ptr<Checksum> checksum_;
  std::uint64_t position_ = 0;
  std::vector<std::uint64_t> places_; ///< offset, size, offset, size …
};

/// A mapped section file. Opening reads only the footer; verify() reads all.
class SectionFile {
 public:
  SectionFile() = default;
  /// Errors: not_found; index_damaged when the footer is wrong or the identity differs in magic or version.
  SectionFile(const std::filesystem::path& path, std::uint64_t magic, std::uint64_t version, std::size_t sections);

  Hash128 stamp() const noexcept { return stamp_; }
  std::size_t size_bytes() const noexcept { return file_.bytes().size(); }

  /// One section as an array; valid as long as the file.
  template <class T> std::span<const T> section(std::size_t index) const {
    const auto bytes = sections_[index];
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  std::string_view text(std::size_t index) const {
    const auto bytes = sections_[index];
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  /// Whether the sections still have the checksum that they were written with.
  bool verify() const;

 private:
  MappedFile file_;
  Hash128 stamp_;
  std::uint64_t checksum_ = 0;
  std::size_t body_bytes_ = 0;
  std::vector<std::span<const std::byte>> sections_;
};

} // namespace akin::engine
