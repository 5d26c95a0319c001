#include "indexer/readers/field_mapping.hpp"

#include "indexer/html/html_extract.hpp"
#include "indexer/readers/field_names.hpp"
#include "indexer/readers/field_text.hpp"
#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>
#include <unordered_set>

namespace akin::indexer {
namespace {

/// A value that wants to be a field.
struct Candidate {
  FieldMeaning meaning;
  std::string_view key;
  Value* value;
};

Value* find(ValueObject& record, std::string_view path) {
  for (auto& member : record) {
    if (member.key == path) {
      return &member.value;
    }
  }
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) {
    return nullptr;
  }
  for (auto& member : record) {
    if (member.key != path.substr(0, dot)) {
      continue;
    }
    if (auto* object = member.value.as<ValueObject>()) {
      return find(*object, path.substr(dot + 1));
    }
  }
  return nullptr;
}

std::string kind_of(const Value& value) {
  if (value.as<ValueObject>() != nullptr) {
    return "an object";
  }
  return value.as<ValueList>() != nullptr ? "a list" : "a number";
}

/// Fills one article from candidates.
class Mapper {
 public:
  MappedRecord map(ValueObject& record, const InputOptions& options) {
    for (auto& member : record) {
      std::erase(member.key, '\0'); // before it is looked at: "i\0d" is an id to everybody who sees it
    }
    for (const auto& candidate : candidates(record, options)) {
      auto& done = filled_[static_cast<std::size_t>(candidate.meaning.field)];
      if (done) {
        keep(candidate);
      } else {
        done = assign(candidate);
      }
    }
    for (auto& member : record) {
      keep_extra(member);
    }
    drop_extra_under_own_names();
    drop_repeated_extra();
    return std::move(mapped_);
  }

 private:
  static std::vector<Candidate> candidates(ValueObject& record, const InputOptions& options) {
    std::vector<Candidate> found;
    found.reserve(options.field_map.size() + record.size());
    for (const auto& [name, path] : options.field_map) {
      const auto field = field_named(name);
      auto* value = find(record, path);
      if (field && value != nullptr) {
        found.push_back({{*field, 0, false}, path, value});
      }
    }
    const auto mapped = found.size();
    for (auto& member : record) {
      const auto taken = std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(mapped),
                                     [&](const Candidate& c) { return c.value == &member.value; });
      const auto meaning = meaning_of(member.key);
      if (!taken && meaning) {
        found.push_back({*meaning, member.key, &member.value});
      }
    }
    std::stable_sort(found.begin() + static_cast<std::ptrdiff_t>(mapped), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.meaning.rank < b.meaning.rank; });
    return found;
  }

  /// True when the value filled its field. The value is gone then, or was nothing.
  bool assign(const Candidate& candidate) {
    if (candidate.value->is_null()) {
      return false;
    }
    switch (candidate.meaning.field) {
    case Field::published:
      return assign_time(candidate, mapped_.article.published);
    case Field::updated:
      return assign_time(candidate, mapped_.article.updated);
    case Field::authors:
      return assign_list(candidate, mapped_.article.authors);
    case Field::tags:
      return assign_list(candidate, mapped_.article.tags);
    case Field::people:
      return assign_list(candidate, mapped_.article.people);
    case Field::places:
      return assign_list(candidate, mapped_.article.places);
    case Field::organisations:
      return assign_list(candidate, mapped_.article.organisations);
    default:
      return assign_text(candidate, text_field(candidate.meaning.field));
    }
  }

  std::string& text_field(Field field) {
    switch (field) {
    case Field::id:
      return mapped_.article.id;
    case Field::url:
      return mapped_.article.url;
    case Field::title:
      return mapped_.article.title;
    case Field::summary:
      return mapped_.article.summary;
    case Field::source:
      return mapped_.article.source;
    case Field::section:
      return mapped_.article.section;
    case Field::language:
      return mapped_.article.language;
    case Field::image:
      return mapped_.article.image;
    default:
      return mapped_.article.body;
    }
  }

  bool assign_text(const Candidate& candidate, std::string& text) {
    const auto field = candidate.meaning.field;
    auto found = field == Field::body ? paragraphs_of(*candidate.value)
                                      : text_of(*candidate.value, field == Field::url || field == Field::image);
    if (!found) {
      return refuse(candidate, "text");
    }
    const bool html = found->html || candidate.meaning.html ||
                      ((field == Field::body || field == Field::summary) && looks_like_html(found->text));
    text = html ? html_to_text(found->text) : std::move(found->text);
    *candidate.value = {};
    return !is_blank(text);
  }

  static std::optional<FieldText> paragraphs_of(Value& value) {
    auto* list = value.as<ValueList>();
    if (list == nullptr) {
      return text_of(value, false);
    }
    FieldText body;
    for (auto& element : *list) {
      const auto paragraph = text_of(element, false);
      if (!paragraph) {
        return std::nullopt;
      }
      (body.text += body.text.empty() ? "" : "\n\n") += paragraph->text;
      body.html = body.html || paragraph->html;
    }
    return body;
  }

  bool assign_time(const Candidate& candidate, std::optional<Timestamp>& time) {
    if (const auto* text = candidate.value->as<std::string>(); text != nullptr && is_blank(*text)) {
      *candidate.value = {}; // says nothing, and `extra` has no field under its own name
      return false;
    }
    Value copy = *candidate.value; // stays whole for `extra` when it is no date
    time = time_of(copy);
    if (!time) {
      const auto shown = scalar_text(*candidate.value);
      mapped_.warnings.push_back(fmt::format("{}: cannot read the date \"{}\"", candidate.key,
                                             shown ? shown->substr(0, 60) : kind_of(*candidate.value)));
      const bool own_name = candidate.key == name_of(candidate.meaning.field); // which printed articles keep for dates
      const auto key = own_name ? fmt::format("{}_text", candidate.key) : std::string(candidate.key);
      if (shown) {
        extra(key, *candidate.value);
      }
      *candidate.value = {};
      return false;
    }
    *candidate.value = {};
    return true;
  }

  bool assign_list(const Candidate& candidate, std::vector<std::string>& list) {
    auto found = list_of(*candidate.value, candidate.meaning.field);
    if (!found) {
      return refuse(candidate, "text or a list of texts");
    }
    list = std::move(*found);
    *candidate.value = {};
    return !list.empty();
  }

  bool refuse(const Candidate& candidate, std::string_view wanted) {
    mapped_.warnings.push_back(
        fmt::format("{}: {} instead of {}, left out", candidate.key, kind_of(*candidate.value), wanted));
    *candidate.value = {};
    return false;
  }

  /// Keeps what no field took, under its own key. The same text in other markup is no news.
  void keep(const Candidate& candidate) {
    if (candidate.value->is_scalar() && !candidate.meaning.html) {
      extra(candidate.key, *candidate.value);
    }
    *candidate.value = {};
  }

  void keep_extra(Member& member) {
    if (member.value.is_scalar()) {
      extra(member.key, member.value);
    }
  }

  void extra(std::string_view key, Value& value) {
    auto& kept = mapped_.article.extra.emplace_back(std::string(key), Scalar());
    if (auto* text = value.as<std::string>()) {
      kept.second = std::move(*text);
    } else if (const auto* whole = value.as<std::int64_t>()) {
      kept.second = *whole;
    } else if (const auto* real = value.as<double>()) {
      kept.second = *real;
    } else if (const auto* truth = value.as<bool>()) {
      kept.second = *truth;
    }
  }

  /// A printed article names each field once.
  void drop_extra_under_own_names() {
    std::erase_if(mapped_.article.extra, [&](const auto& entry) {
      const auto field = field_named(entry.first);
      return field && filled_[static_cast<std::size_t>(*field)];
    });
  }

  void drop_repeated_extra() {
    std::unordered_set<std::string_view> seen;
    std::vector<bool> repeated;
    for (const auto& [key, value] : mapped_.article.extra) {
      repeated.push_back(!seen.insert(key).second);
      if (repeated.back()) {
        mapped_.warnings.push_back(fmt::format("{} is there twice; the first one is kept", key));
      }
    }
    std::size_t place = 0;
    std::erase_if(mapped_.article.extra, [&](const auto&) { return repeated[place++]; });
  }

  MappedRecord mapped_;
  std::array<bool, 16> filled_{};
};

} // namespace

MappedRecord map_fields(ValueObject&& record, const InputOptions& options) { return Mapper().map(record, options); }

} // namespace akin::indexer
