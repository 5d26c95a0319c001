#include "searcher/relaxation.hpp"

namespace akin {
namespace {

using query::Clause;
using query::Kind;
using query::Node;
using query::Occur;

/// Words with a space or more between them, any of which may match.
Node any_of(const Node& phrase) {
  Node any;
  any.kind = Kind::boolean;
  for (const query::QueryWord& word : phrase.words) {
    Node leaf;
    leaf.kind = Kind::word;
    leaf.field = phrase.field;
    leaf.words.push_back(word);
    any.clauses.push_back({Occur::should, std::move(leaf)});
  }
  return any;
}

bool is_condition(const Node& node) { return node.kind == Kind::value || node.kind == Kind::date; }

bool relax(Node& node) {
  if (node.kind == Kind::phrase && node.words.size() > 1) {
    node = any_of(node);
    return true;
  }
  bool changed = false;
  for (Clause& clause : node.clauses) {
    if (clause.occur == Occur::must_not)
      continue;
    changed = relax(clause.node) || changed;
    if (clause.occur != Occur::must || is_condition(clause.node) || node.clauses.size() == 1)
      continue;
    clause.occur = Occur::should;
    changed = true;
  }
  return changed;
}

} // namespace

std::optional<Node> relaxed(const Node& parsed) {
  Node root = parsed;
  return relax(root) ? std::optional(std::move(root)) : std::nullopt;
}

} // namespace akin
