#include "app/shell/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace switchover {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

int columns_of(int descriptor, bool is_terminal) {
  constexpr int usual = 100, narrowest = 40, widest = 400;
  int columns = usual;
  winsize size{};
  const std::string_view told = environment("COLUMNS");
  if (is_terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    columns = size.ws_col;
  } else if (!told.empty()) {
    const auto read = std::from_chars(told.data(), told.data() + told.size(), columns);
    if (read.ec != std::errc{}) columns = usual;
  }
  return columns < narrowest ? narrowest : columns > widest ? widest : columns;
}

}  // namespace

Terminal inspect_terminal(std::FILE* stream) {
  Terminal terminal;
  const int descriptor = fileno(stream);
  terminal.is_terminal = isatty(descriptor) == 1;
  const std::string_view forced = environment("CLICOLOR_FORCE");
  if (!environment("NO_COLOR").empty()) {
    terminal.colour = false;
  } else if (!forced.empty() && forced != "0") {
    terminal.colour = true;
  } else {
    terminal.colour = terminal.is_terminal && environment("TERM") != "dumb";
  }
  terminal.columns = columns_of(descriptor, terminal.is_terminal);
  return terminal;
}

}  // namespace switchover
