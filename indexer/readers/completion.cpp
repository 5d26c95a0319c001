#include "indexer/readers/completion.hpp"

#include "common/canonical_url.hpp"
#include "common/hash.hpp"
#include "indexer/readers/utf8.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace akin::indexer {
namespace {

/// Room for the addresses that many take for ids; a bound keeps accidents (a whole text as id) out.
constexpr std::size_t max_id_bytes = 2048;

template <class Visit> void for_each_text(Article& article, Visit visit) {
  for (auto* text : {&article.id, &article.url, &article.title, &article.body, &article.summary, &article.source,
                     &article.section, &article.language, &article.image}) {
    visit(*text);
  }
  for (auto* list : {&article.authors, &article.tags, &article.people, &article.places, &article.organisations}) {
    for (auto& text : *list) {
      visit(text);
    }
  }
  for (auto& [key, value] : article.extra) {
    visit(key);
    if (auto* text = std::get_if<std::string>(&value)) {
      visit(*text);
    }
  }
}

void clean_texts(Article& article, std::vector<std::string>& warnings) {
  bool had_nuls = false;
  bool had_broken = false;
  for_each_text(article, [&](std::string& text) {
    if (text.find('\0') != std::string::npos) {
      std::erase(text, '\0');
      had_nuls = true;
    }
    if (!is_valid_utf8(text)) {
      text = repair_utf8(text);
      had_broken = true;
    }
  });
  const auto warn_once = [&](bool had, std::string_view warning) {
    if (had && std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) {
      warnings.emplace_back(warning);
    }
  };
  warn_once(had_nuls, "NUL characters were removed");
  warn_once(had_broken, "broken UTF-8 was replaced by U+FFFD");
}

void trim_in_place(std::string& text) {
  if (const auto trimmed = trim(text); trimmed.size() != text.size()) {
    text = std::string(trimmed);
  }
}

std::string content_id(const Article& article) {
  std::string content;
  content.reserve(article.title.size() + article.body.size() + article.source.size() + 32);
  content.append(article.title).append(1, '\0').append(article.body).append(1, '\0').append(article.source);
  content += '\0';
  if (article.published) {
    content += std::to_string(article.published->seconds);
  }
  return to_hex(hash128(content));
}

std::string derived_id(const Article& article) {
  auto address = canonical_url(article.url);
  if (address.empty()) {
    return content_id(article);
  }
  return id_problem(address).empty() ? std::move(address) : to_hex(hash128(address));
}

std::string nothing_to_read(const RawRecord& raw) {
  const bool has_keys = raw.kind == RawRecord::Kind::json_object || raw.kind == RawRecord::Kind::article;
  std::string why = "neither title nor body";
  for (const auto& warning : raw.warnings) {
    why += fmt::format("; {}", warning);
  }
  return why +
         (has_keys ? " (name their keys with --map title=KEY or --map body=KEY)" : " (add text, or remove the file)");
}

} // namespace

std::string id_problem(std::string_view id) {
  if (id.empty()) {
    return "it is empty";
  }
  if (id.size() > max_id_bytes) {
    return fmt::format("it has {} bytes, more than {}", id.size(), max_id_bytes);
  }
  const auto is_control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; };
  if (std::any_of(id.begin(), id.end(), is_control)) {
    return "it holds control characters";
  }
  return {};
}

std::variant<Record, Rejection> complete(Article&& article, RawRecord&& raw, const InputOptions& options) {
  clean_texts(article, raw.warnings);
  trim_in_place(article.title);
  trim_in_place(article.id);
  trim_in_place(article.url);
  if (article.title.empty() && is_blank(article.body)) {
    auto reason = nothing_to_read(raw);
    return Rejection{std::move(raw.origin), std::move(reason)};
  }
  if (article.language.empty()) {
    article.language = options.language;
  }
  if (article.id.empty()) {
    article.id = derived_id(article);
  } else if (const auto problem = id_problem(article.id); !problem.empty()) {
    return Rejection{std::move(raw.origin), fmt::format("the id cannot be used: {} (shorten or clean it)", problem)};
  }
  return Record{std::move(article), std::move(raw.origin), std::move(raw.warnings), raw.input_bytes};
}

} // namespace akin::indexer
