#include "app/shell/interruption.hpp"

#include <unistd.h>

#include <csignal>

#include "app/shell/exit_code.hpp"

namespace switchover {

namespace {
extern "C" void leave_interrupted(int /*signal*/) {
  constexpr char words[] = "\nswitchover: interrupted; nothing was written\n";
  const ssize_t ignored = write(STDERR_FILENO, words, sizeof words - 1);
  static_cast<void>(ignored);
  _exit(static_cast<int>(ExitCode::interrupted));
}
}  // namespace

void end_at_interruption() {
  struct sigaction action {};
  action.sa_handler = leave_interrupted;
  sigaction(SIGINT, &action, nullptr);
  action.sa_handler = SIG_IGN;
  sigaction(SIGXFSZ, &action, nullptr);
}

}  // namespace switchover
