// Why an article is related, in a line.
#pragma once

#include "searcher/result.hpp"

#include <string>

namespace akin::server {

/// "same day", "3 days later", "4 months earlier".
std::string time_apart(int days);

/// Names linked to their pages, then words, then the time between: markup.
std::string reason_html(const Why& why);

} // namespace akin::server
