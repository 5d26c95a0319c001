#include "indexer/readers/front_matter.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <optional>
#include <yaml-cpp/yaml.h>

namespace akin::indexer {
namespace {

constexpr std::size_t max_front_bytes = 1U << 20U;
constexpr std::size_t max_values = 100'000; // aliases of aliases multiply

/// Numbers that begin with a zero ("007") are names, not numbers.
bool is_plain_number(const std::string& text) {
  const auto first = text.find_first_not_of('-');
  if (first == std::string::npos || first > 1 || text[first] < '0' || text[first] > '9') {
    return false;
  }
  return text[first] != '0' || first + 1 == text.size() || text[first + 1] == '.';
}

Value scalar(const YAML::Node& node) {
  const auto& text = node.Scalar();
  if (node.Tag() == "!") {
    return {text};
  } // it stood in quotes
  if (text == "true" || text == "false") {
    return {text == "true"};
  }
  if (!is_plain_number(text)) {
    return {text};
  }
  const auto* end = text.data() + text.size();
  std::int64_t whole = 0;
  if (const auto parsed = std::from_chars(text.data(), end, whole); parsed.ec == std::errc() && parsed.ptr == end) {
    return {whole};
  }
  double real = 0;
  if (const auto parsed = std::from_chars(text.data(), end, real);
      parsed.ec == std::errc() && parsed.ptr == end && std::isfinite(real)) {
    return {real};
  }
  return {text};
}

class Converter {
 public:
  explicit Converter(std::size_t max_depth) : max_depth_(max_depth) {}

  /// Null in place of what goes beyond the bounds.
  Value convert(const YAML::Node& node, std::size_t depth = 0) {
    if (depth > max_depth_ || ++values_ > max_values) {
      return {};
    }
    switch (node.Type()) {
    case YAML::NodeType::Scalar:
      return scalar(node);
    case YAML::NodeType::Sequence: {
      ValueList list;
      for (const auto& item : node) {
        list.push_back(convert(item, depth + 1));
      }
      return {std::move(list)};
    }
    case YAML::NodeType::Map: {
      ValueObject object;
      for (const auto& item : node) {
        if (item.first.IsScalar()) {
          object.push_back({item.first.Scalar(), convert(item.second, depth + 1)});
        }
      }
      return {std::move(object)};
    }
    default:
      return {};
    }
  }

 private:
  std::size_t max_depth_;
  std::size_t values_ = 0;
};

} // namespace

FrontMatter read_yaml(std::string_view front, std::size_t max_depth) {
  if (front.size() > max_front_bytes) {
    return FrontMatterProblem{"front matter is larger than 1 MiB (shorten it)"};
  }
  try {
    const auto root = YAML::Load(std::string(front));
    if (!root.IsDefined() || root.IsNull()) {
      return ValueObject();
    }
    if (!root.IsMap()) {
      return FrontMatterProblem{"front matter is no list of \"key: value\" lines (fix it)"};
    }
    auto value = Converter(max_depth).convert(root);
    return std::move(*value.as<ValueObject>());
  } catch (const YAML::Exception& error) {
    return FrontMatterProblem{fmt::format("front matter is not valid YAML: line {}: {} (fix it; put values with \": \" "
                                          "in quotes)",
                                          error.mark.line + 2, error.msg)};
  }
}

} // namespace akin::indexer
