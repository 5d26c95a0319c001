#include "searcher/kept_lists.hpp"
#include "searcher/packed_strings.hpp"
#include "searcher/packed_vector.hpp"
#include "searcher/text_compression.hpp"

#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <random>
#include <vector>

using namespace akin;

namespace {

/// Entries whose gaps are now small, now huge.
std::vector<PackedEntry> some_entries(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<PackedEntry> entries;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    number += 1 + static_cast<std::uint32_t>(random() % (1U << (random() % 20)));
    entries.push_back({number, 0.15F + static_cast<float>(random() % 800) / 1000});
  }
  return entries;
}

template <class Unpack>
void check_same(const std::vector<PackedEntry>& entries, const std::string& bytes, const Unpack& unpack) {
  std::vector<PackedEntry> found;
  unpack(bytes, [&](std::uint32_t number, std::uint32_t steps, float step) {
    found.push_back({number, static_cast<float>(steps) * step});
  });
  REQUIRE(found.size() == entries.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].number == entries[i].number);
    CHECK(found[i].weight == doctest::Approx(entries[i].weight).epsilon(0.001 + 0.5 / 15 / entries[i].weight));
  }
}

constexpr auto unpack_one_vector = [](std::string_view bytes, const auto& visit) { unpack_vector(bytes, visit); };
constexpr auto unpack_one_list = [](std::string_view bytes, const auto& visit) { unpack_list(bytes, visit); };

} // namespace

TEST_CASE("vectors and lists are unpacked with the numbers and nearly the weights that were packed") {
  for (const std::size_t count : {0U, 1U, 2U, 60U, 255U}) {
    CAPTURE(count);
    const auto entries = some_entries(count, count);
    std::string vector, list;
    pack_vector(entries, vector);
    pack_list(entries, list);
    check_same(entries, vector, unpack_one_vector);
    check_same(entries, list, unpack_one_list);
  }
  const std::vector<PackedEntry> far{{4'000'000'000U, 1.0F}, {4'294'967'294U, 0.5F}};
  std::string vector, list;
  pack_vector(far, vector);
  pack_list(far, list);
  check_same(far, vector, unpack_one_vector);
  check_same(far, list, unpack_one_list);
}

TEST_CASE("what weighs next to nothing is left out of a vector, and stays in a list") {
  const std::vector<PackedEntry> entries{{3, 0.9F}, {8, 0.1F}, {9, 0.6F}};
  std::string vector, list;
  pack_vector(entries, vector);
  pack_list(entries, list);
  std::vector<std::uint32_t> of_vector, of_list;
  unpack_vector(vector, [&](std::uint32_t number, std::uint32_t, float) { of_vector.push_back(number); });
  unpack_list(list, [&](std::uint32_t number, std::uint32_t, float) { of_list.push_back(number); });
  CHECK(of_vector == std::vector<std::uint32_t>{3, 9});
  CHECK(of_list == std::vector<std::uint32_t>{3, 8, 9});
}

TEST_CASE("bytes that were cut short or changed are unpacked to something, within their bounds") {
  std::string vector;
  pack_vector(some_entries(100, 7), vector);
  std::mt19937 random(1);
  for (std::size_t size = 0; size <= vector.size(); ++size) {
    std::string damaged = vector.substr(0, size);
    if (size > 0)
      damaged[random() % size] = static_cast<char>(random());
    std::size_t of_vector = 0, of_list = 0;
    float greatest = 0;
    const auto count_into = [&greatest](std::size_t& count) {
      return [&greatest, &count](std::uint32_t, std::uint32_t steps, float step) {
        ++count;
        greatest = std::max(greatest, static_cast<float>(steps) * step);
      };
    };
    unpack_vector(damaged, count_into(of_vector));
    unpack_list(damaged, count_into(of_list));
    CHECK(of_vector <= most_vector_entries);
    CHECK(of_list <= most_list_entries);
    CHECK(greatest <= 1.0F);
  }
}

/// Lists laid into one file, as the related index has them.
struct ListFile {
  explicit ListFile(const std::vector<std::vector<PackedEntry>>& lists) {
    for (const auto& list : lists) {
      const std::size_t before = bytes.size();
      pack_list(list, bytes);
      groups.add(bytes.size() - before);
    }
  }
  std::string bytes;
  StringGroups groups;
  PackedStrings strings() const { return {bytes, groups.groups()}; }
};

TEST_CASE("lists are kept heaviest first, without documents that there are not") {
  const ListFile file({{}, {{2, 0.5F}, {7, 1.0F}, {11, 0.5F}, {900, 0.25F}}});
  const KeptLists lists(file.strings(), 2, 100);
  std::vector<std::unique_ptr<const PostingList>> unkept;
  const PostingList& list = lists.get(1, unkept);
  CHECK(list.documents == std::vector<engine::DocNumber>{7, 2, 11});
  CHECK(list.step * static_cast<float>(PostingList::most_steps) == doctest::Approx(1).epsilon(0.001));
  std::vector<std::size_t> sizes;
  for (std::size_t steps = PostingList::most_steps; steps > 0; --steps)
    if (!list.of_weight(steps).empty())
      sizes.push_back(list.of_weight(steps).size());
  CHECK(sizes == std::vector<std::size_t>{1, 2});
  CHECK(list.of_weight(PostingList::most_steps).front() == 7);
  CHECK(lists.get(0, unkept).documents.empty());
  CHECK(&lists.get(1, unkept) == &list);
  CHECK(unkept.empty());
}

TEST_CASE("damaged lists have each document once at most") {
  constexpr unsigned k = 31;
  constexpr std::uint32_t all_around = 0xFFFFFFFF; // from behind a number to that number again
  std::string bytes;
  BitWriter writer(bytes);
  writer.put(3, 16);
  writer.put(k, packed::k_bits);
  writer.put(1000, 16);
  for (const std::uint32_t gap : {3U, all_around, 1U}) {
    writer.put_rice(gap, k);
    writer.put(15, weight_bits);
  }
  writer.finish();
  std::vector<std::uint32_t> numbers;
  unpack_list(bytes, [&](std::uint32_t number, std::uint32_t, float) { numbers.push_back(number); });
  REQUIRE(numbers == std::vector<std::uint32_t>{3, 3, 5});
  StringGroups groups;
  groups.add(bytes.size());
  const KeptLists lists({bytes, groups.groups()}, 1, 6);
  std::vector<std::unique_ptr<const PostingList>> unkept;
  CHECK(lists.get(0, unkept).documents == std::vector<engine::DocNumber>{3, 5});
}

TEST_CASE("lists for which there is no room belong to who asks") {
  std::vector<PackedEntry> many;
  for (std::uint32_t document = 0; document < most_list_entries; ++document)
    many.push_back({document, 0.5F});
  const std::size_t beyond = KeptLists::most_bytes / (many.size() * sizeof(engine::DocNumber)) + 1;
  const ListFile file(std::vector<std::vector<PackedEntry>>(beyond, many));
  const KeptLists full(file.strings(), beyond, most_list_entries);
  std::vector<std::unique_ptr<const PostingList>> unkept;
  for (std::size_t i = 0; i + 1 < beyond; ++i)
    full.get(i, unkept);
  CHECK(unkept.empty());
  const PostingList& last = full.get(beyond - 1, unkept);
  REQUIRE(unkept.size() == 1);
  CHECK(&last == unkept.front().get());
  CHECK(last.documents.size() == many.size());
}

TEST_CASE("a place among themes keeps its direction in less than three bits a dimension") {
  std::mt19937 random(3);
  LatentCode code{};
  for (auto& value : code)
    value = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
  std::string bytes;
  pack_code(code, bytes);
  CHECK(bytes.size() == packed_code_bytes);
  LatentCode found{};
  unpack_code(bytes, found);
  CHECK(cosine(code, found) > 0.9);
  bytes.clear();
  pack_code(LatentCode{}, bytes);
  unpack_code(bytes, found);
  CHECK(found == LatentCode{});
}

TEST_CASE("strings are found by their numbers, with what belongs to their group") {
  StringGroups groups;
  std::string bytes;
  for (int i = 0; i < 40; ++i) {
    const std::string text(static_cast<std::size_t>(i), static_cast<char>('a' + i % 26));
    bytes += text;
    groups.add(text.size());
    if (i % 16 == 15 || i == 39) {
      bytes += "group " + std::to_string(i / 16);
      groups.add_of_group(7);
    }
  }
  const PackedStrings strings(bytes, groups.groups());
  for (int i = 0; i < 40; ++i) {
    const auto number = static_cast<std::size_t>(i);
    CHECK(strings.at(number) == std::string(number, static_cast<char>('a' + i % 26)));
    CHECK(strings.of_group(number) == "group " + std::to_string(i / 16));
  }
  CHECK(strings.at(40).empty());
  CHECK(strings.at(1000).empty());
  CHECK(strings.of_group(1000).empty());
  CHECK(PackedStrings(std::string_view(bytes).substr(0, 100), groups.groups()).at(39).empty());
}

TEST_CASE("texts come back from their compression with the same dictionary, and nothing from what is none") {
  const std::string sample = "Kim meets Putin at Vostochny; Putin meets Kim";
  const TextDictionary writing(sample, TextDictionary::Use::write);
  const TextDictionary reading(sample, TextDictionary::Use::read);
  const std::string small = compressed("Putin meets Kim at Vostochny", &writing);
  CHECK(decompressed(small, &reading) == "Putin meets Kim at Vostochny");
  CHECK(decompressed(small + "behind", &reading) == "Putin meets Kim at Vostochny");
  CHECK(decompressed(compressed("")) == "");
  CHECK(decompressed(compressed(sample)) == sample);
  CHECK_FALSE(decompressed("").has_value());
  CHECK_FALSE(decompressed("no frame").has_value());
  CHECK_FALSE(decompressed(small.substr(0, small.size() - 3), &reading).has_value());
}

TEST_CASE("vectors that are unpacked together are as each by itself, and numbers stay within the bound") {
  std::array<std::string, 4> packed; // the last one has nothing
  pack_vector(some_entries(160, 1), packed[0]);
  pack_vector(some_entries(3, 2), packed[1]);
  pack_vector(some_entries(70, 3), packed[2]);
  std::array<std::vector<PackedEntry>, 4> rooms;
  std::array<std::string_view, 4> bytes;
  std::array<PackedEntry*, 4> places{};
  for (std::size_t i = 0; i < 4; ++i) {
    bytes[i] = packed[i];
    rooms[i].resize(packed_vector_entries(bytes[i]));
    places[i] = rooms[i].data();
  }
  constexpr std::uint32_t most = 300'000;
  unpack_vectors(bytes, places, most);
  for (std::size_t i = 0; i < 4; ++i) {
    std::size_t place = 0;
    unpack_vector(bytes[i], [&](std::uint32_t number, std::uint32_t steps, float step) {
      REQUIRE(place < rooms[i].size());
      CHECK(rooms[i][place].number == std::min(number, most));
      CHECK(rooms[i][place++].weight == static_cast<float>(steps) * step);
    });
    CHECK(place == rooms[i].size());
  }
}

TEST_CASE("a place is compared with a packed one as with the unpacked one") {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    LatentCode one{};
    LatentCode other{};
    for (std::size_t i = 0; i < one.size(); ++i) {
      one[i] = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
      other[i] = static_cast<std::int8_t>(round == 0 ? 0 : static_cast<int>(random() % 255) - 127);
    }
    std::string bytes;
    pack_code(other, bytes);
    LatentCode unpacked{};
    unpack_code(bytes, unpacked);
    CHECK(PackedDirection(one).cosine(bytes) == doctest::Approx(cosine(one, unpacked)));
  }
}
