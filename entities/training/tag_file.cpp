#include "entities/training/tag_file.hpp"

#include "common/error.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>

namespace akin::entities {
namespace {

using Columns = std::vector<std::string_view>;

Columns columns_of(std::string_view line) {
  Columns columns;
  const std::string_view blanks = line.find('\t') == std::string_view::npos ? " " : "\t";
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
    columns.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  while (columns.size() > 1 && columns.back().empty())
    columns.pop_back();
  return columns;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Reader {
 public:
  Reader(std::string path, std::size_t sentences_together)
      : path_(std::move(path)), sentences_together_(sentences_together) {}

  TagFile run() {
    std::ifstream in(path_);
    if (!in)
      fail("cannot be opened");
    for (std::string line; std::getline(in, line);) {
      ++line_number_;
      take(line);
    }
    end_sentence();
    end_document();
    return std::move(file_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorCode::input_unreadable, what, path_ + ":" + std::to_string(line_number_));
  }

  void take(std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
      line.remove_suffix(1);
    if (line.empty())
      return end_sentence();
    if (line.starts_with("-DOCSTART-") || line.starts_with("# newdoc")) {
      end_sentence();
      has_documents_ = true;
      return end_document();
    }
    if (line.starts_with("# ") && sentence_.tokens.empty()) {
      if (line.starts_with("# text = "))
        sentence_.text = line.substr(9);
      return;
    }
    take_token(line);
  }

  void take_token(std::string_view line) {
    const Columns columns = columns_of(line);
    const bool numbered = columns.size() == 5 && is_number(columns[0]);
    if (columns.size() < 2)
      fail("no label: lines are TOKEN, blank, LABEL");
    add(columns[numbered ? 1 : 0], numbered ? columns[2] : columns.back());
  }

  void add(std::string_view token, std::string_view label) {
    const auto at = static_cast<std::uint32_t>(sentence_.tokens.size());
    sentence_.tokens.emplace_back(token);
    const bool prefixed = label.size() > 2 && label[1] == '-';
    const std::string_view name = prefixed ? label.substr(2) : label;
    const auto kind = label == "O" ? std::nullopt : kind_of_label(name);
    const bool begins = (prefixed && label[0] == 'B') || name != last_label_;
    last_label_ = kind ? std::string(name) : std::string();
    if (!kind)
      return;
    if (begins)
      sentence_.names.push_back({*kind, at, at + 1});
    else
      ++sentence_.names.back().last;
  }

  void end_sentence() {
    last_label_.clear();
    if (sentence_.tokens.empty())
      return;
    document_.sentences.push_back(std::move(sentence_));
    sentence_ = {};
    if (!has_documents_ && document_.sentences.size() >= sentences_together_)
      end_document();
  }

  void end_document() {
    if (!document_.sentences.empty())
      file_.documents.push_back(std::move(document_));
    document_ = {};
  }

  std::string path_;
  std::size_t sentences_together_;
  std::size_t line_number_ = 0;
  TagFile file_;
  GoldDocument document_;
  GoldSentence sentence_;
  std::string last_label_;
  bool has_documents_ = false;
};

} // namespace

std::optional<NameKind> kind_of_label(std::string_view label) {
  using enum NameKind;
  static const std::map<std::string, NameKind, std::less<>> kinds{{"per", person},
                                                                  {"person", person},
                                                                  {"politician", person},
                                                                  {"scientist", person},
                                                                  {"researcher", person},
                                                                  {"writer", person},
                                                                  {"musicalartist", person},
                                                                  {"loc", place},
                                                                  {"location", place},
                                                                  {"country", place},
                                                                  {"gpe", place},
                                                                  {"fac", place},
                                                                  {"org", organisation},
                                                                  {"organisation", organisation},
                                                                  {"organization", organisation},
                                                                  {"corporation", organisation},
                                                                  {"group", organisation},
                                                                  {"band", organisation},
                                                                  {"university", organisation},
                                                                  {"politicalparty", organisation},
                                                                  {"magazine", organisation},
                                                                  {"misc", other},
                                                                  {"norp", other},
                                                                  {"product", other},
                                                                  {"creative-work", other},
                                                                  {"event", other},
                                                                  {"election", other},
                                                                  {"award", other},
                                                                  {"book", other},
                                                                  {"song", other},
                                                                  {"album", other},
                                                                  {"poem", other},
                                                                  {"academicjournal", other},
                                                                  {"conference", other},
                                                                  {"astronomicalobject", other},
                                                                  {"programlang", other},
                                                                  {"work_of_art", other},
                                                                  {"language", other},
                                                                  {"law", other},
                                                                  {"theory", other},
                                                                  {"literarygenre", other},
                                                                  {"musicgenre", other},
                                                                  {"chemicalcompound", other},
                                                                  {"protein", other},
                                                                  {"enzyme", other},
                                                                  {"algorithm", other}};
  std::string lowered(label);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto found = kinds.find(lowered);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

TagFile read_tag_file(const std::filesystem::path& path, std::size_t sentences_together) {
  return Reader(path.string(), sentences_together).run();
}

} // namespace akin::entities
