// Where readers hand over what they find.
#pragma once

#include "indexer/input.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace akin::indexer {

/// The visitor of one read_inputs() call together with its state: whether it asked to stop, how far the files are read.
class Sink {
 public:
  Sink(const InputVisitor& visitor, std::uint64_t total_bytes) : visitor_(visitor), total_bytes_(total_bytes) {}

  /// False when the reading is to stop, as the return value of each of the next two.
  bool going_on() const { return going_on_; }

  bool record(RawRecord&& record) {
    going_on_ = going_on_ && visitor_.record(std::move(record));
    return going_on_;
  }

  bool reject(Origin origin, std::string reason) {
    if (visitor_.rejected) {
      going_on_ = going_on_ && visitor_.rejected({std::move(origin), std::move(reason)});
    }
    return going_on_;
  }

  void skipped(const std::string& path) {
    if (visitor_.skipped) {
      visitor_.skipped(path);
    }
  }

  /// More bytes were read of the files as they are on disk.
  void advance(std::uint64_t bytes) {
    done_bytes_ += bytes;
    if (visitor_.progress) {
      visitor_.progress(done_bytes_, total_bytes_);
    }
  }

 private:
  const InputVisitor& visitor_;
  std::uint64_t total_bytes_;
  std::uint64_t done_bytes_ = 0;
  bool going_on_ = true;
};

} // namespace akin::indexer
