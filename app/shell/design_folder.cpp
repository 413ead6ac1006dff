#include "app/shell/design_folder.hpp"

#include <filesystem>
#include <system_error>

namespace switchover {

Expected<std::shared_ptr<BlockStore>> open_store(const std::string& out_folder) {
  if (out_folder.empty()) return std::shared_ptr<BlockStore>{};
  std::error_code error;
  std::filesystem::create_directories(out_folder, error);
  if (error) {
    return Problem{Place{out_folder, 0, 0}, "cannot be created: " + error.message(), ""};
  }
  return BlockStore::open((std::filesystem::path(out_folder) / store_name).string());
}

}  // namespace switchover
