// Words that stand beside names without telling who or what is meant. All of them folded.
#pragma once

#include <string_view>

namespace akin::entities {

/// Titles and offices before a person's name: "president", "mr", "spokesperson". None of them is ever a name.
bool is_title(std::string_view word) noexcept;

/// Titles that are names as well ("dean", "judge", "major"): titles only before a name of two words or more.
bool is_title_or_name(std::string_view word) noexcept;

/// What kind of place it is, behind the name: "cosmodrome", "peninsula", "volcano". Not "airport", "harbour", "oblast"
/// or "lake", which are named after towns: the town is another place.
bool is_place_head(std::string_view word) noexcept;

/// The same before the name: "mount".
bool is_place_head_before(std::string_view word) noexcept;

/// The legal form of a company, behind the name: "inc", "ltd", "gmbh".
bool is_company_form(std::string_view word) noexcept;

/// What short reports of earnings and prices abbreviate ("shr", "oper", "dlrs"), often with a capital. No name has it.
bool is_report_word(std::string_view word) noexcept;

/// What is written in capitals and names nobody, though names have it: "gdp", "html", "hiv".
bool is_common_acronym(std::string_view word) noexcept;

/// The last word of companies and places whose name is a possessive: "sotheby", "poor" of "Standard & Poor's".
bool is_possessive_name(std::string_view word) noexcept;

/// Behind the names of people, and no name by itself: "ii", "jr".
bool is_numeral(std::string_view word) noexcept;

/// The last word of what is no place, even alone: "parliament", "navy".
bool is_assembly(std::string_view word) noexcept;

/// A kind of organisation: alone it names none that anybody could look for. "committee", "ministry".
bool is_bare_kind(std::string_view word) noexcept;

/// What ministers are for: "finance", "affairs".
bool is_portfolio(std::string_view word) noexcept;

/// The last word of an office's name, which is no place whatever stands before it: "department", "commission".
bool is_office_head(std::string_view word) noexcept;

/// What a hyphen ties to a name without being a part of it: "backed" of "Putin-backed".
bool is_tied_word(std::string_view word) noexcept;

/// Small words that initials leave out: "of", "the", "and".
bool is_small_word(std::string_view word) noexcept;

} // namespace akin::entities
