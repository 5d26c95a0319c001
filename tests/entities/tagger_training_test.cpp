#include "entities/training/crf_trainer.hpp"
#include "entities/training/evaluation.hpp"
#include "entities/training/training_set.hpp"
#include "tagged.hpp"

#include <doctest/doctest.h>

using namespace akin;
using namespace akin::entities;

namespace {

GoldSentence sentence(std::vector<std::string> tokens, std::vector<GoldName> names) {
  return {std::move(tokens), std::move(names), {}};
}

/// A language of one sentence: "PERSON lives in PLACE .", with names that no list has.
TagFile toy_file() {
  const std::vector<std::string> people{"Zorblax", "Quimfar", "Threnod", "Yaxwell", "Bromvik"};
  const std::vector<std::string> places{"Xanthir", "Volmora", "Ketzund", "Ombrick", "Ulgarth"};
  TagFile file;
  for (int round = 0; round < 4; ++round) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      GoldDocument document;
      document.sentences.push_back(
          sentence({"Then", people[i], "lives", "in", places[(i + static_cast<std::size_t>(round)) % 5], "."},
                   {{NameKind::person, 1, 2}, {NameKind::place, 4, 5}}));
      file.documents.push_back(document);
    }
  }
  return file;
}

std::string trained(std::uint64_t seed) {
  TrainingSet set(Gazetteer::built_in(), {0, 1});
  set.add(toy_file());
  TrainingOptions options;
  options.seed = seed;
  options.max_rows = 500;
  return Model::serialise(train(set.chains(), options, [](unsigned, double) {}), *Gazetteer::built_in());
}

} // namespace

TEST_CASE("the same files and seed give the same model, byte by byte") {
  CHECK(trained(1) == trained(1));
  CHECK(trained(1) != trained(2));
}

TEST_CASE("a model learns what a toy language does") {
  const auto model = Model::parse(trained(1), Gazetteer::built_in(), "toy");
  CHECK(model->size() <= 500);
  const Evaluation evaluation = evaluate(toy_file(), model);
  CHECK(evaluation.all().f1() == doctest::Approx(1));
  TaggedText text(model);
  const auto names = text.names("Then Gwelphax lives in Dimmarov.");
  CHECK(names == std::vector<std::string>{"person:Gwelphax", "place:Dimmarov"});
}

TEST_CASE("a model without weights finds nothing") {
  TaggedText text(Model::empty(Gazetteer::built_in()));
  CHECK(text.names("Angela Merkel met Emmanuel Macron in Paris.").empty());
}

TEST_CASE("scores count a span when both ends and the kind are right") {
  const TagFile file = toy_file();
  const Evaluation nothing = evaluate(file, Model::empty(Gazetteer::built_in()));
  CHECK(nothing.all().gold == 40);
  CHECK(nothing.all().found == 0);
  CHECK(nothing.all().f1() == 0);
  CHECK(nothing.all().precision() == 0);
}

TEST_CASE("training that leads nowhere ends all the same") {
  TrainingSet set(Gazetteer::built_in(), {});
  const Model::Parts parts = train(set.chains(), {}, [](unsigned, double) {});
  CHECK(parts.keys.empty());
}

TEST_CASE("the scheme of training takes countries that act for places and titles for no part of a name") {
  TagFile file;
  GoldDocument document;
  document.sentences.push_back(sentence({"Yesterday", "France", "thanked", "President", "Wexolm", "."},
                                        {{NameKind::organisation, 1, 2}, {NameKind::person, 3, 5}}));
  file.documents.push_back(document);
  const auto model = Model::empty(Gazetteer::built_in());
  const auto gold = [&](Scheme scheme, NameKind kind) {
    return evaluate(file, model, {}, scheme).kinds[static_cast<std::size_t>(kind)].gold;
  };
  CHECK(gold(Scheme::file, NameKind::organisation) == 1);
  CHECK(gold(Scheme::training, NameKind::organisation) == 0);
  CHECK(gold(Scheme::training, NameKind::place) == 1);
  CHECK(gold(Scheme::training, NameKind::person) == 1);
}
