// The folder of --out: checked before the work starts, written in one go at the end, all files or none.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace switchover {

struct OutputFile {
  std::string name;  // inside the folder, without a path
  std::string content;
};

// Each returns nothing when all is well, else a sentence with the path and the system's reason.

// In the names of the folders that answers are written to before they are put in place: ".out.partial-123",
// with the number of the process.
inline constexpr const char* partial_mark = ".partial-";

// Could files be written into this folder? Creates nothing that stays.
std::optional<std::string> check_output_folder(const std::string& folder);

// Writes under temporary names and renames when every file is complete on the disk, so nobody ever meets half
// a result; a folder of the same name is kept and its files of the same names are replaced.
std::optional<std::string> write_output_folder(const std::string& folder,
                                               const std::vector<OutputFile>& files);

// The same for one file by its own name. A device or a pipe is written to as it is.
std::optional<std::string> check_output_file(const std::string& path);
std::optional<std::string> write_output_file(const std::string& path, const std::string& content);

}  // namespace switchover
