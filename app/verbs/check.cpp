#include <fmt/format.h>

#include <string>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/wording.hpp"
#include "app/shell/print.hpp"
#include "app/shell/terminal.hpp"
#include "app/verbs/complaints.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {

namespace {

constexpr std::size_t label_width = 12;

class Reading {
 public:
  Reading(const Scenario& scenario, std::size_t width) : scenario_(scenario), width_(width) {}

  std::string all() {
    labelled("Scenario", scenario_.name);
    labelled("Question", scenario_.question);
    labelled("Day",
             fmt::format("{} {}, {} from {}{}", weekday_name(scenario_.start), date_text(scenario_.start),
                         duration_text(scenario_.centre.length.in_seconds()), clock(Time{}),
                         scenario_.timezone.empty() ? "" : ", " + scenario_.timezone));
    labelled("Centre", centre());
    for (const InputFile& file : scenario_.files) {
      labelled("Read", file.path + (file.summary.empty() ? "" : "  " + file.summary));
    }
    totals();
    for (const EventSpec& event : scenario_.centre.events) labelled("Event", event_text(event));
    for (const Expectation& promise : scenario_.must) labelled("Must", promise.text);
    for (const Expectation& promise : scenario_.warn) labelled("Warn", promise.text);
    for (const Problem& lint : scenario_.lints) labelled("Ask", to_string(lint));
    assumptions();
    return out_;
  }

 private:
  void labelled(const std::string& label, const std::string& text) {
    const bool repeated = label == last_;
    last_ = label;
    if (!text.empty())
      out_ += hanging(pad_right(repeated ? "" : label, label_width), clean_text(text), width_);
  }
  std::string clock(Time time) const { return clock_text(scenario_.start, scenario_.centre.length, time); }

  std::string centre() const {
    const auto names = [](const auto& things) {
      std::string list;
      for (const auto& thing : things) list += (list.empty() ? "" : ", ") + thing.name;
      return list;
    };
    return fmt::format("platforms {}; queues {}; groups {}", names(scenario_.centre.platforms),
                       names(scenario_.centre.queues), names(scenario_.centre.groups));
  }
  void totals() {
    const ReadSummary& summary = scenario_.summary;
    labelled("Total", fmt::format("{} calls in the day", count_text(summary.offered_total)));
    labelled("Peak", fmt::format("{} calls in the busiest half-hour, from {}",
                                 count_text(summary.peak_half_hour_calls), clock(summary.peak_half_hour_at)));
    labelled("Peak", fmt::format("{} agents on phones, at {}", count_text(summary.peak_on_phone),
                                 clock(summary.peak_on_phone_at)));
  }
  std::string event_text(const EventSpec& event) const {
    const std::string to = event.to == Time::never() ? std::string("close") : clock(event.to);
    return fmt::format("{}: {} - {}{}", event.name, clock(event.from), to,
                       event.in_twin ? ", in the twin as well" : "");
  }
  void assumptions() {
    if (scenario_.assumptions.empty()) return;
    out_ += "\nThe answer rests on\n";
    for (const Assumption& assumption : scenario_.assumptions) {
      const std::string text =
          fmt::format("{}  [{}]", clean_text(assumption.value), clean_text(origin_text(assumption)));
      out_ += hanging("  " + pad_right(clean_text(assumption.key), 36) + "  ", text, width_);
    }
  }

  const Scenario& scenario_;
  std::size_t width_;
  std::string out_, last_;
};

}  // namespace

ExitCode run_check(const CheckRequest& request) {
  ExitCode code = ExitCode::ok;
  const auto width = static_cast<std::size_t>(inspect_terminal(stdout).columns);
  bool first = true;
  for (const std::string& file : request.files) {
    const Expected<Scenario> scenario = read_scenario(file, request.settings);
    if (!scenario) {
      complain_about(scenario.problems());
      code = worse_of(code, ExitCode::bad_input);
      continue;
    }
    if (!first) print_answer("\n");
    first = false;
    print_answer(Reading(scenario.value(), width).all());
  }
  return code;
}

}  // namespace switchover
