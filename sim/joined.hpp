// Names in one line: "a, b, c".
#pragma once
#include <string>
#include <vector>

namespace switchover {

inline std::string joined(const std::vector<std::string>& names, const std::string& between = ", ") {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += between;
    text += name;
  }
  return text;
}

}  // namespace switchover
