// Case and accent folding: one written form for all the ways in which a word is written.
#pragma once

#include "common/analysis/language.hpp"

#include <string>
#include <string_view>

namespace akin {

/// Puts the folded form of a text of any length into out (its old content is dropped): Unicode NFKC case folding, then
/// accents and Arabic and Hebrew marks gone, "ß" to "ss", "æ" to "ae", "ø" to "o", "ł" to "l", dotless i to i, U+2019
/// to an apostrophe. Marks that make another letter (of Indic scripts, of kana) stay. Idempotent. A text of which
/// nothing would be left (a lone mark) stays as it is; broken UTF-8 becomes U+FFFD.
void fold_into(std::string_view text, std::string& out);

/// Lower case as a language writes it, accents kept, composed (NFC), U+2019 to an apostrophe: what stemmers expect.
void lower_into(std::string_view text, Language language, std::string& out);

/// The longest beginning of a text that has at most max_bytes bytes and ends between characters (anywhere, if the text
/// is broken there).
std::string_view cut_at_character(std::string_view text, std::size_t max_bytes) noexcept;

/// Whether every byte is below 0x80.
bool is_ascii(std::string_view text) noexcept;

} // namespace akin
