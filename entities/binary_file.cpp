#include "entities/binary_file.hpp"

#include "common/error.hpp"
#include "common/hash.hpp"

#include <bit>

namespace akin::entities {

static_assert(std::endian::native == std::endian::little, "the files are mapped as they are");

namespace {

constexpr std::size_t magic_bytes = 8;
constexpr std::size_t checksum_bytes = sizeof(std::uint64_t);

} // namespace

BinaryFileWriter::BinaryFileWriter(std::string_view magic, std::uint32_t version) : bytes_(magic) {
  bytes_.resize(magic_bytes);
  put(version);
}

std::string BinaryFileWriter::finish() {
  put(hash64(bytes_));
  return std::move(bytes_);
}

BinaryFileReader::BinaryFileReader(std::string_view bytes, std::string_view name, std::string_view magic,
                                   std::uint32_t version)
    : left_(bytes), name_(name) {
  if (bytes.size() < magic_bytes + sizeof(version) + checksum_bytes || bytes.substr(0, magic_bytes) != magic)
    fail("not a file of the entity tagger of this kind");
  left_.remove_prefix(magic_bytes);
  const auto found = get<std::uint32_t>();
  if (found != version)
    fail("made for version " + std::to_string(found) + " of the format, this is version " + std::to_string(version) +
         ": train it again");
  std::uint64_t checksum = 0;
  std::memcpy(&checksum, bytes.data() + bytes.size() - checksum_bytes, checksum_bytes);
  if (hash64(bytes.substr(0, bytes.size() - checksum_bytes)) != checksum)
    fail("damaged: its checksum does not fit");
  left_.remove_suffix(checksum_bytes);
}

std::string_view BinaryFileReader::take(std::size_t count, std::size_t size) {
  if (count > left_.size() / size)
    fail("damaged: shorter than it says");
  const std::string_view taken = left_.substr(0, count * size);
  left_.remove_prefix(taken.size());
  return taken;
}

void BinaryFileReader::finish() const {
  if (!left_.empty())
    fail("damaged: longer than it says");
}

void BinaryFileReader::fail(const std::string& what) const {
  throw Error(ErrorCode::input_unreadable, what, std::string(name_));
}

} // namespace akin::entities
