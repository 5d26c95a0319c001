#include "engine/xapian/xapian_guard.hpp"

namespace akin::engine {

void rethrow(const Xapian::Error& error, const std::filesystem::path& path) {
  const std::string detail = path.string() + ": " + error.get_description();
  const std::string type = error.get_type();
  if (type == "DatabaseVersionError" || type == "FeatureUnavailableError")
    throw Error(ErrorCode::index_incompatible, "the index was written by another version of Xapian; index again",
                detail);
  if (type == "DatabaseNotFoundError") // which a reader takes for a segment that was merged away meanwhile
    throw Error(ErrorCode::not_found, "a file of the index is missing", detail);
  if (type == "DatabaseCorruptError" || type == "DocNotFoundError" || type == "RangeError" ||
      type == "SerialisationError")
    throw Error(ErrorCode::index_damaged, "the index is damaged; run akin check, then index again", detail);
  throw Error(ErrorCode::storage, "the index cannot be read or written", detail);
}

} // namespace akin::engine
