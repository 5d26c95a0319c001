// A directory of its own for each test, with articles to index.
#pragma once

#include "tests/cli/process.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace akin::test {

class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  const std::filesystem::path& path() const noexcept { return surroundings.directory; }
  void write(const std::string& name, std::string_view contents) const;
  std::string read(const std::string& name) const;

  Finished akin(const std::vector<std::string>& arguments) const;
  Finished shell(const std::string& command) const;

  Surroundings surroundings;
};

/// A workspace whose "index" holds the articles of news_articles.
class IndexedWorkspace : public Workspace {
 public:
  IndexedWorkspace();
};

/// JSON Lines of seven articles: a harbour story with a follow-up and a verbatim copy, another harbour's story, an
/// observatory, one in French, one whose title attacks the terminal.
extern const std::string_view news_articles;

/// How many lines a text has.
std::size_t line_count(std::string_view text);

std::vector<std::string> lines_of(std::string_view text);

} // namespace akin::test
