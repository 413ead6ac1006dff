#include "app/verbs/repeat_command.hpp"

#include <optional>
#include <utility>

namespace switchover {

namespace {

class Command {
 public:
  Command(const char* verb, const std::vector<std::string>& files) : words_{verb} {
    words_.insert(words_.end(), files.begin(), files.end());
  }
  void option(const char* name, const std::string& value) {
    if (value.empty()) return;
    words_.emplace_back(name);
    words_.push_back(value);
  }
  void options(const char* name, const std::vector<std::string>& values) {
    for (const std::string& value : values) option(name, value);
  }
  void flag(const char* name, bool said) {
    if (said) words_.emplace_back(name);
  }
  // Said even where the scenario says the same: it may change.
  void luck(const RunParticulars& run, bool with_seed = true) {
    if (with_seed) option("--seed", std::to_string(run.seed));
    option("--runs", std::to_string(run.max_runs));
  }
  void luck(std::uint64_t seed, std::optional<std::uint32_t> runs) {
    option("--seed", std::to_string(seed));
    if (runs) option("--runs", std::to_string(*runs));
  }
  // Of the verbs whose days are not the scenario's: said only where they were asked for.
  void common(const CommonRequest& request, std::uint64_t seed) {
    luck(seed, request.runs);
    options("--set", request.settings);
  }
  std::vector<std::string> words() { return std::move(words_); }

 private:
  std::vector<std::string> words_;
};

}  // namespace

std::vector<std::string> repeat_command(const RunRequest& request, const std::string& file,
                                        const RunParticulars& run) {
  Command command("run", {file});
  command.luck(run);
  command.options("--set", request.settings);
  command.option("--actual", request.actual);
  command.flag("--flip", request.flip);
  command.flag("--no-fix", request.no_fix);
  command.option("--against", request.ci.against);
  if (!request.ci.against.empty()) command.options("--tolerance", request.ci.tolerance);
  return command.words();
}

std::vector<std::string> repeat_command(const CompareRequest& request, const RunParticulars& run) {
  Command command("compare", request.files);
  command.luck(run);
  command.options("--set", request.common.settings);
  command.option("--baseline", request.baseline);
  command.option("--rank-by", request.rank_by);
  command.option("--indifference", request.indifference);
  command.option("--budget", request.budget);
  command.flag("--different-days", request.different_days);
  command.flag("--no-controls", request.no_controls);
  command.flag("--antithetic", request.antithetic);
  return command.words();
}

// A seed also draws the points of a hypercube, but only one that was asked for.
std::vector<std::string> repeat_command(const SweepRequest& request, const RunParticulars& run) {
  Command command("sweep", {request.file});
  command.luck(run, !request.points || request.common.seed);
  command.options("--set", request.common.settings);
  command.option("--points", request.points ? std::to_string(*request.points) : "");
  command.option("--rank-by", request.rank_by);
  command.option("--indifference", request.indifference);
  command.option("--budget", request.budget);
  command.flag("--no-controls", request.no_controls);
  command.flag("--antithetic", request.antithetic);
  return command.words();
}

std::vector<std::string> repeat_command(const DrillRequest& request, std::uint64_t seed, std::uint32_t runs) {
  Command command("drill", {request.file});
  command.luck(seed, runs);
  command.options("--set", request.settings);
  command.flag("--pairs", request.pairs);
  command.flag("--check-ranks", request.check_ranks);
  command.flag("--quick", request.quick);
  command.option("--rehearse", request.rehearse);
  command.option("--component", request.component);
  return command.words();
}

std::vector<std::string> repeat_command(const WorstTimeRequest& request, std::uint64_t seed,
                                        std::uint32_t runs) {
  Command command("worst-time", {request.file});
  command.luck(seed, runs);
  command.options("--set", request.settings);
  command.option("--event", request.event);
  command.option("--every", request.every);
  return command.words();
}

std::vector<std::string> repeat_command(const SolveRequest& request, std::uint64_t seed) {
  Command command("solve", {request.what, request.file});
  command.option("--target", request.target);
  command.options("--queue", request.queues);
  command.option("--platform", request.platform);
  command.flag("--whole-day", request.whole_day);
  command.common(request.common, seed);
  return command.words();
}

std::vector<std::string> repeat_command(const LimitRequest& request, std::uint64_t seed) {
  Command command("limit", {request.file});
  command.option("--grow", request.grow);
  command.common(request.common, seed);
  return command.words();
}

std::vector<std::string> repeat_command(const FixRequest& request, std::uint64_t seed) {
  Command command("fix", {request.file});
  command.common(request.common, seed);
  return command.words();
}

std::vector<std::string> repeat_command(const FlipRequest& request, std::uint64_t seed) {
  Command command("flip", {request.file});
  command.option("--only", request.only);
  command.common(request.common, seed);
  return command.words();
}

}  // namespace switchover
