// Sphinx as its documentation shows it: a plain index of two full-text fields with English stems and prefixes, source,
// day and id as attributes, asked in SphinxQL over a local socket with its default ranker. It keeps no text.

#include "benchmarks/corpus.hpp"
#include "benchmarks/workload.hpp"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <mysql.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace akin::bench;

/// Runs a program in place of this process.
template <class... Arguments> [[noreturn]] void become(const char* program, const Arguments&... arguments) {
  execlp(program, program, arguments..., nullptr);
  std::perror(program);
  std::_Exit(2);
}

/// A column of the rows that its indexer reads: tabs and line ends part them.
std::string column(std::string_view text) {
  std::string plain(text);
  for (char& c : plain)
    if (c == '\t' || c == '\n' || c == '\r')
      c = ' ';
  return plain;
}

void print_rows(const std::string& corpus) {
  std::size_t number = 0;
  for_each_article(corpus, [&](const CorpusArticle& article) {
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", ++number, column(article.title), column(article.text), column(article.id),
               column(article.source), article.published_day);
  });
}

void write_configuration(const std::string& program, const std::string& corpus, const std::filesystem::path& folder) {
  std::ofstream(folder / "sphinx.conf") << fmt::format(R"(
source articles {{
  type = tsvpipe
  tsvpipe_command = {0} rows {1}
  tsvpipe_field = title
  tsvpipe_field = text
  tsvpipe_attr_string = article
  tsvpipe_attr_string = source
  tsvpipe_attr_uint = day
}}
index articles {{
  source = articles
  path = {2}/articles
  morphology = stem_en
  index_exact_words = 1
  min_prefix_len = 3
}}
indexer {{
  mem_limit = 256M
}}
searchd {{
  listen = {2}/socket:mysql41
  pid_file = {2}/searchd.pid
  log = {2}/searchd.log
  binlog_path =
  workers = threads
}}
)",
                                                       program, corpus, folder.string());
}

void index(const std::string& program, const std::string& corpus, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  write_configuration(std::filesystem::absolute(program).string(), std::filesystem::absolute(corpus).string(),
                      std::filesystem::absolute(folder));
  become("/usr/bin/indexer", "--quiet", "--config", (folder / "sphinx.conf").c_str(), "--all");
}

/// The server, for as long as this lives.
class Daemon {
 public:
  explicit Daemon(const std::filesystem::path& folder) : process_(fork()) {
    if (process_ == 0) {
      if (std::freopen("/dev/null", "w", stdout) == nullptr)
        std::_Exit(2);
      become("searchd", "--nodetach", "--config", (folder / "sphinx.conf").c_str());
    }
  }
  ~Daemon() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
  }
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

 private:
  pid_t process_;
};

struct CloseConnection {
  void operator()(MYSQL* connection) const { mysql_close(connection); }
};
struct FreeRows {
  void operator()(MYSQL_RES* rows) const { mysql_free_result(rows); }
};

class Answers {
 public:
  explicit Answers(const std::filesystem::path& folder) {
    const std::string socket = (folder / "socket").string();
    constexpr int tries = 300;
    for (int i = 0; i < tries; ++i) { // it opens the socket when it is ready
      connection_.reset(mysql_init(nullptr));
      if (mysql_real_connect(connection_.get(), nullptr, nullptr, nullptr, nullptr, 0, socket.c_str(), 0) != nullptr)
        return;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    throw std::runtime_error("searchd does not answer: see searchd.log");
  }

  std::optional<std::size_t> operator()(const Query& asked) {
    if (asked.kind == "similar" || asked.kind == "suggest") {
      return std::nullopt;
    }
    std::string where = "MATCH('" + match_of(asked) + "')";
    if (asked.kind == "filter") {
      where += " AND source='" + escaped(asked.source) + "'";
    }
    if (asked.kind == "date") {
      where += fmt::format(" AND day BETWEEN {} AND {}", asked.from_day, asked.to_day);
    }
    if (asked.kind == "facets") {
      rows("SELECT source, COUNT(*) AS c FROM articles WHERE " + where + " GROUP BY source ORDER BY c DESC LIMIT 20");
    }
    return rows(fmt::format("SELECT article FROM articles WHERE {} LIMIT {}", where, top));
  }

 private:
  static std::string match_of(const Query& asked) {
    std::string match;
    for (const std::string& word : asked.words) {
      match.append(match.empty() ? "" : asked.kind == "or3" ? " | " : " ").append(word);
    }
    if (asked.kind == "phrase") {
      return '"' + match + '"';
    }
    return asked.kind == "prefix" ? match + '*' : match;
  }

  std::string escaped(const std::string& text) {
    std::string result(2 * text.size() + 1, '\0');
    result.resize(mysql_real_escape_string(connection_.get(), result.data(), text.data(), text.size()));
    return result;
  }

  std::size_t rows(const std::string& statement) {
    if (mysql_real_query(connection_.get(), statement.data(), statement.size()) != 0) {
      throw std::runtime_error(mysql_error(connection_.get()));
    }
    const std::unique_ptr<MYSQL_RES, FreeRows> found(mysql_store_result(connection_.get()));
    return found ? mysql_num_rows(found.get()) : 0;
  }

  std::unique_ptr<MYSQL, CloseConnection> connection_;
};

} // namespace

int main(int argc, char** argv) try {
  const std::string_view command = argc > 2 ? argv[1] : "";
  if (command == "index" && argc == 4) {
    index(argv[0], argv[2], argv[3]);
  } else if (command == "rows" && argc == 3) {
    print_rows(argv[2]);
  } else if (command == "query" && argc == 4) {
    const Daemon daemon(argv[2]);
    Answers answers(argv[2]);
    measure("sphinx", read_workload(argv[3]), [&](const Query& query) { return answers(query); });
  } else {
    std::fputs("usage: bench_sphinx index CORPUS DIRECTORY | rows CORPUS | query DIRECTORY WORKLOAD\n", stderr);
    return 2;
  }
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_sphinx: %s\n", error.what());
  return 2;
}
