// An article of any bytes, under any alias table, has entities whose mentions stand in its text, each entity once.
#include "common/error.hpp"
#include "entities/name_key.hpp"
#include "entities/recogniser.hpp"
#include "searcher/hit_builder.hpp"
#include "tests/fuzz/expect.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string>

using namespace akin;

namespace {

std::shared_ptr<const entities::AliasTable> table_or_none(std::string_view text) {
  try {
    return std::make_shared<const entities::AliasTable>(entities::AliasTable::parse(text, "aliases"));
  } catch (const Error&) { // what is refused is another fuzzer's business
    return entities::no_aliases();
  }
}

const std::string& text_of(const Article& article, ArticleField field) {
  return field == ArticleField::title ? article.title : field == ArticleField::summary ? article.summary : article.body;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  std::string_view input = fuzz::text_of(data + 1, size - 1);
  const auto aliases = table_or_none(fuzz::next_part(input));
  Article article;
  article.language = info(static_cast<Language>(data[0] % languages().size())).code;
  for (auto* names : {&article.people, &article.places, &article.organisations})
    if (const std::string_view name = fuzz::next_part(input); !name.empty())
      names->emplace_back(name);
  article.title = fuzz::next_part(input);
  article.summary = fuzz::next_part(input);
  article.body = input;

  Analyser& analyser = thread_analyser();
  AnalysedArticle analysed;
  analyser.analyse(article, analysed);
  entities::Recogniser recogniser(aliases);
  recogniser.recognise(analysed, analyser.vocabulary());
  std::set<std::pair<EntityKind, std::string>> known;
  for (const Entity& entity : analysed.entities) {
    fuzz::expect(!entity.name.empty(), "an entity has a name");
    fuzz::expect(known.emplace(entity.kind, entity.name).second, "an entity is named once");
    fuzz::expect(!aliases->is_stopped(entity.kind, entities::name_key(entity.name)), "a stopped name is no entity");
  }
  for (const Mention& mention : analysed.mentions) {
    fuzz::expect(mention.entity < analysed.entities.size(), "a mention is of an entity");
    fuzz::expect(mention.begin < mention.end && mention.end <= text_of(analysed.article, mention.field).size(),
                 "a mention stands in its text");
  }
  const auto entities = analysed.entities;
  const auto mentions = analysed.mentions;
  analyser.analyse(article, analysed);
  recogniser.recognise(analysed, analyser.vocabulary());
  fuzz::expect(analysed.entities == entities && analysed.mentions == mentions,
               "the same article has the same entities");
  return 0;
}
