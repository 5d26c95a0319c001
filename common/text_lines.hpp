// Lists that people keep in text files: one entry a line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// Without the white space (ASCII) at both ends.
std::string_view trimmed(std::string_view text) noexcept;

/// Makes out the text with white space (also no-break and typographic spaces) inside as single blanks and without it at
/// both ends.
void write_single_spaced(std::string_view text, std::string& out);

/// The parts between separators, trimmed, without the empty ones.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Reads a list; who derives from it says what an entry is. Empty lines, comments (#) and a byte order mark are
/// skipped.
class ListReader {
 public:
  virtual ~ListReader() = default;

 protected:
  /// source names the file in errors; it is borrowed.
  explicit ListReader(const std::string& source) : source_(source) {}
  ListReader(const ListReader&) = default;
  ListReader& operator=(const ListReader&) = delete;

  /// Calls read_entry() for each line. Errors: invalid_argument with "source:line" for a line that is no UTF-8.
  void read_entries(std::string_view text);
  /// One line, trimmed.
  virtual void read_entry(std::string_view line) = 0;

  /// Throws invalid_argument with "source:line".
  [[noreturn]] void fail(const std::string& message) const;
  std::size_t line_number() const noexcept { return line_; } ///< from 1

 private:
  const std::string& source_;
  std::size_t line_ = 0;
};

} // namespace akin
