#include "cli/list_printer.hpp"

#include "cli/text/layout.hpp"
#include "cli/trec.hpp"

namespace akin::cli {

ListPrinter::ListPrinter(Output& output, ListFormat format, const TextStyle& style, ListKind kind,
                         std::size_t first_rank)
    : output_(output), format_(format), style_(style), kind_(kind), first_rank_(first_rank) {}

void ListPrinter::print_single(std::string_view id, const Result& result) {
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
  note(result);
}

std::string ListPrinter::written_one_of_many(std::string_view id, std::string_view heading, const Result& result) {
  note(result);
  switch (format_) {
  case ListFormat::text: {
    Page page(style_);
    page.line(glyphs(heading, Style::title));
    return std::move(page).text() + render(result, style_, kind_, first_rank_);
  }
  case ListFormat::json:
  case ListFormat::jsonl:
    return to_json(id, result);
  case ListFormat::trec:
    break;
  }
  return to_trec(id, result, first_rank_);
}

void ListPrinter::print_written(std::string_view written) {
  const bool first = printed_++ == 0;
  switch (format_) {
  case ListFormat::text:
    output_.write(first ? "" : "\n");
    output_.write(written);
    break;
  case ListFormat::json:
    output_.write(first ? "[\n" : ",\n");
    output_.json(written);
    break;
  case ListFormat::jsonl:
    output_.json_line(written);
    break;
  case ListFormat::trec:
    output_.write(written);
    break;
  }
}

void ListPrinter::finish_many() {
  if (format_ == ListFormat::json)
    output_.line(printed_ == 0 ? "[]" : "\n]");
}

/// In JSON the warnings are part of the result.
void ListPrinter::note(const Result& result) {
  if (!result.hits.empty())
    any_hit_.store(true, std::memory_order_relaxed);
  if (format_ != ListFormat::text && format_ != ListFormat::trec)
    return;
  for (const std::string& warning : result.warnings)
    complain("warning: " + warning);
}

} // namespace akin::cli
