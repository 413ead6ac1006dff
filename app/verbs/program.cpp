#include <fmt/format.h>

#include <exception>
#include <new>
#include <variant>

#include "analysis/block_store.hpp"
#include "analysis/report/layout.hpp"
#include "app/shell/print.hpp"
#include "app/verbs/verbs.hpp"
#include "models/platform/rehearsal_client.hpp"

namespace switchover {

namespace {

struct Dispatch {
  ExitCode operator()(const RunRequest& request) const { return run_scenarios(request); }
  // Verbs on their way: each gets its line here with its file.
  template <class Coming>
  ExitCode operator()(const Coming&) const {
    print_complaint("switchover: this verb is not built yet\n");
    return ExitCode::usage;
  }
  ExitCode operator()(const SweepRequest& request) const { return run_sweep(request); }
  ExitCode operator()(const CheckRequest& request) const { return run_check(request); }
  ExitCode operator()(const RehearseRequest& request) const { return run_rehearse(request); }
  ExitCode operator()(const DrillRequest& request) const { return run_drill(request); }
  ExitCode operator()(const WorstTimeRequest& request) const { return run_worst_time(request); }
  ExitCode operator()(const FixRequest& request) const { return run_fix(request); }
  ExitCode operator()(const CompareRequest& request) const { return run_compare(request); }
  ExitCode operator()(const FlipRequest& request) const { return run_flip(request); }
  ExitCode operator()(const SolveRequest& request) const { return run_solve(request); }
  ExitCode operator()(const LimitRequest& request) const { return run_limit(request); }
  ExitCode operator()(const ErlangRequest& request) const { return run_erlang(request); }
  ExitCode operator()(const ReportRequest& request) const { return run_report(request); }
  ExitCode operator()(const DemoRequest& request) const { return run_demo(request); }
  ExitCode operator()(const SchemaRequest& request) const { return run_schema(request); }
  ExitCode operator()(const HelpRequest& request) const { return run_help(request); }
  ExitCode operator()(const VersionRequest&) const { return run_version(); }
  ExitCode operator()(const OptionHelpRequest& request) const {
    print_answer(request.text);
    return ExitCode::ok;
  }
  ExitCode operator()(const Misunderstanding& misunderstanding) const {
    print_complaint(misunderstanding.message);
    return ExitCode::usage;
  }
};

}  // namespace

ExitCode run_program(const std::vector<std::string>& arguments) {
  ExitCode code = ExitCode::internal;
  try {
    code = std::visit(Dispatch{}, read_command_line(arguments));
  } catch (const std::bad_alloc&) {
    print_complaint("switchover: out of memory\n");
  } catch (const StoreFailure& failure) {
    print_complaint(fmt::format("switchover: {}\n", clean_text(failure.what())));
    code = ExitCode::input_output;
  } catch (const RehearsalFailure& failure) {
    print_complaint(fmt::format("switchover: {}\n", clean_text(failure.what())));
  } catch (const std::exception& error) {
    print_complaint(fmt::format("switchover: internal error: {}\n", error.what()));
  }
  if (!answers_arrived()) {
    print_complaint("switchover: standard output cannot be written (is the disk full?)\n");
    return ExitCode::input_output;
  }
  return code;
}

}  // namespace switchover
