#include "indexer/readers/feed_entry.hpp"

#include "indexer/html/html_extract.hpp"
#include "indexer/html/resolve_url.hpp"
#include "indexer/readers/completion.hpp"
#include "indexer/readers/feed_xml.hpp"
#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>

namespace akin::indexer {
namespace {

std::string_view attribute(pugi::xml_node element, const char* name) { return trim(element.attribute(name).value()); }

/// What an element says in the end, by its declared type (Atom) or by its looks (RSS): text or HTML made text.
std::string text_of(pugi::xml_node element) {
  if (!element) {
    return {};
  }
  const auto type = attribute(element, "type");
  const bool has_elements = std::any_of(element.children().begin(), element.children().end(),
                                        [](pugi::xml_node child) { return child.type() == pugi::node_element; });
  if (has_elements && (type == "xhtml" || type == "application/xhtml+xml" || type.empty())) {
    return html_to_text(inner_xml(element));
  }
  auto text = inner_text(element);
  if (type == "text" || type == "text/plain") {
    return text;
  }
  return text.find_first_of("<&") == std::string::npos ? text : html_to_text(text);
}

std::string first_text(pugi::xml_node entry, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    auto text = text_of(child_named(entry, name));
    if (!is_blank(text)) {
      return text;
    }
  }
  return {};
}

std::string first_raw(pugi::xml_node entry, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    auto text = inner_text(child_named(entry, name));
    if (!text.empty()) {
      return text;
    }
  }
  return {};
}

std::string atom_link(pugi::xml_node entry, std::string_view base) {
  pugi::xml_node best;
  for (const auto child : entry.children()) {
    const auto name = child.type() == pugi::node_element ? element_name(child) : std::string();
    if ((name != "link" && name != "atom:link") || attribute(child, "href").empty()) {
      continue;
    }
    const auto relation = attribute(child, "rel");
    const auto type = attribute(child, "type");
    const bool is_page = relation.empty() || relation == "alternate";
    const bool is_text = type.empty() || type.find("html") != std::string_view::npos;
    if (is_page && (!best || is_text)) {
      best = child;
    }
    if (is_page && is_text) {
      break;
    }
  }
  return best ? html::resolve_url(attribute(best, "href"), base_of(best, base)) : std::string();
}

/// "jane@example.org (Jane Doe)" and "Jane Doe <jane@example.org>" to the name.
std::string person_name(std::string_view text) {
  const auto open = text.find('(');
  const auto close = text.rfind(')');
  if (text.substr(0, open).find('@') != std::string_view::npos && open != std::string_view::npos && close > open + 1 &&
      close != std::string_view::npos) {
    return std::string(trim(text.substr(open + 1, close - open - 1)));
  }
  if (const auto angle = text.find('<'); angle != std::string_view::npos && angle > 0) {
    text = text.substr(0, angle);
  }
  return std::string(trim(text));
}

void add(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) {
    list.push_back(std::move(text));
  }
}

std::vector<std::string> entry_tags(pugi::xml_node entry) {
  std::vector<std::string> tags;
  for (const auto child : entry.children()) {
    const auto name = child.type() == pugi::node_element ? element_name(child) : std::string();
    if (name != "category" && name != "dc:subject") {
      continue;
    }
    const auto label = attribute(child, "label").empty() ? attribute(child, "term") : attribute(child, "label");
    add(tags, label.empty() ? text_of(child) : std::string(label));
  }
  return tags;
}

bool is_image(pugi::xml_node media) {
  return attribute(media, "medium") == "image" || attribute(media, "type").substr(0, 6) == "image/";
}

std::string image_in(pugi::xml_node parent) {
  for (const auto child : parent.children()) {
    const auto name = child.type() == pugi::node_element ? element_name(child) : std::string();
    if (name == "media:thumbnail") {
      return std::string(attribute(child, "url"));
    }
    if ((name == "media:content" || name == "enclosure") && is_image(child)) {
      return std::string(attribute(child, "url"));
    }
    if (name == "itunes:image") {
      return std::string(attribute(child, "href"));
    }
    if (name == "link" && attribute(child, "rel") == "enclosure" && is_image(child)) {
      return std::string(attribute(child, "href"));
    }
  }
  return {};
}

std::string entry_image(pugi::xml_node entry) {
  auto image = image_in(entry);
  for (const auto* inner : {"media:group", "media:content"}) {
    if (image.empty()) {
      image = image_in(child_named(entry, inner));
    }
  }
  return image;
}

/// The first readable date among the children of these names.
std::optional<Timestamp> first_time(pugi::xml_node entry, std::initializer_list<std::string_view> names,
                                    Article& article, std::vector<std::string>& warnings) {
  for (const auto name : names) {
    const auto text = inner_text(child_named(entry, name));
    if (text.empty()) {
      continue;
    }
    if (const auto time = parse_timestamp(text)) {
      return time;
    }
    warnings.push_back(fmt::format("{}: cannot read the date \"{}\"", name, text.substr(0, 60)));
    article.extra.emplace_back(fmt::format("{}_text", name), text);
  }
  return std::nullopt;
}

void fill_texts(pugi::xml_node entry, Article& article) {
  article.title = first_text(entry, {"title", "dc:title", "media:title", "itunes:title"});
  auto content = first_text(entry, {"content:encoded", "content", "xhtml:body", "body"});
  auto description =
      first_text(entry, {"description", "summary", "dc:description", "itunes:summary", "media:description"});
  if (description.empty()) {
    description = text_of(child_named(child_named(entry, "media:group"), "media:description"));
  }
  article.body = content.empty() ? std::move(description) : std::move(content);
  if (description != article.body) {
    article.summary = std::move(description);
  }
}

} // namespace

std::string entry_text(pugi::xml_node entry, std::string_view name) { return text_of(child_named(entry, name)); }

std::string entry_link(pugi::xml_node entry, std::string_view base) {
  for (const auto child : entry.children()) {
    if (child.type() != pugi::node_element || element_name(child) != "link") {
      continue;
    }
    const auto link = inner_text(child);
    if (!link.empty()) {
      return html::resolve_url(link, base_of(child, base));
    }
  }
  if (auto link = atom_link(entry, base); !link.empty()) {
    return link;
  }
  const auto guid = child_named(entry, "guid");
  const auto address = inner_text(guid);
  return attribute(guid, "isPermaLink") != "false" && address.substr(0, 4) == "http" ? address : std::string();
}

std::vector<std::string> entry_authors(pugi::xml_node entry) {
  std::vector<std::string> authors;
  for (const auto child : entry.children()) {
    const auto name = child.type() == pugi::node_element ? element_name(child) : std::string();
    if (name != "author" && name != "dc:creator" && name != "itunes:author" && name != "atom:author") {
      continue;
    }
    const auto inner = child_named(child, "name") ? child_named(child, "name") : child_named(child, "atom:name");
    add(authors, inner ? inner_text(inner) : person_name(inner_text(child)));
  }
  return authors;
}

Article article_of_entry(pugi::xml_node entry, const FeedDefaults& defaults, std::vector<std::string>& warnings) {
  Article article;
  fill_texts(entry, article);
  article.url = entry_link(entry, defaults.base);
  article.id = first_raw(entry, {"guid", "id"});
  if (article.id.empty()) {
    article.id = attribute(entry, "rdf:about");
  }
  if (!id_problem(article.id).empty()) {
    article.id.clear();
  } // the feed's own business: the address serves as well
  article.published =
      first_time(entry, {"pubDate", "published", "dc:date", "issued", "dcterms:created", "created"}, article, warnings);
  article.updated = first_time(entry, {"updated", "atom:updated", "dcterms:modified", "modified"}, article, warnings);
  article.source = first_text(entry, {"dc:source"});
  const auto source = child_named(entry, "source");
  if (article.source.empty()) {
    article.source = child_named(source, "title") ? entry_text(source, "title") : text_of(source);
  }
  if (article.source.empty()) {
    article.source = defaults.source;
  }
  article.authors = entry_authors(entry);
  if (article.authors.empty()) {
    article.authors = entry_authors(source);
  }
  if (article.authors.empty()) {
    article.authors = defaults.authors;
  }
  article.tags = entry_tags(entry);
  article.language = first_raw(entry, {"dc:language"});
  if (article.language.empty()) {
    article.language = attribute(entry, "xml:lang");
  }
  if (article.language.empty()) {
    article.language = defaults.language;
  }
  if (const auto image = entry_image(entry); !image.empty()) {
    article.image = html::resolve_url(image, base_of(entry, defaults.base));
  }
  return article;
}

bool begins_like_feed(pugi::xml_node root) {
  const auto name = element_name(root);
  return name == "rss" || name == "rdf:RDF" || name == "feed" || name == "channel" || name == "entry";
}

} // namespace akin::indexer
