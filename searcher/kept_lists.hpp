// Posting lists of the related index as look-ups read them.
#pragma once

#include "engine/engine.hpp"
#include "searcher/packed_strings.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace akin {

/// One list, unpacked: what weighs the same stands together, heaviest first, so that a look-up reads as much of it as
/// it has time for.
struct PostingList {
  static constexpr std::size_t most_steps = 15;

  float step = 0; ///< of weights
  /// By steps: the documents of a weight end at ends[steps] and begin at ends[steps + 1].
  std::array<std::uint32_t, most_steps + 2> ends{};
  std::vector<engine::DocNumber> documents; ///< below the limit that was given

  /// Those of the weight steps · step, 1 to most_steps, ascending.
  std::span<const engine::DocNumber> of_weight(std::size_t steps) const {
    return std::span(documents).subspan(ends[steps + 1], ends[steps] - ends[steps + 1]);
  }
};

/// Lists are unpacked at their first use and stay so, as long as all of them take no more than a limit: unpacking takes
/// three times as long as reading. Thread-safe.
class KeptLists {
 public:
  static constexpr std::size_t most_bytes = 64'000'000;

  /// Of the first count lists; of documents below a limit.
  KeptLists(const PackedStrings& lists, std::size_t count, engine::DocNumber documents);
  ~KeptLists();
  KeptLists(const KeptLists&) = delete;
  KeptLists& operator=(const KeptLists&) = delete;

  /// The list of a number below count; added to unkept where there is no room to keep it.
  const PostingList& get(std::size_t number, std::vector<std::unique_ptr<const PostingList>>& unkept) const;
  /// Tells the processor that a list is about to be asked for: lists lie far apart.
  void prefetch(std::size_t number) const { __builtin_prefetch(&kept_[number]); }

 private:
  PackedStrings lists_;
  std::size_t count_;
  engine::DocNumber documents_;
  std::unique_ptr<std::atomic<const PostingList*>[]> kept_; ///< by number; owned
  mutable std::atomic<std::size_t> bytes_ = 0;
};

} // namespace akin
