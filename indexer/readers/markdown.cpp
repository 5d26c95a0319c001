// Markdown with YAML or TOML front matter, as Jekyll, Hugo, Hexo, Zola and their kin write it.
#include "indexer/html/html_extract.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/completion.hpp"
#include "indexer/readers/field_mapping.hpp"
#include "indexer/readers/file_title.hpp"
#include "indexer/readers/front_matter.hpp"
#include "indexer/readers/markdown_text.hpp"
#include "indexer/readers/readers.hpp"
#include "indexer/readers/utf8.hpp"

#include <algorithm>

namespace akin::indexer {
namespace {

FrontMatter read_front_matter(const SplitMarkdown& parts, std::size_t max_depth) {
  switch (parts.kind) {
  case FrontMatterKind::yaml:
    return read_yaml(parts.front, max_depth);
  case FrontMatterKind::toml:
    return read_toml(parts.front, max_depth);
  case FrontMatterKind::none:
    break;
  }
  return ValueObject();
}

/// Zola keeps tags under [taxonomies], Hugo and Zola keep a theme's fields under [params] and [extra].
void lift_nested_fields(ValueObject& front) {
  ValueObject lifted;
  for (auto& [key, value] : front) {
    auto* object = value.as<ValueObject>();
    if (object == nullptr || (key != "taxonomies" && key != "params" && key != "extra")) {
      continue;
    }
    std::move(object->begin(), object->end(), std::back_inserter(lifted));
    value = {};
  }
  std::move(lifted.begin(), lifted.end(), std::back_inserter(front));
}

} // namespace

std::variant<Record, Rejection> parse_markdown_record(RawRecord&& raw, const InputOptions& options) {
  const auto text = to_utf8(std::move(raw.bytes), Markup::none);
  const auto parts = split_front_matter(text);
  auto front = read_front_matter(parts, options.max_json_depth);
  if (auto* problem = std::get_if<FrontMatterProblem>(&front)) {
    return Rejection{std::move(raw.origin), std::move(problem->reason)};
  }
  auto& fields = std::get<ValueObject>(front);
  lift_nested_fields(fields);
  auto mapped = map_fields(std::move(fields), options);
  raw.warnings.insert(raw.warnings.end(), mapped.warnings.begin(), mapped.warnings.end());
  auto& article = mapped.article;
  auto body = parts.body;
  if (is_blank(article.title)) {
    article.title = take_leading_heading(body);
  }
  if (!is_blank(body)) {
    article.body = markdown_to_text(body);
  }
  if (article.title.empty() && !is_blank(article.body)) {
    article.title = title_of_file(raw.origin.path);
  }
  if (!article.published) {
    article.published = date_of_file(raw.origin.path);
  }
  return complete(std::move(article), std::move(raw), options);
}

} // namespace akin::indexer
