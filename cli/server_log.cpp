#include "cli/server_log.hpp"

#include "cli/output.hpp"
#include "common/json_text.hpp"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <string>

namespace akin::cli {
namespace {

constexpr std::size_t most_target_bytes = 1024;

constexpr auto logfmt_pattern = "time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v";
constexpr auto json_pattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})";

} // namespace

struct ServerLog::Impl {
  explicit Impl(LogFormat wanted) : format(wanted), logger("akin", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger.set_formatter(std::make_unique<spdlog::pattern_formatter>(
        format == LogFormat::json ? json_pattern : logfmt_pattern, spdlog::pattern_time_type::utc));
    logger.flush_on(spdlog::level::info);
    logger.set_error_handler([](const std::string&) {}); // a full disk must not stop the service
    if (format == LogFormat::none)
      logger.set_level(spdlog::level::off);
  }

  /// name=value, as the format has it; what is not plain is quoted as JSON does, so that nothing breaks a line.
  void field(std::string& line, std::string_view name, std::string_view value) const {
    std::string quoted;
    append_json_string(quoted, value);
    quoted = without_raw_controls(quoted);
    const bool json = format == LogFormat::json;
    const bool plain = !json && !value.empty() && quoted.size() == value.size() + 2 &&
                       value.find_first_of(" =\"") == std::string_view::npos;
    line += line.empty() ? "" : json ? "," : " ";
    line += json ? fmt::format("\"{}\":{}", name, quoted) : fmt::format("{}={}", name, plain ? value : quoted);
  }

  void number(std::string& line, std::string_view name, double value) const {
    const std::string text = fmt::format("{:.6g}", value);
    line += format == LogFormat::json ? fmt::format(",\"{}\":{}", name, text) : fmt::format(" {}={}", name, text);
  }

  LogFormat format;
  spdlog::logger logger;
};

ServerLog::ServerLog(LogFormat format) : impl_(std::make_unique<Impl>(format)) {}
ServerLog::~ServerLog() = default;

void ServerLog::request(const server::AccessRecord& record) {
  if (impl_->format == LogFormat::none)
    return;
  std::string line;
  impl_->field(line, "event", "request");
  impl_->field(line, "id", record.id);
  impl_->field(line, "client", record.client);
  impl_->field(line, "method", record.method);
  impl_->field(line, "target", record.target.substr(0, most_target_bytes));
  impl_->field(line, "route", record.route);
  impl_->number(line, "status", record.status);
  impl_->number(line, "bytes", static_cast<double>(record.bytes));
  impl_->number(line, "ms", record.milliseconds);
  impl_->logger.info(std::string_view(line));
}

void ServerLog::event(std::string_view event, std::string_view name, std::string_view value) {
  std::string line;
  impl_->field(line, "event", event);
  impl_->field(line, name, value);
  impl_->logger.info(std::string_view(line));
}

void ServerLog::problem(std::string_view message) {
  std::string line;
  impl_->field(line, "event", "problem");
  impl_->field(line, "message", message);
  impl_->logger.warn(std::string_view(line));
}

} // namespace akin::cli
