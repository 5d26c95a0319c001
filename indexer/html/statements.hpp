// The statements of a page about itself: meta tags, links, microdata, times.
#pragma once

#include "common/timestamp.hpp"
#include "indexer/html/page.hpp"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer::html {

/// Values by name, in page order, white space collapsed. Names are in lower case, dots written as colons: "og:title",
/// "dc:creator"; "rel:canonical" of links, "itemprop:author" of microdata, "base", "time".
class Statements {
 public:
  explicit Statements(const Page& page);

  /// The first value of the first of these names that has one; empty if none has.
  std::string first(std::initializer_list<const char*> names) const;

  /// All values of the first of these names that has one.
  std::vector<std::string> all(std::initializer_list<const char*> names) const;

  /// The first value that is a date, of the first of these names that has one.
  std::optional<Timestamp> time(std::initializer_list<const char*> names) const;

 private:
  void add(std::string_view prefix, std::string_view names, std::string_view value);
  void read_element(const Page& page, NodeId id);

  std::map<std::string, std::vector<std::string>> values_;
};

} // namespace akin::indexer::html
