#include "common/analysis/analyser.hpp"
#include "common/analysis/language_detection.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace akin;

namespace {

std::string detected(std::string_view title, std::string_view text, Language expected = Language::english) {
  return std::string(info(detect_language(title, text, expected)).code);
}

struct Sample {
  const char* code;
  const char* title;
  const char* text;
};

// What a lead of a local paper might say, in the languages that most sites of more than one language have.
constexpr Sample samples[] = {
    {"en", "Harbour bridge closes for repairs",
     "The old bridge over the harbour will be closed for three weeks from Monday because its cables must be replaced."},
    {"de", "Hafenbrücke wird gesperrt",
     "Die alte Brücke über den Hafen bleibt ab Montag drei Wochen lang gesperrt, weil ihre Seile erneuert werden "
     "müssen, teilte die Stadt mit."},
    {"fr", "Le pont du port ferme",
     "Le vieux pont du port sera fermé pendant trois semaines à partir de lundi, car ses câbles doivent être "
     "remplacés, a annoncé la mairie."},
    {"es", "Cierran el puente del puerto",
     "El viejo puente del puerto permanecerá cerrado durante tres semanas desde el lunes porque hay que sustituir sus "
     "cables, informó el ayuntamiento."},
    {"it", "Chiude il ponte del porto",
     "Il vecchio ponte del porto resterà chiuso per tre settimane da lunedì perché i suoi cavi devono essere "
     "sostituiti, ha annunciato il comune."},
    {"pt", "Ponte do porto fecha para obras",
     "A velha ponte do porto ficará fechada durante três semanas a partir de segunda-feira, porque os seus cabos têm "
     "de ser substituídos, informou a câmara."},
    {"nl", "Havenbrug gaat dicht",
     "De oude brug over de haven gaat vanaf maandag drie weken dicht omdat de kabels moeten worden vervangen, zegt de "
     "gemeente."},
    {"sv", "Hamnbron stängs",
     "Den gamla bron över hamnen stängs i tre veckor från och med måndag eftersom kablarna måste bytas ut, meddelar "
     "kommunen."},
    {"fi", "Satamasilta suljetaan",
     "Vanha satamasilta suljetaan maanantaista alkaen kolmeksi viikoksi, koska sen vaijerit on vaihdettava, kaupunki "
     "kertoo."},
    {"pl", "Most portowy zamknięty",
     "Stary most nad portem będzie od poniedziałku zamknięty przez trzy tygodnie, ponieważ trzeba wymienić jego liny, "
     "poinformował urząd miasta."},
    {"ru", "Мост в порту закроют",
     "Старый мост через гавань с понедельника закроют на три недели, потому что его тросы нужно заменить, сообщила "
     "мэрия."},
    {"tr", "Liman köprüsü kapanıyor",
     "Limanın üzerindeki eski köprü, halatlarının değiştirilmesi gerektiği için pazartesi gününden itibaren üç hafta "
     "kapalı kalacak."},
    {"ar", "إغلاق جسر الميناء",
     "سيغلق الجسر القديم فوق الميناء لمدة ثلاثة أسابيع ابتداء من يوم الاثنين لأن كابلاته يجب أن تستبدل."},
    {"zh", "港口大桥将关闭", "由于缆索需要更换，港口上的旧桥将从星期一起关闭三个星期，市政府今天宣布了这一消息。"},
    {"ja", "港の橋が通行止めに",
     "港にかかる古い橋は、ケーブルの交換が必要なため、月曜日から三週間にわたって通行止めになると市が発表した。"},
};

} // namespace

TEST_CASE("an article's language is told from its text, whatever the index expects") {
  for (const Sample& sample : samples) {
    CAPTURE(sample.title);
    CHECK(detected(sample.title, sample.text) == sample.code);
    CHECK(detected(sample.title, sample.text, language_from_tag("de")) == sample.code);
  }
}

TEST_CASE("what tells nothing clearly is in the language expected") {
  const auto expected = [](std::string_view title, std::string_view text) { return detected(title, text) == "en"; };
  CHECK(expected("", ""));
  CHECK(expected("Banca Nazionale del Lavoro", ""));
  CHECK(expected("12.5", "4,711 31 0 2.5 88 99 1024 2048"));
  CHECK(expected("Kim Jong-un, Vladimir Putin", "Reuters"));
  CHECK(expected("\xff\xfe", std::string(5000, '\xff')));
  CHECK(expected("Bridge", std::string(5000, ' ')));
}

TEST_CASE("foreign names in a lead do not make an English article foreign") {
  CHECK(detected("Banca Nazionale del Lavoro launches bond",
                 "Banca Nazionale del Lavoro (London branch) and Istituto Bancario San Paolo di Torino are to launch a "
                 "bond, bankers said. Cassa di Risparmio delle Provincie Lombarde will lead the issue. The coupon will "
                 "be set next week, when the terms of the warrants that go with it are also to be announced.") == "en");
}

TEST_CASE("the language that an article names wins over its text") {
  Article article;
  article.title = samples[1].title;
  article.body = samples[1].text;
  Analyser analyser;
  AnalysedArticle out;
  analyser.analyse(article, out);
  CHECK(info(out.language).code == "de");
  CHECK(out.article.language.empty()); // stored as it was given
  article.language = "nl";
  analyser.analyse(article, out);
  CHECK(info(out.language).code == "nl");
}
