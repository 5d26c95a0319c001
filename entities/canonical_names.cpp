#include "entities/canonical_names.hpp"

#include "common/text_lines.hpp"
#include "entities/document_names.hpp"
#include "entities/name_key.hpp"
#include "entities/name_words.hpp"

#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <string>
#include <vector>

namespace akin::entities {
namespace {

/// More words than any name has; bounds what is copied and compared of a span that is none.
constexpr std::uint32_t max_span_tokens = 32;

const std::string& text_of(const Article& article, ArticleField field) {
  return field == ArticleField::title ? article.title : field == ArticleField::summary ? article.summary : article.body;
}

constexpr std::uint32_t no_entity = ~0U;

/// A span with its name.
struct NamedSpan {
  EntityKind kind;
  ArticleField field;
  std::uint32_t first;
  std::uint32_t last;
  NameId name;
};

/// One article's way from spans to entities.
class NamingRun {
 public:
  NamingRun(AnalysedArticle& article, const Vocabulary& vocabulary, const AliasTable& aliases, std::size_t spans)
      : article_(article), vocabulary_(vocabulary), aliases_(aliases), names_(spans) {
    spans_.reserve(spans);
  }

  void run(std::span<const TaggedSpan> spans) {
    add_given(EntityKind::person, article_.article.people);
    add_given(EntityKind::place, article_.article.places);
    add_given(EntityKind::organisation, article_.article.organisations);
    std::vector<TaggedSpan> all = with_whole_words(spans);
    if (!aliases_.entries().empty())
      all = with_aliases(all);
    for (const TaggedSpan& span : all)
      add(span);
    names_.link();
    write_result();
  }

 private:
  std::string_view word(std::uint32_t token) const { return vocabulary_[article_.tokens[token].word].text; }

  /// Valid until the next call.
  std::string_view key_of(std::uint32_t first, std::uint32_t last) {
    key_.clear();
    NameKeyWriter writer(key_);
    for (std::uint32_t t = first; t < last; ++t)
      writer.add(word(t));
    return key_;
  }

  void add_given(EntityKind kind, const std::vector<std::string>& names) {
    for (const std::string& written : names) {
      const std::string key = name_key(written);
      if (key.empty() || aliases_.is_stopped(kind, key))
        continue;
      const AliasTable::Entry* const entry = aliases_.find(key);
      const NameId id = names_.add(entry != nullptr ? name_key(entry->name) : key);
      DocumentName& name = names_[id];
      if (name.given)
        continue;
      name.given = true;
      name.fixed = entry != nullptr;
      name.kind = entry != nullptr ? entry->kind : kind;
      name.written = entry != nullptr ? entry->name : written;
    }
  }

  /// The span without the titles before a person's name: through the last of them, as long as a name is left.
  std::uint32_t first_of_name(const TaggedSpan& span) const {
    std::uint32_t first = span.first_token;
    if (span.kind != EntityKind::person)
      return first;
    for (std::uint32_t t = span.first_token; t < span.last_token; ++t)
      if (is_title(word(t)) || (is_title_or_name(word(t)) && t + 2 < span.last_token))
        first = t + 1;
    return first;
  }

  void add(TaggedSpan span) {
    span.last_token = std::min(span.last_token, span.first_token + max_span_tokens);
    std::uint32_t first = first_of_name(span);
    // A name of the table may begin with a title ("Pope Francis" would be another one).
    if (!aliases_.empty() && aliases_.find(key_of(span.first_token, span.last_token)) != nullptr)
      first = span.first_token;
    if (first >= span.last_token)
      return;
    const std::string_view key = key_of(first, span.last_token);
    if (key.empty() || aliases_.is_stopped(span.kind, key))
      return;
    const AliasTable::Entry* const entry = aliases_.find(key);
    const NameId id = names_.add(entry != nullptr ? name_key(entry->name) : key);
    if (entry != nullptr && !names_[id].fixed) {
      names_[id].fixed = true;
      names_[id].kind = entry->kind;
      names_[id].written = entry->name;
    }
    spans_.push_back({span.kind, span.field, first, span.last_token, id});
    names_.count_mention(id, span.kind, written(spans_.back()), span.field == ArticleField::title);
  }

  /// Whether a hyphen alone stands between a token and the one before it.
  bool is_tied(std::uint32_t token) const {
    const Token& before = article_.tokens[token - 1];
    return article_.tokens[token].begin == before.end + 1 &&
           text_of(article_.article, field_of(token))[before.end] == '-';
  }

  /// The spans of persons through the end of a word with hyphens.
  std::vector<TaggedSpan> with_whole_words(std::span<const TaggedSpan> spans) const {
    std::vector<TaggedSpan> all(spans.begin(), spans.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
      TaggedSpan& span = all[i];
      if (span.kind != EntityKind::person)
        continue;
      const std::uint32_t limit = i + 1 < all.size() ? all[i + 1].first_token : end_of_field(span.field);
      while (span.last_token < std::min(limit, end_of_field(span.field)) && is_tied(span.last_token) &&
             !is_tied_word(word(span.last_token)))
        ++span.last_token;
    }
    return all;
  }

  std::uint32_t end_of_field(ArticleField field) const {
    return field == ArticleField::title     ? article_.title_tokens
           : field == ArticleField::summary ? article_.title_tokens + article_.summary_tokens
                                            : static_cast<std::uint32_t>(article_.tokens.size());
  }

  /// The field's text from one token to another, white space as single spaces; valid until the next call.
  std::string_view written(const NamedSpan& span) {
    const std::string& text = text_of(article_.article, span.field);
    const std::uint32_t begin = article_.tokens[span.first].begin;
    write_single_spaced(std::string_view(text).substr(begin, end_of(span) - begin), written_);
    return written_;
  }

  /// The end of a span's text: behind the last dot of "U.S." and the "'s" of "Sotheby's", which are no part of a token.
  std::uint32_t end_of(const NamedSpan& span) const {
    const std::string& text = text_of(article_.article, span.field);
    const Token& last = article_.tokens[span.last - 1];
    const bool dotted = last.end - last.begin == 1 && span.last - span.first > 1 && last.begin > 0 &&
                        text[last.begin - 1] == '.' && last.end < text.size() && text[last.end] == '.';
    if (dotted)
      return last.end + 1;
    if (span.kind != EntityKind::person && is_possessive_name(word(span.last - 1)))
      for (const std::string_view possessive : {"'s", "\u2019s", "'S"})
        if (std::string_view(text).substr(last.end).starts_with(possessive))
          return last.end + static_cast<std::uint32_t>(possessive.size());
    return last.end;
  }

  ArticleField field_of(std::uint32_t token) const {
    return token < article_.title_tokens                             ? ArticleField::title
           : token < article_.title_tokens + article_.summary_tokens ? ArticleField::summary
                                                                     : ArticleField::body;
  }

  /// Spans of names that the alias table has, wherever they stand.
  std::vector<TaggedSpan> alias_spans() const {
    std::vector<std::uint64_t> hashes;
    for (const Token& token : article_.tokens)
      hashes.push_back(vocabulary_.text_hash(token.word));
    std::vector<TaggedSpan> found;
    const auto title_end = article_.title_tokens;
    const auto summary_end = title_end + article_.summary_tokens;
    for (std::uint32_t t = 0; t < hashes.size();) {
      const auto field_end = t < title_end ? title_end : t < summary_end ? summary_end : hashes.size();
      const auto match = aliases_.longest_at_beginning(std::span(hashes).subspan(t, field_end - t));
      const char initial = text_of(article_.article, field_of(t))[article_.tokens[t].begin];
      if (!match || (match->capitalised && initial >= 'a' && initial <= 'z')) {
        ++t;
        continue;
      }
      found.push_back({match->entry->kind, field_of(t), t, t + static_cast<std::uint32_t>(match->words)});
      t = found.back().last_token;
    }
    return found;
  }

  /// Whether a name is a part of a longer one, titles not counted.
  bool is_part(const TaggedSpan& part, const TaggedSpan& whole) const {
    const std::uint32_t first = first_of_name(whole);
    return first <= part.first_token && part.last_token <= whole.last_token &&
           part.last_token - part.first_token < whole.last_token - first;
  }

  /// The spans, and those of the alias table where they are no part of a longer span; they replace what they overlap.
  std::vector<TaggedSpan> with_aliases(std::span<const TaggedSpan> spans) const {
    std::vector<TaggedSpan> all;
    std::size_t next = 0;
    for (const TaggedSpan& alias : alias_spans()) {
      while (next < spans.size() && spans[next].last_token <= alias.first_token)
        all.push_back(spans[next++]);
      if (next < spans.size() && is_part(alias, spans[next]))
        continue;
      while (next < spans.size() && spans[next].first_token < alias.last_token)
        ++next;
      all.push_back(alias);
    }
    all.insert(all.end(), spans.begin() + static_cast<std::ptrdiff_t>(next), spans.end());
    return all;
  }

  /// "The Committee", where the article does not say which one.
  static bool is_bare_kind(const DocumentName& name) {
    std::string_view key = name.key;
    if (key.starts_with("the "))
      key.remove_prefix(4);
    return name.kind == EntityKind::organisation && !name.fixed && entities::is_bare_kind(key);
  }

  void write_result() {
    std::vector<std::uint32_t> mentions(names_.size());
    std::vector<NameId> order(names_.size());
    std::iota(order.begin(), order.end(), 0U);
    for (NamedSpan& span : spans_) {
      span.name = names_.meant_by(span.name);
      ++mentions[span.name];
    }
    const auto is_left_out = [&](NameId id) { return mentions[id] == 0 || is_bare_kind(names_[id]); };
    std::erase_if(order, [&](NameId id) { return is_left_out(id) && !names_[id].given; });
    std::stable_sort(order.begin(), order.end(), [&](NameId a, NameId b) {
      const bool a_given = names_[a].given;
      return a_given != names_[b].given ? a_given : !a_given && mentions[a] > mentions[b];
    });
    std::vector<std::uint32_t> entity_of(names_.size(), no_entity);
    article_.entities.clear();
    for (const NameId id : order) {
      entity_of[id] = static_cast<std::uint32_t>(article_.entities.size());
      article_.entities.push_back(
          {names_[id].kind, std::string(DocumentNames::written_form(names_[id])), names_[id].given});
    }
    article_.mentions.clear();
    for (const NamedSpan& span : spans_)
      if (entity_of[span.name] != no_entity)
        article_.mentions.push_back(
            {entity_of[span.name], span.field, article_.tokens[span.first].begin, end_of(span)});
  }

  AnalysedArticle& article_;
  const Vocabulary& vocabulary_;
  const AliasTable& aliases_;
  DocumentNames names_;
  std::vector<NamedSpan> spans_; ///< in reading order
  std::string key_, written_;    ///< scratch
};

} // namespace

void name_entities(AnalysedArticle& article, const Vocabulary& vocabulary, std::span<const TaggedSpan> spans,
                   const AliasTable& aliases) {
  NamingRun(article, vocabulary, aliases, spans.size()).run(spans);
}

} // namespace akin::entities
