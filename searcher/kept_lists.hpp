// Posting lists of the related index as look-ups read them.
#pragma once

#include "engine/engine.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace akin {

/// A document and its weight in a list, in steps of the list; both in one word, since look-ups read millions.
class Posting {
 public:
  static constexpr engine::DocNumber most_documents = 1U << 28U;
  static constexpr std::uint32_t most_steps = 15;
  Posting(engine::DocNumber document, std::uint32_t steps) : bits_(document << 4U | steps) {}
  engine::DocNumber document() const noexcept { return bits_ >> 4U; }
  std::uint32_t steps() const noexcept { return bits_ & 15U; }

 private:
  std::uint32_t bits_;
};

/// One list, unpacked; the weight of a posting is steps · step.
struct PostingList {
  float step = 0;
  std::vector<Posting> postings; ///< of documents below the limit that was given, by document
};

/// Lists are unpacked at their first use and stay so, as long as all of them take no more than a limit: unpacking takes
/// three times as long as reading. Thread-safe.
class KeptLists {
 public:
  static constexpr std::size_t most_bytes = 64'000'000;

  KeptLists(std::size_t lists, engine::DocNumber documents);
  ~KeptLists();
  KeptLists(const KeptLists&) = delete;
  KeptLists& operator=(const KeptLists&) = delete;

  /// The list of a number below lists, of these packed bytes; unpacked into scratch where there is no room to keep it.
  const PostingList& get(std::size_t number, std::string_view bytes, PostingList& scratch) const;

 private:
  std::size_t lists_;
  engine::DocNumber documents_;
  std::unique_ptr<std::atomic<const PostingList*>[]> kept_; ///< by number; owned
  mutable std::atomic<std::size_t> bytes_ = 0;
};

} // namespace akin
