#include "indexer/input.hpp"

#include "common/error.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/completion.hpp"
#include "indexer/readers/decompress.hpp"
#include "indexer/readers/field_names.hpp"
#include "indexer/readers/files.hpp"
#include "indexer/readers/format.hpp"
#include "indexer/readers/readers.hpp"

#include <fmt/format.h>

namespace akin::indexer {
namespace {

constexpr std::size_t sniffed_bytes = 64U << 10U;

void check_field_map(const InputOptions& options) {
  for (const auto& [field, key] : options.field_map) {
    if (!field_named(field) || key.empty()) {
      throw Error(ErrorCode::invalid_argument,
                  "no such field (id, url, title, body, summary, published, updated, source, authors, tags, section, "
                  "language, image, people, places, organisations)",
                  fmt::format("{}={}", field, key));
    }
  }
}

void read_as(Format format, const ReaderInput& input) {
  switch (format) {
  case Format::jsonl:
    return read_jsonl(input);
  case Format::json:
    return read_json(input);
  case Format::csv:
    return read_delimited(input, false);
  case Format::tsv:
    return read_delimited(input, true);
  case Format::feed:
    return read_feed(input);
  case Format::html:
    return read_whole(input, RawRecord::Kind::html);
  case Format::markdown:
    return read_whole(input, RawRecord::Kind::markdown);
  case Format::automatic:
  case Format::text:
    return read_whole(input, RawRecord::Kind::text);
  }
}

/// The format that the user named; the kinds of JSON are told apart all the same.
Format wanted_format(Format wanted, std::string_view head) {
  const auto settled = settle_format(wanted, head);
  return settled == Format::json || settled == Format::jsonl ? settled : wanted;
}

/// The format of an opened file; nothing when it is of none. In a folder only named or wanted formats count.
std::optional<Format> format_of(const std::string& path, std::string_view head, const InputOptions& options,
                                bool in_folder) {
  const auto by_name = format_of_name(path);
  if (options.format != Format::automatic) {
    const bool fits = !in_folder || (by_name ? may_hold(options.format, by_name) : format_of_bytes(head).has_value());
    return fits ? std::optional(wanted_format(options.format, head)) : std::nullopt;
  }
  if (!by_name) {
    return format_of_bytes(head);
  }
  const auto format = settle_format(*by_name, head);
  const bool other_xml = in_folder && format == Format::feed && !begins_feed(head);
  return other_xml ? std::nullopt : std::optional(format);
}

void read_file(const std::string& path, bool in_folder, const InputOptions& options, Sink& sink) {
  const bool unnamed = !format_of_name(path);
  if (in_folder && unnamed && options.format == Format::automatic) {
    return sink.skipped(path);
  }
  ByteStream stream(as_utf8_if_marked(decompressed(open_file(path, sink))));
  const auto format = format_of(path, stream.peek(sniffed_bytes), options, in_folder);
  if (format) {
    return read_as(*format, {stream, path, options, sink});
  }
  if (in_folder) {
    return sink.skipped(path);
  }
  sink.reject({path, 0}, "of no known format (name it with --format)");
}

} // namespace

std::string too_large(std::string_view what, const InputOptions& options) {
  return fmt::format("{} is longer than the limit of {} bytes (split it, or raise the limit)", what,
                     options.max_record_bytes);
}

void read_inputs(const std::vector<std::string>& inputs, const InputOptions& options, const InputVisitor& visitor) {
  check_field_map(options);
  Sink sink(visitor, visitor.progress ? total_bytes(inputs) : 0);
  FileVisitor files;
  files.file = [&](const std::string& path, bool in_folder) {
    try {
      read_file(path, in_folder, options, sink);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::input_unreadable) {
        throw;
      }
      sink.reject({path, 0}, error.message());
    }
    return sink.going_on();
  };
  files.rejected = [&](Rejection&& r) { return sink.reject(std::move(r.origin), std::move(r.reason)); };
  files.skipped = [&](const std::string& path) { sink.skipped(path); };
  walk_inputs(inputs, files);
}

std::variant<Record, Rejection> parse(RawRecord&& raw, const InputOptions& options) {
  switch (raw.kind) {
  case RawRecord::Kind::json_object:
    return parse_json_record(std::move(raw), options);
  case RawRecord::Kind::html:
    return parse_html_record(std::move(raw), options);
  case RawRecord::Kind::markdown:
    return parse_markdown_record(std::move(raw), options);
  case RawRecord::Kind::text:
    return parse_text_record(std::move(raw), options);
  case RawRecord::Kind::article:
    break;
  }
  auto article = std::move(raw.article);
  return complete(std::move(article), std::move(raw), options);
}

} // namespace akin::indexer
