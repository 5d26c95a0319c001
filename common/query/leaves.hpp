// The leaves of a query tree, made from pieces of a query.
#pragma once

#include "common/query/lexer.hpp"
#include "common/query/query_parser.hpp"
#include "common/query/warnings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace akin::query {

/// Makes nodes and keeps to the limits on words and wildcards of one query.
class Leaves {
 public:
  Leaves(const ParserLimits& limits, Warnings& warnings)
      : limits_(limits), warnings_(warnings), words_left_(limits.max_words), wildcards_left_(limits.max_wildcards) {}

  /// The node of a run or of quoted text; field_of_words is where words without a prefix look. Kind::nothing if it
  /// holds no word.
  Node make(const Lexeme& lexeme, Field field_of_words);

  /// A word that was meant as an operator.
  Node word(std::string_view surface, std::size_t offset);

 private:
  Node words(std::string_view text, Field field, std::size_t offset);
  Node each_word(std::string_view text, Field field, std::size_t offset);
  Node phrase(std::vector<std::string> surfaces, Field field, unsigned slop, std::size_t offset);
  Node prefix_or_words(std::string_view text, Field field, std::size_t offset);
  Node value(const Lexeme& lexeme);
  Node date(const Lexeme& lexeme);
  bool take_words(std::size_t count, std::size_t offset);
  std::vector<std::string> within_budget(std::vector<std::string> surfaces, std::size_t offset);

  ParserLimits limits_;
  Warnings& warnings_;
  std::size_t words_left_;
  std::size_t wildcards_left_;
  bool said_words_ = false;
  bool said_wildcards_ = false;
};

} // namespace akin::query
