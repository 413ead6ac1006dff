#include "app/shell/interruption.hpp"
#include "app/verbs/verbs.hpp"

int main(int argc, char** argv) {
  switchover::end_at_interruption();
  return static_cast<int>(switchover::run_program({argv + (argc > 0 ? 1 : 0), argv + argc}));
}
