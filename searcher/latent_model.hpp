// Themes learnt from an index: latent semantic analysis (Deerwester and others, "Indexing by latent semantic analysis",
// 1990) of a sample of its articles. The model does not depend on how a snapshot numbers articles and stems.
#pragma once

#include "engine/engine.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// The dimensions of an article's place among themes: one byte each.
inline constexpr std::size_t latent_dimensions = 100;

/// An index with fewer articles has too few to learn from.
inline constexpr std::size_t least_latent_articles = 200;

/// How themes are learnt. An article is the unit vector of
///   w = (k1+1)·tf / (tf + k1·(1−b + b·len/avglen)) · idf,   idf = ln(1 + (N−df+½)/(df+½))
/// over its stems, and the themes are the right singular vectors of a sample of these.
struct LatentSettings {
  std::size_t sample = 5000;  ///< articles, those with the smallest hashes of their ids
  int iterations = 3;         ///< of the randomised decomposition
  std::uint32_t least_df = 2; ///< in the sample
  double k1 = 1.5;
  double b = 0.5;
  std::stop_token stop = {}; ///< breaks off
};

struct LatentModel {
  std::uint32_t articles = 0;   ///< in the index when it was trained
  std::uint32_t dimensions = 0; ///< at most latent_dimensions, at most a tenth of the articles
  float average_length = 1;     ///< then
  std::vector<std::string> stems;
  std::vector<float> idf;              ///< by stem
  std::vector<float> scale;            ///< by stem: what its directions were divided by to become bytes
  std::vector<std::int8_t> directions; ///< stems × dimensions
};

/// Learns themes from the live articles of a snapshot; nullopt when they are too few. One to three seconds for a full
/// sample. The same articles give the same model, however they are cut into segments. Errors: unavailable when
/// broken off.
std::optional<LatentModel> train_latent_model(const engine::Snapshot& snapshot, const LatentSettings& settings = {});

/// As bytes to keep, and back; nullopt for bytes that are no model of this version.
std::string to_bytes(const LatentModel& model);
std::optional<LatentModel> latent_model_from(std::string_view bytes);

} // namespace akin
