#include "indexer/html/json_ld.hpp"

#include "indexer/html/html_extract.hpp"
#include "indexer/html/json_ld_script.hpp"
#include "indexer/html/plain_text.hpp"
#include "indexer/html/resolve_url.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace akin::indexer::html {
namespace {

using Json = nlohmann::json;

std::string clean_text(const std::string& text) {
  const bool marked_up = text.find('&') != std::string::npos || text.find('<') != std::string::npos;
  std::string out;
  append_collapsed(out, marked_up ? html_to_text(text) : text);
  return trimmed(out);
}

// The script's objects by @id, for references, and the ones that may be the article.
class Graph {
 public:
  explicit Graph(std::vector<Json> scripts);

  Article article(std::string_view page_title) const;

 private:
  void index(const Json& json);
  const Json* pick() const;
  const Json& resolved(const Json& value) const;
  std::string text(const Json& object, const char* key) const;
  std::string name_of(const Json& value) const;
  std::vector<std::string> names(const Json& object, const char* key) const;
  std::string address(const Json& object, const char* key) const;

  std::vector<Json> scripts_;
  std::map<std::string, const Json*> by_id_;
  std::vector<const Json*> objects_;
};

Graph::Graph(std::vector<Json> scripts) : scripts_(std::move(scripts)) {
  for (const Json& script : scripts_)
    index(script);
}

bool has_type(const Json& object, std::string_view ending) {
  const auto type = object.find("@type");
  if (type == object.end())
    return false;
  const auto matches = [ending](const Json& value) {
    if (!value.is_string())
      return false;
    const std::string& name = value.get_ref<const std::string&>();
    return name.size() >= ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), matches) : matches(*type);
}

bool is_article(const Json& object) {
  constexpr std::array<std::string_view, 7> endings = {"Article", "Posting", "BlogPost", "Report",
                                                       "Review",  "Recipe",  "Analysis"};
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return has_type(object, ending); });
}

// Collects objects breadth first: what stands nearest to the top is about the page.
void Graph::index(const Json& json) {
  std::vector<const Json*> queue = {&json};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const Json& value = *queue[i];
    if (value.is_object()) {
      objects_.push_back(&value);
      if (const auto id = value.find("@id"); id != value.end() && id->is_string() && value.size() > 1)
        by_id_.emplace(id->get<std::string>(), &value);
    }
    for (const Json& child : value) {
      if (child.is_structured())
        queue.push_back(&child);
    }
  }
}

// The article, or the page that stands for one.
const Json* Graph::pick() const {
  const auto article = std::find_if(objects_.begin(), objects_.end(), [](const Json* o) { return is_article(*o); });
  if (article != objects_.end())
    return *article;
  const auto page =
      std::find_if(objects_.begin(), objects_.end(), [](const Json* o) { return has_type(*o, "WebPage"); });
  return page != objects_.end() ? *page : nullptr;
}

const Json& Graph::resolved(const Json& value) const {
  if (!value.is_object() || value.size() != 1 || !value.contains("@id") || !value["@id"].is_string())
    return value;
  const auto found = by_id_.find(value["@id"].get<std::string>());
  return found == by_id_.end() ? value : *found->second;
}

std::string Graph::text(const Json& object, const char* key) const {
  const auto found = object.find(key);
  return found == object.end() ? std::string() : name_of(*found);
}

// A string, the name of an object, or the first of an array that has one.
std::string Graph::name_of(const Json& value) const {
  if (value.is_string())
    return clean_text(value.get_ref<const std::string&>());
  if (value.is_number_integer())
    return std::to_string(value.get<std::int64_t>());
  if (value.is_array()) {
    for (const Json& entry : value) {
      if (!entry.is_array()) {
        if (std::string name = name_of(entry); !name.empty())
          return name;
      }
    }
    return {};
  }
  const Json& object = resolved(value);
  for (const char* key : {"name", "alternateName", "@value"}) {
    if (!object.is_object())
      break;
    if (const auto name = object.find(key); name != object.end() && name->is_string())
      return clean_text(name->get_ref<const std::string&>());
  }
  return {};
}

std::vector<std::string> Graph::names(const Json& object, const char* key) const {
  std::vector<std::string> out;
  const auto found = object.find(key);
  if (found == object.end())
    return out;
  const auto add = [&](const Json& value) {
    if (std::string name = name_of(value); !name.empty() && !is_web_url(name))
      out.push_back(std::move(name));
  };
  if (found->is_array())
    std::for_each(found->begin(), found->end(), add);
  else
    add(*found);
  return out;
}

std::string Graph::address(const Json& object, const char* key) const {
  const auto found = object.find(key);
  if (found == object.end())
    return {};
  const Json* value = found->is_array() && !found->empty() ? &found->front() : &*found;
  value = &resolved(*value);
  if (value->is_string())
    return trimmed(value->get_ref<const std::string&>());
  for (const char* part : {"url", "contentUrl", "@id"}) {
    if (value->is_object() && value->contains(part) && (*value)[part].is_string())
      return trimmed((*value)[part].get_ref<const std::string&>());
  }
  return {};
}

std::optional<Timestamp> first_time(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    if (const auto time = parse_timestamp(text))
      return time;
  }
  return std::nullopt;
}

std::string first_text(std::string a, std::string b) { return a.empty() ? std::move(b) : std::move(a); }

std::string title_of(const std::string& headline, const std::string& name, std::string_view page_title) {
  const std::string page_key = comparison_key(page_title);
  // By its length, lest it be the publication's name.
  const auto is_most_of_page_title = [&](const std::string& text) {
    const std::string key = comparison_key(text);
    return 2 * key.size() > page_key.size() && page_key.find(key) != std::string::npos;
  };
  return !is_most_of_page_title(headline) && is_most_of_page_title(name) ? name : first_text(headline, name);
}

// Keywords come as an array or as one string with commas.
std::vector<std::string> keywords(std::vector<std::string> given) {
  return given.size() == 1 ? split_list(given.front()) : given;
}

Article Graph::article(std::string_view page_title) const {
  Article article;
  const Json* picked = pick();
  if (picked == nullptr)
    return article;
  const Json& object = *picked;
  if (is_article(object)) {
    article.title = title_of(text(object, "headline"), text(object, "name"), page_title);
    article.section = text(object, "articleSection");
  }
  article.summary = text(object, "description");
  article.published = first_time({text(object, "datePublished"), text(object, "dateCreated")});
  article.updated = first_time({text(object, "dateModified")});
  article.authors = names(object, object.contains("author") ? "author" : "creator");
  article.source = text(object, "publisher");
  article.tags = keywords(names(object, "keywords"));
  article.language = text(object, "inLanguage");
  article.image = first_text(address(object, "image"), address(object, "thumbnailUrl"));
  article.url = first_text(address(object, "mainEntityOfPage"), address(object, "url"));
  return article;
}

} // namespace

Article read_json_ld(const std::vector<std::string_view>& scripts, std::string_view page_title) {
  std::vector<Json> parsed;
  for (const std::string_view script : scripts) {
    if (auto json = parse_json_ld(script))
      parsed.push_back(std::move(*json));
  }
  return Graph(std::move(parsed)).article(page_title);
}

} // namespace akin::indexer::html
