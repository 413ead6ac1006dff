// What do common callers, control variates and mirrored days save? On days of the library, each beside a
// changed one: how many times as many days independent runs would need for an equally narrow range, and the
// CPU time until the two are told apart, at the looks and with the error that a comparison spends. Usage:
// variance_bench [days, default 160] [rounds, default 3] [pairs, default all].
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include "analysis/case_runner.hpp"
#include "analysis/comparing.hpp"
#include "analysis/control_variates.hpp"
#include "analysis/looks.hpp"
#include "scenarios/scenario.hpp"
#include "sim/random_stream.hpp"

namespace {

using namespace switchover;
using Column = std::vector<double>;

struct Pair {
  std::string name, scenario, changed_to;  // changed_to: another scenario of the library, or the same
  std::vector<std::string> settings;       // of the changed one
  Metric metric;
  std::string queue;  // empty: all
  std::function<void(CentreSpec&)> change;
};

void more_agents(CentreSpec& spec, const std::string& group, double count) {
  EventSpec event;
  event.name = "more agents";
  event.kind = EventKind::more_agents;
  event.count = count;
  event.in_twin = true;
  for (std::size_t g = 0; g < spec.groups.size(); ++g) {
    if (spec.groups[g].name == group) event.groups = {GroupId(g)};
  }
  spec.events.push_back(event);
}

std::vector<Pair> pairs() {
  const auto agents = [](const char* group, double count) {
    return [=](CentreSpec& spec) { more_agents(spec, group, count); };
  };
  return {
      {"monday-peak, 20 more agents",
       "monday-peak",
       "monday-peak",
       {},
       Metric::service_level,
       "billing",
       agents("billing", 20)},
      {"monday-peak, 3 more agents",
       "monday-peak",
       "monday-peak",
       {},
       Metric::never_served_rate,
       "",
       agents("billing", 3)},
      {"dc-outage, decision in 1 m",
       "dc-outage",
       "dc-outage",
       {"failover.\"dc1 to new\".decide=\"1m\""},
       Metric::never_served_rate,
       "",
       {}},
      {"retry-storm, 2 more agents",
       "retry-storm",
       "retry-storm",
       {},
       Metric::never_served_rate,
       "",
       agents("sales", 2)},
      {"trunks-too-few, 265 lines",
       "trunks-too-few",
       "trunks-too-few",
       {},
       Metric::blocked_rate,
       "",
       [](CentreSpec& spec) { spec.events.front().limit_value = 265; }},
      {"crm-brownout, 100 m, not 2 h",
       "crm-brownout",
       "crm-brownout",
       {"event.crm-brownout.lasts=\"100m\""},
       Metric::service_level,
       "billing",
       {}},
      {"split-50-50, 70 % dual", "split-50-50", "split-50-50-dual", {}, Metric::mean_wait, "", {}},
      {"two-skill-overflow, after 30 s",
       "two-skill-overflow",
       "two-skill-overflow",
       {},
       Metric::service_level,
       "service",
       [](CentreSpec& spec) { spec.groups.front().skills[1].after = Duration::whole_seconds(30); }},
  };
}

Case case_of(const Pair& pair, bool changed, bool mirrored, std::uint32_t days, std::uint64_t round) {
  const std::string path = fmt::format("{}/scenarios/library/{}/scenario.toml", SWITCHOVER_SOURCE_DIR,
                                       changed ? pair.changed_to : pair.scenario);
  auto read = read_scenario(path, changed ? pair.settings : std::vector<std::string>{});
  if (!read.ok()) {
    for (const Problem& problem : read.problems()) fmt::print(stderr, "{}\n", to_string(problem));
    std::exit(2);
  }
  Case c{pair.name + (changed ? ", changed" : "") + (mirrored ? ", mirrored" : ""),
         std::move(read).value(),
         {},
         ""};
  c.scenario.max_runs = days;
  c.scenario.seed += 1000 * round;
  CentreSpec& spec = c.scenario.centre;
  if (changed && pair.change) pair.change(spec);
  spec.mirrored_days = mirrored;
  Ask ask;
  ask.metric = pair.metric;
  ask.span = whole_day(spec);
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    if (spec.queues[q].name == pair.queue) ask.scope.queue = QueueId(q);
  }
  c.questions.asks = {ask};
  c.changes = c.name;
  return c;
}

// ---- days

struct Sample {
  Column value;  // pseudo-values of the figure
  std::vector<Column> controls;
  double cpu_s = 0;
};
Sample draw(CaseRunner& runner, const Case& c, std::uint32_t days, Luck luck = Luck::search) {
  Sample sample;
  runner.days(c, 0, std::min(days, 2u), luck);  // reading, correction and rehearsal are not what is measured
  const std::clock_t began = std::clock();
  const std::vector<CaseDay> found = runner.days(c, 0, days, luck);
  sample.cpu_s = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  std::vector<Figure> figures;
  for (const CaseDay& day : found) {
    figures.push_back(day.asks.front());
    sample.controls.push_back(day.controls);
  }
  sample.value = pseudo_values(figures);
  return sample;
}
void append(Sample& all, const Sample& more) {
  all.value.insert(all.value.end(), more.value.begin(), more.value.end());
  all.controls.insert(all.controls.end(), more.controls.begin(), more.controls.end());
  all.cpu_s += more.cpu_s;
}

double variance(const Column& x) {
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
  double squares = 0;
  for (const double v : x) squares += (v - mean) * (v - mean);
  return squares / static_cast<double>(x.size() - 1);
}
Column minus(const Column& a, const Column& b) {
  Column difference(a.size());
  std::transform(a.begin(), a.end(), b.begin(), difference.begin(), std::minus<>());
  return difference;
}
Column pair_means(const Column& x) {
  Column means;
  for (std::size_t i = 0; i + 1 < x.size(); i += 2) means.push_back((x[i] + x[i + 1]) / 2);
  return means;
}

// ---- ratios of variances, with a bootstrap over days (percentiles, 400 resamples)

struct Ratio {
  double value = 1, low = 1, high = 1;
};
Ratio bootstrapped(std::size_t n, const std::function<double(const std::vector<std::size_t>&)>& ratio,
                   std::size_t folds = 1) {
  std::vector<std::size_t> days(n);
  std::iota(days.begin(), days.end(), std::size_t{0});
  Ratio result;
  result.value = ratio(days);
  RandomStream stream({.seed = 5, .purpose = Purpose::test});
  Column found;
  for (int k = 0; k < 400; ++k) {
    // Every place draws among the days of its own fold of controlled_mean(): a day drawn twice must not teach
    // the coefficient that is used on it.
    for (std::size_t r = 0; r < n; ++r) {
      const std::size_t fold = r % folds, in_fold = (n - fold + folds - 1) / folds;
      const auto at = static_cast<std::size_t>(stream.uniform() * static_cast<double>(in_fold));
      days[r] = fold + folds * std::min(at, in_fold - 1);
    }
    found.push_back(ratio(days));
  }
  std::sort(found.begin(), found.end());
  result.low = found[9];
  result.high = found[389];
  return result;
}
Column picked(const Column& x, const std::vector<std::size_t>& days) {
  Column y;
  for (const std::size_t d : days) y.push_back(x[d]);
  return y;
}
Ratio gain_of_pairing(const Column& a, const Column& b) {
  return bootstrapped(a.size(), [&](const std::vector<std::size_t>& days) {
    const Column x = picked(a, days);
    const Column y = picked(b, days);
    return (variance(x) + variance(y)) / variance(minus(x, y));
  });
}
Ratio gain_of_controls(const Column& x, const std::vector<Column>& controls) {
  constexpr std::size_t folds = 10;
  return bootstrapped(
      x.size(),
      [&](const std::vector<std::size_t>& days) {
        std::vector<Column> own;
        for (const std::size_t d : days) own.push_back(controls[d]);
        return controlled_mean(picked(x, days), own, 0.95).gain;
      },
      folds);
}
// Days that were drawn mirrored against days that were not.
Ratio gain_of_mirrors(const Column& plain, const Column& mirrored) {
  const Column means = pair_means(mirrored);
  return bootstrapped(means.size(), [&](const std::vector<std::size_t>& days) {
    Column both;
    for (const std::size_t d : days) {
      both.push_back(plain[2 * d]);
      both.push_back(plain[2 * d + 1]);
    }
    return variance(both) / (2 * variance(picked(means, days)));
  });
}
std::string text(const Ratio& r) { return fmt::format("{:.2f} ({:.2f}-{:.2f})", r.value, r.low, r.high); }

// ---- days until the two are told apart

Column first(const Column& x, std::uint32_t n) { return {x.begin(), x.begin() + n}; }
double p_of(double difference, double squared_error, double degrees) {
  if (squared_error <= 0) return difference == 0 ? 1 : 0;
  return student_t_two_sided(difference / std::sqrt(squared_error),
                             static_cast<std::size_t>(std::max(1.0, degrees)));
}
double mean(const Column& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}
enum class Method { independent, common, controlled };
// Days a plan; twice the most when the looks run out.
double days_to_decide(Method method, const Sample& a, const Sample& b, std::uint32_t most) {
  for (const std::uint32_t n : looks_up_to(most)) {
    const Column x = first(a.value, n);
    const Column y = first(b.value, n);
    const double days = n;
    double p = 1;
    if (method == Method::independent) {  // Welch
      const double u = variance(x) / days, v = variance(y) / days;
      p = p_of(mean(x) - mean(y), u + v, (u + v) * (u + v) * (days - 1) / (u * u + v * v));
    } else if (method == Method::common) {
      const Column d = minus(x, y);
      p = p_of(mean(d), variance(d) / days, days - 1);
    } else {
      const std::vector<Column> controls(a.controls.begin(), a.controls.begin() + n);
      const Estimate e = controlled_mean(minus(x, y), controls, 0.95).estimate;
      const double reach = *e.half_width() / student_t_critical(0.95, n - 1);
      p = p_of(*e.value, reach * reach, days - 1);
    }
    if (p <= error_per_look(most)) return days;
  }
  return 2.0 * most;
}
std::string days_text(Column days, std::uint32_t most, double cpu_s_per_day) {
  std::sort(days.begin(), days.end());
  const double middle = days[days.size() / 2];
  if (middle > most) return fmt::format("> {} days, > {:.1f} s", most, most * cpu_s_per_day);
  return fmt::format("{:.0f} days, {:.2f} s", middle, middle * cpu_s_per_day);
}

void report(const Pair& pair, std::uint32_t days, std::uint64_t rounds) {
  Sample a, b, mirrored_a, mirrored_b;
  Column independent, common, controlled;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    const Case plan = case_of(pair, false, false, days, round);
    const Case changed = case_of(pair, true, false, days, round);
    RunnerOptions options;
    options.workers = 1;
    CaseRunner runner(plan.scenario, options);
    const Sample x = draw(runner, plan, days);
    const Sample y = draw(runner, changed, days);
    const Sample others = draw(runner, changed, days, Luck::fresh);
    append(mirrored_a, draw(runner, case_of(pair, false, true, days, round), days));
    append(mirrored_b, draw(runner, case_of(pair, true, true, days, round), days));
    independent.push_back(days_to_decide(Method::independent, x, others, days));
    common.push_back(days_to_decide(Method::common, x, y, days));
    controlled.push_back(days_to_decide(Method::controlled, x, y, days));
    append(a, x);
    append(b, y);
  }
  const Column difference = minus(b.value, a.value);
  const double cpu_s = (a.cpu_s + b.cpu_s) / static_cast<double>(a.value.size());
  fmt::print("{} ({} of {}): {:.5f} -> {:.5f}, {} days\n", pair.name, info(pair.metric).name,
             pair.queue.empty() ? "all" : pair.queue, mean(a.value), mean(b.value), a.value.size());
  fmt::print("  common callers        {}\n", text(gain_of_pairing(a.value, b.value)));
  fmt::print("  controls, mean        {}\n", text(gain_of_controls(a.value, a.controls)));
  fmt::print("  controls, difference  {}\n", text(gain_of_controls(difference, a.controls)));
  fmt::print("  mirrored, mean        {}\n", text(gain_of_mirrors(a.value, mirrored_a.value)));
  fmt::print("  mirrored, difference  {}\n",
             text(gain_of_mirrors(difference, minus(mirrored_b.value, mirrored_a.value))));
  fmt::print("  told apart after: independent {}; common callers {}; with controls {}\n",
             days_text(independent, days, cpu_s), days_text(common, days, cpu_s),
             days_text(controlled, days, cpu_s));
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
  const auto days = static_cast<std::uint32_t>(count > 1 ? std::atoi(words[1]) : 160) & ~1u;
  const auto rounds = static_cast<std::uint64_t>(count > 2 ? std::atoi(words[2]) : 3);
  const auto all = pairs();
  const auto most = static_cast<std::size_t>(count > 3 ? std::atoi(words[3]) : 99);
  if (days < 10 || rounds < 1) {
    fmt::print(stderr, "at least ten days and one round\n");
    return 64;
  }
  fmt::print("Variance without / with, 95 % range; told apart: median of {} rounds, days a plan\n", rounds);
  for (std::size_t k = 0; k < std::min(most, all.size()); ++k) report(all[k], days, rounds);
  return 0;
}
