// One function a format: from the bytes of one input to raw records.
#pragma once

#include "indexer/input.hpp"
#include "indexer/readers/byte_stream.hpp"
#include "indexer/readers/sink.hpp"

#include <string>
#include <variant>

namespace akin::indexer {

/// What every reader is given: the input's decompressed bytes, Unicode ones as UTF-8 with their byte order mark; its
/// name as the user would give it; the options; and where to put what it finds. A reader returns early when the sink
/// says so.
struct ReaderInput {
  ByteStream& stream;
  const std::string& path;
  const InputOptions& options;
  Sink& sink;
};

// Errors of each: input_unreadable when the stream breaks off; what came before it has been handed over.
void read_jsonl(const ReaderInput& input);
void read_json(const ReaderInput& input);
void read_delimited(const ReaderInput& input, bool tabs); ///< CSV and TSV
void read_feed(const ReaderInput& input);
void read_whole(const ReaderInput& input, RawRecord::Kind kind); ///< a file that is one record

/// The second half of each kind, on a worker thread. Each gives an article or why there is none.
std::variant<Record, Rejection> parse_json_record(RawRecord&& raw, const InputOptions& options);
std::variant<Record, Rejection> parse_html_record(RawRecord&& raw, const InputOptions& options);
std::variant<Record, Rejection> parse_markdown_record(RawRecord&& raw, const InputOptions& options);
std::variant<Record, Rejection> parse_text_record(RawRecord&& raw, const InputOptions& options);

/// "is larger than 64 MiB": why something was not read, with the remedy.
std::string too_large(std::string_view what, const InputOptions& options);

} // namespace akin::indexer
