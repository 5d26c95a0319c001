// Short texts made smaller with zstd, in the light of others like them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace akin {

/// Texts like those that are to be compressed, prepared once. Immutable, thread-safe. Both sides need the same.
class TextDictionary {
 public:
  enum class Use : std::uint8_t { read, write };
  /// Copies the bytes, any; none are a dictionary that does not help.
  TextDictionary(std::string_view bytes, Use use);
  ~TextDictionary();
  TextDictionary(TextDictionary&&) noexcept;
  TextDictionary& operator=(TextDictionary&&) noexcept;

 private:
  friend std::string compressed(std::string_view text, const TextDictionary* dictionary);
  friend std::optional<std::string> decompressed(std::string_view bytes, const TextDictionary* dictionary);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// One frame; without a dictionary when it is null. Thread-safe. Errors: internal when zstd fails.
std::string compressed(std::string_view text, const TextDictionary* dictionary = nullptr);
/// The text of the frame that bytes begin with; nullopt for what compressed() did not write, or with another
/// dictionary. Takes no more memory than such bytes can stand for.
std::optional<std::string> decompressed(std::string_view bytes, const TextDictionary* dictionary = nullptr);

} // namespace akin
