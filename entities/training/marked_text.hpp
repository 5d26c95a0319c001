// Text with its names marked in place, as a person writes it.
#pragma once

#include "entities/training/tag_file.hpp"

#include <filesystem>

namespace akin::entities {

/// Reads running text in which names stand in brackets behind a letter for their kind: "[P Ada Lovelace] of [L
/// London]", P person, L place, O organisation, M any other name. One sentence a line, the first of an article its
/// headline; blank lines part articles; a line that begins with "= " is a document by itself. Throws Error
/// input_unreadable, with file and line, when the file cannot be read, a bracket has no partner, or a mark has another
/// letter, no name, or stands inside another.
TagFile read_marked_text(const std::filesystem::path& path);

} // namespace akin::entities
