#include "common/hash.hpp"

#include <doctest/doctest.h>

TEST_CASE("hashes are XXH3's, on every machine") {
  CHECK(akin::hash64("") == 0x2D06800538D394C2U);
  CHECK(akin::to_hex(akin::hash128("")) == "99aa06d3014798d86001c324468d497f");
}

TEST_CASE("a seed and every byte count") {
  CHECK(akin::hash64("a") != akin::hash64("b"));
  CHECK(akin::hash64("a", 1) != akin::hash64("a", 2));
  CHECK(akin::hash128(std::string_view("a\0", 2)) != akin::hash128("a"));
}

TEST_CASE("a hash is written with all its digits, the high half first") {
  CHECK(akin::to_hex({1, 0}) == "00000000000000000000000000000001");
  CHECK(akin::to_hex({0, 0xABC}) == "0000000000000abc0000000000000000");
}
