// The sections that say what it rests on: assumptions, half-hours, actual, baseline, inputs, particulars.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/flip_words.hpp"
#include "analysis/report/baseline_text.hpp"
#include "analysis/report/page_findings.hpp"
#include "analysis/report/page_run.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/report/report_tables.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_open_rows = 14;  // a longer table opens on demand

PageSection section(std::string id, std::string title) {
  PageSection made;
  made.id = std::move(id);
  made.title = std::move(title);
  return made;
}

// Those that could turn the verdict come first.
std::vector<const Assumption*> register_of(const ReportModel& report, bool guesses) {
  std::vector<const Assumption*> lines;
  for (const Assumption& assumption : report.assumptions) {
    if (is_guess(assumption) == guesses) lines.push_back(&assumption);
  }
  std::stable_partition(lines.begin(), lines.end(), [&](const Assumption* line) {
    const FlipRow* flip = flip_of(report.flips, line->key);
    return flip != nullptr && flip->flips_at;
  });
  return lines;
}

PageTable assumption_table(const ReportModel& report, bool guesses) {
  const std::vector<const Assumption*> lines = register_of(report, guesses);
  const auto any = [&](std::string Assumption::*said) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const Assumption* line) { return !(line->*said).empty(); });
  };
  const bool owners = any(&Assumption::owner), dates = any(&Assumption::as_of);
  const bool has_flips = !report.flips.empty();
  PageTable table;
  table.id = guesses ? "assumptions-table" : "typed-table";
  table.title = guesses ? "Rests on guesses (not in your files)" : "Rests on what you wrote";
  table.columns = {{"what", false, ""}, {"value used", false, ""}, {"from", false, ""}};
  if (owners) table.columns.push_back({"owner", false, ""});
  if (dates) table.columns.push_back({"as of", false, ""});
  if (has_flips) table.columns.push_back({"verdict flips", false, "-: not varied"});
  for (const Assumption* line : lines) {
    std::vector<PageCell> row = {line->key, line->value,
                                 PageCell(source_text(*line), guesses ? PageTone::warn : PageTone::none)};
    if (owners) row.emplace_back(line->owner);
    if (dates) row.emplace_back(line->as_of);
    const FlipRow* flip = flip_of(report.flips, line->key);
    if (has_flips && flip == nullptr) row.emplace_back("-");
    if (has_flips && flip != nullptr) {
      row.emplace_back(flip->text, flip->flips_at ? PageTone::warn : PageTone::none, "flips");
    }
    table.rows.push_back(std::move(row));
  }
  table.folded = table.rows.size() > most_open_rows;
  return table;
}

PageSection assumptions(const ReportModel& report) {
  PageSection out = section("assumptions", "What it rests on");
  PageTable guesses = assumption_table(report, true), typed = assumption_table(report, false);
  const std::size_t guessed = guesses.rows.size(), all = guessed + typed.rows.size();
  if (all > 0) {
    out.lead = guessed == 0
                   ? fmt::format("All {} assumptions are written in your files.", all)
                   : fmt::format("{} of {} assumptions are guesses, not in your files.", guessed, all);
  }
  typed.folded = all > most_open_rows;
  out.table(std::move(guesses));
  out.table(std::move(typed));
  if (report.incident) {
    std::vector<std::string> detection;
    for (const std::string& line : report.incident->detection) detection.push_back("Detection: " + line);
    out.list(std::move(detection));
  }
  return out;
}

PageSection half_hours(const ReportModel& report) {
  PageSection out = section("half-hours", "Through the day, by queue");
  std::size_t number = 0;
  const auto add = [&](const HalfHours& half_hours) {
    PageTable table = page_table(fmt::format("half-hours-{}", ++number), half_hours_table(half_hours), "lr");
    table.title = half_hours.queue + " through the day";
    if (!half_hours.needed_by.empty()) table.note = "Agents needed: " + half_hours.needed_by + ".";
    table.folded = true;
    out.table(std::move(table));
  };
  add(report.half_hours);
  for (const HalfHours& other : report.other_half_hours) add(other);
  return out;
}

PageSection actual(const ReportModel& report) {
  PageSection out = section("actual", "Predicted beside actual");
  if (!report.actual) return out;
  out.lead = capitalised(report.actual->note);
  out.pictures({"actual"});
  out.table(page_table("actual-table", actual_table(*report.actual), "lrrrrl"));
  return out;
}

PageSection baseline(const ReportModel& report) {
  PageSection out = section("baseline", "Against the baseline");
  if (!report.baseline) return out;
  out.lead = capitalised(report.baseline->sentence);
  std::vector<std::string> notes = baseline_notes(*report.baseline);
  std::transform(notes.begin(), notes.end(), notes.begin(), capitalised);
  out.list(std::move(notes));
  PageTable table = page_table("baseline-table", baseline_table(*report.baseline), "lrrrl");
  table.columns.back().title = "mark";
  for (std::vector<PageCell>& row : table.rows) {
    row.back().tone = row.back().text == "WORSE" ? PageTone::fail : PageTone::pass;
  }
  out.table(std::move(table));
  return out;
}

PageSection inputs(const ReportModel& report) {
  PageSection out = section("inputs", "What was read and checked");
  out.table(files_table(report.files));
  PageTable checks;
  checks.id = "checks-table";
  checks.columns = {{"about", false, ""}, {"said", false, ""}};
  for (const ForecastCorrection& correction : report.corrections) {
    checks.rows.push_back({"Read", correction_text(correction)});
  }
  for (const Problem& lint : report.lints) {
    checks.rows.push_back({PageCell("Ask", PageTone::warn), to_string(lint)});
  }
  if (report.has_sanity) {
    const bool differs = report.sanity.erlang_service_level && !report.sanity.agrees;
    checks.rows.push_back(
        {PageCell("Sanity", differs ? PageTone::warn : PageTone::none), sanity_text(report.sanity)});
  }
  for (const SelfCheck& check : report.checks) {
    checks.rows.push_back(
        {PageCell("Sanity", check.ok ? PageTone::pass : PageTone::fail), checks_text({check})});
  }
  out.table(std::move(checks));
  return out;
}

std::string looks_text(const RunParticulars& run) {
  std::string text;
  for (const std::uint32_t look : run.looks) text += (text.empty() ? "" : ", ") + count_text(look);
  return text.empty() ? "-" : fmt::format("{} ({} taken)", text, run.looks_taken);
}

std::string confidence_text(const ReportModel& report) {
  std::string text = fmt::format("{:g}%", report.run.confidence * 100);
  if (!report.promises.empty()) text += fmt::format("; of a promise: {}", range_title(report));
  return text;
}

PageSection particulars_of(const ReportModel& report, const PageParticulars& particulars) {
  const RunParticulars& run = report.run;
  std::vector<std::pair<std::string, std::string>> rows;
  const auto row = [&](const char* what, std::string value) { rows.emplace_back(what, std::move(value)); };
  row("switchover", run.version);
  row("scenario", report.file);
  row("seed", fmt::format("{}", run.seed));
  row("runs", fmt::format("{} of at most {}: {}", count_text(run.runs), count_text(run.max_runs),
                          run.stopped_because));
  row("looks, after so many runs", looks_text(run));
  row("confidence", confidence_text(report));
  row("replications in all",
      count_text(static_cast<double>(run.replications_in_all)) + ", with twin, side runs and pilots");
  row("exit code", exit_line(report.exit_code));
  std::vector<std::string> words = particulars.repeat;
  if (words.empty()) {
    words = {
        "run", report.file, "--seed", fmt::format("{}", run.seed), "--runs", fmt::format("{}", run.max_runs)};
  }
  return particulars_section(words, rows);
}

}  // namespace

std::vector<PageSection> run_grounds(const ReportModel& report, const PageParticulars& particulars) {
  std::vector<PageSection> all;
  const auto add = [&](PageSection section) {
    if (section.has_words()) all.push_back(std::move(section));
  };
  add(assumptions(report));
  add(half_hours(report));
  add(actual(report));
  add(baseline(report));
  add(inputs(report));
  add(particulars_of(report, particulars));
  return all;
}

}  // namespace switchover
