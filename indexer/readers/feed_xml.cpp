#include "indexer/readers/feed_xml.hpp"

#include "indexer/html/resolve_url.hpp"
#include "indexer/readers/utf8.hpp"

#include <array>
#include <utility>
#include <vector>

namespace akin::indexer {
namespace {

struct Vocabulary {
  std::string_view address_part; ///< of the namespace's URI: versions and schemes vary
  std::string_view prefix;
};
constexpr std::array<Vocabulary, 10> vocabularies = {{
    {"purl.org/dc/elements", "dc"},
    {"purl.org/dc/terms", "dcterms"},
    {"purl.org/rss/1.0/modules/content", "content"},
    {"search.yahoo.com/mrss", "media"},
    {"itunes.com/dtds/podcast", "itunes"},
    {"www.w3.org/2005/Atom", "atom"},
    {"purl.org/atom/ns", "atom"},
    {"purl.org/rss/1.0/", ""},
    {"my.netscape.com/rdf", ""},
    {"www.w3.org/1999/xhtml", "xhtml"},
}};

std::string_view namespace_of(pugi::xml_node element, std::string_view prefix) {
  const auto declaration = "xmlns:" + std::string(prefix);
  for (auto at = element; at; at = at.parent()) {
    if (const auto attribute = at.attribute(declaration.c_str())) {
      return attribute.value();
    }
  }
  return {};
}

std::string_view usual_prefix(std::string_view address, std::string_view given) {
  for (const auto& vocabulary : vocabularies) {
    if (address.find(vocabulary.address_part) != std::string_view::npos) {
      return vocabulary.prefix;
    }
  }
  return given;
}

std::string_view local_name(std::string_view name) { return name.substr(name.find(':') + 1); }

/// Whether a document is an Atom feed all of whose elements may carry a prefix.
bool is_atom_feed(pugi::xml_node document) {
  const auto root = document.find_child([](pugi::xml_node child) { return child.type() == pugi::node_element; });
  return local_name(root.name()) == "feed";
}

/// Appends to a string what pugixml writes.
class StringWriter final : public pugi::xml_writer {
 public:
  explicit StringWriter(std::string& to) : to_(to) {}
  void write(const void* data, std::size_t size) override { to_.append(static_cast<const char*>(data), size); }

 private:
  std::string& to_;
};

/// Depth first without recursion: documents may nest as deep as they are long.
class TextCollector final : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      text += node.value();
    }
    return true;
  }
  std::string text;
};

} // namespace

std::string element_name(pugi::xml_node element) {
  const std::string_view name = element.name();
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) {
    return std::string(name);
  }
  const auto given = name.substr(0, colon);
  const auto prefix = usual_prefix(namespace_of(element, given), given);
  const auto local = local_name(name);
  const bool atom_feed = prefix == "atom" && (local == "feed" || local == "entry" || is_atom_feed(element.root()));
  return prefix.empty() || atom_feed ? std::string(local) : std::string(prefix).append(":").append(local);
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name) {
  for (const auto child : parent.children()) {
    if (child.type() == pugi::node_element && element_name(child) == name) {
      return child;
    }
  }
  return {};
}

std::string inner_text(pugi::xml_node element) {
  TextCollector collector;
  element.traverse(collector);
  return std::string(trim(collector.text));
}

std::string inner_xml(pugi::xml_node element) {
  std::string xml;
  StringWriter writer(xml);
  for (const auto child : element.children()) {
    child.print(writer, "", pugi::format_raw, pugi::encoding_utf8);
  }
  return xml;
}

std::string base_of(pugi::xml_node element, std::string_view otherwise) {
  std::vector<std::string_view> bases;
  for (auto at = element; at; at = at.parent()) {
    if (const auto base = at.attribute("xml:base")) {
      bases.emplace_back(base.value());
    }
  }
  std::string joined(otherwise);
  for (auto base = bases.rbegin(); base != bases.rend(); ++base) {
    const auto next = html::resolve_url(*base, joined);
    joined = next;
  }
  return joined;
}

} // namespace akin::indexer
