// Feeds in XML: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0.
#include "indexer/readers/charset.hpp"
#include "indexer/readers/feed_entry.hpp"
#include "indexer/readers/feed_xml.hpp"
#include "indexer/readers/readers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <pugixml.hpp>

namespace akin::indexer {
namespace {

bool is_entry(const std::string& name) { return name == "item" || name == "entry"; }

/// What the feed says of all its entries.
FeedDefaults defaults_of(pugi::xml_node channel) {
  FeedDefaults defaults;
  defaults.source = entry_text(channel, "title");
  defaults.language = inner_text(child_named(channel, "language"));
  if (defaults.language.empty()) {
    defaults.language = inner_text(child_named(channel, "dc:language"));
  }
  if (defaults.language.empty()) {
    defaults.language = channel.attribute("xml:lang").value();
  }
  defaults.authors = entry_authors(channel);
  defaults.base = entry_link(channel, {});
  return defaults;
}

/// Hands over the entries among the children of parent; false when the reading is over.
bool read_entries(const ReaderInput& input, pugi::xml_node parent, const FeedDefaults& defaults,
                  const std::string& text, std::size_t& found) {
  auto counted = text.begin();
  std::size_t line = 1;
  for (const auto child : parent.children()) {
    if (child.type() != pugi::node_element || !is_entry(element_name(child))) {
      continue;
    }
    const auto at =
        text.begin() + std::min<std::ptrdiff_t>(child.offset_debug(), static_cast<std::ptrdiff_t>(text.size()));
    line += static_cast<std::size_t>(std::count(counted, std::max(counted, at), '\n'));
    counted = std::max(counted, at);
    RawRecord record;
    record.kind = RawRecord::Kind::article;
    record.article = article_of_entry(child, defaults, record.warnings);
    record.origin = {input.path, line};
    record.input_bytes = record.article.title.size() + record.article.body.size();
    ++found;
    if (!input.sink.record(std::move(record))) {
      return false;
    }
  }
  return true;
}

} // namespace

void read_feed(const ReaderInput& input) {
  auto bytes = read_all(input.stream, input.options.max_record_bytes);
  if (!bytes) {
    input.sink.reject({input.path, 0}, too_large("feed", input.options));
    return;
  }
  auto text = to_utf8(std::move(*bytes), Markup::xml);
  std::erase(text, '\0');
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  const auto root = document.document_element();
  const auto channel = child_named(root, "channel") ? child_named(root, "channel") : root;
  const auto defaults = defaults_of(channel);
  std::size_t found = 0;
  if (element_name(root) == "entry") {
    if (!read_entries(input, document, defaults, text, found)) {
      return;
    }
  } else {
    if (!read_entries(input, channel, defaults, text, found)) {
      return;
    }
    if (channel != root && !read_entries(input, root, defaults, text, found)) {
      return;
    } // RSS 1.0 has its items there
  }
  if (parsed.status != pugi::status_ok) {
    const auto end = text.begin() + std::min<std::ptrdiff_t>(parsed.offset, static_cast<std::ptrdiff_t>(text.size()));
    const auto line = 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
    input.sink.reject(
        {input.path, line},
        fmt::format("XML is broken here, what follows was not read: {} (fix the feed)", parsed.description()));
  } else if (found == 0 && !begins_like_feed(root)) {
    input.sink.reject({input.path, 0}, "XML, but neither RSS nor Atom (name the format with --format)");
  }
}

} // namespace akin::indexer
