// Objects that are not an article but hold articles.
#pragma once

#include "indexer/readers/readers.hpp"
#include "indexer/readers/value.hpp"

#include <string>
#include <vector>

namespace akin::indexer {

/// The keys that lead to the list of articles in object, as {"articles": […]} or {"response": {"docs": […]}}; empty
/// when object is an article itself, or nothing at all.
std::vector<std::string> article_list_in(const ValueObject& object, const InputOptions& options);

/// Whether object says that it is a JSON Feed.
bool is_json_feed(const ValueObject& object);

/// Hands over the items of a JSON Feed; its title is their source, its authors and language theirs when they name none.
void read_json_feed(const ReaderInput& input, ValueObject&& feed);

} // namespace akin::indexer
