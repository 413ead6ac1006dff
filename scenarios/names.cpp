#include "scenarios/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace switchover {

Problem undefined_name(const Place& place, const std::string& kind, const std::string& typed,
                       const std::vector<std::string>& known) {
  const std::string near = nearest_name(typed, known);
  std::string hint;
  if (!near.empty()) {
    hint = "did you mean \"" + near + "\"?";
  } else if (known.empty()) {
    hint = fmt::format("no {} is defined", kind);
  } else {
    std::vector<std::string> shown(known.begin(),
                                   known.begin() + std::min<std::ptrdiff_t>(8, std::ssize(known)));
    hint = "defined are " + joined(shown) + (known.size() > 8 ? ", ..." : "");
  }
  return {place, fmt::format("{} \"{}\" is not defined", kind, typed), hint};
}

std::optional<std::size_t> index_of(const std::string& name, const std::vector<std::string>& known) {
  const auto found = std::find(known.begin(), known.end(), name);
  if (found == known.end()) return {};
  return static_cast<std::size_t>(found - known.begin());
}

}  // namespace switchover
