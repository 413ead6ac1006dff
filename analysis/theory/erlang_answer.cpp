#include "analysis/theory/erlang_answer.hpp"

#include <cmath>
#include <limits>
#include <locale>
#include <sstream>
#include <string>

#include "analysis/theory/erlang.hpp"

namespace switchover {
namespace {

std::string in_words(double number) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text.precision(15);
  text << number;
  return text.str();
}

Problem problem(const std::string& what, const std::string& hint) { return Problem{{}, what, hint}; }

void check_range(Problems& problems, const std::string& name, const std::string& unit, double value,
                 double least, double most, const std::string& range, const std::string& example) {
  if (value >= least && value <= most) return;
  problems.push_back(problem(name + " must be " + range + unit + ", not " + in_words(value),
                             "write for example " + example));
}

void check_share(Problems& problems, const std::string& name, double value, const std::string& example) {
  if (value > 0 && value < 1) return;
  problems.push_back(problem(name + " must be between 0 and 1 (0 % and 100 %), not " + in_words(value),
                             "write for example " + example));
}

Problems check(const ErlangQuestion& question) {
  Problems problems;
  if (question.agents && (*question.agents < 1 || *question.agents > most_agents)) {
    problems.push_back(
        problem("the number of agents must be from 1 to 1000000000, not " + std::to_string(*question.agents),
                "leave it out to learn how many are needed"));
  }
  check_range(problems, "calls per hour", "", question.calls_per_hour, 1e-6, 1e12,
              "from 0.000001 to 1000000000000", "360");
  check_range(problems, "the handling time", " s", question.aht_s, 1e-6, 1e9, "from 0.000001 to 1000000000",
              "300");
  if (question.patience_s && *question.patience_s != std::numeric_limits<double>::infinity()) {
    check_range(problems, "the patience", " s", *question.patience_s, 1e-6, 1e9,
                "from 0.000001 to 1000000000", "300");
  }
  check_share(problems, "the target share", question.target_share, "0.8");
  check_range(problems, "the target time", " s", question.target_s, 0, 1e9, "from 0 to 1000000000", "20");
  check_share(problems, "the target for lost calls", question.target_blocking, "0.01");
  return problems;
}

ErlangFigures answer_b(const ErlangQuestion& question, double load) {
  ErlangFigures figures;
  figures.agents_needed = agents_for_erlang_b(load, question.target_blocking);
  figures.agents = question.agents ? question.agents : figures.agents_needed;
  if (!figures.agents) return figures;
  figures.blocking_probability = erlang_b(*figures.agents, load);
  // load (1 - B(n)) / n, which cancels when nearly all calls are lost, by the recursion from B(n - 1).
  if (*figures.agents > 0) {
    figures.occupancy = load / (*figures.agents + load * erlang_b(*figures.agents - 1, load));
  }
  return figures;
}

ErlangFigures answer_c(const ErlangQuestion& question, double load) {
  ErlangFigures figures;
  figures.agents_needed = agents_for_erlang_c(load, question.aht_s, question.target_share, question.target_s);
  figures.agents = question.agents ? question.agents : figures.agents_needed;
  if (!figures.agents) return figures;
  const std::optional<ErlangC> queue = erlang_c(*figures.agents, load, question.aht_s, question.target_s);
  if (!queue) return figures;
  figures.wait_probability = queue->wait_probability;
  figures.mean_wait_s = figures.mean_wait_answered_s = queue->mean_wait_s;
  figures.mean_queue_length = queue->mean_queue_length;
  figures.service_level = queue->answered_within_target;
  figures.occupancy = queue->occupancy;
  return figures;
}

ErlangFigures answer_a(const ErlangQuestion& question, double load) {
  const double patience_s = question.patience_s.value_or(std::numeric_limits<double>::infinity());
  ErlangFigures figures;
  figures.agents_needed =
      agents_for_erlang_a(load, question.aht_s, patience_s, question.target_share, question.target_s);
  figures.agents = question.agents ? question.agents : figures.agents_needed;
  if (!figures.agents) return figures;
  const std::optional<ImpatientQueue> queue =
      erlang_a(*figures.agents, load, question.aht_s, patience_s, question.target_s);
  if (!queue) return figures;
  figures.wait_probability = queue->wait_probability;
  figures.abandon_probability = queue->abandon_probability;
  figures.mean_wait_s = queue->mean_wait_s;
  figures.mean_wait_answered_s = queue->mean_wait_answered_s;
  figures.mean_queue_length = queue->mean_queue_length;
  figures.service_level = queue->answered_within_target;
  figures.service_level_excluding_short_abandons = queue->answered_within_target_excluding_short_abandons;
  figures.virtual_wait_within_target = queue->virtual_wait_within_target;
  figures.occupancy = queue->occupancy;
  return figures;
}

}  // namespace

Expected<ErlangAnswer> erlang_answer(const ErlangQuestion& question) {
  if (Problems problems = check(question); !problems.empty()) return problems;
  ErlangAnswer answer;
  answer.offered_load_erlang = question.calls_per_hour * question.aht_s / 3600;
  answer.erlang_b = answer_b(question, answer.offered_load_erlang);
  answer.erlang_c = answer_c(question, answer.offered_load_erlang);
  answer.erlang_a = answer_a(question, answer.offered_load_erlang);
  return answer;
}

}  // namespace switchover
