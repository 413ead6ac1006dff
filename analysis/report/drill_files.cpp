#include "analysis/report/drill_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/report/drill_text.hpp"
#include "analysis/report/json_number.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_markdown.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto number = json_number<nlohmann::ordered_json>;

Json to_json(const Estimate& estimate) {
  return {{"value", number(estimate.value)},
          {"lo", estimate.range ? number(estimate.range->low) : Json(nullptr)},
          {"hi", estimate.range ? number(estimate.range->high) : Json(nullptr)},
          {"confidence", estimate.confidence},
          {"runs", estimate.n}};
}

const char* word_of(Tolerated tolerated) {
  switch (tolerated) {
    case Tolerated::not_asked:
      return "not_asked";
    case Tolerated::kept:
      return "kept";
    case Tolerated::barely:
      return "barely";
    case Tolerated::undecided:
      return "undecided";
    case Tolerated::broken:
      return "broken";
  }
  return "";
}

Json row_json(const DrillRow& row) {
  return {{"component", clean_text(row.name)},
          {"kind", row.kind},
          {"fault", mode_name(row.mode)},
          {"lasts_s", number(row.lasts.mean())},
          {"lasts_from", origin_name(row.lasts_from)},
          {"times_a_year", row.times_a_year},
          {"times_from", origin_name(row.times_from)},
          {"hits", hits_text(row.reach)},
          {"calls_share", row.reach.calls_share},
          {"agents_share", row.reach.agents_share},
          {"has_failover", row.reach.has_rule},
          {"has_standby", row.reach.has_standby},
          {"single_point_of_failure", row.single_point},
          {"tied_with_above", row.tied},
          {"never_served", to_json(row.cost.never_served)},
          {"calls_refused", to_json(row.cost.refused)},
          {"calls_cut_off", to_json(row.cost.cut_off)},
          {"calls_given_up", to_json(row.cost.gave_up)},
          {"calls_again_p50_s", to_json(row.calls_again)},
          {"service_back_p95_s", to_json(row.cost.service_back)},
          {"days_without_hope", row.cost.hopeless_days},
          {"tolerance", word_of(row.tolerated)},
          {"why", clean_text(row.why)}};
}

Json mends_json(const DrillReport& report) {
  if (!report.mends_run) return nullptr;
  Json mends = Json::array();
  for (const DrillMend& mend : report.mends) {
    const DrillRow& row = report.rows[mend.row];
    mends.push_back({{"component", clean_text(row.name)},
                     {"fault", mode_name(row.mode)},
                     {"tried", mend.tried},
                     {"change", mend.text.empty() ? Json(nullptr) : Json(clean_text(mend.text))},
                     {"never_served", to_json(mend.left)},
                     {"tolerance", word_of(mend.tolerated)}});
  }
  return mends;
}

Json test_json(const TestPlan& test) {
  Json points = Json::array(), limits = Json::array();
  for (const Checkpoint& point : test.checkpoints) {
    points.push_back({{"what", point.what},
                      {"is_count", point.at_s.has_value()},
                      {"at_s", number(point.at_s)},
                      {"p5", point.band ? number(point.band->low) : Json(nullptr)},
                      {"p95", point.band ? number(point.band->high) : Json(nullptr)},
                      {"stop", number(point.stop)},
                      {"never", point.never},
                      {"of", point.of}});
  }
  for (const LimitReached& limit : test.limits) {
    limits.push_back({{"limit", limit.limit},
                      {"value", limit.value},
                      {"in_test_p95", limit.in_test},
                      {"busiest_p95", limit.busiest}});
  }
  return {{"component", clean_text(test.component)},
          {"at", test.moment},
          {"calls_share", test.calls_share},
          {"checkpoints", points},
          {"service_kept_though_nobody_acts", test.fine_anyway ? to_json(*test.fine_anyway) : Json(nullptr)},
          {"service_kept_with_failover", test.fine_acting ? to_json(*test.fine_acting) : Json(nullptr)},
          {"limits_not_tested", limits},
          {"people_at_risk", test.people_at_risk}};
}

std::string cells(const std::vector<std::string>& row) {
  std::string text = "|";
  for (const std::string& cell : row) text.append(" ").append(markdown_text(cell)).append(" |");
  return text + "\n";
}
std::string rule(std::size_t columns) {
  std::string text = "|";
  for (std::size_t i = 0; i < columns; ++i) text += " --- |";
  return text + "\n";
}
std::string bullets(const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string out = fmt::format("\n## {}\n\n", title);
  for (const std::string& line : lines) out += fmt::format("- {}\n", markdown_text(line));
  return out;
}

std::string table_markdown(const TextTable& table) {
  std::string out = cells(table.head) + rule(table.head.size());
  for (const std::vector<std::string>& row : table.rows) out += cells(row);
  return out;
}

std::string test_markdown(const TestPlan& test) {
  std::string out = fmt::format("\n## A real test of {} at {}\n\n", markdown_text(test.component),
                                markdown_text(test.moment));
  out += fmt::format("{:.0f}% of the busiest moment's calls.\n\n", test.calls_share * 100);
  out += table_markdown(test_table(test));
  return out + bullets("What a pass cannot prove", cannot_prove(test));
}

}  // namespace

std::string drill_markdown(const DrillReport& report) {
  std::string out = fmt::format("# Drill: {}\n\n**VERDICT** {}\n", markdown_text(report.scenario),
                                markdown_text(report.sentence));
  if (!report.question.empty()) out += fmt::format("\n{}\n", markdown_text(report.question));
  out += fmt::format("\n{}\n", markdown_text(setting_text(report)));
  out += "\n" + table_markdown(drill_table(report));
  if (!report.years.empty()) {
    out += "\n## In a year\n\n" + cells({"#", "component", "how often x each", "people a year", "from"}) +
           rule(5);
    for (std::size_t i = 0; i < report.years.size(); ++i) {
      const DrillRow& row = report.rows[report.years[i].row];
      out += cells({std::to_string(i + 1), row.name, year_text(report, report.years[i]),
                    fmt::format("{:.0f}", report.years[i].people), origin_name(row.times_from)});
    }
  }
  std::vector<std::string> pairs, why, mends, not_run;
  for (const DrillPair& pair : report.pairs) pairs.push_back(pair_text(report, pair));
  for (const DrillRow& row : report.rows) {
    if (!row.why.empty()) why.push_back(row.why);
  }
  for (const NotDrilled& none : report.not_run)
    not_run.push_back(fmt::format("{}: {}", none.component, none.reason));
  for (const DrillMend& mend : report.mends) mends.push_back(mend_text(report, mend));
  out += bullets("Pairs", pairs) + bullets("Why", why) + bullets("Cheapest mend", mends);
  if (report.test) out += test_markdown(*report.test);
  out += bullets("What it rests on", guess_lines(report));
  out += bullets("Drilled as \"nobody acts\": no failover rule", report.nobody_acts);
  return out + bullets("Not run", not_run) + "\n" + drill_exit_line(report);
}

std::string drill_json(const DrillReport& report) {
  Json rows = Json::array(), years = Json::array(), pairs = Json::array(), not_run = Json::array();
  for (const DrillRow& row : report.rows) rows.push_back(row_json(row));
  for (const DrillYear& year : report.years)
    years.push_back({{"component", clean_text(report.rows[year.row].name)},
                     {"fault", mode_name(report.rows[year.row].mode)},
                     {"people", year.people}});
  for (const DrillPair& pair : report.pairs) {
    pairs.push_back({{"first", clean_text(report.rows[pair.first].name)},
                     {"second", clean_text(report.rows[pair.second].name)},
                     {"never_served", to_json(pair.together)},
                     {"beyond_the_sum", to_json(pair.beyond)}});
  }
  for (const NotDrilled& none : report.not_run)
    not_run.push_back({{"component", clean_text(none.component)}, {"reason", none.reason}});
  Json missing = Json::array();
  for (const std::string& name : report.nobody_acts) missing.push_back(clean_text(name));
  const Json out = {{"schema", drill_schema_version},
                    {"scenario", clean_text(report.scenario)},
                    {"verdict", clean_text(report.sentence)},
                    {"exit_code", report.exit_code},
                    {"at", report.at_text},
                    {"at_s", report.at.in_seconds()},
                    {"at_busiest", report.at_busiest},
                    {"busiest_calls", report.busiest_calls},
                    {"runs", report.runs},
                    {"seed", report.seed},
                    {"people", report.people},
                    {"tolerance",
                     {{"never_served", number(report.tolerance.people)},
                      {"service_back_s", number(report.tolerance.restore_s)}}},
                    {"faults", rows},
                    {"years", years},
                    {"pairs", report.pairs_run ? pairs : Json(nullptr)},
                    {"mends", mends_json(report)},
                    {"ranks_checked", report.ranks.checked},
                    {"firm_ranks", report.ranks.checked ? Json(report.ranks.firm) : Json(nullptr)},
                    {"nobody_acts", missing},
                    {"not_run", not_run},
                    {"test", report.test ? test_json(*report.test) : Json(nullptr)},
                    {"self_checks_held", report.sound}};
  return out.dump(2) + "\n";
}

std::string drill_csv(const DrillReport& report) {
  constexpr const char* end_of_line = "\r\n";
  std::string out =
      "rank,component,kind,fault,lasts_s,lasts_from,hits,spof,never_served,lo,hi,calls_again_p50_s,"
      "service_back_p95_s,tolerance,times_a_year,times_from,people_a_year";
  out += end_of_line;
  const auto cell = [](const std::optional<double>& value) {
    return value ? csv_number(*value) : std::string{};
  };
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const DrillRow& row = report.rows[i];
    const auto& range = row.cost.never_served.range;
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}{}", i + 1, csv_cell(row.name),
                       csv_cell(row.kind), mode_name(row.mode), csv_number(row.lasts.mean()),
                       origin_name(row.lasts_from), csv_cell(hits_text(row.reach)), row.single_point ? 1 : 0,
                       cell(row.cost.never_served.value), range ? csv_number(range->low) : "",
                       range ? csv_number(range->high) : "", cell(row.calls_again.value),
                       cell(row.cost.service_back.value), word_of(row.tolerated),
                       csv_number(row.times_a_year), origin_name(row.times_from),
                       csv_number(row.times_a_year * row.cost.never_served.value.value_or(0)), end_of_line);
  }
  return out;
}

}  // namespace switchover
