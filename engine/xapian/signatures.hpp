// signatures.akin: the text signature of every document of a segment, by which copies find each other.
//
// Derived: made from the forward file. docs/index_format.md describes the bytes.
#pragma once

#include "engine/xapian/document_profile.hpp"
#include "engine/xapian/section_file.hpp"

#include <filesystem>
#include <span>
#include <vector>

namespace akin::engine {

/// The file, mapped. Immutable, thread-safe.
class SignaturesFile {
 public:
  SignaturesFile() = default;
  /// Errors: not_found, index_damaged.
  explicit SignaturesFile(const std::filesystem::path& path);

  Hash128 stamp() const noexcept { return file_.stamp(); }
  bool verify() const { return file_.verify(); }
  std::uint32_t document_count() const noexcept { return static_cast<std::uint32_t>(signatures_.size()); }
  /// By document.
  std::span<const TextSignature> signatures() const noexcept { return signatures_; }

 private:
  SectionFile file_;
  std::span<const TextSignature> signatures_;
};

/// Errors: storage.
void write_signatures(const std::vector<TextSignature>& signatures, const std::filesystem::path& path,
                      const Hash128& stamp);

/// Signatures of all documents of a forward file.
std::vector<TextSignature> signatures_of(const ForwardFile& forward);

} // namespace akin::engine
