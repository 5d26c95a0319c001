// A stand-in until the trained tagger is merged: runs of capitalised words, as persons unless a word says otherwise.
#include "entities/tagger.hpp"

#include "entities/name_words.hpp"

#include <algorithm>
#include <array>

namespace akin::entities {

class Model {};
struct Tagger::Impl {};

Tagger::Tagger() = default;
Tagger::Tagger(std::shared_ptr<const Model> /*model*/) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;

namespace {

EntityKind kind_of(const AnalysedArticle& article, const Vocabulary& vocabulary, const TaggedSpan& span) {
  constexpr std::array<std::string_view, 10> places{"china",     "europe", "japan",   "korea",       "moscow",
                                                    "pyongyang", "russia", "siberia", "vladivostok", "vostochny"};
  constexpr std::array<std::string_view, 6> organisations{"agency", "committee",  "roscosmos",
                                                          "union",  "university", "nasa"};
  for (std::uint32_t t = span.first_token; t < span.last_token; ++t) {
    const auto word = vocabulary[article.tokens[t].word].text;
    if (std::find(places.begin(), places.end(), word) != places.end() || is_place_head(word))
      return EntityKind::place;
    if (std::find(organisations.begin(), organisations.end(), word) != organisations.end())
      return EntityKind::organisation;
  }
  return EntityKind::person;
}

} // namespace

void Tagger::tag(const AnalysedArticle& article, const Vocabulary& vocabulary, std::vector<TaggedSpan>& out) {
  out.clear();
  const std::uint32_t summary_end = article.title_tokens + article.summary_tokens;
  for (std::uint32_t t = summary_end; t < article.tokens.size();) {
    std::uint32_t end = t;
    while (end < article.tokens.size() && article.tokens[end].capitalised_mid_sentence &&
           (end == t || article.tokens[end].begin == article.tokens[end - 1].end + 1))
      ++end;
    if (end == t) {
      ++t;
      continue;
    }
    // "Jong-un": what follows a hyphen is lower case.
    if (end < article.tokens.size() && article.article.body[article.tokens[end - 1].end] == '-')
      ++end;
    out.push_back({EntityKind::person, ArticleField::body, t, end});
    out.back().kind = kind_of(article, vocabulary, out.back());
    t = end;
  }
}

} // namespace akin::entities
