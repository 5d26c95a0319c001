#include "cli/read_text.hpp"

#include "common/error.hpp"
#include "indexer/input.hpp"

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <utility>

namespace akin::cli {
namespace {

constexpr std::string_view white_space = " \t\r\n\v\f";

/// All of a stream; empty context of an error is never seen, path names it.
std::string contents(std::istream& stream, const std::string& path, std::size_t most_bytes) {
  std::string text;
  std::array<char, 1U << 16U> block{};
  while (stream.read(block.data(), block.size()) || stream.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() > most_bytes)
      throw Error(ErrorCode::input_unreadable, fmt::format("the text is larger than {} MiB", most_bytes >> 20U), path);
  }
  if (stream.bad())
    throw Error(ErrorCode::input_unreadable, "cannot read it", path);
  return text;
}

std::string contents(const std::string& path, std::size_t most_bytes = indexer::InputOptions{}.max_record_bytes) {
  if (path == "-")
    return contents(std::cin, path, most_bytes);
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw Error(ErrorCode::input_unreadable, "cannot open the file; is the name right, may you read it?", path);
  return contents(file, path, most_bytes);
}

} // namespace

std::string read_whole(const std::string& path, std::size_t most_bytes) { return contents(path, most_bytes); }

Article read_article(const std::string& path) {
  std::string text = contents(path);
  const std::size_t start = text.find_first_not_of(white_space);
  if (start == std::string::npos)
    throw Error(ErrorCode::input_unreadable, "the text is empty; give an article", path);
  indexer::RawRecord raw;
  raw.kind = text[start] == '{' ? indexer::RawRecord::Kind::json_object : indexer::RawRecord::Kind::text;
  raw.input_bytes = text.size();
  raw.bytes = std::move(text);
  raw.origin.path = path;
  auto parsed = indexer::parse(std::move(raw), {});
  if (const auto* rejection = std::get_if<indexer::Rejection>(&parsed))
    throw Error(ErrorCode::input_unreadable, rejection->reason, path);
  return std::move(std::get<indexer::Record>(parsed).article);
}

std::vector<std::string> read_lines(const std::string& path) {
  const std::string text = contents(path);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    line.erase(line.find_last_not_of(white_space) + 1);
    if (!line.empty())
      lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

} // namespace akin::cli
