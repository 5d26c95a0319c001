// akin serve
#include "cli/commands/commands.hpp"
#include "cli/read_text.hpp"
#include "cli/server_log.hpp"
#include "cli/signals.hpp"
#include "common/error.hpp"
#include "server/http_server.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <sys/resource.h>
#include <thread>

namespace akin::cli {
namespace {

struct ServeOptions {
  std::string index;
  std::string listen = "127.0.0.1:8080";
  std::string write_key_file;
  std::string search_key_file;
  std::string synonyms_file;
  std::size_t max_body_mib = 16;
  LogFormat log = LogFormat::logfmt;
  server::ServerOptions server;
};

constexpr auto examples = R"(  akin serve --index news.akin
  akin serve --index news.akin --allow-origin https://www.example.org
  akin serve --index news.akin --listen '[::]:8080' --rate-limit 20
  akin serve --index news.akin --write-key-file key.txt --log json
  curl 'http://127.0.0.1:8080/v1/search?q=vostochny&limit=3'

Pages are at /, the routes in /openapi.json and docs/http_api.md. A search box
for a site of yours (docs/web.md):
  <script type="module" src="http://127.0.0.1:8080/akin.js"></script>
  <akin-search></akin-search>

Articles can be written over HTTP once a key is set, by --write-key-file or by
the environment variable AKIN_WRITE_KEY; with --search-key-file or
AKIN_SEARCH_KEY reading needs a key too. Ctrl-C or SIGTERM stops: what was asked
is answered and what was taken is written first.
)";

constexpr std::size_t least_key_bytes = 16;
constexpr std::size_t most_key_bytes = 1024;

/// "127.0.0.1:8080", "[::1]:8080" or ":8080" (every address).
void read_listen(const std::string& listen, server::ServerOptions& options) {
  const std::size_t colon = listen.rfind(':');
  const std::string_view port = std::string_view(listen).substr(colon == std::string::npos ? listen.size() : colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), options.port);
  if (port.empty() || error != std::errc{} || end != port.data() + port.size())
    throw Error(ErrorCode::invalid_argument, "--listen needs ADDRESS:PORT, as 127.0.0.1:8080", listen);
  std::string address = listen.substr(0, colon);
  if (address.size() > 1 && address.front() == '[' && address.back() == ']')
    address = address.substr(1, address.size() - 2);
  options.address = address.empty() ? "::" : address == "localhost" ? "127.0.0.1" : address;
}

/// From the file if one was named, else from the environment; empty when neither has it. Without the white space at its
/// end, so that an editor's newline does not count.
std::string read_key(const std::string& file, const char* variable, std::string_view what) {
  const char* const value = std::getenv(variable);
  std::string key = value != nullptr ? value : "";
  if (!file.empty())
    key = read_whole(file, most_key_bytes);
  key.erase(key.find_last_not_of(" \t\r\n") + 1);
  if ((!file.empty() || value != nullptr) && key.size() < least_key_bytes)
    throw Error(ErrorCode::invalid_argument,
                fmt::format("the {} key is shorter than {} characters; 'openssl rand -hex 32' makes a good one", what,
                            least_key_bytes),
                file.empty() ? variable : file);
  return key;
}

void read_keys(const ServeOptions& given, server::ServerOptions& options) {
  options.write_key = read_key(given.write_key_file, "AKIN_WRITE_KEY", "write");
  options.search_key = read_key(given.search_key_file, "AKIN_SEARCH_KEY", "search");
  if (!options.search_key.empty() && options.search_key == options.write_key)
    throw Error(ErrorCode::invalid_argument, "the search key is the write key: whoever searches could write");
}

/// Each connection is a descriptor; 1,024 is the usual soft limit.
void allow_many_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

std::string url_of(const server::ServerOptions& options, std::uint16_t port) {
  const bool ipv6 = options.address.find(':') != std::string::npos;
  return fmt::format("http://{}:{}/", ipv6 ? "[" + options.address + "]" : options.address, port);
}

ExitStatus serve(const ServeOptions& given) {
  server::ServerOptions options = given.server;
  options.index = index_directory(given.index);
  options.limits.articles_bytes = given.max_body_mib << 20U;
  options.synonyms = read_synonyms(given.synonyms_file);
  read_keys(given, options);
  read_listen(given.listen, options);
  ServerLog log(given.log);
  options.on_request = [&log](const server::AccessRecord& record) { log.request(record); };
  options.on_problem = [&log](const std::string& message) { log.problem(message); };
  allow_many_descriptors();
  const StopOnSignal stop;
  server::HttpServer server(options);
  server.start();
  log.event("listening", "url", url_of(options, server.port()));
  while (!stop.flag())
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  log.event("stopping", "reason", "signal");
  server.stop();
  log.event("stopped", "reason", "signal");
  return ExitStatus::ok;
}

void add_safety_options(CLI::App& command, ServeOptions& options) {
  constexpr auto group = "Who may do what";
  add_list(command, "--allow-origin", options.server.allowed_origins, "ORIGIN",
           "Let scripts of pages from here ask, as https://www.example.org; * for any; repeatable")
      ->group(group);
  command.add_option("--write-key-file", options.write_key_file, "Let clients with the key in FILE write articles")
      ->type_name("FILE")
      ->group(group);
  command.add_option("--search-key-file", options.search_key_file, "Let only clients with the key in FILE search")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--rate-limit", options.server.requests_per_second,
                  "Requests a second that one client may make on average (default: 0, any number)")
      ->type_name("N")
      ->check(CLI::Range(0.0, 1e6))
      ->group(group);
  add_list(command, "--trusted-proxy", options.server.trusted_proxies, "ADDRESS",
           "Believe the X-Forwarded-For of this address; repeatable")
      ->group(group);
  command
      .add_option("--max-connections", options.server.limits.connections, "Open connections at most (default: 8192)")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000))
      ->group(group);
  command.add_option("--max-body", options.max_body_mib, "Largest body of a request that writes (default: 16)")
      ->type_name("MIB")
      ->check(CLI::Range(1, 1024))
      ->group(group);
}

} // namespace

void add_serve(CLI::App& root, Action& chosen) {
  const auto options = std::make_shared<ServeOptions>();
  CLI::App& command = add_command(root, "serve", "Answer over HTTP: an API, pages, a search box for sites", examples);
  add_index_option(command, options->index);
  constexpr auto group = "Server";
  command
      .add_option("--listen", options->listen,
                  "Where to listen (default: 127.0.0.1:8080, this machine only); port 0 takes a free one")
      ->type_name("ADDRESS:PORT")
      ->group(group);
  command.add_option("--threads", options->server.threads, "Threads that answer (default: one a core)")
      ->type_name("N")
      ->check(CLI::Range(0, 1024))
      ->group(group);
  command.add_option("--title", options->server.title, "Name of the site on its pages (default: Akin)")
      ->type_name("TEXT")
      ->group(group);
  command
      .add_option("--public-url", options->server.public_url,
                  "How the world names this server, as https://search.example.org")
      ->type_name("URL")
      ->group(group);
  add_choice<LogFormat>(command, "--log", options->log,
                        {{"logfmt", LogFormat::logfmt}, {"json", LogFormat::json}, {"none", LogFormat::none}},
                        "One line a request on standard error, so written (default: logfmt)")
      ->group(group);
  add_synonyms_option(command, options->synonyms_file);
  add_safety_options(command, *options);
  command.callback([&chosen, options] { chosen = [options](Output&) { return serve(*options); }; });
}

} // namespace akin::cli
