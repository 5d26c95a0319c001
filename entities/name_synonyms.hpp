// Places and organisations that go by several names, whoever writes of them.
#pragma once

#include "common/article.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// The keys (name_key) of the names of one place or organisation: the usual English one, which is to be shown, then
/// acronyms, abbreviations, official names, and names that it had or is still called by. Left out is what means others
/// as well ("America", "Korea", "Congo", "SEC"). By kind; there are none of people. Thread-safe.
std::span<const std::vector<std::string>> name_synonym_keys(EntityKind kind);

/// Which of name_synonym_keys(kind) has a key. Constant time. Thread-safe.
std::optional<std::size_t> synonyms_with(EntityKind kind, std::string_view key);

/// A key without the name of a country before it, where that is one of those with several names: "agriculture
/// department" of "us agriculture department"; a view into it, empty when there is no such name or nothing else.
std::string_view without_country(std::string_view key);

} // namespace akin::entities
