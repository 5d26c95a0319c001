// What the two files of the related index have in common for those who write and read them. The bytes:
// docs/index_format.md.
#pragma once

#include "engine/engine.hpp"

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace akin::related_format {

inline constexpr const char* vectors_name = "related_vectors";
inline constexpr const char* postings_name = "related_postings";
inline constexpr std::uint64_t version = 3;

/// At the end of the file of vectors. Places count bytes from the beginning of the file, where records begin.
struct VectorsFooter {
  std::uint64_t version;
  std::uint64_t numbering;
  std::uint64_t themes;
  std::uint64_t groups;       ///< place of the groups of records
  std::uint64_t stem_classes; ///< place
  std::uint64_t stem_texts;   ///< place
  std::uint64_t dictionary;   ///< place: what texts are compressed with
  std::uint64_t end;          ///< place behind the dictionary
  std::uint32_t documents;
  std::uint32_t articles;
  std::uint32_t terms; ///< of the snapshot
  std::uint32_t dimensions;
};

/// At the end of the file of postings, where lists begin.
struct PostingsFooter {
  std::uint64_t version;
  std::uint64_t build;  ///< hash of the footer of the vectors that they were made from
  std::uint64_t groups; ///< place of the groups of lists
  std::uint64_t lists;  ///< those of the stems below this number; others have none
};

template <class T> std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}
template <class T> std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// So many values at a place of a file; empty when the file is not that long.
template <class T> std::span<const T> values_at(std::string_view bytes, std::uint64_t place, std::size_t count) {
  if (place > bytes.size() || place % alignof(T) != 0 || (bytes.size() - place) / sizeof(T) < count)
    return {};
  return {reinterpret_cast<const T*>(bytes.data() + place), count};
}

template <class T> std::optional<T> footer_of(std::string_view bytes) {
  if (bytes.size() < sizeof(T))
    return std::nullopt;
  T footer;
  std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
  return footer;
}

} // namespace akin::related_format
