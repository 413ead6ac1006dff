#include "app/shell/progress_line.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "app/shell/print.hpp"
#include "app/shell/terminal.hpp"

namespace switchover {

namespace {
constexpr std::chrono::milliseconds first_after{2'000}, redraw_every{100};
constexpr const char* clear_line = "\r\x1b[K";
}  // namespace

std::string time_left_text(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds < 0 ? 0 : seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3'600) return fmt::format("{} m {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} m", whole / 3'600, whole % 3'600 / 60);
}

ProgressLine::ProgressLine(bool shown)
    : shown_(shown && inspect_terminal(stderr).is_terminal), began_(Clock::now()) {}

ProgressLine::~ProgressLine() { finish(); }

void ProgressLine::update(const std::string& what, std::uint64_t done, std::uint64_t expected,
                          double left_s) {
  if (!shown_) return;
  const auto now = Clock::now();
  if (now - began_ < first_after || now - drawn_ < redraw_every) return;
  drawn_ = now;
  on_screen_ = true;
  std::string line = fmt::format("{}simulating {}: {} of at most {}", clear_line, what, done, expected);
  if (left_s > 0) line += fmt::format(", {} left", time_left_text(left_s));
  print_complaint(line);
}

void ProgressLine::finish() {
  if (!on_screen_) return;
  print_complaint(clear_line);
  on_screen_ = false;
}

}  // namespace switchover
