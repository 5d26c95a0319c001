// Words that mean the same on one site.
#pragma once

#include "common/analysis/language.hpp"
#include "common/query/query.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace akin {

/// A synonyms file, read, in the form that Solr and Elasticsearch use. Immutable, thread-safe. Lines of
///   car, automobile, motor car      whoever searches one of them finds the others too
///   usa, u.s. => united states      what stands on the left is searched as what stands on the right instead
/// Empty lines and lines that start with # are comments. Terms are compared by the stems of their words, so that "cars"
/// is car too.
class Synonyms {
 public:
  /// Has no lines.
  Synonyms() = default;

  /// source names the file in errors. Errors: invalid_argument with "source:line" for a line with less than two terms,
  /// an arrow without a side, a term without words or with more than max_words, text that is no UTF-8, or more than
  /// max_bytes.
  /// language is that of the stems; English ones serve other languages little but harm them less.
  static Synonyms parse(std::string_view text, const std::string& source, Language language = Language::english);
  static constexpr std::size_t max_bytes = 4U << 20U;
  static constexpr std::size_t max_words = 8;   ///< of one term
  static constexpr std::size_t max_others = 50; ///< that one term stands for; further ones are an error

  bool empty() const noexcept { return entries_.empty(); }
  /// Differs when the text of the file does; 0 without lines.
  std::uint64_t fingerprint() const noexcept { return fingerprint_; }

  /// Lets the words and phrases of a query, as parsed, stand for their synonyms as well. A word that another word
  /// stands for counts as one with it (query::QueryWord::synonyms); a term of several words becomes an alternative
  /// beside it. Words within a longer phrase and what must not match are left alone.
  void expand(query::Node& root) const;

 private:
  using Term = std::vector<std::string>; ///< folded words
  struct Entry {
    std::vector<Term> others;
    bool instead = false; ///< of the term itself, which none of others is
  };
  friend class SynonymParser;
  std::string key_of(std::span<const query::QueryWord> words) const;
  const Entry* find(std::span<const query::QueryWord> words) const;
  void expand_leaf(query::Node& leaf) const;
  /// Words side by side that are a term together.
  struct Run {
    const Entry* entry = nullptr;
    std::size_t words = 0;
  };
  Run longest_run(std::span<const query::Clause> clauses) const; ///< at their beginning
  void expand_clauses(std::vector<query::Clause>& clauses) const;

  Language language_ = Language::english;
  std::unordered_map<std::string, Entry> entries_; ///< by the stems of the term's words with blanks between them
  std::uint64_t fingerprint_ = 0;
  std::size_t longest_ = 0; ///< words of the longest term that has an entry
};

} // namespace akin
