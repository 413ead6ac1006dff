// A CSV table for a test: written to a temporary folder of its own, gone with the object.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/tables.hpp"

namespace switchover::test {

class TableText {
 public:
  TableText(const std::string& shown, const std::string& bytes) {
    folder_ = (std::filesystem::temp_directory_path() / "switchover-table-XXXXXX").string();
    demand(mkdtemp(folder_.data()) != nullptr, "a temporary folder can be made");
    source.shown = shown;
    source.path = folder_ + "/" + shown;
    source.named_at = {"monday.toml", 17, 12};
    std::ofstream(source.path, std::ios::binary) << bytes;
  }
  TableText(const TableText&) = delete;
  TableText& operator=(const TableText&) = delete;
  ~TableText() { std::filesystem::remove_all(folder_); }
  TableSource source;

 private:
  std::string folder_;
};

inline Calendar monday(int hours = 10) {
  return {{2026, 3, 2, 8, 0, 0}, Duration::whole_seconds(hours * 3600), ""};
}
inline Calendar london(WallClock start, int hours) {
  return {start, Duration::whole_seconds(hours * 3600), "Europe/London"};
}
inline std::vector<std::string> texts(const std::vector<Problem>& problems) {
  std::vector<std::string> all;
  for (const Problem& problem : problems) all.push_back(to_string(problem));
  return all;
}

}  // namespace switchover::test
