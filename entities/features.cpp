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

constexpr unsigned word_kind = 1U << 5U; ///< of TextToken::kinds: a word of the dictionary

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

FeatureExtractor::Window FeatureExtractor::window_at(std::uint32_t token) const {
  const std::span<const TextToken> tokens = document_.tokens();
  Window found{&edge, &edge, &tokens[token], &edge, &edge};
  if (!parts_sentences(tokens[token].gap)) {
    found[1] = &tokens[token - 1];
    if (!parts_sentences(tokens[token - 1].gap))
      found[0] = &tokens[token - 2];
  }
  if (token + 1 < tokens.size() && !parts_sentences(tokens[token + 1].gap)) {
    found[3] = &tokens[token + 1];
    if (token + 2 < tokens.size() && !parts_sentences(tokens[token + 2].gap))
      found[4] = &tokens[token + 2];
  }
  return found;
}

void FeatureExtractor::extract(std::uint32_t token, FeatureKeys& out) const {
  out.clear();
  const Window w = window_at(token);
  add_identity(token, out);
  out.end_identity();
  add_form_of_word(token, out);
  for (std::size_t place = 0; place < neighbours; ++place)
    add_neighbour(neighbour(w, place), place, out);
  add_setting(word_setting(token, w), out);
  add_setting(run_setting(token), out);
  add_context(token, w, out);
}

std::uint64_t FeatureExtractor::word_key(std::uint32_t token) const {
  const TextToken& t = document_.tokens()[token];
  return hash64(document_.surface(token), document_.word_hash(token)) + number(t.written);
}

void FeatureExtractor::add_word(std::uint32_t token, FeatureKeys& out) const {
  add_identity(token, out);
  add_form_of_word(token, out);
}

std::uint64_t FeatureExtractor::neighbour_key(const TextToken& word, std::size_t place) {
  const unsigned lists_and_form = number(word.written) * 32U + word.gist;
  return word.hash + (lists_and_form * neighbours + place + 1) * 0xBF58476D1CE4E5B9U;
}

void FeatureExtractor::add_neighbour(const TextToken& word, std::size_t place, FeatureKeys& out) {
  out.add(place == 0 ? words + 7 : words + 8, word.hash);
  out.add(place == 0 ? lists + 10 : lists + 11, word.gist, number(word.written));
}

WordSetting FeatureExtractor::word_setting(std::uint32_t token, const Window& w) const {
  const TextToken& t = *w[2];
  WordSetting setting;
  setting.kinds = t.kinds;
  setting.written = number(t.written);
  setting.sentence_start = t.sentence_start;
  setting.mood = (t.shouted ? 1U : 0U) + (t.headline ? 2U : 0U);
  setting.evidence = document_.case_evidence(token);
  setting.gap = number(t.gap);
  setting.gap_behind = number(w[3]->gap);
  return setting;
}

void FeatureExtractor::add_setting(const WordSetting& s, FeatureKeys& out) {
  out.add(form + 8, s.sentence_start ? 1 : 0, s.written, s.kinds & word_kind);
  out.add(form + 9, s.gap, s.written, s.gap_behind);
  out.add(lists + 7, s.kinds, s.written, s.sentence_start ? 1 : 0);
  out.add(in_document, s.evidence, s.written, s.sentence_start ? 1 : 0);
  out.add(in_document + 1, s.evidence, s.kinds);
  out.add(layout + 5, s.gap, s.kinds, s.gap_behind);
  if (s.mood != 0)
    out.add(layout, s.mood, s.written, s.evidence);
}

RunSetting FeatureExtractor::run_setting(std::uint32_t token) const {
  RunSetting setting;
  if (const std::uint32_t index = run_of_[token - chain_.first]; index != no_run) {
    const TokenRange run = runs_[index];
    setting.run_size = std::min(run.size(), 5U);
    setting.run_place = place_in(run, token);
    setting.run_gap = number(document_.tokens()[run.first].gap);
    setting.run_gap_behind = number(gap_behind(run));
  }
  std::uint16_t offset = 0;
  if (const TokenRange longest = document_.longest_run(token, offset); longest.size() > 0) {
    setting.longest_size = std::min(longest.size(), 4U);
    setting.longest_place = place_in(longest, longest.first + offset);
  }
  if (is_name_like(document_.tokens()[token].written))
    setting.surroundings = document_.surroundings(token);
  return setting;
}

void FeatureExtractor::add_setting(const RunSetting& s, FeatureKeys& out) {
  if (s.run_size != 0) {
    out.add(in_run + 1, s.run_size, s.run_place);
    out.add(in_run + 10, s.run_gap, s.run_gap_behind, s.run_place);
  }
  if (s.surroundings != 0)
    out.add(in_document + 3, s.surroundings);
  for (unsigned bits = s.surroundings; bits != 0; bits &= bits - 1)
    out.add(in_document + 4, bits & -bits, s.run_size, s.run_place);
  if (s.longest_size != 0)
    out.add(in_document + 2, s.longest_size, s.longest_place);
}

void FeatureExtractor::add_context(std::uint32_t token, const Window& w, FeatureKeys& out) const {
  out.add(words + 9, w[0]->hash);
  out.add(words + 10, w[4]->hash);
  add_lists(*w[2], out);
  add_document(token, out);
  add_run(token, w, out);
  add_numbers(w, out);
}

void FeatureExtractor::add_identity(std::uint32_t token, FeatureKeys& out) const {
  const TextToken& t = document_.tokens()[token];
  const std::string_view folded = document_.folded(token);
  out.add(words, t.hash);
  out.add(words + 1, t.hash, number(t.written));
  out.add(words + 4, hash64(folded.substr(0, 4)));
  out.add(words + 5, hash_of_end(folded, 4));
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

void FeatureExtractor::add_lists(const TextToken& token, FeatureKeys& out) {
  if (token.phrase_classes != 0) {
    out.add(lists + 8, token.phrase_classes, token.phrase_part);
    for (unsigned bits = token.phrase_classes; bits != 0; bits &= bits - 1)
      out.add(lists + 9, bits & -bits, token.phrase_part);
  }
  if (token.shouted || token.headline)
    out.add(layout + 1, token.shouted ? 1 : 2, token.gist);
}

void FeatureExtractor::add_document(std::uint32_t token, FeatureKeys& out) const {
  const std::span<const TextToken> tokens = document_.tokens();
  std::uint16_t offset = 0;
  const TokenRange run = document_.longest_run(token, offset);
  if (run.size() == 0)
    return;
  const std::uint32_t at = run.first + offset;
  const unsigned place = place_in(run, at);
  if (run.size() > 1) {
    if (at + 1 < run.last)
      out.add(in_document + 5, tokens[run.last - 1].hash, place);
    out.add(in_document + 6, tokens[run.first].gist, tokens[run.last - 1].gist, place);
  }
  out.add(in_document + 7, word_before(run), place);
  out.add(in_document + 8, word_behind(run), place);
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
  if (token + 1 < run.last)
    out.add(in_run + 2, tokens[run.last - 1].hash, place);
  if (token > run.first)
    out.add(in_run + 3, tokens[run.first].hash, place);
}

void FeatureExtractor::add_numbers(const Window& w, FeatureKeys& out) {
  const auto is_number = [](const TextToken* n) { return n->written == Written::number ? 1U : 0U; };
  const unsigned numbers = is_number(w[0]) + is_number(w[1]) * 2 + is_number(w[3]) * 4 + is_number(w[4]) * 8;
  if (numbers != 0)
    out.add(layout + 3, numbers, w[2]->kinds);
}

std::uint64_t FeatureExtractor::word_before(TokenRange run) const {
  const std::span<const TextToken> tokens = document_.tokens();
  return parts_sentences(tokens[run.first].gap) ? no_word : tokens[run.first - 1].hash;
}

std::uint64_t FeatureExtractor::word_behind(TokenRange run) const {
  return parts_sentences(gap_behind(run)) ? no_word : document_.tokens()[run.last].hash;
}

/// All that parts sentences is one here.
Gap FeatureExtractor::gap_behind(TokenRange run) const {
  const std::span<const TextToken> tokens = document_.tokens();
  return run.last == tokens.size() || parts_sentences(tokens[run.last].gap) ? Gap::sentence : tokens[run.last].gap;
}

} // namespace akin::entities
