#include "scenarios/short_name.hpp"

namespace switchover {

std::string short_name(const std::string& file) {
  const auto slash = file.find_last_of('/');
  std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  if (name == "scenario.toml" && slash != std::string::npos && slash > 0)
    return short_name(file.substr(0, slash));
  if (name.ends_with(".toml")) name.resize(name.size() - 5);
  return name;
}

}  // namespace switchover
