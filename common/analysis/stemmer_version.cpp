#include "common/analysis/analyser.hpp"
#include "common/analysis/stemmer.hpp"
#include "common/hash.hpp"

#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <string>

namespace akin {
namespace {

struct Probe {
  std::string_view language;
  std::string_view word;
};

/// Words whose endings the algorithms have disagreed about, or might.
constexpr std::array probes{Probe{"en", "generously"},
                            Probe{"en", "emergency"},
                            Probe{"en", "skies"},
                            Probe{"en", "inning"},
                            Probe{"en", "evening"},
                            Probe{"en", "universal"},
                            Probe{"en", "organization"},
                            Probe{"en", "past"},
                            Probe{"fr", "l'élection"},
                            Probe{"fr", "nationalités"},
                            Probe{"fr", "écoutaient"},
                            Probe{"de", "ärztinnen"},
                            Probe{"de", "schließlich"},
                            Probe{"de", "systemen"},
                            Probe{"nl", "lichamelijke"},
                            Probe{"nl", "gelegenheid"},
                            Probe{"es", "ciudadanos"},
                            Probe{"es", "llegaríamos"},
                            Probe{"pt", "cidadãos"},
                            Probe{"pt", "portuguesas"},
                            Probe{"it", "avvicinandosi"},
                            Probe{"ro", "cetățenilor"},
                            Probe{"ca", "ciutadanes"},
                            Probe{"sv", "medborgare"},
                            Probe{"da", "løsningerne"},
                            Probe{"no", "virksomheter"},
                            Probe{"fi", "kaupungeissa"},
                            Probe{"hu", "városokban"},
                            Probe{"tr", "kitaplarından"},
                            Probe{"ru", "произошедшими"},
                            Probe{"ru", "ёлками"},
                            Probe{"sr", "грађанима"},
                            Probe{"el", "πολιτών"},
                            Probe{"ar", "المدارس"},
                            Probe{"hi", "विद्यालयों"},
                            Probe{"ta", "நகரங்கள்"},
                            Probe{"lt", "miestuose"},
                            Probe{"ga", "bhfianaise"},
                            Probe{"eu", "hirietako"},
                            Probe{"hy", "քաղաքներում"},
                            Probe{"id", "pemerintahannya"},
                            Probe{"ne", "विद्यालयहरू"},
                            Probe{"yi", "שטעט"}};

/// What the stemmers of Snowball 2.2.0 make of the probes.
constexpr std::uint64_t fingerprint_of_2_2_0 = 0xf2e36af005c5e568U;

std::uint64_t fingerprint() {
  Stemmers stemmers;
  std::string stem;
  std::uint64_t hash = 0;
  for (const Probe& probe : probes) {
    stemmers.stem_into(probe.word, language_from_tag(probe.language), stem);
    hash = hash64(stem, hash);
  }
  return hash;
}

} // namespace

std::string_view stemmer_version() noexcept {
  static const std::string version = [] {
    const std::uint64_t found = fingerprint();
    return found == fingerprint_of_2_2_0 ? std::string("2.2.0") : fmt::format("other-{:016x}", found);
  }();
  return version;
}

} // namespace akin
