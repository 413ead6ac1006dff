#include "analysis/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <string_view>

#include "analysis/report/report_csv.hpp"
#include "analysis/wording.hpp"
#include "scenarios/size_phrase.hpp"

namespace switchover {
namespace {

constexpr std::string_view first_line = "switchover-baseline 1";
constexpr std::size_t most_bytes = std::size_t{1} << 28U;
constexpr std::size_t most_complaints = 10;

// ---- writing ----

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\\\";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else
      out += c;
  }
  return out;
}
std::string number(double value) {
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return fmt::format("{}", value);  // the shortest that reads back to the same bits
}
std::string day_text(const Figure& figure) {
  if (figure.bottom == 0) return "-";
  return figure.bottom == 1 ? number(figure.top) : number(figure.top) + "/" + number(figure.bottom);
}

// ---- reading ----

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text[k] != '\\' || k + 1 == text.size()) {
      out += text[k];
      continue;
    }
    const char c = text[++k];
    out += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return out;
}
std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(by);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}
std::optional<double> read_number(std::string_view text) {
  if (text == "inf") return std::numeric_limits<double>::infinity();
  if (text == "-inf") return -std::numeric_limits<double>::infinity();
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}
std::optional<Figure> read_day(std::string_view text) {
  if (text == "-") return Figure::none();
  const std::size_t slash = text.find('/');
  const auto top = read_number(text.substr(0, slash));
  if (!top) return std::nullopt;
  if (slash == std::string_view::npos) return Figure::number(*top);
  const auto bottom = read_number(text.substr(slash + 1));
  if (!bottom || *bottom == 0 || std::isinf(*bottom)) return std::nullopt;
  return Figure{*top, *bottom};
}
std::optional<Unit> read_unit(std::string_view text) {
  for (const Unit unit : {Unit::share, Unit::count, Unit::seconds, Unit::per_hour}) {
    if (text == unit_name(unit)) return unit;
  }
  return std::nullopt;
}
std::optional<BaselineFigure> read_figure(const std::vector<std::string_view>& cells) {
  if (cells.size() != 5 || (cells[3] != "higher" && cells[3] != "lower")) return std::nullopt;
  const auto unit = read_unit(cells[2]);
  if (!unit) return std::nullopt;
  BaselineFigure figure{unescaped(cells[1]), *unit, cells[3] == "higher", {}};
  if (cells[4].empty()) return figure;
  for (const std::string_view day : split(cells[4], ' ')) {
    const auto value = read_day(day);
    if (!value) return std::nullopt;
    figure.days.push_back(*value);
  }
  return figure;
}
bool read_fact(BaselinePlan& plan, const std::vector<std::string_view>& cells) {
  if (cells.size() != 2) return false;
  if (cells[0] == "inputs") {
    plan.plan_sha = cells[1];
  } else if (cells[0] == "data") {
    plan.data_sha = cells[1];
  } else if (cells[0] == "version") {
    plan.version = unescaped(cells[1]);
  } else if (cells[0] == "seed") {
    const auto [end, error] = std::from_chars(cells[1].data(), cells[1].data() + cells[1].size(), plan.seed);
    return error == std::errc{} && end == cells[1].data() + cells[1].size();
  } else {
    return false;
  }
  return true;
}
// Takes one line into the baseline; false when it is none of ours.
bool read_line(Baseline& baseline, std::string_view line) {
  const auto cells = split(line, '\t');
  if (cells[0] == "plan" && cells.size() == 2) {
    baseline.plans.emplace_back().name = unescaped(cells[1]);
    return true;
  }
  if (baseline.plans.empty()) return false;
  if (cells[0] != "figure") return read_fact(baseline.plans.back(), cells);
  auto figure = read_figure(cells);
  if (!figure) return false;
  baseline.plans.back().figures.push_back(std::move(*figure));
  return true;
}

// ---- comparing ----

template <class Named>
const Named* named(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

double tolerated(const Tolerance& tolerance, Unit unit, double then) {
  const double absolute = kind_of(unit) == SizePhrase::Kind::points    ? tolerance.share
                          : kind_of(unit) == SizePhrase::Kind::seconds ? tolerance.seconds
                                                                       : tolerance.count;
  return std::max(absolute, tolerance.relative * std::abs(then));
}

std::optional<double> mean_of(const std::vector<Figure>& days) { return estimate_mean(days, 0.95).value; }

Estimate unpaired_difference(const std::vector<Figure>& now, const std::vector<Figure>& then,
                             double confidence) {
  const Estimate a = estimate_mean(now, confidence), b = estimate_mean(then, confidence);
  Estimate difference;
  difference.confidence = confidence;
  difference.n = std::min(a.n, b.n);
  if (!a.value || !b.value) return difference;
  difference.value = *a.value - *b.value;
  const auto half_a = a.half_width(), half_b = b.half_width();
  if (!half_a || !half_b) return difference;
  const double half = std::hypot(*half_a, *half_b);
  difference.range = Range{*difference.value - half, *difference.value + half};
  return difference;
}

BaselineRow compare_figure(const std::string& plan, const BaselineFigure& then, const BaselineFigure& now,
                           bool same_luck, const Tolerance& tolerance, double confidence) {
  BaselineRow row;
  row.plan = plan;
  row.figure = now.name;
  row.unit = now.unit;
  row.paired = same_luck;
  row.then = mean_of(then.days);
  row.now = mean_of(now.days);
  const auto n = static_cast<std::ptrdiff_t>(std::min(then.days.size(), now.days.size()));
  if (same_luck) {
    const std::vector<Figure> a(now.days.begin(), now.days.begin() + n);
    const std::vector<Figure> b(then.days.begin(), then.days.begin() + n);
    row.difference = estimate_difference(a, b, confidence);
  } else {
    row.difference = unpaired_difference(now.days, then.days, confidence);
  }
  if (!row.difference.range || !row.then) return row;
  const double bound = tolerated(tolerance, row.unit, *row.then);
  const double sign = now.higher_is_better ? 1 : -1;
  const double worst = std::min(sign * row.difference.range->low, sign * row.difference.range->high);
  const double best = std::max(sign * row.difference.range->low, sign * row.difference.range->high);
  row.regression = best < -bound;
  row.improved = worst > bound;
  return row;
}

void tell_changes(const BaselinePlan& then, const BaselinePlan& now, std::vector<std::string>& changed) {
  std::string what;
  const auto add = [&](const std::string& more) { what += (what.empty() ? "" : ", ") + more; };
  if (then.plan_sha != now.plan_sha) add("the plan changed");
  if (then.data_sha != now.data_sha) add("the data changed");
  if (then.version != now.version) add(fmt::format("the tool is {}, was {}", now.version, then.version));
  if (then.seed != now.seed) add(fmt::format("the seed is {}, was {}", now.seed, then.seed));
  changed.push_back(fmt::format("{}: {}", now.name, what.empty() ? "nothing changed" : what));
}

std::string sentence_of(const BaselineReport& report) {
  const auto worse = std::count_if(report.rows.begin(), report.rows.end(),
                                   [](const BaselineRow& row) { return row.regression; });
  const auto better = std::count_if(report.rows.begin(), report.rows.end(),
                                    [](const BaselineRow& row) { return row.improved; });
  if (worse > 0) {
    const BaselineRow& first = report.rows.front();
    return fmt::format("{} of {} figures {} worse than the baseline, first {} of {}: {} instead of {}", worse,
                       report.rows.size(), worse == 1 ? "is" : "are", first.figure, first.plan,
                       value_text(first.now, first.unit), value_text(first.then, first.unit));
  }
  if (report.rows.empty()) return "nothing to compare: every plan is new";
  return fmt::format("none of {} figures is worse than the baseline{}", report.rows.size(),
                     better > 0 ? fmt::format(", {} better", better) : "");
}

}  // namespace

std::string baseline_text(const Baseline& baseline) {
  std::string out = std::string(first_line) + "\n";
  for (const BaselinePlan& plan : baseline.plans) {
    out += fmt::format("plan\t{}\ninputs\t{}\ndata\t{}\nversion\t{}\nseed\t{}\n", one_line(plan.name),
                       plan.plan_sha, plan.data_sha, one_line(plan.version), plan.seed);
    for (const BaselineFigure& figure : plan.figures) {
      out += fmt::format("figure\t{}\t{}\t{}\t", one_line(figure.name), unit_name(figure.unit),
                         figure.higher_is_better ? "higher" : "lower");
      for (std::size_t r = 0; r < figure.days.size(); ++r)
        out += (r == 0 ? "" : " ") + day_text(figure.days[r]);
      out += "\n";
    }
  }
  return out;
}

Expected<Baseline> read_baseline(const std::string& path) {
  Problem refusal;
  refusal.place.file = path;
  refusal.hint = "make one with --save-baseline";
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    refusal.what = "the baseline cannot be read";
    return refusal;
  }
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const std::vector<std::string_view> lines = split(text, '\n');
  if (text.size() > most_bytes || lines.front() != first_line) {
    refusal.place.line = 1;
    refusal.what = "this is not a baseline of this version";
    return refusal;
  }
  Baseline baseline;
  Problems problems;
  for (std::size_t k = 1; k < lines.size() && problems.size() < most_complaints; ++k) {
    if (lines[k].empty() || read_line(baseline, lines[k])) continue;
    Problem& damaged = problems.emplace_back();
    damaged.place.file = path;
    damaged.place.line = static_cast<int>(k + 1);
    damaged.what = "this line of the baseline is damaged";
    damaged.hint = "take the file from version control, or make it anew with --save-baseline";
  }
  if (!problems.empty()) return problems;
  return baseline;
}

Expected<Tolerance> parse_tolerance(const std::vector<std::string>& texts) {
  Tolerance tolerance;
  Problems problems;
  for (const std::string& text : texts) {
    const auto size = parse_size(text);
    if (!size) {
      Problem wrong;
      wrong.place.file = "--tolerance " + text;
      wrong.what = "this is no size of a difference";
      wrong.hint = size_examples;
      problems.push_back(wrong);
      continue;
    }
    switch (size->kind) {
      case SizePhrase::Kind::points:
        tolerance.share = size->amount;
        break;
      case SizePhrase::Kind::seconds:
        tolerance.seconds = size->amount;
        break;
      case SizePhrase::Kind::count:
        tolerance.count = size->amount;
        break;
      case SizePhrase::Kind::relative:
        tolerance.relative = size->amount;
        break;
    }
  }
  if (!problems.empty()) return problems;
  return tolerance;
}

BaselineReport against_baseline(const Baseline& baseline, const std::vector<BaselinePlan>& now,
                                const Tolerance& tolerance, double confidence) {
  BaselineReport report;
  for (const BaselinePlan& plan : now) {
    const BaselinePlan* then = named(baseline.plans, plan.name);
    if (then == nullptr) {
      report.new_plans.push_back(plan.name);
      continue;
    }
    tell_changes(*then, plan, report.changed);
    for (const BaselineFigure& figure : plan.figures) {
      const BaselineFigure* before = named(then->figures, figure.name);
      if (before == nullptr || before->unit != figure.unit) continue;
      report.rows.push_back(
          compare_figure(plan.name, *before, figure, then->seed == plan.seed, tolerance, confidence));
    }
  }
  for (const BaselinePlan& plan : baseline.plans) {
    if (named(now, plan.name) == nullptr) report.gone_plans.push_back(plan.name);
  }
  std::stable_sort(report.rows.begin(), report.rows.end(),
                   [](const BaselineRow& a, const BaselineRow& b) { return a.regression > b.regression; });
  report.regression = !report.rows.empty() && report.rows.front().regression;
  report.sentence = sentence_of(report);
  return report;
}

}  // namespace switchover
