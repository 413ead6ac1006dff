// The command line as one value: what was asked for, or why it cannot be understood.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace switchover {

// What every verb that simulates takes.
struct CommonRequest {
  std::optional<std::uint32_t> runs;  // of the scenario's maximum
  std::optional<std::uint64_t> seed;
  unsigned workers = 0;               // 0: one per processor
  std::vector<std::string> settings;  // key=value
  std::string out;                    // empty: nothing is written
  bool quiet = false;
  bool operator==(const CommonRequest&) const = default;
};
// What a pipeline asks for. Empty: nothing.
struct CiRequest {
  std::string junit;                   // a file
  std::string save_baseline, against;  // files
  std::vector<std::string> tolerance;  // "2points", "5%", "10s"
  bool operator==(const CiRequest&) const = default;
};
struct RunRequest {
  std::vector<std::string> files;
  std::optional<std::uint32_t> runs;  // of the scenario's maximum
  std::optional<std::uint64_t> seed;
  unsigned workers = 0;               // 0: one per processor
  std::vector<std::string> settings;  // key=value
  std::string out;                    // empty: nothing is written
  bool quiet = false;
  std::string actual;       // what really happened: an interval CSV
  std::uint64_t trace = 0;  // callers to follow, 0: none
  bool flip = false;        // which assumption could turn the verdict
  bool no_fix = false;      // levers are not searched
  CiRequest ci;
  bool operator==(const RunRequest&) const = default;
};
// Several plans beside each other.
struct CompareRequest {
  std::vector<std::string> files;  // a plan each, or one file with [[plan]]s
  CommonRequest common;
  CiRequest ci;
  std::string baseline, rank_by, indifference;  // empty: of the file
  std::string budget;                           // CPU time: "60s"; empty: none
  bool different_days = false, no_controls = false, antithetic = false;
  bool operator==(const CompareRequest&) const = default;
};
// One scenario over ranges of its keys. Ranges and lists stand in common.settings: key=1..10/1, key=a,b,c
struct SweepRequest {
  std::string file;
  CommonRequest common;
  std::optional<std::uint32_t> points;  // a Latin hypercube instead of the full grid
  std::string rank_by, indifference, budget;
  bool no_controls = false, antithetic = false;
  bool operator==(const SweepRequest&) const = default;
};
struct SolveRequest {
  std::string what;  // agents | trunks | ivr_ports | calls_per_second | logins
  std::string file, target;
  std::vector<std::string> queues;
  std::string platform;
  bool whole_day = false;  // agents: one factor for the day instead of interval by interval
  CommonRequest common;
  bool operator==(const SolveRequest&) const = default;
};
struct LimitRequest {
  std::string file, grow = "volume";  // volume | aht | absence
  CommonRequest common;
  bool operator==(const LimitRequest&) const = default;
};
struct FixRequest {
  std::string file;
  CommonRequest common;
  bool operator==(const FixRequest&) const = default;
};
struct FlipRequest {
  std::string file, only;  // key of one assumption; empty: all
  CommonRequest common;
  bool operator==(const FlipRequest&) const = default;
};
struct CheckRequest {
  std::vector<std::string> files;
  std::vector<std::string> settings;
  bool operator==(const CheckRequest&) const = default;
};
struct DrillRequest {
  std::string file;
  std::optional<std::uint32_t> runs;  // none: the scenario's, at most 100
  std::optional<std::uint64_t> seed;
  unsigned workers = 0;
  std::vector<std::string> settings;
  std::string out;
  bool quiet = false, pairs = false, check_ranks = false, quick = false;
  std::string rehearse, component;  // a real test: when, of which component (empty: the worst)
  bool operator==(const DrillRequest&) const = default;
};
struct WorstTimeRequest {
  std::string file, event, every;  // empty: the first fault, 30m
  std::optional<std::uint32_t> runs;
  std::optional<std::uint64_t> seed;
  unsigned workers = 0;
  std::vector<std::string> settings;
  std::string out;
  bool quiet = false;
  bool operator==(const WorstTimeRequest&) const = default;
};
struct ErlangRequest {
  std::optional<int> agents;  // none: solve for them
  double calls_per_hour = 0;
  std::string aht, patience, target;  // phrases: "300s", "5m", "80% in 20s"; patience empty: nobody hangs up
  bool solve = false, json = false;
  bool operator==(const ErlangRequest&) const = default;
};
struct RehearseRequest {
  std::string file;
  std::uint32_t replication = 0;
  bool story = false;                 // for people, instead of the timeline
  std::string out;                    // a file; empty: printed
  std::vector<std::string> settings;  // key=value
  bool operator==(const RehearseRequest&) const = default;
};
// The page of a report, made again from its data.
struct ReportRequest {
  std::vector<std::string> folders;  // of --out
  bool quiet = false;
  bool operator==(const ReportRequest&) const = default;
};
struct DemoRequest {
  std::string folder = "switchover-demo";
  bool operator==(const DemoRequest&) const = default;
};
struct SchemaRequest {
  std::string of = "scenario";  // scenario | summary | comparison
  bool operator==(const SchemaRequest&) const = default;
};
struct HelpRequest {
  std::string topic;  // empty: the overview
  bool operator==(const HelpRequest&) const = default;
};
struct OptionHelpRequest {  // switchover run --help
  std::string text;
  bool operator==(const OptionHelpRequest&) const = default;
};
struct VersionRequest {
  bool operator==(const VersionRequest&) const = default;
};
struct Misunderstanding {  // exit 64
  std::string message;     // ready to print, one or more lines
  bool operator==(const Misunderstanding&) const = default;
};

using Request = std::variant<RunRequest, CompareRequest, SweepRequest, SolveRequest, LimitRequest, FixRequest,
                             FlipRequest, CheckRequest, DrillRequest, WorstTimeRequest, RehearseRequest,
                             ErlangRequest, ReportRequest, DemoRequest, SchemaRequest, HelpRequest,
                             OptionHelpRequest, VersionRequest, Misunderstanding>;

// arguments: without the program's name.
Request read_command_line(const std::vector<std::string>& arguments);

}  // namespace switchover
