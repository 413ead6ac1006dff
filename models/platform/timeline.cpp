#include "models/platform/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "models/platform/csv_cells.hpp"
#include "models/platform/exact_text.hpp"
#include "sim/joined.hpp"

namespace switchover {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// What a change's value may be.
enum class ValueRule { nothing, share, on_or_off, seconds, limit };

struct ChangeName {
  const char* name;
  ChangeKind kind;
  int which;  // of a limit
  ValueRule value;
};
// The limits in the order of LimitKind (models/centre/spec.hpp), which numbers them.
constexpr ChangeName change_names[] = {
    {"accept", ChangeKind::accept, 0, ValueRule::share},
    {"strike_ivr", ChangeKind::strike_ivr, 0, ValueRule::nothing},
    {"strike_queue", ChangeKind::strike_queue, 0, ValueRule::nothing},
    {"strike_talk", ChangeKind::strike_talk, 0, ValueRule::nothing},
    {"serve", ChangeKind::serve, 0, ValueRule::on_or_off},
    {"agents_out", ChangeKind::agents_out, 0, ValueRule::share},
    {"agents_back", ChangeKind::agents_back, 0, ValueRule::share},
    {"add_talk", ChangeKind::add_talk, 0, ValueRule::seconds},
    {"add_wrap", ChangeKind::add_wrap, 0, ValueRule::seconds},
    {"slow_share", ChangeKind::slow_share, 0, ValueRule::share},
    {"limit_trunks", ChangeKind::limit, 0, ValueRule::limit},
    {"limit_calls_per_second", ChangeKind::limit, 1, ValueRule::limit},
    {"limit_ivr_ports", ChangeKind::limit, 2, ValueRule::limit},
    {"limit_concurrent_calls", ChangeKind::limit, 3, ValueRule::limit},
    {"limit_queued", ChangeKind::limit, 4, ValueRule::limit},
    {"limit_logins", ChangeKind::limit, 5, ValueRule::limit},
    {"redirect", ChangeKind::redirect, 0, ValueRule::share},
    {"agents_at", ChangeKind::agents_at, 0, ValueRule::share},
    {"sign_ins", ChangeKind::sign_ins, 0, ValueRule::limit},
    {"no_answer", ChangeKind::no_answer, 0, ValueRule::share},
};
// Bridges are told apart by their number, counted from 1: bridge_ports_1.
constexpr std::string_view bridge_name = "bridge_ports_";

struct EffectName {
  const char* name;
  StageEffect effect;
};
constexpr EffectName effect_names[] = {
    {"keep", StageEffect::keep},
    {"delay", StageEffect::delay},
    {"misroute", StageEffect::misroute},
    {"keep_without_control", StageEffect::keep_without_control},
    {"requeue_keep_place", StageEffect::requeue_keep_place},
    {"requeue_at_back", StageEffect::requeue_at_back},
    {"fail_to", StageEffect::fail_to},
    {"drop", StageEffect::drop},
};

enum Column : std::size_t {
  at_s,
  platform,
  change,
  value,
  effect,
  share,
  delay_s,
  to,
  to_queue,
  group,
  cause,
  columns
};
constexpr const char* column_names[columns] = {"at_s",    "platform", "change",   "value", "effect", "share",
                                               "delay_s", "to",       "to_queue", "group", "cause"};

std::vector<std::string> names_of_columns() { return {std::begin(column_names), std::end(column_names)}; }

template <class Entries>
std::vector<std::string> names_of(const Entries& entries) {
  std::vector<std::string> names;
  for (const auto& entry : entries) names.emplace_back(entry.name);
  return names;
}

// "did you mean "x"?", or the whole list when nothing is near.
std::string suggestion(const std::string& typed, const std::vector<std::string>& known) {
  const std::string near = nearest_name(typed, known);
  return near.empty() ? "known: " + joined(known) : "did you mean \"" + near + "\"?";
}

// A number counted from 1, at most `most`.
std::optional<std::uint32_t> ordinal_of(std::string_view text, std::uint32_t most) {
  const std::optional<std::uint64_t> number = count_of(text);
  if (!number || *number < 1 || *number > most) return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

// ---- reading
// -----------------------------------------------------------------------------------------------------

class TimelineReader {
 public:
  TimelineReader(std::string file, const std::vector<std::string>& platform_names)
      : file_(std::move(file)), platforms_(platform_names) {}

  Expected<PlatformTimeline> read(const std::string& text) {
    CsvText csv = split_csv(text);
    if (csv.open_quote)
      complain(*csv.open_quote, "the quote that begins here is never closed", "close it with \"");
    if (csv.rows.empty()) {
      complain({}, "the file has no header line", "begin it with " + joined(names_of_columns()));
    } else if (!csv.open_quote) {
      read_header(csv.rows.front());
      if (problems_.empty()) {
        for (auto row = csv.rows.begin() + 1; row != csv.rows.end(); ++row) read_row(*row);
      }
    }
    if (!problems_.empty()) return std::move(problems_);
    std::stable_sort(timeline_.changes.begin(), timeline_.changes.end(),
                     [](const PlatformChange& a, const PlatformChange& b) { return a.at < b.at; });
    return std::move(timeline_);
  }

 private:
  static constexpr std::size_t most_problems = 200;
  static constexpr std::uint32_t most_bridges = 1'000'000;

  void complain(CsvPlace place, std::string what, std::string hint = {}) {
    if (problems_.size() < most_problems) {
      problems_.push_back({{file_, place.line, place.column}, std::move(what), std::move(hint)});
    }
  }

  void read_header(const CsvRow& row) {
    std::vector<bool> found(columns, false);
    for (const CsvCell& cell : row.cells) {
      const auto* name = std::find(std::begin(column_names), std::end(column_names), cell.text);
      const auto column = static_cast<std::size_t>(name - std::begin(column_names));
      if (column == columns) {
        complain(cell.place, fmt::format("column \"{}\" is not known", cell.text),
                 suggestion(cell.text, names_of_columns()));
      } else if (found[column]) {
        complain(cell.place, fmt::format("column \"{}\" stands twice in the header", cell.text),
                 "remove one of them");
      } else {
        found[column] = true;
      }
      order_.push_back(column);
    }
    for (const std::size_t needed : {at_s, platform, change}) {
      if (!found[needed]) {
        complain({row.line, 0}, fmt::format("column \"{}\" is missing", column_names[needed]),
                 "the header is " + joined(names_of_columns()));
      }
    }
  }

  void read_row(const CsvRow& row) {
    if (row.cells.size() != order_.size()) {
      complain({row.line, 0},
               fmt::format("the line has {} cell{}, the header {}", row.cells.size(),
                           row.cells.size() == 1 ? "" : "s", order_.size()),
               "separate cells with commas and put quotes around text that holds one");
      return;
    }
    cells_.assign(columns, nullptr);
    for (std::size_t i = 0; i < order_.size(); ++i) cells_[order_[i]] = &row.cells[i];
    PlatformChange read;
    read.at = Time::microseconds(seconds(at_s));
    read.platform = platform_id(platform);
    if (!blank(cause)) read.cause = cells_[cause]->text;
    read_change(read);
    timeline_.changes.push_back(std::move(read));
  }

  bool blank(Column column) const { return cells_[column] == nullptr || cells_[column]->text.empty(); }
  // Where a problem with the column of this row stands; the line when the column was left out.
  CsvPlace place(Column column) const {
    return cells_[column] != nullptr ? cells_[column]->place : CsvPlace{cells_[at_s]->place.line, 0};
  }

  void read_change(PlatformChange& read) {
    const std::string& name = cells_[change]->text;
    const std::optional<ChangeName> known = change_called(name);
    if (!known) {
      std::vector<std::string> names = names_of(change_names);
      names.emplace_back("bridge_ports_1");
      complain(place(change), fmt::format("change \"{}\" is not known", name), suggestion(name, names));
      return;
    }
    read.kind = known->kind;
    read.which = known->which;
    read.value = read_value(*known);
    read_rule(read, known->value == ValueRule::nothing);
    if (read.kind == ChangeKind::redirect || read.kind == ChangeKind::agents_at) read_move(read, *known);
    if (!blank(group)) {
      read.group = GroupId(number_in(group, "group", GroupId{}.value));
      if (read.kind != ChangeKind::agents_at) {
        complain(place(group), fmt::format("{} is for a platform, not for a group", known->name),
                 "leave it empty; only agents_at takes a group");
      }
    }
  }

  // bridge_ports_7 is the seventh bridge; all others have their names.
  static std::optional<ChangeName> change_called(std::string_view name) {
    if (name.substr(0, bridge_name.size()) == bridge_name) {
      const auto bridge = ordinal_of(name.substr(bridge_name.size()), most_bridges);
      if (!bridge) return std::nullopt;
      return ChangeName{"bridge_ports", ChangeKind::bridge_ports, static_cast<int>(*bridge) - 1,
                        ValueRule::limit};
    }
    const auto* known = std::find_if(std::begin(change_names), std::end(change_names),
                                     [&](const ChangeName& entry) { return name == entry.name; });
    return known == std::end(change_names) ? std::nullopt : std::optional(*known);
  }

  void read_move(PlatformChange& read, const ChangeName& known) {
    if (blank(to)) {
      complain(place(to), fmt::format("{} needs a platform", known.name), "name it in the column \"to\"");
    }
    const StageEffect fate = read.rule.effect;
    if (read.kind == ChangeKind::agents_at && fate != StageEffect::keep && fate != StageEffect::drop &&
        fate != StageEffect::requeue_keep_place) {
      complain(place(effect), fmt::format("\"{}\" is no fate of conversations", cells_[effect]->text),
               "one of keep, drop, requeue_keep_place");
    }
  }

  double read_value(const ChangeName& known) {
    if (blank(value)) {
      if (known.value != ValueRule::nothing) {
        complain(place(value), fmt::format("{} needs a value", cells_[change]->text),
                 value_hint(known.value));
      }
      return 0;
    }
    const std::string& text = cells_[value]->text;
    if (known.value == ValueRule::limit && text == "none") return infinity;
    const std::optional<double> number = number_of(text);
    if (!number || !allowed(known.value, *number)) {
      complain(place(value), fmt::format("\"{}\" is no value for {}", text, cells_[change]->text),
               value_hint(known.value));
    }
    return number.value_or(0);
  }

  static bool allowed(ValueRule rule, double number) {
    switch (rule) {
      case ValueRule::nothing:
        return std::isfinite(number);
      case ValueRule::share:
        return number >= 0 && number <= 1;
      case ValueRule::on_or_off:
        return number == 0 || number == 1;
      case ValueRule::seconds:
        return number >= 0 && std::isfinite(number);
      case ValueRule::limit:
        return number >= 0;
    }
    return false;
  }
  static std::string value_hint(ValueRule rule) {
    switch (rule) {
      case ValueRule::nothing:
        return "leave it empty";
      case ValueRule::share:
        return "write a share from 0 to 1, such as 0.25";
      case ValueRule::on_or_off:
        return "write 1 (waiting calls are connected) or 0 (they wait)";
      case ValueRule::seconds:
        return "write seconds, 0 or more";
      case ValueRule::limit:
        return "write a number, 0 or more, or none";
    }
    return {};
  }

  void read_rule(PlatformChange& read, bool strikes) {
    if (!blank(effect)) {
      const std::string& name = cells_[effect]->text;
      const auto* known = std::find_if(std::begin(effect_names), std::end(effect_names),
                                       [&](const EffectName& entry) { return name == entry.name; });
      if (known == std::end(effect_names)) {
        complain(place(effect), fmt::format("effect \"{}\" is not known", name),
                 suggestion(name, names_of(effect_names)));
        return;
      }
      read.rule.effect = known->effect;
    } else if (strikes) {
      complain(place(effect), fmt::format("{} needs an effect", cells_[change]->text),
               "one of " + joined(names_of(effect_names)));
    }
    if (!blank(share)) {
      const std::optional<double> number = number_of(cells_[share]->text);
      if (!number || !allowed(ValueRule::share, *number)) {
        complain(place(share), fmt::format("\"{}\" is no share of calls", cells_[share]->text),
                 value_hint(ValueRule::share));
      }
      read.rule.share = number.value_or(1);
    }
    if (!blank(delay_s)) read.rule.delay = Duration::microseconds(seconds(delay_s));
    if (!blank(to)) read.rule.to = platform_id(to);
    if (!blank(to_queue)) read.rule.misroute_to = QueueId(number_in(to_queue, "queue", QueueId{}.value));
    if (strikes && read.rule.effect == StageEffect::fail_to && blank(to)) {
      complain(place(to), "fail_to needs the platform that the calls go on to",
               "name it in the column \"to\"");
    }
    if (strikes && read.rule.effect == StageEffect::misroute && blank(to_queue)) {
      complain(place(to_queue), "misroute needs the queue that the calls land in",
               "write its number in the column \"to_queue\", counted from 1");
    }
  }

  std::int64_t seconds(Column column) {
    const std::string& text = cells_[column]->text;
    const std::optional<std::int64_t> us = microseconds_of(text);
    if (!us) {
      complain(place(column), fmt::format("\"{}\" is no time in seconds", text),
               "write seconds from 0 to 100 years with at most six decimals, such as 36900 or 36900.25");
    }
    return us.value_or(0);
  }

  PlatformId platform_id(Column column) {
    const std::string& name = cells_[column]->text;
    const auto known = std::find(platforms_.begin(), platforms_.end(), name);
    if (known == platforms_.end()) {
      complain(place(column), fmt::format("platform \"{}\" is not defined", name),
               suggestion(name, platforms_));
      return PlatformId::none();
    }
    return PlatformId(static_cast<std::size_t>(known - platforms_.begin()));
  }

  // Index of a queue or group that is counted from 1; what does not count is a problem, and none.
  std::size_t number_in(Column column, const char* what, std::uint16_t none) {
    const std::string& text = cells_[column]->text;
    const std::optional<std::uint32_t> number = ordinal_of(text, none);
    if (!number) {
      complain(place(column), fmt::format("\"{}\" is no number of a {}", text, what),
               fmt::format("count the {}s of the scenario from 1", what));
    }
    return number ? *number - 1 : none;
  }

  std::string file_;
  const std::vector<std::string>& platforms_;
  std::vector<std::size_t> order_;     // column of each cell, from the header
  std::vector<const CsvCell*> cells_;  // of the row at hand, by column; nullptr: the column was left out
  PlatformTimeline timeline_;
  Problems problems_;
};

// ---- writing
// -----------------------------------------------------------------------------------------------------

std::string change_text(const PlatformChange& written) {
  if (written.kind == ChangeKind::bridge_ports && written.which >= 0) {
    return fmt::format("{}{}", bridge_name, written.which + 1);
  }
  for (const ChangeName& entry : change_names) {
    if (entry.kind == written.kind && entry.which == written.which) return entry.name;
  }
  demand(false, "a change of a timeline has a known kind and, for a limit, a known number");
}

std::string effect_text(StageEffect written) {
  for (const EffectName& entry : effect_names) {
    if (entry.effect == written) return entry.name;
  }
  demand(false, "a stage effect has a name");
}

bool strikes(ChangeKind kind) {
  return kind == ChangeKind::strike_ivr || kind == ChangeKind::strike_queue ||
         kind == ChangeKind::strike_talk;
}

std::string value_text(double number) {
  return std::isinf(number) && number > 0 ? "none" : exact_number(number);
}

std::string platform_text(PlatformId id, const std::vector<std::string>& platform_names) {
  if (id.is_none()) return {};
  demand(id.index() < platform_names.size(), "every platform of a timeline has a name");
  return csv_cell(platform_names[id.index()]);
}

std::string line_text(const PlatformChange& line, const std::vector<std::string>& platform_names) {
  const StageRule& rule = line.rule;
  const bool struck = strikes(line.kind);
  std::string text = seconds_text(line.at.count_us());
  const auto add = [&](const std::string& cell) { (text += ',') += cell; };
  add(platform_text(line.platform, platform_names));
  add(change_text(line));
  add(struck && line.value == 0 ? "" : value_text(line.value));
  add(struck || rule.effect != StageEffect::keep ? effect_text(rule.effect) : "");
  add(struck || rule.share != 1 ? value_text(rule.share) : "");
  add(rule.delay == Duration{} ? "" : seconds_text(rule.delay.count_us()));
  add(platform_text(rule.to, platform_names));
  add(rule.misroute_to.is_none() ? "" : std::to_string(rule.misroute_to.index() + 1));
  add(line.group.is_none() ? "" : std::to_string(line.group.index() + 1));
  add(csv_cell(line.cause));
  return text;
}

}  // namespace

std::string to_csv(const PlatformTimeline& timeline, const std::vector<std::string>& platform_names) {
  std::string text = joined(names_of_columns(), ",") + "\n";
  for (const PlatformChange& line : timeline.changes) {
    demand(line.at >= Time{} && line.rule.delay >= Duration{}, "a timeline begins with the scenario");
    demand(!line.platform.is_none(), "every change of a timeline belongs to a platform");
    demand(
        !line.rule.to.is_none() || (line.kind != ChangeKind::redirect && line.kind != ChangeKind::agents_at),
        "who is moved is moved to a platform");
    text += line_text(line, platform_names) + "\n";
  }
  return text;
}

Expected<PlatformTimeline> timeline_from_csv(const std::string& text, const std::string& file,
                                             const std::vector<std::string>& platform_names) {
  return TimelineReader(file, platform_names).read(text);
}

}  // namespace switchover
