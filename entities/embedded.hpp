// The two binary files of entities/models, which the library carries in itself.
#pragma once

#include <string_view>

namespace akin::entities {

std::string_view embedded_gazetteer() noexcept;
std::string_view embedded_model() noexcept;

} // namespace akin::entities
