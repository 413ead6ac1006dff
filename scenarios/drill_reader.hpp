// [drill]: when every component of the map is to fail alone, for how long, and what is still tolerable.
#pragma once
#include "scenarios/centre_readers.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// After the components. Null: absent, then the drill has its defaults.
void read_drill(Reading& reading, const TomlValue* drill, const CentreDraft& draft, DrillSpec& spec);

}  // namespace switchover
