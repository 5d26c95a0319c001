#include "indexer/relabel.hpp"

#include <utility>

namespace akin::indexer {

std::uint64_t relabel(engine::Writer& writer, std::shared_ptr<const entities::AliasTable> aliases,
                      entities::Recognition recognition, const std::function<void(std::uint64_t)>& progress) {
  constexpr std::uint64_t articles_between_reports = 100;
  const std::string& text = aliases->text();
  entities::Recogniser recogniser(aliases, recognition);
  std::uint64_t articles = 0;
  writer.relabel(text, [&](AnalysedArticle& article, const Vocabulary& vocabulary) {
    recogniser.recognise(article, vocabulary);
    if (++articles % articles_between_reports == 0 && progress)
      progress(articles);
  });
  return articles;
}

} // namespace akin::indexer
