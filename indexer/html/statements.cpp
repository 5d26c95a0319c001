#include "indexer/html/statements.hpp"

#include "indexer/html/plain_text.hpp"

#include <algorithm>
#include <cstddef>

namespace akin::indexer::html {
namespace {

constexpr std::size_t max_value_bytes = 2048;

// The value of an element with itemprop, as the HTML standard gives it; of a nested item, its name.
std::string microdata_value(const Page& page, NodeId id) {
  for (const char* attribute : {"content", "datetime"}) {
    if (const std::string_view value = page.attribute(id, attribute); !value.empty())
      return std::string(value);
  }
  if (page[id].tag == GUMBO_TAG_LINK)
    return std::string(page.attribute(id, "href"));
  if (page[id].tag == GUMBO_TAG_IMG)
    return std::string(page.attribute(id, "src"));
  if (page.has_attribute(id, "itemscope")) {
    for (NodeId at = id + 1; at < page[id].end; ++at) {
      const std::string_view property = page.attribute(at, "itemprop");
      if (property == "name" || (property == "url" && page[at].tag == GUMBO_TAG_META))
        return microdata_value(page, at);
    }
  }
  return page.text_under(id, 512);
}

} // namespace

Statements::Statements(const Page& page) {
  // What RDFa's property says is said once more by name on some pages, more loosely.
  for (const char* attribute : {"property", "name", "http-equiv"}) {
    std::map<std::string, std::vector<std::string>> stated;
    stated.swap(values_);
    for (NodeId id = 0; id < page.size(); ++id) {
      if (page[id].tag == GUMBO_TAG_META)
        add("", page.attribute(id, attribute), page.attribute(id, "content"));
    }
    stated.merge(values_); // takes only names that are new
    values_ = std::move(stated);
  }
  for (NodeId id = 0; id < page.size(); ++id) {
    if (!page.is_text(id))
      read_element(page, id);
  }
}

void Statements::add(std::string_view prefix, std::string_view names, std::string_view value) {
  std::string text;
  append_collapsed(text, value.substr(0, max_value_bytes));
  text = trimmed(text);
  if (text.empty() || names.empty())
    return;
  std::string list = to_lower_ascii(names);
  std::replace(list.begin(), list.end(), ' ', ',');
  std::replace(list.begin(), list.end(), '.', ':');
  for (const std::string& name : split_list(list))
    values_[std::string(prefix) + name].push_back(text);
}

void Statements::read_element(const Page& page, NodeId id) {
  const GumboTag tag = page[id].tag;
  if (tag == GUMBO_TAG_LINK)
    add("rel:", page.attribute(id, "rel"), page.attribute(id, "href"));
  if (tag == GUMBO_TAG_BASE)
    add("", "base", page.attribute(id, "href"));
  if (tag == GUMBO_TAG_TIME)
    add("", "time", page.has_attribute(id, "datetime") ? page.attribute(id, "datetime") : page.text_under(id, 64));
  const std::string_view property = page.attribute(id, "itemprop");
  if (!property.empty() && property != "articleBody")
    add("itemprop:", property, microdata_value(page, id));
}

std::string Statements::first(std::initializer_list<const char*> names) const {
  const std::vector<std::string> values = all(names);
  return values.empty() ? std::string() : values.front();
}

std::vector<std::string> Statements::all(std::initializer_list<const char*> names) const {
  for (const char* name : names) {
    if (const auto found = values_.find(name); found != values_.end())
      return found->second;
  }
  return {};
}

std::optional<Timestamp> Statements::time(std::initializer_list<const char*> names) const {
  for (const char* name : names) {
    const auto found = values_.find(name);
    if (found == values_.end())
      continue;
    for (const std::string& text : found->second) {
      if (const auto time = parse_timestamp(text))
        return time;
    }
  }
  return std::nullopt;
}

} // namespace akin::indexer::html
