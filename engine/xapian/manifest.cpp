#include "engine/xapian/manifest.hpp"

#include "common/analysis/analyser.hpp"
#include "common/error.hpp"
#include "engine/xapian/segment.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unistd.h>
#include <xapian.h>

namespace akin::engine {
namespace {

using nlohmann::json;

/// What must be the same for an index to be readable; in the order in which a difference is reported.
json built_by() {
  return {{"format_version", index_format_version},
          {"tokenizer_version", tokenizer_version},
          {"stemmer_version", std::string(stemmer_version())}};
}

Manifest manifest_from(const json& object) {
  Manifest manifest;
  manifest.index_id = object.at("index_id").get<std::uint64_t>();
  manifest.revision = object.at("revision").get<std::uint64_t>();
  manifest.next_segment = object.at("next_segment").get<std::uint64_t>();
  manifest.numbering = object.value("numbering", std::uint64_t{0}); // indexes that were never purged may lack it
  manifest.fallback_language = language_from_tag(object.at("fallback_language").get<std::string>());
  manifest.aliases = object.at("aliases").get<std::string>();
  for (const json& entry : object.at("segments")) {
    SegmentEntry segment;
    segment.name = entry.at("name").get<std::string>();
    segment.documents = entry.at("documents").get<std::uint32_t>();
    segment.postings_bytes = entry.at("postings_bytes").get<std::uint64_t>();
    segment.postings_checksum = std::stoull(entry.at("postings_checksum").get<std::string>(), nullptr, 16);
    if (segment.name.empty() || segment.name.find_first_not_of("0123456789") != std::string::npos)
      throw Error(ErrorCode::index_damaged, "akin.json names an impossible segment", segment.name);
    manifest.segments.push_back(std::move(segment));
  }
  return manifest;
}

void refuse_other_builders(const json& object, const std::filesystem::path& path) {
  const json own = built_by();
  for (const auto& [key, expected] : own.items()) {
    const json found = object.value(key, json());
    if (found != expected)
      throw Error(ErrorCode::index_incompatible,
                  "the index was built with " + key + " " + found.dump() + " and this program has " + expected.dump() +
                      "; index again with --replace",
                  path.string());
  }
}

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw Error(ErrorCode::storage, std::string("cannot write file: ") + std::strerror(errno), path.string());
}

void write_synced(const std::filesystem::path& path, const std::string& text) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0)
    fail(path);
  const bool good =
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
  const int reason = errno;
  ::close(descriptor);
  errno = reason;
  if (!good)
    fail(path);
}

} // namespace

std::filesystem::path manifest_path(const std::filesystem::path& directory) { return directory / "akin.json"; }
std::filesystem::path segments_path(const std::filesystem::path& directory) { return directory / "segments"; }
std::filesystem::path segment_path(const std::filesystem::path& directory, const std::string& name) {
  return segments_path(directory) / name;
}

Manifest read_manifest(const std::filesystem::path& directory) {
  const auto path = manifest_path(directory);
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (std::filesystem::exists(path))
      throw Error(ErrorCode::storage, "cannot read the index", path.string());
    throw Error(ErrorCode::index_missing, "there is no index here; make one with akin index", directory.string());
  }
  std::ostringstream text;
  text << file.rdbuf();
  try {
    const json object = json::parse(text.str());
    if (!object.is_object() || !object.contains("format_version"))
      throw Error(ErrorCode::index_damaged, "akin.json is not the description of an index", path.string());
    refuse_other_builders(object, path);
    return manifest_from(object);
  } catch (const std::exception& error) {
    if (dynamic_cast<const Error*>(&error) != nullptr)
      throw;
    throw Error(ErrorCode::index_damaged, "akin.json cannot be understood; index again with --replace",
                path.string() + ": " + error.what());
  }
}

void write_manifest(const std::filesystem::path& directory, const Manifest& manifest) {
  json object = built_by();
  object["xapian_version"] = Xapian::version_string();
  object["index_id"] = manifest.index_id;
  object["revision"] = manifest.revision;
  object["next_segment"] = manifest.next_segment;
  object["numbering"] = manifest.numbering;
  object["fallback_language"] = info(manifest.fallback_language).code;
  object["aliases"] = manifest.aliases;
  object["segments"] = json::array();
  for (const SegmentEntry& segment : manifest.segments) {
    std::array<char, 17> checksum{};
    std::snprintf(checksum.data(), checksum.size(), "%016llx",
                  static_cast<unsigned long long>(segment.postings_checksum));
    object["segments"].push_back({{"name", segment.name},
                                  {"documents", segment.documents},
                                  {"postings_bytes", segment.postings_bytes},
                                  {"postings_checksum", checksum.data()}});
  }
  const auto path = manifest_path(directory);
  const std::filesystem::path beside = path.string() + ".new";
  write_synced(beside, object.dump(1) + "\n");
  if (::rename(beside.c_str(), path.c_str()) != 0)
    fail(path);
  const int folder = ::open(directory.c_str(), O_RDONLY | O_CLOEXEC);
  const bool good = folder >= 0 && ::fsync(folder) == 0;
  if (folder >= 0)
    ::close(folder);
  if (!good)
    fail(directory);
}

SegmentEntry describe_segment(const std::filesystem::path& directory, const std::string& name) {
  const SegmentFiles files(segment_path(directory, name));
  const MappedFile postings(files.postings);
  const auto bytes = postings.bytes();
  const ColumnsFile columns(files.columns);
  return {name, columns.document_count(), bytes.size(),
          hash64({reinterpret_cast<const char*>(bytes.data()), bytes.size()})};
}

} // namespace akin::engine
