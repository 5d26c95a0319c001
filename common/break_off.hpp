// Long work that somebody may want to end early.
#pragma once

#include "common/error.hpp"

#include <stop_token>

namespace akin {

/// Long work calls it a few times a second. Errors: unavailable once the end was asked for.
inline void break_off_if(const std::stop_token& stop) {
  if (stop.stop_requested())
    throw Error(ErrorCode::unavailable, "broken off");
}

} // namespace akin
