#include "cli/input_report.hpp"

#include "common/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace akin::cli {
namespace {

std::string json_line(const indexer::Rejection& rejection) {
  using Json = nlohmann::ordered_json;
  const Json line = rejection.origin.line > 0 ? Json(rejection.origin.line) : Json(nullptr);
  const Json json{{"file", rejection.origin.path}, {"line", line}, {"reason", rejection.reason}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace); // file names need not be UTF-8
}

} // namespace

std::string describe(const indexer::Origin& origin, const std::string& reason) {
  if (origin.line == 0)
    return fmt::format("{}: {}", origin.path, reason);
  return fmt::format("{}:{}: {}", origin.path, origin.line, reason);
}

InputReport::InputReport(std::string rejects_file, std::function<void(const std::string&)> print)
    : rejects_file_(std::move(rejects_file)), print_(std::move(print)) {
  if (rejects_file_.empty())
    return;
  rejects_.open(rejects_file_, std::ios::binary | std::ios::trunc);
  if (!rejects_)
    throw Error(ErrorCode::storage, "cannot write the file given with --rejects; choose another place", rejects_file_);
}

void InputReport::rejected(const indexer::Rejection& rejection) {
  if (++rejections_ <= most_printed)
    print_(describe(rejection.origin, rejection.reason));
  if (rejects_.is_open())
    rejects_ << json_line(rejection) << '\n';
}

void InputReport::warned(const indexer::Origin& origin, const std::string& warning) {
  if (++warnings_ <= most_printed)
    print_(describe(origin, "warning: " + warning));
}

void InputReport::finish() {
  if (rejections_ > most_printed)
    print_(fmt::format("… and {} more rejected (see --rejects FILE)", rejections_ - most_printed));
  if (warnings_ > most_printed)
    print_(fmt::format("… and {} more warnings", warnings_ - most_printed));
  if (!rejects_.is_open())
    return;
  rejects_.close();
  if (!rejects_)
    throw Error(ErrorCode::storage, "cannot write the rejected records; make room", rejects_file_);
}

} // namespace akin::cli
