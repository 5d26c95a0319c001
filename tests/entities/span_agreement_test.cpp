#include "common/analysis/analyser.hpp"
#include "entities/span_agreement.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>

using namespace akin;
using namespace akin::entities;

namespace {

/// A text whose names stand in brackets with their kind, as "[P Ada Lovelace]"; gives it back as agreement leaves it.
std::string agreed(const std::string& marked) {
  Article article;
  struct Name {
    EntityKind kind;
    std::size_t begin, end;
  };
  std::vector<Name> names;
  for (std::size_t at = 0; at < marked.size(); ++at) {
    if (marked[at] == '[') {
      const char kind = marked[++at];
      names.push_back({kind == 'P'   ? EntityKind::person
                       : kind == 'L' ? EntityKind::place
                                     : EntityKind::organisation,
                       article.body.size(), 0});
      ++at;
    } else if (marked[at] == ']') {
      names.back().end = article.body.size();
    } else {
      article.body += marked[at];
    }
  }
  article.language = "en";
  Analyser analyser;
  AnalysedArticle analysed;
  analyser.analyse(std::move(article), analysed);
  DocumentText document;
  document.read(analysed, analyser.vocabulary(), *Gazetteer::built_in());
  std::vector<TaggedSpan> spans;
  for (const Name& name : names) {
    const auto first = std::find_if(analysed.tokens.begin(), analysed.tokens.end(),
                                    [&](const Token& token) { return token.begin >= name.begin; });
    const auto last =
        std::find_if(first, analysed.tokens.end(), [&](const Token& token) { return token.begin >= name.end; });
    spans.push_back({name.kind, ArticleField::body, static_cast<std::uint32_t>(first - analysed.tokens.begin()),
                     static_cast<std::uint32_t>(last - analysed.tokens.begin())});
  }
  SpanAgreement().apply(document, spans);
  std::string out;
  std::size_t at = 0;
  for (const TaggedSpan& span : spans) {
    const std::size_t begin = analysed.tokens[span.first_token].begin;
    const std::size_t end = analysed.tokens[span.last_token - 1].end;
    out += analysed.article.body.substr(at, begin - at) + "[" + "PLO"[static_cast<std::size_t>(span.kind)] + " " +
           analysed.article.body.substr(begin, end - begin) + "]";
    at = end;
  }
  return out + analysed.article.body.substr(at);
}

} // namespace

TEST_CASE("a lone surname is the person that is named in full") {
  CHECK(agreed("[P Jan Skubiszewski] spoke. Later Skubiszewski left.") ==
        "[P Jan Skubiszewski] spoke. Later [P Skubiszewski] left.");
  CHECK(agreed("Later Skubiszewski left. [P Jan Skubiszewski] spoke.") ==
        "Later [P Skubiszewski] left. [P Jan Skubiszewski] spoke.");
  CHECK(agreed("[P Jan Skubiszewski] and [O Skubiszewski].") == "[P Jan Skubiszewski] and [P Skubiszewski].");
  CHECK(agreed("[P Kim Jong-un] spoke. Later Kim left.") == "[P Kim Jong-un] spoke. Later [P Kim] left.");
}

TEST_CASE("a surname within a longer name, in small letters or of a known place stays as it is") {
  for (const char* const marked :
       {"[P Jan Skubiszewski] left Skubiszewski Park.", "[P Condoleezza Rice] ate. Rice is cheap, he said of rice.",
        "[P George Washington] left [L Washington].", "[P Jan Skubiszewski] and the [O Skubiszewski Foundation]."})
    CHECK(agreed(marked) == marked);
}

TEST_CASE("the same words are of the kind that most of them have") {
  CHECK(agreed("[O Likoni], [L Likoni] and [L Likoni].") == "[L Likoni], [L Likoni] and [L Likoni].");
  CHECK(agreed("[O Likoni Bay] and [L Likoni] and [L Likoni].") == "[O Likoni Bay] and [L Likoni] and [L Likoni].");
  for (const char* const undecided : {"[O Likoni], [L Likoni].", "[O Likoni], [L Likoni], [P Likoni].",
                                      "[O Likoni], [O Likoni], [L Likoni], [L Likoni], [L Likoni]."})
    CHECK(agreed(undecided) == undecided);
  CHECK(agreed("").empty());
}
