#include "app/shell/interruption.hpp"

#include <unistd.h>

#include <csignal>
#include <cstddef>

#include "app/shell/exit_code.hpp"

namespace switchover {

namespace {
template <std::size_t length>
void leave_with(const char (&words)[length]) {
  const ssize_t ignored = write(STDERR_FILENO, words, length - 1);
  static_cast<void>(ignored);
  _exit(static_cast<int>(ExitCode::interrupted));
}
extern "C" void leave_interrupted(int /*signal*/) {
  leave_with("\nswitchover: interrupted; nothing was written\n");
}
extern "C" void leave_with_work_kept(int /*signal*/) {
  leave_with("\nswitchover: interrupted; finished work is kept: the same command goes on from there\n");
}
}  // namespace

void end_at_interruption() {
  struct sigaction action {};
  action.sa_handler = leave_interrupted;
  sigaction(SIGINT, &action, nullptr);
  action.sa_handler = SIG_IGN;
  sigaction(SIGXFSZ, &action, nullptr);
}

void say_at_interruption_that_work_is_kept() {
  struct sigaction action {};
  action.sa_handler = leave_with_work_kept;
  sigaction(SIGINT, &action, nullptr);
}

}  // namespace switchover
