#include "indexer/readers/json_wrapper.hpp"

#include "indexer/readers/field_mapping.hpp"
#include "indexer/readers/field_names.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace akin::indexer {
namespace {

constexpr int deepest_list = 2; // {"response": {"docs": […]}}

constexpr std::array<std::string_view, 11> list_keys = {"articles", "items", "documents", "docs",    "records", "posts",
                                                        "stories",  "news",  "entries",   "results", "data"};

const Value* member(const ValueObject& object, std::string_view key) {
  const auto found = std::find_if(object.begin(), object.end(), [&](const Member& m) { return m.key == key; });
  return found == object.end() ? nullptr : &found->value;
}

bool has(const ValueObject& object, Field field, const InputOptions& options) {
  return std::any_of(object.begin(), object.end(), [&](const Member& m) {
    const auto meaning = meaning_of(m.key);
    if (meaning && meaning->field == field) {
      return !m.value.is_null() && m.value.as<ValueList>() == nullptr;
    }
    return std::any_of(options.field_map.begin(), options.field_map.end(), [&](const auto& mapped) {
      const std::string_view key = mapped.second;
      return field_named(mapped.first) == field && (key == m.key || key.substr(0, key.find('.')) == m.key);
    });
  });
}

bool is_article(const Value& value, const InputOptions& options) {
  const auto* object = value.as<ValueObject>();
  return object != nullptr && (has(*object, Field::title, options) || has(*object, Field::body, options));
}

bool holds_articles(const Value& value, bool telling_key, const InputOptions& options) {
  const auto* list = value.as<ValueList>();
  if (list == nullptr) {
    return false;
  }
  if (list->empty()) {
    return telling_key;
  }
  return std::any_of(list->begin(), list->end(), [&](const Value& element) { return is_article(element, options); });
}

std::vector<std::string> find_list(const ValueObject& object, int depth, bool telling_only,
                                   const InputOptions& options) {
  for (const auto key : list_keys) {
    const auto* value = member(object, key);
    if (value != nullptr && holds_articles(*value, true, options)) {
      return {std::string(key)};
    }
  }
  for (const auto& [key, value] : object) {
    if (!telling_only && holds_articles(value, false, options)) {
      return {key};
    }
    const auto* inner = value.as<ValueObject>();
    if (telling_only || inner == nullptr || depth == deepest_list) {
      continue;
    }
    if (auto path = find_list(*inner, depth + 1, false, options); !path.empty()) {
      path.insert(path.begin(), key);
      return path;
    }
  }
  return {};
}

} // namespace

std::vector<std::string> article_list_in(const ValueObject& object, const InputOptions& options) {
  if (has(object, Field::body, options)) {
    return {};
  }
  const bool titled = has(object, Field::title, options); // of a dump, or of an article without text
  return find_list(object, 1, titled, options);
}

bool is_json_feed(const ValueObject& object) {
  const auto* version = member(object, "version");
  const auto* text = version == nullptr ? nullptr : version->as<std::string>();
  const auto* items = member(object, "items");
  return text != nullptr && text->find("jsonfeed.org/version/") != std::string::npos && items != nullptr &&
         items->as<ValueList>() != nullptr;
}

void read_json_feed(const ReaderInput& input, ValueObject&& feed) {
  auto items = std::move(
      *std::find_if(feed.begin(), feed.end(), [](const Member& m) { return m.key == "items"; })->value.as<ValueList>());
  const auto whole = map_fields(std::move(feed), {});
  for (auto& item : items) {
    auto* object = item.as<ValueObject>();
    if (object == nullptr) {
      if (!input.sink.reject({input.path, 0}, "an item of the feed is not a JSON object (fix or remove it)")) {
        return;
      }
      continue;
    }
    auto mapped = map_fields(std::move(*object), input.options);
    RawRecord record;
    record.kind = RawRecord::Kind::article;
    record.article = std::move(mapped.article);
    record.warnings = std::move(mapped.warnings);
    record.origin = {input.path, 0};
    record.input_bytes = record.article.title.size() + record.article.body.size();
    if (record.article.source.empty()) {
      record.article.source = whole.article.title;
    }
    if (record.article.language.empty()) {
      record.article.language = whole.article.language;
    }
    if (record.article.authors.empty()) {
      record.article.authors = whole.article.authors;
    }
    if (!input.sink.record(std::move(record))) {
      return;
    }
  }
}

} // namespace akin::indexer
