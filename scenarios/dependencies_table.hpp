// dependencies.csv: what needs what, one need a row: component, needs, hard or soft, effect.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/tables.hpp"

namespace switchover {

struct DependencyRow {
  std::string component, needs;
  std::optional<bool> hard;           // none: by the kind of what is needed
  std::optional<std::string> effect;  // as in { effect = "..." } of [depends]
  Place component_place, needs_place, effect_place;
};
Expected<std::vector<DependencyRow>> read_dependencies(const TableSource& source, Problems& lints);

}  // namespace switchover
