#include "engine/xapian/text_profile.hpp"

#include "common/hash.hpp"

#include <algorithm>
#include <cmath>

namespace akin::engine {

std::uint32_t body_tokens(const ForwardFile& forward, LocalDoc document) {
  const TokenStream stream = forward.stream(document);
  const std::uint32_t before = stream.title_tokens() + stream.summary_tokens();
  return stream.total_tokens() > before ? stream.total_tokens() - before : 0;
}

namespace {

constexpr float stop_word_weight = 0.2F;
/// With fewer names than this one of them says nothing.
constexpr std::size_t least_names = 3;

/// Three words in a row; order matters. The multiplications spread the bits over the upper half, which signatures use.
std::uint64_t shingle_hash(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t hash = a * 0x9E3779B97F4A7C15U;
  hash = (hash ^ (hash >> 32U) ^ b) * 0xC2B2AE3D27D4EB4FU;
  hash = (hash ^ (hash >> 29U) ^ c) * 0x165667B19E3779F9U;
  return hash ^ (hash >> 32U);
}

/// Calls visit with every token of the body.
template <class Visit> void for_each_body_token(const ForwardFile& forward, LocalDoc document, const Visit& visit) {
  TokenStream stream = forward.stream(document);
  const std::uint32_t first = stream.title_tokens() + stream.summary_tokens();
  for (std::uint32_t position = 0; !stream.at_end(); ++position) {
    const StreamToken token = stream.next();
    if (position >= first)
      visit(token);
  }
}

template <class Entry> void sort_unique(std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
}

/// A token without a stem counts as one of hash 0.
std::uint64_t hash_of(LocalTerm stem, std::span<const std::uint64_t> hashes) {
  return stem < hashes.size() ? hashes[stem] : 0;
}

/// Keeps the least of many numbers, each once.
class LeastHashes {
 public:
  LeastHashes() { least_.fill(no_shingle); }

  void add(std::uint32_t hash) {
    if (hash >= least_.back()) // nearly always, once a text has gone on for a while
      return;
    const auto place = std::lower_bound(least_.begin(), least_.end(), hash);
    if (*place == hash)
      return;
    std::copy_backward(place, least_.end() - 1, least_.end());
    *place = hash;
  }

  const TextSignature& signature() const { return least_; }

 private:
  TextSignature least_; ///< ascending
};

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

/// Part of the smaller set that the other has too.
double shared_part(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b, std::size_t least) {
  const std::size_t smaller = std::min(a.size(), b.size());
  if (smaller < least)
    return 1;
  std::size_t shared = 0;
  for (const std::uint64_t hash : a)
    shared += std::binary_search(b.begin(), b.end(), hash) ? 1 : 0;
  return static_cast<double>(shared) / static_cast<double>(smaller);
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

std::vector<std::uint64_t> stem_hashes(const ForwardFile& forward) {
  std::vector<std::uint64_t> hashes(forward.stem_count());
  for (LocalTerm stem = 0; stem < hashes.size(); ++stem)
    hashes[stem] = hash64(forward.stem(stem));
  return hashes;
}

TextSignature signature_of(const ForwardFile& forward, LocalDoc document, std::span<const std::uint64_t> hashes) {
  LeastHashes least;
  if (body_tokens(forward, document) < least_body_tokens)
    return least.signature();
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  for_each_body_token(forward, document, [&](const StreamToken& token) {
    const std::uint64_t third = hash_of(forward.stem_of(token.word), hashes);
    if (first != 0)
      least.add(static_cast<std::uint32_t>(shingle_hash(first, second, third) >> 32U));
    first = second;
    second = third;
  });
  return least.signature();
}

namespace {

/// Makes a profile of the words of a body, one after the other.
class ProfileBuilder {
 public:
  explicit ProfileBuilder(std::size_t tokens) {
    profile_.shingles.reserve(tokens);
    profile_.words.reserve(tokens);
  }

  void add(std::string_view stem, std::uint64_t hash, bool stop, bool capitalised_mid_sentence) {
    const float weight = stop ? stop_word_weight : 1;
    if (first_ != 0)
      profile_.shingles.emplace_back(shingle_hash(first_, second_, hash), first_weight_ + second_weight_ + weight);
    first_ = second_;
    second_ = hash;
    first_weight_ = second_weight_;
    second_weight_ = weight;
    if (!stop)
      profile_.words.emplace_back(hash, 1);
    if (!stem.empty() && stem.front() >= '0' && stem.front() <= '9')
      profile_.numbers.push_back(hash);
    else if (capitalised_mid_sentence && !stop)
      profile_.names.push_back(hash);
  }

  TextProfile finish() {
    std::sort(profile_.shingles.begin(), profile_.shingles.end());
    const auto same_hash = [](const auto& a, const auto& b) { return a.first == b.first; };
    profile_.shingles.erase(std::unique(profile_.shingles.begin(), profile_.shingles.end(), same_hash),
                            profile_.shingles.end());
    for (const auto& [hash, weight] : profile_.shingles)
      profile_.shingle_weight += static_cast<double>(weight);
    weigh_words(profile_.words);
    sort_unique(profile_.numbers);
    sort_unique(profile_.names);
    return std::move(profile_);
  }

 private:
  TextProfile profile_;
  std::uint64_t first_ = 0;
  std::uint64_t second_ = 0;
  float first_weight_ = 0;
  float second_weight_ = 0;
};

} // namespace

TextProfile profile_of(const ForwardFile& forward, LocalDoc document, std::span<const std::uint64_t> hashes) {
  ProfileBuilder profile(body_tokens(forward, document));
  for_each_body_token(forward, document, [&](const StreamToken& token) {
    const LocalTerm term = forward.stem_of(token.word);
    profile.add(forward.stem(term), hash_of(term, hashes), forward.is_stop(token.word),
                token.capitalised_mid_sentence);
  });
  return profile.finish();
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
  result.shared_numbers = shared_part(a.numbers, b.numbers, 1);
  result.shared_names = shared_part(a.names, b.names, least_names);
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
  return likeness.cosine >= settings.least_cosine && likeness.containment >= settings.least_containment &&
         likeness.shared_numbers >= settings.least_shared_numbers &&
         likeness.shared_names >= settings.least_shared_names;
}

bool are_far_apart(const std::optional<Timestamp>& a, const std::optional<Timestamp>& b,
                   const CopySettings& settings) {
  constexpr std::int64_t seconds_per_day = 86'400;
  return a && b && std::abs(a->seconds - b->seconds) > settings.most_days_apart * seconds_per_day;
}

bool are_close_copies(const TextLikeness& likeness, const CopySettings& settings) {
  return are_copies(likeness, settings) && likeness.containment >= settings.close_containment &&
         likeness.shared_numbers >= 1;
}

} // namespace akin::engine
