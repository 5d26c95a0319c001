// What the decision about copies (engine/text_profile.hpp) looks at, of the documents of a segment.
#pragma once

#include "engine/text_profile.hpp"
#include "engine/xapian/forward.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace akin::engine {

/// The hash of every stem of a segment, by LocalTerm: what shingles are made of.
std::vector<std::uint64_t> stem_hashes(const ForwardFile& forward);

/// Signature of a document's body; all no_shingle when that is too short.
TextSignature signature_of(const ForwardFile& forward, LocalDoc document, std::span<const std::uint64_t> stem_hashes);

TextProfile profile_of(const ForwardFile& forward, LocalDoc document, std::span<const std::uint64_t> stem_hashes);

} // namespace akin::engine
