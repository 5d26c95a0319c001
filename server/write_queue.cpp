#include "server/write_queue.hpp"

#include "engine/engine.hpp"
#include "server/background_thread.hpp"
#include "server/group_writer.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

namespace akin::server {
namespace {

constexpr std::size_t most_waiting_bytes = 64U << 20U;
/// How long the lock is kept after the last commit, since opening costs more than a small commit.
constexpr std::chrono::seconds idle_before_unlock{2};
/// A commit compares with the whole index, however few articles it has. So that single articles that keep coming do not
/// take a core for that, commits of less than this many changes have at most one part in most_share of a core;
/// meanwhile more come together.
constexpr std::size_t many_changes = 128;
constexpr int most_share = 4;
constexpr std::chrono::seconds longest_pause{2};

std::size_t bytes_of(const std::vector<Change>& changes) {
  std::size_t bytes = 0;
  for (const Change& change : changes) {
    const auto* const article = std::get_if<Article>(&change);
    bytes += 256 + (article != nullptr ? article->title.size() + article->body.size() + article->summary.size() : 0);
  }
  return bytes;
}

Error current_error() {
  try {
    throw;
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& error) {
    return {ErrorCode::internal, std::string("writing failed: ") + error.what()};
  }
}

} // namespace

std::string_view name_of(ChangeOutcome outcome) noexcept {
  switch (outcome) {
  case ChangeOutcome::added:
    return "added";
  case ChangeOutcome::replaced:
    return "replaced";
  case ChangeOutcome::unchanged:
    return "unchanged";
  case ChangeOutcome::deleted:
    return "deleted";
  case ChangeOutcome::unknown:
    break;
  }
  return "not_found";
}

WriteQueue::WriteQueue(std::filesystem::path directory, std::function<void()> committed)
    : directory_(std::move(directory)), committed_(std::move(committed)), thread_([this] { run(); }) {}

WriteQueue::~WriteQueue() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void WriteQueue::push(std::vector<Change> changes, Done done) {
  const std::size_t bytes = bytes_of(changes);
  {
    const std::lock_guard lock(mutex_);
    if (stop_ || (waiting_bytes_ > 0 && waiting_bytes_ + bytes > most_waiting_bytes))
      throw Error(ErrorCode::unavailable, "too many articles are waiting to be written; try again later");
    waiting_bytes_ += bytes;
    waiting_changes_ += changes.size();
    jobs_.push_back({std::move(changes), bytes, std::move(done)});
  }
  wake_.notify_all();
}

/// What is waiting, up to the best size of a batch; empty when the wait is over without any.
std::vector<WriteQueue::Job> WriteQueue::next_group(bool has_lock) {
  std::unique_lock lock(mutex_);
  const auto awake = [this] { return stop_ || !jobs_.empty(); };
  if (has_lock)
    wake_.wait_for(lock, idle_before_unlock, awake);
  else
    wake_.wait(lock, awake);
  wake_.wait_until(lock, next_commit_, [this] { return stop_ || waiting_changes_ >= many_changes; });
  std::vector<Job> group;
  std::size_t changes = 0;
  std::size_t bytes = 0;
  while (!jobs_.empty() && (group.empty() || (changes + jobs_.front().changes.size() <= engine::batch_articles &&
                                              bytes + jobs_.front().bytes <= engine::batch_text_bytes))) {
    changes += jobs_.front().changes.size();
    bytes += jobs_.front().bytes;
    group.push_back(std::move(jobs_.front()));
    jobs_.pop_front();
  }
  waiting_bytes_ -= bytes;
  waiting_changes_ -= changes;
  return group;
}

void WriteQueue::commit(GroupWriter& writer) {
  const auto start = thread_time();
  writer.commit();
  const auto pause = std::min<std::chrono::nanoseconds>((most_share - 1) * (thread_time() - start), longest_pause);
  next_commit_ = std::chrono::steady_clock::now() + pause;
  committed_();
}

void WriteQueue::run() {
  give_way_to_requests();
  std::unique_ptr<GroupWriter> writer;
  for (;;) {
    std::vector<Job> group = next_group(writer != nullptr);
    if (group.empty()) {
      writer.reset();
      const std::lock_guard lock(mutex_);
      if (stop_ && jobs_.empty())
        return;
      continue;
    }
    std::vector<std::vector<ChangeOutcome>> outcomes(group.size());
    std::optional<Error> error;
    try {
      if (!writer)
        writer = std::make_unique<GroupWriter>(directory_);
      for (std::size_t i = 0; i < group.size(); ++i)
        for (Change& change : group[i].changes)
          outcomes[i].push_back(writer->add(std::move(change)));
      commit(*writer);
    } catch (...) {
      error = current_error();
      writer.reset(); // drops what was appended
    }
    for (std::size_t i = 0; i < group.size(); ++i)
      group[i].done(error, outcomes[i]);
  }
}

} // namespace akin::server
