#include "indexer/html/html_extract.hpp"

#include "indexer/html/main_text.hpp"
#include "indexer/html/metadata.hpp"
#include "indexer/html/page.hpp"
#include "indexer/html/text_blocks.hpp"

namespace akin::indexer {

Article extract_html(std::string_view html, std::string_view url) {
  const html::Page page(html);
  Article article = html::read_metadata(page, url);
  article.body = html::main_text(page, article.title);
  return article;
}

std::string html_to_text(std::string_view fragment) {
  const html::Page page(fragment);
  const html::Removed none(page.size(), false);
  return html::render(page, html::text_blocks(page, 0, none), none);
}

} // namespace akin::indexer
