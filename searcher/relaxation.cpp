#include "searcher/relaxation.hpp"

#include "common/query/group.hpp"
#include "searcher/query_resolution.hpp"

namespace akin {
namespace {

using query::Clause;
using query::Kind;
using query::Node;
using query::Occur;

bool relax(Node& node) {
  if (node.kind == Kind::phrase && node.words.size() > 1) {
    Node any;
    any.kind = Kind::boolean;
    any.clauses = each_word(node);
    node = std::move(any);
    return true;
  }
  bool changed = false;
  for (Clause& clause : node.clauses) {
    if (clause.occur == Occur::must_not)
      continue;
    changed = relax(clause.node) || changed;
    if (clause.occur != Occur::must || query::is_condition(clause.node) || node.clauses.size() == 1)
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
