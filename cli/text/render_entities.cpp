#include "cli/text/render_entities.hpp"

#include "cli/text/layout.hpp"
#include "cli/text/numbers.hpp"
#include "common/entity_json.hpp"
#include "entities/alias_table.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace akin::cli {
namespace {

constexpr std::size_t aliases_shown = 4;
constexpr int kind_columns = 14;

/// "also Kim, Kim Jong Un, …"
Glyphs other_names(const ListedEntity& entity) {
  Glyphs line;
  for (std::size_t i = 0; i < std::min(entity.aliases.size(), aliases_shown); ++i)
    append(line, (i == 0 ? "also " : ", ") + entity.aliases[i], Style::dim);
  if (entity.aliases.size() > aliases_shown)
    append(line, ", …", Style::dim);
  return line;
}

void entity_line(Page& page, const ListedEntity& entity, int count_columns) {
  Glyphs line;
  append_right(line, grouped(entity.articles), count_columns, Style::number);
  append_spaces(line, 2);
  Glyphs kind = glyphs(name_of(entity.kind), Style::dim);
  append_spaces(kind, kind_columns - columns_of(kind));
  line.insert(line.end(), kind.begin(), kind.end());
  append(line, entity.name, Style::name);
  if (const Glyphs others = other_names(entity); !others.empty()) {
    append_spaces(line, 2);
    line.insert(line.end(), others.begin(), others.end());
  }
  page.line(line);
}

void heading(Page& page, const EntityList& list) {
  for (const ListedEntity& entity : list.with) {
    Glyphs line = glyphs("With ");
    append(line, entity.name, Style::title);
    append_dot(line);
    append(line, fmt::format("{}, {}", name_of(entity.kind), counted(entity.articles, "article", "articles")));
    page.line(line);
  }
  if (!list.with.empty())
    page.empty_line();
}

} // namespace

std::string render(const EntityList& list, const TextStyle& style) {
  Page page(style);
  heading(page, list);
  int count_columns = 1;
  for (const ListedEntity& entity : list.entities)
    count_columns = std::max(count_columns, static_cast<int>(grouped(entity.articles).size()));
  for (const ListedEntity& entity : list.entities)
    entity_line(page, entity, count_columns);
  if (!list.entities.empty())
    page.empty_line();
  const std::string shown = list.entities.size() < list.total ? grouped(list.entities.size()) + " of " : "";
  page.line(glyphs(list.total == 0 ? "no entities" : shown + counted(list.total, "entity", "entities"), Style::dim));
  return std::move(page).text();
}

} // namespace akin::cli
