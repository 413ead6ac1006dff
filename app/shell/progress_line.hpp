// Progress on stderr for anything that takes longer than two seconds: what is being done, how far, how long
// still. Quiet when stderr is not a terminal.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace switchover {

// "12 s", "3 m 20 s", "1 h 05 m": what a person wants to read about time that is left.
std::string time_left_text(double seconds);

class ProgressLine {
 public:
  explicit ProgressLine(bool shown);  // shown = false says nothing
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  // left_s: 0 when not known yet.
  void update(const std::string& what, std::uint64_t done, std::uint64_t expected, double left_s);
  void finish();  // takes the line away

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool on_screen_ = false;
  Clock::time_point began_, drawn_;
};

}  // namespace switchover
