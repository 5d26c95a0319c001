// gzip for responses.
#pragma once

#include <string>
#include <string_view>

namespace akin::server {

/// Whether an Accept-Encoding header takes gzip ("gzip;q=0" does not).
bool accepts_gzip(std::string_view accept_encoding);

/// Errors: internal when zlib fails.
std::string gzip(std::string_view bytes);

} // namespace akin::server
