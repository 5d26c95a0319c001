#include "common/query/query_parser.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/folding.hpp"
#include "common/analysis/language.hpp"
#include "common/analysis/stop_words.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/query/group.hpp"
#include "common/query/leaves.hpp"
#include "common/query/lexer.hpp"
#include "common/query/warnings.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace akin::query {
namespace {

/// Trees are destroyed, compared and printed by recursion: no limit of a caller goes past this.
constexpr std::size_t hard_max_depth = 256;

/// Whether a query is prose typed in capitals, where "AND" is no operator: no small letter, no sign of the query language,
/// and a word like "the" among the others.
bool is_in_capitals(std::string_view text) {
  constexpr std::string_view small_letters_and_signs = "abcdefghijklmnopqrstuvwxyz:\"()";
  if (text.find_first_of(small_letters_and_signs) != std::string_view::npos)
    return false;
  std::vector<TokenSpan> spans;
  tokenize(text, spans);
  const Language english = language_from_tag("en");
  return std::any_of(spans.begin(), spans.end(), [&](const TokenSpan& span) {
    const std::string_view word = text.substr(span.begin, span.end - span.begin);
    return !is_operator(word) && is_stop_word(fold(word), english);
  });
}

/// What an open bracket, or the whole query, has collected. Keeps the stack of open brackets on the heap.
struct Group {
  std::vector<Operand> operands;
  Occur occur = Occur::should; ///< of the group in the one around it
  bool has_sign = false;
  Field field = Field::text; ///< where words without a prefix look
  std::size_t offset = 0;
  std::string_view binary; ///< AND or OR that waits for its right side; empty if none
  bool negated = false;    ///< an odd number of NOT waits for its operand
  std::size_t operator_offset = 0;
  std::string_view last_operator; ///< that waits, NOT included; empty if none
};

class Parser {
 public:
  Parser(std::string_view text, const ParserLimits& limits)
      : text_(text), max_depth_(std::min(limits.max_depth, hard_max_depth)), lexer_(text, warnings_),
        leaves_(limits, warnings_), has_operators_(!is_in_capitals(text)) {
    groups_.emplace_back();
  }

  Node run();
  Warnings& warnings() { return warnings_; }

 private:
  void open(const Lexeme& lexeme);
  void close(std::size_t offset);
  bool take_operator(const Lexeme& lexeme);
  void take_binary(std::string_view word, std::size_t offset);
  void add(Occur occur, bool has_sign, Node node);
  void add_waiting_operator_as_word();

  std::string_view text_;
  std::size_t max_depth_;
  Warnings warnings_;
  Lexer lexer_;
  Leaves leaves_;
  bool has_operators_;
  bool said_capitals_ = false;
  std::vector<Group> groups_;
  std::size_t ignored_ = 0; ///< open brackets past max_depth
  bool said_depth_ = false;
};

Node Parser::run() {
  while (const std::optional<Lexeme> lexeme = lexer_.next()) {
    if (lexeme->kind == Lexeme::Kind::open)
      open(*lexeme);
    else if (lexeme->kind == Lexeme::Kind::close)
      close(lexeme->offset);
    else if (!take_operator(*lexeme))
      add(lexeme->sign, lexeme->has_sign, leaves_.make(*lexeme, groups_.back().field));
  }
  if (groups_.size() > 1)
    warnings_.add("the bracket is never closed", groups_.back().offset);
  while (groups_.size() > 1)
    close(text_.size());
  add_waiting_operator_as_word();
  Node root = combine(std::move(groups_.back().operands));
  if (root.kind == Kind::nothing && warnings_.empty() && text_.find_first_not_of(" \t\r\n") != std::string_view::npos)
    warnings_.add("the query has no word to search for", 0);
  return root;
}

void Parser::open(const Lexeme& lexeme) {
  if (groups_.size() > max_depth_) {
    ++ignored_;
    warnings_.add_once(said_depth_, "brackets are nested too deeply; the inner ones are left out", lexeme.offset);
    return;
  }
  Group group;
  group.occur = lexeme.sign;
  group.has_sign = lexeme.has_sign;
  group.field = lexeme.prefix == Prefix::field ? lexeme.field : groups_.back().field;
  group.offset = lexeme.offset;
  groups_.push_back(std::move(group));
}

void Parser::close(std::size_t offset) {
  if (ignored_ > 0) {
    --ignored_;
    return;
  }
  if (groups_.size() == 1) {
    warnings_.add("the closing bracket closes nothing", offset);
    return;
  }
  add_waiting_operator_as_word();
  Group group = std::move(groups_.back());
  groups_.pop_back();
  add(group.occur, group.has_sign, combine(std::move(group.operands)));
}

bool Parser::take_operator(const Lexeme& lexeme) {
  if (lexeme.kind != Lexeme::Kind::run || lexeme.has_sign || lexeme.prefix != Prefix::none)
    return false;
  if (!is_operator(lexeme.body))
    return false;
  if (!has_operators_) {
    warnings_.add_once(said_capitals_, "all in capitals: AND, OR and NOT are words", lexeme.offset);
    return false;
  }
  Group& group = groups_.back();
  if (lexeme.body == "NOT") {
    group.negated = !group.negated;
    group.last_operator = lexeme.body;
    group.operator_offset = lexeme.offset;
    return true;
  }
  take_binary(lexeme.body, lexeme.offset);
  return true;
}

void Parser::take_binary(std::string_view word, std::size_t offset) {
  if (groups_.back().last_operator == "NOT")
    add_waiting_operator_as_word();
  Group& group = groups_.back();
  if (group.operands.empty()) {
    warnings_.add(std::string(word) + " has nothing on its left: searched as a word", offset);
    add(Occur::should, false, leaves_.word(word, offset));
    return;
  }
  if (!group.last_operator.empty()) {
    warnings_.add(std::string(word) + " follows another operator and is left out", offset);
    return;
  }
  group.binary = group.last_operator = word;
  group.operator_offset = offset;
}

/// An operator to whose right nothing came is a word after all.
void Parser::add_waiting_operator_as_word() {
  Group& group = groups_.back();
  if (group.last_operator.empty())
    return;
  const std::string_view word = std::exchange(group.last_operator, {});
  warnings_.add(std::string(word) + " has nothing on its right: searched as a word", group.operator_offset);
  group.binary = {};
  group.negated = false;
  add(Occur::should, false, leaves_.word(word, group.operator_offset));
}

/// Adds an operand with the operators that waited for it.
void Parser::add(Occur occur, bool has_sign, Node node) {
  Group& group = groups_.back();
  const std::string_view binary = std::exchange(group.binary, {});
  const bool negated = std::exchange(group.negated, false);
  group.last_operator = {};
  if (node.kind == Kind::nothing)
    return; // nothing to search for: its operator goes with it
  Operand operand;
  operand.has_sign = has_sign || negated;
  if (negated)
    occur = occur == Occur::must_not ? Occur::should : Occur::must_not;
  operand.clause = {occur, std::move(node)};
  operand.joined_by_and = binary == "AND" && !group.operands.empty();
  operand.beside_or = binary == "OR";
  if (operand.beside_or && !group.operands.empty())
    group.operands.back().beside_or = true;
  group.operands.push_back(std::move(operand));
}

} // namespace

ParsedQuery parse(std::string_view text, const ParserLimits& limits) {
  const std::string_view kept = cut_at_character(text, limits.max_bytes);
  Parser parser(kept, limits);
  if (kept.size() < text.size())
    parser.warnings().add(
        "the query is longer than " + std::to_string(limits.max_bytes) + " bytes; the rest is left out", kept.size());
  ParsedQuery parsed;
  parsed.root = parser.run();
  parsed.warnings = std::move(parser.warnings()).take();
  return parsed;
}

} // namespace akin::query
