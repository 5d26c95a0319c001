// The one place that turns Xapian's exceptions into Akin's.
#pragma once

#include "common/error.hpp"

#include <filesystem>
#include <utility>
#include <xapian.h>

namespace akin::engine {

/// Throws the Error that stands for a Xapian exception.
[[noreturn]] void rethrow(const Xapian::Error& error, const std::filesystem::path& path);

/// Runs f; whatever Xapian throws becomes an Error that names path.
template <class F> decltype(auto) guarded(const std::filesystem::path& path, F&& f) {
  try {
    return std::forward<F>(f)();
  } catch (const Xapian::Error& error) {
    rethrow(error, path);
  }
}

} // namespace akin::engine
