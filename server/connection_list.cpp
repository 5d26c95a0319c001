#include "server/connection.hpp"

#include <chrono>
#include <vector>

namespace akin::server {

void ConnectionList::add(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  open_.emplace(connection.get(), connection);
}

void ConnectionList::remove(Connection* connection) noexcept {
  {
    const std::lock_guard lock(mutex_);
    open_.erase(connection);
  }
  empty_.notify_all();
}

std::size_t ConnectionList::size() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

void ConnectionList::stop_all() {
  std::vector<std::shared_ptr<Connection>> all;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [address, connection] : open_)
      if (auto alive = connection.lock())
        all.push_back(std::move(alive));
  }
  for (const auto& connection : all)
    connection->stop();
}

bool ConnectionList::wait_until_empty(std::chrono::milliseconds patience) const {
  std::unique_lock lock(mutex_);
  return empty_.wait_for(lock, patience, [this] { return open_.empty(); });
}

} // namespace akin::server
