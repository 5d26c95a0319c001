#include "entities/training/gold_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace akin::entities {
namespace {

bool ends_sentence(const GoldSentence& sentence) {
  const std::size_t count = sentence.tokens.size();
  for (std::size_t back = 1; back <= std::min<std::size_t>(count, 2); ++back) {
    const std::string& token = sentence.tokens[count - back];
    if (token == "." || token == "!" || token == "?" || token.ends_with('.'))
      return true;
  }
  return false;
}

/// Where quotes open and close alternately, which side of a token takes no blank.
class Joiner {
 public:
  bool blank_before(std::string_view token) {
    const bool glued = glue_next_;
    glue_next_ = false;
    if (token == "\"" || token == "'" || token == "``" || token == "''") {
      open_ = !open_;
      glue_next_ = open_;
      return open_ && !glued;
    }
    constexpr std::array<std::string_view, 8> opening{"(", "[", "{", "$", "#", "@", "\xE2\x80\x9C", "\xE2\x80\x98"};
    glue_next_ = std::find(opening.begin(), opening.end(), token) != opening.end();
    if (glued)
      return false;
    constexpr std::array<std::string_view, 14> closing{
        ".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "...", "\xE2\x80\x9D", "\xE2\x80\x99", "n't"};
    if (std::find(closing.begin(), closing.end(), token) != closing.end())
      return false;
    return !(token.size() > 1 && token.size() <= 3 && token[0] == '\'') && !token.starts_with("\xE2\x80\x99");
  }

 private:
  bool glue_next_ = true;
  bool open_ = false;
};

/// By the text that the file gives; false when the tokens do not stand in it in order.
bool place_in_text(const GoldSentence& sentence, std::string& body, std::vector<GoldText::Place>& places) {
  if (sentence.text.empty())
    return false;
  std::vector<GoldText::Place> found;
  std::size_t at = 0;
  for (const std::string& token : sentence.tokens) {
    const std::size_t begin = sentence.text.find(token, at);
    if (begin == std::string::npos)
      return false;
    at = begin + token.size();
    found.push_back({static_cast<std::uint32_t>(body.size() + begin), static_cast<std::uint32_t>(body.size() + at)});
  }
  body += sentence.text;
  places.insert(places.end(), found.begin(), found.end());
  return true;
}

void join(const GoldSentence& sentence, std::string& body, std::vector<GoldText::Place>& places) {
  Joiner joiner;
  for (const std::string& token : sentence.tokens) {
    if (joiner.blank_before(token))
      body += ' ';
    const auto begin = static_cast<std::uint32_t>(body.size());
    body += token;
    places.push_back({begin, static_cast<std::uint32_t>(body.size())});
  }
}

TokenRange our_tokens(const GoldText& text, const AnalysedArticle& article, const GoldName& name) {
  const std::uint32_t begin = text.places[name.first].begin, end = text.places[name.last - 1].end;
  const auto& tokens = article.tokens;
  const auto first = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) { return t.end <= begin; });
  const auto last = std::partition_point(first, tokens.end(), [&](const Token& t) { return t.begin < end; });
  return {static_cast<std::uint32_t>(first - tokens.begin()), static_cast<std::uint32_t>(last - tokens.begin())};
}

/// Our tokens as a name over those of the file.
GoldName file_name(const GoldText& text, const AnalysedArticle& article, TokenRange range, NameKind kind) {
  const std::uint32_t begin = article.tokens[range.first].begin, end = article.tokens[range.last - 1].end;
  const auto first = std::partition_point(text.places.begin(), text.places.end(),
                                          [&](const GoldText::Place& p) { return p.end <= begin; });
  const auto last =
      std::partition_point(first, text.places.end(), [&](const GoldText::Place& p) { return p.begin < end; });
  return {kind, static_cast<std::uint32_t>(first - text.places.begin()),
          static_cast<std::uint32_t>(last - text.places.begin())};
}

/// Cuts off what the scheme leaves out; first == last when nothing is left.
TokenRange cleaned(TokenRange range, NameKind kind, const DocumentText& document) {
  const auto tokens = document.tokens();
  const auto is_head = [&](std::uint32_t i) {
    if (tokens[i].written == Written::lower && document.folded(i) == "the")
      return true;
    return kind == NameKind::person && (tokens[i].classes & person_title) != 0;
  };
  while (range.size() > 1 && is_head(range.first))
    ++range.first;
  return range;
}

bool is_demonym(TokenRange range, const DocumentText& document) {
  const auto tokens = document.tokens();
  if (range.size() == 1)
    return (tokens[range.first].classes & demonym) != 0 && (tokens[range.first].classes & country) == 0;
  return (tokens[range.first].phrase_classes & demonym) != 0 && tokens[range.first].phrase_part == 0 &&
         tokens[range.last - 1].phrase_part == 2;
}

/// Annotators call a country that acts an organisation or a place, each as they like: here it is a place.
NameKind kind_in_scheme(TokenRange range, NameKind kind, const DocumentText& document) {
  if (is_demonym(range, document))
    return NameKind::other;
  return kind == NameKind::organisation && document.is_country(range) ? NameKind::place : kind;
}

class Masker {
 public:
  explicit Masker(const DocumentText& document)
      : document_(document), masks_(document.tokens().size(), 1U << outside), in_chain_(masks_.size(), false) {
    for (const TokenRange chain : document.chains()) {
      for (std::uint32_t i = chain.first; i < chain.last; ++i) {
        in_chain_[i] = true;
        const bool open = (document.tokens()[i].classes & demonym) != 0;
        if (open && is_name_like(document.tokens()[i].written))
          masks_[i] = 1U << outside | others;
      }
      chain_first_.push_back(chain.first);
    }
  }

  void add(TokenRange range, NameKind kind) {
    range = cleaned(range, kind, document_);
    while (range.size() > 0 && !in_chain_[range.first])
      ++range.first;
    while (range.size() > 0 && !in_chain_[range.last - 1])
      --range.last;
    if (range.size() == 0)
      return;
    kind = kind_in_scheme(range, kind, document_);
    const bool whole = is_whole(range);
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (whole)
        masks_[i] = 1U << label_of(kind, part(range, i));
      else if (in_chain_[i])
        masks_[i] = any_label;
    }
  }

  std::vector<LabelMask> take() { return std::move(masks_); }

 private:
  static constexpr LabelMask others = 0xFU << 12U;

  static NamePart part(TokenRange range, std::uint32_t i) {
    if (range.size() == 1)
      return NamePart::unit;
    return i == range.first ? NamePart::begin : i + 1 == range.last ? NamePart::last : NamePart::inside;
  }

  bool is_whole(TokenRange range) const {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      const bool parted = i > range.first && (!joins(document_.tokens()[i].gap) ||
                                              std::binary_search(chain_first_.begin(), chain_first_.end(), i));
      if (!in_chain_[i] || parted)
        return false;
    }
    return true;
  }

  const DocumentText& document_;
  std::vector<LabelMask> masks_;
  std::vector<bool> in_chain_;
  std::vector<std::uint32_t> chain_first_;
};

} // namespace

GoldText text_of(const GoldDocument& document) {
  GoldText text;
  std::string& body = text.article.body;
  const GoldSentence* before = nullptr;
  for (const GoldSentence& sentence : document.sentences) {
    if (before != nullptr)
      body += ends_sentence(*before) ? " " : "\n\n";
    const auto base = static_cast<std::uint32_t>(text.places.size());
    if (!place_in_text(sentence, body, text.places))
      join(sentence, body, text.places);
    for (const GoldName& name : sentence.names)
      text.names.push_back({name.kind, name.first + base, name.last + base});
    before = &sentence;
  }
  text.article.language = "en";
  return text;
}

std::vector<GoldName> names_of(const GoldText& text, const AnalysedArticle& article,
                               const std::vector<TaggedSpan>& spans) {
  std::vector<GoldName> names;
  for (const TaggedSpan& span : spans)
    names.push_back(file_name(text, article, {span.first_token, span.last_token}, static_cast<NameKind>(span.kind)));
  return names;
}

std::vector<GoldName> in_scheme(const GoldText& text, const AnalysedArticle& article, const DocumentText& document) {
  std::vector<GoldName> names;
  for (const GoldName& name : text.names) {
    const TokenRange range = cleaned(our_tokens(text, article, name), name.kind, document);
    if (range.size() == 0)
      names.push_back(name);
    else
      names.push_back(file_name(text, article, range, kind_in_scheme(range, name.kind, document)));
  }
  return names;
}

std::vector<LabelMask> masks_of(const GoldText& text, const AnalysedArticle& article, const DocumentText& document) {
  Masker masker(document);
  for (const GoldName& name : text.names) {
    const std::uint32_t begin = text.places[name.first].begin;
    if (text.article.body[begin] == '@' || (begin > 0 && text.article.body[begin - 1] == '@'))
      continue;
    masker.add(our_tokens(text, article, name), name.kind);
  }
  return masker.take();
}

} // namespace akin::entities
