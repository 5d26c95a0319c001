#include "indexer/html/metadata.hpp"

#include "indexer/html/byline.hpp"
#include "indexer/html/html_extract.hpp"
#include "indexer/html/json_ld.hpp"
#include "indexer/html/page_title.hpp"
#include "indexer/html/plain_text.hpp"
#include "indexer/html/resolve_url.hpp"
#include "indexer/html/statements.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace akin::indexer::html {
namespace {

// Metadata is meant to be plain text, but is often escaped twice or holds tags.
std::string plain(std::string text) {
  const bool marked_up = text.find('&') != std::string::npos || text.find("</") != std::string::npos ||
                         text.find("<br") != std::string::npos;
  if (!marked_up)
    return text;
  std::string out;
  append_collapsed(out, html_to_text(text));
  return trimmed(out);
}

void fill(std::string& field, std::string value) {
  if (field.empty())
    field = plain(std::move(value));
}

// A heading that links home is the publication's name.
bool links_home(const Page& page, NodeId heading) {
  for (NodeId id = heading; id < page[heading].end; ++id) {
    const std::string_view href = page.attribute(id, "href");
    if (page[id].tag == GUMBO_TAG_A && (href == "/" || href == "./" || href == "index.html"))
      return true;
  }
  return false;
}

// The first headings of a level.
std::vector<std::string> headings(const Page& page, GumboTag level) {
  constexpr std::size_t enough = 16;
  std::vector<std::string> texts;
  for (NodeId id = 0; id < page.size() && texts.size() < enough; ++id) {
    if (page[id].tag != level || links_home(page, id))
      continue;
    if (std::string text = page.text_under(id, 512); !text.empty())
      texts.push_back(std::move(text));
  }
  return texts;
}

void fill_title(Article& article, const Page& page, const Statements& statements) {
  fill(article.title, statements.first({"dc:title", "dcterms:title", "dcterm:title", "og:title", "twitter:title",
                                        "parsely-title", "title", "itemprop:headline"}));
  if (!article.title.empty())
    return;
  std::vector<std::string> candidates = headings(page, GUMBO_TAG_H1);
  const std::string title = plain(trimmed(page.source().title));
  if (!title.empty()) {
    const std::vector<std::string> second_level = headings(page, GUMBO_TAG_H2);
    candidates.insert(candidates.end(), second_level.begin(), second_level.end());
  }
  article.title = page_title(title, article.source, candidates);
}

void fill_times(Article& article, const Statements& statements) {
  if (!article.published)
    article.published = statements.time({"article:published_time",
                                         "article:published",
                                         "og:published_time",
                                         "itemprop:datepublished",
                                         "datepublished",
                                         "dc:date:issued",
                                         "dcterms:created",
                                         "dcterms:date",
                                         "dc:date",
                                         "dc:created",
                                         "parsely-pub-date",
                                         "pubdate",
                                         "publishdate",
                                         "publish-date",
                                         "publish_date",
                                         "publication_date",
                                         "date_published",
                                         "sailthru:date",
                                         "ptime",
                                         "pdate",
                                         "article:post_date",
                                         "citation_publication_date",
                                         "date",
                                         "itemprop:datecreated",
                                         "time"});
  if (!article.updated)
    article.updated =
        statements.time({"article:modified_time", "og:updated_time", "itemprop:datemodified", "datemodified",
                         "dcterms:modified", "dc:date:modified", "lastmod", "last-modified", "utime"});
}

void fill_authors(Article& article, const Page& page, const Statements& statements) {
  const auto add = [&](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      for (const std::string& name : split_authors(plain(text))) {
        if (std::find(article.authors.begin(), article.authors.end(), name) == article.authors.end())
          article.authors.push_back(name);
      }
    }
  };
  for (const char* name :
       {"dc:creator", "dcterms:creator", "dcterm:creator", "author", "parsely-author", "article:author",
        "article:author_name", "sailthru:author", "citation_author", "byl", "itemprop:author"}) {
    if (article.authors.empty())
      add(statements.all({name}));
  }
  if (article.authors.empty())
    article.authors = visible_authors(page);
}

void fill_tags(Article& article, const Statements& statements) {
  if (article.tags.empty())
    article.tags = statements.all({"article:tag"});
  if (article.tags.empty())
    article.tags = split_list(
        statements.first({"keywords", "news_keywords", "parsely-tags", "sailthru:tags", "itemprop:keywords"}));
  for (std::string& tag : article.tags)
    tag = plain(std::move(tag));
}

void fill_language(Article& article, const Page& page, const Statements& statements) {
  // The attribute of the element is what browsers go by, so it comes before all else.
  std::string language(trimmed(page.attribute(0, "lang")));
  if (language.empty())
    language = trimmed(page.attribute(0, "xml:lang"));
  if (language.empty())
    language = article.language;
  if (language.empty())
    language = statements.first({"og:locale", "content-language", "language", "dc:language", "itemprop:inlanguage"});
  language = language.substr(0, language.find(','));
  std::replace(language.begin(), language.end(), '_', '-');
  article.language = language;
}

void fill_addresses(Article& article, const Statements& statements, std::string_view page_url) {
  const std::string base = resolve_url(statements.first({"base"}), page_url);
  const std::string from = is_web_url(base) ? base : std::string(page_url);
  const auto absolute = [&](const std::string& reference) {
    const std::string url = resolve_url(reference, from);
    return is_web_url(url) ? url : std::string();
  };
  const std::string stated = article.url;
  article.url = absolute(statements.first({"rel:canonical"}));
  for (const std::string& other : {statements.first({"og:url"}), stated, std::string(page_url)}) {
    if (article.url.empty())
      article.url = absolute(other);
  }
  fill(article.image, statements.first({"og:image", "og:image:url", "og:image:secure_url", "twitter:image",
                                        "twitter:image:src", "parsely-image-url", "rel:image_src", "itemprop:image"}));
  article.image = absolute(article.image);
}

} // namespace

Article read_metadata(const Page& page, std::string_view page_url) {
  const Statements statements(page);
  const std::string page_title = plain(trimmed(page.source().title));
  Article article = read_json_ld(page.source().json_ld, page_title);
  fill(article.source, statements.first({"og:site_name", "application-name", "dc:publisher", "dcterms:publisher",
                                         "itemprop:publisher", "twitter:app:name:iphone"}));
  fill_title(article, page, statements);
  fill_times(article, statements);
  fill_authors(article, page, statements);
  fill(article.summary, statements.first({"og:description", "description", "twitter:description", "dc:description",
                                          "dcterms:description", "dcterms:abstract"}));
  fill_tags(article, statements);
  fill(article.section, statements.first({"article:section", "parsely-section", "itemprop:articlesection", "section"}));
  fill_language(article, page, statements);
  fill_addresses(article, statements, page_url);
  return article;
}

} // namespace akin::indexer::html
