#include "engine/xapian/signatures.hpp"

namespace akin::engine {
namespace {

constexpr std::uint64_t magic = 0x31474953'4E494B41; // "AKINSIG1" in a hex dump
constexpr std::uint64_t version = 1;

} // namespace

SignaturesFile::SignaturesFile(const std::filesystem::path& path) : file_(path, magic, version, 1) {
  signatures_ = file_.section<TextSignature>(0);
}

void write_signatures(const std::vector<TextSignature>& signatures, const std::filesystem::path& path,
                      const Hash128& stamp) {
  SectionWriter out(path, {magic, version, stamp});
  out.section(signatures);
  out.finish();
}

std::vector<TextSignature> signatures_of(const ForwardFile& forward) {
  const auto hashes = stem_hashes(forward);
  std::vector<TextSignature> signatures;
  signatures.reserve(forward.document_count());
  for (LocalDoc document = 0; document < forward.document_count(); ++document)
    signatures.push_back(signature_of(forward, document, hashes));
  return signatures;
}

} // namespace akin::engine
