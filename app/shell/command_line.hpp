// The command line as one value: what was asked for, or why it cannot be understood.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace switchover {

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
  bool operator==(const RunRequest&) const = default;
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
struct DemoRequest {
  std::string folder = "switchover-demo";
  bool operator==(const DemoRequest&) const = default;
};
struct SchemaRequest {
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

using Request = std::variant<RunRequest, CheckRequest, DrillRequest, WorstTimeRequest, RehearseRequest,
                             ErlangRequest, DemoRequest, SchemaRequest, HelpRequest, OptionHelpRequest,
                             VersionRequest, Misunderstanding>;

// arguments: without the program's name.
Request read_command_line(const std::vector<std::string>& arguments);

}  // namespace switchover
