#include "common/error.hpp"
#include "entities/training/gold_text.hpp"
#include "entities/training/marked_text.hpp"
#include "entities/training/tag_file.hpp"

#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace akin;
using namespace akin::entities;

namespace {

/// A file that is gone when the test ends.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_(std::filesystem::temp_directory_path() / ("akin_tags_" + std::to_string(::getpid()))) {
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

TagFile read(const std::string& text) { return read_tag_file(TemporaryFile(text).path(), 10); }

struct Masked {
  explicit Masked(const GoldDocument& document) {
    const GoldText gold = text_of(document);
    analyser.analyse(gold.article, analysed);
    text.read(analysed, analyser.vocabulary(), *Gazetteer::built_in());
    masks = masks_of(gold, analysed, text);
  }
  Analyser analyser;
  AnalysedArticle analysed;
  DocumentText text;
  std::vector<LabelMask> masks;
};

constexpr LabelMask only(NameKind kind, NamePart part) { return 1U << label_of(kind, part); }
constexpr LabelMask only_outside = 1U << outside;

} // namespace

TEST_CASE("files with IO, IOB and numbered lines are read") {
  const TagFile io = read("Ada I-PER\nLovelace I-PER\nmet O\nEngland I-LOC\n\nNext O\n");
  REQUIRE(io.documents.size() == 1);
  REQUIRE(io.documents[0].sentences.size() == 2);
  CHECK(io.documents[0].sentences[0].names == std::vector<GoldName>{{NameKind::person, 0, 2}, {NameKind::place, 3, 4}});
  const TagFile numbered = read("# newdoc id = a\n# text = Ada met Bob.\n1\tAda\tB-PER\t-\tx\n2\tmet\tO\t-\t-\n"
                                "3\tBob\tB-PER\t-\tx\n4\t.\tO\t-\t-\n\n# newdoc id = b\n1\tNo\tO\t-\t-\n");
  REQUIRE(numbered.documents.size() == 2);
  CHECK(numbered.documents[0].sentences[0].text == "Ada met Bob.");
  CHECK(numbered.documents[0].sentences[0].names.size() == 2);
  const TagFile conll = read("-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\nGerman JJ I-NP I-MISC\n");
  CHECK(conll.documents[0].sentences[0].names.size() == 2);
}

TEST_CASE("labels of all data sets mean one of four kinds or nothing") {
  CHECK(kind_of_label("PER") == NameKind::person);
  CHECK(kind_of_label("politician") == NameKind::person);
  CHECK(kind_of_label("corporation") == NameKind::organisation);
  CHECK(kind_of_label("GPE") == NameKind::place);
  CHECK(kind_of_label("creative-work") == NameKind::other);
  CHECK(kind_of_label("metrics") == std::nullopt);
}

TEST_CASE("a line without a label and a missing file are errors") {
  CHECK_THROWS_AS(read("Ada\n"), Error);
  CHECK_THROWS_AS(read_tag_file("no/such/file", 10), Error);
}

TEST_CASE("text with its names marked in place is read") {
  const TagFile file = read_marked_text(TemporaryFile("[P Ada Lovelace]'s London\nShe met [P Babbage] in [L London].\n"
                                                      "\n= The [M French] left.\n= [O Vestra], too\n")
                                            .path());
  REQUIRE(file.documents.size() == 3);
  const std::vector<GoldSentence>& article = file.documents[0].sentences;
  REQUIRE(article.size() == 2);
  CHECK(article[0].text == "Ada Lovelace's London");
  CHECK(article[0].names == std::vector<GoldName>{{NameKind::person, 0, 2}});
  CHECK(article[1].tokens == std::vector<std::string>{"She", "met", "Babbage", "in", "London", "."});
  CHECK(article[1].names == std::vector<GoldName>{{NameKind::person, 2, 3}, {NameKind::place, 4, 5}});
  CHECK(file.documents[1].sentences[0].names == std::vector<GoldName>{{NameKind::other, 1, 2}});
  CHECK(file.documents[2].sentences[0].names == std::vector<GoldName>{{NameKind::organisation, 0, 1}});
  CHECK(text_of(file.documents[0]).article.body == "Ada Lovelace's London\n\nShe met Babbage in London.");
}

TEST_CASE("the written articles are well formed") {
  std::size_t documents = 0;
  for (const auto& entry : std::filesystem::directory_iterator(AKIN_SOURCE_DIR "/entities/training/written"))
    if (entry.path().extension() == ".marked")
      documents += read_marked_text(entry.path()).documents.size();
  CHECK(documents > 7000);
}

TEST_CASE("a mark that is none is an error that tells the line") {
  for (const char* text : {"a [P Ada", "a P Ada]", "[P [L York] Minster]", "[X Ada]", "[P ]", "[Ada]", "[P Ada] ]"}) {
    CAPTURE(text);
    CHECK_THROWS_WITH_AS(read_marked_text(TemporaryFile(std::string("fine\n") + text + "\n").path()),
                         doctest::Contains(":2"), Error);
  }
  CHECK_THROWS_AS(read_marked_text("no/such/file"), Error);
}

TEST_CASE("tokens are put together as text is written") {
  GoldDocument document;
  document.sentences.push_back({{"HEADLINE", "HERE"}, {}, {}});
  document.sentences.push_back(
      {{"He", "said", ":", "\"", "It", "'s", "(", "not", ")", "mine", ",", "\"", "$", "3", "."}, {}, {}});
  document.sentences.push_back({{"Next", "."}, {}, {}});
  CHECK(text_of(document).article.body == "HEADLINE HERE\n\nHe said: \"It's (not) mine,\" $3. Next.");
}

TEST_CASE("names of a file and spans of ours lead to each other") {
  GoldDocument document;
  document.sentences.push_back({{"Then", "Kim", "Jong-un", "'s", "men", "left", "the", "U.S.", "."},
                                {{NameKind::person, 1, 3}, {NameKind::place, 7, 8}},
                                {}});
  const GoldText gold = text_of(document);
  Analyser analyser;
  AnalysedArticle analysed;
  analyser.analyse(gold.article, analysed);
  // Then | Kim | Jong | un | men | left | the | U | S
  const std::vector<TaggedSpan> spans{{EntityKind::person, ArticleField::body, 1, 4},
                                      {EntityKind::place, ArticleField::body, 7, 9}};
  CHECK(names_of(gold, analysed, spans) == gold.names);
}

TEST_CASE("labels are cleaned to one scheme") {
  GoldDocument document;
  document.sentences.push_back({{"The", "Russian", "army", "and", "President", "Putin", "saw", "North", "Korea", "."},
                                {{NameKind::place, 1, 2}, {NameKind::person, 4, 6}, {NameKind::place, 7, 9}},
                                {}});
  const Masked masked(document);
  CHECK(masked.masks[1] == only(NameKind::other, NamePart::unit));
  CHECK(masked.masks[4] == only_outside);
  CHECK(masked.masks[5] == only(NameKind::person, NamePart::unit));
  CHECK(masked.masks[7] == only(NameKind::place, NamePart::begin));
  CHECK(masked.masks[8] == only(NameKind::place, NamePart::last));
}

TEST_CASE("a name that no chain can hold leaves its tokens open") {
  GoldDocument document;
  document.sentences.push_back({{"He", "joined", "Smith", ";", "Jones", "."}, {{NameKind::organisation, 2, 5}}, {}});
  const Masked masked(document);
  CHECK(masked.masks[2] == any_label);
  CHECK(masked.masks[3] == any_label);
}
