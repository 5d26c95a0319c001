#include "searcher/kept_names.hpp"

#include "common/analysis/analyser.hpp"
#include "common/analysis/tokenizer.hpp"
#include "searcher/corpus_names.hpp"

#include <utility>

namespace akin {
namespace {

std::vector<engine::TermId> stems_of_name(const engine::Snapshot& snapshot, std::string_view name, Language language) {
  std::vector<TokenSpan> spans;
  tokenize(name, spans);
  std::vector<engine::TermId> stems;
  for (const TokenSpan& span : spans)
    if (const auto term = snapshot.find_term(stem_of(name.substr(span.begin, span.end - span.begin), language)))
      stems.push_back(*term);
  return stems;
}

} // namespace

KeptNames::KeptNames(const engine::Snapshot& snapshot, const entities::Catalogue& catalogue)
    : snapshot_(snapshot), catalogue_(catalogue),
      stems_by_entity_(new std::atomic<const Stems*>[catalogue.entries().size()] {}) {
  for (const EntityKind kind : {EntityKind::person, EntityKind::place, EntityKind::organisation}) {
    const auto place = static_cast<std::size_t>(kind);
    values_[place] = snapshot.value_slots(facet_field_of(kind));
    entity_by_value_[place].reset(new std::atomic<std::uint32_t>[values_[place]] {});
  }
}

KeptNames::~KeptNames() {
  for (std::size_t i = 0; i < catalogue_.entries().size(); ++i)
    for (const Stems* stems = stems_by_entity_[i].load(std::memory_order_relaxed); stems != nullptr;)
      delete std::exchange(stems, stems->next);
}

const entities::CatalogueEntry* KeptNames::entity_of(EntityKind kind, engine::ValueNumber value) const {
  const auto place = static_cast<std::size_t>(kind);
  if (value >= values_[place])
    return nullptr;
  std::atomic<std::uint32_t>& known = entity_by_value_[place][value];
  std::uint32_t entity = known.load(std::memory_order_relaxed); // whoever writes it writes the same
  if (entity == unknown) {
    const entities::CatalogueEntry* const found =
        catalogue_.entry_of(kind, snapshot_.value(facet_field_of(kind), value));
    entity =
        found == nullptr ? nobody : static_cast<std::uint32_t>(first_entity + (found - catalogue_.entries().data()));
    known.store(entity, std::memory_order_relaxed);
  }
  return entity == nobody ? nullptr : &catalogue_.entries()[entity - first_entity];
}

std::span<const engine::TermId> KeptNames::stems_of(const entities::CatalogueEntry& entity, Language language) const {
  std::atomic<const Stems*>& newest = stems_by_entity_[static_cast<std::size_t>(&entity - catalogue_.entries().data())];
  const Stems* const known = newest.load(std::memory_order_acquire);
  for (const Stems* stems = known; stems != nullptr; stems = stems->next)
    if (stems->language == language)
      return stems->stems;
  auto made = std::make_unique<Stems>(Stems{language, stems_of_name(snapshot_, entity.name, language), known});
  while (!newest.compare_exchange_weak(made->next, made.get(), std::memory_order_acq_rel)) {
    // another thread was faster, perhaps with the same language: the older one does no harm
  }
  return made.release()->stems;
}

} // namespace akin
