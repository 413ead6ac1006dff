#include "analysis/report/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/flip_words.hpp"
#include "analysis/report/baseline_text.hpp"
#include "analysis/report/fix_text.hpp"
#include "analysis/report/flip_text.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_incident.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/wording.hpp"

namespace switchover {

namespace {

constexpr std::size_t most_guesses = 10, most_half_hours = 24, label_width = 9;

// Without what stands behind a semicolon (ranges that are reported, say): verdict.md has it all.
std::string short_origin(const Assumption& assumption) {
  const std::string origin = origin_text(assumption);
  return origin.substr(0, origin.find(';'));
}

class Page {
 public:
  Page(const ReportModel& report, const TextStyle& style)
      : report_(report), style_(style), width_(std::clamp<std::size_t>(style.columns, 78, 110)) {}

  std::string all(const std::optional<RunCost>& cost) {
    out_ = verdict_line(report_, style_);
    labelled("Question", report_.question);
    labelled("Answer", report_.answer);
    headline(cost);
    incident();
    promises();
    if (report_.incident) {
      incident_causes();
    } else {
      why_and_half_hours();
    }
    binding();
    fix();
    actual();
    guesses();
    what_was_read();
    if (report_.baseline) out_ += "\n" + baseline_block(*report_.baseline, style_);
    closing();
    return out_;
  }

 private:
  void blank() { out_ += '\n'; }
  void line(const std::string& text) {
    out_ += text;
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += '\n';
  }
  void labelled(const std::string& label, const std::string& text) {
    if (!text.empty()) out_ += hanging(pad_right(label, label_width), clean_text(text), width_);
  }
  std::string coloured(const std::string& text, const char* code) const {
    return style_.colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  std::string coloured_mark(const std::string& mark) const {
    if (mark == "PASS") return coloured(mark, "32");
    if (mark == "FAIL") return coloured(mark, "1;31");
    return coloured(mark, "33");
  }

  void headline(const std::optional<RunCost>& cost) {
    blank();
    const bool has_change = report_.has_twin && width_ >= 95;
    // As wide as "no fault" and "this Tuesday" at least; "this Wednesday" needs more.
    const std::string day_title = clean_text(report_.day_title);
    const std::string twin_title = report_.has_twin ? clean_text(report_.twin_title) : "";
    const std::size_t twin_width = std::clamp<std::size_t>(shown_width(twin_title), 13, 18);
    const std::size_t day_width = std::clamp<std::size_t>(shown_width(day_title) + 1, 14, 19);
    const std::size_t figures = 26 + twin_width + day_width + (has_change ? 16 : 0);
    const std::size_t name = std::min<std::size_t>(width_ - figures, 34);
    const auto row = [&](const std::string& label, const std::string& twin, const std::string& day,
                         const std::string& precision, const std::string& bad_day,
                         const std::string& change) {
      line(pad_right(label, name + 2) +
           pad_left(report_.has_twin ? shortened(twin, twin_width) : "", twin_width) +
           pad_left(shortened(day, day_width - 1), day_width) + pad_left(precision, 10) +
           pad_left(bad_day, 14) + pad_left(has_change ? change : "", 16));
    };
    std::string title = runs_title(report_);
    if (cost) title += fmt::format(", {}", duration_text(std::max(0.1, cost->wall_s)));
    if (shown_width(title) > name + 1) {
      line(title);
      title.clear();
    }
    row(title, twin_title, day_title, "precision", "1 day in 10", "change");
    const std::string meaning =
        report_.twin_meaning.empty() ? std::string{} : fmt::format("({})", clean_text(report_.twin_meaning));
    row(report_.has_twin ? "  (same callers in both)" : "", meaning, "average", "", "is worse than", "");
    for (const HeadlineRow& figure : report_.headline) {
      std::string change = change_text(figure.impact, figure.unit);
      if (shown_width(change) > 15) change = change_text({figure.impact.value, {}, 0.95, 0}, figure.unit);
      row("  " + shortened(clean_text(figure.label), name), value_text(figure.twin, figure.unit),
          value_text(figure.value.value, figure.unit), precision_text(figure.value, figure.unit),
          value_text(figure.bad_day, figure.unit), change);
    }
    out_ += hanging("  ",
                    "precision: how well the average is known (95%); 1 day in 10: what a bad day looks like",
                    width_);
  }

  static std::string range_of(const PromiseRow& row) {
    return range_text(row.judgement.found.range, row.judgement.unit);
  }
  void promises() {
    if (report_.promises.empty()) return;
    blank();
    std::size_t text_width = 30, mark_width = 4, found_width = 20, range_width = 19;
    for (const PromiseRow& row : report_.promises) {
      text_width = std::max(text_width, shown_width(row.text));
      mark_width = std::max(mark_width, promise_mark(row).size());
      found_width = std::max(found_width, shown_width(found_text(row)));
      range_width = std::max(range_width, 2 + shown_width(range_of(row)));
    }
    const std::size_t before = 2 + mark_width + 2;
    found_width = std::max(found_width + 1, 41 - std::min<std::size_t>(range_width, 41));
    const std::size_t figures = found_width + range_width;
    text_width = std::min(text_width, width_ - before - figures);
    line(pad_right("Promises", before + text_width) + pad_left("found", found_width) +
         pad_left(range_title(report_), range_width));
    for (const PromiseRow& row : report_.promises) {
      const std::vector<std::string> text = wrap(clean_text(row.text), text_width);
      const std::string mark = promise_mark(row);
      line("  " + coloured_mark(mark) + std::string(mark_width - mark.size() + 2, ' ') +
           pad_right(text.front(), text_width) + pad_left(found_text(row), found_width) +
           pad_left(range_of(row), range_width));
      const std::string indent(before, ' ');
      for (std::size_t i = 1; i < text.size(); ++i) line(indent + text[i]);
      if (!row.judgement.note.empty()) out_ += hanging(indent, clean_text(row.judgement.note), width_);
    }
  }

  std::vector<std::string> why_block(std::size_t width) const {
    const Why& why = report_.why;
    std::vector<std::string> block;
    if (why.causes.empty()) return block;
    const bool is_share = info(why.metric).unit == Unit::share;
    const std::size_t name = width - 24;
    const auto ends = [&](const std::optional<double>& value) {
      return value && is_share ? fmt::format("{:.1f}", *value * 100)
                               : value_text(value, info(why.metric).unit);
    };
    const auto change = [&](const std::optional<double>& value) -> std::string {
      if (!value) return "-";
      return is_share ? points_text(*value) : count_text(*value);
    };
    block.push_back(shortened("Why, in " + clean_text(why.figure), width));
    block.push_back(pad_right("", name) + pad_left("alone", 8) + pad_left("undone", 8) +
                    pad_left("agents", 8));
    block.push_back(pad_right("  " + shortened(clean_text(report_.twin_title), name - 3), name) +
                    pad_left(ends(why.twin), 8));
    for (const WhyRow& row : why.causes) {
      block.push_back(pad_right("  " + shortened(clean_text(row.cause), name - 3), name) +
                      pad_left(change(row.alone.value), 8) + pad_left(change(row.taken_away.value), 8) +
                      pad_left(value_text(row.agents, Unit::count), 8));
    }
    if (why.together && why.causes.size() > 1) {
      block.push_back(
          pad_right(why.causes.size() == 2 ? "  the two TOGETHER, on top" : "  TOGETHER, on top", name) +
          pad_left(change(why.together), 8));
    }
    block.push_back(pad_right("  " + shortened(clean_text(report_.day_title), name - 3), name) +
                    pad_left(ends(why.day), 8));
    for (const std::string& sentence : why_lines(why)) {
      for (const std::string& part : wrap(clean_text(sentence), width - 3)) block.push_back("  " + part);
    }
    return block;
  }

  std::vector<std::string> half_hour_block() const {
    const HalfHours& half_hours = report_.half_hours;
    std::vector<std::string> block;
    if (half_hours.rows.empty()) return block;
    const bool are_halves = half_hours.length == Duration::whole_seconds(1800);
    block.push_back(fmt::format(
        "{}, {} (# in time, | promise)",
        are_halves ? std::string("Half-hours") : "Every " + duration_text(half_hours.length.in_seconds()),
        shortened(clean_text(half_hours.queue), 12)));
    block.push_back(pad_right("", 29) + "  %   needed / there");
    constexpr std::size_t bar = 20;
    for (const HalfHourRow& row : shown_half_hours(half_hours, most_half_hours)) {
      std::string drawn(bar, ' ');
      const double level = row.service_level.value_or(0);
      const auto filled = static_cast<std::size_t>(std::lround(std::clamp(level, 0.0, 1.0) * bar));
      std::fill_n(drawn.begin(), filled, '#');
      if (half_hours.promise) {
        const auto mark = static_cast<std::size_t>(std::lround(half_hours.promise->share * bar));
        if (mark >= 1 && mark <= bar) drawn[mark - 1] = '|';
      }
      const std::string percent = row.service_level ? fmt::format("{:.0f}", level * 100) : std::string("-");
      block.push_back(fmt::format(
          "  {} {} {}  {} / {}", pad_left(row.clock, 5), drawn, pad_left(percent, 3),
          pad_left(value_text(row.agents_needed, Unit::count), 7),
          value_text(row.agents_there ? std::optional<double>(std::round(*row.agents_there)) : std::nullopt,
                     Unit::count)));
    }
    return block;
  }

  // Side by side where the page is wide enough for both, else below each other.
  void two_blocks(const std::vector<std::string>& left, const std::vector<std::string>& right, bool beside,
                  std::size_t left_width) {
    if (left.empty() && right.empty()) return;
    blank();
    if (!beside || left.empty()) {
      for (const std::string& text : left) line(text);
      if (!left.empty() && !right.empty()) blank();
      for (const std::string& text : right) line(text);
      return;
    }
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      line(pad_right(i < left.size() ? left[i] : "", left_width + 1) + (i < right.size() ? right[i] : ""));
    }
  }

  void why_and_half_hours() {
    const bool beside = width_ >= 100;
    const std::size_t left_width = beside ? 50 : width_;
    two_blocks(why_block(left_width), half_hour_block(), beside, left_width);
  }

  void incident() {
    if (!report_.incident) return;
    constexpr std::size_t times_width = 41;
    two_blocks(time_line_block(*report_.incident), standby_block(*report_.incident), width_ >= 100,
               times_width);
    for (const std::string& text : incident_lines(*report_.incident)) {
      out_ += hanging("  ", clean_text(text), width_);
    }
  }

  // What the faults cost, and what would have saved people: in place of causes of a busy day.
  void incident_causes() {
    for (const auto& block :
         {loss_block(*report_.incident, width_), lever_block(*report_.incident, width_)}) {
      if (!block.empty()) blank();
      for (const std::string& text : block) line(text);
    }
  }

  void binding() {
    if (report_.binding.empty()) return;
    blank();
    std::string label = "Binding";
    for (const BindingRow& row : report_.binding) {
      if (!row.ever_full) continue;
      // Hours of several days are too long for a column: they begin the line.
      const std::string window = binding_window(row);
      const bool in_column = row.when.empty();
      out_ += hanging(pad_right(label, label_width) + (in_column ? pad_right(window, 13) : ""),
                      clean_text((in_column ? "" : window + ": ") + row.sentence), width_);
      label.clear();
    }
    const std::string never = never_full_text(report_);
    if (!never.empty())
      out_ += hanging(pad_right(label, label_width) + pad_right("never", 13), clean_text(never), width_);
  }

  void fix() {
    const std::vector<std::string> block =
        report_.fix ? fix_block(*report_.fix, width_) : std::vector<std::string>{};
    if (!block.empty()) blank();
    for (const std::string& text : block) line(text);
  }

  void actual() {
    if (!report_.actual) return;
    blank();
    line(pad_right("Predicted beside actual", 38) + pad_left("actual", 12) + pad_left("predicted", 12) +
         pad_left("bias", 10) + pad_left("inside the 95% band", 24));
    for (const ActualSummary& row : report_.actual->summary) {
      line("  " + pad_right(shortened(clean_text(row.queue) + " " + row.metric, 36), 36) +
           pad_left(value_text(row.actual, row.unit), 12) +
           pad_left(value_text(row.predicted, row.unit), 12) +
           pad_left(row.bias ? change_text({row.bias, {}, 0.95, 0}, row.unit) : "-", 10) +
           pad_left(fmt::format("{} of {}", row.inside, row.intervals), 24));
      if (!row.parts_at.empty()) out_ += hanging("      parts at ", clean_text(row.parts_at), width_);
    }
    if (!report_.actual->note.empty()) out_ += hanging("  ", clean_text(report_.actual->note), width_);
  }

  void guesses() {
    std::vector<const Assumption*> guesses;
    for (const Assumption& assumption : report_.assumptions) {
      if (is_guess(assumption)) guesses.push_back(&assumption);
    }
    const std::vector<std::string> detection =
        report_.incident ? report_.incident->detection : std::vector<std::string>{};
    const std::vector<const FlipRow*> others = flips_beside_guesses(report_);
    if (guesses.empty() && detection.empty() && others.empty()) return;
    // Those that could turn the verdict are never among the ones left out.
    std::stable_partition(guesses.begin(), guesses.end(), [&](const Assumption* guess) {
      const FlipRow* flip = flip_of(report_.flips, guess->key);
      return flip != nullptr && flip->flips_at;
    });
    blank();
    line("Rests on guesses (not in your files)");
    if (!report_.flips.empty()) labelled("Flips", flips_sentence(report_.flips));
    for (const std::string& text : detection) {
      out_ += hanging("  " + pad_right("detection", 32) + "  ", clean_text(text), width_);
    }
    const std::size_t shown = guesses.size() > most_guesses + 1 ? most_guesses : guesses.size();
    for (std::size_t i = 0; i < shown; ++i) {
      const std::string text =
          fmt::format("{}  [{}]", clean_text(guesses[i]->value), clean_text(short_origin(*guesses[i])));
      out_ += hanging("  " + pad_right(clean_text(guesses[i]->key), 32) + "  ", text, width_);
      if (const FlipRow* flip = flip_of(report_.flips, guesses[i]->key)) flips_if(*flip);
    }
    if (shown < guesses.size()) {
      line(fmt::format("  and {} more: switchover check {}", guesses.size() - shown,
                       clean_text(report_.file)));
    }
    for (const FlipRow* flip : others) {
      out_ += hanging("  " + pad_right(clean_text(flip->key), 32) + "  ",
                      fmt::format("{}  [{}]", flip->now_text, clean_text(flip->label)), width_);
      flips_if(*flip);
    }
  }
  void flips_if(const FlipRow& flip) {
    out_ += hanging("  " + pad_right("", 32) + "  verdict flips ", flip.text, width_);
  }

  void what_was_read() {
    blank();
    std::string label = "Read";
    for (const InputFile& file : report_.files) {
      if (file.summary.empty()) continue;
      out_ += hanging(pad_right(label, label_width), clean_text(file.path + "  " + file.summary), width_);
      label.clear();
    }
    for (const ForecastCorrection& correction : report_.corrections) {
      out_ += hanging(pad_right(label, label_width), clean_text(correction_text(correction)), width_);
      label.clear();
    }
    label = "Ask";
    for (const Problem& lint : report_.lints) {
      out_ += hanging(pad_right(label, label_width), clean_text(to_string(lint)), width_);
      label.clear();
    }
    if (report_.has_sanity) labelled("Sanity", sanity_text(report_.sanity));
    labelled(report_.has_sanity ? "" : "Sanity", checks_text(report_.checks));
    labelled("Runs", fmt::format("{} of at most {}: {}. Repeat with --seed {} --runs {}",
                                 count_text(report_.run.runs), count_text(report_.run.max_runs),
                                 report_.run.stopped_because, report_.run.seed, report_.run.max_runs));
  }

  void closing() { line(exit_line(report_.exit_code)); }

  const ReportModel& report_;
  TextStyle style_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string verdict_line(const ReportModel& report, const TextStyle& style) {
  std::string word = verdict_word(report);
  const char* code = report.word == ReportModel::Word::yes  ? "1;32"
                     : report.word == ReportModel::Word::no ? "1;31"
                                                            : "1;33";
  const std::string plain = report.sentence.empty() ? word : word + " - " + clean_text(report.sentence);
  std::string text =
      hanging(pad_right("VERDICT", label_width), plain, std::clamp<std::size_t>(style.columns, 78, 110));
  if (style.colour) text.replace(label_width, word.size(), fmt::format("\x1b[{}m{}\x1b[0m", code, word));
  return text;
}

std::string exit_line(int exit_code) {
  switch (exit_code) {
    case 0:
      return "exit 0 (every \"must\" holds)";
    case 1:
      return "exit 1 (a \"must\" failed)";
    case 3:
      return "exit 3 (undecided: more runs would tell)";
    case 4:
      return "exit 4 (a stop condition was met)";
    case 5:
      return "exit 5 (worse than the baseline)";
    case 70:
      return "exit 70 (a self-check failed: do not trust these figures)";
    default:
      return fmt::format("exit {}", exit_code);
  }
}

std::string verdict_text(const ReportModel& report, const TextStyle& style,
                         const std::optional<RunCost>& cost) {
  return Page(report, style).all(cost);
}

}  // namespace switchover
