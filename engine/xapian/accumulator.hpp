// Adds up numbers by document.
#pragma once

#include "engine/xapian/forward.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace akin::engine {

/// Sums by document, cheap to collect in order however many lists went in. Its memory is the thread's: it is zeroed
/// where it was used when that is collected, and never again as a whole. Not thread-safe.
template <class Number> class Accumulator {
 public:
  /// For documents below this number.
  explicit Accumulator(std::uint32_t documents) {
    if (!kept().empty()) {
      memory_ = std::move(kept().back());
      kept().pop_back();
    }
    words_ = documents / 64 + 1;
    if (memory_.bits.size() < words_) {
      memory_.bits.resize(words_);
      memory_.values.resize(words_ * 64);
    }
  }
  ~Accumulator() {
    take([](LocalDoc, Number) {});
    if (kept().size() < most_kept)
      kept().push_back(std::move(memory_));
  }
  Accumulator(const Accumulator&) = delete;
  Accumulator& operator=(const Accumulator&) = delete;

  void add(LocalDoc document, Number value) {
    memory_.values[document] += value;
    memory_.bits[document / 64] |= std::uint64_t{1} << (document % 64);
  }
  std::size_t size() const {
    std::size_t documents = 0;
    for (std::size_t word = 0; word < words_; ++word)
      documents += static_cast<std::size_t>(std::popcount(memory_.bits[word]));
    return documents;
  }
  /// Calls visit(document, sum) for every document that something was added to, ascending, and forgets them.
  template <class Visit> void take(const Visit& visit) {
    for (std::size_t word = 0; word < words_; ++word)
      for (std::uint64_t bits = std::exchange(memory_.bits[word], 0); bits != 0; bits &= bits - 1) {
        const std::size_t document = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        visit(static_cast<LocalDoc>(document), std::exchange(memory_.values[document], Number{}));
      }
  }

 private:
  struct Memory { ///< all zero when not in use
    std::vector<Number> values;
    std::vector<std::uint64_t> bits;
  };
  static constexpr std::size_t most_kept = 2; ///< more are in use at once only when conditions nest
  static std::vector<Memory>& kept() {
    static thread_local std::vector<Memory> memories;
    return memories;
  }
  Memory memory_;
  std::size_t words_ = 0;
};

} // namespace akin::engine
