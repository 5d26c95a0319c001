// Field values to the text, lists and times of an article.
#pragma once

#include "common/timestamp.hpp"
#include "indexer/readers/field_names.hpp"
#include "indexer/readers/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer {

/// A scalar as text: numbers in their shortest form, booleans as true and false. Nothing for the rest.
std::optional<std::string> scalar_text(const Value& value);

/// The one text that a value stands for: a scalar, a list of one, or an object with a telling key ({"name": …},
/// {"rendered": …}; for addresses {"url": …}). html is set when the key says that the text is HTML. Nothing when there
/// is none: an object without such a key or a longer list.
struct FieldText {
  std::string text;
  bool html = false;
};
std::optional<FieldText> text_of(Value& value, bool address);

/// The texts of a list, of its objects too ({"name": …}); a single value is a list of one that is split as its field
/// is usually written ("a, b; c", "By Jane Doe and John Roe"). Trimmed, without blanks and repetitions. Nothing when
/// some element is no text.
std::optional<std::vector<std::string>> list_of(Value& value, Field field);

/// The moment that a value names: a date in any form of parse_timestamp, or a number (Unix seconds, or milliseconds).
std::optional<Timestamp> time_of(Value& value);

/// Whether text plainly is HTML: it starts with a tag that HTML knows, or holds several block tags.
bool looks_like_html(std::string_view text);

} // namespace akin::indexer
