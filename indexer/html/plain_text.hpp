// White space, letters and words of plain text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer::html {

/// Appends text with runs of white space, control characters and zero-width marks as one space each, a leading one only
/// when `out` does not end in white space yet.
void append_collapsed(std::string& out, std::string_view text);

/// Without white space (no-break spaces too) at both ends.
std::string trimmed(std::string_view text);

/// Length of text as a reader sees it: characters without white space; one of a script that packs a word into one or
/// two characters (Chinese, Japanese, Korean …) counts as three.
std::size_t visible_length(std::string_view text);

/// ASCII letters in lower case.
std::string to_lower_ascii(std::string_view text);

/// The words of a class or id: "relatedPosts nav-bar" gives related, posts, nav, bar. Lower case.
std::vector<std::string> name_words(std::string_view names);

/// Letters and digits alone, ASCII in lower case: for telling whether two titles are the same.
std::string comparison_key(std::string_view text);

/// The entries of a list written with commas (semicolons when it has no commas), trimmed, empty ones left out.
std::vector<std::string> split_list(std::string_view text);

} // namespace akin::indexer::html
