#include "cli/trec.hpp"

#include <fmt/format.h>

namespace akin::cli {
namespace {

std::string column(std::string_view id) {
  std::string out;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const auto byte = static_cast<unsigned char>(id[i]);
    const bool c1_control = byte == 0xC2 && i + 1 < id.size() && static_cast<unsigned char>(id[i + 1]) <= 0xA0;
    if (byte <= ' ' || byte == 0x7F || byte == '%' || c1_control) {
      out += fmt::format("%{:02X}", byte);
      if (c1_control)
        out += fmt::format("%{:02X}", static_cast<unsigned char>(id[++i]));
    } else {
      out += id[i];
    }
  }
  return out.empty() ? "%" : out;
}

} // namespace

std::string to_trec(std::string_view query_id, const Result& result, std::size_t first_rank) {
  std::string out;
  const std::string query = column(query_id);
  for (std::size_t i = 0; i < result.hits.size(); ++i)
    out += fmt::format("{} Q0 {} {} {:.6f} akin\n", query, column(result.hits[i].id), first_rank + i,
                       result.hits[i].score);
  return out;
}

} // namespace akin::cli
