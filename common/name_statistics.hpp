// How an index names people, places and organisations: what its engine counts, and what names across articles are
// made of.
#pragma once

#include "common/article.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace akin {

/// A name that articles carry, as each of them has it.
struct NameCount {
  EntityKind kind = EntityKind::person;
  std::string name;
  std::uint32_t articles = 0; ///< live ones
  bool operator==(const NameCount&) const = default;
};

/// Another form under which articles mention a name, as their texts write it: "Kim" of "Kim Jong-un".
struct NameForm {
  EntityKind kind = EntityKind::person;
  std::string name;
  std::string form;
  std::uint32_t articles = 0; ///< live ones that carry the name and mention it so
  bool operator==(const NameForm&) const = default;
};

/// In no particular order; each pair of kind and name, and of name and form, once.
struct NameStatistics {
  std::vector<NameCount> names;
  std::vector<NameForm> forms;
};

} // namespace akin
