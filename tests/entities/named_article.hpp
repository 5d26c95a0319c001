// Articles with spans as a tagger would give them, written down in the text itself.
#pragma once

#include "common/analysis/analyser.hpp"
#include "entities/canonical_names.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// An article, named: its body and title are given with spans in brackets, "[P Kim Jong-un] came to [L Vostochny]", by
/// P for a person, L for a place, O for an organisation.
class NamedArticle {
 public:
  explicit NamedArticle(std::string_view marked_body, const AliasTable& aliases = {}, Article given = {},
                        std::string_view marked_title = {}) {
    given.title = without_marks(marked_title, ArticleField::title);
    given.body = without_marks(marked_body, ArticleField::body);
    analyser.analyse(std::move(given), article);
    std::vector<TaggedSpan> spans;
    for (const Mark& mark : marks_)
      spans.push_back(span_of(mark));
    name_entities(article, analyser.vocabulary(), spans, aliases);
  }

  /// Names of a kind, in order.
  std::vector<std::string> names(EntityKind kind) const {
    std::vector<std::string> result;
    for (const Entity& entity : article.entities)
      if (entity.kind == kind)
        result.push_back(entity.name);
    return result;
  }

  /// The name of each mention in order, as "text=name".
  std::vector<std::string> mentions() const {
    std::vector<std::string> result;
    for (const Mention& mention : article.mentions) {
      const std::string& text = mention.field == ArticleField::title ? article.article.title : article.article.body;
      result.push_back(text.substr(mention.begin, mention.end - mention.begin) + "=" +
                       article.entities[mention.entity].name);
    }
    return result;
  }

  Analyser analyser;
  AnalysedArticle article;

 private:
  struct Mark {
    EntityKind kind;
    ArticleField field;
    std::size_t begin;
    std::size_t end;
  };

  std::string without_marks(std::string_view marked, ArticleField field) {
    std::string text;
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (marked[i] == ']') {
        marks_.back().end = text.size();
      } else if (marked[i] == '[') {
        const char kind = marked[i + 1];
        marks_.push_back({kind == 'P'   ? EntityKind::person
                          : kind == 'L' ? EntityKind::place
                                        : EntityKind::organisation,
                          field, text.size(), 0});
        i += 2;
      } else {
        text += marked[i];
      }
    }
    return text;
  }

  TaggedSpan span_of(const Mark& mark) const {
    TaggedSpan span{mark.kind, mark.field, 0, 0};
    const bool in_title = mark.field == ArticleField::title;
    const auto begin = article.tokens.begin() + (in_title ? 0 : article.title_tokens + article.summary_tokens);
    const auto end = in_title ? begin + article.title_tokens : article.tokens.end();
    const auto first = std::partition_point(begin, end, [&](const Token& token) { return token.begin < mark.begin; });
    auto t = static_cast<std::uint32_t>(first - article.tokens.begin());
    span.first_token = t;
    while (t < article.tokens.size() && article.tokens[t].begin < mark.end && article.tokens[t].begin >= mark.begin)
      ++t;
    span.last_token = t;
    return span;
  }

  std::vector<Mark> marks_;
};

} // namespace akin::entities
