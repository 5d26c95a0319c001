#include "cli/exit_status.hpp"

#include "cli/output.hpp"
#include "common/error.hpp"

#include <exception>
#include <filesystem>
#include <new>

namespace akin::cli {

Failure current_failure() {
  try {
    throw;
  } catch (const ClosedPipe&) {
    return {ExitStatus::ok, {}};
  } catch (const Error& error) {
    return {static_cast<ExitStatus>(info(error.code()).exit_status), error.what()};
  } catch (const std::bad_alloc&) {
    return {ExitStatus::failed, "out of memory; free some, or use fewer threads or a smaller --limit"};
  } catch (const std::filesystem::filesystem_error& error) {
    return {ExitStatus::failed, error.what()};
  } catch (const std::exception& error) {
    return {ExitStatus::failed, std::string("internal error, please report it: ") + error.what()};
  }
}

} // namespace akin::cli
