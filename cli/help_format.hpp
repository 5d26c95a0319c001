// How help is laid out.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace akin::cli {

/// CLI11's layout with descriptions wrapped beside the option names, so that help fits 80 columns.
class HelpFormat : public CLI::Formatter {
 public:
  HelpFormat();
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_description(const CLI::App* app) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
};

} // namespace akin::cli
