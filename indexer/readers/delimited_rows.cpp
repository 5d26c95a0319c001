#include "indexer/readers/delimited_rows.hpp"

#include <algorithm>
#include <array>

namespace akin::indexer {

char sniff_delimiter(std::string_view head) {
  static constexpr std::array<char, 4> delimiters = {',', ';', '\t', '|'};
  std::array<std::size_t, delimiters.size()> counts{};
  bool quoted = false;
  for (const char c : head) {
    if (c == '"') {
      quoted = !quoted;
    }
    if (quoted) {
      continue;
    }
    if (c == '\n') {
      break;
    }
    for (std::size_t i = 0; i < delimiters.size(); ++i) {
      counts[i] += c == delimiters[i] ? 1 : 0;
    }
  }
  return delimiters[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

/// Takes what it can of block into row; returns how many bytes that was.
std::size_t DelimitedRows::scan(std::string_view block, std::vector<std::string>& row) {
  std::size_t at = 0;
  while (at < block.size() && !row_ended_) {
    const char c = block[at];
    auto& field = row.back();
    if (state_ == State::quoted) {
      const auto end = std::min(block.find('"', at), block.size());
      field.append(block.substr(at, end - at));
      line_ += static_cast<std::size_t>(std::count(block.data() + at, block.data() + end, '\n'));
      at = std::min(end + 1, block.size());
      if (end < block.size()) {
        state_ = State::quote_in_quoted;
      }
      continue;
    }
    ++at;
    if (c == '"' && state_ != State::plain) {
      if (state_ == State::quote_in_quoted) {
        field += c;
      }
      state_ = State::quoted;
    } else if (c == delimiter_) {
      row.emplace_back();
      state_ = State::field_start;
    } else if (c == '\n') {
      ++line_;
      row_ended_ = true;
    } else {
      field += c;
      // "…" before the line end of "\r\n" stays closed
      state_ = state_ == State::quote_in_quoted && c == '\r' ? State::quote_in_quoted : State::plain;
    }
  }
  return at;
}

DelimitedRows::Outcome DelimitedRows::next(std::vector<std::string>& row) {
  row.assign(1, {});
  row_line_ = line_;
  row_ended_ = false;
  state_ = State::field_start;
  std::size_t row_bytes = 0;
  bool too_long = false;
  bool any = false;
  for (auto block = stream_.block(); !block.empty(); block = stream_.block()) {
    any = true;
    const auto taken = scan(block, row);
    stream_.consume(taken);
    row_bytes += taken;
    if (row_bytes > max_row_bytes_) {
      too_long = true;
      row.assign(1, {});
      if (!row_ended_) {
        state_ = State::plain;
      } // give up on quotes, or all the rest would be swallowed
    }
    if (row_ended_) {
      break;
    }
  }
  if (!any) {
    return Outcome::end;
  }
  if (too_long) {
    return Outcome::too_long;
  }
  if (!row_ended_ && state_ == State::quoted) {
    return Outcome::unclosed_quote;
  }
  if (!row.back().empty() && row.back().back() == '\r') {
    row.back().pop_back();
  }
  return Outcome::row;
}

} // namespace akin::indexer
