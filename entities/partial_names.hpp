// How a name is shortened: the keys under which a text may go on to speak of it.
#pragma once

#include "common/article.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// Longest name that is shortened, in words; longer ones are mostly not names.
inline constexpr std::size_t max_name_words = 12;

/// Calls visit with each shorter key (valid during the call) that means the name with this key, the name itself left
/// out. For a person every beginning and end of it, first and last name, and both with the first as an initial ("v
/// putin"); for a place what is left without the kind of place ("vostochny" of "vostochny cosmodrome", "etna" of "mount
/// etna"); for an organisation what is left without the legal form ("acme" of "acme holdings ltd") or
/// the country ("agriculture department" of "us agriculture department"), and the usual form of an office.
void for_each_partial_key(EntityKind kind, std::string_view key, const std::function<void(std::string_view)>& visit);

/// The key of an office with its kind last: "finance ministry" for "ministry of finance", "us labor department" for "us
/// department of labor". Others as they are.
std::string office_key(std::string_view key);

/// A key without the legal forms of companies behind it: "general motors" of "general motors corp"; a view into it.
std::string_view without_legal_form(std::string_view key);

/// The initials of a name of two words or more, small words left out: "eu" of "european union"; where it ends with a
/// legal form also without that: "cbc" and "cb" of "canadian broadcasting corp". Those of two letters or more.
std::vector<std::string> initials_of(std::string_view key);

} // namespace akin::entities
