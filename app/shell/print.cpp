#include "app/shell/print.hpp"

#include <cstdio>

namespace switchover {

void print_answer(std::string_view text) {
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stdout));  // answers_arrived() asks how it went
}
void print_complaint(std::string_view text) {
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}
bool answers_arrived() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

}  // namespace switchover
