// Xapian as its documentation shows it: TermGenerator with stems and positions, a JSON document as data, values for
// dates and facets, default flush threshold; queries built from terms, so no time goes into parsing them.

#include "benchmarks/corpus.hpp"
#include "benchmarks/workload.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <xapian.h>

namespace {

using namespace akin::bench;

enum Slot : Xapian::valueno { day_slot, source_slot, id_slot };

const char* const source_prefix = "XSOURCE:";

/// Terms hold at most 245 bytes; longer ids end in a hash, as Omega does it.
std::string id_term(std::string_view id) {
  constexpr std::size_t kept = 200;
  if (id.size() <= kept) {
    return "Q" + std::string(id);
  }
  return "Q" + std::string(id.substr(0, kept)) + std::to_string(std::hash<std::string_view>{}(id.substr(kept)));
}

void index(const std::string& corpus, const std::string& directory) {
  Xapian::WritableDatabase database(directory, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
  for_each_article(corpus, [&](const CorpusArticle& article) {
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(std::string(article.title));
    generator.increase_termpos();
    generator.index_text(std::string(article.text));
    document.set_data(std::string(article.json));
    document.add_value(day_slot, Xapian::sortable_serialise(static_cast<double>(article.published_day)));
    document.add_value(source_slot, std::string(article.source));
    document.add_value(id_slot, std::string(article.id));
    document.add_boolean_term(source_prefix + std::string(article.source));
    document.add_boolean_term(id_term(article.id));
    database.add_document(document);
  });
  database.commit();
}

/// Keeps the stems when similar articles are looked for, as they are what matches across word forms.
class StemsOnly : public Xapian::ExpandDecider {
 public:
  bool operator()(const std::string& term) const override { return term.starts_with('Z'); }
};

class Answers {
 public:
  explicit Answers(const std::string& directory) : database_(directory), enquire_(database_) {}

  std::optional<std::size_t> operator()(const Query& asked) {
    if (asked.kind == "suggest") {
      return std::nullopt;
    }
    enquire_.clear_matchspies();
    Xapian::ValueCountMatchSpy sources(source_slot);
    const bool facets = asked.kind == "facets";
    if (facets) {
      enquire_.add_matchspy(&sources);
    }
    enquire_.set_query(query_of(asked));
    const Xapian::MSet matches = enquire_.get_mset(0, top, facets ? database_.get_doccount() : 0);
    enquire_.clear_matchspies();
    if (facets) {
      for (auto value = sources.top_values_begin(20); value != sources.top_values_end(20); ++value) {
        bytes_read_ += (*value).size();
      }
    }
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      bytes_read_ += match.get_document().get_value(id_slot).size();
    }
    return matches.size();
  }

 private:
  Xapian::Query stem_query(const std::string& word) const { return Xapian::Query("Z" + stemmer_(word)); }

  Xapian::Query words_query(Xapian::Query::op combine, const std::vector<std::string>& words) const {
    std::vector<Xapian::Query> parts;
    std::transform(words.begin(), words.end(), std::back_inserter(parts),
                   [&](const auto& word) { return stem_query(word); });
    return {combine, parts.begin(), parts.end()};
  }

  Xapian::Query similar_query(const std::string& id) {
    Xapian::RSet self;
    self.add_document(*database_.postlist_begin(id_term(id)));
    const StemsOnly stems;
    const Xapian::ESet terms = enquire_.get_eset(25, self, &stems);
    return {Xapian::Query::OP_AND_NOT, Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()),
            Xapian::Query(id_term(id))};
  }

  Xapian::Query query_of(const Query& asked) {
    using Xapian::Query;
    if (asked.kind == "and2") {
      return words_query(Query::OP_AND, asked.words);
    }
    if (asked.kind == "phrase") {
      return {Query::OP_PHRASE, asked.words.begin(), asked.words.end(),
              static_cast<Xapian::termcount>(asked.words.size())};
    }
    if (asked.kind == "filter") {
      return {Query::OP_FILTER, words_query(Query::OP_OR, asked.words), Query(source_prefix + asked.source)};
    }
    if (asked.kind == "date") {
      return {Query::OP_FILTER, words_query(Query::OP_OR, asked.words),
              Query(Query::OP_VALUE_RANGE, day_slot, Xapian::sortable_serialise(static_cast<double>(asked.from_day)),
                    Xapian::sortable_serialise(static_cast<double>(asked.to_day)))};
    }
    if (asked.kind == "prefix") {
      return {Query::OP_WILDCARD, asked.text};
    }
    if (asked.kind == "similar") {
      return similar_query(asked.text);
    }
    return words_query(Query::OP_OR, asked.words);
  }

  Xapian::Database database_;
  Xapian::Enquire enquire_;
  Xapian::Stem stemmer_{"english"};
  std::size_t bytes_read_ = 0;
};

} // namespace

int main(int argc, char** argv) try {
  const std::string_view command = argc == 4 ? argv[1] : "";
  if (command == "index") {
    index(argv[2], argv[3]);
  } else if (command == "query") {
    Answers answers(argv[2]);
    measure("xapian", read_workload(argv[3]), [&](const Query& query) { return answers(query); });
  } else {
    std::fputs("usage: bench_xapian index CORPUS DIRECTORY | query DIRECTORY WORKLOAD\n", stderr);
    return 2;
  }
} catch (const Xapian::Error& error) {
  std::fprintf(stderr, "bench_xapian: %s\n", error.get_description().c_str());
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_xapian: %s\n", error.what());
  return 2;
}
