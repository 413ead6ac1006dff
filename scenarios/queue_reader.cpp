// Queues, what callers do when it goes wrong, and the demand that queues say themselves.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/centre_readers.hpp"
#include "scenarios/scenario_keys.hpp"

namespace switchover {
namespace {

constexpr double default_patience_s = 300;
const char* const textbook = "textbook: what is not said does not happen";

RedialRule redial_default(double probability, double mean_s) {
  return {probability, Distribution::exponential(mean_s)};
}

// Times of handling must end: "never" is for patience only.
Distribution stage_time(const Section& section, const char* key) {
  const Distribution read = section.distribution(key).value_or(Distribution());
  if (!read.is_never()) return read;
  section.reading().problem(section.place_of(key), section.path_of(key) + " never ends",
                            "write a time, such as \"240s\"; only patience may be never");
  return {};
}

void read_promise_of(const Section& section, QueueSpec& queue) {
  Reading& reading = section.reading();
  if (const auto promise = section.promise("promise")) {
    queue.has_promise = true;
    queue.promise = *promise;
  }
  if (const auto choice = section.choice("sl_counts")) {
    queue.counts = static_cast<ServiceLevelDefinition>(*choice + 1);
  } else if (!section.has("sl_counts")) {
    section.note_default("sl_counts", "exclude short abandons", "common practice");
  }
  const Duration short_default = reading.textbook ? Duration() : Duration::whole_seconds(5);
  queue.short_abandon = section.duration("short_abandon").value_or(short_default);
  if (!section.has("short_abandon")) {
    section.note_default("short_abandon", duration_text(short_default),
                         reading.textbook ? textbook : "common practice");
  }
}

void read_stages(const Section& section, QueueSpec& queue, QueueNotes& notes) {
  Reading& reading = section.reading();
  queue.ivr = stage_time(section, "ivr");
  queue.ring = stage_time(section, "ring");
  queue.talk = stage_time(section, "talk");
  queue.hold = stage_time(section, "hold");
  queue.wrap = stage_time(section, "wrap");
  notes.talk_said = section.has("talk");
  if (const auto choice = section.choice("aht_from")) notes.aht_from_forecast = *choice == 1;
  queue.patience = section.distribution("patience").value_or(Distribution::never());
  if (!section.has("patience")) {
    if (!reading.textbook) queue.patience = Distribution::exponential(default_patience_s);
    section.note_default("patience", queue.patience.describe(),
                         reading.textbook ? textbook : "judgement; means of 60 to 900 s are reported");
  }
  if (section.has("patience") && queue.patience.is_zero()) {
    reading.problem(section.place_of("patience"), section.path_of("patience") + " is no time at all",
                    "write a time; callers who hang up at once are balk = \"100%\"");
  }
  queue.contained = section.share("contained").value_or(0);
  queue.ivr_abandon = section.share("ivr_abandon").value_or(0);
  queue.balk = section.share("balk").value_or(0);
  queue.no_answer = section.share("no_answer").value_or(0);
  if (queue.no_answer >= 1) {
    reading.problem(section.place_of("no_answer"),
                    section.path_of("no_answer") + " is 100%: no call is ever answered",
                    "write less than 100%");
  }
}

void read_waiting(const Section& section, const Names& names, QueueSpec& queue) {
  Reading& reading = section.reading();
  queue.priority = section.whole("priority", 0, 1'000'000).value_or(0);
  queue.max_queued = section.whole("max_queued", 0, most_of_a_limit);
  queue.max_wait = section.duration("max_wait");
  if (const TomlValue* weight = section.find("weight")) {
    const Opened opened = open_value(reading, *weight, section.path_of("weight"), "(a weight)");
    if (!opened.is_table()) {
      if (opened.value != nullptr) refuse(reading, opened, "write { base = \"0s\", per_second = 1 }");
    } else {
      if (const TomlEntry* base = opened.value->find("base")) {
        const auto read =
            read_duration(reading, open_value(reading, base->value, opened.path + ".base", "(a duration)"));
        queue.weight_base_s = read ? read->in_seconds() : 0;
      }
      if (const TomlEntry* per_second = opened.value->find("per_second")) {
        const Opened inner = open_value(reading, per_second->value, opened.path + ".per_second", "");
        queue.weight_per_second = read_number(reading, inner, 0, 1e6).value_or(1);
      }
      section.note(opened,
                   fmt::format("{} + {} per second", duration_text(Duration::seconds(queue.weight_base_s)),
                               number_text(queue.weight_per_second)));
    }
  }
  for (const std::string& name : section.names("groups").value_or(std::vector<std::string>{})) {
    const auto group = index_of(name, names.groups);
    if (group) {
      queue.prefers.emplace_back(*group);
    } else {
      reading.append({undefined_name(section.place_of("groups"), "group", name, names.groups)});
    }
  }
}

void read_demand(const Section& section, const CentreDraft& draft, QueueSpec& queue, QueueNotes& notes) {
  Reading& reading = section.reading();
  notes.arrivals = draft.arrivals;
  if (const auto choice = section.choice("arrivals")) {
    notes.arrivals = static_cast<ArrivalPattern>(*choice);
    notes.arrivals_said = true;
  }
  notes.interval_cv = section.share("busyness").value_or(draft.interval_cv);
  if (const auto opened = section.open("calls_per_hour")) {
    const auto steps =
        read_number_steps(reading, *opened, most_calls_per_hour, "[[\"08:00\", 300], [\"12:00\", 180]]");
    notes.calls_place = opened->value != nullptr ? opened->value->place : section.place();
    notes.calls_per_hour = steps.value_or(std::vector<NumberStep>{{Time{}, 0}});
    if (steps) {
      section.note(*opened, steps->size() == 1 ? number_text(steps->front().value)
                                               : fmt::format("{} steps", steps->size()));
    }
  }
  queue.call_split = draft.call_split;
  if (const auto opened = section.open("split", "(a split)")) {
    queue.call_split = read_split_steps(reading, *opened, draft.names).value_or(std::vector<SplitStep>{});
    if (!queue.call_split.empty())
      section.note(*opened, split_text(queue.call_split.back().share, draft.names));
  }
}

void read_redials(const Section& section, CallerSpec& callers) {
  const auto read = [&](const char* key, RedialRule& rule) {
    if (const auto read_rule = section.redial(key)) rule = *read_rule;
  };
  read("redial_after_abandon", callers.after_abandon);
  read("redial_after_busy", callers.after_busy);
  read("redial_after_drop", callers.after_drop);
  read("redial_after_failure", callers.after_failure);
  callers.give_up_after = section.whole("give_up_after", 0, 1000).value_or(callers.give_up_after);
}

}  // namespace

void read_callers(Reading& reading, const TomlValue* callers, CentreDraft& draft) {
  const Section section(reading, callers, "callers", "callers", true);
  const bool nothing = reading.textbook;
  const auto start_from = [&](const char* key, RedialRule& rule, double probability, double mean_s) {
    if (!nothing) rule = redial_default(probability, mean_s);
    if (!section.has(key)) {
      section.note_default(key, redial_text(rule), nothing ? textbook : "judgement; 0 to 90 % are reported");
    }
  };
  CallerSpec& out = draft.callers;
  start_from("redial_after_abandon", out.after_abandon, 0.55, 600);
  start_from("redial_after_busy", out.after_busy, 0.80, 120);
  start_from("redial_after_drop", out.after_drop, 0.80, 120);
  start_from("redial_after_failure", out.after_failure, 0.80, 120);
  out.give_up_after = nothing ? 0 : 6;
  if (!section.has("give_up_after")) {
    section.note_default("give_up_after", nothing ? "no limit" : "6", nothing ? textbook : "judgement");
  }
  read_redials(section, out);
}

void read_busyness(Reading& reading, const TomlValue* busyness, CentreDraft& draft) {
  const Section section(reading, busyness, "busyness", "busyness", true);
  draft.spec.day_cv = section.share("day").value_or(reading.textbook ? 0 : 0.06);
  if (!section.has("day")) {
    section.note_default("day", share_text(draft.spec.day_cv), reading.textbook ? textbook : "judgement");
  }
  draft.interval_cv = section.share("interval").value_or(0);
  if (!section.has("interval")) {
    section.note_default("interval", "0%", reading.textbook ? textbook : "judgement: only whole days differ");
  }
}

void read_queues(Reading& reading, const TomlValue* queues, CentreDraft& draft) {
  for (const TomlEntry* entry : named_sections(reading, queues, "queue")) {
    const Section section(reading, &entry->value, "queue.NAME", "queue." + entry->key, true);
    QueueSpec queue;
    QueueNotes notes;
    queue.name = entry->key;
    queue.callers = draft.callers;
    notes.place = entry->place;
    read_promise_of(section, queue);
    read_stages(section, queue, notes);
    read_waiting(section, draft.names, queue);
    read_redials(section, queue.callers);
    read_demand(section, draft, queue, notes);
    draft.spec.queues.push_back(std::move(queue));
    draft.queues.push_back(std::move(notes));
  }
}

void add_inline_demand(CentreDraft& draft) {
  const Time end = Time::after_start(draft.spec.length);
  for (std::size_t q = 0; q < draft.queues.size(); ++q) {
    const QueueNotes& notes = draft.queues[q];
    if (notes.calls_per_hour.empty()) continue;
    DemandSpec demand;
    demand.queue = QueueId(q);
    demand.pattern = notes.arrivals;
    demand.interval_cv = notes.interval_cv;
    // Spread per interval and exact counts speak of the intervals of the reports; otherwise a step is one
    // interval.
    const bool cut = notes.interval_cv > 0 || notes.arrivals == ArrivalPattern::exact_counts;
    for (std::size_t s = 0; s < notes.calls_per_hour.size(); ++s) {
      const NumberStep& step = notes.calls_per_hour[s];
      const Time until = s + 1 < notes.calls_per_hour.size() ? notes.calls_per_hour[s + 1].at : end;
      for (Time at = step.at; at < until && step.value > 0;) {
        const Duration left = until - at;
        const Duration length = cut ? std::min(left, draft.spec.interval) : left;
        demand.intervals.push_back({at, length, step.value * length.in_seconds() / 3600});
        at = at + length;
      }
    }
    draft.spec.demand.push_back(std::move(demand));
  }
}

}  // namespace switchover
