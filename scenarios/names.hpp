// The names of a scenario's platforms, queues and groups, and the way from a name to its index.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "models/ids.hpp"
#include "sim/joined.hpp"
#include "sim/problem.hpp"

namespace switchover {

struct Names {
  std::vector<std::string> platforms, queues, groups;
};

// "queue "biling" is not defined; did you mean "billing"?"
Problem undefined_name(const Place& place, const std::string& kind, const std::string& typed,
                       const std::vector<std::string>& known);
// The index of a name; reports an unknown one.
std::optional<std::size_t> index_of(const std::string& name, const std::vector<std::string>& known);

}  // namespace switchover
