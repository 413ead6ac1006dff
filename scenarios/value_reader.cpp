#include "scenarios/value_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/moments.hpp"
#include "scenarios/names.hpp"
#include "scenarios/scenario_keys.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using Kind = TomlValue::Kind;

// A number in the long form of a value: { percent = 35 }. Nothing when absent or wrong.
std::optional<double> inner_number(Reading& reading, const Opened& opened, const char* key,
                                   double most = 1e15) {
  const TomlEntry* entry = opened.value->find(key);
  if (entry == nullptr) return {};
  return read_number(reading, {&entry->value, opened.path + "." + key, {}}, -most, most);
}

std::string written_provenance(Reading& reading, const TomlValue& value, const std::string& path) {
  if (value.is_text()) return value.text;
  if (value.kind == Kind::date || value.kind == Kind::date_time) return date_text(value.clock);
  reading.problem(value.place, path + " is " + as_written(value), "write a text or a date");
  return {};
}

}  // namespace

void Reading::problem(const Place& place, std::string what, std::string hint) {
  problems.push_back({place, std::move(what), std::move(hint)});
}
void Reading::append(const Problems& more) { problems.insert(problems.end(), more.begin(), more.end()); }
std::string Reading::path_of(const Place& place, const std::string& named) const {
  const bool set = place.file.rfind("--set ", 0) == 0;
  return beside(set ? Place{scenario_path, 0, 0} : place, named);
}

void check_keys(Reading& reading, const TomlValue& table, std::string_view section, const std::string& path) {
  const std::string where = path.empty() ? "" : " in " + path;
  for (const TomlEntry& entry : table.entries) {
    if (find_key(section, entry.key) != nullptr) continue;
    if (!section.empty() && section.front() == '(' && find_key("(a value)", entry.key) != nullptr) continue;
    const auto later = std::find_if(later_keys().begin(), later_keys().end(), [&](const LaterKey& key) {
      return key.section == section && key.name == entry.key;
    });
    if (later != later_keys().end()) {
      reading.problem(
          entry.place,
          fmt::format("\"{}\"{} is not supported by this version: {}", entry.key, where, later->subject),
          "take it out");
      continue;
    }
    std::vector<std::string> known = key_names(section);
    if (!section.empty() && section.front() == '(' && section != "(a value)") {
      for (const std::string& name : key_names("(a value)")) known.push_back(name);
    }
    const std::string near = nearest_name(entry.key, known);
    std::string hint = "did you mean \"" + near + "\"?";
    const bool promises = entry.key == "expect" || entry.key == "must" || entry.key == "warn";
    if (promises) {
      hint = "promises have a section of their own: [expect] with must = [...]";
    } else if (find_key("", entry.key) != nullptr && !section.empty() && section.front() != '(') {
      hint = "it belongs to the top of the file, before the first [section]";
    } else if (near.empty()) {
      hint = "known are " + joined(known);
    }
    reading.problem(entry.place, fmt::format("unknown key \"{}\"{}", entry.key, where), hint);
  }
}

Opened open_value(Reading& reading, const TomlValue& value, const std::string& path, std::string_view form) {
  Opened opened{&value, path, {}};
  if (!value.is_table()) return opened;
  check_keys(reading, value, form.empty() ? "(a value)" : form, path);
  const auto say = [&](const char* key, std::string& into) {
    if (const TomlEntry* entry = value.find(key))
      into = written_provenance(reading, entry->value, path + "." + key);
  };
  say("source", opened.provenance.source);
  say("owner", opened.provenance.owner);
  say("as_of", opened.provenance.as_of);
  const TomlEntry* inner = value.find("value");
  if (inner != nullptr) {
    opened.value = &inner->value;
    const bool more = std::any_of(value.entries.begin(), value.entries.end(), [&](const TomlEntry& entry) {
      return find_key("(a value)", entry.key) == nullptr && find_key(form, entry.key) != nullptr;
    });
    if (more) {
      reading.problem(inner->place, path + " says its value twice", "write either value or the single parts");
      opened.value = nullptr;  // "{ value = ..., mean = ... }"
    } else if (inner->value.is_table()) {
      reading.problem(inner->place, path + ".value is a table", "write the short form after value =");
      opened.value = nullptr;
    }
  } else if (form.empty()) {
    reading.problem(value.place, path + " has no value", "write { value = ..., source = \"...\" }");
    opened.value = nullptr;
  }
  return opened;
}

std::string value_is(const Opened& opened) { return opened.path + " is " + as_written(*opened.value); }

void refuse(Reading& reading, const Opened& opened, const std::string& hint) {
  reading.problem(opened.value->place, value_is(opened), hint);
}

std::optional<std::string> read_text(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  if (!opened.value->is_text()) {
    refuse(reading, opened, "write a text in quotes");
    return {};
  }
  for (const char c : opened.value->text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      refuse(reading, opened, "control characters are not allowed");
      return {};
    }
  }
  return opened.value->text;
}

std::optional<std::int64_t> read_whole(Reading& reading, const Opened& opened, std::int64_t least,
                                       std::int64_t most) {
  if (opened.value == nullptr) return {};
  const bool fits =
      opened.value->kind == Kind::whole && opened.value->whole >= least && opened.value->whole <= most;
  if (fits) return opened.value->whole;
  refuse(reading, opened, fmt::format("write a whole number from {} to {}", least, most));
  return {};
}

std::optional<double> read_number(Reading& reading, const Opened& opened, double least, double most) {
  if (opened.value == nullptr) return {};
  const bool is_number = opened.value->kind == Kind::whole || opened.value->kind == Kind::number;
  const double number = opened.value->number;
  if (is_number && number >= least && number <= most) return number;
  refuse(reading, opened,
         most >= 1e15 ? std::string("write a number")
                      : fmt::format("write a number from {} to {}", least, most));
  return {};
}

std::optional<bool> read_truth(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  if (opened.value->kind == Kind::boolean) return opened.value->boolean;
  refuse(reading, opened, "write true or false, without quotes");
  return {};
}

std::optional<double> read_share(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  std::optional<double> share;
  if (opened.is_table()) {
    share = inner_number(reading, opened, "percent");
    if (share) *share /= 100;
  } else if (opened.value->is_text()) {
    share = share_phrase(opened.value->text);
  } else if (opened.value->kind == Kind::whole && opened.value->whole == 0) {
    share = 0;
  }
  if (share && *share >= 0 && *share <= 1) return share;
  refuse(reading, opened,
         share ? "it must lie between 0% and 100%" : "write a share with its sign, such as \"35%\"");
  return {};
}

std::optional<Duration> read_duration(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  if (opened.is_table()) {
    double seconds = 0;
    bool any = false;
    for (const auto& [key, unit] :
         {std::pair("seconds", 1.0), std::pair("minutes", 60.0), std::pair("hours", 3600.0)}) {
      if (const auto number = inner_number(reading, opened, key)) {
        seconds += *number * unit;
        any = true;
      }
    }
    if (any && seconds >= 0 && seconds <= Duration::longest().in_seconds()) return Duration::seconds(seconds);
  } else if (opened.value->is_text()) {
    if (const auto duration = duration_phrase(opened.value->text)) return duration;
  } else if (opened.value->kind == Kind::whole && opened.value->whole == 0) {
    return Duration();
  }
  refuse(reading, opened, "write a time with its unit, such as \"90s\", \"5m\" or \"1h30m\"");
  return {};
}

std::optional<double> read_factor(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  std::optional<double> factor;
  if (opened.is_table()) {
    factor = inner_number(reading, opened, "factor");
    if (const auto percent = inner_number(reading, opened, "percent")) factor = 1 + *percent / 100;
  } else if (opened.value->is_text()) {
    factor = factor_phrase(opened.value->text);
  } else if (opened.value->kind == Kind::whole || opened.value->kind == Kind::number) {
    factor = opened.value->number;
  }
  if (factor && *factor >= 0.01 && *factor <= 100) return factor;
  refuse(
      reading, opened,
      factor ? "it must lie between 0.01 and 100" : "write a factor or a change, such as 1.15 or \"+15%\"");
  return {};
}

std::optional<double> read_rate_per_second(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  std::optional<double> rate;
  if (opened.is_table()) {
    for (const auto& [key, unit] :
         {std::pair("per_second", 1.0), std::pair("per_minute", 60.0), std::pair("per_hour", 3600.0)}) {
      if (const auto number = inner_number(reading, opened, key)) rate = *number / unit;
    }
  } else if (opened.value->is_text()) {
    rate = rate_per_second_phrase(opened.value->text);
  }
  if (rate && *rate > 0 && *rate <= 1e6) return rate;
  refuse(
      reading, opened,
      rate ? "it must lie above 0 and up to 1000000 per second" : "write a rate, such as \"12 per second\"");
  return {};
}

std::optional<ServicePromise> read_promise(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  if (opened.is_table()) {
    const auto percent = inner_number(reading, opened, "percent");
    const auto seconds = inner_number(reading, opened, "seconds");
    if (percent && seconds && *percent >= 0 && *percent <= 100 && *seconds >= 0) {
      return ServicePromise{*percent / 100, Duration::seconds(*seconds)};
    }
  } else if (opened.value->is_text()) {
    if (const auto promise = promise_phrase(opened.value->text)) return promise;
  }
  refuse(reading, opened, "write a share and a time, such as \"80% in 20s\" or \"80/20\"");
  return {};
}

std::optional<std::size_t> read_choice(Reading& reading, const Opened& opened,
                                       const std::vector<std::string>& choices) {
  if (opened.value == nullptr) return {};
  std::string typed;
  if (opened.value->is_text()) {
    typed = lower_case(trimmed(opened.value->text));
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (choices[i] == typed) return i;
    }
  }
  const std::string near = nearest_name(typed, choices);
  refuse(
      reading, opened,
      near.empty() ? "write one of \"" + joined(choices, "\", \"") + "\"" : "did you mean \"" + near + "\"?");
  return {};
}

std::optional<std::vector<std::string>> read_names(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  if (opened.value->is_text()) return std::vector<std::string>{opened.value->text};
  std::vector<std::string> names;
  bool good = opened.value->is_array() && !opened.value->items.empty();
  if (opened.value->is_array()) {
    for (const TomlValue& item : opened.value->items) {
      good = good && item.is_text();
      names.push_back(item.text);
    }
  }
  if (good) return names;
  refuse(reading, opened,
         "write a name or a list of names, such as \"billing\" or [\"billing\", \"support\"]");
  return {};
}

std::optional<ClockPhrase> read_clock_phrase(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  const TomlValue& value = *opened.value;
  if (value.is_text()) {
    if (const auto clock = clock_phrase(value.text)) return clock;
  } else if (value.kind == Kind::time) {
    return clock_phrase_of_time(value.clock.hour * 3600 + value.clock.minute * 60 + value.clock.second);
  } else if (value.kind == Kind::date || (value.kind == Kind::date_time && !value.has_offset)) {
    return clock_phrase_of_date(value.clock);
  }
  refuse(reading, opened,
         "write a moment, such as \"08:30\", \"Tue 08:30\", \"2026-03-10 08:30\", \"2h\" or \"close\"");
  return {};
}

std::optional<Time> read_moment(Reading& reading, const Opened& opened, Time not_before, bool only_one) {
  const auto phrase = read_clock_phrase(reading, opened);
  if (!phrase) return {};
  const Moment moment = resolve(*phrase, reading.calendar, not_before, only_one);
  if (!moment.at)
    reading.problem(opened.value->place, value_is(opened) + ", which " + moment.trouble, moment.hint);
  return moment.at;
}

std::string number_text(double number) { return fmt::format("{:.6g}", number); }
std::string share_text(double share) { return number_text(share * 100) + "%"; }
std::string duration_text(Duration d) {
  std::int64_t us = d.count_us();
  std::string text;
  for (const auto& [unit, unit_us] :
       {std::pair("d", std::int64_t{86'400'000'000}), std::pair("h", std::int64_t{3'600'000'000}),
        std::pair("m", std::int64_t{60'000'000})}) {
    if (us < unit_us) continue;
    text += fmt::format("{}{}{}", text.empty() ? "" : " ", us / unit_us, unit);
    us %= unit_us;
  }
  if (us == 0 && !text.empty()) return text;
  return text + fmt::format("{}{:.6g}s", text.empty() ? "" : " ", static_cast<double>(us) * 1e-6);
}

}  // namespace switchover
