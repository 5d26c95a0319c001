// SQLite FTS5 as its documentation shows it: title and text in one full-text table that also stores them, Porter stems
// over unicode61, metadata in an ordinary table joined by rowid, everything written in one transaction.

#include "benchmarks/corpus.hpp"
#include "benchmarks/workload.hpp"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace akin::bench;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

void require(bool good, sqlite3* database) {
  if (!good) {
    throw std::runtime_error(sqlite3_errmsg(database));
  }
}

Database open(const std::string& path) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open(path.c_str(), &opened);
  Database database(opened);
  require(status == SQLITE_OK, opened);
  return database;
}

void execute(sqlite3* database, const char* sql) {
  require(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, database);
}

Statement prepare(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  require(sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK, database);
  return Statement(statement);
}

void bind_text(sqlite3_stmt* statement, int place, std::string_view text) {
  sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), nullptr);
}

void run(sqlite3* database, sqlite3_stmt* statement) {
  require(sqlite3_step(statement) == SQLITE_DONE, database);
  sqlite3_reset(statement);
}

void index(const std::string& corpus, const std::string& path) {
  std::filesystem::remove(path);
  const Database database = open(path);
  execute(database.get(), "CREATE TABLE article(number INTEGER PRIMARY KEY, id TEXT, source TEXT, day INTEGER);"
                          "CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize = 'porter unicode61');"
                          "BEGIN");
  const Statement article_row = prepare(database.get(), "INSERT INTO article VALUES(?, ?, ?, ?)");
  const Statement words_row = prepare(database.get(), "INSERT INTO words(rowid, title, text) VALUES(?, ?, ?)");
  sqlite3_int64 number = 0;
  for_each_article(corpus, [&](const CorpusArticle& article) {
    sqlite3_bind_int64(article_row.get(), 1, ++number);
    bind_text(article_row.get(), 2, article.id);
    bind_text(article_row.get(), 3, article.source);
    sqlite3_bind_int64(article_row.get(), 4, article.published_day);
    run(database.get(), article_row.get());
    sqlite3_bind_int64(words_row.get(), 1, number);
    bind_text(words_row.get(), 2, article.title);
    bind_text(words_row.get(), 3, article.text);
    run(database.get(), words_row.get());
  });
  execute(database.get(), "COMMIT");
}

class Answers {
 public:
  explicit Answers(const std::string& path) : database_(open(path)) {
    execute(database_.get(), "PRAGMA cache_size = -262144; PRAGMA mmap_size = 4294967296");
    plain_ = prepare(database_.get(), "SELECT id FROM (SELECT rowid AS n FROM words WHERE words MATCH ?1 ORDER BY rank "
                                      "LIMIT 10) JOIN article ON number = n");
    by_source_ = prepare(database_.get(), "SELECT id FROM words JOIN article ON number = words.rowid "
                                          "WHERE words MATCH ?1 AND source = ?2 ORDER BY rank LIMIT 10");
    by_day_ = prepare(database_.get(), "SELECT id FROM words JOIN article ON number = words.rowid "
                                       "WHERE words MATCH ?1 AND day BETWEEN ?2 AND ?3 ORDER BY rank LIMIT 10");
    facets_ = prepare(database_.get(), "SELECT source, count(*) AS c FROM words JOIN article ON number = words.rowid "
                                       "WHERE words MATCH ?1 GROUP BY source ORDER BY c DESC, source LIMIT 20");
  }

  std::optional<std::size_t> operator()(const Query& asked) {
    if (asked.kind == "similar" || asked.kind == "suggest") {
      return std::nullopt;
    }
    const std::string match = match_of(asked);
    if (asked.kind == "filter") {
      bind_text(by_source_.get(), 2, asked.source);
      return rows(by_source_.get(), match);
    }
    if (asked.kind == "date") {
      sqlite3_bind_int64(by_day_.get(), 2, asked.from_day);
      sqlite3_bind_int64(by_day_.get(), 3, asked.to_day);
      return rows(by_day_.get(), match);
    }
    if (asked.kind == "facets") {
      rows(facets_.get(), match);
    }
    return rows(plain_.get(), match);
  }

 private:
  static std::string match_of(const Query& asked) {
    const std::string_view between = asked.kind == "and2" ? " AND " : asked.kind == "phrase" ? " " : " OR ";
    std::string match;
    for (const std::string& word : asked.words) {
      match.append(match.empty() ? "" : between).append(word);
    }
    if (asked.kind == "phrase") {
      return '"' + match + '"';
    }
    return asked.kind == "prefix" ? match + '*' : match;
  }

  std::size_t rows(sqlite3_stmt* statement, const std::string& match) {
    bind_text(statement, 1, match);
    std::size_t count = 0;
    int status = SQLITE_OK;
    while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
      bytes_read_ += static_cast<std::size_t>(sqlite3_column_bytes(statement, 0));
      ++count;
    }
    require(status == SQLITE_DONE, database_.get());
    sqlite3_reset(statement);
    return count;
  }

  Database database_;
  Statement plain_;
  Statement by_source_;
  Statement by_day_;
  Statement facets_;
  std::size_t bytes_read_ = 0;
};

} // namespace

int main(int argc, char** argv) try {
  const std::string_view command = argc == 4 ? argv[1] : "";
  if (command == "index") {
    index(argv[2], argv[3]);
  } else if (command == "query") {
    Answers answers(argv[2]);
    measure("sqlite", read_workload(argv[3]), [&](const Query& query) { return answers(query); });
  } else {
    std::fputs("usage: bench_sqlite index CORPUS FILE | query FILE WORKLOAD\n", stderr);
    return 2;
  }
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_sqlite: %s\n", error.what());
  return 2;
}
