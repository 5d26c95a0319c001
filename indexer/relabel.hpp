// Entities of a whole index, found and named anew from what it stores.
#pragma once

#include "engine/engine.hpp"
#include "entities/recogniser.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace akin::indexer {

/// Puts an alias table into force and labels every article of the index again, without the input it came from; the
/// index changes all at once, at the end. progress hears how many articles are done, about once a hundred; what it
/// throws ends the work and leaves the index as it was. Gives the number of articles labelled. Errors: those of Writer.
std::uint64_t relabel(engine::Writer& writer, std::shared_ptr<const entities::AliasTable> aliases,
                      entities::Recognition recognition, const std::function<void(std::uint64_t)>& progress);

} // namespace akin::indexer
