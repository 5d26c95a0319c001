// One address for one page, however it was linked.
#pragma once

#include <string>
#include <string_view>

namespace akin {

/// The URL without scheme differences (http and https are one), user info, default port, "www.", fragment, trailing
/// slashes and tracking parameters (utm_*, fbclid, gclid, mc_cid, …); host in lower case, percent-encodings in upper
/// case, remaining parameters sorted by name (those of one name keep their order); written with "https://". Dot
/// segments and non-ASCII hosts are left as they are. Empty when the text is no http(s) URL with a host. Idempotent.
/// Thread-safe.
std::string canonical_url(std::string_view url);

} // namespace akin
