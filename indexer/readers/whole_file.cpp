// Files that are one record each, HTML and plain text among them.
#include "indexer/html/html_extract.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/completion.hpp"
#include "indexer/readers/file_title.hpp"
#include "indexer/readers/readers.hpp"
#include "indexer/readers/utf8.hpp"

#include <algorithm>

namespace akin::indexer {
namespace {

constexpr std::size_t longest_title_bytes = 150; // a longer first line is the text's beginning

} // namespace

void read_whole(const ReaderInput& input, RawRecord::Kind kind) {
  auto bytes = read_all(input.stream, input.options.max_record_bytes);
  if (!bytes) {
    input.sink.reject({input.path, 0}, too_large("file", input.options));
    return;
  }
  if (bytes->empty()) {
    input.sink.reject({input.path, 0}, "file is empty (remove it, or put an article in)");
    return;
  }
  RawRecord record;
  record.kind = kind;
  record.input_bytes = bytes->size();
  record.bytes = std::move(*bytes);
  record.origin = {input.path, 0};
  input.sink.record(std::move(record));
}

std::variant<Record, Rejection> parse_html_record(RawRecord&& raw, const InputOptions& options) {
  auto article = extract_html(to_utf8(std::move(raw.bytes), Markup::html));
  return complete(std::move(article), std::move(raw), options);
}

std::variant<Record, Rejection> parse_text_record(RawRecord&& raw, const InputOptions& options) {
  const auto text = to_utf8(std::move(raw.bytes), Markup::none);
  const auto all = trim(text);
  const auto line_end = std::min(all.find('\n'), all.size());
  const auto first_line = trim(all.substr(0, line_end));
  Article article;
  if (first_line.size() <= longest_title_bytes) {
    article.title = first_line;
    article.body = trim(all.substr(line_end));
  } else {
    article.title = title_of_file(raw.origin.path);
    article.body = all;
  }
  return complete(std::move(article), std::move(raw), options);
}

} // namespace akin::indexer
