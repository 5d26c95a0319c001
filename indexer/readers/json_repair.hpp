// What the strict JSON parser refuses although its meaning is plain.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer {

/// text with NUL bytes dropped, broken UTF-8 and unpaired surrogate escapes replaced by U+FFFD, and numbers that fit
/// neither 64 bits nor a double put in quotes. Each kind of repair but the last adds one warning.
std::string repair_json(std::string_view text, std::vector<std::string>& warnings);

} // namespace akin::indexer
