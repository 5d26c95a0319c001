// A text as the chain sees it, for tests.
#pragma once

#include "common/analysis/analyser.hpp"
#include "entities/document_text.hpp"

#include <string>
#include <utility>

namespace akin::entities {

/// A text read, with the gazetteer that is built in.
struct ReadText {
  explicit ReadText(std::string body, std::string title = {}) {
    Article article;
    article.title = std::move(title);
    article.body = std::move(body);
    analyser.analyse(std::move(article), analysed);
    text.read(analysed, analyser.vocabulary(), *Gazetteer::built_in());
  }
  std::string chain(std::size_t index) const {
    std::string joined;
    const TokenRange range = text.chains()[index];
    for (std::uint32_t i = range.first; i < range.last; ++i)
      joined += (i == range.first ? "" : " ") + std::string(text.surface(i));
    return joined;
  }
  Analyser analyser;
  AnalysedArticle analysed;
  DocumentText text;
};

} // namespace akin::entities
