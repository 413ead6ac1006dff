#include "analysis/report/drill_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/layout.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::size_t label_width = 9, most_names = 13, most_hits = 16, most_pairs = 15;

// Seconds up to two minutes, then whole minutes: nobody plans a drill to the second.
std::string seconds_text(double seconds) {
  if (std::isinf(seconds) || seconds < 120) return duration_text(std::round(seconds));
  return duration_text(std::round(seconds / 60) * 60);
}

std::string coloured(const std::string& text, const char* code, const TextStyle& style) {
  return style.colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string coloured_tolerance(Tolerated tolerated, const TextStyle& style) {
  const std::string text = to_string(tolerated);
  if (tolerated == Tolerated::broken) return coloured(text, "1;31", style);
  if (tolerated == Tolerated::kept) return coloured(text, "32", style);
  return tolerated == Tolerated::not_asked ? text : coloured(text, "33", style);
}

std::string whole_count(double n) { return count_text(std::abs(n) < 10 ? n : std::round(n)); }

class Page {
 public:
  Page(const DrillReport& report, const TextStyle& style)
      : report_(report), style_(style), width_(std::clamp<std::size_t>(style.columns, 96, 110)) {}

  std::string all() {
    out_ = drill_line(report_, style_);
    labelled("Question", report_.question);
    labelled("Setting", setting_text(report_));
    scorecard();
    years();
    pairs();
    why();
    mends();
    test();
    rests_on();
    out_ += "\n" + drill_exit_line(report_);
    return out_;
  }

 private:
  void line(const std::string& text) {
    out_ += text;
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += '\n';
  }
  void labelled(const std::string& label, const std::string& text) {
    if (!text.empty()) out_ += hanging(pad_right(label, label_width), clean_text(text), width_);
  }

  void scorecard() {
    std::size_t name = 9, hits = 4;
    for (const DrillRow& row : report_.rows) {
      name = std::max(name, std::min(most_names, shown_width(clean_text(row.name))));
      hits = std::max(hits, std::min(most_hits, spof_hits_text(row).size()));
    }
    const auto laid = [&](const std::vector<std::string>& cells) {
      return pad_left(cells[0], 3) + "  " + pad_right(shortened(cells[1], name), name + 1) +
             pad_right(cells[2], 6) + pad_right(cells[3], 16) +
             pad_right(shortened(cells[4], hits), hits + 1) + pad_left(cells[5], 20) + pad_left(cells[6], 9) +
             pad_left(cells[7], 10) + "  " + cells[8];
    };
    out_ += '\n';
    line(laid({"#", "component", "fault", "lasts (from)", "hits", "people never served", "calls", "service",
               "tolerance"}));
    line(laid({"", "", "", "", "", "mean [95%]", "again", "back p95", ""}));
    bool ties = false;
    for (std::size_t i = 0; i < report_.rows.size(); ++i) {
      const DrillRow& row = report_.rows[i];
      ties = ties || row.tied;
      line(laid({rank_text(report_, i), clean_text(row.name), mode_name(row.mode), lasts_text(row),
                 spof_hits_text(row), people_text(row.cost.never_served), again_text(row), back_text(row),
                 coloured_tolerance(row.tolerated, style_)}));
    }
    if (ties) line("     = : not told apart from the row above after so many days");
    if (report_.not_run.empty()) return;
    std::string label = "Not run";
    for (const NotDrilled& none : report_.not_run) {
      labelled(label, fmt::format("{}: {}", none.component, none.reason));
      label.clear();
    }
  }

  void years() {
    if (report_.years.empty()) return;
    out_ += '\n';
    line("Worst    with how often it happens (judgement unless \"file\")");
    std::string label = "in a";
    for (std::size_t i = 0; i < report_.years.size(); ++i) {
      const DrillYear& year = report_.years[i];
      const DrillRow& row = report_.rows[year.row];
      if (i > 0 && year.people < 0.5) break;
      line(pad_right(label, label_width) +
           fmt::format("{} {}{} = {} people a year   [{}]{}", i + 1,
                       pad_right(shortened(clean_text(row.name), most_names), most_names + 1),
                       pad_left(year_text(report_, year), 22), pad_left(whole_count(year.people), 8),
                       origin_name(row.times_from), i == 0 && year.people > 0 ? "   <- first to mend" : ""));
      label = i == 0 ? "year" : "";
    }
  }

  void pairs() {
    if (!report_.pairs_run) return;
    out_ += '\n';
    std::string label = "Pairs";
    line("Pairs    of the worst, both at the same moment: people never served, and what is beyond the sum");
    for (std::size_t i = 0; i < std::min(most_pairs, report_.pairs.size()); ++i)
      labelled("", pair_text(report_, report_.pairs[i]));
  }

  void why() {
    std::string label = "Why";
    for (const DrillRow& row : report_.rows) {
      if (row.why.empty()) continue;
      if (label == "Why") out_ += '\n';
      labelled(label, row.why);
      label.clear();
    }
  }

  void mends() {
    if (!report_.mends_run) return;
    out_ += '\n';
    std::string label = "Cheapest";
    for (const DrillMend& mend : report_.mends) {
      labelled(label, mend_text(report_, mend));
      label = label == "Cheapest" ? "mend" : "";
    }
  }

  void test() {
    if (!report_.test) return;
    const TestPlan& test = *report_.test;
    out_ += '\n';
    labelled("Rehearse", test_text(test));
    for (const Checkpoint& point : test.checkpoints) {
      line("         " + pad_right(checkpoint_when(point), 24) + pad_right(checkpoint_what(point), 36) +
           checkpoint_stop(point));
    }
    for (const std::string& sentence : cannot_prove(test)) labelled("", sentence);
  }

  void rests_on() {
    out_ += '\n';
    std::string label = "Rests on";
    for (const std::string& sentence : guess_lines(report_)) {
      labelled(label, sentence);
      label = label == "Rests on" ? "guesses" : "";
    }
    labelled("Missing", missing_text(report_));
  }

  const DrillReport& report_;
  const TextStyle& style_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string drill_line(const DrillReport& report, const TextStyle& style) {
  const char* code = report.exit_code == 0 ? "1;32" : report.exit_code == 3 ? "1;33" : "1;31";
  return hanging("VERDICT  ", clean_text(report.sentence), std::clamp<std::size_t>(style.columns, 96, 110))
      .replace(0, 7, coloured("VERDICT", code, style));
}

std::string setting_text(const DrillReport& report) {
  std::string text = fmt::format("each fault alone, {}", report.at_text);
  text += report.at_busiest
              ? fmt::format(" (the busiest interval: {} calls dialled)", whole_count(report.busiest_calls))
              : std::string(" (as the file says)");
  text += fmt::format(", for the repair time shown; {} days each, same callers, seed {}. ", report.runs,
                      report.seed);
  const std::string tolerance = tolerance_text(report);
  if (!tolerance.empty()) text += tolerance + " ";
  return text + "Every figure minus the same days without the fault.";
}

std::string tolerance_text(const DrillReport& report) {
  std::string tolerance;
  if (report.tolerance.people)
    tolerance = fmt::format("never served <= {} people", whole_count(*report.tolerance.people));
  if (report.tolerance.restore_s) {
    tolerance += fmt::format("{}service back <= {}", tolerance.empty() ? "" : ", ",
                             seconds_text(*report.tolerance.restore_s));
  }
  if (tolerance.empty()) return tolerance;
  const Place& place = report.tolerance.place;
  return fmt::format("Tolerance{}: {}.",
                     place.line > 0 ? " from " + to_string(Place{place.file, place.line, 0}) : "", tolerance);
}

std::string fault_words(const DrillRow& row) { return fmt::format("{} {}", row.name, mode_name(row.mode)); }

std::string spof_hits_text(const DrillRow& row) {
  return hits_text(row.reach) + (row.single_point ? " SPOF" : "");
}

std::string test_text(const TestPlan& test) {
  return fmt::format(
      "a real test of {} at {} ({:.0f}% of the busiest moment's calls): what you should see if the model "
      "holds",
      test.component, test.moment, test.calls_share * 100);
}

std::string missing_text(const DrillReport& report) {
  if (report.nobody_acts.empty()) return "";
  return fmt::format("no failover rule or standby for {}: drilled as \"nobody acts\".",
                     joined(report.nobody_acts));
}

TextTable drill_table(const DrillReport& report) {
  TextTable table{{"#", "component", "fault", "lasts (from)", "hits", "people never served [95%]",
                   "calls again", "service back p95", "tolerance"},
                  {}};
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const DrillRow& row = report.rows[i];
    table.rows.push_back({rank_text(report, i), row.name, mode_name(row.mode), lasts_text(row),
                          spof_hits_text(row), people_text(row.cost.never_served), again_text(row),
                          back_text(row), to_string(row.tolerated)});
  }
  return table;
}

TextTable test_table(const TestPlan& test) {
  TextTable table{{"when", "what you should see", "stop"}, {}};
  for (const Checkpoint& point : test.checkpoints)
    table.rows.push_back({checkpoint_when(point), checkpoint_what(point), checkpoint_stop(point)});
  return table;
}

std::string lasts_text(const DrillRow& row) {
  const char* origin = row.lasts_from == FigureOrigin::default_ ? "deflt" : origin_name(row.lasts_from);
  if (row.lasts.is_never()) return fmt::format("day {}", origin);
  return fmt::format("{}{} {}", row.lasts.cv() > 0 ? "~" : "", seconds_text(row.lasts.mean()), origin);
}

std::string people_text(const Estimate& people) {
  if (!people.value) return "-";
  if (!people.range) return whole_count(*people.value);
  return fmt::format("{} [{}-{}]", whole_count(*people.value), whole_count(people.range->low),
                     whole_count(people.range->high));
}

std::string again_text(const DrillRow& row) {
  const double seconds = row.calls_again.value.value_or(0);
  return seconds > 0 ? seconds_text(seconds) : "-";
}

std::string back_text(const DrillRow& row) {
  return row.cost.service_back.value ? seconds_text(*row.cost.service_back.value) : "-";
}

std::string rank_text(const DrillReport& report, std::size_t row) {
  return fmt::format("{}{}", row + 1, report.rows[row].tied ? "=" : "");
}

std::string year_text(const DrillReport& report, const DrillYear& year) {
  const DrillRow& row = report.rows[year.row];
  return fmt::format("{} a year x {}", count_text(row.times_a_year),
                     whole_count(row.cost.never_served.value.value_or(0)));
}

std::string pair_text(const DrillReport& report, const DrillPair& pair) {
  const DrillRow &a = report.rows[pair.first], &b = report.rows[pair.second];
  const double beyond = pair.beyond.value.value_or(0);
  const bool certain = pair.beyond.range && (pair.beyond.range->low > 0 || pair.beyond.range->high < 0);
  std::string text = fmt::format("{} and {}: {}", fault_words(a), fault_words(b), people_text(pair.together));
  if (!certain) return text + ", no more and no less than both alone, as far as these days tell";
  return text + fmt::format(", {} {} than the sum of both alone{}", whole_count(std::abs(beyond)),
                            beyond > 0 ? "MORE" : "fewer",
                            beyond > 0 ? fmt::format(" [{} - {}]", whole_count(pair.beyond.range->low),
                                                     whole_count(pair.beyond.range->high))
                                       : std::string{});
}

std::string mend_text(const DrillReport& report, const DrillMend& mend) {
  const DrillRow& row = report.rows[mend.row];
  const std::string fault = fault_words(row);
  if (mend.tried == 0) return fault + ": no change to try; nothing acts on it that could be quicker";
  if (mend.text.empty()) {
    return mend.tried == 1 ? fault + ": the one change that was tried surely saves nobody"
                           : fmt::format("{}: none of {} changes surely saves anybody", fault, mend.tried);
  }
  return fmt::format("{}: {}: {} -> {} people, {}", fault, mend.text,
                     whole_count(row.cost.never_served.value.value_or(0)), people_text(mend.left),
                     to_string(mend.tolerated));
}

std::vector<std::string> guess_lines(const DrillReport& report) {
  std::vector<std::string> lines;
  std::size_t repairs = 0, times = 0, hopeless = 0;
  for (const DrillRow& row : report.rows) {
    repairs += row.lasts_from != FigureOrigin::file ? 1U : 0U;
    times += row.times_from != FigureOrigin::file ? 1U : 0U;
    hopeless = std::max(hopeless, row.cost.hopeless_days);
  }
  const std::size_t all = report.rows.size();
  if (repairs + times > 0) {
    lines.push_back(
        fmt::format("{} of {} repair times and {} of {} frequencies are not from your file "
                    "(marked deflt, default or preset).",
                    repairs, all, times, all));
  }
  const RankCheck& ranks = report.ranks;
  if (!ranks.checked) {
    lines.emplace_back(
        "Ranks were not checked against other repair times: --check-ranks halves and doubles "
        "each of them.");
  } else if (ranks.firm >= all) {
    lines.emplace_back("All ranks stay the same when any repair time is halved or doubled [checked].");
  } else {
    lines.push_back(
        ranks.firm == 0
            ? std::string("No rank is firm: halving or doubling a repair time can change even the "
                          "first [checked].")
            : fmt::format("Rank{} stay{} the same when any repair time is halved or doubled; the "
                          "others may swap places [checked].",
                          ranks.firm == 1 ? " 1" : fmt::format("s 1-{}", ranks.firm),
                          ranks.firm == 1 ? "s" : ""));
  }
  if (hopeless > 0) {
    lines.push_back(
        fmt::format("On {} of {} days service misses its promise to the end without any fault: "
                    "they do not count for \"service back\".",
                    hopeless, report.runs));
  }
  for (const PresetUse& preset : report.presets) {
    lines.push_back(fmt::format("Preset {} as of {}: check with your supplier.", preset.name, preset.as_of));
  }
  if (!report.pairs_run) lines.emplace_back("Pairs of faults were not run: --pairs.");
  return lines;
}

std::string checkpoint_when(const Checkpoint& point) {
  if (point.at_s) return "T+" + seconds_text(*point.at_s);
  if (!point.band) return "never";
  const std::string low = seconds_text(point.band->low), high = seconds_text(point.band->high);
  return low == high ? "T+" + low : fmt::format("T+{} - {}", low, high);
}

std::string checkpoint_what(const Checkpoint& point) {
  if (!point.at_s || !point.band) return point.what;
  const std::string low = count_text(point.band->low), high = count_text(point.band->high);
  return fmt::format("{} {}", low == high ? low : low + " - " + high, point.what);
}

std::string checkpoint_stop(const Checkpoint& point) {
  if (!point.stop) return fmt::format("in none of {} rehearsals", point.of);
  std::string text = point.at_s ? fmt::format("stop if fewer than {}", count_text(*point.stop))
                                : fmt::format("stop if not by T+{}", seconds_text(*point.stop));
  if (point.never > 0) text += fmt::format(" ({} of {} days: never)", point.never, point.of);
  return text;
}

std::vector<std::string> cannot_prove(const TestPlan& test) {
  std::vector<std::string> lines;
  lines.push_back(
      fmt::format("Stop where no rehearsal was later (or had fewer). The test itself costs {} people "
                  "never served, on average.",
                  whole_count(std::max(0.0, test.people_at_risk))));
  if (test.fine_anyway && test.fine_anyway->value) {
    const double anyway = *test.fine_anyway->value;
    const double acting = test.fine_acting && test.fine_acting->value ? *test.fine_acting->value : 0;
    lines.push_back(fmt::format(
        "Service level keeps its promise on {} of such days even when nobody fails over ({} with the "
        "failover){}",
        percent_text(anyway), percent_text(acting),
        anyway >= 0.5 ? ": a good service level in the test proves NOTHING. It does not count calls that are "
                        "refused: watch those."
                      : "."));
  }
  if (!test.fine_anyway)
    lines.emplace_back(
        "If nobody fails over, no call gets as far as a queue: whoever is answered proves the move.");
  for (const LimitReached& limit : test.limits) {
    lines.push_back(fmt::format(
        "Not tested: {} ({} of {} in the test, {} at the busiest moment). To test it, fill "
        "it on purpose.",
        limit.limit, count_text(limit.in_test), count_text(limit.value), count_text(limit.busiest)));
  }
  if (test.limits.empty())
    lines.emplace_back("No limit is full at the busiest moment that the test leaves free.");
  return lines;
}

std::string drill_exit_line(const DrillReport& report) {
  switch (report.exit_code) {
    case 0:
      return report.tolerance.any() ? "exit 0 (every tolerance is kept)\n" : "exit 0 (nothing was judged)\n";
    case 1:
      return "exit 1 (a tolerance is broken)\n";
    case 3:
      return "exit 3 (undecided: more --runs would tell)\n";
    default:
      return fmt::format("exit {} (a self-check failed)\n", report.exit_code);
  }
}

std::string drill_text(const DrillReport& report, const TextStyle& style) {
  return Page(report, style).all();
}

}  // namespace switchover
