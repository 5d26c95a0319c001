// How words are written and what parts them, from their bytes.
#pragma once

#include "entities/document_text.hpp"

#include <cstdint>
#include <string_view>

namespace akin::entities {

/// Of the bytes [begin, end) of a text.
Written written_form(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept;

/// Stands for all numbers of a sort: by the number of digits, with a fraction, with letters.
std::uint64_t number_sort(std::string_view surface) noexcept;

/// The bytes between two words of one field. before: the first of them, as it is written. line_begin: where the line
/// before the gap begins, gap_begin: where the gap begins in the field; line_begin is moved on past a newline.
Gap gap_between(std::string_view gap, std::string_view before, std::uint32_t gap_begin,
                std::uint32_t& line_begin) noexcept;

/// Lower-case words that stand inside names: "of", "de", "and".
bool is_connector(std::uint64_t folded_hash) noexcept;

/// Lower-case words that names of people and groups can begin with: "al", "von".
bool is_particle(std::uint64_t folded_hash) noexcept;

/// Prepositions that places follow: "in", "near".
bool is_locative(std::uint64_t folded_hash) noexcept;

/// What is said of those who speak: "said", "told".
bool is_saying(std::uint64_t folded_hash) noexcept;

/// "to"
bool is_direction(std::uint64_t folded_hash) noexcept;

bool is_definite_article(std::uint64_t folded_hash) noexcept;

/// Capitals, small letters, digits and the rest, each run of them once: "McDonald" is XxXx. Packed into a number.
std::uint64_t shape_of(std::string_view surface) noexcept;

} // namespace akin::entities
