#include "tests/app/program_runner.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace switchover::test {

namespace fs = std::filesystem;

std::string quoted_for_shell(const std::string& text) {
  std::string quoted = "'";
  for (const char character : text)
    quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
  return quoted + "'";
}

std::string file_text(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

Ran run_shell(const std::string& script, const std::string& folder) {
  const TemporaryFolder heard;
  const std::string place = folder.empty() ? "" : "cd " + quoted_for_shell(folder) + " && ";
  // bash, because the documentation's commands are tried as a reader's shell would.
  const std::string command = place + "bash -c " + quoted_for_shell(script) + " >" +
                              quoted_for_shell(heard / "out") + " 2>" + quoted_for_shell(heard / "err") +
                              " </dev/null";
  const int status = std::system(command.c_str());
  Ran ran;
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.out = file_text(heard / "out");
  ran.err = file_text(heard / "err");
  return ran;
}

Ran run_switchover(const std::vector<std::string>& arguments, const std::string& folder) {
  std::string script = quoted_for_shell(SWITCHOVER_PROGRAM);
  for (const std::string& argument : arguments) script += " " + quoted_for_shell(argument);
  return run_shell(script, folder);
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "switchover-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::vector<std::string> TemporaryFolder::entries() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path_)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace switchover::test
