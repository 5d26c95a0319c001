// Rows of CSV or TSV text.
#pragma once

#include "indexer/readers/byte_stream.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace akin::indexer {

/// The delimiter that the first row uses most, quoted parts aside: one of , ; tab |.
char sniff_delimiter(std::string_view head);

/// Splits by RFC 4180: fields in quotes may hold delimiters, line ends and doubled quotes; text after a closing quote
/// is taken as it stands. Holds one row at a time.
class DelimitedRows {
 public:
  /// Rows larger than max_row_bytes are passed over, up to the next line end.
  DelimitedRows(ByteStream& stream, char delimiter, std::size_t max_row_bytes)
      : stream_(stream), delimiter_(delimiter), max_row_bytes_(max_row_bytes) {}

  enum class Outcome { row, too_long, unclosed_quote, end };

  /// The next row's fields, into row. Errors: those of the stream; a row that it breaks off is not given.
  Outcome next(std::vector<std::string>& row);

  /// 1-based line on which the row given last begins.
  std::size_t line_number() const { return row_line_; }

 private:
  enum class State { field_start, plain, quoted, quote_in_quoted };
  std::size_t scan(std::string_view block, std::vector<std::string>& row);

  ByteStream& stream_;
  char delimiter_;
  std::size_t max_row_bytes_;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
  State state_ = State::field_start;
  bool row_ended_ = false;
};

} // namespace akin::indexer
