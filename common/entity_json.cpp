#include "common/entity_json.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace akin {
namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(ArticleField field) {
  constexpr std::array<std::string_view, 3> names{"title", "summary", "body"};
  return names[static_cast<std::size_t>(field)];
}

const std::string& text_of(const Article& article, ArticleField field) {
  return field == ArticleField::title ? article.title : field == ArticleField::summary ? article.summary : article.body;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

} // namespace

std::string_view name_of(EntityKind kind) noexcept {
  constexpr std::array<std::string_view, 3> names{"person", "place", "organisation"};
  return names[static_cast<std::size_t>(kind)];
}

std::string to_json(std::span<const Entity> entities) {
  Json list = Json::array();
  for (const Entity& entity : entities)
    list.push_back({{"kind", name_of(entity.kind)}, {"name", entity.name}, {"given", entity.given}});
  return dumped(list);
}

std::string mentions_to_json(const Article& article, std::span<const Entity> entities,
                             std::span<const Mention> mentions) {
  Json list = Json::array();
  for (const Mention& mention : mentions)
    list.push_back({{"kind", name_of(entities[mention.entity].kind)},
                    {"text", text_of(article, mention.field).substr(mention.begin, mention.end - mention.begin)},
                    {"name", entities[mention.entity].name},
                    {"field", name_of(mention.field)},
                    {"start", mention.begin},
                    {"end", mention.end}});
  return dumped(list);
}

} // namespace akin
