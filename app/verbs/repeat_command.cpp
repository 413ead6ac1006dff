#include "app/verbs/repeat_command.hpp"

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

}  // namespace switchover
