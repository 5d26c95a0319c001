// Entities and mentions of an article as JSON text.
#pragma once

#include "common/analysis/analysed_article.hpp"

#include <span>
#include <string>
#include <string_view>

namespace akin {

/// "person", "place", "organisation".
std::string_view name_of(EntityKind kind) noexcept;

/// [{"kind":"person","name":"Kim Jong-un","given":true},…] in the order given. Deterministic.
std::string to_json(std::span<const Entity> entities);

/// [{"kind":"person","text":"Kim","name":"Kim Jong-un","field":"body","start":118,"end":121},…]: start and end are byte
/// offsets into the field's text, half-open. Mentions must lie in the article's texts and entities. Deterministic.
std::string mentions_to_json(const Article& article, std::span<const Entity> entities,
                             std::span<const Mention> mentions);

} // namespace akin
