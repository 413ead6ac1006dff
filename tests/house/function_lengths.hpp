// Where the functions of a C++ text begin and end, by counting braces.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace switchover::house {

struct FunctionExtent {
  std::size_t first_line, last_line;  // counted from 1: of the first word and of the last brace
  std::size_t table_lines;            // of these, lines inside braces without a statement: tables of data
  std::string head;                   // what stands before the body, on one line, at most 80 characters
};
std::vector<FunctionExtent> functions_of(const std::string& text);

// The text with comments, preprocessor lines and the insides of strings blanked; line ends stay where they
// were.
std::string code_only(const std::string& text);

}  // namespace switchover::house
