// Many short strings in one file, found by their numbers: what the related index lays its records and lists into.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akin {

/// Strings are laid down in groups of so many; a group may have one more, which belongs to all of it.
inline constexpr std::size_t group_strings = 16;

/// Where a group is: 2.5 bytes a string.
struct StringGroup {
  std::uint64_t begin = 0;
  std::array<std::uint16_t, group_strings> sizes{};
};

/// Strings in a file that is mapped. Damaged places give empty strings.
class PackedStrings {
 public:
  PackedStrings() = default;
  PackedStrings(std::string_view bytes, std::span<const StringGroup> groups) : bytes_(bytes), groups_(groups) {}

  std::string_view at(std::size_t number) const {
    const std::size_t place = number % group_strings;
    if (number / group_strings >= groups_.size())
      return {};
    const StringGroup& group = groups_[number / group_strings];
    return piece(group.begin + sum(group, place), group.sizes[place]);
  }
  /// What belongs to the whole group of a string.
  std::string_view of_group(std::size_t number) const {
    const std::size_t index = number / group_strings;
    if (index >= groups_.size())
      return {};
    const std::uint64_t begin = groups_[index].begin + sum(groups_[index], group_strings);
    const std::uint64_t end = index + 1 < groups_.size() ? groups_[index + 1].begin : bytes_.size();
    return begin <= end ? piece(begin, end - begin) : std::string_view();
  }

 private:
  static std::uint64_t sum(const StringGroup& group, std::size_t places) {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < places; ++i)
      total += group.sizes[i];
    return total;
  }
  std::string_view piece(std::uint64_t begin, std::uint64_t size) const {
    return begin <= bytes_.size() && size <= bytes_.size() - begin ? bytes_.substr(begin, size) : std::string_view();
  }

  std::string_view bytes_;
  std::span<const StringGroup> groups_;
};

/// Notes where strings are while they are written one behind the other.
class StringGroups {
 public:
  /// The size of the next string, at most 65,535; longer ones cannot be noted and are to be left out by the caller.
  static constexpr std::size_t most_bytes = std::numeric_limits<std::uint16_t>::max();

  void add(std::size_t size) {
    if (count_ % group_strings == 0)
      groups_.push_back({place_, {}});
    groups_.back().sizes[count_++ % group_strings] = static_cast<std::uint16_t>(size);
    place_ += size;
  }
  /// What belongs to the group of the string added last, which is full or the last one.
  void add_of_group(std::size_t size) { place_ += size; }
  const std::vector<StringGroup>& groups() const noexcept { return groups_; }

 private:
  std::vector<StringGroup> groups_;
  std::size_t count_ = 0;
  std::uint64_t place_ = 0;
};

} // namespace akin
