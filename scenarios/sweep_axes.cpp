#include "scenarios/sweep_axes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "scenarios/plan_reader.hpp"
#include "scenarios/sweep_values.hpp"

namespace switchover {
namespace {

void add_axis(SweepText& out, const std::string& key, Expected<std::vector<std::string>> values,
              const Place& place) {
  if (!values.ok()) {
    out.problems.insert(out.problems.end(), values.problems().begin(), values.problems().end());
    return;
  }
  const auto same = [&](const SweepAxis& axis) { return axis.key == key; };
  if (std::any_of(out.axes.begin(), out.axes.end(), same)) {
    Problem problem;
    problem.place = place;
    problem.what = fmt::format("\"{}\" is swept twice", key);
    problem.hint = "write all its values into one list";
    out.problems.push_back(std::move(problem));
    return;
  }
  out.axes.push_back({key, std::move(values).value(), place});
}

void read_rules(const PlanRules& rules, SweepText& out) {
  for (const std::string& item : rules.sweep) {
    const auto text = setting_text(item);
    if (!text || !says_several_values(text->value, rules.points.has_value())) {
      out.settings.push_back(item);  // what is no key=value is complained about where it is laid on
      continue;
    }
    const Place place{"--set " + item, 0, 0};
    add_axis(out, text->key, sweep_values(text->value, place, rules.points), place);
  }
}

// A list of values in TOML. With points, each has its share of them.
Expected<std::vector<std::string>> listed_values(const TomlValue& list, std::optional<std::uint32_t> points) {
  Problem problem;
  problem.place = list.place;
  if (list.items.empty()) {
    problem.what = "there is no value";
    problem.hint = "write [\"240s\", \"260s\"]";
    return problem;
  }
  std::vector<std::string> values;
  for (const TomlValue& item : list.items) values.push_back(setting_of(item));
  if (!points) return values;
  std::vector<std::string> drawn;
  for (std::uint32_t i = 0; i < *points; ++i) {
    drawn.push_back(values[std::size_t{i} * values.size() / *points]);
  }
  return drawn;
}

void read_section(const PlanRules& rules, const TomlValue& sweep, SweepText& out) {
  if (!sweep.is_table()) {
    Problem problem;
    problem.place = sweep.place;
    problem.what = "sweep is " + as_written(sweep);
    problem.hint = "write a section, [sweep]";
    out.problems.push_back(std::move(problem));
    return;
  }
  for (const PlanSetting& entry : flat_settings(sweep)) {
    const TomlValue& value = entry.value;
    if (value.is_array()) {
      add_axis(out, entry.key, listed_values(value, rules.points), value.place);
    } else {
      const std::string text = value.is_text() ? value.text : setting_of(value);
      add_axis(out, entry.key, sweep_values(text, value.place, rules.points), value.place);
    }
  }
}

// The last `parts` parts of a --set path.
std::string tail_of(const std::string& key, std::size_t parts) {
  bool in_quotes = false;
  for (std::size_t i = key.size(); i-- > 0;) {
    if (key[i] == '"') in_quotes = !in_quotes;
    if (key[i] == '.' && !in_quotes && --parts == 0) return key.substr(i + 1);
  }
  return key;
}

}  // namespace

SweepText read_axes(const PlanRules& rules, const TomlValue* sweep) {
  SweepText out;
  out.settings = rules.settings;
  read_rules(rules, out);
  if (out.axes.empty() && out.problems.empty() && sweep != nullptr) read_section(rules, *sweep, out);
  return out;
}

std::vector<std::vector<std::size_t>> grid_points(const std::vector<SweepAxis>& axes) {
  std::vector<std::vector<std::size_t>> points(1, std::vector<std::size_t>(axes.size(), 0));
  while (true) {
    std::vector<std::size_t> next = points.back();
    std::size_t a = axes.size();
    while (a-- > 0) {
      if (++next[a] < axes[a].values.size()) break;
      next[a] = 0;
      if (a == 0) return points;
    }
    if (axes.empty()) return points;
    points.push_back(std::move(next));
  }
}

std::vector<std::vector<std::size_t>> hypercube_points(const std::vector<SweepAxis>& axes,
                                                       std::uint32_t points, std::uint64_t seed) {
  std::vector<std::vector<std::size_t>> out(points, std::vector<std::size_t>(axes.size(), 0));
  std::vector<std::size_t> order(points);
  for (std::size_t a = 0; a < axes.size(); ++a) {
    std::iota(order.begin(), order.end(), 0);
    std::seed_seq words{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                        static_cast<std::uint32_t>(a)};
    std::mt19937_64 luck(words);
    // std::shuffle may differ between libraries.
    for (std::size_t i = points; i-- > 1;) std::swap(order[i], order[luck() % (i + 1)]);
    for (std::size_t i = 0; i < points; ++i) out[i][a] = order[i];
  }
  return out;
}

std::vector<std::string> short_keys(const std::vector<SweepAxis>& axes) {
  const auto begins_with_number = [](const std::string& key) {
    return !key.empty() && key.front() >= '0' && key.front() <= '9';
  };
  for (std::size_t parts = 1; parts <= most_key_parts; ++parts) {
    std::vector<std::string> keys;
    for (const SweepAxis& axis : axes) keys.push_back(tail_of(axis.key, parts));
    if (std::any_of(keys.begin(), keys.end(), begins_with_number)) continue;  // "event.1.by", not "1.by"
    if (std::set<std::string>(keys.begin(), keys.end()).size() == keys.size()) return keys;
  }
  std::vector<std::string> whole;
  for (const SweepAxis& axis : axes) whole.push_back(axis.key);
  return whole;
}

}  // namespace switchover
