#include "app/shell/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "sim/joined.hpp"
#include "sim/problem.hpp"

namespace switchover {

namespace {

const std::vector<std::string> verbs = {"demo",   "check",  "run",    "compare",  "sweep", "solve",
                                        "limit",  "fix",    "flip",   "rehearse", "drill", "worst-time",
                                        "erlang", "report", "schema", "help"};

std::string all_verbs() {
  std::string list;
  for (const std::string& verb : verbs) list.append(list.empty() ? "" : ", ").append(verb);
  return list;
}

Misunderstanding misunderstood(const std::string& what, const std::string& see) {
  return {fmt::format("switchover: {}\nSee `{}`.\n", what, see)};
}

void settings_option(CLI::App& verb, std::vector<std::string>& settings) {
  verb.add_option("--set", settings, "change one value of the scenario: --set runs=50 (may be repeated)")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->check([](const std::string& setting) {
        const auto equals = setting.find('=');
        if (equals != std::string::npos && equals > 0) return std::string{};
        return fmt::format("--set {}: write it as KEY=VALUE, such as --set runs=50", setting);
      });
}

// An argument that is one of a few words.
auto one_of(std::vector<std::string> words) {
  return [words = std::move(words)](const std::string& said) {
    if (std::find(words.begin(), words.end(), said) != words.end()) return std::string{};
    const std::string nearest = nearest_name(said, words);
    if (!nearest.empty()) return fmt::format("\"{}\" is not known here; did you mean {}?", said, nearest);
    return fmt::format("\"{}\" is not known here; write one of {}", said, joined(words, ", "));
  };
}

// --timeline incident.csv is the setting files.incident; the flag is taken from here, the setting from the
// folder of the scenario. Nothing: the scenarios stand in several folders.
std::optional<std::string> incident_setting(const std::string& timeline,
                                            const std::vector<std::string>& files) {
  namespace fs = std::filesystem;
  const auto folder_of = [](const std::string& file) {
    return fs::absolute(file).lexically_normal().parent_path();
  };
  for (const std::string& file : files)
    if (folder_of(file) != folder_of(files.front())) return {};
  std::string path = timeline;
  if (!files.empty() && !fs::path(timeline).is_absolute()) {
    path = fs::absolute(timeline).lexically_normal().lexically_relative(folder_of(files.front())).string();
  }
  std::string quoted;
  for (const char c : path) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return "files.incident=\"" + quoted + "\"";
}

// A parser with all verbs, which writes into the requests.
struct Parser {
  CLI::App app{"The contact-centre load and failover simulator", "switchover"};
  RunRequest run;
  CompareRequest compare;
  SweepRequest sweep;
  SolveRequest solve;
  LimitRequest limit;
  FixRequest fix;
  FlipRequest flip;
  CheckRequest check;
  RehearseRequest rehearse;
  DrillRequest drill;
  WorstTimeRequest worst_time;
  ErlangRequest erlang;
  ReportRequest report;
  DemoRequest demo;
  SchemaRequest schema;
  HelpRequest help;
  std::string timeline;  // --timeline
  bool version = false;

  Parser() {
    app.add_flag("--version", version, "print the version");
    app.require_subcommand(0, 1);
    add_run();
    add_compare();
    add_sweep();
    add_solve();
    add_limit();
    add_fix_and_flip();
    add_check();
    add_rehearse();
    add_drill();
    add_worst_time();
    add_erlang();
    add_report();
    CLI::App* demonstrate =
        app.add_subcommand("demo", "write the library scenarios and run one: a verdict in seconds");
    demonstrate->add_option("folder", demo.folder, "where to write them (default: switchover-demo)");
    app.add_subcommand("schema", "print a JSON Schema: of scenario files, or of what is written")
        ->add_option("of", schema.of, "scenario, summary or comparison")
        ->check(one_of({"scenario", "summary", "comparison"}));
    app.add_subcommand("help", "explain a topic")->add_option("topic", help.topic, "see `switchover help`");
  }

  void add_run() {
    CLI::App* verb = app.add_subcommand("run", "simulate scenarios and print a verdict for each");
    verb->add_option("file", run.files, "scenario files")->required()->type_name("FILE");
    verb->add_option("--runs", run.runs, "days to simulate at most (default: the scenario's)")
        ->check(CLI::Range(1U, 10'000'000U))
        ->type_name("N");
    verb->add_option("--seed", run.seed, "the luck to use (default: the scenario's)")->type_name("N");
    verb->add_option("--workers", run.workers, "worker threads (default: one per processor)")
        ->check(CLI::Range(1U, 4'096U))
        ->type_name("N");
    settings_option(*verb, run.settings);
    timeline_option(*verb);
    verb->add_option("--out", run.out,
                     "write report.html, verdict.md, summary.json, intervals.csv and more there")
        ->type_name("DIR");
    verb->add_flag("--quiet", run.quiet, "print the verdict line only, and no progress");
    verb->add_option("--actual", run.actual, "what really happened, to print beside what was predicted")
        ->type_name("CSV");
    verb->add_option("--trace", run.trace, "also print every step of the first N callers of the first day")
        ->check(CLI::Range(1U, 1'000'000U))
        ->type_name("N");
    verb->add_flag("--flip", run.flip, "also say at which value of an assumption the verdict turns");
    verb->add_flag("--no-fix", run.no_fix, "do not search the scenario's [levers]");
    ci_options(*verb, run.ci);
  }
  // The options of every verb that simulates.
  static void common_options(CLI::App& verb, CommonRequest& common, const char* files) {
    verb.add_option("--runs", common.runs, "days to simulate at most (default: the scenario's)")
        ->check(CLI::Range(2U, 1'000'000U))
        ->type_name("N");
    verb.add_option("--seed", common.seed, "the luck to use (default: the scenario's)")->type_name("N");
    verb.add_option("--workers", common.workers, "worker threads (default: one per processor)")
        ->check(CLI::Range(1U, 4'096U))
        ->type_name("N");
    settings_option(verb, common.settings);
    verb.add_option("--out", common.out, fmt::format("write {} there", files))->type_name("DIR");
    verb.add_flag("--quiet", common.quiet, "print the verdict line only, and no progress");
  }
  static void ci_options(CLI::App& verb, CiRequest& ci) {
    verb.add_option("--junit", ci.junit, "write one JUnit file with every promise")->type_name("XML");
    verb.add_option("--save-baseline", ci.save_baseline, "keep the results, replication by replication")
        ->type_name("FILE");
    verb.add_option("--against", ci.against, "compare with a kept baseline; exit 5 when something is worse")
        ->type_name("FILE");
    verb.add_option("--tolerance", ci.tolerance,
                    "what is no regression yet: 2points, 5%, 10s, 20people (may be repeated)")
        ->allow_extra_args(false)
        ->type_name("SIZE");
  }
  static void design_options(CLI::App& verb, std::string& rank_by, std::string& indifference,
                             std::string& budget, bool& no_controls, bool& antithetic) {
    verb.add_option("--rank-by", rank_by, "the figure to rank by, or \"cost\" (default: people never served)")
        ->type_name("FIGURE");
    verb.add_option("--indifference", indifference, "smaller differences count as equal: 25, 1%, 5s")
        ->type_name("SIZE");
    verb.add_option("--budget", budget, "CPU time to spend at most: 60s, 10m")->type_name("TIME");
    verb.add_flag("--no-controls", no_controls, "plain means, without control variates");
    verb.add_flag("--antithetic", antithetic, "a busy day beside a quiet one: means of mirrored pairs");
  }
  void add_compare() {
    CLI::App* verb = app.add_subcommand("compare", "simulate several plans over the same callers");
    verb->add_option("file", compare.files, "a plan each, or one file with [[plan]]s")
        ->required()
        ->type_name("FILE");
    common_options(*verb, compare.common, "report.html, compare.md, .csv, .json, .xlsx");
    verb->add_option("--baseline", compare.baseline,
                     "the plan that others are held against (default: the first)")
        ->type_name("NAME");
    design_options(*verb, compare.rank_by, compare.indifference, compare.budget, compare.no_controls,
                   compare.antithetic);
    verb->add_flag("--different-days", compare.different_days, "also where calendars or queues differ");
    ci_options(*verb, compare.ci);
  }
  void add_sweep() {
    CLI::App* verb = app.add_subcommand("sweep", "simulate one scenario over ranges of its keys: a row each");
    verb->add_option("file", sweep.file, "the scenario file")->required()->type_name("FILE");
    common_options(*verb, sweep.common, "report.html, sweep.csv, .md, .json, .xlsx");
    verb->add_option("--points", sweep.points, "a Latin hypercube of so many points instead of the full grid")
        ->check(CLI::Range(2U, 10'000U))
        ->type_name("N");
    design_options(*verb, sweep.rank_by, sweep.indifference, sweep.budget, sweep.no_controls,
                   sweep.antithetic);
  }
  void add_solve() {
    CLI::App* verb = app.add_subcommand("solve", "how many are needed to keep a promise?");
    verb->add_option("what", solve.what, "agents, trunks, ivr_ports, calls_per_second or logins")
        ->required()
        ->check(one_of({"agents", "trunks", "ivr_ports", "calls_per_second", "logins"}));
    verb->add_option("file", solve.file, "the scenario file")->required()->type_name("FILE");
    verb->add_option(
            "--target", solve.target,
            "\"80% in 20s\", \"80% in 20s on 80% of days\", \"1% blocked\" (default: the queues' promises)")
        ->type_name("TARGET");
    verb->add_option("--queue", solve.queues, "which must keep it (default: all; may be repeated)")
        ->allow_extra_args(false)
        ->type_name("NAME");
    verb->add_option("--platform", solve.platform, "whose limit (default: the only one)")->type_name("NAME");
    verb->add_flag("--whole-day", solve.whole_day,
                   "one factor for the day's agents, not interval by interval");
    common_options(*verb, solve.common, "report.html, solve.csv, .json and a staff.csv to run with");
  }
  void add_limit() {
    CLI::App* verb =
        app.add_subcommand("limit", "how much more until a promise breaks, and what goes first?");
    verb->add_option("file", limit.file, "the scenario file")->required()->type_name("FILE");
    verb->add_option("--grow", limit.grow, "volume, aht or absence (default: volume)")
        ->check(one_of({"volume", "aht", "absence"}));
    common_options(*verb, limit.common, "report.html, limit.csv and .json");
  }
  void add_fix_and_flip() {
    CLI::App* mend =
        app.add_subcommand("fix", "the cheapest of the scenario's [levers] that keeps every promise");
    mend->add_option("file", fix.file, "the scenario file")->required()->type_name("FILE");
    common_options(*mend, fix.common, "report.html, fix.csv and .json");
    CLI::App* turn =
        app.add_subcommand("flip", "which assumption could turn the verdict, and at which value?");
    turn->add_option("file", flip.file, "the scenario file")->required()->type_name("FILE");
    turn->add_option("--only", flip.only, "one assumption, by its key")->type_name("KEY");
    common_options(*turn, flip.common, "report.html, flip.csv and .json");
  }
  void add_check() {
    CLI::App* verb =
        app.add_subcommand("check", "read scenarios without simulating; print totals to reconcile");
    verb->add_option("file", check.files, "scenario files")->required()->type_name("FILE");
    settings_option(*verb, check.settings);
    timeline_option(*verb);
  }
  void add_drill() {
    CLI::App* verb =
        app.add_subcommand("drill", "let every component of the map fail alone, and rank what it costs");
    verb->add_option("file", drill.file, "the scenario file")->required()->type_name("FILE");
    paired_days(*verb, drill.runs, drill.seed, drill.workers);
    settings_option(*verb, drill.settings);
    timeline_option(*verb);
    verb->add_flag("--pairs", drill.pairs, "also every pair of the six worst, together");
    verb->add_flag("--check-ranks", drill.check_ranks, "also with every repair time halved and doubled");
    verb->add_flag("--quick", drill.quick, "without the cheapest mend of the worst faults");
    verb->add_option("--rehearse", drill.rehearse,
                     "also what a real test of the failover at that moment should show: \"Sun 06:00\"")
        ->type_name("MOMENT");
    verb->add_option("--component", drill.component, "the component of that test (default: the worst)")
        ->type_name("NAME");
    verb->add_option("--out", drill.out, "write report.html, drill.csv, .md, .json and .txt there")
        ->type_name("DIR");
    verb->add_flag("--quiet", drill.quiet, "print the verdict line only, and no progress");
  }
  void add_worst_time() {
    CLI::App* verb =
        app.add_subcommand("worst-time", "move a fault of a scenario over the day: when does it hurt most?");
    verb->add_option("file", worst_time.file, "the scenario file")->required()->type_name("FILE");
    verb->add_option("--event", worst_time.event, "name of the fault (default: the first to begin)")
        ->type_name("NAME");
    verb->add_option("--every", worst_time.every, "distance of the moments (default: 30m)")
        ->type_name("TIME");
    paired_days(*verb, worst_time.runs, worst_time.seed, worst_time.workers);
    settings_option(*verb, worst_time.settings);
    timeline_option(*verb);
    verb->add_option("--out", worst_time.out, "write report.html, worst-time.csv, .json and .txt there")
        ->type_name("DIR");
    verb->add_flag("--quiet", worst_time.quiet, "print the verdict line only, and no progress");
  }
  // Days that are simulated with and without a fault.
  static void paired_days(CLI::App& verb, std::optional<std::uint32_t>& runs,
                          std::optional<std::uint64_t>& seed, unsigned& workers) {
    verb.add_option("--runs", runs, "days per fault (default: the scenario's, at most 100)")
        ->check(CLI::Range(2U, 1'000'000U))
        ->type_name("N");
    verb.add_option("--seed", seed, "the luck to use (default: the scenario's)")->type_name("N");
    verb.add_option("--workers", workers, "worker threads (default: one per processor)")
        ->check(CLI::Range(1U, 4'096U))
        ->type_name("N");
  }
  void add_rehearse() {
    CLI::App* verb = app.add_subcommand(
        "rehearse", "let the platform of a scenario fail, without calls: its timeline as CSV");
    verb->add_option("file", rehearse.file, "the scenario file")->required()->type_name("FILE");
    verb->add_option("--replication", rehearse.replication, "which one, counted from 0 (default: 0)")
        ->check(CLI::Range(0U, 9'999U))
        ->type_name("N");
    verb->add_flag("--story", rehearse.story, "print what happens as a time line for people");
    verb->add_option("--out", rehearse.out, "write it into this file instead")->type_name("FILE");
    settings_option(*verb, rehearse.settings);
    timeline_option(*verb);
  }
  void timeline_option(CLI::App& verb) {
    verb.add_option("--timeline", timeline, "replay an incident: its tickets, at,component,what,share,note")
        ->type_name("CSV");
  }
  void add_erlang() {
    CLI::App* verb = app.add_subcommand("erlang", "answer from the formulas of Erlang B, C and A");
    verb->add_option("--agents", erlang.agents, "agents on phones; without it they are solved for")
        ->check(CLI::Range(1, 1'000'000'000))
        ->type_name("N");
    verb->add_option("--calls-per-hour", erlang.calls_per_hour, "calls offered in an hour")
        ->required()
        ->type_name("X");
    verb->add_option("--aht", erlang.aht, "average handling time: 300, 300s or 5m")
        ->required()
        ->type_name("TIME");
    verb->add_option("--patience", erlang.patience, "mean patience (without it nobody hangs up)")
        ->type_name("TIME");
    verb->add_option("--target", erlang.target, "\"80% in 20s\" or 80/20 (default: 80/20)")
        ->type_name("PROMISE");
    verb->add_flag("--solve", erlang.solve, "find the fewest agents that keep the target");
    verb->add_flag("--json", erlang.json, "print JSON with every digit");
  }
  void add_report() {
    CLI::App* verb = app.add_subcommand("report", "make the page of a report again from its data");
    verb->add_option("folder", report.folders, "folders that --out named")->required()->type_name("DIR");
    verb->add_flag("--quiet", report.quiet, "print nothing where all is well");
  }
};

// "--run" when "--runs" was meant: the nearest option of the verb.
std::string unknown_argument(const CLI::App& verb, const std::string& argument) {
  std::vector<std::string> known;
  for (const CLI::Option* option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  const std::string bare = argument.substr(0, argument.find('='));
  const std::string nearest = nearest_name(bare, known);
  const std::string what = argument.starts_with("-")
                               ? fmt::format("{} has no option {}", verb.get_name(), bare)
                               : fmt::format("{} has no use for \"{}\"", verb.get_name(), argument);
  return nearest.empty() ? what : fmt::format("{}; did you mean {}?", what, nearest);
}

const CLI::App& chosen_verb(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : *chosen.front();
}

std::string help_on(const CLI::App& verb) {
  const bool is_program = verb.get_parent() == nullptr;
  return is_program ? std::string("switchover help") : fmt::format("switchover {} --help", verb.get_name());
}

std::optional<Misunderstanding> mistyped_verb(const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().starts_with("-")) return std::nullopt;
  const std::string& typed = arguments.front();
  if (std::find(verbs.begin(), verbs.end(), typed) != verbs.end()) return std::nullopt;
  const std::string nearest = nearest_name(typed, verbs);
  if (typed.ends_with(".toml")) {
    return misunderstood(fmt::format("say what to do with {0}: switchover run {0}", typed),
                         "switchover help");
  }
  return misunderstood(nearest.empty()
                           ? fmt::format("there is no verb \"{}\"; there are {}", typed, all_verbs())
                           : fmt::format("there is no verb \"{}\"; did you mean \"{}\"?", typed, nearest),
                       "switchover help");
}

// The flag becomes a setting of the verb's request.
std::optional<Misunderstanding> lay_timeline(Parser& parser, const std::string& verb) {
  if (parser.timeline.empty()) return std::nullopt;
  const auto lay = [&](const std::vector<std::string>& files,
                       std::vector<std::string>& settings) -> std::optional<Misunderstanding> {
    const auto setting = incident_setting(parser.timeline, files);
    if (!setting) {
      return misunderstood("--timeline goes with scenarios of one folder", "switchover " + verb + " --help");
    }
    settings.push_back(*setting);
    return std::nullopt;
  };
  if (verb == "run") return lay(parser.run.files, parser.run.settings);
  if (verb == "check") return lay(parser.check.files, parser.check.settings);
  if (verb == "rehearse") return lay({parser.rehearse.file}, parser.rehearse.settings);
  if (verb == "drill") return lay({parser.drill.file}, parser.drill.settings);
  return lay({parser.worst_time.file}, parser.worst_time.settings);
}

Request request_of(Parser& parser) {
  if (parser.version) return VersionRequest{};
  const std::string verb = chosen_verb(parser.app).get_name();
  if (auto wrong = lay_timeline(parser, verb)) return *wrong;
  if (verb == "run") return std::move(parser.run);
  if (verb == "compare") return std::move(parser.compare);
  if (verb == "sweep") return std::move(parser.sweep);
  if (verb == "solve") return std::move(parser.solve);
  if (verb == "limit") return std::move(parser.limit);
  if (verb == "fix") return std::move(parser.fix);
  if (verb == "flip") return std::move(parser.flip);
  if (verb == "check") return std::move(parser.check);
  if (verb == "rehearse") return std::move(parser.rehearse);
  if (verb == "drill") return std::move(parser.drill);
  if (verb == "worst-time") return std::move(parser.worst_time);
  if (verb == "erlang") return std::move(parser.erlang);
  if (verb == "report") return std::move(parser.report);
  if (verb == "demo") return std::move(parser.demo);
  if (verb == "schema") return std::move(parser.schema);
  return std::move(parser.help);
}

}  // namespace

Request read_command_line(const std::vector<std::string>& arguments) {
  if (const auto mistyped = mistyped_verb(arguments)) return *mistyped;
  if (!arguments.empty() && (arguments.front() == "--help" || arguments.front() == "-h"))
    return HelpRequest{};
  Parser parser;
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
    parser.app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    return OptionHelpRequest{chosen_verb(parser.app).help()};
  } catch (const CLI::ExtrasError& error) {
    const auto unknown = parser.app.remaining(true);
    const CLI::App& verb = chosen_verb(parser.app);
    return misunderstood(unknown.empty() ? error.what() : unknown_argument(verb, unknown.front()),
                         help_on(verb));
  } catch (const CLI::ParseError& error) {
    return misunderstood(error.what(), help_on(chosen_verb(parser.app)));
  }
  return request_of(parser);
}

}  // namespace switchover
