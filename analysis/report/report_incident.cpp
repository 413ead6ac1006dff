#include "analysis/report/report_incident.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "analysis/incident_words.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

constexpr double storm_factor = 1.1;  // below it nobody would speak of a storm
constexpr std::size_t moment_width = 23, clock_width = 9;
constexpr std::size_t limit_width = 22;

// People and calls as whole numbers: a tenth of a caller says nothing here.
std::string whole_text(const std::optional<double>& value) {
  return value ? count_text(std::round(*value)) : "-";
}
std::string plus_minus(const Estimate& estimate) {
  const auto half = estimate.half_width();
  if (!half) return "-";
  return std::round(*half) == 0 ? "+-0" : "+-" + count_text(std::round(*half));
}
// "+1 h 21 m"; in a narrow column "+1 h 21".
std::string since_fault(const std::optional<double>& seconds) {
  if (!seconds) return "-";
  return std::isinf(*seconds) ? "never" : "+" + duration_text(*seconds);
}
std::string since_fault_short(const std::optional<double>& seconds) {
  if (!seconds) return "-";
  if (std::isinf(*seconds)) return "never";
  const double minutes = std::round(*seconds / 60);
  if (minutes < 60) return "+" + duration_text(*seconds);
  return fmt::format("+{:.0f} h {:.0f}", std::floor(minutes / 60), std::fmod(minutes, 60));
}

// From two minutes on without seconds: a column holds no more.
std::optional<double> whole_minutes(const std::optional<double>& seconds) {
  const bool is_long = seconds && std::isfinite(*seconds) && *seconds >= 120;
  return is_long ? std::optional<double>(std::round(*seconds / 60) * 60) : seconds;
}

std::string two_quantiles(const Estimate& median, const Estimate& p95) {
  if (!median.value) return "-";
  const std::string first = duration_text(*median.value);
  const std::string last = p95.value ? duration_text(*p95.value) : "-";
  return first == last ? first : fmt::format("{} (p95 {})", first, last);
}

}  // namespace

const std::array<LossStage, 7>& loss_stages() {
  static constexpr std::array<LossStage, 7> all{
      {{"failed", "failed attempts", &IncidentLoss::failed},
       {"in IVR", "dropped in IVR", &IncidentLoss::ivr},
       {"in queue", "dropped in queue", &IncidentLoss::queue},
       {"in talk", "dropped in talk", &IncidentLoss::talk},
       {"blocked", "blocked", &IncidentLoss::blocked},
       {"gave up", "abandoned", &IncidentLoss::abandoned},
       {"people", "people never served", &IncidentLoss::never_served}}};
  return all;
}

std::vector<std::string> time_line_block(const Incident& incident) {
  std::vector<std::string> block;
  if (incident.times.empty()) return block;
  const auto row = [&](const std::string& label, const std::string& p50, const std::string& p95) {
    block.push_back(pad_right(label, moment_width) + pad_left(p50, clock_width) + pad_left(p95, clock_width));
  };
  row(incident.dated ? "Time line" : "Time line, since fault", "p50", "p95");
  for (const IncidentMoment& moment : incident.times) {
    const std::string label = "  " + shortened(clean_text(moment.label), moment_width - 2);
    if (moment.name == "fault" && incident.dated) {
      row(label, moment.p50, "-");
    } else if (incident.dated) {
      row(label, moment.p50, moment.p95);
    } else if (moment.name != "fault") {
      row(label, since_fault_short(whole_minutes(moment.after_p50_s)),
          since_fault_short(whole_minutes(moment.after_p95_s)));
    }
  }
  for (const IncidentMoment& moment : incident.times) {
    if (moment.happens == moment.of || moment.happens == 0) continue;
    block.push_back(fmt::format("  not in {} of {}: {}", moment.of - moment.happens, moment.of,
                                shortened(clean_text(moment.label), 24)));
  }
  return block;
}

std::vector<std::string> standby_block(const Incident& incident) {
  std::vector<std::string> block;
  if (incident.limits.empty()) return block;
  block.push_back(pad_right(shortened("Limits of " + clean_text(incident.to), limit_width), limit_width) +
                  pad_left("peak p95", 9) + pad_left("limit", 6) + pad_left("full for", 12));
  std::string notes;
  for (const IncidentLimit& limit : incident.limits) {
    const std::string star = limit.note.empty() ? "" : " *";
    const double minutes = limit.minutes_full.value_or(0);
    block.push_back(pad_right("  " + limit.label, limit_width) + pad_left(whole_text(limit.peak_p95), 9) +
                    pad_left(value_text(limit.limit, Unit::count), 6) + pad_right(star, 2) +
                    pad_left(minutes * 60 < 0.5 ? "-" : duration_text(minutes * 60), 10) +
                    (limit.binding ? "  BINDING" : ""));
    if (!limit.note.empty()) notes = limit.note;
  }
  if (!notes.empty()) {
    for (const std::string& part : wrap(clean_text(notes), 50)) {
      block.push_back((block.back().starts_with("  * ") ? "    " : "  * ") + part);
    }
  }
  return block;
}

std::vector<std::string> incident_lines(const Incident& incident) {
  std::vector<std::string> lines;
  if (incident.happens > 0) {
    lines.push_back(fmt::format(
        "RTO calls {} | RTO service {} | RPO {}",
        incident.refuses ? two_quantiles(incident.rto_calls, incident.rto_calls_p95) : "0 s, none refused",
        two_quantiles(incident.rto_service, incident.rto_service_p95),
        two_quantiles(incident.rpo, incident.rpo_p95)));
  }
  const IncidentStorm& storm = incident.storm;
  if (storm.factor && *storm.factor < storm_factor) {
    lines.push_back(
        fmt::format("No retry storm: attempts in 15 minutes at most {:.2f} times the twin's", *storm.factor));
  } else if (storm.day && storm.twin) {
    std::string line = fmt::format(
        "Retry storm: attempts in 15 minutes {} -> {}{} at {}", whole_text(storm.twin), whole_text(storm.day),
        storm.factor ? fmt::format(" ({:.1f}x)", *storm.factor) : std::string{}, storm.clock);
    if (storm.attempts && storm.people && storm.more) {
      line += fmt::format("; {} attempts of {} people over the day, {} because of the faults",
                          whole_text(storm.attempts), whole_text(storm.people), whole_text(storm.more));
    }
    lines.push_back(std::move(line));
  }
  if (!incident.worst_platform.empty()) {
    const std::string twin =
        incident.worst_twin ? value_text(incident.worst_twin, Unit::share) : std::string("no calls");
    lines.push_back(fmt::format("Worst platform, not blended: {} {} in time ({} without faults); blended {}",
                                incident.worst_platform, value_text(incident.worst_level, Unit::share), twin,
                                value_text(incident.blended_level, Unit::share)));
  }
  return lines;
}

std::vector<std::string> loss_block(const Incident& incident, std::size_t width) {
  std::vector<std::string> block;
  if (incident.losses.empty()) return block;
  const std::size_t column = width >= 100 ? 10 : 8;
  const std::size_t name = width - loss_stages().size() * column;
  std::string head = pad_right(shortened("Lost by fault and stage", name), name);
  for (const LossStage& stage : loss_stages()) head += pad_left(stage.head, column);
  block.push_back(std::move(head));
  for (const IncidentLoss& loss : incident.losses) {
    std::string values = pad_right("  " + shortened(clean_text(loss.fault), name - 3), name);
    std::string known = pad_right("", name);
    for (const LossStage& stage : loss_stages()) {
      values += pad_left(whole_text((loss.*stage.figure).value), column);
      known += pad_left(plus_minus(loss.*stage.figure), column);
    }
    block.push_back(std::move(values));
    block.push_back(std::move(known));
  }
  return block;
}

std::vector<std::string> lever_block(const Incident& incident, std::size_t width) {
  std::vector<std::string> block;
  if (incident.levers.empty()) return block;
  constexpr std::size_t column = 8, figures = 3 * column, remark = 29;
  const std::size_t name = width - figures - remark;
  const std::string whole = "Why, people never served (one change at a time)";
  const std::string title = shown_width(whole) <= name ? whole : "Why, people never served";
  block.push_back(pad_right(title, name) + pad_left("left", column) + pad_left("saved", column));
  for (const IncidentLever& lever : incident.levers) {
    const std::vector<std::string> text = wrap(clean_text(lever.text), name - 3);
    const std::string said = lever_remark(lever);
    const std::string after = pad_left(whole_text(lever.left.value), column) +
                              pad_left(whole_text(lever.saved.value), column) +
                              pad_left(plus_minus(lever.saved), column);
    const std::vector<std::string> remarks = wrap(said, remark - 2);
    for (std::size_t i = 0; i < std::max(text.size(), remarks.size()); ++i) {
      std::string line = pad_right(i < text.size() ? (i == 0 ? "  " : "    ") + text[i] : "", name);
      line += pad_right(i == 0 ? after : "", figures);
      if (i < remarks.size()) line += "  " + remarks[i];
      block.push_back(std::move(line));
    }
  }
  return block;
}

namespace {

std::string chapter(const std::string& title, const TextTable& table) {
  return table.rows.empty()
             ? ""
             : fmt::format("\n## {}\n\n", markdown_text(title)) + markdown_table(table.head, table.rows);
}

}  // namespace

TextTable time_line_table(const Incident& incident) {
  TextTable table{{"moment", "p50", "p95", "since the fault, p50", "p95", "days"}, {}};
  for (const IncidentMoment& m : incident.times) {
    table.rows.push_back({m.label, m.p50, m.p95, since_fault(m.after_p50_s), since_fault(m.after_p95_s),
                          fmt::format("{} of {}", m.happens, m.of)});
  }
  return table;
}

TextTable standby_table(const Incident& incident) {
  TextTable table{{"limit", "peak p95", "limit", "full for", ""}, {}};
  for (const IncidentLimit& limit : incident.limits) {
    table.rows.push_back({limit.label + (limit.note.empty() ? "" : " (" + limit.note + ")"),
                          whole_text(limit.peak_p95), value_text(limit.limit, Unit::count),
                          limit.minutes_full ? duration_text(*limit.minutes_full * 60) : "-",
                          limit.binding ? "binding" : ""});
  }
  return table;
}

TextTable loss_table(const Incident& incident) {
  TextTable table{{"fault"}, {}};
  for (const LossStage& stage : loss_stages()) table.head.emplace_back(stage.name);
  for (const IncidentLoss& loss : incident.losses) {
    std::vector<std::string> row{loss.fault};
    for (const LossStage& stage : loss_stages()) {
      const Estimate& e = loss.*stage.figure;
      row.push_back(whole_text(e.value) + (e.half_width() ? " " + plus_minus(e) : ""));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

TextTable lever_table(const Incident& incident) {
  TextTable table{{"change", "left", "saved", "95%", ""}, {}};
  for (const IncidentLever& lever : incident.levers) {
    table.rows.push_back({lever.text, whole_text(lever.left.value), whole_text(lever.saved.value),
                          range_text(lever.saved.range, Unit::count), lever_remark(lever)});
  }
  return table;
}

std::string incident_markdown(const Incident& incident) {
  std::string out = chapter("Time line", time_line_table(incident));
  for (const std::string& line : incident_lines(incident)) out += "\n" + markdown_text(line) + "\n";
  out += chapter("Limits of " + incident.to, standby_table(incident));
  out += chapter("Lost by fault and stage", loss_table(incident));
  out +=
      chapter("Why, people never served: one thing changed at a time, same callers", lever_table(incident));
  if (!incident.detection.empty()) out += "\n## How faults are detected\n\n";
  for (const std::string& line : incident.detection) out += "- " + markdown_text(line) + "\n";
  return out;
}

namespace {

class Table {
 public:
  explicit Table(std::string& out) : out_(out) {}
  void row(const char* part, const std::string& name, const char* figure, Unit unit, const Estimate& e,
           const std::optional<double>& p95 = std::nullopt) {
    const auto number = [](const std::optional<double>& v) { return v ? csv_number(*v) : std::string{}; };
    const std::string low = e.range ? csv_number(e.range->low) : std::string{};
    const std::string high = e.range ? csv_number(e.range->high) : std::string{};
    out_ += fmt::format("{},{},{},{},{},{},{},{}\r\n", part, csv_cell(name), figure, unit_name(unit),
                        number(e.value), low, high, number(p95));
  }
  void plain(const char* part, const std::string& name, const char* figure, Unit unit,
             const std::optional<double>& value, const std::optional<double>& p95 = std::nullopt) {
    row(part, name, figure, unit, Estimate{value, std::nullopt, 0.95, 0}, p95);
  }

 private:
  std::string& out_;
};

}  // namespace

std::string incident_csv(const ReportModel& report) {
  std::string out = "part,name,figure,unit,value,lo,hi,p95\r\n";
  if (!report.incident) return out;
  const Incident& incident = *report.incident;
  Table table(out);
  for (const IncidentMoment& m : incident.times) {
    table.plain("time_line", m.name, "from_start", Unit::seconds, m.p50_s, m.p95_s);
    table.plain("time_line", m.name, "since_fault", Unit::seconds, m.after_p50_s, m.after_p95_s);
    table.plain("time_line", m.name, "days", Unit::count, static_cast<double>(m.happens));
  }
  table.row("recovery", "rto_calls", "p50", Unit::seconds, incident.rto_calls, incident.rto_calls_p95.value);
  table.row("recovery", "rto_service", "p50", Unit::seconds, incident.rto_service,
            incident.rto_service_p95.value);
  table.row("recovery", "rpo", "p50", Unit::seconds, incident.rpo, incident.rpo_p95.value);
  table.row("people", "never_served", "because_of_faults", Unit::count, incident.never_served);
  table.row("people", "never_served", "when_healthy_again", Unit::count, incident.after_healthy);
  for (const IncidentLimit& limit : incident.limits) {
    table.plain("limit", limit.label, "peak", Unit::count, std::nullopt, limit.peak_p95);
    table.plain("limit", limit.label, "limit", Unit::count, limit.limit);
    table.plain("limit", limit.label, "full", Unit::seconds,
                limit.minutes_full ? std::optional<double>(*limit.minutes_full * 60) : std::nullopt);
  }
  static constexpr std::array<const char*, 7> names{"failed_calls",    "dropped_in_ivr", "dropped_in_queue",
                                                    "dropped_in_talk", "blocked_calls",  "abandoned",
                                                    "never_served"};
  for (const IncidentLoss& loss : incident.losses) {
    for (std::size_t k = 0; k < loss_stages().size(); ++k) {
      table.row("loss", loss.fault, names[k], Unit::count, loss.*loss_stages()[k].figure);
    }
  }
  for (const IncidentLever& lever : incident.levers) {
    table.row("lever", lever.text, "left", Unit::count, lever.left);
    table.row("lever", lever.text, "saved", Unit::count, lever.saved);
  }
  table.plain("storm", incident.storm.clock, "attempts_day", Unit::count, incident.storm.day);
  table.plain("storm", incident.storm.clock, "attempts_twin", Unit::count, incident.storm.twin);
  return out;
}

}  // namespace switchover
