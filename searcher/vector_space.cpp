#include "searcher/vector_space.hpp"

#include <algorithm>
#include <cmath>

namespace akin {

VectorSpace::VectorSpace(std::shared_ptr<const engine::Snapshot> snapshot, const VectorSettings& settings)
    : snapshot_(std::move(snapshot)), settings_(settings) {
  const auto statistics = snapshot_->term_statistics();
  const double documents = snapshot_->document_slots();
  factors_.reserve(statistics.size());
  for (const engine::TermStatistics& term : statistics) {
    const double df = std::max(1.0, static_cast<double>(term.document_frequency));
    const double idf = std::log(1 + (std::max(documents - df, 0.0) + 0.5) / (df + 0.5));
    const double burst = std::max(1.0, static_cast<double>(term.collection_frequency) / df);
    factors_.push_back(static_cast<float>(std::pow(idf * burst, settings_.exponent)));
  }
}

UnitVector VectorSpace::vector_of(const engine::TermVector& terms) const {
  const auto relative_length = static_cast<float>(terms.length / snapshot_->average_length());
  const float saturation = settings_.k1 * (1 - settings_.b + settings_.b * relative_length);
  UnitVector vector;
  vector.reserve(terms.entries.size());
  double square = 0;
  for (const engine::TermVectorEntry& entry : terms.entries) {
    const float frequency = static_cast<float>(entry.frequency) + settings_.title * static_cast<float>(entry.title) +
                            settings_.lead * static_cast<float>(entry.lead) +
                            settings_.capitalised * static_cast<float>(entry.capitalised);
    const float weight = (settings_.k1 + 1) * frequency / (frequency + saturation) * factors_[entry.term];
    vector.emplace_back(entry.term, weight);
    square += static_cast<double>(weight) * weight;
  }
  const auto scale = static_cast<float>(square > 0 ? 1 / std::sqrt(square) : 0);
  for (auto& [term, weight] : vector)
    weight *= scale;
  return vector;
}

UnitVector unit(UnitVector vector) {
  std::erase_if(vector, [](const auto& entry) { return entry.second <= 0; });
  double square = 0;
  for (const auto& [term, weight] : vector)
    square += static_cast<double>(weight) * weight;
  for (auto& [term, weight] : vector)
    weight = static_cast<float>(weight / std::sqrt(square));
  return vector;
}

void put_in_order(std::span<WeightedTerm> entries) {
  const auto by_term = [](const WeightedTerm& a, const WeightedTerm& b) { return a.first < b.first; };
  if (!std::is_sorted(entries.begin(), entries.end(), by_term))
    std::sort(entries.begin(), entries.end(), by_term);
}

double cosine(VectorView a, VectorView b) {
  double sum = 0;
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (left->first < right->first)
      ++left;
    else if (right->first < left->first)
      ++right;
    else
      sum += static_cast<double>(left++->second) * right++->second;
  }
  return std::min(sum, 1.0);
}

namespace {

std::vector<float>& thread_weights(engine::TermId term_slots) {
  static thread_local std::vector<float> weights;
  if (weights.size() < term_slots)
    weights.resize(term_slots);
  return weights;
}

} // namespace

DenseVector::DenseVector(VectorView vector, engine::TermId term_slots)
    : vector_(vector), weights_(thread_weights(term_slots)) {
  for (const auto& [term, weight] : vector_)
    weights_[term] = weight;
}

DenseVector::~DenseVector() {
  for (const auto& [term, weight] : vector_)
    weights_[term] = 0;
}

double DenseVector::dot(VectorView other) const {
  double sum = 0;
  for (const auto& [term, weight] : other)
    sum += static_cast<double>(weight) * weights_[term];
  return std::min(sum, 1.0);
}

} // namespace akin
