#include "searcher/latent_model.hpp"

#include "common/hash.hpp"
#include "searcher/truncated_svd.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_map>

namespace akin {
namespace {

constexpr std::uint32_t model_version = 1;

/// The sample: chosen by their ids, so that it does not depend on when an article came.
std::vector<engine::DocNumber> sample_of(const engine::Snapshot& snapshot, std::size_t size) {
  std::vector<std::pair<std::uint64_t, engine::DocNumber>> by_hash;
  snapshot.for_each_document([&](engine::DocNumber document) {
    by_hash.emplace_back(hash64(snapshot.document(document).id), document);
    return true;
  });
  std::sort(by_hash.begin(), by_hash.end());
  std::vector<engine::DocNumber> documents;
  for (std::size_t i = 0; i < std::min(size, by_hash.size()); ++i)
    documents.push_back(by_hash[i].second);
  return documents;
}

/// The stems that enough articles of the sample have, by TermId ascending (which is their byte order).
std::vector<engine::TermId> terms_of(const std::vector<engine::TermVector>& vectors, std::uint32_t least_df) {
  std::unordered_map<engine::TermId, std::uint32_t> df;
  for (const engine::TermVector& vector : vectors)
    for (const engine::TermVectorEntry& entry : vector.entries)
      ++df[entry.term];
  std::vector<engine::TermId> terms;
  for (const auto& [term, count] : df)
    if (count >= least_df)
      terms.push_back(term);
  std::sort(terms.begin(), terms.end());
  return terms;
}

SparseRows rows_of(const std::vector<engine::TermVector>& vectors, const std::vector<engine::TermId>& terms,
                   const LatentModel& model, const LatentSettings& settings) {
  std::unordered_map<engine::TermId, std::uint32_t> column_of;
  for (std::uint32_t i = 0; i < terms.size(); ++i)
    column_of[terms[i]] = i;
  SparseRows rows;
  for (const engine::TermVector& vector : vectors) {
    auto& row = rows.emplace_back();
    double square = 0;
    const double saturation =
        settings.k1 * (1 - settings.b + settings.b * vector.length / static_cast<double>(model.average_length));
    for (const engine::TermVectorEntry& entry : vector.entries) {
      const auto column = column_of.find(entry.term);
      if (column == column_of.end())
        continue;
      const double tf = entry.frequency;
      const double weight = (settings.k1 + 1) * tf / (tf + saturation) * static_cast<double>(model.idf[column->second]);
      row.emplace_back(column->second, static_cast<float>(weight));
      square += weight * weight;
    }
    for (auto& [column, weight] : row)
      weight = static_cast<float>(weight / std::sqrt(square));
  }
  return rows;
}

/// Each stem's directions as bytes with a scale of their own.
void quantise(const std::vector<float>& directions, LatentModel& model) {
  model.directions.resize(directions.size());
  for (std::size_t s = 0; s < model.stems.size(); ++s) {
    const float* const row = directions.data() + s * model.dimensions;
    float greatest = 0;
    for (std::size_t d = 0; d < model.dimensions; ++d)
      greatest = std::max(greatest, std::abs(row[d]));
    model.scale.push_back(greatest / 127);
    for (std::size_t d = 0; d < model.dimensions; ++d)
      model.directions[s * model.dimensions + d] =
          static_cast<std::int8_t>(greatest > 0 ? std::lround(row[d] * 127 / greatest) : 0);
  }
}

template <class T> void append(std::string& bytes, const T* values, std::size_t count) {
  bytes.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

/// Takes values off the front of bytes; false when there are too few.
template <class T> bool take(std::string_view& bytes, T* values, std::size_t count) {
  if (bytes.size() / sizeof(T) < count)
    return false;
  std::memcpy(values, bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
  return true;
}

struct Header {
  std::uint32_t version, articles, dimensions, stems;
  float average_length;
  std::uint32_t text_bytes;
};

} // namespace

std::optional<LatentModel> train_latent_model(const engine::Snapshot& snapshot, const LatentSettings& settings) {
  LatentModel model;
  model.articles = snapshot.document_count();
  if (model.articles < least_latent_articles)
    return std::nullopt;
  model.dimensions = static_cast<std::uint32_t>(std::min<std::size_t>(latent_dimensions, model.articles / 10));
  model.average_length = static_cast<float>(snapshot.average_length());
  const auto vectors = snapshot.term_vectors(sample_of(snapshot, settings.sample));
  const std::vector<engine::TermId> terms = terms_of(vectors, settings.least_df);
  const double documents = snapshot.document_slots();
  for (const engine::TermId term : terms) {
    const double df = snapshot.term_statistics()[term].document_frequency;
    model.stems.emplace_back(snapshot.term_text(term));
    model.idf.push_back(static_cast<float>(std::log(1 + (std::max(documents - df, 0.0) + 0.5) / (df + 0.5))));
  }
  const SparseRows rows = rows_of(vectors, terms, model, settings);
  quantise(right_singular_vectors(rows, terms.size(), model.dimensions, settings.iterations, settings.stop), model);
  return model;
}

std::string to_bytes(const LatentModel& model) {
  std::string text;
  for (const std::string& stem : model.stems)
    text.append(stem).append(1, '\0');
  const Header header{model_version,        model.articles,
                      model.dimensions,     static_cast<std::uint32_t>(model.stems.size()),
                      model.average_length, static_cast<std::uint32_t>(text.size())};
  std::string bytes;
  append(bytes, &header, 1);
  append(bytes, model.idf.data(), model.idf.size());
  append(bytes, model.scale.data(), model.scale.size());
  append(bytes, model.directions.data(), model.directions.size());
  return bytes + text;
}

std::optional<LatentModel> latent_model_from(std::string_view bytes) {
  Header header{};
  if (!take(bytes, &header, 1) || header.version != model_version || header.dimensions == 0 ||
      header.dimensions > latent_dimensions || header.stems > bytes.size())
    return std::nullopt;
  LatentModel model;
  model.articles = header.articles;
  model.dimensions = header.dimensions;
  model.average_length = header.average_length;
  model.idf.resize(header.stems);
  model.scale.resize(header.stems);
  model.directions.resize(std::size_t{header.stems} * header.dimensions);
  if (!take(bytes, model.idf.data(), model.idf.size()) || !take(bytes, model.scale.data(), model.scale.size()) ||
      !take(bytes, model.directions.data(), model.directions.size()) || bytes.size() != header.text_bytes)
    return std::nullopt;
  for (std::size_t end = bytes.find('\0'); end != std::string_view::npos; end = bytes.find('\0')) {
    model.stems.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  return model.stems.size() == header.stems ? std::optional(std::move(model)) : std::nullopt;
}

} // namespace akin
