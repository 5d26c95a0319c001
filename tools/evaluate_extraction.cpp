// How well main text and metadata are extracted from a folder of pages with known answers.
//
//   evaluate_extraction FOLDER [even|odd] [--body PAGE]
//
// FOLDER holds one folder a page: source.html, expected.html (the main text), expected-metadata.json (title, byline,
// publishedTime, lang). Prints the pages by token F1, worst first, and the means; "even" and "odd" take every other
// page in name order. --body prints what was extracted from one page. Exit status 0, also without FOLDER.
#include "indexer/html/html_extract.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <vector>

namespace {

using Tokens = std::map<std::string, int>;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Runs of letters, digits and underscores, in lower case.
std::vector<std::string> words_of(std::string_view text) {
  auto folded = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  folded.toLower(icu::Locale::getRoot());
  std::vector<std::string> words;
  std::int32_t begin = 0;
  for (std::int32_t at = 0; at <= folded.length(); at = folded.moveIndex32(at, 1)) {
    const bool in_word = at < folded.length() && (u_isalnum(folded.char32At(at)) || folded.char32At(at) == '_');
    if (in_word)
      continue;
    if (begin < at)
      folded.tempSubStringBetween(begin, at).toUTF8String(words.emplace_back());
    if (at == folded.length())
      break;
    begin = folded.moveIndex32(at, 1);
  }
  return words;
}

struct Agreement {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

// Of two multisets of words.
Agreement compare(std::string_view actual, std::string_view expected) {
  const std::vector<std::string> found = words_of(actual);
  const std::vector<std::string> wanted = words_of(expected);
  if (found.empty() && wanted.empty())
    return {1, 1, 1};
  Tokens left;
  for (const std::string& word : wanted)
    ++left[word];
  double common = 0;
  for (const std::string& word : found) {
    if (const auto at = left.find(word); at != left.end() && at->second > 0) {
      --at->second;
      ++common;
    }
  }
  if (common == 0)
    return {};
  const double precision = common / static_cast<double>(found.size());
  const double recall = common / static_cast<double>(wanted.size());
  return {precision, recall, 2 * precision * recall / (precision + recall)};
}

std::string key_of(std::string_view text) {
  std::string key;
  for (const std::string& word : words_of(text))
    key += (key.empty() ? "" : " ") + word;
  return key;
}

// A field of the metadata: how many pages state it, and how many were met.
struct FieldScore {
  int stated = 0;
  int right = 0;

  void add(bool is_right) {
    ++stated;
    right += is_right ? 1 : 0;
  }
};

struct PageScore {
  std::string name;
  Agreement body;
  std::string remarks;
};

struct Scores {
  std::vector<PageScore> pages;
  FieldScore title;
  FieldScore author;
  FieldScore published;
  FieldScore language;
};

std::string stated(const nlohmann::json& metadata, const char* key) {
  const auto found = metadata.find(key);
  return found != metadata.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool authors_agree(const akin::Article& article, const std::string& byline) {
  const std::string wanted = key_of(byline);
  return !article.authors.empty() &&
         std::all_of(article.authors.begin(), article.authors.end(),
                     [&](const std::string& author) { return wanted.find(key_of(author)) != std::string::npos; });
}

void score_page(const std::filesystem::path& folder, Scores& scores) {
  const akin::Article article = akin::indexer::extract_html(read_file(folder / "source.html"));
  PageScore page{folder.filename().string(), {}, {}};
  page.body = compare(article.body, akin::indexer::html_to_text(read_file(folder / "expected.html")));
  const auto metadata = nlohmann::json::parse(read_file(folder / "expected-metadata.json"), nullptr, false);
  const auto add = [&](FieldScore& field, const char* name, bool right, const std::string& wanted,
                       const std::string& found) {
    field.add(right);
    if (!right)
      page.remarks += fmt::format("\n      {}: wanted \"{}\", found \"{}\"", name, wanted, found);
  };
  if (const std::string title = stated(metadata, "title"); !title.empty())
    add(scores.title, "title", key_of(article.title) == key_of(title), title, article.title);
  if (const std::string byline = stated(metadata, "byline"); !byline.empty())
    add(scores.author, "author", authors_agree(article, byline), byline,
        article.authors.empty() ? "" : article.authors.front());
  if (const std::string time = stated(metadata, "publishedTime"); !time.empty()) {
    const std::string found = article.published ? akin::format_rfc3339(*article.published) : "";
    add(scores.published, "published", article.published == akin::parse_timestamp(time), time, found);
  }
  if (const std::string language = stated(metadata, "lang"); !language.empty())
    add(scores.language, "language", key_of(article.language) == key_of(language), language, article.language);
  scores.pages.push_back(std::move(page));
}

void print(Scores& scores) {
  std::sort(scores.pages.begin(), scores.pages.end(),
            [](const PageScore& a, const PageScore& b) { return a.body.f1 < b.body.f1; });
  Agreement mean;
  for (const PageScore& page : scores.pages) {
    fmt::print("{:.3f}  P {:.3f}  R {:.3f}  {}{}\n", page.body.f1, page.body.precision, page.body.recall, page.name,
               page.remarks);
    mean.f1 += page.body.f1;
    mean.precision += page.body.precision;
    mean.recall += page.body.recall;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(scores.pages.size(), 1));
  fmt::print("pages {}: mean F1 {:.4f}, precision {:.4f}, recall {:.4f}\n", scores.pages.size(), mean.f1 / count,
             mean.precision / count, mean.recall / count);
  const auto line = [](const char* name, const FieldScore& field) {
    fmt::print("{} right: {} of {} pages that state one\n", name, field.right, field.stated);
  };
  line("title", scores.title);
  line("author", scores.author);
  line("published", scores.published);
  line("language", scores.language);
}

} // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::filesystem::path root = arguments.empty() ? "" : arguments[0];
  if (!std::filesystem::is_directory(root)) {
    fmt::print("skipped: no folder of pages{}\n", arguments.empty() ? " given" : " at " + root.string());
    return EXIT_SUCCESS;
  }
  if (arguments.size() == 3 && arguments[1] == "--body") {
    fmt::print("{}\n", akin::indexer::extract_html(read_file(root / arguments[2] / "source.html")).body);
    return EXIT_SUCCESS;
  }
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (std::filesystem::exists(entry.path() / "source.html"))
      folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  const std::string half = arguments.size() > 1 ? arguments[1] : "";
  Scores scores;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (half.empty() || (half == "even") == (i % 2 == 0))
      score_page(folders[i], scores);
  }
  print(scores);
  return EXIT_SUCCESS;
}
