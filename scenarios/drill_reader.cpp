#include "scenarios/drill_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/estate_reader.hpp"

namespace switchover {
namespace {

void read_at(const Section& section, const CentreDraft& draft, DrillSpec& spec) {
  const auto opened = section.open("at");
  if (!opened || opened->value == nullptr) return;
  if (opened->value->is_text() && lower_case(trimmed(opened->value->text)) == "busiest") return;
  const auto at = read_moment(section.reading(), *opened, Time{}, true);
  if (!at) return;
  if (*at >= Time::after_start(draft.spec.length)) {
    refuse(section.reading(), *opened, "nobody calls at the close: write an earlier moment, or \"busiest\"");
    return;
  }
  spec.at = *at;
}

// 400 people, or "2%" of the day's.
void read_never_served(Reading& reading, const Opened& opened, DrillSpec& spec) {
  if (opened.value == nullptr) return;
  const TomlValue& value = *opened.value;
  if (value.is_text()) {
    const auto share = share_phrase(value.text);
    if (share && *share >= 0 && *share <= 1) {
      spec.never_served_share = *share;
      note_typed(reading, opened, share_text(*share) + " of the people", value.place);
      return;
    }
  } else if (const bool number =
                 value.kind == TomlValue::Kind::whole || value.kind == TomlValue::Kind::number;
             number && value.number >= 0 && value.number <= 1e9) {
    spec.never_served = value.number;
    note_typed(reading, opened, number_text(value.number) + " people", value.place);
    return;
  }
  refuse(reading, opened, "write a number of people, such as 400, or a share of the day's, such as \"2%\"");
}

void read_tolerance(const Section& section, DrillSpec& spec) {
  Reading& reading = section.reading();
  const auto opened = section.open("tolerance", "(a tolerance)");
  if (!opened || opened->value == nullptr) return;
  const char* hint = "write { never_served = 400, restored = \"60m\" }, one of them or both";
  if (!opened->is_table()) {
    refuse(reading, *opened, hint);
    return;
  }
  const TomlEntry* never_served = opened->value->find("never_served");
  const TomlEntry* restored = opened->value->find("restored");
  if (never_served == nullptr && restored == nullptr) {
    refuse(reading, *opened, hint);
    return;
  }
  if (never_served != nullptr) {
    read_never_served(
        reading, open_value(reading, never_served->value, opened->path + ".never_served", "(a share)"), spec);
  }
  if (restored == nullptr) return;
  const Opened within = open_value(reading, restored->value, opened->path + ".restored", "(a duration)");
  if (const auto time = read_duration(reading, within)) {
    spec.restore = *time;
    note_typed(reading, within, duration_text(*time), restored->place);
  }
}

void read_lasts(const Section& section, const CentreDraft& draft, DrillSpec& spec) {
  Reading& reading = section.reading();
  const TomlValue* lasts = section.find("lasts");
  if (lasts == nullptr) return;
  if (!lasts->is_table()) {
    refuse(reading, {lasts, section.path_of("lasts"), {}}, "write { \"old.dc1\" = \"3h\" }");
    return;
  }
  for (const TomlEntry& entry : lasts->entries) {
    const auto component = component_of(reading, draft.estate, entry.key, entry.place);
    const Opened opened = open_value(
        reading, entry.value, fmt::format("{}.\"{}\"", section.path_of("lasts"), entry.key), "(a duration)");
    const auto time = read_duration(reading, opened);
    if (!component || !time) continue;
    if (*time <= Duration()) {
      refuse(reading, opened, "write a time above zero, or name the component in skip");
      continue;
    }
    spec.lasts.emplace_back(*component, *time);
    note_typed(reading, opened, duration_text(*time), entry.place);
  }
}

void read_skip(const Section& section, const CentreDraft& draft, DrillSpec& spec) {
  for (const std::string& name : section.names("skip").value_or(std::vector<std::string>{})) {
    const auto component = component_of(section.reading(), draft.estate, name, section.place_of("skip"));
    if (!component) continue;
    const bool again = std::find(spec.skip.begin(), spec.skip.end(), *component) != spec.skip.end();
    if (!again) spec.skip.push_back(*component);
    const auto timed = [&](const auto& entry) { return entry.first == *component; };
    if (again || std::none_of(spec.lasts.begin(), spec.lasts.end(), timed)) continue;
    section.reading().problem(section.place_of("skip"),
                              fmt::format("drill skips \"{}\" and says how long it lasts", name),
                              "take it out of skip or of lasts");
  }
}

}  // namespace

void read_drill(Reading& reading, const TomlValue* drill, const CentreDraft& draft, DrillSpec& spec) {
  const Section section(reading, drill, "drill", "drill", false);
  if (drill == nullptr) return;
  spec.place = section.place();
  read_at(section, draft, spec);
  read_tolerance(section, spec);
  read_lasts(section, draft, spec);
  read_skip(section, draft, spec);
}

}  // namespace switchover
