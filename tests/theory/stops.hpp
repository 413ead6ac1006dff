// Whether a programmer's error stops the program, tried in a child process so that the tests go on.
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include "sim/contract.hpp"

namespace switchover {

template <class Action>
bool stops(const Action& action) {
  const pid_t child = fork();
  demand(child >= 0, "the test needs a child process");
  if (child == 0) {
    close(STDERR_FILENO);
    action();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 70;
}

}  // namespace switchover
