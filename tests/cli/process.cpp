#include "tests/cli/process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <set>
#include <spawn.h>
#include <stdexcept>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace akin::test {
namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> environment_of(const Surroundings& surroundings) {
  static const std::set<std::string, std::less<>> left_out{"AKIN_INDEX", "AKIN_WRITE_KEY", "AKIN_SEARCH_KEY",
                                                           "NO_COLOR",   "COLUMNS",        "TERM"};
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::string_view name = text.substr(0, text.find('='));
    if (left_out.count(name) == 0 && surroundings.environment.count(std::string(name)) == 0)
      result.emplace_back(text);
  }
  for (const auto& [name, value] : surroundings.environment)
    result.push_back(name + "=" + value);
  result.emplace_back("AKIN=" AKIN_PROGRAM);
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// Where the three standard streams of a new process lead.
struct Streams {
  std::string in;
  std::string out;
  std::string err;
};

pid_t spawn(std::vector<std::string> arguments, const Streams& streams, const Surroundings& surroundings) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, streams.in.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, streams.out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, streams.err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, surroundings.directory.c_str());
  std::vector<std::string> environment = environment_of(surroundings);
  pid_t process = -1;
  const int error = posix_spawn(&process, arguments.front().c_str(), &actions, nullptr, pointers(arguments).data(),
                                pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0)
    throw std::runtime_error("cannot start " + arguments.front());
  return process;
}

int wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR)
      throw std::runtime_error("cannot wait for a process");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Streams files_in(const Surroundings& surroundings) {
  std::ofstream(surroundings.directory / ".stdin", std::ios::binary) << surroundings.input;
  return {surroundings.directory / ".stdin", surroundings.directory / ".stdout", surroundings.directory / ".stderr"};
}

std::vector<std::string> with_program(const std::vector<std::string>& arguments) {
  std::vector<std::string> result{AKIN_PROGRAM};
  result.insert(result.end(), arguments.begin(), arguments.end());
  return result;
}

Finished finished(pid_t process, const std::filesystem::path& directory) {
  const int status = wait_for(process);
  return {status, contents(directory / ".stdout"), contents(directory / ".stderr")};
}

/// Everything written to a terminal until its last user closes it; after the first of it, typed is.
std::string read_terminal(int terminal, std::string typed) {
  std::string text;
  std::array<char, 4096> block{};
  for (;;) {
    const ssize_t size = read(terminal, block.data(), block.size());
    if (size < 0 && errno == EINTR)
      continue;
    if (size <= 0)
      return text; // EIO: the other end is closed
    text.append(block.data(), static_cast<std::size_t>(size));
    if (!typed.empty() && write(terminal, typed.data(), typed.size()) != static_cast<ssize_t>(typed.size()))
      throw std::runtime_error("the terminal takes no keys");
    typed.clear();
  }
}

} // namespace

Finished run_akin(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  return finished(spawn(with_program(arguments), files_in(surroundings), surroundings), surroundings.directory);
}

Finished run_shell(const std::string& command, const Surroundings& surroundings) {
  return finished(spawn({"/bin/bash", "-o", "pipefail", "-c", command}, files_in(surroundings), surroundings),
                  surroundings.directory);
}

Finished run_in_terminal(const std::vector<std::string>& arguments, int columns, const Surroundings& surroundings,
                         const std::string& typed) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
    throw std::runtime_error("skipped: this machine has no pseudo-terminals (is /dev/pts mounted?)");
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = 40;
  ioctl(terminal, TIOCSWINSZ, &size);
  std::array<char, 64> name{};
  ptsname_r(terminal, name.data(), name.size());
  Streams streams = files_in(surroundings);
  streams.out = streams.err = name.data();
  if (!typed.empty())
    streams.in = name.data();
  const pid_t process = spawn(with_program(arguments), streams, surroundings);
  Finished result;
  result.out = read_terminal(terminal, typed);
  result.status = wait_for(process);
  close(terminal);
  return result;
}

Running::Running(const std::vector<std::string>& arguments, const Surroundings& surroundings)
    : directory_(surroundings.directory),
      process_(spawn(with_program(arguments), files_in(surroundings), surroundings)) {}

Running::~Running() {
  if (process_ < 0)
    return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void Running::signal(int number) const { kill(process_, number); }

std::string Running::errors_so_far() const { return contents(directory_ / ".stderr"); }

Finished Running::wait() {
  const pid_t process = process_;
  process_ = -1;
  return finished(process, directory_);
}

} // namespace akin::test
