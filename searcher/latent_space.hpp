// Where the articles of one snapshot stand among learnt themes.
#pragma once

#include "searcher/latent_model.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace akin {

/// An article's place: a direction, its length means nothing. All zero for an article without a known stem.
using LatentCode = std::array<std::int8_t, latent_dimensions>;

/// Cosine of two places, −1..1; 0 when one of them is nowhere.
double cosine(const LatentCode& a, const LatentCode& b);

/// One place that is compared with many.
class LatentDirection {
 public:
  /// code is borrowed.
  explicit LatentDirection(const LatentCode& code);
  /// As cosine(code, other).
  double cosine(const LatentCode& other) const;

 private:
  const LatentCode& code_;
  double square_; ///< of its length
};

/// A model in the numbers of one snapshot, with the places found so far (100 bytes an article). Thread-safe.
class LatentSpace {
 public:
  /// Places of documents from first_kept on are kept when they were found once; others are found elsewhere.
  LatentSpace(const engine::Snapshot& snapshot, LatentModel model, engine::DocNumber first_kept = 0);

  const LatentModel& model() const noexcept { return model_; }
  /// Tells models apart: a hash of the model's bytes, not 0.
  std::uint64_t fingerprint() const noexcept { return fingerprint_; }

  /// Folds an article in.
  LatentCode code_of(const engine::TermVector& terms) const;
  /// The same for an article of the snapshot, which is folded in once.
  LatentCode code_of(engine::DocNumber document, const engine::TermVector& terms) const;

 private:
  enum State : std::uint8_t { unknown, being_written, known };

  LatentModel model_;
  std::uint64_t fingerprint_;
  engine::DocNumber first_kept_;
  std::vector<std::uint32_t> row_by_term_; ///< row of the model plus one; 0: not in the model
  mutable std::vector<LatentCode> codes_;  ///< by DocNumber less first_kept_, where states_ says known
  mutable std::unique_ptr<std::atomic<std::uint8_t>[]> states_;
};

/// LatentSpace::fingerprint() of the model that is kept beside the index, whether it fits or not; 0 when there is none.
std::uint64_t kept_themes(const engine::Snapshot& snapshot);

/// The model of a snapshot: the one kept beside the index unless the index has grown by half or shrunk to half since,
/// else a new one, which is kept. Null when the index is too small. Errors: unavailable when
/// broken off.
std::shared_ptr<const LatentSpace> latent_space_of(const engine::Snapshot& snapshot, engine::DocNumber first_kept = 0,
                                                   const std::stop_token& stop = {});

} // namespace akin
