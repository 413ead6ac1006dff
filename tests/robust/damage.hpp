// What happens to scenario files and tables on their way: each kind of damage is a name and a function, and
// the same seed does the same damage.
#pragma once
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace switchover::test {

using Luck = std::mt19937;  // its sequence is the same everywhere, unlike that of the distributions

std::size_t below(Luck& luck, std::size_t n);  // 0 .. n-1; 0 when n is 0

struct Damage {
  std::string name;
  void (*inflict)(const std::filesystem::path& file, Luck& luck);
};

const std::vector<Damage>& damage_to_any_file();
const std::vector<Damage>& damage_to_scenarios();  // TOML only
const std::vector<Damage>& damage_to_tables();     // CSV only

// For kinds of damage: the file's bytes, and other ones in their place.
std::string bytes_of(const std::filesystem::path& file);
void put(const std::filesystem::path& file, const std::string& bytes);

// The pieces of a text between ends of line, and the way back.
std::vector<std::string> lines_of(const std::string& text);
std::string joined_lines(const std::vector<std::string>& lines);

}  // namespace switchover::test
