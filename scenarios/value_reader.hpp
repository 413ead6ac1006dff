// Typed reads from the tree of values. Everything found wrong is collected, nothing is thrown; what was read
// from a registered section goes into the assumptions register with its place and what the long form says
// about it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/phrases.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/tables.hpp"
#include "scenarios/toml_document.hpp"

namespace switchover {

// What reading a scenario gathers on its way.
struct Reading {
  std::string scenario_path;
  Calendar calendar;
  bool textbook = false;  // what is not said does not happen
  Problems problems;
  Problems lints;
  std::vector<Assumption> assumptions;
  std::vector<std::string> files;  // named by values, such as empirical samples; as opened

  void problem(const Place& place, std::string what, std::string hint = "");
  void append(const Problems& more);
  std::string path_of(const Place& place, const std::string& named) const;  // relative to where it is named
};

struct Provenance {
  std::string source, owner, as_of;
  bool empty() const { return source.empty() && owner.empty() && as_of.empty(); }
};

// A value under its full name, with its long form opened.
struct Opened {
  const TomlValue* value = nullptr;  // the short form, or the table itself; nothing: already reported
  std::string path;                  // "queue.billing.talk"
  Provenance provenance;
  bool is_table() const { return value != nullptr && value->is_table(); }
};
// `form` names the keys of the long form besides value, source, owner, as_of: "(a duration)"; "" = none.
Opened open_value(Reading& reading, const TomlValue& value, const std::string& path, std::string_view form);

// A typed value into the register of assumptions.
void note_typed(Reading& reading, const Opened& opened, const std::string& value, const Place& otherwise);
// "queue.billing.talk is 240": the beginning of every message about a value.
std::string value_is(const Opened& opened);
void refuse(Reading& reading, const Opened& opened, const std::string& hint);
// Unknown keys of a table, against the table of keys. `extra`: further sections whose keys are allowed.
void check_keys(Reading& reading, const TomlValue& table, std::string_view section, const std::string& path);

// Reads of one value. Nothing: a problem was reported.
std::optional<std::string> read_text(Reading&, const Opened&);
std::optional<std::int64_t> read_whole(Reading&, const Opened&, std::int64_t least, std::int64_t most);
std::optional<double> read_number(Reading&, const Opened&, double least, double most);
std::optional<bool> read_truth(Reading&, const Opened&);
std::optional<double> read_share(Reading&, const Opened&);            // 0..1
std::optional<Duration> read_duration(Reading&, const Opened&);       // >= 0
std::optional<double> read_factor(Reading&, const Opened&);           // > 0
std::optional<double> read_rate_per_second(Reading&, const Opened&);  // > 0
std::optional<ServicePromise> read_promise(Reading&, const Opened&);
std::optional<std::size_t> read_choice(Reading&, const Opened&, const std::vector<std::string>& choices);
std::optional<std::vector<std::string>> read_names(Reading&, const Opened&);  // a text or a list of texts
std::optional<ClockPhrase> read_clock_phrase(Reading&, const Opened&);
std::optional<Time> read_moment(Reading&, const Opened&, Time not_before, bool only_one);

struct ReadDistribution {
  Distribution distribution;
  std::string law_default;  // why, when the law or its spread was not said
};
std::optional<ReadDistribution> read_distribution(Reading&, const Opened&);  // value_distribution.cpp
std::optional<RedialRule> read_redial(Reading&, const Opened&);              // value_distribution.cpp
std::string redial_text(const RedialRule& rule);

// Values in words, for the register.
std::string share_text(double share);    // "35%"
std::string duration_text(Duration d);   // "1h 30m", "5s", "0.5s"
std::string number_text(double number);  // shortest

// A table of the scenario, its keys checked when it is opened.
class Section {
 public:
  // table may be null: an absent section. `registered`: typed values go into the register.
  Section(Reading& reading, const TomlValue* table, std::string_view keys, std::string path, bool registered);

  bool has(std::string_view key) const { return find(key) != nullptr; }
  Place place() const { return place_; }       // of the table, or of the whole file
  Place place_of(std::string_view key) const;  // of the value, or of the table
  std::string path_of(std::string_view key) const;
  Reading& reading() const { return *reading_; }
  const TomlValue* find(std::string_view key) const;
  std::optional<Opened> open(std::string_view key, std::string_view form = "") const;  // nothing when absent

  std::optional<std::string> text(std::string_view key) const;
  std::optional<std::uint32_t> whole(std::string_view key, std::int64_t least, std::int64_t most) const;
  std::optional<double> number(std::string_view key, double least, double most) const;
  std::optional<bool> truth(std::string_view key) const;
  std::optional<double> share(std::string_view key) const;
  std::optional<Duration> duration(std::string_view key) const;
  std::optional<double> factor(std::string_view key) const;
  std::optional<double> rate_per_second(std::string_view key) const;
  std::optional<ServicePromise> promise(std::string_view key) const;
  std::optional<std::size_t> choice(
      std::string_view key) const;  // index into the choices of the table of keys
  std::optional<std::vector<std::string>> names(std::string_view key) const;
  std::optional<Distribution> distribution(std::string_view key) const;
  std::optional<RedialRule> redial(std::string_view key) const;

  // Into the register: a typed value, or a default with its reason.
  void note(const Opened& opened, const std::string& value) const;
  void note_default(std::string_view key, const std::string& value, const std::string& reason) const;

 private:
  Reading* reading_;
  const TomlValue* table_;
  std::string_view keys_;
  std::string path_;
  Place place_;
  bool registered_;
};

}  // namespace switchover
