#include "entities/gazetteer.hpp"

#include "common/hash.hpp"
#include "entities/binary_file.hpp"
#include "entities/embedded.hpp"

#include <algorithm>

namespace akin::entities {
namespace {

constexpr std::string_view magic = "AKINGAZ\n";
constexpr std::uint32_t format_version = 1;
constexpr unsigned index_bits = 17; ///< about as many buckets as entries

} // namespace

std::shared_ptr<const Gazetteer> Gazetteer::built_in() {
  static const std::shared_ptr<const Gazetteer> gazetteer = parse(embedded_gazetteer(), "built-in gazetteer");
  return gazetteer;
}

std::shared_ptr<const Gazetteer> Gazetteer::parse(std::string_view bytes, std::string_view name) {
  BinaryFileReader reader(bytes, name, magic, format_version);
  const std::shared_ptr<Gazetteer> gazetteer(new Gazetteer);
  const auto count = reader.get<std::uint32_t>();
  reader.get(gazetteer->keys_, count);
  reader.get(gazetteer->classes_, count);
  reader.finish();
  if (std::adjacent_find(gazetteer->keys_.begin(), gazetteer->keys_.end(), std::greater_equal<>()) !=
      gazetteer->keys_.end())
    reader.fail("damaged: its entries are not in order");
  gazetteer->index_ = KeyIndex(gazetteer->keys_, index_bits);
  gazetteer->content_hash_ = hash64(bytes);
  return gazetteer;
}

std::string Gazetteer::serialise(std::vector<Entry> entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  std::vector<std::uint32_t> keys;
  std::vector<std::uint16_t> classes;
  for (const Entry& entry : entries) {
    if (!keys.empty() && keys.back() == entry.key) {
      classes.back() = static_cast<std::uint16_t>(classes.back() | entry.classes);
      continue;
    }
    keys.push_back(entry.key);
    classes.push_back(entry.classes);
  }
  BinaryFileWriter writer(magic, format_version);
  writer.put(static_cast<std::uint32_t>(keys.size()));
  writer.put(std::span<const std::uint32_t>(keys));
  writer.put(std::span<const std::uint16_t>(classes));
  return writer.finish();
}

} // namespace akin::entities
