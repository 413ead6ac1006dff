// Runs the built program (or a shell) as a user would, and keeps what it said.
#pragma once
#include <string>
#include <vector>

namespace switchover::test {

struct Ran {
  int code = -1;  // exit code; 128 + signal when a signal ended it
  std::string out, err;
};

Ran run_shell(const std::string& script, const std::string& folder = "");  // sh -c, in that folder
Ran run_switchover(const std::vector<std::string>& arguments, const std::string& folder = "");

std::string quoted_for_shell(const std::string& text);
std::string file_text(const std::string& path);  // "" when it cannot be read
void write_text(const std::string& path, const std::string& text);

// A folder of its own below the temporary one, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  std::vector<std::string> entries() const;  // names, sorted, hidden ones included

 private:
  std::string path_;
};

}  // namespace switchover::test
