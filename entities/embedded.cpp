#include "entities/embedded.hpp"

#include "common/embed.hpp"

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
