// Character sets to UTF-8.
#pragma once

#include "indexer/readers/byte_stream.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace akin::indexer {

/// source itself, or, when it begins with the byte order mark of UTF-16 or UTF-32, the same text as UTF-8 with the mark
/// of UTF-8 in front. Works block by block.
std::unique_ptr<ByteSource> as_utf8_if_marked(std::unique_ptr<ByteSource> source);

/// source from the character set of that name (as ICU knows it) to UTF-8, block by block.
std::unique_ptr<ByteSource> as_utf8_from(std::unique_ptr<ByteSource> source, const std::string& charset);

/// How a text's character set is declared inside it.
enum class Markup { none, html, xml };

/// The character set of text by, in this order: its byte order mark, what it declares, whether it is valid UTF-8, its
/// statistics. "UTF-8" when nothing speaks for another. Only the first bytes are looked at for a declaration.
std::string charset_of(std::string_view text, Markup markup);

/// text in UTF-8 without byte order mark, from charset_of(text, markup); what cannot be converted becomes U+FFFD.
std::string to_utf8(std::string text, Markup markup);

} // namespace akin::indexer
