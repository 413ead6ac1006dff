// Scenario: the whole input as one comparable value. Equal scenarios give equal results.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/centre/spec.hpp"
#include "models/platform/estate.hpp"
#include "scenarios/expectation.hpp"
#include "scenarios/lever.hpp"
#include "sim/problem.hpp"

namespace switchover {

// A wall clock reading at the centre, to the second. Formatting: scenarios/wall_clock.hpp.
struct WallClock {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  auto operator<=>(const WallClock&) const = default;
};

// What the "offered" column of a forecast counts (docs/SCENARIO.md, files.forecast.counts).
enum class ForecastCounts { people, dialled, entered_queue };

// One line of the assumptions register: a value that the verdict rests on, and where it comes from.
struct Assumption {
  std::string key;    // "queue.billing.patience"
  std::string value;  // "exponential, mean 300 s"
  enum class Origin { typed, file, preset, default_ } origin = Origin::default_;
  Place place;         // typed, file
  std::string reason;  // default, preset: where the default comes from ("judgement", "common practice")
  std::string source, owner, as_of;  // as given in the long form
  bool operator==(const Assumption&) const = default;
};

struct InputFile {
  std::string path;  // as written, relative to the scenario
  std::string sha256;
  std::string summary;  // "40 rows, 2 queues, 21,690 offered, UTC -> Europe/London"
  bool operator==(const InputFile&) const = default;
};

// [files] actual: how the report of what really happened is read by `run --actual`.
struct ActualSource {
  std::string layout = "own";
  std::map<std::string, std::string> columns;  // our name -> the file's, as in tables.hpp
  std::string date_format, timezone, queue;
  bool operator==(const ActualSource&) const = default;
};

// What is needed to print "check": totals to reconcile with the spreadsheet.
struct ReadSummary {
  double offered_total = 0;
  double peak_half_hour_calls = 0;
  Time peak_half_hour_at;
  double peak_on_phone = 0;
  Time peak_on_phone_at;
  bool operator==(const ReadSummary&) const = default;
};

// [drill]: every component fault of the map alone.
struct DrillSpec {
  std::optional<Time> at;                               // none: the busiest interval
  std::vector<std::pair<ComponentId, Duration>> lasts;  // where not the component's repair time
  std::vector<ComponentId> skip;
  std::optional<double> never_served;        // tolerance: people per event at most ...
  std::optional<double> never_served_share;  // ... or as a share of the day's people
  std::optional<Duration> restore;           // tolerance: service back within (p95)
  Place place;
  bool operator==(const DrillSpec&) const = default;
};

// Where a component, rule or need is written, for complaints and answers.
struct EstatePlaces {
  std::vector<Place> components, failovers, failbacks,
      faults;  // failbacks: of [failover.failback], else of the rule
  bool operator==(const EstatePlaces&) const = default;
};
struct PresetUse {  // "amazon-connect" on platform new: printed with its age
  std::string name, platform, as_of, source;
  bool operator==(const PresetUse&) const = default;
};

struct Scenario {
  std::string name, question;
  std::string file;      // as given on the command line
  WallClock start;       // Time{} is this moment
  std::string timezone;  // empty = not said
  std::uint32_t max_runs = 200;
  std::uint64_t seed = 1;
  std::optional<std::pair<Time, Time>> measure;  // steady-state window; none = the whole day
  ForecastCounts counts = ForecastCounts::people;
  CentreSpec centre;  // component faults are in its events too, with kind fault and the same name
  EstateSpec estate;
  EstatePlaces estate_places;
  DrillSpec drill;
  std::vector<PresetUse> presets;
  std::vector<Expectation> must, warn;
  std::vector<LeverSpec> levers;
  MoneySpec money;
  std::vector<std::string> settings;  // --set key=value, as applied
  std::vector<Assumption> assumptions;
  std::vector<Problem> lints;          // not errors: things a careful reader would ask about
  std::vector<InputFile> files;        // the scenario itself first
  std::optional<ActualSource> actual;  // none: own names of columns
  ReadSummary summary;
  bool operator==(const Scenario&) const = default;
};

// Reads a scenario with everything that it names. `settings` are --set key=value pairs, applied last.
// Every problem of every file comes back in one go.
Expected<Scenario> read_scenario(const std::string& path, const std::vector<std::string>& settings = {});

// The JSON Schema of scenario files (draft 2020-12), as text.
std::string scenario_schema();

}  // namespace switchover
