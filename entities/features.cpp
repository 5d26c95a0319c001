#include "entities/features.hpp"

#include "common/hash.hpp"
#include "entities/surface_form.hpp"

#include <algorithm>
#include <limits>

namespace akin::entities {
namespace {

constexpr std::uint64_t no_word = 0x424F53U; ///< where the sentence begins or ends
constexpr std::uint32_t no_run = std::numeric_limits<std::uint32_t>::max();

/// Stands where the sentence begins or ends.
constexpr TextToken edge{.hash = no_word, .written = Written::other, .gap = Gap::sentence};

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

std::array<const TextToken*, FeatureExtractor::neighbours> FeatureExtractor::neighbours_of(std::uint32_t token) const {
  const std::span<const TextToken> tokens = document_.tokens();
  std::array<const TextToken*, neighbours> found;
  found.fill(&edge);
  if (!parts_sentences(tokens[token].gap)) {
    found[1] = &tokens[token - 1];
    if (!parts_sentences(tokens[token - 1].gap))
      found[0] = &tokens[token - 2];
  }
  if (token + 1 < tokens.size() && !parts_sentences(tokens[token + 1].gap)) {
    found[2] = &tokens[token + 1];
    if (token + 2 < tokens.size() && !parts_sentences(tokens[token + 2].gap))
      found[3] = &tokens[token + 2];
  }
  return found;
}

FeatureExtractor::Window FeatureExtractor::window_at(std::uint32_t token) const {
  const auto around = neighbours_of(token);
  return {around[0], around[1], &document_.tokens()[token], around[2], around[3]};
}

void FeatureExtractor::extract(std::uint32_t token, FeatureKeys& out) const {
  out.clear();
  const Window w = window_at(token);
  add_identity(token, out);
  add_identity_in_context(w, out);
  out.end_identity();
  add_form_of_word(token, out);
  for (std::size_t i = 0; i < neighbours; ++i)
    add_neighbour(*w[i < 2 ? i : i + 1], i, out);
  add_rest_of_context(token, w, out);
}

std::uint64_t FeatureExtractor::word_key(std::uint32_t token) const {
  const TextToken& t = document_.tokens()[token];
  return hash64(document_.surface(token), document_.word_hash(token)) + number(t.written);
}

void FeatureExtractor::add_word(std::uint32_t token, FeatureKeys& out) const {
  add_identity(token, out);
  add_form_of_word(token, out);
}

std::uint64_t FeatureExtractor::neighbour_key(const TextToken& word) {
  return word.hash + (number(word.written) * 32U + word.gist) * 0x9E3779B97F4A7C15U;
}

void FeatureExtractor::add_neighbour(const TextToken& word, std::size_t place, FeatureKeys& out) {
  constexpr std::array<unsigned, neighbours> of_word{words + 9, words + 7, words + 8, words + 10};
  out.add(of_word[place], word.hash);
  if (place == 1 || place == 2)
    out.add(place == 1 ? lists + 10 : lists + 11, word.gist, number(word.written));
}

void FeatureExtractor::add_context(std::uint32_t token, FeatureKeys& out) const {
  const Window w = window_at(token);
  add_identity_in_context(w, out);
  add_rest_of_context(token, w, out);
}

void FeatureExtractor::add_rest_of_context(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  add_words(w, out);
  add_form(w, out);
  add_lists(w, out);
  add_document(token, out);
  add_run(token, w, out);
  add_layout(token, w, out);
}

void FeatureExtractor::add_identity(std::uint32_t token, FeatureKeys& out) const {
  const TextToken& t = document_.tokens()[token];
  const std::string_view folded = document_.folded(token);
  out.add(words, t.hash);
  out.add(words + 1, t.hash, number(t.written));
  out.add(words + 4, hash64(folded.substr(0, 4)));
  out.add(words + 5, hash_of_end(folded, 4));
}

void FeatureExtractor::add_identity_in_context(const Window& w, FeatureKeys& out) {
  out.add(words + 2, w[1]->hash, w[2]->hash);
  out.add(words + 3, w[2]->hash, w[3]->hash);
}

void FeatureExtractor::add_form_of_word(std::uint32_t token, FeatureKeys& out) const {
  const TextToken& t = document_.tokens()[token];
  const std::string_view folded = document_.folded(token);
  const std::string_view surface = document_.surface(token);
  out.add(words + 6);
  out.add(form + 2, hash64(folded.substr(0, 3)));
  out.add(form + 4, hash_of_end(folded, 2));
  out.add(form + 5, hash_of_end(folded, 3));
  out.add(form + 7, shape_of(surface), std::min<std::size_t>(surface.size(), 6));
  const unsigned classes = t.classes & ~unsigned{starts_phrase};
  for (unsigned bits = classes; bits != 0; bits &= bits - 1)
    out.add(lists, bits & -bits);
  out.add(lists + 1, classes);
}

void FeatureExtractor::add_words(const Window& w, FeatureKeys& out) const {
  out.add(words + 11, w[1]->hash, w[3]->hash);
  out.add(words + 12, w[0]->hash, w[1]->hash);
  out.add(words + 13, w[3]->hash, w[4]->hash);
  out.add(words + 14, word_before_, number(w[2]->written));
  out.add(words + 15, word_behind_, number(w[2]->written));
}

void FeatureExtractor::add_form(const Window& w, FeatureKeys& out) {
  const TextToken& t = *w[2];
  const unsigned written = number(t.written);
  out.add(form, number(w[1]->written) * 16 + number(t.gap), written, number(w[3]->written) * 16 + number(w[3]->gap));
  out.add(form + 1, number(w[0]->written) * 8 + number(w[1]->written), written,
          number(w[3]->written) * 8 + number(w[4]->written));
  out.add(form + 8, t.sentence_start ? 1 : 0, written, t.classes & dictionary_word);
  out.add(form + 9, number(t.gap), written, number(w[3]->gap));
}

void FeatureExtractor::add_lists(const Window& w, FeatureKeys& out) {
  const TextToken& t = *w[2];
  out.add(lists + 2, w[1]->gist, t.gist, number(t.gap));
  out.add(lists + 3, t.gist, w[3]->gist, number(w[3]->gap));
  out.add(lists + 4, w[1]->gist * 32U + number(w[1]->written), t.kinds, w[3]->gist * 32U + number(w[3]->written));
  out.add(lists + 5, w[1]->hash, t.kinds);
  out.add(lists + 6, t.kinds, w[3]->hash);
  out.add(lists + 7, t.kinds, number(t.written), t.sentence_start ? 1 : 0);
  if (t.phrase_classes != 0) {
    out.add(lists + 8, t.phrase_classes, t.phrase_part);
    for (unsigned bits = t.phrase_classes; bits != 0; bits &= bits - 1)
      out.add(lists + 9, bits & -bits, t.phrase_part);
  }
}

void FeatureExtractor::add_document(std::uint32_t token, FeatureKeys& out) const {
  const std::span<const TextToken> tokens = document_.tokens();
  const TextToken& t = tokens[token];
  const unsigned evidence = document_.case_evidence(token);
  out.add(in_document, evidence, number(t.written), t.sentence_start ? 1 : 0);
  out.add(in_document + 1, evidence, t.kinds);
  std::uint16_t offset = 0;
  const TokenRange run = document_.longest_run(token, offset);
  if (run.size() == 0)
    return;
  const std::uint32_t at = run.first + offset;
  const unsigned place = place_in(run, at);
  out.add(in_document + 2, std::min(run.size(), 4U), place);
  if (run.size() > 1) {
    out.add(in_document + 3, offset > 0 ? tokens[at - 1].hash : 0);
    out.add(in_document + 4, at + 1 < run.last ? tokens[at + 1].hash : 0);
    if (at + 1 < run.last)
      out.add(in_document + 5, tokens[run.last - 1].hash, place);
    out.add(in_document + 6, tokens[run.first].gist, tokens[run.last - 1].gist, place);
  }
  out.add(in_document + 7, parts_sentences(tokens[run.first].gap) ? no_word : tokens[run.first - 1].hash, place);
  const bool ends = run.last == tokens.size() || parts_sentences(tokens[run.last].gap);
  out.add(in_document + 8, ends ? no_word : tokens[run.last].hash, place);
}

void FeatureExtractor::add_run(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  const std::span<const TextToken> tokens = document_.tokens();
  const std::uint32_t index = run_of_[token - chain_.first];
  if (index == no_run) {
    out.add(in_run, w[2]->hash, number(w[2]->gap), number(w[3]->gap));
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
    out.add(in_run + 4, last.gist, place);
    out.add(in_run + 5, first.gist, place, std::min(run.size(), 4U));
    out.add(in_run + 11, first.gist, last.gist, place);
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
    out.add(layout, mood, number(w[2]->written), document_.case_evidence(token));
    out.add(layout + 1, mood, t.gist);
  }
  const auto is_number = [](const TextToken* n) { return n->written == Written::number ? 1U : 0U; };
  const unsigned numbers = is_number(w[0]) + is_number(w[1]) * 2 + is_number(w[3]) * 4 + is_number(w[4]) * 8;
  if (numbers != 0) {
    out.add(layout + 2, numbers, number(w[2]->gap), number(w[3]->gap));
    out.add(layout + 3, numbers, t.kinds);
    out.add(layout + 4, w[1]->written == Written::number ? w[1]->hash : 0,
            w[3]->written == Written::number ? w[3]->hash : 0, number(w[2]->written));
  }
  out.add(layout + 5, number(w[2]->gap), t.kinds, number(w[3]->gap));
}

} // namespace akin::entities
