#include "tests/app/kill_trial.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <stdexcept>
#include <thread>

#include "analysis/block_store.hpp"
#include "app/shell/design_folder.hpp"

namespace switchover::test {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr const char* small_sweep = R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = "{0}h"
runs = {1}
[platform.main]
trunks = 200
[queue.help]
promise = "80% in 20s"
talk = "180s"
patience = "4m"
calls_per_hour = 600
[group.agents]
skills = ["help"]
agents = 32
[expect]
must = ["mean service_level[help] >= 80%", "p95 callers_never_served <= 60"]
[sweep]
"group.agents.agents" = "{2}"
)";

struct Ended {
  bool by_itself = false;
  int code = -1;
};

// Runs the program; kills it after so long, unless that is negative.
Ended run_for(const std::vector<std::string>& arguments, double kill_after_s) {
  std::vector<std::string> texts = arguments;
  std::vector<char*> argv;
  for (std::string& text : texts) argv.push_back(text.data());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no child process");
  if (child == 0) {
    const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
    execv(argv[0], argv.data());
    _exit(127);
  }
  if (kill_after_s >= 0) {
    std::this_thread::sleep_for(std::chrono::duration<double>(kill_after_s));
    kill(child, SIGKILL);  // of our own child, which nobody has waited for yet
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("a child process was lost");
  Ended ended;
  ended.by_itself = WIFEXITED(status);
  ended.code = ended.by_itself ? WEXITSTATUS(status) : -1;
  return ended;
}

// Every file that is an answer: the manifest tells of this run, what is hidden is ours.
std::map<std::string, std::string> answers_in(const std::string& folder) {
  std::map<std::string, std::string> answers;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".") || name == "manifest.json") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    answers[name] = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  return answers;
}

class Trial {
 public:
  Trial(const KillPlan& plan, const std::string& folder)
      : plan_(plan), folder_(folder), whole_(folder + "/whole"), killed_(folder + "/killed") {
    std::ofstream(folder + "/small.toml") << fmt::format(small_sweep, plan.hours, plan.runs, plan.agents);
  }

  KillTrial run() {
    know_the_whole();
    std::mt19937_64 luck(plan_.seed);
    // From the very start to a little beyond the end, whatever is left to do.
    std::uniform_real_distribution<double> moment(0, 1.1 * wall_s_);
    while (told_.kills < plan_.kills) {
      std::error_code ignored;
      fs::remove_all(killed_, ignored);
      std::size_t held = 0;
      for (std::size_t k = 0; k < plan_.kills_in_a_row && told_.kills < plan_.kills; ++k) {
        const Ended ended = run_for(sweep_into(killed_), moment(luck));
        if (ended.by_itself) continue;
        ++told_.kills;
        held = look_into_the_store(held);
      }
      finish_and_compare();
    }
    return std::move(told_);
  }

 private:
  std::vector<std::string> sweep_into(const std::string& out) const {
    return {plan_.program, "sweep",     folder_ + "/small.toml",
            "--quiet",     "--workers", std::to_string(plan_.workers),
            "--out",       out};
  }
  static std::string store_in(const std::string& out) { return out + "/" + store_name; }

  void know_the_whole() {
    const auto began = Clock::now();
    const Ended ended = run_for(sweep_into(whole_), -1);
    wall_s_ = std::chrono::duration<double>(Clock::now() - began).count();
    if (!ended.by_itself || ended.code == 127) throw std::runtime_error("the program cannot be run");
    code_ = ended.code;
    answers_ = answers_in(whole_);
    if (answers_.empty()) throw std::runtime_error("the sweep left no answers");
    const auto store = BlockStore::open(store_in(whole_));
    if (!store) throw std::runtime_error("the sweep left no store");
    told_.blocks = store.value()->size();
  }

  std::size_t look_into_the_store(std::size_t held) {
    if (!fs::exists(store_in(killed_))) return held;
    const auto store = BlockStore::open(store_in(killed_));
    if (!store) {
      ++told_.damaged;
      return held;
    }
    const std::size_t now = store.value()->size();
    if (now < held) ++told_.shrunk;
    told_.blocks_gained += now - std::min(now, held);
    return now;
  }

  void finish_and_compare() {
    ++told_.chains;
    const Ended ended = run_for(sweep_into(killed_), -1);
    const auto answers = answers_in(killed_);
    if (ended.by_itself && ended.code == code_ && answers == answers_) {
      ++told_.identical;
      return;
    }
    for (const auto& [name, text] : answers_) {
      const auto other = answers.find(name);
      if (other == answers.end() || other->second != text) told_.differed.push_back(name);
    }
  }

  const KillPlan& plan_;
  std::string folder_, whole_, killed_;
  std::map<std::string, std::string> answers_;
  double wall_s_ = 0;
  int code_ = 0;
  KillTrial told_;
};

}  // namespace

KillTrial try_kills(const KillPlan& plan, const std::string& folder) { return Trial(plan, folder).run(); }

}  // namespace switchover::test
