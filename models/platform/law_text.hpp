// A distribution as words on one line, "lognormal 240 1": the very same law comes back, draw for draw.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sim/distribution.hpp"

namespace switchover {

std::string law_text(const Distribution& d);
// Nothing for words that no law answers to, or numbers that it would refuse.
std::optional<Distribution> law_from(std::string_view text);

}  // namespace switchover
