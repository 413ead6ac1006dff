#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "analysis/report/layout.hpp"
#include "analysis/theory/erlang_answer.hpp"
#include "analysis/wording.hpp"
#include "app/shell/print.hpp"
#include "app/verbs/verbs.hpp"
#include "scenarios/phrases.hpp"

namespace switchover {

namespace {

using Json = nlohmann::ordered_json;

// "300", "300s", "5m": seconds. A bare number keeps every digit.
std::optional<double> seconds_of(const std::string& text) {
  if (const auto number = number_phrase(text)) return *number;
  if (const auto duration = duration_phrase(text)) return duration->in_seconds();
  return std::nullopt;
}

void complain(Problems& problems, std::string what, std::string hint) {
  Problem problem;
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  problems.push_back(std::move(problem));
}

Expected<ErlangQuestion> question_of(const ErlangRequest& request) {
  Problems problems;
  ErlangQuestion question;
  const auto time = [&](const char* option, const std::string& text) -> double {
    const auto seconds = seconds_of(text);
    if (!seconds) {
      complain(problems, fmt::format("{} \"{}\" is not a time", option, text),
               "write seconds (300), 300s or 5m");
    }
    return seconds.value_or(1);
  };
  if (!request.solve) question.agents = request.agents;
  question.calls_per_hour = request.calls_per_hour;
  question.aht_s = time("--aht", request.aht);
  if (!request.patience.empty()) question.patience_s = time("--patience", request.patience);
  if (!request.target.empty()) {
    const auto promise = promise_phrase(request.target);
    if (promise) {
      question.target_share = promise->share;
      question.target_s = promise->within.in_seconds();
    } else {
      complain(problems, fmt::format("--target \"{}\" is not a promise", request.target),
               "write \"80% in 20s\" or 80/20");
    }
  }
  if (!problems.empty()) return problems;
  return question;
}

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }
Json number(const std::optional<int>& value) { return value ? Json(*value) : Json(nullptr); }

Json figures_json(const ErlangFigures& figures) {
  return {{"agents", number(figures.agents)},
          {"agents_needed", number(figures.agents_needed)},
          {"wait_probability", number(figures.wait_probability)},
          {"abandon_probability", number(figures.abandon_probability)},
          {"mean_wait_s", number(figures.mean_wait_s)},
          {"mean_wait_answered_s", number(figures.mean_wait_answered_s)},
          {"mean_queue_length", number(figures.mean_queue_length)},
          {"service_level", number(figures.service_level)},
          {"occupancy", number(figures.occupancy)}};
}

std::string answer_json(const ErlangQuestion& question, const ErlangAnswer& answer) {
  Json c = figures_json(answer.erlang_c), a = figures_json(answer.erlang_a);
  c.erase("abandon_probability");
  a["service_level_excluding_short_abandons"] =
      number(answer.erlang_a.service_level_excluding_short_abandons);
  a["virtual_wait_within_target"] = number(answer.erlang_a.virtual_wait_within_target);
  const Json out = {{"schema_version", 1},
                    {"question",
                     {{"agents", number(question.agents)},
                      {"calls_per_hour", question.calls_per_hour},
                      {"aht_s", question.aht_s},
                      {"patience_s", number(question.patience_s)},
                      {"target_share", question.target_share},
                      {"target_s", question.target_s},
                      {"target_blocking", question.target_blocking}}},
                    {"offered_load_erlang", answer.offered_load_erlang},
                    {"erlang_b",
                     {{"agents", number(answer.erlang_b.agents)},
                      {"agents_needed", number(answer.erlang_b.agents_needed)},
                      {"blocking_probability", number(answer.erlang_b.blocking_probability)},
                      {"occupancy", number(answer.erlang_b.occupancy)}}},
                    {"erlang_c", c},
                    {"erlang_a", a}};
  return out.dump(2) + "\n";
}

std::string answer_text(const ErlangQuestion& question, const ErlangAnswer& answer) {
  const auto share = [](const std::optional<double>& value) { return value_text(value, Unit::share); };
  const auto seconds = [](const std::optional<double>& value) { return value_text(value, Unit::seconds); };
  const auto whole = [](const std::optional<int>& value) {
    return value ? count_text(*value) : std::string("-");
  };
  const ErlangFigures &b = answer.erlang_b, &c = answer.erlang_c, &a = answer.erlang_a;
  const auto row = [](const std::string& label, const std::string& in_b, const std::string& in_c,
                      const std::string& in_a) {
    return pad_right("  " + label, 34) + pad_left(in_b, 14) + pad_left(in_c, 14) + pad_left(in_a, 14) + "\n";
  };
  std::string out =
      fmt::format("{:g} calls an hour of {} are {:.2f} Erlang. Target: {:g}% in {}{}.\n\n",
                  question.calls_per_hour, duration_text(question.aht_s), answer.offered_load_erlang,
                  question.target_share * 100, duration_text(question.target_s),
                  question.patience_s ? ", patience " + duration_text(*question.patience_s) : "");
  out += row("", "Erlang B", "Erlang C", "Erlang A");
  out += row("", "busy is lost", "all wait", "some hang up");
  out += row("agents", whole(b.agents), whole(c.agents), whole(a.agents));
  out += row("blocked", share(b.blocking_probability), "-", "-");
  out += row("wait at all", "-", share(c.wait_probability), share(a.wait_probability));
  out += row("hang up", "-", "-", share(a.abandon_probability));
  out += row("mean wait, all callers", "-", seconds(c.mean_wait_s), seconds(a.mean_wait_s));
  out += row("answered in " + duration_text(question.target_s), "-", share(c.service_level),
             share(a.service_level));
  out += row("occupancy", share(b.occupancy), share(c.occupancy), share(a.occupancy));
  out += row("agents needed for the target", whole(b.agents_needed), whole(c.agents_needed),
             whole(a.agents_needed));
  out += fmt::format("\nErlang B needs agents (or trunks) for at most {:g}% lost.",
                     question.target_blocking * 100);
  if (!question.patience_s) out += " Without --patience nobody hangs up: A is C.";
  if (question.agents && !c.service_level)
    out += " More work than agents: under Erlang C the queue grows without end.";
  return out + "\n";
}

}  // namespace

ExitCode run_erlang(const ErlangRequest& request) {
  const Expected<ErlangQuestion> question = question_of(request);
  const Expected<ErlangAnswer> answer =
      question ? erlang_answer(question.value()) : Expected<ErlangAnswer>(question.problems());
  if (!answer) {
    for (const Problem& problem : answer.problems()) {
      print_complaint(fmt::format("switchover: {}{}\n", clean_text(problem.what),
                                  problem.hint.empty() ? "" : "; " + clean_text(problem.hint)));
    }
    print_complaint("See `switchover erlang --help`.\n");
    return ExitCode::usage;
  }
  print_answer(request.json ? answer_json(question.value(), answer.value())
                            : answer_text(question.value(), answer.value()));
  return ExitCode::ok;
}

}  // namespace switchover
