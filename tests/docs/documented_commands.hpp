// The commands that a Markdown file shows: ```sh blocks, each with the ```text block that follows it as its
// output.
#pragma once
#include <string>
#include <vector>

namespace switchover::test {

struct DocumentedBlock {
  std::string file;
  int line = 0;                       // of its first command
  std::vector<std::string> commands;  // one a line
  std::vector<int> codes;             // the exit code of each: `# exit 1` behind the command, otherwise 0
  bool has_output = false;
  std::vector<std::string>
      output;  // lines; "..." alone stands for any lines, within a line for any characters
};

std::vector<DocumentedBlock> documented_blocks(const std::string& file, const std::string& markdown);

// Empty when the lines fit the pattern, else the first pattern line that was not found.
std::string first_mismatch(const std::vector<std::string>& pattern, const std::vector<std::string>& lines);
std::vector<std::string> lines_of(const std::string& text);

}  // namespace switchover::test
