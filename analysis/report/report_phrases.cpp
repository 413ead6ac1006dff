#include "analysis/report/report_phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/layout.hpp"
#include "analysis/wording.hpp"

namespace switchover {

namespace {

std::string signed_text(double value, Unit unit) {
  if (unit == Unit::share) return points_text(value);
  const std::string text = value_text(std::abs(value), unit);
  if (std::isinf(value)) return text;  // "never"
  return value < 0 ? "-" + text : value > 0 ? "+" + text : text;
}

std::string plural_days(const ReportModel& report, std::uint32_t runs) {
  const std::string day = report.day_name.empty() ? std::string("day") : report.day_name;
  return fmt::format("{} {}{}", count_text(runs), day, runs == 1 ? "" : "s");
}

}  // namespace

std::string word_text(ReportModel::Word word, const char* none) {
  switch (word) {
    case ReportModel::Word::yes:
      return "YES";
    case ReportModel::Word::no:
      return "NO";
    case ReportModel::Word::undecided:
      return "UNDECIDED";
    case ReportModel::Word::none:
      return none;
  }
  return "";
}

std::string verdict_word(const ReportModel& report) { return word_text(report.word, "NO PROMISE ASKED FOR"); }

std::string precision_text(const Estimate& estimate, Unit unit) {
  const auto half = estimate.half_width();
  if (!half) return "-";
  if (unit == Unit::share) return fmt::format("+-{:.1f}", *half * 100);
  if (unit != Unit::seconds) return "+-" + value_text(*half, unit);
  // No seconds beside minutes, no minutes beside half a day: the column holds no more.
  const double step = *half >= 10 * 3600 ? 3600 : *half >= 120 ? 60 : 1e-9;
  return "+-" + duration_text(step < 1 ? *half : std::round(*half / step) * step);
}

std::string change_text(const Estimate& estimate, Unit unit) {
  if (!estimate.value) return "-";
  const std::string change = signed_text(*estimate.value, unit);
  return estimate.half_width() ? change + " " + precision_text(estimate, unit) : change;
}

std::string runs_title(const ReportModel& report) {
  return fmt::format("{} simulated, seed {}", plural_days(report, report.run.runs), report.run.seed);
}

std::string promise_mark(const PromiseRow& row) {
  switch (row.judgement.verdict) {
    case Verdict::pass:
      return "PASS";
    case Verdict::fail:
      return row.must ? "FAIL" : "WARN";
    case Verdict::undecided:
      return "UNDECIDED";
    case Verdict::on_target:
      return "ON TARGET";
  }
  return "";
}

std::string found_text(const PromiseRow& row) {
  const Judgement& judgement = row.judgement;
  std::string found = value_text(judgement.found.value, judgement.unit);
  if (judgement.found.value && row.quantifier.starts_with("on ")) found += " of days";
  if (!row.worst_at.empty()) found = fmt::format("worst {}: {}", row.worst_at, found);
  return found;
}

std::string range_title(const ReportModel& report) {
  for (const PromiseRow& row : report.promises) {
    const double percent = row.judgement.found.confidence * 100;
    return std::abs(percent - std::round(percent)) < 0.05 ? fmt::format("{:.0f}% range", percent)
                                                          : fmt::format("{:.1f}% range", percent);
  }
  return "range";
}

std::vector<std::string> why_lines(const Why& why) {
  std::vector<std::string> lines;
  if (why.causes.size() > 1 && why.together && why.twin && why.day) {
    const double whole = *why.day - *why.twin;
    double largest_alone = 0;
    for (const WhyRow& row : why.causes) {
      if (row.alone.value) largest_alone = std::max(largest_alone, std::abs(*row.alone.value));
    }
    if (std::abs(*why.together) > largest_alone && std::abs(*why.together) > 0.3 * std::abs(whole)) {
      lines.emplace_back("No cause does this alone: most of it comes from their meeting.");
    }
  }
  if (why.agents) {
    const std::string where = why.agents_of.empty() ? std::string{} : " in " + why.agents_of;
    const bool one = *why.agents == 1;
    std::string line =
        why.agents_at_least
            ? fmt::format("Not even {} more agents{} all day bring the plain day's level back.",
                          count_text(*why.agents), where)
            : fmt::format("Worth {} more agent{}{} all day: {} bring{} the plain day's level back.",
                          count_text(*why.agents), one ? "" : "s", where, one ? "that one" : "so many",
                          one ? "s" : "");
    if (!why.agents_method.empty()) line += " (" + why.agents_method + ")";
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string binding_window(const BindingRow& row) {
  if (row.from.empty()) return "";
  if (!row.when.empty()) return row.when;
  return row.to.empty() || row.to == row.from ? row.from : row.from + "-" + row.to;
}

std::string never_full_text(const ReportModel& report) {
  std::string list;
  for (const BindingRow& row : report.binding) {
    const bool unused = row.kind == BindingKind::platform_limit && row.peak_p95.value_or(0) <= 0;
    if (row.ever_full || unused) continue;
    if (!list.empty()) list += ", ";
    list += row.label;
    if (row.kind == BindingKind::platform_limit && row.peak_p95) {
      list += fmt::format(" (peak {}{})", count_text(*row.peak_p95),
                          row.limit_value ? " of " + count_text(*row.limit_value) : std::string{});
    }
  }
  return list;
}

std::string source_text(const Assumption& assumption) {
  if (is_guess(assumption)) return origin_text(assumption);
  std::string text = to_string(assumption.place);
  if (!assumption.source.empty()) text += ", " + assumption.source;
  return text;
}

std::string origin_text(const Assumption& assumption) {
  switch (assumption.origin) {
    case Assumption::Origin::typed:
    case Assumption::Origin::file: {
      std::string text = source_text(assumption);
      if (!assumption.owner.empty()) text += ", " + assumption.owner;
      if (!assumption.as_of.empty()) text += ", " + assumption.as_of;
      return text;
    }
    case Assumption::Origin::preset:
      return "preset" + (assumption.reason.empty() ? std::string{} : ", " + assumption.reason);
    case Assumption::Origin::default_:
      return "default" + (assumption.reason.empty() ? std::string{} : ", " + assumption.reason);
  }
  return "";
}

bool is_guess(const Assumption& assumption) {
  return assumption.origin == Assumption::Origin::default_ || assumption.origin == Assumption::Origin::preset;
}

std::string correction_text(const ForecastCorrection& correction) {
  if (correction.counts == ForecastCounts::people) {
    return fmt::format("{}: {} calls, each a person's first attempt (counts = people)", correction.queue,
                       count_text(correction.forecast_calls));
  }
  const std::string counted = correction.counts == ForecastCounts::dialled ? "dialled" : "entered_queue";
  return fmt::format(
      "{}: the forecast's {} calls ({}) are {} people: {} redials taken out, {} lost in the IVR put back",
      correction.queue, count_text(correction.forecast_calls), counted, count_text(correction.people),
      count_text(correction.redials), count_text(correction.ivr_losses));
}

std::string sanity_text(const SanityLine& sanity) {
  if (!sanity.erlang_service_level) return sanity.note;
  std::string text =
      fmt::format("{} {}: {:.1f} Erlang on {:.1f} agents. Erlang A {} in time, simulated {}  {}",
                  sanity.clock, sanity.queue, sanity.offered_erlang, sanity.agents,
                  value_text(sanity.erlang_service_level, Unit::share),
                  value_text(sanity.simulated_service_level, Unit::share), sanity.agrees ? "ok" : "differs");
  if (!sanity.note.empty()) text += " (" + sanity.note + ")";
  return text;
}

std::string checks_text(const std::vector<SelfCheck>& checks) {
  std::string text;
  for (const SelfCheck& check : checks) {
    if (!text.empty()) text += ", ";
    text += check.name + (check.ok ? " ok" : " BROKEN: " + check.detail);
  }
  return text;
}

std::vector<HalfHourRow> shown_half_hours(const HalfHours& half_hours, std::size_t most) {
  std::vector<HalfHourRow> rows;
  for (const HalfHourRow& row : half_hours.rows) {
    if (row.offered && *row.offered > 0) rows.push_back(row);
  }
  if (rows.size() <= most || most == 0) return rows;
  // Every n-th, and the worst whatever its number.
  const std::size_t step = (rows.size() + most - 1) / most;
  const auto level = [](const HalfHourRow& row) { return row.service_level.value_or(2); };
  const auto worst =
      std::min_element(rows.begin(), rows.end(),
                       [&](const HalfHourRow& a, const HalfHourRow& b) { return level(a) < level(b); });
  const auto worst_index = static_cast<std::size_t>(worst - rows.begin());
  std::vector<HalfHourRow> kept;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % step == worst_index % step) kept.push_back(rows[i]);
  }
  return kept;
}

}  // namespace switchover
