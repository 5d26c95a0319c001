#include "engine/xapian/document_profile.hpp"

#include "common/hash.hpp"

namespace akin::engine {
namespace {

std::uint32_t body_tokens(const ForwardFile& forward, LocalDoc document) {
  const TokenStream stream = forward.stream(document);
  const std::uint32_t before = stream.title_tokens() + stream.summary_tokens();
  return stream.total_tokens() > before ? stream.total_tokens() - before : 0;
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

/// A token without a stem counts as one of hash 0.
std::uint64_t hash_of(LocalTerm stem, std::span<const std::uint64_t> hashes) {
  return stem < hashes.size() ? hashes[stem] : 0;
}

} // namespace

std::vector<std::uint64_t> stem_hashes(const ForwardFile& forward) {
  std::vector<std::uint64_t> hashes(forward.stem_count());
  for (LocalTerm stem = 0; stem < hashes.size(); ++stem)
    hashes[stem] = hash64(forward.stem(stem));
  return hashes;
}

TextSignature signature_of(const ForwardFile& forward, LocalDoc document, std::span<const std::uint64_t> hashes) {
  SignatureBuilder builder;
  if (body_tokens(forward, document) >= least_body_tokens)
    for_each_body_token(forward, document,
                        [&](const StreamToken& token) { builder.add(hash_of(forward.stem_of(token.word), hashes)); });
  return builder.signature();
}

TextProfile profile_of(const ForwardFile& forward, LocalDoc document, std::span<const std::uint64_t> hashes) {
  ProfileBuilder builder(body_tokens(forward, document));
  for_each_body_token(forward, document, [&](const StreamToken& token) {
    const LocalTerm term = forward.stem_of(token.word);
    builder.add(forward.stem(term), hash_of(term, hashes), forward.is_stop(token.word), token.capitalised_mid_sentence);
  });
  return builder.finish();
}

} // namespace akin::engine
