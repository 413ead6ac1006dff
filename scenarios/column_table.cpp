#include <fmt/format.h>

#include "scenarios/table_file.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

Expected<std::vector<double>> read_column(const TableSource& source, const std::string& column) {
  Layout layout;
  layout.name = "column";
  layout.columns = {{"value", {}, true}};
  TableSource one = source;
  one.columns = {{"value", column}};
  Problems notes;
  Expected<TableFile> opened = TableFile::open(one, layout, notes);
  if (!opened) return opened.problems();
  TableFile table = std::move(opened).value();
  ProblemList problems(source.shown);
  problems.add(table.take_trouble());
  const int at = table.column("value");
  std::vector<double> values;
  for (std::size_t i = 0; i < table.size() && !problems.hopeless(); ++i) {
    table.load(i);
    const std::optional<double> value = table.number(at, ValueKind::duration, true, problems);
    if (value) values.push_back(*value);
  }
  if (problems.empty() && values.empty()) {
    problems.add(table.header_line(), at + 1, fmt::format("column {} has no values", in_quotes(column)),
                 "an empirical law needs at least one");
  }
  if (!problems.empty()) return problems.take();
  return values;
}

}  // namespace switchover
