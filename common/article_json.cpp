#include "common/article_json.hpp"

#include "common/error.hpp"
#include "common/json_text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>

namespace akin {
namespace {

// The fields in the order in which they are written: one table for writing and reading.

struct TextField {
  std::string_view name;
  std::string Article::*value;
};
struct TimeField {
  std::string_view name;
  std::optional<Timestamp> Article::*value;
};
struct ListField {
  std::string_view name;
  std::vector<std::string> Article::*value;
};
using Field = std::variant<TextField, TimeField, ListField>;

const std::array<Field, 16> fields{
    TextField{"id", &Article::id},           TextField{"url", &Article::url},
    TextField{"title", &Article::title},     TextField{"body", &Article::body},
    TextField{"summary", &Article::summary}, TimeField{"published", &Article::published},
    TimeField{"updated", &Article::updated}, TextField{"source", &Article::source},
    ListField{"authors", &Article::authors}, ListField{"tags", &Article::tags},
    TextField{"section", &Article::section}, TextField{"language", &Article::language},
    TextField{"image", &Article::image},     ListField{"people", &Article::people},
    ListField{"places", &Article::places},   ListField{"organisations", &Article::organisations},
};

const Field* find_field(std::string_view name) {
  for (const Field& field : fields)
    if (std::visit([](const auto& f) { return f.name; }, field) == name)
      return &field;
  return nullptr;
}

// Writing.

void append_key(std::string& out, std::string_view key) {
  if (out.size() > 1)
    out += ',';
  append_json_string(out, key);
  out += ':';
}

void append_field(std::string& out, const TextField& field, const Article& article) {
  const std::string& text = article.*field.value;
  if (text.empty())
    return;
  append_key(out, field.name);
  append_json_string(out, text);
}

void append_field(std::string& out, const TimeField& field, const Article& article) {
  const std::optional<Timestamp>& time = article.*field.value;
  if (!time)
    return;
  append_key(out, field.name);
  append_json_string(out, format_rfc3339(*time));
}

void append_field(std::string& out, const ListField& field, const Article& article) {
  const std::vector<std::string>& list = article.*field.value;
  if (list.empty())
    return;
  append_key(out, field.name);
  char separator = '[';
  for (const std::string& text : list) {
    out += separator;
    append_json_string(out, text);
    separator = ',';
  }
  out += ']';
}

void append_value(std::string& out, bool value) { out += value ? "true" : "false"; }
void append_value(std::string& out, std::int64_t value) { fmt::format_to(std::back_inserter(out), "{}", value); }
void append_value(std::string& out, const std::string& value) { append_json_string(out, value); }
void append_value(std::string& out, double value) { append_json_number(out, value); }

void append_extra(std::string& out, const Article& article) {
  std::unordered_set<std::string_view> written;
  for (const auto& [name, scalar] : article.extra) {
    if (find_field(name) != nullptr || !written.insert(name).second)
      continue;
    append_key(out, name);
    std::visit([&](const auto& value) { append_value(out, value); }, scalar);
  }
}

// Reading.

/// Takes nlohmann's parser events, so that an article is read without a tree in between.
class ArticleReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  Article take() { return std::move(article_); }

  bool null() override {
    require_object();
    if (field_ != nullptr && depth_ > 1)
      refuse_type();
    return true;
  }
  bool boolean(bool value) override { return scalar(value); }
  bool number_integer(number_integer_t value) override { return scalar(std::int64_t{value}); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(INT64_MAX))
      return scalar(static_cast<double>(value));
    return scalar(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return scalar(value); }
  bool string(string_t& value) override { return scalar(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; } // never in JSON text

  bool start_object(std::size_t /*size*/) override {
    if (depth_ > 0 && field_ != nullptr)
      refuse_type();
    return deeper();
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t /*size*/) override {
    require_object();
    if (field_ != nullptr) {
      const auto* const list = std::get_if<ListField>(field_);
      if (list == nullptr || depth_ > 1)
        refuse_type();
      (article_.*list->value).clear();
    }
    return deeper();
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ > 1)
      return true;
    name_ = std::move(name);
    field_ = find_field(name_);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& cause) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error …; last read: '…'; expected …",
    // or
    // "[json.exception.out_of_range.406] number overflow parsing '…'". What is quoted may be long and broken.
    std::string_view what = cause.what();
    what = what.substr(0, std::min({what.find("; last read"), what.find("; expected"), what.find(" '")}));
    for (const std::string_view prefix_end : {"] ", ": "})
      if (const std::size_t end = what.find(prefix_end); end != std::string_view::npos)
        what.remove_prefix(end + prefix_end.size());
    throw Error(ErrorCode::invalid_argument, fmt::format("the article is not valid JSON: {}", what),
                fmt::format("byte {}", position));
  }

 private:
  static constexpr int deepest = 64;

  void require_object() const {
    if (depth_ == 0)
      throw Error(ErrorCode::invalid_argument, "the article must be a JSON object", "byte 1");
  }

  bool deeper() {
    if (++depth_ > deepest)
      throw Error(ErrorCode::invalid_argument, "the article is nested too deeply", fmt::format("field \"{}\"", name_));
    return true;
  }

  [[noreturn]] void refuse_type() const {
    const bool is_list = std::holds_alternative<ListField>(*field_);
    throw Error(ErrorCode::invalid_argument, is_list ? "must be a list of strings" : "must be a string",
                fmt::format("field \"{}\"", name_));
  }

  template <class T> bool scalar(T value) {
    require_object();
    if (field_ == nullptr) {
      if (depth_ == 1)
        keep_extra(Scalar(std::move(value)));
      return true;
    }
    if constexpr (std::is_same_v<T, std::string>)
      text(std::move(value));
    else
      refuse_type();
    return true;
  }

  void text(std::string value) {
    if (const auto* const list = std::get_if<ListField>(field_); list != nullptr && depth_ == 2)
      (article_.*list->value).push_back(std::move(value));
    else if (const auto* const plain = std::get_if<TextField>(field_))
      article_.*plain->value = std::move(value);
    else if (const auto* const time = std::get_if<TimeField>(field_))
      article_.*time->value = parsed_time(value);
    else
      refuse_type();
  }

  Timestamp parsed_time(const std::string& value) const {
    if (const auto time = parse_timestamp(value))
      return *time;
    throw Error(ErrorCode::invalid_argument, "must be a date such as 2023-09-13T08:00:00Z",
                fmt::format("field \"{}\"", name_));
  }

  void keep_extra(Scalar value) {
    const auto [place, is_new] = extra_places_.try_emplace(name_, article_.extra.size());
    if (is_new)
      article_.extra.emplace_back(name_, std::move(value));
    else
      article_.extra[place->second].second = std::move(value);
  }

  Article article_;
  std::string name_; ///< of the member of the outermost object that is being read
  const Field* field_ = nullptr;
  int depth_ = 0;
  std::unordered_map<std::string, std::size_t> extra_places_;
};

} // namespace

std::string to_json(const Article& article) {
  std::string out;
  out.reserve(article.title.size() + article.body.size() + article.body.size() / 32 + article.summary.size() + 512);
  out += '{';
  for (const Field& field : fields)
    std::visit([&](const auto& f) { append_field(out, f, article); }, field);
  append_extra(out, article);
  out += '}';
  return out;
}

Article article_from_json(std::string_view json) {
  ArticleReader reader;
  nlohmann::json::sax_parse(json.begin(), json.end(), &reader);
  return reader.take();
}

} // namespace akin
