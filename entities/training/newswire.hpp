// Annotated sentences in the manner of news agencies, made of templates and lists of names.
#pragma once

#include "entities/training/gazetteer_builder.hpp"
#include "entities/training/tag_file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace akin::entities {

/// Makes documents of the templates (their format stands at the top of the file): people, towns and companies are drawn
/// once for a document, so that surnames follow full names. A third of the names are spliced from two listed ones, so
/// that lists are not trusted too far. The same seed gives the same documents. Throws Error input_unreadable for a file
/// that cannot be read and for a slot that does not exist.
TagFile make_newswire(const std::filesystem::path& templates, const GazetteerSources& sources, std::size_t documents,
                      std::uint64_t seed);

} // namespace akin::entities
