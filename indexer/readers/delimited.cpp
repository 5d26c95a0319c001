// CSV and TSV (RFC 4180) with a header row.
#include "indexer/readers/charset.hpp"
#include "indexer/readers/delimited_rows.hpp"
#include "indexer/readers/field_mapping.hpp"
#include "indexer/readers/field_names.hpp"
#include "indexer/readers/readers.hpp"
#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace akin::indexer {
namespace {

constexpr std::size_t judged_bytes = 256U << 10U; // by these the character set of the whole file is told

std::string_view without_cut_character(std::string_view text) {
  for (int back = 0; back < 4 && !text.empty(); ++back) {
    const auto byte = static_cast<unsigned char>(text.back());
    if (byte < 0x80) {
      break;
    }
    text.remove_suffix(1);
    if (byte >= 0xC0) {
      break;
    }
  }
  return text;
}

ByteStream utf8_stream(ByteStream& stream) {
  const auto head = without_cut_character(stream.peek(judged_bytes));
  if (is_valid_utf8(head)) {
    return ByteStream(as_source(std::move(stream)));
  }
  return ByteStream(as_utf8_from(as_source(std::move(stream)), charset_of(head, Markup::none)));
}

bool names_title_or_body(const std::vector<std::string>& header, const InputOptions& options) {
  const auto is_text = [](std::optional<Field> field) { return field == Field::title || field == Field::body; };
  return std::any_of(header.begin(), header.end(), [&](const std::string& name) {
    const auto meaning = meaning_of(name);
    return (meaning && is_text(meaning->field)) ||
           std::any_of(options.field_map.begin(), options.field_map.end(),
                       [&](const auto& mapped) { return mapped.second == name && is_text(field_named(mapped.first)); });
  });
}

RawRecord record_of(const std::vector<std::string>& header, std::vector<std::string>& row, const ReaderInput& input,
                    std::size_t line) {
  RawRecord record;
  record.kind = RawRecord::Kind::article;
  record.origin = {input.path, line};
  record.input_bytes = std::accumulate(row.begin(), row.end(), row.size(),
                                       [](std::size_t sum, const std::string& cell) { return sum + cell.size(); });
  if (row.size() < header.size()) {
    record.warnings.push_back(fmt::format("{} fields, but the header has {}", row.size(), header.size()));
  }
  ValueObject object;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!row[i].empty()) {
      object.push_back({header[i], {std::move(row[i])}});
    }
  }
  auto mapped = map_fields(std::move(object), input.options);
  record.article = std::move(mapped.article);
  record.warnings.insert(record.warnings.end(), mapped.warnings.begin(), mapped.warnings.end());
  return record;
}

/// Hands over one row; false when the reading is over.
bool hand_over(const ReaderInput& input, const std::vector<std::string>& header, DelimitedRows::Outcome outcome,
               std::vector<std::string>& row, std::size_t line) {
  const Origin origin{input.path, line};
  switch (outcome) {
  case DelimitedRows::Outcome::too_long:
    return input.sink.reject(origin, too_large("row", input.options));
  case DelimitedRows::Outcome::unclosed_quote:
    return input.sink.reject(origin, "a quoted field is never closed (close it, or double the quotes inside it)");
  default:
    break;
  }
  if (row.size() == 1 && row.front().empty()) {
    return true;
  }
  if (row.size() > header.size()) {
    return input.sink.reject(origin,
                             fmt::format("{} fields, but the header has {} (quote fields that hold the delimiter)",
                                         row.size(), header.size()));
  }
  return input.sink.record(record_of(header, row, input, line));
}

} // namespace

void read_delimited(const ReaderInput& input, bool tabs) {
  input.stream.skip_byte_order_mark();
  auto stream = utf8_stream(input.stream);
  DelimitedRows rows(stream, tabs ? '\t' : sniff_delimiter(stream.peek(judged_bytes)), input.options.max_record_bytes);
  std::vector<std::string> header;
  if (rows.next(header) != DelimitedRows::Outcome::row || !names_title_or_body(header, input.options)) {
    input.sink.reject({input.path, 1}, "the first row names no title or body column (add a header row, or name the "
                                       "columns with --map title=COLUMN)");
    return;
  }
  for (auto& name : header) {
    name = std::string(trim(name));
  }
  std::vector<std::string> row;
  for (auto outcome = rows.next(row); outcome != DelimitedRows::Outcome::end; outcome = rows.next(row)) {
    if (!hand_over(input, header, outcome, row, rows.line_number())) {
      return;
    }
  }
}

} // namespace akin::indexer
