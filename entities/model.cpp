#include "entities/model.hpp"

#include "entities/binary_file.hpp"
#include "entities/embedded.hpp"
#include "entities/features.hpp"

#include <utility>

namespace akin::entities {
namespace {

constexpr std::string_view magic = "AKINCRF\n";
constexpr std::uint32_t format_version = 2;

} // namespace

Model::Model(const Parts& parts, std::shared_ptr<const Gazetteer> gazetteer)
    : transitions_(parts.transitions), weights_(parts.keys, parts.rows), size_(parts.keys.size()),
      gazetteer_(std::move(gazetteer)) {}

std::shared_ptr<const Model> Model::built_in() {
  static const std::shared_ptr<const Model> model = parse(embedded_model(), Gazetteer::built_in(), "built-in model");
  return model;
}

std::shared_ptr<const Model> Model::empty(std::shared_ptr<const Gazetteer> gazetteer) {
  return std::shared_ptr<const Model>(new Model({}, std::move(gazetteer)));
}

std::shared_ptr<const Model> Model::parse(std::string_view bytes, std::shared_ptr<const Gazetteer> gazetteer,
                                          std::string_view name) {
  BinaryFileReader reader(bytes, name, magic, format_version);
  if (const auto templates = reader.get<std::uint32_t>(); templates != feature_templates_version)
    reader.fail("trained with version " + std::to_string(templates) + " of the features, this is version " +
                std::to_string(feature_templates_version) + ": train it again");
  if (reader.get<std::uint64_t>() != gazetteer->content_hash())
    reader.fail("trained with another gazetteer: use the two files that belong together, or train it again");
  Parts parts;
  const auto count = reader.get<std::uint32_t>();
  parts.transitions = reader.get<Transitions>();
  reader.get(parts.keys, count);
  reader.get(parts.rows, count);
  reader.finish();
  return std::shared_ptr<const Model>(new Model(parts, std::move(gazetteer)));
}

std::string Model::serialise(const Parts& parts, const Gazetteer& gazetteer) {
  BinaryFileWriter writer(magic, format_version);
  writer.put(feature_templates_version);
  writer.put(gazetteer.content_hash());
  writer.put(static_cast<std::uint32_t>(parts.keys.size()));
  writer.put(parts.transitions);
  writer.put(std::span<const std::uint32_t>(parts.keys));
  writer.put(std::span<const WeightRow>(parts.rows));
  return writer.finish();
}

} // namespace akin::entities
