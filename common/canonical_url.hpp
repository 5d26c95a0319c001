// One address for one page, however it was linked.
#pragma once

#include <string>
#include <string_view>

namespace akin {

/// The URL without scheme differences (http and https are one), user info, default port, "www.", fragment, trailing
/// slash and tracking parameters (utm_*, fbclid, gclid, mc_cid, …), host in lower case, remaining parameters sorted;
/// written with "https://". Empty when the text is no http(s) URL.
std::string canonical_url(std::string_view url);

} // namespace akin
