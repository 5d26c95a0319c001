#include "engine/xapian/index_lock.hpp"

#include "common/error.hpp"
#include "engine/xapian/manifest.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>

namespace akin::engine {
namespace {

/// An index is not put between somebody's other files.
void refuse_foreign_directory(const std::filesystem::path& directory) {
  if (std::filesystem::exists(manifest_path(directory)) || std::filesystem::exists(segments_path(directory)))
    return;
  for (const auto& entry : std::filesystem::directory_iterator(directory))
    if (entry.path().filename() != "lock")
      throw Error(ErrorCode::invalid_argument, "the directory holds other files and no index; name a new one",
                  directory.string());
}

std::string owner_of(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size() - 1, 0);
  std::string owner(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  owner.erase(owner.find_last_not_of(" \n") + 1);
  return owner.empty() ? "another process" : "process " + owner;
}

} // namespace

IndexLock::IndexLock(const std::filesystem::path& directory) {
  std::error_code failure;
  std::filesystem::create_directories(directory, failure);
  if (failure)
    throw Error(ErrorCode::storage, "cannot make the index directory: " + failure.message(), directory.string());
  refuse_foreign_directory(directory);
  std::filesystem::create_directories(segments_path(directory), failure);
  const auto path = directory / "lock";
  if (!failure)
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor_ < 0)
    throw Error(ErrorCode::storage,
                std::string("cannot write into the index directory: ") +
                    (failure ? failure.message() : std::strerror(errno)),
                directory.string());
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const std::string owner = owner_of(descriptor_);
    ::close(descriptor_);
    throw Error(ErrorCode::index_locked, owner + " is writing this index; wait for it to finish", directory.string());
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor_, 0) != 0 || ::pwrite(descriptor_, pid.data(), pid.size(), 0) < 0) {
    // The lock holds without the number; only the other side's message gets poorer.
  }
}

IndexLock::~IndexLock() { ::close(descriptor_); }

} // namespace akin::engine
