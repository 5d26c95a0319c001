// Articles as vectors: what makes two of them alike, as a number and term by term.
#pragma once

#include "engine/engine.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace akin {

/// How the words of an article are weighed. A stem's frequency is
///   tf' = frequency + title·[in the title] + lead·[among the first 60 tokens] + capitalised·[capital in mid-sentence]
/// each counted by occurrence, and its weight
///   w = (k1+1)·tf' / (tf' + k1·(1−b + b·len/avglen)) · (idf · cf/df)^exponent,  idf = ln(1 + (N−df+½)/(df+½))
/// after BM25 (Robertson and Zaragoza 2009, §3.2) and Church and Gale's burstiness cf/df ("Poisson mixtures", 1995).
/// Measured in docs/related_articles.md.
struct VectorSettings {
  float k1 = 1.5F;
  float b = 0.5F;
  float title = 1.0F;
  float lead = 1.0F;
  float capitalised = 0.5F;
  float exponent = 0.5F;
};

using WeightedTerm = std::pair<engine::TermId, float>;
/// A sparse vector of unit length, by TermId ascending; empty for an article without words.
using UnitVector = std::vector<WeightedTerm>;
/// One that lies elsewhere, among others.
using VectorView = std::span<const WeightedTerm>;

/// The weights of one snapshot. Immutable, thread-safe; keeps the snapshot alive.
class VectorSpace {
 public:
  explicit VectorSpace(std::shared_ptr<const engine::Snapshot> snapshot, const VectorSettings& settings = {});

  const engine::Snapshot& snapshot() const noexcept { return *snapshot_; }
  UnitVector vector_of(const engine::TermVector& terms) const;

 private:
  std::shared_ptr<const engine::Snapshot> snapshot_;
  VectorSettings settings_;
  std::vector<float> factors_; ///< (idf · cf/df)^exponent by TermId
};

/// The vector at length one; weights of 0 and below are left out.
UnitVector unit(UnitVector vector);

/// Sorts entries by TermId, unless they are.
void put_in_order(std::span<WeightedTerm> entries);

/// Cosine of two unit vectors: 0..1.
double cosine(VectorView a, VectorView b);

/// One vector laid out by TermId, for comparing it with many. One at a time in a thread.
class DenseVector {
 public:
  /// vector is borrowed.
  DenseVector(VectorView vector, engine::TermId term_slots);
  ~DenseVector();
  DenseVector(const DenseVector&) = delete;
  DenseVector& operator=(const DenseVector&) = delete;
  /// Of a term below term_slots; 0 for what the vector has not.
  float weight(engine::TermId term) const { return weights_[term]; }
  /// As cosine().
  double dot(VectorView other) const;

 private:
  VectorView vector_;
  std::vector<float>& weights_; ///< the thread's, all zero between uses
};

} // namespace akin
