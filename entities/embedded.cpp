#include "entities/embedded.hpp"

// The assembler takes the files in: no data path at run time, nothing for the compiler to parse. Hidden, so that two
// shared libraries with Akin inside do not share them.
#define AKIN_EMBED(symbol, path)                                                                                       \
  __asm__(".pushsection .rodata\n"                                                                                     \
          ".balign 16\n"                                                                                               \
          ".global " #symbol "_begin\n.hidden " #symbol "_begin\n" #symbol "_begin:\n"                                 \
          ".incbin \"" path "\"\n"                                                                                     \
          ".global " #symbol "_end\n.hidden " #symbol "_end\n" #symbol "_end:\n"                                       \
          ".byte 0\n"                                                                                                  \
          ".popsection\n")

AKIN_EMBED(akin_entities_gazetteer, AKIN_GAZETTEER_FILE);
AKIN_EMBED(akin_entities_model, AKIN_MODEL_FILE);

extern "C" {
extern const char akin_entities_gazetteer_begin[];
extern const char akin_entities_gazetteer_end[];
extern const char akin_entities_model_begin[];
extern const char akin_entities_model_end[];
}

namespace akin::entities {

std::string_view embedded_gazetteer() noexcept { return {akin_entities_gazetteer_begin, akin_entities_gazetteer_end}; }
std::string_view embedded_model() noexcept { return {akin_entities_model_begin, akin_entities_model_end}; }

} // namespace akin::entities
