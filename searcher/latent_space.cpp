#include "searcher/latent_space.hpp"

#include "common/hash.hpp"

#include <algorithm>
#include <cmath>

namespace akin {
namespace {

constexpr const char* kept_name = "latent";

int dot(const LatentCode& a, const LatentCode& b) {
  int sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += static_cast<int>(a[i]) * static_cast<int>(b[i]);
  return sum;
}

std::uint64_t fingerprint_of(std::string_view model_bytes) {
  return std::max<std::uint64_t>(1, hash64(model_bytes)); // 0 stands for none
}

bool fits(const LatentModel& model, const engine::Snapshot& snapshot) {
  const double now = snapshot.document_count();
  return now <= 1.5 * model.articles && now >= 0.5 * model.articles;
}

} // namespace

double cosine(const LatentCode& a, const LatentCode& b) { return LatentDirection(a).cosine(b); }

LatentDirection::LatentDirection(const LatentCode& code) : code_(code), square_(dot(code, code)) {}

double LatentDirection::cosine(const LatentCode& other) const {
  const double square = square_ * dot(other, other);
  return square > 0 ? dot(code_, other) / std::sqrt(square) : 0;
}

LatentSpace::LatentSpace(const engine::Snapshot& snapshot, LatentModel model, engine::DocNumber first_kept)
    : model_(std::move(model)), fingerprint_(fingerprint_of(to_bytes(model_))),
      first_kept_(std::min(first_kept, snapshot.document_slots())), row_by_term_(snapshot.term_slots()),
      codes_(snapshot.document_slots() - first_kept_), states_(new std::atomic<std::uint8_t>[codes_.size()] {}) {
  for (std::uint32_t row = 0; row < model_.stems.size(); ++row)
    if (const auto term = snapshot.find_term(model_.stems[row]))
      row_by_term_[*term] = row + 1;
}

LatentCode LatentSpace::code_of(const engine::TermVector& terms) const {
  const LatentSettings settings;
  std::array<float, latent_dimensions> sum{};
  const double saturation =
      settings.k1 * (1 - settings.b + settings.b * terms.length / static_cast<double>(model_.average_length));
  for (const engine::TermVectorEntry& entry : terms.entries) {
    const std::uint32_t row = row_by_term_[entry.term];
    if (row == 0)
      continue;
    const double tf = entry.frequency;
    const auto weight =
        static_cast<float>((settings.k1 + 1) * tf / (tf + saturation)) * model_.idf[row - 1] * model_.scale[row - 1];
    const std::int8_t* const direction = model_.directions.data() + std::size_t{row - 1} * model_.dimensions;
    for (std::size_t d = 0; d < model_.dimensions; ++d)
      sum[d] += weight * static_cast<float>(direction[d]);
  }
  float greatest = 0;
  for (const float value : sum)
    greatest = std::max(greatest, std::abs(value));
  LatentCode code{};
  for (std::size_t d = 0; d < sum.size(); ++d)
    code[d] = static_cast<std::int8_t>(greatest > 0 ? std::lround(sum[d] * 127 / greatest) : 0);
  return code;
}

LatentCode LatentSpace::code_of(engine::DocNumber document, const engine::TermVector& terms) const {
  if (document < first_kept_)
    return code_of(terms);
  const std::size_t place = document - first_kept_;
  std::atomic<std::uint8_t>& state = states_[place];
  if (state.load(std::memory_order_acquire) == known)
    return codes_[place];
  const LatentCode code = code_of(terms);
  std::uint8_t expected = unknown;
  if (state.compare_exchange_strong(expected, being_written, std::memory_order_relaxed)) {
    codes_[place] = code;
    state.store(known, std::memory_order_release);
  }
  return code;
}

std::uint64_t kept_themes(const engine::Snapshot& snapshot) {
  const auto kept = snapshot.derived(kept_name);
  return kept ? fingerprint_of(*kept) : 0;
}

std::shared_ptr<const LatentSpace> latent_space_of(const engine::Snapshot& snapshot, engine::DocNumber first_kept,
                                                   const std::stop_token& stop) {
  if (snapshot.document_count() < least_latent_articles)
    return nullptr;
  std::optional<LatentModel> model;
  if (const auto kept = snapshot.derived(kept_name))
    model = latent_model_from(*kept);
  if (!model || !fits(*model, snapshot)) {
    model = train_latent_model(snapshot, {.stop = stop});
    if (!model)
      return nullptr;
    snapshot.keep_derived(kept_name, to_bytes(*model));
  }
  return std::make_shared<const LatentSpace>(snapshot, std::move(*model), first_kept);
}

} // namespace akin
