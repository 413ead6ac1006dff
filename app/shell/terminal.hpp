// What the stream at the other end can show: is it a terminal, may it be coloured, how wide is it.
#pragma once
#include <cstdio>

namespace switchover {

struct Terminal {
  bool is_terminal = false;
  bool colour = false;  // NO_COLOR and TERM=dumb say no, CLICOLOR_FORCE says yes; otherwise terminals only
  int columns = 100;    // the terminal's width, else COLUMNS, else 100
};

Terminal inspect_terminal(std::FILE* stream);

}  // namespace switchover
