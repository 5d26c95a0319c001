#include "indexer/readers/front_matter.hpp"

#include <cmath>
#include <fmt/format.h>
#include <sstream>
#include <toml++/toml.h>

namespace akin::indexer {
namespace {

template <class Written> std::string written(const Written& value) {
  std::ostringstream out;
  out << value;
  return std::move(out).str();
}

Value to_value(const toml::node& node, std::size_t depth_left);

Value scalar(const toml::node& node) {
  if (const auto* text = node.as_string()) {
    return {text->get()};
  }
  if (const auto* whole = node.as_integer()) {
    return {whole->get()};
  }
  if (const auto* truth = node.as_boolean()) {
    return {truth->get()};
  }
  if (const auto* moment = node.as_date_time()) {
    return {written(moment->get())};
  }
  if (const auto* date = node.as_date()) {
    return {written(date->get())};
  }
  if (const auto* time = node.as_time()) {
    return {written(time->get())};
  }
  const auto* real = node.as_floating_point();
  return real != nullptr && std::isfinite(real->get()) ? Value{real->get()} : Value{};
}

/// Tables are sorted by key: TOML says nothing of an order.
ValueObject to_object(const toml::table& table, std::size_t depth_left) {
  ValueObject object;
  for (const auto& [key, node] : table) {
    object.push_back({std::string(key.str()), to_value(node, depth_left)});
  }
  return object;
}

Value to_value(const toml::node& node, std::size_t depth_left) {
  const auto* table = node.as_table();
  const auto* array = node.as_array();
  if (table == nullptr && array == nullptr) {
    return scalar(node);
  }
  if (depth_left == 0) {
    return {};
  }
  if (table != nullptr) {
    return {to_object(*table, depth_left - 1)};
  }
  ValueList list;
  for (const auto& item : *array) {
    list.push_back(to_value(item, depth_left - 1));
  }
  return {std::move(list)};
}

} // namespace

FrontMatter read_toml(std::string_view front, std::size_t max_depth) {
  try {
    return to_object(toml::parse(front), max_depth);
  } catch (const toml::parse_error& error) {
    return FrontMatterProblem{fmt::format("front matter is not valid TOML: line {}: {} (fix it)",
                                          error.source().begin.line + 1, error.description())};
  }
}

} // namespace akin::indexer
