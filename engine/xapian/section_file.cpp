#include "engine/xapian/section_file.hpp"

#include "common/error.hpp"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>
#include <utility>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace akin::engine {
namespace {

struct Trailer {
  std::uint64_t magic;
  std::uint64_t version;
  Hash128 stamp;
  std::uint64_t section_count;
  std::uint64_t body_bytes;
  std::uint64_t body_checksum;
  std::uint64_t footer_checksum; ///< of the places and of everything above in this struct
};

std::uint64_t footer_checksum(const Trailer& trailer, std::string_view places) {
  std::string bytes(places);
  bytes.append(reinterpret_cast<const char*>(&trailer), offsetof(Trailer, footer_checksum));
  return hash64(bytes);
}

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw Error(ErrorCode::storage, std::string("cannot write file: ") + std::strerror(errno), path.string());
}

} // namespace

struct SectionWriter::Checksum {
  XXH3_state_t state;
};

SectionWriter::SectionWriter(const std::filesystem::path& path, const SectionFileIdentity& identity)
    : path_(path), identity_(identity), file_(std::fopen(path.c_str(), "wbe")), checksum_(new Checksum) {
  if (file_ == nullptr)
    fail(path);
  XXH3_64bits_reset(&checksum_->state);
}

SectionWriter::~SectionWriter() {
  if (file_ != nullptr)
    std::fclose(file_);
}

void SectionWriter::begin_section() {
  static constexpr char padding[8] = {};
  const std::uint64_t missing = (8 - position_ % 8) % 8;
  if (missing != 0) {
    if (std::fwrite(padding, 1, missing, file_) != missing)
      fail(path_);
    XXH3_64bits_update(&checksum_->state, padding, missing);
    position_ += missing;
  }
  places_.push_back(position_);
  places_.push_back(0);
}

void SectionWriter::append(const void* data, std::size_t size) {
  if (size == 0)
    return;
  if (std::fwrite(data, 1, size, file_) != size)
    fail(path_);
  XXH3_64bits_update(&checksum_->state, data, size);
  position_ += size;
  places_.back() += size;
}

void SectionWriter::finish() {
  const std::string_view places(reinterpret_cast<const char*>(places_.data()), places_.size() * sizeof(std::uint64_t));
  Trailer trailer{identity_.magic,
                  identity_.version,
                  identity_.stamp,
                  places_.size() / 2,
                  position_,
                  XXH3_64bits_digest(&checksum_->state),
                  0};
  trailer.footer_checksum = footer_checksum(trailer, places);
  bool good = std::fwrite(places.data(), 1, places.size(), file_) == places.size();
  good = good && std::fwrite(&trailer, sizeof trailer, 1, file_) == 1;
  good = std::fclose(std::exchange(file_, nullptr)) == 0 && good;
  if (!good)
    fail(path_);
}

SectionFile::SectionFile(const std::filesystem::path& path, std::uint64_t magic, std::uint64_t version,
                         std::size_t sections)
    : file_(path) {
  const auto damaged = [&](const char* message) { return Error(ErrorCode::index_damaged, message, path.string()); };
  const auto bytes = file_.bytes();
  if (bytes.size() < sizeof(Trailer))
    throw damaged("file is cut short");
  Trailer trailer{};
  std::memcpy(&trailer, bytes.data() + bytes.size() - sizeof trailer, sizeof trailer);
  if (trailer.magic != magic)
    throw damaged("file is of another kind or cut short");
  if (trailer.version != version)
    throw damaged("file is of another version");
  const std::size_t places_bytes = sections * 2 * sizeof(std::uint64_t);
  if (trailer.section_count != sections || trailer.body_bytes + places_bytes + sizeof trailer != bytes.size())
    throw damaged("file has the wrong size");
  const std::byte* places_begin = bytes.data() + trailer.body_bytes;
  const std::string_view places_text(reinterpret_cast<const char*>(places_begin), places_bytes);
  if (footer_checksum(trailer, places_text) != trailer.footer_checksum)
    throw damaged("file footer fails its checksum");
  std::vector<std::uint64_t> places(sections * 2);
  std::memcpy(places.data(), places_begin, places_bytes);
  for (std::size_t i = 0; i < sections; ++i) {
    if (places[2 * i] > trailer.body_bytes || places[2 * i + 1] > trailer.body_bytes - places[2 * i])
      throw damaged("file footer names places outside of the file");
    sections_.push_back(bytes.subspan(places[2 * i], places[2 * i + 1]));
  }
  stamp_ = trailer.stamp;
  checksum_ = trailer.body_checksum;
  body_bytes_ = trailer.body_bytes;
}

bool SectionFile::verify() const { return XXH3_64bits(file_.bytes().data(), body_bytes_) == checksum_; }

} // namespace akin::engine
