// The frame of the two binary files: magic, format version, content, checksum. Little-endian.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace akin::entities {

/// Puts a file together.
class BinaryFileWriter {
 public:
  /// magic has 8 bytes.
  BinaryFileWriter(std::string_view magic, std::uint32_t version);

  template <class T> void put(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::size_t at = bytes_.size();
    bytes_.resize(at + values.size_bytes());
    if (!values.empty())
      std::memcpy(bytes_.data() + at, values.data(), values.size_bytes());
  }
  template <class T> void put(const T& value) { put(std::span<const T>(&value, 1)); }

  /// The whole file with its checksum.
  std::string finish();

 private:
  std::string bytes_;
};

/// Takes one apart. Every failure is an Error input_unreadable that names the file and what to do.
class BinaryFileReader {
 public:
  /// Checks magic, version and checksum. bytes and name outlive the reader.
  BinaryFileReader(std::string_view bytes, std::string_view name, std::string_view magic, std::uint32_t version);

  template <class T> void get(std::vector<T>& values, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::string_view raw = take(count, sizeof(T));
    values.resize(count);
    if (count > 0)
      std::memcpy(values.data(), raw.data(), raw.size());
  }
  template <class T> T get() {
    T value{};
    std::memcpy(&value, take(1, sizeof(T)).data(), sizeof(T));
    return value;
  }

  /// Throws unless all content was taken.
  void finish() const;

  [[noreturn]] void fail(const std::string& what) const;

 private:
  std::string_view take(std::size_t count, std::size_t size);

  std::string_view left_;
  std::string_view name_;
};

} // namespace akin::entities
