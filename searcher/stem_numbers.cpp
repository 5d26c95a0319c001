#include "searcher/stem_numbers.hpp"

#include "engine/xapian/varint.hpp"
#include "searcher/text_compression.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace akin {
namespace {

constexpr std::uint32_t most_class = 15;

/// Half a byte: the bits of the frequency.
std::uint8_t class_of(std::uint32_t frequency) {
  return static_cast<std::uint8_t>(std::min<std::uint32_t>(most_class, std::bit_width(frequency)));
}

/// Stems in byte order, each as what it shares with the one before and its own end.
std::string front_coded(std::span<const std::string_view> stems) {
  std::string out;
  std::string_view before;
  for (const std::string_view stem : stems) {
    const auto differ = std::mismatch(before.begin(), before.end(), stem.begin(), stem.end()).second;
    const auto shared = static_cast<std::size_t>(differ - stem.begin());
    engine::put_varint(out, shared);
    engine::put_varint(out, stem.size() - shared);
    out.append(stem.substr(shared));
    before = stem;
  }
  return out;
}

/// The TermIds of stems as front_coded() wrote them, all of which the snapshot has; nullopt when it lacks one.
std::optional<std::vector<engine::TermId>> terms_of(std::string_view coded, const engine::Snapshot& snapshot) {
  const auto* position = reinterpret_cast<const unsigned char*>(coded.data());
  const auto* const end = position + coded.size();
  std::vector<engine::TermId> terms;
  std::string stem;
  engine::TermId term = 0;
  while (position != end) {
    const std::uint64_t shared = engine::get_varint(position, end);
    const std::uint64_t rest = engine::get_varint(position, end);
    if (shared > stem.size() || rest > static_cast<std::uint64_t>(end - position))
      return std::nullopt;
    stem.resize(shared);
    stem.append(reinterpret_cast<const char*>(position), rest);
    position += rest;
    while (term < snapshot.term_slots() && snapshot.term_text(term) < stem)
      ++term;
    if (term == snapshot.term_slots() || snapshot.term_text(term) != stem)
      return std::nullopt;
    terms.push_back(term++);
  }
  return terms;
}

} // namespace

StemNumbers::StemNumbers(std::span<const std::uint32_t> frequencies) {
  std::vector<engine::TermId> used;
  for (engine::TermId term = 0; term < frequencies.size(); ++term) {
    classes_.push_back(class_of(frequencies[term]));
    if (classes_.back() > 0)
      used.push_back(term);
  }
  number_terms(used);
}

/// Gives numbers to the stems that have a class; term_of_used has their TermIds in the snapshot at hand.
void StemNumbers::number_terms(std::span<const engine::TermId> term_of_used) {
  std::array<std::uint32_t, most_class + 1> next{};
  for (const std::uint8_t each : classes_)
    ++next[each];
  std::uint32_t first = 0;
  for (std::size_t each = most_class; each > 0; --each) {
    const std::uint32_t count = next[each];
    next[each] = first;
    first += count;
    if (each > 1)
      shared_ = first;
  }
  terms_.resize(first);
  numbers_.assign(term_of_used.empty() ? 0 : term_of_used.back() + std::size_t{1}, none);
  std::size_t place = 0;
  for (const std::uint8_t each : classes_) {
    if (each == 0)
      continue;
    const engine::TermId term = term_of_used[place++];
    terms_[next[each]] = term;
    numbers_[term] = next[each]++;
  }
}

std::optional<StemNumbers> StemNumbers::from(std::string_view classes, std::uint32_t terms,
                                             std::optional<std::string_view> texts, const engine::Snapshot& snapshot) {
  StemNumbers result;
  std::vector<engine::TermId> used;
  for (engine::TermId term = 0; term < terms; ++term) {
    const auto two = static_cast<unsigned char>(term / 2 < classes.size() ? classes[term / 2] : 0);
    result.classes_.push_back(term % 2 == 0 ? two & 15U : two >> 4U);
    if (result.classes_.back() > 0)
      used.push_back(term);
  }
  if (texts) {
    const auto coded = decompressed(*texts);
    auto found = coded ? terms_of(*coded, snapshot) : std::nullopt;
    if (!found || found->size() != used.size())
      return std::nullopt;
    used = std::move(*found);
  }
  result.number_terms(used);
  return result;
}

std::string StemNumbers::classes() const {
  std::string out((classes_.size() + 1) / 2, '\0');
  for (std::size_t term = 0; term < classes_.size(); ++term)
    out[term / 2] = static_cast<char>(static_cast<unsigned char>(out[term / 2]) |
                                      static_cast<unsigned>(classes_[term] << (term % 2 * 4)));
  return out;
}

std::string StemNumbers::texts(const engine::Snapshot& snapshot) const {
  std::vector<std::string_view> stems;
  for (engine::TermId term = 0; term < classes_.size(); ++term)
    if (classes_[term] > 0)
      stems.push_back(snapshot.term_text(term));
  return compressed(front_coded(stems));
}

} // namespace akin
