// The house rules of docs/HOUSE.md as functions of a file's path and text, so that the rules themselves can
// be tested.
#pragma once
#include <string>
#include <vector>

namespace switchover::house {

struct File {
  std::string path;  // from the top of the tree, with forward slashes
  std::string text;
};
using Violations = std::vector<std::string>;  // "sim/time.hpp:12: what is wrong"

// Every file of the tree, sorted by path, without build folders, output and version control; no file over 4
// MB.
std::vector<File> tree_files(const std::string& top);
bool is_source(const File& file);       // .hpp or .cpp
bool is_of_the_page(const File& file);  // .js, .mjs or .css

// Includes go downstairs or stay in the room, and what they name exists.
Violations climbing_includes(const std::vector<File>& files);
// A library stands behind one .cpp of ours (tests and benchmarks aside); JSON behind .cpp files only.
Violations library_doors(const std::vector<File>& files);
// At most 500 lines a file, 110 columns a line, no tabs.
Violations size_of_files(const std::vector<File>& files);
// At most 70 lines a function, from its first word to its last brace, the inside of tables of data (braces
// without a statement) not counted. Lambdas count with the function around them.
Violations long_functions(const std::vector<File>& files);
// No file names a place of somebody's machine.
Violations machine_paths(const std::vector<File>& files);

}  // namespace switchover::house
