#include "common/error.hpp"
#include "common/hash.hpp"
#include "entities/embedded.hpp"
#include "entities/gazetteer.hpp"
#include "entities/model.hpp"

#include <cstring>
#include <doctest/doctest.h>

using namespace akin;
using namespace akin::entities;

namespace {

/// The message of the error that reading a model gives; empty when there is none.
std::string refusal(const std::string& bytes,
                    const std::shared_ptr<const Gazetteer>& gazetteer = Gazetteer::built_in()) {
  try {
    (void)Model::parse(bytes, gazetteer, "test.akin");
    return {};
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::input_unreadable);
    CHECK(error.context() == "test.akin");
    return error.message();
  }
}

std::string model_bytes() { return std::string(embedded_model()); }

/// Puts the right checksum behind changed bytes.
std::string sealed(std::string bytes) {
  const std::size_t end = bytes.size() - sizeof(std::uint64_t);
  const std::uint64_t checksum = hash64(std::string_view(bytes).substr(0, end));
  std::memcpy(bytes.data() + end, &checksum, sizeof(checksum));
  return bytes;
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("the built-in model is read and stays within its size") {
  CHECK(refusal(model_bytes()).empty());
  CHECK(Model::built_in()->size() > 50'000);
  CHECK(embedded_model().size() <= 3'000'000);
  CHECK(embedded_gazetteer().size() <= 1'500'000);
}

TEST_CASE("what is no model is refused") {
  CHECK(contains(refusal(""), "not a file"));
  CHECK(contains(refusal("AKINCRF\n"), "not a file"));
  CHECK(contains(refusal(std::string(embedded_gazetteer())), "not a file"));
  std::string bytes = model_bytes();
  bytes[0] = 'X';
  CHECK(contains(refusal(sealed(bytes)), "not a file"));
}

TEST_CASE("a model of another format or other features is refused") {
  std::string bytes = model_bytes();
  bytes[8] = 99;
  CHECK(contains(refusal(sealed(bytes)), "version 99 of the format"));
  bytes = model_bytes();
  bytes[12] = 99;
  CHECK(contains(refusal(sealed(bytes)), "version 99 of the features"));
}

TEST_CASE("a model of another gazetteer is refused") {
  const std::string other = Gazetteer::serialise({{42, town}});
  CHECK(contains(refusal(model_bytes(), Gazetteer::parse(other, "other")), "another gazetteer"));
}

TEST_CASE("a damaged model is refused") {
  std::string bytes = model_bytes();
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  CHECK(contains(refusal(bytes), "checksum"));
  CHECK(contains(refusal(sealed(model_bytes().substr(0, 5000))), "shorter"));
  CHECK(contains(refusal(sealed(model_bytes() + std::string(20, 'x'))), "longer"));
}

TEST_CASE("a model that is cut anywhere is refused") {
  for (std::size_t size = 0; size < 2000; size += 37)
    CHECK_FALSE(refusal(model_bytes().substr(0, size)).empty());
}

TEST_CASE("a gazetteer unites equal entries and finds them again") {
  const std::uint64_t paris = hash64("paris");
  const std::string bytes =
      Gazetteer::serialise({{Gazetteer::key_of(paris), city}, {7, surname}, {Gazetteer::key_of(paris), first_name}});
  const std::shared_ptr<const Gazetteer> gazetteer = Gazetteer::parse(bytes, "test");
  CHECK(gazetteer->size() == 2);
  CHECK(gazetteer->classes(paris) == (city | first_name));
  CHECK(gazetteer->classes(hash64("london")) == 0);
  CHECK_THROWS_AS((void)Gazetteer::parse(bytes.substr(0, bytes.size() - 1), "test"), Error);
}
