// An article tagged, for tests.
#pragma once

#include "common/analysis/analyser.hpp"
#include "entities/tagger.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace akin::entities {

/// A tagger with its analyser; finds names as "person:Ada Lovelace".
class TaggedText {
 public:
  TaggedText() = default;
  explicit TaggedText(std::shared_ptr<const Model> model) : tagger_(std::move(model)) {}

  const std::vector<TaggedSpan>& tag(Article article) {
    analyser_.analyse(std::move(article), analysed_);
    tagger_.tag(analysed_, analyser_.vocabulary(), spans_);
    return spans_;
  }

  std::vector<std::string> names(std::string body, std::string title = {}, std::string language = "en") {
    Article article;
    article.body = std::move(body);
    article.title = std::move(title);
    article.language = std::move(language);
    tag(std::move(article));
    std::vector<std::string> names;
    for (const TaggedSpan& span : spans_)
      names.push_back(name_of(span));
    return names;
  }

  const AnalysedArticle& analysed() const { return analysed_; }
  const Analyser& analyser() const { return analyser_; }

 private:
  std::string name_of(const TaggedSpan& span) const {
    constexpr const char* kinds[] = {"person:", "place:", "organisation:"};
    const std::string& text = span.field == ArticleField::title ? analysed_.article.title : analysed_.article.body;
    const std::uint32_t begin = analysed_.tokens[span.first_token].begin;
    return kinds[static_cast<std::size_t>(span.kind)] +
           text.substr(begin, analysed_.tokens[span.last_token - 1].end - begin);
  }

  Analyser analyser_;
  AnalysedArticle analysed_;
  Tagger tagger_;
  std::vector<TaggedSpan> spans_;
};

/// How often a name is among those found.
inline long count(const std::vector<std::string>& names, const std::string& name) {
  return std::count(names.begin(), names.end(), name);
}

} // namespace akin::entities
