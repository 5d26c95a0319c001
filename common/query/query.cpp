#include "common/query/query.hpp"

#include "common/query/group.hpp"

#include <algorithm>
#include <array>

namespace akin::query {
namespace {

constexpr std::array<std::string_view, 10> prefixes{"",       "title", "person", "place",   "org",
                                                    "source", "tag",   "author", "section", "lang"};

/// The first second that the query language cannot write: 10000-01-01.
constexpr std::int64_t end_of_writable_time = 253402300800;

std::string with_prefix(Field field, std::string text) {
  const std::string_view prefix = prefix_of(field);
  return prefix.empty() ? text : std::string(prefix) + ":" + text;
}

bool needs_no_quotes(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::string quoted(std::string_view value) {
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\')
      text += '\\';
    text += c;
  }
  return text += '"';
}

std::string phrase_text(const Node& node) {
  std::string text;
  for (const QueryWord& word : node.words) {
    if (!text.empty())
      text += node.compound ? '-' : ' ';
    text += word.surface;
  }
  if (node.compound)
    return text;
  text = '"' + text + '"';
  return node.slop == 0 ? text : text + "~" + std::to_string(node.slop);
}

/// A bound past the last writable second is written through the second before it.
std::string date_text(const TimeRange& range) {
  const auto written = [](Timestamp time) { return format_rfc3339(time); };
  const auto before = [](Timestamp time) { return format_rfc3339({time.seconds - 1}); };
  if (range.begin && range.end)
    return written(*range.begin) + ".." + before(*range.end);
  if (range.begin)
    return range.begin->seconds < end_of_writable_time ? ">=" + written(*range.begin) : ">" + before(*range.begin);
  if (range.end)
    return range.end->seconds < end_of_writable_time ? "<" + written(*range.end) : "<=" + before(*range.end);
  return "..";
}

/// Without OR beside it, an optional condition would be read as one that restricts.
bool needs_or(const Clause& clause) { return clause.occur == Occur::should && is_condition(clause.node); }

std::string boolean_text(const Node& node) {
  std::string text;
  for (std::size_t i = 0; i < node.clauses.size(); ++i) {
    const Clause& clause = node.clauses[i];
    if (i > 0)
      text += needs_or(node.clauses[i - 1]) || needs_or(clause) ? " OR " : " ";
    if (clause.occur == Occur::must)
      text += '+';
    if (clause.occur == Occur::must_not)
      text += '-';
    text += clause.node.kind == Kind::boolean ? "(" + boolean_text(clause.node) + ")" : to_string(clause.node);
  }
  return text;
}

} // namespace

bool is_operator(std::string_view word) noexcept { return word == "AND" || word == "OR" || word == "NOT"; }

std::string_view prefix_of(Field field) noexcept { return prefixes[static_cast<std::size_t>(field)]; }

bool operator==(const Clause& a, const Clause& b) { return a.occur == b.occur && a.node == b.node; }

bool operator==(const Node& a, const Node& b) {
  return a.kind == b.kind && a.field == b.field && a.words == b.words && a.slop == b.slop && a.compound == b.compound && a.text == b.text &&
         a.range.begin == b.range.begin && a.range.end == b.range.end && a.clauses == b.clauses;
}

std::string to_string(const Node& node) {
  switch (node.kind) {
  case Kind::nothing:
    return {};
  case Kind::word: {
    const std::string& surface = node.words.front().surface;
    return with_prefix(node.field, is_operator(surface) ? quoted(surface) : surface);
  }
  case Kind::prefix:
    return with_prefix(node.field, node.words.front().surface + "*");
  case Kind::phrase:
    return with_prefix(node.field, phrase_text(node));
  case Kind::value:
    return with_prefix(node.field, needs_no_quotes(node.text) ? node.text : quoted(node.text));
  case Kind::date:
    return "date:" + date_text(node.range);
  case Kind::boolean:
    return boolean_text(node);
  }
  return {};
}

} // namespace akin::query
