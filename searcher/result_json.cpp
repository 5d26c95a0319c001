#include "common/entity_json.hpp"
#include "common/json_text.hpp"
#include "searcher/result.hpp"
#include "searcher/suggestion.hpp"

#include <cstdint>
#include <fmt/format.h>

namespace akin {
namespace {

/// Writes a result member by member; put() writes one value.
class ResultWriter {
 public:
  void put(const Result& result) {
    open();
    put_members(result);
    close();
  }
  void put_with_id(std::string_view id, const Result& result) {
    open();
    member("id", id);
    put_members(result);
    close();
  }

  void put(const Suggestions& suggestions) {
    open();
    member("format_version", 1U);
    member("prefix", suggestions.prefix);
    member("took_ms", suggestions.took_ms);
    member("suggestions", suggestions.suggestions);
    close();
  }

  WrittenArticle article_of(const Hit& hit) {
    open();
    put_identity(hit);
    const std::size_t names_at = out_.size();
    put_names(hit);
    return {out_.substr(1), names_at - 1};
  }

  std::string take() { return std::move(out_); }

 private:
  void put_members(const Result& result) {
    member("format_version", 1U);
    member("query", result.query);
    member("total", result.total);
    member("collapsed", result.collapsed);
    member("took_ms", result.took_ms);
    member("suggestion", result.suggestion);
    member("warnings", result.warnings);
    member("hits", result.hits);
    name("facets");
    open();
    for (const auto& [field, values] : result.facets)
      member(field, values);
    close();
    if (result.versus)
      member("versus", *result.versus);
    if (result.next_cursor)
      member("next_cursor", result.next_cursor->empty() ? std::nullopt : result.next_cursor);
  }

  void put(std::string_view text) { append_json_string(out_, text); }
  void put(const std::string& text) { append_json_string(out_, text); }
  void put(std::uint32_t number) { put_integer(number); }
  void put(int number) { put_integer(number); }
  void put(Timestamp time) { put(format_rfc3339(time)); }

  void put(double number) { append_rounded_json_number(out_, number); }
  void put_integer(std::int64_t number) {
    const fmt::format_int text(number);
    out_.append(text.data(), text.size());
  }

  template <class Value> void put(const std::optional<Value>& value) {
    if (value)
      put(*value);
    else
      out_ += "null";
  }

  template <class Value> void put(const std::vector<Value>& list) {
    out_ += '[';
    for (const Value& value : list) {
      if (&value != &list.front())
        out_ += ',';
      put(value);
    }
    out_ += ']';
  }

  void put(const SnippetPart& part) {
    open();
    member("text", part.text);
    if (part.mark) {
      name("mark");
      out_ += "true";
    }
    close();
  }

  void put(const Copy& copy) {
    open();
    member("id", copy.id);
    member("source", copy.source);
    member("url", copy.url);
    member("published", copy.published);
    close();
  }

  void put(const SharedEntity& entity) {
    open();
    member("kind", name_of(entity.kind));
    member("name", entity.name);
    member("share", entity.share);
    close();
  }

  void put(const SharedTerm& term) {
    open();
    member("term", term.term);
    member("share", term.share);
    close();
  }

  void put(const Why& why) {
    open();
    member("entities", why.entities);
    member("terms", why.terms);
    member("days_apart", why.days_apart);
    close();
  }

  void put(const ExplainedTerm& term) {
    open();
    member("term", term.term);
    member("score", term.score);
    member("detail", term.detail);
    close();
  }

  void put(const Suggestion& suggestion) {
    open();
    member("kind", akin::name_of(suggestion.kind));
    member("text", suggestion.text);
    if (suggestion.kind == SuggestionKind::title) {
      member("id", suggestion.id);
      member("url", suggestion.url);
    }
    member("count", suggestion.count);
    close();
  }

  void put(const FacetValue& facet) {
    open();
    member("value", facet.value);
    member("count", facet.count);
    close();
  }

  /// The article of a hit, in two pieces: what the list says of it stands between them.
  void put_identity(const Hit& hit) {
    if (hit.written != nullptr) {
      out_.append(hit.written->members, 0, hit.written->names_at);
      return;
    }
    member("id", hit.id);
    member("title", hit.title);
    member("url", hit.url);
    member("source", hit.source);
    member("published", hit.published);
  }
  void put_names(const Hit& hit) {
    if (hit.written != nullptr) {
      out_.append(hit.written->members, hit.written->names_at);
      return;
    }
    member("people", hit.people);
    member("places", hit.places);
    member("organisations", hit.organisations);
    member("tags", hit.tags);
  }

  void put(const Hit& hit) {
    open();
    put_identity(hit);
    member("score", hit.score);
    if (!hit.title_parts.empty())
      member("title_parts", hit.title_parts);
    member("snippet", hit.snippet);
    put_names(hit);
    member("copies", hit.copies);
    if (hit.confidence)
      member("confidence", *hit.confidence);
    if (hit.why)
      member("why", *hit.why);
    if (!hit.explanation.empty())
      member("explain", hit.explanation);
    close();
  }

  void put(const Versus& versus) {
    open();
    member("id", versus.id);
    member("rank", versus.rank);
    member("reason", versus.reason);
    member("hit", versus.hit);
    close();
  }

  void open() { out_ += '{'; }
  void close() { out_ += '}'; }

  /// text is one of ours: there is nothing to escape in it.
  void name(std::string_view text) {
    out_ += out_.back() == '{' ? "\"" : ",\"";
    out_ += text;
    out_ += "\":";
  }

  template <class Value> void member(std::string_view text, const Value& value) {
    name(text);
    put(value);
  }

  std::string out_;
};

} // namespace

std::string_view name_of(SuggestionKind kind) noexcept {
  switch (kind) {
  case SuggestionKind::word:
    return "word";
  case SuggestionKind::title:
    return "title";
  case SuggestionKind::person:
    return name_of(EntityKind::person);
  case SuggestionKind::place:
    return name_of(EntityKind::place);
  case SuggestionKind::organisation:
    break;
  }
  return name_of(EntityKind::organisation);
}

std::string to_json(const Result& result) {
  ResultWriter writer;
  writer.put(result);
  return writer.take();
}

std::string to_json(std::string_view id, const Result& result) {
  ResultWriter writer;
  writer.put_with_id(id, result);
  return writer.take();
}

WrittenArticle written(const Hit& hit) { return ResultWriter().article_of(hit); }

std::string to_json(const Suggestions& suggestions) {
  ResultWriter writer;
  writer.put(suggestions);
  return writer.take();
}

} // namespace akin
