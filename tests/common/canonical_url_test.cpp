#include "common/canonical_url.hpp"

#include <doctest/doctest.h>
#include <random>

using akin::canonical_url;

TEST_CASE("addresses of one page have one canonical form") {
  const std::vector<std::pair<const char*, const char*>> examples{
      {"https://example.com/a", "https://example.com/a"},
      {"http://example.com/a", "https://example.com/a"},
      {"HTTPS://WWW.Example.COM/A", "https://example.com/A"},
      {"  https://example.com/a \n", "https://example.com/a"},
      {"https://example.com", "https://example.com"},
      {"https://example.com/", "https://example.com"},
      {"https://example.com/a//", "https://example.com/a"},
      {"https://example.com/a/?x=1", "https://example.com/a?x=1"},
      {"https://example.com/a#comments", "https://example.com/a"},
      {"https://example.com#/a", "https://example.com"},
      {"https://user:password@example.com/a", "https://example.com/a"},
      {"https://a@b@example.com/a@b", "https://example.com/a@b"},
      {"http://example.com:80/a", "https://example.com/a"},
      {"https://example.com:443/a", "https://example.com/a"},
      {"https://example.com:/a", "https://example.com/a"},
      {"https://example.com:8080/a", "https://example.com:8080/a"},
      {"https://example.com./a", "https://example.com/a"},
      {"https://www.com/a", "https://www.com/a"},
      {"https://192.0.2.7/a", "https://192.0.2.7/a"},
      {"http://[2001:DB8::1]:80/a", "https://[2001:db8::1]/a"},
      {"http://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"},
      {"https://münchen.example/straße", "https://münchen.example/straße"},
      {"https://xn--mnchen-3ya.example/a", "https://xn--mnchen-3ya.example/a"},
      {"https://example.com/%e4%2f%zz%2", "https://example.com/%E4%2F%zz%2"},
      {"https://example.com/a b", "https://example.com/a%20b"},
      {"https://example.com/a/../b/./c", "https://example.com/a/../b/./c"},
      {"https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"},
      {"https://example.com/a?b=2&a=z&a=y", "https://example.com/a?a=z&a=y&b=2"},
      {"https://example.com/a?", "https://example.com/a"},
      {"https://example.com/a?&&b&", "https://example.com/a?b"},
      {"https://example.com?id=7", "https://example.com?id=7"},
      {"https://example.com/a?q=x?y", "https://example.com/a?q=x?y"},
      {"https://example.com/a?utm_source=x&UTM_Medium=y&id=7&fbclid=z", "https://example.com/a?id=7"},
      {"https://example.com/a?gclid=1&mc_cid=2&mc_eid=3&msclkid=4", "https://example.com/a"},
      {"https://example.com/a?utmost=1&ref=home", "https://example.com/a?ref=home&utmost=1"},
  };
  for (const auto& [url, expected] : examples) {
    const auto& shown = url; // clang 14 captures no structured bindings
    CAPTURE(shown);
    CHECK(canonical_url(url) == expected);
  }
}

TEST_CASE("what is no http address with a host has no canonical form") {
  for (const char* const url : {"",
                                " ",
                                "example.com/a",
                                "/a/b",
                                "//example.com/a",
                                "?q=1",
                                "#top",
                                "mailto:a@example.com",
                                "ftp://example.com/",
                                "file:///a",
                                "javascript:alert(1)",
                                "data:text/plain,a",
                                "http:",
                                "http:/example.com",
                                "https://",
                                "https:///a",
                                "https://?q",
                                "https://user@/a",
                                "https://:80/a",
                                "https://./a",
                                "https://example.com:port/a",
                                "https://example.com:123456/a",
                                "https://exa mple.com/a",
                                "https://[::1/a",
                                "https://a\"b/",
                                "https://a\nb/"}) {
    CAPTURE(url);
    CHECK(canonical_url(url).empty());
  }
}

TEST_CASE("a canonical form is its own canonical form") {
  std::mt19937 random(7);
  const std::string characters = "abW.%2fF:/?&=#@[] \t\xC3\xA4w01+;";
  for (int i = 0; i < 50'000; ++i) {
    std::string url = i % 2 == 0 ? "http://www." : "https://";
    for (std::size_t length = random() % 20; length > 0; --length)
      url += characters[random() % characters.size()];
    const std::string once = canonical_url(url);
    CAPTURE(url);
    CHECK(canonical_url(once) == once);
  }
}
