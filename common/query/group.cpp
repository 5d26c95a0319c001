#include "common/query/group.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace akin::query {
namespace {

Node boolean(std::vector<Clause> clauses) {
  if (clauses.empty())
    return {};
  if (clauses.size() == 1 && clauses.front().occur != Occur::must_not)
    return std::move(clauses.front().node);
  Node node;
  node.kind = Kind::boolean;
  node.clauses = std::move(clauses);
  return node;
}

/// Operands with every chain of ANDs made into one.
std::vector<Operand> with_chains_joined(std::vector<Operand> operands) {
  std::vector<Operand> joined;
  for (std::size_t begin = 0, end = 0; begin < operands.size(); begin = end) {
    for (end = begin + 1; end < operands.size() && operands[end].joined_by_and;)
      ++end;
    if (end == begin + 1) {
      joined.push_back(std::move(operands[begin]));
      continue;
    }
    std::vector<Clause> chain;
    for (std::size_t i = begin; i < end; ++i) {
      Clause& clause = operands[i].clause;
      if (clause.occur == Occur::should)
        clause.occur = Occur::must;
      chain.push_back(std::move(clause));
    }
    Operand whole;
    whole.clause.node = boolean(std::move(chain));
    whole.beside_or = operands[begin].beside_or || operands[end - 1].beside_or;
    joined.push_back(std::move(whole));
  }
  return joined;
}

bool restricts(const Operand& operand) {
  return operand.clause.occur == Occur::should && !operand.has_sign && !operand.beside_or &&
         is_condition(operand.clause.node);
}

/// Conditions with one number are alternatives to each other: those on one metadata field, and those on the date. A
/// bracket of conditions has none.
constexpr std::size_t alternative_sets = 16;
std::size_t alternative_set(const Node& node) {
  if (node.kind == Kind::boolean)
    return alternative_sets;
  return node.kind == Kind::date ? 0 : static_cast<std::size_t>(node.field);
}

/// Clauses on their way into one node, those that belong together put where the first of them stood.
class Clauses {
 public:
  Clauses() { sets_.fill(none); }

  void add(Clause clause) { slot(clause.occur).push_back(std::move(clause.node)); }

  void add_restriction(Node node) {
    const std::size_t set = alternative_set(node);
    if (set == alternative_sets)
      slot(Occur::must).push_back(std::move(node));
    else
      shared_slot(sets_[set]).push_back(std::move(node));
  }

  void add_optional(Node node) { shared_slot(optional_).push_back(std::move(node)); }

  std::vector<Clause> take() && {
    std::vector<Clause> clauses;
    for (Slot& slot : slots_) {
      std::vector<Clause> members;
      for (Node& node : slot.members)
        members.push_back({Occur::should, std::move(node)});
      clauses.push_back({slot.occur, boolean(std::move(members))});
    }
    return clauses;
  }

 private:
  struct Slot {
    Occur occur = Occur::should;
    std::vector<Node> members;
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  std::vector<Node>& slot(Occur occur) {
    slots_.push_back({occur, {}});
    return slots_.back().members;
  }

  std::vector<Node>& shared_slot(std::size_t& index) {
    if (index != none)
      return slots_[index].members;
    index = slots_.size();
    return slot(Occur::must);
  }

  std::vector<Slot> slots_;
  std::array<std::size_t, alternative_sets> sets_{};
  std::size_t optional_ = none;
};

} // namespace

bool is_condition(const Node& node) {
  if (node.kind == Kind::value || node.kind == Kind::date)
    return true;
  return node.kind == Kind::boolean && std::all_of(node.clauses.begin(), node.clauses.end(),
                                                   [](const Clause& clause) { return is_condition(clause.node); });
}

Node combine(std::vector<Operand> operands) {
  operands = with_chains_joined(std::move(operands));
  const bool restricted = std::any_of(operands.begin(), operands.end(), restricts);
  const bool has_must = std::any_of(operands.begin(), operands.end(),
                                    [](const Operand& operand) { return operand.clause.occur == Occur::must; });
  Clauses clauses;
  for (Operand& operand : operands) {
    if (restricts(operand))
      clauses.add_restriction(std::move(operand.clause.node));
    else if (restricted && !has_must && operand.clause.occur == Occur::should)
      clauses.add_optional(std::move(operand.clause.node));
    else
      clauses.add(std::move(operand.clause));
  }
  return boolean(std::move(clauses).take());
}

} // namespace akin::query
