#include "app/shell/exit_code.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace switchover;

TEST_CASE("of two exit codes the worse wins: 70, 2, 4, 1, 5, 3, 0") {
  const std::vector<int> order = {70, 2, 4, 1, 5, 3, 0};
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i; j < order.size(); ++j) {
      const auto worse = static_cast<ExitCode>(order[i]), better = static_cast<ExitCode>(order[j]);
      CHECK(worse_of(worse, better) == worse);
      CHECK(worse_of(better, worse) == worse);
    }
  }
  CHECK(worse_of(ExitCode::interrupted, ExitCode::internal) == ExitCode::interrupted);
  CHECK(worse_of(ExitCode::must_failed, ExitCode::input_output) == ExitCode::input_output);
}
