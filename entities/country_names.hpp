// Countries that go by several names.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace akin::entities {

/// The keys (name_key) of the names of one country: the usual English one, which is to be shown, then acronyms,
/// official names, and names that it had or is still called by. Left out is what means other places as well
/// ("America", "Korea", "Congo", "Macedonia"). Thread-safe.
std::span<const std::vector<std::string>> country_name_keys();

} // namespace akin::entities
