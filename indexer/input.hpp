// From files, folders and streams to records, and from records to articles.
#pragma once

#include "common/article.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace akin::indexer {

enum class Format : std::uint8_t { automatic, jsonl, json, csv, tsv, feed, html, markdown, text };

/// How inputs are read.
struct InputOptions {
  Format format = Format::automatic;
  std::vector<std::pair<std::string, std::string>> field_map; ///< article field, key in the input; before the synonyms
  std::string language;                                       ///< of articles that name none
  std::size_t max_record_bytes = 64U << 20U; ///< a longer line or file is rejected and skipped without being held
  std::size_t max_json_depth = 64;
};

/// Where a record stands.
struct Origin {
  std::string path;     ///< as the user would name it; "-" for standard input
  std::size_t line = 0; ///< 1-based; 0 for a file that is one record
};

/// A record that could not become an article; the run goes on.
struct Rejection {
  Origin origin;
  std::string reason; ///< one line, says what and what to do
};

/// An article with what was odd about it (an unreadable date, repaired UTF-8): kept, but worth telling.
struct Record {
  Article article;
  Origin origin;
  std::vector<std::string> warnings;
  std::size_t input_bytes = 0; ///< decompressed bytes of the record: what MB/s counts
};

/// Raw material of one article: cheap to produce, parsed later on a worker thread by parse().
struct RawRecord {
  enum class Kind : std::uint8_t { json_object, html, markdown, text, article };
  Kind kind = Kind::json_object;
  std::string bytes; ///< JSON object, or the whole file, decompressed, encoding as found
  Article article;   ///< for Kind::article (feeds, CSV, JSON arrays): already read
  std::vector<std::string> warnings;
  Origin origin;
  std::size_t input_bytes = 0;
};

/// Receives what read_inputs finds, in order, on the calling thread. Returning false stops the reading.
struct InputVisitor {
  std::function<bool(RawRecord&&)> record;
  std::function<bool(Rejection&&)> rejected;
  std::function<void(const std::string& path)> skipped; ///< a file of no known format, in a folder
  /// Bytes read of the files on disk and their known total (0 when unknown), for progress. May be empty.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

/// Reads files, folders (recursively, in name order, directory loops cut), globs and "-". Compressed input is told by
/// its first bytes. Memory stays bounded by max_record_bytes whatever the input's size. An input that does not exist or
/// cannot be opened is a Rejection like any other.
void read_inputs(const std::vector<std::string>& inputs, const InputOptions& options, const InputVisitor& visitor);

/// Turns a raw record into an article: fields mapped, dates understood, UTF-8 repaired, id filled in. Thread-safe.
std::variant<Record, Rejection> parse(RawRecord&& raw, const InputOptions& options);

} // namespace akin::indexer
