#include "entities/document_text.hpp"

#include "entities/surface_form.hpp"

#include <algorithm>
#include <utility>

namespace akin::entities {
namespace {

/// Longer runs are headlines or tables, which say nothing about a word.
constexpr std::uint32_t max_run_tokens = 6;
constexpr std::uint32_t max_connectors = 2;

void count(std::uint8_t& counter) {
  if (counter < 255)
    ++counter;
}

/// The first of these that a word has, where sets of classes would be too many.
std::uint8_t gist_of(unsigned classes) {
  constexpr std::array<NameClass, 11> order{
      calendar, person_title, organisation_head, demonym, country, known_organisation, place_head,
      city,     region,       first_name,        surname};
  const auto first = std::find_if(order.begin(), order.end(), [&](NameClass c) { return (classes & c) != 0; });
  const bool ordinary = (classes & dictionary_word) != 0;
  if (first != order.end())
    return static_cast<std::uint8_t>((first - order.begin() + 1) * 2 + (ordinary ? 1 : 0));
  return (classes & town) != 0 ? 30 : ordinary ? 31 : 0;
}

std::uint8_t kinds_of(unsigned classes) {
  const auto bit = [&](unsigned of, unsigned at) { return (classes & of) != 0 ? 1U << at : 0U; };
  return static_cast<std::uint8_t>(bit(first_name | known_person, 0) | bit(surname, 1) |
                                   bit(city | country | region, 2) | bit(town, 3) | bit(known_organisation, 4) |
                                   bit(dictionary_word, 5));
}

constexpr std::uint8_t locative_kind = 1U << 6U; ///< of TextToken::kinds
constexpr std::uint8_t saying_kind = 1U << 7U;

std::uint8_t role_of(std::uint64_t word) {
  return is_locative(word) ? locative_kind : is_saying(word) ? saying_kind : 0;
}

std::string_view text_of(const AnalysedArticle& article, ArticleField field) {
  switch (field) {
  case ArticleField::title:
    return article.article.title;
  case ArticleField::summary:
    return article.article.summary;
  case ArticleField::body:
    break;
  }
  return article.article.body;
}

} // namespace

void DocumentText::read(const AnalysedArticle& article, const Vocabulary& vocabulary, const Gazetteer& gazetteer) {
  article_ = &article;
  vocabulary_ = &vocabulary;
  gazetteer_ = &gazetteer;
  if (facts_.size() < vocabulary.size())
    facts_.resize(vocabulary.size());
  if (++document_ == 0) {
    std::fill(facts_.begin(), facts_.end(), WordFacts{});
    document_ = 1;
  }
  tokens_.assign(article.tokens.size(), {});
  any_shouted_ = false;
  capitalised_.clear();
  sentence_ = {};
  const std::uint32_t summary = article.title_tokens;
  const std::uint32_t body = summary + article.summary_tokens;
  read_field(0, summary);
  read_field(summary, body);
  read_field(body, static_cast<std::uint32_t>(tokens_.size()));
  end_sentence(static_cast<std::uint32_t>(tokens_.size()));
  count_capitals_inside();
  if (any_shouted_)
    restore_case();
  collect_runs();
  collect_chains();
}

void DocumentText::read_field(std::uint32_t first, std::uint32_t last) {
  line_begin_ = 0;
  if (first == last)
    return;
  const std::string_view text = text_of(*article_, field_of(first));
  constexpr std::uint32_t ahead = 8;
  for (std::uint32_t i = first; i < last; ++i) {
    if (i + ahead < last)
      __builtin_prefetch(&facts_[article_->tokens[i + ahead].word]);
    read_token(i, first, text);
    if (parts_sentences(tokens_[i].gap))
      end_sentence(i);
    note(i);
  }
}

void DocumentText::read_token(std::uint32_t token, std::uint32_t field_first, std::string_view text) {
  const Token& analysed = article_->tokens[token];
  TextToken& out = tokens_[token];
  const std::string_view word = text.substr(analysed.begin, analysed.end - analysed.begin);
  out.written = written_form(text, analysed.begin, analysed.end);
  if (facts_[analysed.word].document != document_)
    begin_facts(analysed.word);
  const WordFacts& known = facts_[analysed.word];
  out.hash = out.written == Written::number ? number_sort(word) : known.hash;
  out.classes = known.classes;
  out.gist = known.gist;
  out.kinds = known.kinds;
  if (token == field_first) {
    out.gap = Gap::field;
  } else {
    const Token& before = article_->tokens[token - 1];
    if (analysed.begin == before.end + 1 && text[before.end] == ' ')
      out.gap = Gap::space;
    else if (before.end > analysed.begin) // pairs of Han overlap
      out.gap = Gap::other;
    else
      out.gap = gap_between(text.substr(before.end, analysed.begin - before.end),
                            text.substr(before.begin, before.end - before.begin), before.end, line_begin_);
  }
  const bool initial_upper = is_name_like(out.written) && !analysed.capitalised_mid_sentence;
  out.sentence_start = parts_sentences(out.gap) || (out.written == Written::capital && initial_upper);
}

/// Counts a token for its sentence, and its word where that is written small. Small letters in headlines say nothing:
/// end_sentence() takes them back.
void DocumentText::note(std::uint32_t token) {
  const Written written = tokens_[token].written;
  if (written == Written::lower)
    count(facts(token).lower);
  else if (is_name_like(written))
    capitalised_.push_back(token);
  if (written == Written::number || written == Written::other || written == Written::initial)
    return;
  ++sentence_.words;
  sentence_.uppers += written == Written::upper ? 1U : 0U;
  sentence_.capitals += is_name_like(written) ? 1U : 0U;
}

/// Ends the sentence before a token, and marks it when it is one of capitals or a headline.
void DocumentText::end_sentence(std::uint32_t last) {
  const Sentence sentence = std::exchange(sentence_, {.first = last});
  const bool shouted = sentence.words >= 2 && sentence.uppers * 5 >= sentence.words * 4;
  const bool headline = !shouted && sentence.words >= 4 && sentence.capitals * 4 >= sentence.words * 3;
  if (!shouted && !headline)
    return;
  any_shouted_ = any_shouted_ || shouted;
  for (std::uint32_t i = sentence.first; i < last; ++i) {
    tokens_[i].shouted = shouted;
    tokens_[i].headline = headline;
    if (tokens_[i].written == Written::lower)
      --facts(i).lower;
  }
}

void DocumentText::count_capitals_inside() {
  for (const std::uint32_t i : capitalised_)
    if (const TextToken& token = tokens_[i]; !token.shouted && !token.headline && !token.sentence_start)
      count(facts(i).capital_inside);
}

/// In a sentence that is all capitals the article, then lists, then dictionaries say which words would be small.
void DocumentText::restore_case() {
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
    TextToken& token = tokens_[i];
    if (!token.shouted || !is_name_like(token.written))
      continue;
    const unsigned evidence = case_evidence(i);
    std::uint16_t listed = 0;
    const std::uint32_t end = longest_phrase(i, static_cast<std::uint32_t>(tokens_.size()), listed);
    if (listed != 0) {
      for (; i < end; ++i)
        tokens_[i].written = Written::capital;
      --i;
      continue;
    }
    const bool small = evidence == 1 || (evidence != 3 && (token.classes & dictionary_word) != 0) ||
                       (evidence == 0 && is_connector(token.hash));
    token.written = small ? Written::lower : token.written == Written::initial ? Written::initial : Written::capital;
  }
  capitalised_.clear();
  for (std::uint32_t i = 0; i < tokens_.size(); ++i)
    if (is_name_like(tokens_[i].written))
      capitalised_.push_back(i);
}

/// The end of the longest listed phrase of two words or more that starts at a token and ends before limit; classes
/// stays 0 if there is none.
std::uint32_t DocumentText::longest_phrase(std::uint32_t token, std::uint32_t limit, std::uint16_t& classes) const {
  std::uint32_t end = token + 1;
  if ((tokens_[token].classes & starts_phrase) == 0)
    return end;
  std::uint64_t hash = tokens_[token].hash;
  for (std::uint32_t i = token + 1; i < limit && i < token + max_phrase_words && joins(tokens_[i].gap); ++i) {
    hash = phrase_hash(hash, tokens_[i].hash);
    if (const std::uint16_t found = gazetteer_->classes(hash); found != 0) {
      end = i + 1;
      classes = found;
    }
  }
  return end;
}

void DocumentText::collect_runs() {
  runs_.clear();
  std::uint32_t end = 0;
  for (const std::uint32_t i : capitalised_) {
    if (i < end)
      continue;
    end = i + 1;
    while (end < tokens_.size() && tokens_[end].gap <= Gap::joiner && is_name_like(tokens_[end].written))
      ++end;
    keep_run({i, end});
  }
}

void DocumentText::keep_run(TokenRange run) {
  if (tokens_[run.first].shouted || tokens_[run.first].headline)
    return;
  const auto no_part_of_a_name = [this](std::uint32_t i) {
    const TextToken& token = tokens_[i];
    return (token.classes & person_title) != 0 ||
           (token.sentence_start && (case_evidence(i) == 1 || (token.classes & dictionary_word) != 0));
  };
  while (run.size() > 1 && no_part_of_a_name(run.first))
    ++run.first;
  if (run.size() > max_run_tokens)
    return;
  note_surroundings(run);
  runs_.push_back(run);
  for (std::uint32_t i = run.first; i < run.last; ++i) {
    WordFacts& known = facts(i);
    if (known.run != 0 && runs_[known.run - 1].size() >= run.size())
      continue;
    known.run = static_cast<std::uint32_t>(runs_.size());
    known.run_offset = static_cast<std::uint8_t>(i - run.first);
  }
}

void DocumentText::note_surroundings(TokenRange run) {
  const TextToken* const before = joins(tokens_[run.first].gap) ? &tokens_[run.first - 1] : nullptr;
  const TextToken* const behind =
      run.last < tokens_.size() && joins(tokens_[run.last].gap) ? &tokens_[run.last] : nullptr;
  const auto when = [](bool holds, Surroundings what) { return holds ? unsigned{what} : 0U; };
  const auto is_kind = [](const TextToken* token, unsigned kind) {
    return token != nullptr && (token->kinds & kind) != 0;
  };
  unsigned all = when(is_kind(before, locative_kind), behind_locative) |
                 when(is_kind(before, saying_kind) || is_kind(behind, saying_kind), beside_saying);
  if (before != nullptr)
    all |= when((before->classes & person_title) != 0, behind_title) |
           when(is_definite_article(before->hash), behind_article);
  const unsigned head = tokens_[run.last - 1].classes;
  const unsigned of_head = when((head & organisation_head) != 0, before_organisation) |
                           when((head & (place_head | organisation_head)) == place_head, before_place);
  for (std::uint32_t i = run.first; i < run.last; ++i) {
    const bool named = i > run.first && (tokens_[i - 1].classes & first_name) != 0;
    facts(i).surroundings |=
        static_cast<std::uint8_t>(all | (i + 1 < run.last ? of_head : 0U) | when(named, behind_first_name));
  }
}

void DocumentText::collect_chains() {
  chains_.clear();
  std::uint32_t end = 0;
  for (const std::uint32_t i : capitalised_) {
    if (i < end)
      continue;
    std::uint32_t begin = i;
    const std::uint32_t earliest = chains_.empty() ? 0 : chains_.back().last;
    while (begin > earliest && i - begin < max_connectors && joins(tokens_[begin].gap) &&
           tokens_[begin - 1].written == Written::lower && is_particle(tokens_[begin - 1].hash))
      --begin;
    end = chain_end(i, begin);
    if (end - begin > 1 || !is_ordinary_start(begin)) {
      chains_.push_back({begin, end});
      find_phrases(chains_.back());
    }
  }
}

/// Whether a token follows the one before it without a blank, as "un" in "Jong-un".
bool DocumentText::is_hyphenated(std::uint32_t token) const {
  return token < tokens_.size() && tokens_[token].gap == Gap::hyphen && tokens_[token].written <= Written::number;
}

/// Whether a word has its capital because a sentence starts ("The", "But"): lists know it as a word of the dictionary
/// and nothing else, or the article has it in small letters, and nowhere does it stand with a capital inside a
/// sentence.
bool DocumentText::is_ordinary_start(std::uint32_t token) const {
  const TextToken& word = tokens_[token];
  if (!word.sentence_start || word.written != Written::capital)
    return false;
  const unsigned evidence = case_evidence(token);
  return word.gist == gist_of(dictionary_word) ? evidence != 3 : evidence == 1;
}

/// "from the Kremlin to Russia": where one goes is no part of the name before, as it is in "Committee to Protect".
bool DocumentText::leads_to_place(std::uint32_t token) const {
  return is_direction(tokens_[token - 1].hash) && (tokens_[token].classes & (country | city | region)) != 0;
}

std::uint32_t DocumentText::chain_end(std::uint32_t from, std::uint32_t begin) const {
  const auto limit = static_cast<std::uint32_t>(std::min<std::size_t>(tokens_.size(), begin + max_chain_tokens));
  std::uint32_t end = from + 1;
  while (end < limit) {
    while (end < limit && is_hyphenated(end))
      ++end;
    std::uint32_t next = end;
    while (next < limit && next - end < max_connectors && tokens_[next].gap <= Gap::comma &&
           (tokens_[next].written == Written::number || is_connector(tokens_[next].hash)) &&
           !is_name_like(tokens_[next].written))
      ++next;
    if (next == limit || tokens_[next].gap > Gap::comma || !is_name_like(tokens_[next].written) || leads_to_place(next))
      break;
    end = next + 1;
  }
  const bool number_follows = end < limit && tokens_[end].written == Written::number && joins(tokens_[end].gap);
  return number_follows ? end + 1 : end;
}

void DocumentText::find_phrases(TokenRange range) {
  for (std::uint32_t i = range.first; i < range.last;) {
    std::uint16_t found = 0;
    const std::uint32_t end = longest_phrase(i, range.last, found);
    for (std::uint32_t j = i; found != 0 && j < end; ++j) {
      tokens_[j].phrase_classes = found;
      tokens_[j].phrase_part = j == i ? 0 : j + 1 == end ? 2 : 1;
    }
    i = end;
  }
}

/// The first time that a document has a word. Another vocabulary may have another word under its number.
void DocumentText::begin_facts(WordId word) {
  WordFacts& known = facts_[word];
  known.document = document_;
  known.run = 0;
  known.surroundings = 0;
  known.lower = known.capital_inside = 0;
  const std::uint64_t hash = vocabulary_->text_hash(word);
  if (known.hash == hash)
    return;
  known.hash = hash;
  known.classes = gazetteer_->classes(hash);
  known.gist = gist_of(known.classes);
  known.kinds = kinds_of(known.classes) | role_of(hash);
}

bool DocumentText::is_country(TokenRange name) const {
  const TextToken& first = tokens_[name.first];
  if (name.size() == 1)
    return (first.classes & country) != 0;
  if ((first.phrase_classes & country) == 0 || first.phrase_part != 0 || tokens_[name.last - 1].phrase_part != 2)
    return false;
  for (std::uint32_t token = name.first + 1; token + 1 < name.last; ++token)
    if (tokens_[token].phrase_part != 1) // else "U.S. Supreme Court" is two phrases
      return false;
  return true;
}

bool DocumentText::is_ticker(TokenRange name) const {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const std::string_view text = text_of(*article_, field_of(name.first));
  const std::size_t begin = article_->tokens[name.first].begin;
  const std::size_t end = article_->tokens[name.last - 1].end;
  return begin > 0 && text[begin - 1] == '<' && end < text.size() && text[end] == '>' &&
         std::none_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                      text.begin() + static_cast<std::ptrdiff_t>(end), is_small);
}

bool DocumentText::is_currency(TokenRange name) const {
  const std::string_view behind = text_of(*article_, field_of(name.first)).substr(article_->tokens[name.last - 1].end);
  return behind.starts_with("$") || behind.starts_with("£") || behind.starts_with("€");
}

bool DocumentText::has_ampersand(TokenRange name) const {
  const std::string_view text = text_of(*article_, field_of(name.first));
  for (std::uint32_t token = name.first + 1; token < name.last; ++token) {
    const std::size_t begin = article_->tokens[token - 1].end;
    if (tokens_[token].gap == Gap::joiner &&
        text.substr(begin, article_->tokens[token].begin - begin).find('&') != std::string_view::npos)
      return true;
  }
  return false;
}

TokenRange DocumentText::longest_run(std::size_t token, std::uint16_t& offset) const {
  const WordFacts& known = facts(token);
  if (known.run == 0)
    return {};
  offset = known.run_offset;
  return runs_[known.run - 1];
}

unsigned DocumentText::case_evidence(std::size_t token) const {
  const WordFacts& known = facts(token);
  if (known.capital_inside == 0)
    return known.lower > 0 ? 1 : 0;
  return known.lower > 0 ? 2 : 3;
}

std::string_view DocumentText::surface(std::size_t token) const {
  const Token& analysed = article_->tokens[token];
  return text_of(*article_, field_of(token)).substr(analysed.begin, analysed.end - analysed.begin);
}

std::string_view DocumentText::folded(std::size_t token) const {
  return (*vocabulary_)[article_->tokens[token].word].text;
}

ArticleField DocumentText::field_of(std::size_t token) const {
  if (token < article_->title_tokens)
    return ArticleField::title;
  return token < article_->title_tokens + article_->summary_tokens ? ArticleField::summary : ArticleField::body;
}

} // namespace akin::entities
