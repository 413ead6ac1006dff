#include "app/shell/print.hpp"

#include <cstdio>

namespace switchover {

void print_answer(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void print_complaint(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }
bool answers_arrived() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

}  // namespace switchover
