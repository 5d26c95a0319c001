// Annotated text, one token a line.
#pragma once

#include "entities/labels.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace akin::entities {

/// A name in a sentence of an annotated file.
struct GoldName {
  NameKind kind = NameKind::other;
  std::uint32_t first = 0; ///< tokens of the file, half-open
  std::uint32_t last = 0;
  bool operator==(const GoldName&) const = default;
};

struct GoldSentence {
  std::vector<std::string> tokens;
  std::vector<GoldName> names; ///< in order, none overlapping
  std::string text;            ///< as it was before it was cut into tokens; empty when the file does not tell
};

/// Sentences that were written together, as far as the file tells.
struct GoldDocument {
  std::vector<GoldSentence> sentences;
};

struct TagFile {
  std::vector<GoldDocument> documents;
};

/// The kind that a label of one of the known data sets stands for, without its "B-" or "I-"; nullopt for what is no
/// name ("task", "metrics"). One table for all, since the sets name their labels differently: CoNLL (PER LOC ORG MISC),
/// WNUT-17 (person location corporation group product creative-work), CrossNER (politician, university, election …),
/// OntoNotes (GPE, FAC, NORP).
std::optional<NameKind> kind_of_label(std::string_view label);

/// Reads a file of lines "token label", parted by tabs or blanks; the label is the last column, or the third of five
/// when the first is the number of the token (UNER). Blank lines part sentences, "-DOCSTART-" and "# newdoc" documents;
/// where a file has neither, every sentences_together sentences are taken for one document. Labels are IO, IOB or BIO.
/// Throws Error input_unreadable when the file cannot be read or a line has no label.
TagFile read_tag_file(const std::filesystem::path& path, std::size_t sentences_together);

} // namespace akin::entities
