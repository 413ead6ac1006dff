#include "app/shell/design_folder.hpp"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <system_error>

#include "app/shell/interruption.hpp"
#include "app/shell/output_folder.hpp"

namespace switchover {

namespace {

// Half-written answers of a process that was killed while it wrote (output_folder.cpp) and is gone.
void remove_leftovers(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    const std::size_t at = name.rfind(partial_mark);
    if (!name.starts_with(".") || at == std::string::npos || !entry.is_directory(ignored)) continue;
    const std::string process = name.substr(at + std::string(partial_mark).size());
    const bool is_number = !process.empty() && process.size() < 10 &&
                           process.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number || kill(std::stoi(process), 0) == 0 || errno != ESRCH) continue;
    std::filesystem::remove_all(entry.path(), ignored);
  }
}

}  // namespace

Expected<std::shared_ptr<BlockStore>> open_store(const std::string& out_folder) {
  if (out_folder.empty()) return std::shared_ptr<BlockStore>{};
  std::error_code error;
  std::filesystem::create_directories(out_folder, error);
  if (error) {
    return Problem{Place{out_folder, 0, 0}, "cannot be created: " + error.message(), ""};
  }
  auto store = BlockStore::open((std::filesystem::path(out_folder) / store_name).string());
  if (store) {
    remove_leftovers(out_folder);
    say_at_interruption_that_work_is_kept();
  }
  return store;
}

}  // namespace switchover
