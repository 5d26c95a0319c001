#include "entities/features.hpp"

#include "common/hash.hpp"
#include "entities/surface_form.hpp"

#include <algorithm>
#include <limits>

namespace akin::entities {
namespace {

constexpr std::uint64_t no_word = 0x424F53U; ///< where the sentence begins or ends
constexpr std::uint32_t no_run = std::numeric_limits<std::uint32_t>::max();

// Numbers of the templates, parted so that each group can grow without renumbering the others.
constexpr unsigned words = 0;
constexpr unsigned form = 20;
constexpr unsigned lists = 40;
constexpr unsigned in_document = 60;
constexpr unsigned in_run = 80;
constexpr unsigned layout = 100;

unsigned number(Written written) { return static_cast<unsigned>(written); }
unsigned number(Gap gap) { return static_cast<unsigned>(gap); }

/// First, inside, last or alone.
unsigned place_in(TokenRange range, std::uint32_t token) {
  return (token == range.first ? 0U : 1U) + (token + 1 == range.last ? 2U : 0U);
}

/// The one thing that lists say first of all about a word, for pairs of words, where sets of classes would be too many.
unsigned gist(unsigned classes) {
  constexpr std::array<unsigned, 11> order{
      calendar, person_title, organisation_head, demonym, country, known_organisation, place_head,
      city,     region,       first_name,        surname};
  for (unsigned i = 0; i < order.size(); ++i) {
    if ((classes & order[i]) != 0)
      return (i + 1) * 2 + ((classes & dictionary_word) != 0 ? 1U : 0U);
  }
  return (classes & town) != 0 ? 30U : (classes & dictionary_word) != 0 ? 31U : 0U;
}

/// What speaks for a person, place or organisation among the classes.
unsigned kinds_of(unsigned classes) {
  return ((classes & (first_name | known_person)) != 0 ? 1U : 0U) | ((classes & surname) != 0 ? 2U : 0U) |
         ((classes & (city | country | region)) != 0 ? 4U : 0U) | ((classes & town) != 0 ? 8U : 0U) |
         ((classes & known_organisation) != 0 ? 16U : 0U) | ((classes & dictionary_word) != 0 ? 32U : 0U);
}

std::uint64_t hash_of_end(std::string_view word, std::size_t bytes) {
  return hash64(word.substr(word.size() - std::min(word.size(), bytes)), bytes);
}

} // namespace

void FeatureExtractor::enter(TokenRange chain) {
  const std::span<const TextToken> tokens = document_.tokens();
  chain_ = chain;
  const bool begins = parts_sentences(tokens[chain.first].gap);
  const bool ends = chain.last == tokens.size() || parts_sentences(tokens[chain.last].gap);
  word_before_ = begins ? no_word : tokens[chain.first - 1].hash;
  word_behind_ = ends ? no_word : tokens[chain.last].hash;
  runs_.clear();
  run_of_.assign(chain.size(), no_run);
  for (std::uint32_t i = chain.first; i < chain.last; ++i) {
    if (!is_name_like(tokens[i].written))
      continue;
    const bool goes_on = i > chain.first && joins(tokens[i].gap) && run_of_[i - 1 - chain.first] != no_run;
    if (goes_on)
      ++runs_.back().last;
    else
      runs_.push_back({i, i + 1});
    run_of_[i - chain.first] = static_cast<std::uint32_t>(runs_.size() - 1);
  }
}

FeatureExtractor::Neighbour FeatureExtractor::neighbour(std::uint32_t token) const {
  const TextToken& t = document_.tokens()[token];
  return {t.hash, static_cast<std::uint16_t>(t.classes & ~unsigned{starts_phrase}), t.written, t.gap};
}

FeatureExtractor::Window FeatureExtractor::window_at(std::uint32_t token) const {
  constexpr Neighbour none{no_word, 0, Written::other, Gap::sentence};
  const std::span<const TextToken> tokens = document_.tokens();
  Window w{none, none, neighbour(token), none, none};
  if (!parts_sentences(tokens[token].gap)) {
    w[1] = neighbour(token - 1);
    if (!parts_sentences(tokens[token - 1].gap))
      w[0] = neighbour(token - 2);
  }
  if (token + 1 < tokens.size() && !parts_sentences(tokens[token + 1].gap)) {
    w[3] = neighbour(token + 1);
    if (token + 2 < tokens.size() && !parts_sentences(tokens[token + 2].gap))
      w[4] = neighbour(token + 2);
  }
  return w;
}

void FeatureExtractor::extract(std::uint32_t token, FeatureKeys& out) const {
  out.clear();
  const Window w = window_at(token);
  add_identity(token, w, out);
  add_words(w, out);
  add_form(token, w, out);
  add_lists(token, w, out);
  add_document(token, w, out);
  add_run(token, w, out);
  add_layout(token, w, out);
}

void FeatureExtractor::add_identity(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  const std::string_view folded = document_.folded(token);
  out.add(words, w[2].word);
  out.add(words + 1, w[2].word, number(w[2].written));
  out.add(words + 2, w[1].word, w[2].word);
  out.add(words + 3, w[2].word, w[3].word);
  out.add(words + 4, hash64(folded.substr(0, 4)));
  out.add(words + 5, hash_of_end(folded, 4));
  out.end_identity();
}

void FeatureExtractor::add_words(const Window& w, FeatureKeys& out) const {
  out.add(words + 6);
  out.add(words + 7, w[1].word);
  out.add(words + 8, w[3].word);
  out.add(words + 9, w[0].word);
  out.add(words + 10, w[4].word);
  out.add(words + 11, w[1].word, w[3].word);
  out.add(words + 12, w[0].word, w[1].word);
  out.add(words + 13, w[3].word, w[4].word);
  out.add(words + 14, word_before_, number(w[2].written));
  out.add(words + 15, word_behind_, number(w[2].written));
}

void FeatureExtractor::add_form(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  const TextToken& t = document_.tokens()[token];
  const std::string_view folded = document_.folded(token);
  const std::string_view surface = document_.surface(token);
  const unsigned written = number(w[2].written);
  out.add(form, number(w[1].written) * 16 + number(w[2].gap), written, number(w[3].written) * 16 + number(w[3].gap));
  out.add(form + 1, number(w[0].written) * 8 + number(w[1].written), written,
          number(w[3].written) * 8 + number(w[4].written));
  out.add(form + 2, hash64(folded.substr(0, 3)));
  out.add(form + 4, hash_of_end(folded, 2));
  out.add(form + 5, hash_of_end(folded, 3));
  out.add(form + 7, shape_of(surface), std::min<std::size_t>(surface.size(), 6));
  out.add(form + 8, t.sentence_start ? 1 : 0, written, t.classes & dictionary_word);
  out.add(form + 9, number(w[2].gap), written, number(w[3].gap));
}

void FeatureExtractor::add_lists(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  const TextToken& t = document_.tokens()[token];
  for (unsigned bits = w[2].classes; bits != 0; bits &= bits - 1)
    out.add(lists, bits & -bits);
  const unsigned before = gist(w[1].classes), own = gist(w[2].classes), behind = gist(w[3].classes);
  const unsigned written = number(w[2].written);
  out.add(lists + 1, w[2].classes);
  out.add(lists + 2, before, own, number(w[2].gap));
  out.add(lists + 3, own, behind, number(w[3].gap));
  out.add(lists + 4, before * 32 + number(w[1].written), kinds_of(w[2].classes), behind * 32 + number(w[3].written));
  out.add(lists + 5, w[1].word, kinds_of(w[2].classes));
  out.add(lists + 6, kinds_of(w[2].classes), w[3].word);
  out.add(lists + 7, kinds_of(w[2].classes), written, t.sentence_start ? 1 : 0);
  out.add(lists + 10, before, number(w[1].written));
  out.add(lists + 11, behind, number(w[3].written));
  if (t.phrase_classes != 0) {
    out.add(lists + 8, t.phrase_classes, t.phrase_part);
    for (unsigned bits = t.phrase_classes; bits != 0; bits &= bits - 1)
      out.add(lists + 9, bits & -bits, t.phrase_part);
  }
}

void FeatureExtractor::add_document(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  const std::span<const TextToken> tokens = document_.tokens();
  const TextToken& t = tokens[token];
  const unsigned evidence = document_.case_evidence(token);
  out.add(in_document, evidence, number(w[2].written), t.sentence_start ? 1 : 0);
  out.add(in_document + 1, evidence, kinds_of(w[2].classes));
  std::uint16_t offset = 0;
  const TokenRange run = document_.longest_run(token, offset);
  if (run.size() == 0)
    return;
  const std::uint32_t at = run.first + offset;
  const unsigned place = place_in(run, at);
  out.add(in_document + 2, std::min(run.size(), 4U), place);
  const unsigned first = tokens[run.first].classes, last = tokens[run.last - 1].classes;
  if (run.size() > 1) {
    out.add(in_document + 3, offset > 0 ? tokens[at - 1].hash : 0);
    out.add(in_document + 4, at + 1 < run.last ? tokens[at + 1].hash : 0);
    if (at + 1 < run.last)
      out.add(in_document + 5, tokens[run.last - 1].hash, place);
    out.add(in_document + 6, gist(first), gist(last), place);
  }
  out.add(in_document + 7, parts_sentences(tokens[run.first].gap) ? no_word : tokens[run.first - 1].hash, place);
  const bool ends = run.last == tokens.size() || parts_sentences(tokens[run.last].gap);
  out.add(in_document + 8, ends ? no_word : tokens[run.last].hash, place);
}

void FeatureExtractor::add_run(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  const std::span<const TextToken> tokens = document_.tokens();
  const std::uint32_t index = run_of_[token - chain_.first];
  if (index == no_run) {
    out.add(in_run, w[2].word, number(w[2].gap), number(w[3].gap));
    return;
  }
  const TokenRange run = runs_[index];
  const unsigned place = place_in(run, token);
  const TextToken& first = tokens[run.first];
  const TextToken& last = tokens[run.last - 1];
  out.add(in_run + 1, std::min(run.size(), 5U), place);
  if (token + 1 < run.last)
    out.add(in_run + 2, last.hash, place);
  if (token > run.first)
    out.add(in_run + 3, first.hash, place);
  if (run.size() > 1) {
    out.add(in_run + 4, gist(last.classes), place);
    out.add(in_run + 5, gist(first.classes), place, std::min(run.size(), 4U));
    out.add(in_run + 11, gist(first.classes), gist(last.classes), place);
  }
  out.add(in_run + 6, word_before_, place);
  out.add(in_run + 7, word_behind_, place);
  const bool begins = parts_sentences(first.gap);
  const bool ends = run.last == tokens.size() || parts_sentences(tokens[run.last].gap);
  out.add(in_run + 8, begins ? no_word : tokens[run.first - 1].hash, place);
  out.add(in_run + 9, ends ? no_word : tokens[run.last].hash, place);
  out.add(in_run + 10, number(first.gap), ends ? number(Gap::sentence) : number(tokens[run.last].gap), place);
}

void FeatureExtractor::add_layout(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  const TextToken& t = document_.tokens()[token];
  const unsigned mood = (t.shouted ? 1U : 0U) + (t.headline ? 2U : 0U);
  if (mood != 0) {
    out.add(layout, mood, number(w[2].written), document_.case_evidence(token));
    out.add(layout + 1, mood, gist(w[2].classes));
  }
  const auto is_number = [](const Neighbour& n) { return n.written == Written::number ? 1U : 0U; };
  const unsigned numbers = is_number(w[0]) + is_number(w[1]) * 2 + is_number(w[3]) * 4 + is_number(w[4]) * 8;
  if (numbers != 0) {
    out.add(layout + 2, numbers, number(w[2].gap), number(w[3].gap));
    out.add(layout + 3, numbers, kinds_of(w[2].classes));
    out.add(layout + 4, w[1].written == Written::number ? w[1].word : 0,
            w[3].written == Written::number ? w[3].word : 0, number(w[2].written));
  }
  out.add(layout + 5, number(w[2].gap), kinds_of(w[2].classes), number(w[3].gap));
}

} // namespace akin::entities
