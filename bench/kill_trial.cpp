// Kills a sweep again and again at random moments, lets it go on, and holds its answers against those of a
// sweep that nobody killed. kill_trial PROGRAM [kills] [seed] [kills in a row] [workers]
#include "tests/app/kill_trial.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <exception>
#include <filesystem>

using switchover::test::KillPlan;
using switchover::test::KillTrial;

namespace {

void print(const KillTrial& trial) {
  fmt::print("kills                         {}\n", trial.kills);
  fmt::print("sweeps brought to their end   {}\n", trial.chains);
  fmt::print("  with identical answers      {}\n", trial.identical);
  fmt::print("stores damaged by a kill      {}\n", trial.damaged);
  fmt::print("finished blocks lost          {}\n", trial.shrunk == 0 ? "none" : "some");
  fmt::print("blocks of one sweep           {}\n", trial.blocks);
  fmt::print("  gained before each kill     {:.1f}\n",
             static_cast<double>(trial.blocks_gained) / static_cast<double>(trial.kills));
  for (const std::string& name : trial.differed) fmt::print("differed: {}\n", name);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print("kill_trial PROGRAM [kills] [seed] [kills in a row] [workers]\n");
    return 64;
  }
  const auto number = [&](int at, unsigned long otherwise) {
    return at < count ? std::strtoul(arguments[at], nullptr, 10) : otherwise;
  };
  KillPlan plan;
  plan.program = arguments[1];
  plan.kills = number(2, 1'000);
  plan.seed = number(3, 1);
  plan.kills_in_a_row = number(4, 8);
  plan.workers = static_cast<unsigned>(number(5, 2));
  std::string folder = (std::filesystem::temp_directory_path() / "switchover-kills-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 74;
  int code = 70;
  try {
    const KillTrial trial = try_kills(plan, folder);
    print(trial);
    code = trial.identical == trial.chains && trial.damaged == 0 && trial.shrunk == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    fmt::print("kill_trial: {}\n", error.what());
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return code;
}
