#include "engine/xapian/record_codec.hpp"

#include "common/error.hpp"
#include "engine/xapian/varint.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <zdict.h>
#include <zstd.h>

namespace akin::engine {
namespace {

constexpr char record_version = 3;
constexpr char version_with_all_names = 2; ///< reads alike: no name of it is empty
constexpr int compression_level = 3;
constexpr std::size_t dictionary_bytes = 96U << 10U;
constexpr std::uint64_t max_record_bytes = 1ULL << 31U;

void put(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out.append(text);
}

void put(std::string& out, const std::vector<std::string>& list) {
  put_varint(out, list.size());
  for (const std::string& text : list)
    put(out, text);
}

void put_fixed(std::string& out, std::uint64_t value) {
  for (unsigned shift = 0; shift < 64; shift += 8)
    out.push_back(static_cast<char>(value >> shift));
}

void put(std::string& out, const std::optional<Timestamp>& time) {
  out.push_back(time ? 1 : 0);
  if (time)
    put_fixed(out, static_cast<std::uint64_t>(time->seconds));
}

void put_scalar(std::string& out, const Scalar& scalar) {
  out.push_back(static_cast<char>(scalar.index()));
  switch (scalar.index()) {
  case 0:
    out.push_back(std::get<bool>(scalar) ? 1 : 0);
    break;
  case 1:
    put_fixed(out, static_cast<std::uint64_t>(std::get<std::int64_t>(scalar)));
    break;
  case 2:
    put_fixed(out, std::bit_cast<std::uint64_t>(std::get<double>(scalar)));
    break;
  default:
    put(out, std::get<std::string>(scalar));
    break;
  }
}

/// Reads fields in the order in which they were put.
class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes)
      : position_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(position_ + bytes.size()) {}

  unsigned char byte() {
    need(1);
    return *position_++;
  }
  std::uint64_t fixed() {
    need(8);
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 8)
      value |= static_cast<std::uint64_t>(*position_++) << shift;
    return value;
  }
  std::string text() {
    const std::uint64_t size = count();
    std::string value(reinterpret_cast<const char*>(position_), size);
    position_ += size;
    return value;
  }
  std::vector<std::string> list() {
    const std::uint64_t size = count();
    std::vector<std::string> values(size);
    for (std::string& value : values)
      value = text();
    return values;
  }
  std::optional<Timestamp> time() {
    if (byte() == 0)
      return std::nullopt;
    return Timestamp{static_cast<std::int64_t>(fixed())};
  }
  Scalar scalar() {
    switch (byte()) {
    case 0:
      return byte() != 0;
    case 1:
      return static_cast<std::int64_t>(fixed());
    case 2:
      return std::bit_cast<double>(fixed());
    default:
      return text();
    }
  }
  std::uint64_t number() {
    need(1);
    const std::uint64_t value = get_varint(position_, end_);
    if (position_ == end_ && (end_[-1] & 0x80U) != 0)
      need(1); // the number itself is cut short
    return value;
  }
  /// A number of bytes or entries that must still follow.
  std::uint64_t count() {
    const std::uint64_t value = number();
    need(value);
    return value;
  }

 private:
  void need(std::uint64_t bytes) const {
    if (bytes > static_cast<std::uint64_t>(end_ - position_))
      throw Error(ErrorCode::index_damaged, "stored article is cut short");
  }

  const unsigned char* position_;
  const unsigned char* end_;
};

constexpr unsigned char kind_bits = 3;
constexpr unsigned char given_bit = 4;

std::string_view text_of(const Article& article, ArticleField field) {
  return field == ArticleField::title ? article.title : field == ArticleField::summary ? article.summary : article.body;
}

/// Empty when it is not within the text.
std::string_view text_of(const Article& article, const Mention& mention) {
  const std::string_view text = text_of(article, mention.field);
  return mention.begin < mention.end && mention.end <= text.size()
             ? text.substr(mention.begin, mention.end - mention.begin)
             : std::string_view();
}

/// Calls visit with each entity's first mention.
template <class Visit>
void for_each_first_mention(std::size_t entities, std::span<const Mention> mentions, const Visit& visit) {
  std::vector<bool> seen(entities);
  for (const Mention& mention : mentions) {
    if (mention.entity < entities && !seen[mention.entity]) {
      seen[mention.entity] = true;
      visit(mention);
    }
  }
}

/// A name that is what its first mention says is left empty.
void put_entities(std::string& out, const Article& article, std::span<const Entity> entities,
                  std::span<const Mention> mentions) {
  std::vector<bool> in_text(entities.size());
  for_each_first_mention(entities.size(), mentions, [&](const Mention& mention) {
    in_text[mention.entity] = text_of(article, mention) == entities[mention.entity].name;
  });
  put_varint(out, entities.size());
  for (std::size_t i = 0; i < entities.size(); ++i) {
    out.push_back(static_cast<char>(static_cast<unsigned>(entities[i].kind) | (entities[i].given ? given_bit : 0U)));
    put(out, in_text[i] ? std::string_view() : entities[i].name);
  }
}

void restore_names(Record& record) {
  for_each_first_mention(record.entities.size(), record.mentions, [&](const Mention& mention) {
    std::string& name = record.entities[mention.entity].name;
    if (name.empty())
      name = text_of(record.article, mention);
  });
}

std::vector<Entity> entities_from(RecordReader& in) {
  std::vector<Entity> entities(in.count());
  for (Entity& entity : entities) {
    const unsigned char flags = in.byte();
    if ((flags & kind_bits) == kind_bits || flags > (kind_bits | given_bit))
      throw Error(ErrorCode::index_damaged, "stored article has an entity of an unknown kind");
    entity = {static_cast<EntityKind>(flags & kind_bits), in.text(), (flags & given_bit) != 0};
  }
  return entities;
}

/// Mentions stand in reading order, so each begins behind the one before it in its field.
void put_mentions(std::string& out, std::span<const Mention> mentions) {
  put_varint(out, mentions.size());
  Mention before;
  for (const Mention& mention : mentions) {
    out.push_back(static_cast<char>(mention.field));
    put_varint(out, mention.entity);
    put_varint(out, mention.begin - (mention.field == before.field ? before.end : 0));
    put_varint(out, mention.end - mention.begin);
    before = mention;
  }
}

std::vector<Mention> mentions_from(RecordReader& in, const Record& record) {
  const std::array<std::size_t, 3> sizes{record.article.title.size(), record.article.summary.size(),
                                         record.article.body.size()};
  std::vector<Mention> mentions(in.count());
  Mention before;
  for (Mention& mention : mentions) {
    const unsigned char field = in.byte();
    const std::uint64_t entity = in.number();
    mention.field = static_cast<ArticleField>(field);
    const std::uint64_t begin = in.number() + (mention.field == before.field ? before.end : 0);
    const std::uint64_t end = begin + in.number();
    if (field >= sizes.size() || entity >= record.entities.size() || end < begin || end > sizes[field])
      throw Error(ErrorCode::index_damaged, "stored article has a mention outside its text");
    mention.entity = static_cast<std::uint32_t>(entity);
    mention.begin = static_cast<std::uint32_t>(begin);
    mention.end = static_cast<std::uint32_t>(end);
    before = mention;
  }
  return mentions;
}

} // namespace

std::string encode_record(const Article& article, std::span<const Entity> entities, std::span<const Mention> mentions) {
  std::string out;
  out.reserve(article.title.size() + article.body.size() + article.summary.size() + 256);
  out.push_back(record_version);
  for (const std::string* text : {&article.id, &article.url, &article.title, &article.summary, &article.source,
                                  &article.section, &article.language, &article.image})
    put(out, *text);
  put(out, article.published);
  put(out, article.updated);
  for (const auto* list : {&article.authors, &article.tags, &article.people, &article.places, &article.organisations})
    put(out, *list);
  put_varint(out, article.extra.size());
  for (const auto& [name, value] : article.extra) {
    put(out, name);
    put_scalar(out, value);
  }
  put(out, article.body);
  put_entities(out, article, entities, mentions);
  put_mentions(out, mentions);
  return out;
}

Record decode_record(std::string_view bytes) {
  RecordReader in(bytes);
  if (const unsigned char version = in.byte(); version != record_version && version != version_with_all_names)
    throw Error(ErrorCode::index_damaged, "stored article has an unknown layout");
  Record record;
  Article& article = record.article;
  for (std::string* text : {&article.id, &article.url, &article.title, &article.summary, &article.source,
                            &article.section, &article.language, &article.image})
    *text = in.text();
  article.published = in.time();
  article.updated = in.time();
  for (auto* list : {&article.authors, &article.tags, &article.people, &article.places, &article.organisations})
    *list = in.list();
  article.extra.resize(in.count());
  for (auto& [name, value] : article.extra) {
    name = in.text();
    value = in.scalar();
  }
  article.body = in.text();
  record.entities = entities_from(in);
  record.mentions = mentions_from(in, record);
  restore_names(record);
  return record;
}

struct CompressionDictionary::Prepared {
  ZSTD_CDict* compression;
  ZSTD_DDict* decompression;
  ~Prepared() {
    ZSTD_freeCDict(compression);
    ZSTD_freeDDict(decompression);
  }
};

CompressionDictionary::CompressionDictionary(std::string bytes)
    : bytes_(std::move(bytes)), id_(ZDICT_getDictID(bytes_.data(), bytes_.size())),
      prepared_(new Prepared{ZSTD_createCDict(bytes_.data(), bytes_.size(), compression_level),
                             ZSTD_createDDict(bytes_.data(), bytes_.size())}) {}

CompressionDictionary::~CompressionDictionary() = default;

std::shared_ptr<const CompressionDictionary> CompressionDictionary::train(const std::vector<std::string>& samples) {
  std::string joined;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    joined += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(std::min(dictionary_bytes, joined.size() / 8), '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), joined.data(), sizes.data(),
                                                 static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0)
    return nullptr;
  dictionary.resize(size);
  return std::make_shared<const CompressionDictionary>(std::move(dictionary));
}

struct Compressor::Impl {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ~Impl() { ZSTD_freeCCtx(context); }
};

Compressor::Compressor() : impl_(new Impl) {}
Compressor::~Compressor() = default;

std::string Compressor::compress(std::string_view record, const CompressionDictionary* dictionary) {
  std::string out(ZSTD_compressBound(record.size()), '\0');
  const std::size_t size =
      dictionary != nullptr
          ? ZSTD_compress_usingCDict(impl_->context, out.data(), out.size(), record.data(), record.size(),
                                     dictionary->prepared_->compression)
          : ZSTD_compressCCtx(impl_->context, out.data(), out.size(), record.data(), record.size(), compression_level);
  if (ZSTD_isError(size) != 0)
    throw Error(ErrorCode::internal, "cannot compress an article", ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

struct Decompressor::Impl {
  ZSTD_DCtx* context = ZSTD_createDCtx();
  ~Impl() { ZSTD_freeDCtx(context); }
};

Decompressor::Decompressor() : impl_(new Impl) {}
Decompressor::~Decompressor() = default;

std::string
Decompressor::decompress(std::string_view data,
                         const std::map<std::uint32_t, std::shared_ptr<const CompressionDictionary>>& dictionaries) {
  const unsigned long long size = ZSTD_getFrameContentSize(data.data(), data.size());
  if (size > max_record_bytes)
    throw Error(ErrorCode::index_damaged, "stored article cannot be decompressed");
  std::string out(size, '\0');
  const auto dictionary = dictionaries.find(ZSTD_getDictID_fromFrame(data.data(), data.size()));
  const std::size_t result =
      dictionary != dictionaries.end()
          ? ZSTD_decompress_usingDDict(impl_->context, out.data(), out.size(), data.data(), data.size(),
                                       dictionary->second->prepared_->decompression)
          : ZSTD_decompressDCtx(impl_->context, out.data(), out.size(), data.data(), data.size());
  if (ZSTD_isError(result) != 0 || result != size)
    throw Error(ErrorCode::index_damaged, "stored article cannot be decompressed");
  return out;
}

} // namespace akin::engine
