// How much more until a must fails: by halves over growth, the same callers at every point.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "analysis/design.hpp"
#include "analysis/figures.hpp"
#include "analysis/growth.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr double error = 0.05;
constexpr int least_percent = -90;       // a day without hardly anything is no answer
constexpr int most_absent_percent = 95;  // somebody has to be there
constexpr std::uint32_t full_runs = 30;

std::vector<Expectation> musts_of(const Scenario& scenario) {
  if (!scenario.must.empty()) return scenario.must;
  std::vector<Expectation> musts;
  for (std::size_t q = 0; q < scenario.centre.queues.size(); ++q) {
    const QueueSpec& queue = scenario.centre.queues[q];
    if (!queue.has_promise) continue;
    Expectation must;
    must.text =
        fmt::format("mean service_level[{}] >= {:.6g}% over day", queue.name, queue.promise.share * 100);
    must.metric = Metric::service_level;
    must.queue = QueueId(q);
    must.value = queue.promise.share;
    must.to = Time::after_start(scenario.centre.length);
    if (scenario.measure) {
      must.from = scenario.measure->first;
      must.to = scenario.measure->second;
    }
    musts.push_back(must);
  }
  return musts;
}

bool fails(const Judgement& j) { return j.verdict == Verdict::fail; }
bool passes(const Judgement& j) { return j.verdict != Verdict::fail && j.verdict != Verdict::undecided; }

class GrowthSearch {
 public:
  GrowthSearch(const Scenario& scenario, CaseRunner& runner, const LimitOptions& options)
      : scenario_(scenario),
        runner_(runner),
        options_(options),
        runs_(std::min(options.runs, runner.most_runs())),
        most_(options.grow == Grow::absence
                  ? std::min(most_absent_percent, static_cast<int>(std::lround(options.most * 100)))
                  : static_cast<int>(std::lround(options.most * 100))) {
    questions_.promises = musts_of(scenario);
  }

  LimitReport run() {
    LimitReport report;
    report.scenario = scenario_.name;
    report.file = scenario_.file;
    report.grow = options_.grow == Grow::volume     ? "volume"
                  : options_.grow == Grow::handling ? "aht"
                                                    : "absence";
    report.runs = runs_;
    report.seed = scenario_.seed;
    for (const Expectation& must : questions_.promises) report.must.push_back(must.text);
    if (questions_.promises.empty()) {
      report.never_fails = true;
      report.sentence = "The scenario promises nothing: there is nothing that could fail.";
      return report;
    }
    const auto last_pass = last_with([this](int p) { return all_pass(p); });
    const auto last_not_failed = last_with([this](int p) { return !some_fail(p); });
    report.fails_already = some_fail(0);
    report.never_fails = last_not_failed == most_;
    holds_ = last_pass;
    report.holds_until = last_pass ? 0.01 * *last_pass : -1;
    report.fails_from = last_not_failed ? 0.01 * (*last_not_failed + 1) : 0.01 * least_percent;
    if (!report.never_fails) tell_failure(report);
    for (const auto& [percent, judgements] : known_) {
      LimitPoint point{0.01 * percent, judgements, ""};
      for (std::size_t e = 0; e < judgements.size() && point.broken.empty(); ++e) {
        if (fails(judgements[e])) point.broken = questions_.promises[e].text;
      }
      report.curve.push_back(std::move(point));
    }
    report.exit_code = some_fail(0) ? 1 : all_pass(0) ? 0 : 3;
    report.sentence = sentence(report);
    report.replications = runner_.cost().replications;
    return report;
  }

 private:
  const std::vector<Judgement>& at(int percent) {
    const auto found = known_.find(percent);
    if (found != known_.end()) return found->second;
    const Case grown_case{fmt::format("{:+d}%", percent), grown(scenario_, options_.grow, 0.01 * percent),
                          questions_, fmt::format("growth {} {}", static_cast<int>(options_.grow), percent)};
    return known_[percent] = judge_case(grown_case, runner_.days(grown_case, 0, runs_), error);
  }
  bool all_pass(int percent) {
    const auto& judgements = at(percent);
    return std::all_of(judgements.begin(), judgements.end(), passes);
  }
  bool some_fail(int percent) {
    const auto& judgements = at(percent);
    return std::any_of(judgements.begin(), judgements.end(), fails);
  }

  // The last percent at which it is so, when it is so below and not above; nothing: not even at the least.
  std::optional<int> last_with(const std::function<bool(int)>& so) {
    int low = 0, high = 0;
    if (so(0)) {
      for (int step = 5; low < most_; step *= 2) {
        high = std::min(most_, low + step);
        if (!so(high)) break;
        low = high;
      }
      if (low == most_) return most_;
    } else {
      for (int step = 5; high > least_percent; step *= 2) {
        low = std::max(least_percent, high - step);
        if (so(low)) break;
        high = low;
      }
      if (high == least_percent) return std::nullopt;
    }
    while (high - low > 1) {
      const int middle = low + (high - low) / 2;
      (so(middle) ? low : high) = middle;
    }
    return low;
  }

  void tell_failure(LimitReport& report) {
    const int from = static_cast<int>(std::lround(report.fails_from * 100));
    const auto& judgements = at(from);
    for (std::size_t e = 0; e < judgements.size() && report.breaks_first.empty(); ++e) {
      if (fails(judgements[e])) report.breaks_first = questions_.promises[e].text;
    }
    const std::uint32_t runs = std::min(full_runs, runs_);
    report.binding = full_at(scenario_, runner_, options_.grow, report.fails_from, runs);
    const auto full = [&](int percent) {
      return full_at(scenario_, runner_, options_.grow, 0.01 * percent, runs);
    };
    const auto stranger = [&](const std::vector<std::string>& labels) -> std::string {
      for (const std::string& label : labels) {
        if (std::find(report.binding.begin(), report.binding.end(), label) == report.binding.end())
          return label;
      }
      return "";
    };
    int low = from, high = from;
    std::string next;
    for (int step = 10; high < most_ && next.empty(); step *= 2) {
      low = high;
      high = std::min(most_, high + step);
      next = stranger(full(high));
    }
    while (!next.empty() && high - low > 1) {
      const int middle = low + (high - low) / 2;
      const std::string found = stranger(full(middle));
      if (found.empty()) {
        low = middle;
      } else {
        high = middle;
        next = found;
      }
    }
    report.full_next = next;
    report.full_next_from = 0.01 * high;
  }

  std::string sentence(const LimitReport& report) const {
    const int from = static_cast<int>(std::lround(report.fails_from * 100));
    const auto more = [&](int percent) { return growth_text(report.grow, 0.01 * percent); };
    std::string text;
    if (report.fails_already) {
      text = "Fails as it is";
      text += holds_ ? fmt::format("; every must passes at {}", more(*holds_))
                     : fmt::format("; not even {} makes every must pass", more(least_percent));
      if (from < 0) text += fmt::format(", some must fails from {}", more(from));
    } else if (report.never_fails) {
      text = holds_ == most_ ? fmt::format("Holds even at {}: the search ends there", more(most_))
             : holds_ ? fmt::format("Holds until {}; beyond, up to {}, these runs cannot tell", more(*holds_),
                                    more(most_))
                      : fmt::format("These runs cannot tell, and nothing fails up to {}", more(most_));
      return text + ".";
    } else {
      text = holds_ ? fmt::format("Holds until {}, fails from {}", more(*holds_), more(from))
                    : fmt::format("These runs cannot tell that it holds; fails from {}", more(from));
    }
    text += ": " + report.breaks_first + ".";
    if (!report.binding.empty()) {
      const std::vector<std::string> first(
          report.binding.begin(),
          report.binding.begin() + std::min<std::ptrdiff_t>(2, std::ssize(report.binding)));
      text += fmt::format(" Full there: {}.", joined(first, ", then "));
    }
    if (!report.full_next.empty())
      text += fmt::format(" Next {}, at {}.", report.full_next,
                          more(static_cast<int>(std::lround(report.full_next_from * 100))));
    return text;
  }

  const Scenario& scenario_;
  CaseRunner& runner_;
  const LimitOptions& options_;
  std::uint32_t runs_;
  int most_;
  CaseQuestions questions_;
  std::map<int, std::vector<Judgement>> known_;
  std::optional<int> holds_;
};

}  // namespace

std::string growth_text(const std::string& grow, double growth) {
  const long percent = std::lround(growth * 100);
  if (percent == 0) return "as it is";
  const char* what = grow == "volume" ? " calls" : grow == "aht" ? " handling time" : " of the agents absent";
  return fmt::format("{:+d}%{}", percent, what);
}

LimitReport find_limit(const Scenario& scenario, CaseRunner& runner, const LimitOptions& options) {
  return GrowthSearch(scenario, runner, options).run();
}

}  // namespace switchover
