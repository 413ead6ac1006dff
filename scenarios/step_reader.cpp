#include "scenarios/step_reader.hpp"

#include <fmt/format.h>

#include <cmath>

namespace switchover {

std::optional<Steps> read_steps(Reading& reading, const Opened& opened, const std::string& example) {
  if (opened.value == nullptr) return {};
  Steps steps;
  if (!opened.value->is_array()) {
    steps.values.push_back(opened);
    steps.moments.push_back({});
    return steps;
  }
  std::vector<ClockPhrase> clocks;
  for (std::size_t i = 0; i < opened.value->items.size(); ++i) {
    const TomlValue& item = opened.value->items[i];
    const std::string path = fmt::format("{}[{}]", opened.path, i + 1);
    if (!item.is_array() || item.items.size() != 2) {
      refuse(reading, {&item, path, {}}, "write a list of moments and values, such as " + example);
      return {};
    }
    const auto clock = read_clock_phrase(reading, {&item.items[0], path, {}});
    if (!clock) return {};
    clocks.push_back(*clock);
    steps.values.push_back({&item.items[1], path, opened.provenance});
  }
  if (clocks.empty()) {
    refuse(reading, opened, "write a list of moments and values, such as " + example);
    return {};
  }
  StepMoments moments = resolve_steps(clocks, reading.calendar);
  if (moments.wrong) {
    const TomlValue& item = opened.value->items[*moments.wrong].items[0];
    const Opened wrong{&item, fmt::format("{}[{}]", opened.path, *moments.wrong + 1), {}};
    reading.problem(item.place, value_is(wrong) + ", which " + moments.trouble, moments.hint);
    return {};
  }
  steps.moments = std::move(moments.moments);
  return steps;
}

std::optional<std::vector<NumberStep>> read_number_steps(Reading& reading, const Opened& opened, double most,
                                                         const std::string& example) {
  const auto steps = read_steps(reading, opened, example);
  if (!steps) return {};
  std::vector<double> values;
  for (const Opened& value : steps->values) {
    const auto number = read_number(reading, value, 0, most);
    if (!number) return {};
    values.push_back(*number);
  }
  std::vector<NumberStep> out;
  if (steps->moments.front().at > Time{}) out.push_back({Time{}, 0});
  for (const StepMoment& moment : steps->moments) out.push_back({moment.at, values[moment.step]});
  return out;
}

std::optional<std::vector<double>> read_split(Reading& reading, const Opened& opened, const Names& names) {
  if (opened.value == nullptr) return {};
  SplitPhrase parts;
  if (opened.is_table()) {
    const TomlEntry* shares = opened.value->find("shares");
    if (shares != nullptr && shares->value.is_table()) {
      for (const TomlEntry& entry : shares->value.entries) {
        const auto share = read_share(reading, {&entry.value, opened.path + ".shares." + entry.key, {}});
        if (!share) return {};
        parts.emplace_back(entry.key, *share);
      }
    }
  } else if (opened.value->is_text()) {
    parts = split_phrase(opened.value->text).value_or(SplitPhrase{});
  }
  if (parts.empty()) {
    refuse(reading, opened, "write the share of each platform, such as \"old 70%, new 30%\"");
    return {};
  }
  std::vector<double> split(names.platforms.size(), 0.0);
  double total = 0;
  for (const auto& [name, share] : parts) {
    const auto platform = index_of(name, names.platforms);
    if (!platform) {
      reading.append({undefined_name(opened.value->place, "platform", name, names.platforms)});
      return {};
    }
    if (share < 0 || share > 1) {
      refuse(reading, opened, "each share must lie between 0% and 100%");
      return {};
    }
    split[*platform] += share;
    total += share;
  }
  if (std::fabs(total - 1) > 1e-6) {
    refuse(reading, opened, fmt::format("the shares add up to {}, not 100%", share_text(total)));
    return {};
  }
  for (double& share : split) share /= total;
  return split;
}

std::optional<std::vector<SplitStep>> read_split_steps(Reading& reading, const Opened& opened,
                                                       const Names& names) {
  const auto steps = read_steps(reading, opened, "[[\"08:00\", \"old 70%, new 30%\"]]");
  if (!steps) return {};
  std::vector<std::vector<double>> splits;
  for (const Opened& value : steps->values) {
    const auto split = read_split(reading, value, names);
    if (!split) return {};
    splits.push_back(*split);
  }
  std::vector<SplitStep> out;
  if (steps->moments.front().at > Time{}) {
    std::vector<double> first(names.platforms.size(), 0.0);
    first.front() = 1;
    out.push_back({Time{}, first});
  }
  for (const StepMoment& moment : steps->moments) out.push_back({moment.at, splits[moment.step]});
  return out;
}

std::string split_text(const std::vector<double>& split, const Names& names) {
  std::string text;
  for (std::size_t p = 0; p < split.size(); ++p) {
    if (split[p] > 0) text += (text.empty() ? "" : ", ") + names.platforms[p] + " " + share_text(split[p]);
  }
  return text;
}

}  // namespace switchover
