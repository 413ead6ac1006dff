// The scenarios of scenarios/library, as they were when the program was built (cmake/embed_library.cmake).
#pragma once
#include <string_view>
#include <vector>

namespace switchover {

struct EmbeddedFile {
  std::string_view path;  // "monday-peak/scenario.toml"
  std::string_view content;
};
std::vector<EmbeddedFile> embedded_library();

}  // namespace switchover
