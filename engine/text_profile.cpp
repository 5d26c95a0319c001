#include "engine/text_profile.hpp"

#include "common/hash.hpp"

#include <algorithm>
#include <cmath>

namespace akin::engine {

namespace {

constexpr float stop_word_weight = 0.2F;
/// With fewer names than this one of them says nothing.
constexpr double least_names = 3;

/// Three words in a row; order matters. The multiplications spread the bits over the upper half, which signatures use.
std::uint64_t shingle_hash(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t hash = a * 0x9E3779B97F4A7C15U;
  hash = (hash ^ (hash >> 32U) ^ b) * 0xC2B2AE3D27D4EB4FU;
  hash = (hash ^ (hash >> 29U) ^ c) * 0x165667B19E3779F9U;
  return hash ^ (hash >> 32U);
}

template <class Entry> void sort_unique(std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
}

/// Sum over what both have of take(a's weight, b's weight).
template <class Take>
double over_shared(const std::vector<std::pair<std::uint64_t, float>>& a,
                   const std::vector<std::pair<std::uint64_t, float>>& b, const Take& take) {
  double sum = 0;
  auto right = b.begin();
  for (const auto& [hash, weight] : a) {
    while (right != b.end() && right->first < hash)
      ++right;
    if (right != b.end() && right->first == hash)
      sum += take(weight, right->second);
  }
  return sum;
}

/// Of two sorted sets the size of the smaller one, and how much of it the other has too.
struct SharedOfFewer {
  double fewer;
  double shared;
  double part() const { return fewer > 0 ? shared / fewer : 1; }
};

SharedOfFewer shared_of_fewer(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  const auto shared = std::count_if(a.begin(), a.end(),
                                    [&](std::uint64_t hash) { return std::binary_search(b.begin(), b.end(), hash); });
  return {static_cast<double>(std::min(a.size(), b.size())), static_cast<double>(shared)};
}

/// Adds up equal hashes and brings their vector to unit length.
void weigh_words(std::vector<std::pair<std::uint64_t, float>>& words) {
  std::sort(words.begin(), words.end());
  std::size_t kept = 0;
  double square = 0;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i;
    while (end < words.size() && words[end].first == words[i].first)
      ++end;
    const double weight = 1 + std::log(static_cast<double>(end - i));
    square += weight * weight;
    words[kept++] = {words[i].first, static_cast<float>(weight)};
    i = end;
  }
  words.resize(kept);
  for (auto& [hash, weight] : words)
    weight = static_cast<float>(weight / std::sqrt(square));
}

} // namespace

void SignatureBuilder::add(std::uint64_t stem_hash) {
  const std::uint64_t before_last = first_;
  const std::uint64_t last = second_;
  first_ = second_;
  second_ = stem_hash;
  if (before_last == 0)
    return;
  const auto hash = static_cast<std::uint32_t>(shingle_hash(before_last, last, stem_hash) >> 32U);
  if (hash >= least_.back()) // nearly always, once a text has gone on for a while
    return;
  const auto place = std::lower_bound(least_.begin(), least_.end(), hash);
  if (*place == hash)
    return;
  std::copy_backward(place, least_.end() - 1, least_.end());
  *place = hash;
}

ProfileBuilder::ProfileBuilder(std::size_t tokens) {
  profile_.shingles.reserve(tokens);
  profile_.words.reserve(tokens);
}

void ProfileBuilder::add(std::string_view stem, std::uint64_t stem_hash, bool stop, bool capitalised_mid_sentence) {
  const float weight = stop ? stop_word_weight : 1;
  if (first_ != 0)
    profile_.shingles.emplace_back(shingle_hash(first_, second_, stem_hash), first_weight_ + second_weight_ + weight);
  const bool number = !stem.empty() && stem.front() >= '0' && stem.front() <= '9';
  if (number) {
    profile_.numbers.push_back(stem_hash);
    if (after_number_)
      profile_.number_pairs.push_back(shingle_hash(0, second_, stem_hash));
  } else if (capitalised_mid_sentence && !stop) {
    profile_.names.push_back(stem_hash);
  }
  if (!stop)
    profile_.words.emplace_back(stem_hash, 1);
  first_ = second_;
  second_ = stem_hash;
  after_number_ = number;
  ++tokens_;
  number_tokens_ += number ? 1 : 0;
  first_weight_ = second_weight_;
  second_weight_ = weight;
}

TextProfile ProfileBuilder::finish() {
  std::sort(profile_.shingles.begin(), profile_.shingles.end());
  const auto same_hash = [](const auto& a, const auto& b) { return a.first == b.first; };
  profile_.shingles.erase(std::unique(profile_.shingles.begin(), profile_.shingles.end(), same_hash),
                          profile_.shingles.end());
  for (const auto& [hash, weight] : profile_.shingles)
    profile_.shingle_weight += static_cast<double>(weight);
  if (tokens_ > 0)
    profile_.number_share = static_cast<double>(number_tokens_) / static_cast<double>(tokens_);
  weigh_words(profile_.words);
  sort_unique(profile_.numbers);
  sort_unique(profile_.number_pairs);
  sort_unique(profile_.names);
  return std::move(profile_);
}

TextProfile profile_of(const AnalysedArticle& article, const Vocabulary& vocabulary) {
  const std::size_t first = std::size_t{article.title_tokens} + article.summary_tokens;
  ProfileBuilder profile(article.tokens.size() - first);
  for (std::size_t i = first; i < article.tokens.size(); ++i) {
    const Token& token = article.tokens[i];
    const Word& word = vocabulary[token.word];
    profile.add(word.stem, hash64(word.stem), word.stop, token.capitalised_mid_sentence);
  }
  return profile.finish();
}

std::uint32_t body_tokens(const AnalysedArticle& article) {
  return static_cast<std::uint32_t>(article.tokens.size()) - article.title_tokens - article.summary_tokens;
}

TextLikeness likeness(const TextProfile& a, const TextProfile& b) {
  TextLikeness result;
  const double less = std::min(a.shingle_weight, b.shingle_weight);
  if (less <= 0)
    return result;
  result.cosine = over_shared(a.words, b.words, [](double x, double y) { return x * y; });
  result.containment = over_shared(a.shingles, b.shingles, [](double x, double y) { return std::min(x, y); }) / less;
  const SharedOfFewer numbers = shared_of_fewer(a.numbers, b.numbers);
  const SharedOfFewer pairs = shared_of_fewer(a.number_pairs, b.number_pairs);
  const SharedOfFewer names = shared_of_fewer(a.names, b.names);
  result.shared_numbers = numbers.part();
  result.shared_names = names.fewer < least_names ? 1 : names.part();
  result.figures = numbers.fewer + pairs.fewer;
  result.missing_figures = result.figures - numbers.shared - pairs.shared;
  result.number_share = std::min(a.number_share, b.number_share);
  return result;
}

bool may_be_copies(const TextSignature& a, const TextSignature& b, const CopySettings& settings) {
  const std::uint32_t greatest = std::min(a.back(), b.back()); // no_shingle is greater than all
  std::size_t shared = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < signature_size && j < signature_size && a[i] != no_shingle && b[j] != no_shingle && a[i] <= greatest &&
         b[j] <= greatest) {
    const std::uint32_t left = a[i];
    const std::uint32_t right = b[j];
    shared += left == right ? 1 : 0;
    i += left <= right ? 1 : 0;
    j += right <= left ? 1 : 0;
  }
  const auto known = [&](const TextSignature& signature) {
    const auto end = std::upper_bound(signature.begin(), signature.end(), greatest);
    return std::lower_bound(signature.begin(), end, no_shingle) - signature.begin();
  };
  const auto sample = static_cast<double>(std::min(known(a), known(b)));
  return shared >= settings.least_shared_hashes && static_cast<double>(shared) >= settings.least_estimate * sample;
}

bool are_copies(const TextLikeness& likeness, const CopySettings& settings) {
  const double most_missing =
      likeness.number_share >= settings.table_number_share
          ? 0
          : std::max(settings.most_missing_figures, settings.most_missing_part * likeness.figures);
  return likeness.cosine >= settings.least_cosine && likeness.containment >= settings.least_containment &&
         likeness.shared_numbers >= settings.least_shared_numbers && likeness.missing_figures <= most_missing &&
         likeness.shared_names >= settings.least_shared_names;
}

bool are_far_apart(const std::optional<Timestamp>& a, const std::optional<Timestamp>& b, const CopySettings& settings) {
  constexpr std::int64_t seconds_per_day = 86'400;
  return a && b && std::abs(a->seconds - b->seconds) > settings.most_days_apart * seconds_per_day;
}

bool are_close_copies(const TextLikeness& likeness, const CopySettings& settings) {
  return are_copies(likeness, settings) && likeness.containment >= settings.close_containment &&
         likeness.shared_numbers >= 1;
}

} // namespace akin::engine
