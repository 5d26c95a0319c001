// Numbers of any number of bits, one behind the other: what the related index is packed with.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace akin {

/// A gap's quotient in unary takes at most so many bits; greater numbers are written plainly behind so many zeros.
inline constexpr unsigned most_unary_bits = 16;

/// Appends to a string, low bits first.
class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}

  /// The low bits of a value; bits is at most 32.
  void put(std::uint64_t value, unsigned bits) {
    buffer_ |= (value & ((std::uint64_t{1} << bits) - 1)) << filled_;
    for (filled_ += bits; filled_ >= 8; filled_ -= 8) {
      out_.push_back(static_cast<char>(buffer_));
      buffer_ >>= 8U;
    }
  }
  /// A Rice code: value / 2^k in unary, then the k low bits ("Some practical universal noiseless coding techniques",
  /// 1979). Small for numbers that fall off geometrically with a mean near 2^k.
  void put_rice(std::uint32_t value, unsigned k) {
    const std::uint32_t quotient = value >> k;
    if (quotient >= most_unary_bits) {
      put(0, most_unary_bits);
      put(value, 32);
      return;
    }
    put(std::uint64_t{1} << quotient, quotient + 1);
    put(value, k);
  }
  /// Fills the last byte up.
  void finish() {
    if (filled_ > 0)
      put(0, 8 - filled_);
  }

 private:
  std::string& out_;
  std::uint64_t buffer_ = 0;
  unsigned filled_ = 0;
};

/// Bits that put_rice() takes.
inline unsigned rice_bits(std::uint32_t value, unsigned k) {
  const std::uint32_t quotient = value >> k;
  return quotient >= most_unary_bits ? most_unary_bits + 32 : quotient + 1 + k;
}

/// Reads what BitWriter wrote. Behind the end of the bytes there are only zeros: damaged data gives wrong numbers, and
/// is never read beyond its end.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  /// bits is at most 32.
  std::uint32_t get(unsigned bits) {
    const std::uint64_t window = next();
    position_ += bits;
    return static_cast<std::uint32_t>(window & ((std::uint64_t{1} << bits) - 1));
  }

  struct Pair {
    std::uint32_t number;
    std::uint32_t rest;
  };
  /// A Rice code and the few bits behind it, at once; k is at most 31, bits at most 8.
  Pair get_rice(unsigned k, unsigned bits) {
    std::uint64_t window = next();
    if ((window & ((1U << most_unary_bits) - 1)) == 0) { // rare
      position_ += most_unary_bits;
      const std::uint32_t number = get(32);
      return {number, get(bits)};
    }
    const auto quotient = static_cast<unsigned>(std::countr_zero(window));
    window >>= quotient + 1;
    position_ += quotient + 1 + k + bits;
    const auto low = static_cast<std::uint32_t>(window & ((std::uint64_t{1} << k) - 1));
    return {(quotient << k) | low, static_cast<std::uint32_t>((window >> k) & ((1U << bits) - 1))};
  }

 private:
  /// At least 57 bits from the position on.
  std::uint64_t next() const {
    const std::uint64_t byte = position_ / 8;
    std::uint64_t window = 0;
    if (byte + sizeof window <= bytes_.size())
      std::memcpy(&window, bytes_.data() + byte, sizeof window);
    else if (byte < bytes_.size())
      std::memcpy(&window, bytes_.data() + byte, bytes_.size() - byte);
    return window >> (position_ % 8);
  }

  std::string_view bytes_;
  std::uint64_t position_ = 0; ///< in bits
};

} // namespace akin
