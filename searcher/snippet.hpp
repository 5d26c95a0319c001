// The passage of an article that shows best why it was found.
#pragma once

#include "common/analysis/analyser.hpp"
#include "common/article.hpp"
#include "searcher/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace akin {

/// Stems to mark. Most words of a text are told apart from them by a bit, whatever their number.
class StemSet {
 public:
  StemSet() = default;
  explicit StemSet(const std::vector<std::string>& stems);
  bool empty() const noexcept { return stems_.empty(); }
  bool contains(std::string_view stem) const {
    return (filter_ >> bit_of(stem) & 1U) != 0 && stems_.contains(std::string(stem));
  }

 private:
  static unsigned bit_of(std::string_view stem) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(stem[i])); };
    return stem.empty() ? 0 : (static_cast<unsigned>(stem.size()) * 37 + byte(0) * 7 + byte(stem.size() - 1)) % 64;
  }
  std::uint64_t filter_ = 0;
  std::unordered_set<std::string> stems_;
};

/// The passage of at most max_bytes bytes with the most different stems of `stems`, from the start of a sentence where
/// one is near, words that have one of the stems marked. It is the body's, the summary's when only that has any of them
/// or there is no body; an article without any gives its beginning. Left-out text before or behind shows as "…".
/// Analyses no more of the article than that takes, as text in a language.
std::vector<SnippetPart> make_snippet(const Article& article, Language language, Analyser& analyser,
                                      const StemSet& stems, std::size_t max_bytes);

/// A title whole, white space of any kind as single spaces, words that have one of the stems marked; empty when none
/// has.
std::vector<SnippetPart> mark_title(const std::string& title, Language language, Analyser& analyser,
                                    const StemSet& stems);

} // namespace akin
