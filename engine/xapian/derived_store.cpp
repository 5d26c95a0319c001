#include "engine/xapian/derived_store.hpp"

#include "common/error.hpp"
#include "engine/xapian/section_file.hpp"

#include <atomic>
#include <unistd.h>

namespace akin::engine {
namespace {

constexpr std::uint64_t magic = 0x31565244'4E494B41; // "AKINDRV1" in a hex dump
constexpr std::uint64_t version = 1;

} // namespace

DerivedStore::DerivedStore(const std::filesystem::path& index_directory, std::uint64_t index_id)
    : folder_(index_directory / "derived"), index_id_(index_id) {}

std::filesystem::path DerivedStore::path_of(std::string_view name) const {
  return folder_ / (std::string(name) + ".akin");
}

std::optional<std::string> DerivedStore::get(std::string_view name) const {
  try {
    const SectionFile file(path_of(name), magic, version, 1);
    if (file.stamp() != Hash128{index_id_, hash64(name)} || !file.verify())
      return std::nullopt;
    return std::string(file.text(0));
  } catch (const Error&) {
    return std::nullopt; // missing, unreadable or damaged: all the same, it is made again
  }
}

bool DerivedStore::put(std::string_view name, std::string_view bytes) const noexcept {
  static std::atomic<unsigned> counter{0};
  try {
    std::filesystem::create_directories(folder_);
    const std::filesystem::path temporary =
        path_of(name).string() + "." + std::to_string(::getpid()) + "." + std::to_string(counter++) + ".tmp";
    try {
      SectionWriter out(temporary, {magic, version, {index_id_, hash64(name)}});
      out.section(bytes);
      out.finish();
      std::filesystem::rename(temporary, path_of(name));
      return true;
    } catch (...) {
      std::error_code ignored;
      std::filesystem::remove(temporary, ignored);
      throw;
    }
  } catch (...) {
    return false; // no right to write, no room: it is made again next time
  }
}

} // namespace akin::engine
