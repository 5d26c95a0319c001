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

std::optional<std::string> DerivedStore::fault_of(std::string_view name) const {
  try {
    const SectionFile file(path_of(name), magic, version, 1);
    if (file.stamp() != Hash128{index_id_, hash64(name)})
      return "belongs to an index that was since built anew";
    return file.verify() ? std::nullopt : std::optional<std::string>("fails its checksum");
  } catch (const Error& error) {
    return error.message();
  }
}

SharedBytes DerivedStore::map(std::string_view name) const noexcept {
  struct Mapped {
    SectionFile file;
    std::string_view bytes;
  };
  try {
    const auto mapped = std::make_shared<Mapped>(Mapped{SectionFile(path_of(name), magic, version, 1), {}});
    if (mapped->file.stamp() != Hash128{index_id_, hash64(name)})
      return nullptr;
    mapped->bytes = mapped->file.text(0);
    return {mapped, &mapped->bytes};
  } catch (const Error&) {
    return nullptr; // as get()
  }
}

namespace {

/// A file on its way: removed unless it was put in its place.
class Aside {
 public:
  explicit Aside(const std::filesystem::path& path) : path_(path) {
    static std::atomic<unsigned> counter{0};
    temporary_ = path.string() + "." + std::to_string(::getpid()) + "." + std::to_string(counter++) + ".tmp";
  }
  ~Aside() {
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  const std::filesystem::path& path() const noexcept { return temporary_; }
  void put_in_place() const { std::filesystem::rename(temporary_, path_); }

 private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;
};

} // namespace

bool DerivedStore::put(std::string_view name, std::string_view bytes) const noexcept {
  try {
    return put(name, [&](const ByteSink& sink) { sink(bytes); });
  } catch (...) {
    return false;
  }
}

bool DerivedStore::put(std::string_view name, const std::function<void(const ByteSink&)>& write) const {
  std::optional<Aside> aside;
  std::optional<SectionWriter> out;
  const auto possible = [](const auto& attempt) {
    try {
      attempt();
      return true;
    } catch (const Error&) {
      return false; // no right to write, no room: it is made again next time
    } catch (const std::filesystem::filesystem_error&) {
      return false;
    }
  };
  if (!possible([&] {
        std::filesystem::create_directories(folder_);
        aside.emplace(path_of(name));
        out.emplace(aside->path(), SectionFileIdentity{magic, version, {index_id_, hash64(name)}});
        out->begin_section();
      }))
    return false;
  bool room = true;
  write([&](std::string_view piece) { room = room && possible([&] { out->append(piece.data(), piece.size()); }); });
  return room && possible([&] {
           out->finish();
           aside->put_in_place();
         });
}

} // namespace akin::engine
