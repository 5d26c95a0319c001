// The articles that every program of the benchmark indexes, read one line at a time so that none is charged for
// another's memory.
#pragma once

#include <cstdint>
#include <fstream>
#include <simdjson.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace akin::bench {

/// One prepared article; views into the line, valid until the next one is read.
struct CorpusArticle {
  std::string_view id;
  std::string_view source;
  std::string_view title;
  std::string_view text;
  std::string_view published;     ///< RFC 3339, UTC
  std::int64_t published_day = 0; ///< days since 1970-01-01; 0 where the corpus has none
  std::string_view json;          ///< the whole line
};

/// Calls visit(const CorpusArticle&) for each line of a corpus prepared by benchmarks/workload.py.
template <class Visit> void for_each_article(const std::string& path, Visit visit) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error("cannot read " + path);
  }
  simdjson::ondemand::parser parser;
  std::string line;
  while (std::getline(file, line)) {
    line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
    auto document = parser.iterate(line);
    simdjson::ondemand::object object = document.get_object();
    CorpusArticle article;
    article.json = line;
    article.id = object["id"].get_string().value();
    article.source = object["source"].get_string().value();
    article.published = object["published"].get_string().value();
    if (object["published_day"].get(article.published_day) != simdjson::SUCCESS)
      article.published_day = 0;
    article.title = object["title"].get_string().value();
    article.text = object["text"].get_string().value();
    visit(article);
  }
}

} // namespace akin::bench
