#include "cli/list_printer.hpp"

#include "cli/text/layout.hpp"
#include "cli/trec.hpp"

namespace akin::cli {

ListPrinter::ListPrinter(Output& output, ListFormat format, const TextStyle& style, ListKind kind,
                         std::size_t first_rank)
    : output_(output), format_(format), style_(style), kind_(kind), first_rank_(first_rank) {}

void ListPrinter::print_single(std::string_view id, const Result& result) {
  any_hit_ = any_hit_ || !result.hits.empty();
  switch (format_) {
  case ListFormat::text:
    output_.write(render(result, style_, kind_, first_rank_));
    break;
  case ListFormat::json:
  case ListFormat::jsonl:
    output_.json_line(to_json(result));
    break;
  case ListFormat::trec:
    output_.write(to_trec(id, result, first_rank_));
    break;
  }
  warn(result);
}

void ListPrinter::print_one_of_many(std::string_view id, std::string_view heading, const Result& result) {
  any_hit_ = any_hit_ || !result.hits.empty();
  const bool first = printed_++ == 0;
  switch (format_) {
  case ListFormat::text: {
    Page page(style_);
    if (!first)
      page.empty_line();
    page.line(glyphs(heading, Style::title));
    output_.write(std::move(page).text());
    output_.write(render(result, style_, kind_, first_rank_));
    break;
  }
  case ListFormat::json:
    output_.write(first ? "[\n" : ",\n");
    output_.json(to_json(id, result));
    break;
  case ListFormat::jsonl:
    output_.json_line(to_json(id, result));
    break;
  case ListFormat::trec:
    output_.write(to_trec(id, result, first_rank_));
    break;
  }
  warn(result);
}

void ListPrinter::finish_many() {
  if (format_ == ListFormat::json)
    output_.line(printed_ == 0 ? "[]" : "\n]");
}

/// In JSON the warnings are part of the result.
void ListPrinter::warn(const Result& result) {
  if (format_ != ListFormat::text && format_ != ListFormat::trec)
    return;
  for (const std::string& warning : result.warnings)
    complain("warning: " + warning);
}

} // namespace akin::cli
