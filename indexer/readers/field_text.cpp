#include "indexer/readers/field_text.hpp"

#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <initializer_list>

namespace akin::indexer {
namespace {

constexpr int max_wrapping = 3; // {"name": {"value": "…"}} is as deep as people go

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return result;
}

Value* member(ValueObject& object, std::string_view key) {
  const auto found = std::find_if(object.begin(), object.end(), [&](const Member& m) { return m.key == key; });
  return found == object.end() ? nullptr : &found->value;
}

std::optional<FieldText> text_of(Value& value, bool address, int wrapping);

std::optional<FieldText> text_of(ValueObject& object, bool address, int wrapping) {
  // WordPress renders to HTML, JSON-LD and MongoDB have keys of their own.
  static constexpr std::array address_keys = {"url", "href", "src", "@id", "contentUrl"};
  static constexpr std::array text_keys = {"rendered", "name",   "title", "main", "value", "text",
                                           "label",    "@value", "term",  "$oid", "$date", "$numberLong"};
  const auto first = [&](const auto& keys) -> std::optional<FieldText> {
    for (const std::string_view key : keys) {
      auto* found = member(object, key);
      if (found == nullptr) {
        continue;
      }
      if (auto text = text_of(*found, address, wrapping + 1)) {
        text->html = text->html || key == "rendered";
        return text;
      }
    }
    return std::nullopt;
  };
  if (address) {
    if (auto text = first(address_keys)) {
      return text;
    }
  }
  return first(text_keys);
}

std::optional<FieldText> text_of(Value& value, bool address, int wrapping) {
  if (auto* text = value.as<std::string>()) {
    return FieldText{std::move(*text)};
  }
  if (value.is_scalar()) {
    return FieldText{*scalar_text(value)};
  }
  if (wrapping == max_wrapping) {
    return std::nullopt;
  }
  if (auto* list = value.as<ValueList>(); list != nullptr && list->size() == 1) {
    return text_of(list->front(), address, wrapping + 1);
  }
  if (auto* object = value.as<ValueObject>()) {
    return text_of(*object, address, wrapping);
  }
  return std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    parts.push_back(trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string_view without_by(std::string_view byline) {
  byline = trim(byline);
  return lower(byline.substr(0, 3)) == "by " ? trim(byline.substr(3)) : byline;
}

/// "Doe, Jane" is one person: two single words around one comma.
bool is_inverted_name(const std::vector<std::string_view>& parts) {
  return parts.size() == 2 && parts[0].find(' ') == std::string_view::npos &&
         parts[1].find(' ') == std::string_view::npos;
}

std::vector<std::string_view> split_byline(std::string_view byline) {
  byline = without_by(byline);
  if (byline.find(';') != std::string_view::npos) {
    return split(byline, ";");
  }
  const auto by_comma = split(byline, ",");
  if (is_inverted_name(by_comma)) {
    return {byline};
  }
  std::vector<std::string_view> names;
  for (auto part : by_comma) {
    if (lower(part.substr(0, 4)) == "and ") {
      part = trim(part.substr(4));
    }
    for (std::string_view::size_type at = 0; at != std::string_view::npos;) {
      const auto word = part.find(" and ");
      const auto sign = part.find(" & ");
      at = std::min(word, sign);
      names.push_back(trim(part.substr(0, at)));
      if (at != std::string_view::npos) {
        part.remove_prefix(at + (at == word ? 5 : 3));
      }
    }
  }
  return names;
}

std::vector<std::string_view> split_for(Field field, std::string_view text) {
  switch (field) {
  case Field::authors:
    return split_byline(text);
  case Field::tags:
  case Field::people:
    return split(text, ",;");
  default:
    return split(text, ";"); // "Paris, Texas" and "Apple, Inc." are one each
  }
}

void add(std::vector<std::string>& list, std::string_view text) {
  const auto trimmed = trim(text);
  if (!trimmed.empty() && std::find(list.begin(), list.end(), trimmed) == list.end()) {
    list.emplace_back(trimmed);
  }
}

std::optional<Timestamp> time_of_number(double number) {
  constexpr double first_milliseconds = 1e11; // as seconds, this is the year 5138
  constexpr double last_milliseconds = 1e15;
  if (!(std::abs(number) < last_milliseconds)) {
    return std::nullopt;
  }
  const double seconds = std::abs(number) < first_milliseconds ? number : number / 1000;
  return Timestamp{static_cast<std::int64_t>(std::floor(seconds))};
}

/// The name of the tag that text starts with, in small letters; empty when it starts with none.
std::string tag_name(std::string_view text) {
  std::size_t at = text.substr(0, 2) == "</" ? 2 : 1;
  const auto begin = at;
  while (at < text.size() && at - begin < 12 &&
         (is_letter(text[at]) || (at > begin && text[at] >= '1' && text[at] <= '6'))) {
    ++at;
  }
  const bool ends = at < text.size() && (text[at] == '>' || text[at] == ' ' || text[at] == '/' || text[at] == '\n');
  return ends ? lower(text.substr(begin, at - begin)) : std::string();
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_block_tag(std::string_view name) {
  return is_one_of(name, {"p",      "br",  "div",  "ul",    "ol", "li",     "h1",         "h2",      "h3",
                          "h4",     "h5",  "h6",   "table", "tr", "td",     "blockquote", "section", "article",
                          "figure", "pre", "html", "body",  "hr", "header", "main"});
}

bool is_inline_tag(std::string_view name) {
  return is_one_of(name, {"a",      "b",      "i",     "em",   "strong", "span", "img",     "u",   "font", "small",
                          "center", "iframe", "video", "code", "aside",  "head", "picture", "sup", "sub",  "cite"});
}

} // namespace

std::optional<std::string> scalar_text(const Value& value) {
  if (const auto* text = value.as<std::string>()) {
    return *text;
  }
  if (const auto* number = value.as<std::int64_t>()) {
    return std::to_string(*number);
  }
  if (const auto* number = value.as<double>()) {
    return fmt::format("{}", *number);
  }
  if (const auto* truth = value.as<bool>()) {
    return *truth ? "true" : "false";
  }
  return std::nullopt;
}

std::optional<FieldText> text_of(Value& value, bool address) { return text_of(value, address, 0); }

std::optional<std::vector<std::string>> list_of(Value& value, Field field) {
  std::vector<std::string> texts;
  auto* list = value.as<ValueList>();
  if (list == nullptr) {
    const bool names = value.as<std::string>() != nullptr;
    const auto one = text_of(value, false);
    if (!one) {
      return std::nullopt;
    }
    if (!names) {
      add(texts, one->text);
      return texts;
    }
    for (const auto part : split_for(field, one->text)) {
      add(texts, part);
    }
    return texts;
  }
  for (auto& element : *list) {
    if (element.is_null()) {
      continue;
    }
    const auto text = text_of(element, false);
    if (!text) {
      return std::nullopt;
    }
    add(texts, field == Field::authors ? without_by(text->text) : std::string_view(text->text));
  }
  return texts;
}

std::optional<Timestamp> time_of(Value& value) {
  if (const auto* number = value.as<double>()) {
    return time_of_number(*number);
  }
  const auto* whole = value.as<std::int64_t>();
  const auto text = text_of(value, false);
  if (!text) {
    return std::nullopt;
  }
  if (const auto time = parse_timestamp(text->text)) {
    return time;
  }
  const bool date_sized = whole != nullptr && *whole >= 0 && *whole < 100'000'000; // 2023, 20230913: no Unix time
  return whole == nullptr || date_sized ? std::nullopt : time_of_number(static_cast<double>(*whole));
}

bool looks_like_html(std::string_view text) {
  const auto start = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (start.empty()) {
    return false;
  }
  if (start.front() == '<') {
    const auto name = tag_name(start);
    if (is_block_tag(name) || is_inline_tag(name) || lower(start.substr(0, 9)) == "<!doctype" ||
        start.substr(0, 4) == "<!--") {
      return true;
    }
  }
  int block_tags = 0;
  for (auto at = text.find('<'); at != std::string_view::npos && block_tags < 2; at = text.find('<', at + 1)) {
    block_tags += is_block_tag(tag_name(text.substr(at, 16))) ? 1 : 0;
  }
  return block_tags >= 2;
}

} // namespace akin::indexer
