#include "entities/training/marked_text.hpp"

#include "common/error.hpp"

#include <fstream>
#include <string_view>

namespace akin::entities {
namespace {

constexpr std::string_view closing_marks = ".!?\"";

std::optional<NameKind> kind_of(char letter) {
  switch (letter) {
  case 'P':
    return NameKind::person;
  case 'L':
    return NameKind::place;
  case 'O':
    return NameKind::organisation;
  case 'M':
    return NameKind::other;
  default:
    return std::nullopt;
  }
}

class SentenceReader {
 public:
  /// Empty when the line is well formed, else what is wrong with it.
  std::string read(std::string_view line) {
    while (!line.empty()) {
      const std::size_t bracket = line.find_first_of("[]");
      add_words(line.substr(0, bracket));
      if (bracket == std::string_view::npos)
        break;
      const std::size_t end = line.find_first_of("[]", bracket + 1);
      if (line[bracket] == ']' || end == std::string_view::npos || line[end] == '[')
        return "a bracket without its partner";
      if (auto wrong = add_name(line.substr(bracket + 1, end - bracket - 1)); !wrong.empty())
        return wrong;
      line.remove_prefix(end + 1);
    }
    return {};
  }

  GoldSentence take() { return std::move(sentence_); }

 private:
  std::string add_name(std::string_view mark) {
    const auto kind = mark.size() > 2 && mark[1] == ' ' ? kind_of(mark[0]) : std::nullopt;
    const std::size_t first = sentence_.tokens.size();
    if (kind)
      add_words(mark.substr(2), false);
    if (sentence_.tokens.size() == first)
      return "a mark is one of P, L, O and M, a blank and a name";
    sentence_.names.push_back(
        {*kind, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(sentence_.tokens.size())});
    return {};
  }

  /// What closes a sentence is a token by itself, as it is in tag files.
  void add_words(std::string_view text, bool part_closing_marks = true) {
    sentence_.text += text;
    for (std::size_t at = 0; (at = text.find_first_not_of(' ', at)) != std::string_view::npos;) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string_view chunk = text.substr(at, end - at);
      std::size_t word = part_closing_marks ? chunk.find_last_not_of(closing_marks) + 1 : chunk.size();
      if (word > 0)
        sentence_.tokens.emplace_back(chunk.substr(0, word));
      for (; word < chunk.size(); ++word)
        sentence_.tokens.emplace_back(1, chunk[word]);
      at = end;
    }
  }

  GoldSentence sentence_;
};

} // namespace

TagFile read_marked_text(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in)
    throw Error(ErrorCode::input_unreadable, "cannot be opened", path.string());
  TagFile file;
  bool goes_on = false;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const bool alone = line.starts_with("= ");
    SentenceReader reader;
    if (const auto wrong = reader.read(std::string_view(line).substr(alone ? 2 : 0)); !wrong.empty())
      throw Error(ErrorCode::input_unreadable, wrong, path.string() + ":" + std::to_string(number));
    GoldSentence sentence = reader.take();
    if (sentence.tokens.empty()) {
      goes_on = false;
      continue;
    }
    if (alone || !goes_on)
      file.documents.emplace_back();
    file.documents.back().sentences.push_back(std::move(sentence));
    goes_on = !alone;
  }
  return file;
}

} // namespace akin::entities
