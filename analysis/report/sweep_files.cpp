#include "analysis/report/sweep_files.hpp"

#include <fmt/format.h>

#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/report_csv.hpp"

namespace switchover {
namespace {

constexpr const char* end_of_line = "\r\n";

std::string number(const std::optional<double>& value) { return value ? csv_number(*value) : ""; }
std::string low(const Estimate& e) { return e.range ? csv_number(e.range->low) : ""; }
std::string high(const Estimate& e) { return e.range ? csv_number(e.range->high) : ""; }

class Table {
 public:
  explicit Table(const CompareResult& result) : result_(result), c_(result.comparison) {}

  std::string all() {
    out_ = "plan";
    for (const SweepAxis& axis : c_.axes) out_ += "," + csv_cell(axis.key);
    out_ +=
        ",replication,metric,scope,window,statistic,unit,value,ci_lo,ci_hi,confidence,against_now,"
        "against_lo,against_hi,runs,verdict";
    out_ += end_of_line;
    const bool days = day_rows() <= most_day_rows;
    for (std::size_t p = 0; p < c_.plans.size(); ++p) {
      for (std::size_t r = 0; r < c_.rows.size(); ++r) figure(p, r);
      for (const ComparedPromise& promise : c_.promises) judged(p, promise);
      if (!days) continue;
      for (std::size_t r = 0; r < result_.row_days.size(); ++r) each_day(p, r);
    }
    return std::move(out_);
  }

 private:
  std::size_t day_rows() const {
    std::size_t rows = 0;
    for (const auto& row : result_.row_days) {
      for (const auto& plan : row) rows += plan.size();
    }
    return rows;
  }
  void begin(std::size_t p, const std::string& replication) {
    out_ += csv_cell(c_.plans[p].name);
    for (std::size_t a = 0; a < c_.axes.size(); ++a) {
      out_ += "," + (a < c_.plans[p].point.size() ? csv_cell(c_.plans[p].point[a]) : std::string{});
    }
    out_ += "," + replication;
  }
  void figure_cells(const ComparisonRow& row, const char* statistic) {
    out_ += fmt::format(",{},{},{},{},{}", info(row.metric).name, csv_cell(row.scope), csv_cell(row.window),
                        statistic, unit_name(row.unit));
  }
  void figure(std::size_t p, std::size_t r) {
    const ComparisonRow& row = c_.rows[r];
    const Estimate &value = row.cells[p].value, &against = row.cells[p].against;
    begin(p, "mean");
    figure_cells(row, row.statistic.c_str());
    out_ += fmt::format(",{},{},{},{},{},{},{},{},{}{}", number(value.value), low(value), high(value),
                        csv_number(value.confidence), number(against.value), low(against), high(against),
                        value.n, plan_word(c_.plans[p]), end_of_line);
  }
  void judged(std::size_t p, const ComparedPromise& promise) {
    const PromiseRow& row = promise.rows[p];
    if (row.text.empty()) return;
    const Estimate& found = row.judgement.found;
    begin(p, "mean");
    out_ += fmt::format(",{},{},{},{},{},{},{},{},{},,,,{},{}{}", csv_cell(promise.text), csv_cell(row.scope),
                        csv_cell(row.window), promise.must ? "must" : "warn", unit_name(row.judgement.unit),
                        number(found.value), low(found), high(found), csv_number(found.confidence),
                        c_.plans[p].runs, to_string(row.judgement.verdict), end_of_line);
  }
  void each_day(std::size_t p, std::size_t r) {
    const std::vector<Figure>& days = result_.row_days[r][p];
    for (std::size_t day = 0; day < days.size(); ++day) {
      begin(p, std::to_string(day));
      figure_cells(c_.rows[r], "day");
      out_ += fmt::format(",{},,,,,,,1,{}{}", number(days[day].value()), plan_word(c_.plans[p]), end_of_line);
    }
  }

  const CompareResult& result_;
  const PlanComparison& c_;
  std::string out_;
};

}  // namespace

std::string sweep_csv(const CompareResult& result) { return Table(result).all(); }

}  // namespace switchover
