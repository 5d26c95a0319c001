// Numbers, amounts and spans of time as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace akin::cli {

/// "21,578".
std::string grouped(std::uint64_t number);

/// "1 story", "1,234 stories".
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

/// "812 B", "19.8 MB": decimal units.
std::string amount_of_bytes(std::uint64_t bytes);

/// "0:32", "1:02:05".
std::string clock_time(double seconds);

/// "12.3 MB/s"; "–" before there is anything to divide by.
std::string rate(std::uint64_t bytes, double seconds);

/// "same day", "1 day later", "3 weeks earlier", "4 months earlier", "2 years later".
std::string days_apart(int days);

} // namespace akin::cli
