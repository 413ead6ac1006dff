// Printing to the two streams of a program.
#pragma once
#include <string_view>

namespace switchover {

void print_answer(std::string_view text);     // stdout
void print_complaint(std::string_view text);  // stderr
bool answers_arrived();                       // stdout flushed without an error (a full disk shows here)

}  // namespace switchover
