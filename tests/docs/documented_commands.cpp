#include "tests/docs/documented_commands.hpp"

#include <cstddef>
#include <sstream>

namespace switchover::test {

namespace {

// Does `text` fit `pattern`, in which "..." stands for any characters?
bool fits(const std::string& pattern, const std::string& text) {
  const std::string any = "...";
  std::size_t at = 0, from = 0;
  bool anchored = true;
  while (true) {
    const std::size_t gap = pattern.find(any, from);
    const std::string piece = pattern.substr(from, gap == std::string::npos ? gap : gap - from);
    if (gap == std::string::npos) {
      if (anchored) return text.substr(at) == piece;
      return text.size() >= at + piece.size() && text.ends_with(piece);
    }
    const std::size_t found = text.find(piece, at);
    if (found == std::string::npos || (anchored && found != at)) return false;
    at = found + piece.size();
    from = gap + any.size();
    anchored = false;
  }
}

std::string without_trailing_spaces(std::string line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
  return line;
}

// Is the last command still being read, because of a <<'EOF' whose EOF has not come yet?
bool is_open(const DocumentedBlock& block) {
  if (block.commands.empty()) return false;
  const std::string& last = block.commands.back();
  return last.find("<<'EOF'") != std::string::npos && !last.ends_with("\nEOF");
}

// "switchover run x  # exit 1" -> the command and 1.
void add_command(DocumentedBlock& block, const std::string& line) {
  if (is_open(block)) {
    block.commands.back() += "\n" + line;
    return;
  }
  if (line.empty()) return;
  const std::string mark = "# exit ";
  const std::size_t at = line.find(mark);
  block.codes.push_back(at == std::string::npos ? 0 : std::stoi(line.substr(at + mark.size())));
  block.commands.push_back(without_trailing_spaces(line.substr(0, at)));
}

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(without_trailing_spaces(line));
  return lines;
}

std::vector<DocumentedBlock> documented_blocks(const std::string& file, const std::string& markdown) {
  std::vector<DocumentedBlock> blocks;
  enum class In { prose, commands, output, other } in = In::prose;
  bool follows = false;  // nothing but empty lines and prose since the last block of commands
  int number = 0;
  for (const std::string& line : lines_of(markdown)) {
    ++number;
    if (in == In::prose) {
      if (line == "```sh") {
        blocks.push_back({file, number + 1, {}, {}, false, {}});
        in = In::commands;
      } else if (line == "```text" && follows) {
        blocks.back().has_output = true;
        in = In::output;
      } else if (line.starts_with("```")) {
        in = In::other;
      } else if (line.starts_with("#")) {
        follows = false;
      }
    } else if (line == "```") {
      follows = in == In::commands;
      in = In::prose;
    } else if (in == In::commands) {
      add_command(blocks.back(), line);
    } else if (in == In::output) {
      blocks.back().output.push_back(line);
    }
  }
  return blocks;
}

std::string first_mismatch(const std::vector<std::string>& pattern, const std::vector<std::string>& lines) {
  std::size_t at = 0;
  bool skipping = false;
  for (const std::string& wanted : pattern) {
    if (wanted == "...") {
      skipping = true;
      continue;
    }
    while (skipping && at < lines.size() && !fits(wanted, lines[at])) ++at;
    if (at == lines.size() || !fits(wanted, lines[at])) return wanted.empty() ? "(an empty line)" : wanted;
    ++at;
    skipping = false;
  }
  return at == lines.size() || skipping ? "" : "(the end, but there is more: " + lines[at] + ")";
}

}  // namespace switchover::test
