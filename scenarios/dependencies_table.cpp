#include "scenarios/dependencies_table.hpp"

#include <fmt/format.h>

#include "scenarios/table_file.hpp"

namespace switchover {
namespace {

Layout dependencies_layout() {
  Layout layout;
  layout.name = "own";
  layout.columns = {{"component", {"who", "service", "name"}},
                    {"needs", {"depends_on", "requires", "dependency"}},
                    {"edge", {"hard_or_soft", "hard_soft", "type", "strength"}},
                    {"effect", {"when_missing", "impact"}}};
  return layout;
}

struct Columns {
  int component, needs, edge, effect;
};

std::optional<DependencyRow> read_row(const TableFile& table, const Columns& columns, ProblemList& problems) {
  const auto place = [&](int column) { return table.place(table.cell(column).column); };
  bool complete = true;
  for (const int column : {columns.component, columns.needs}) {
    if (!table.text(column).empty()) continue;
    problems.add(table.line(), table.cell(column).column,
                 fmt::format("{} is empty", column == columns.component ? "component" : "needs"),
                 "write its name");
    complete = false;
  }
  DependencyRow row;
  row.component = table.text(columns.component);
  row.component_place = place(columns.component);
  row.needs = table.text(columns.needs);
  row.needs_place = place(columns.needs);
  if (columns.edge >= 0 && !table.text(columns.edge).empty()) {
    const std::string word = heading_key(table.text(columns.edge));
    if (word != "hard" && word != "soft") {
      problems.add(table.line(), table.cell(columns.edge).column,
                   refusal(table.heading(columns.edge), table.text(columns.edge), "is not an edge"),
                   "write hard or soft, or leave it empty");
      complete = false;
    }
    row.hard = word == "hard";
  }
  if (columns.effect >= 0 && !table.text(columns.effect).empty()) {
    row.effect = table.text(columns.effect);
    row.effect_place = place(columns.effect);
  }
  return complete ? std::optional(row) : std::nullopt;
}

}  // namespace

Expected<std::vector<DependencyRow>> read_dependencies(const TableSource& source, Problems& lints) {
  const Layout layout = dependencies_layout();
  Problems wrong;
  for (const auto& [ours, theirs] : source.columns) {
    if (find_column(layout, ours) != nullptr) continue;
    wrong.push_back(problem_at(source.named_at, fmt::format("column \"{}\" is not one of this table", ours),
                               "they are component, needs, edge and effect"));
  }
  if (!wrong.empty()) return wrong;
  Expected<TableFile> opened = TableFile::open(source, layout, lints);
  if (!opened) return opened.problems();
  TableFile table = std::move(opened).value();
  ProblemList problems(source.shown);
  problems.add(table.take_trouble());
  const Columns columns{table.column("component"), table.column("needs"), table.column("edge"),
                        table.column("effect")};
  if (columns.component < 0 || columns.needs < 0) {
    problems.add(
        table.header_line(), 0,
        fmt::format("the table has no column \"{}\"", columns.component < 0 ? "component" : "needs"),
        "its columns are component, needs, edge (hard or soft) and effect; found: " + table.headings());
    return problems.take();
  }
  std::vector<DependencyRow> rows;
  for (std::size_t i = 0; i < table.size() && !problems.hopeless(); ++i) {
    table.load(i);
    if (auto row = read_row(table, columns, problems)) rows.push_back(std::move(*row));
  }
  if (!problems.empty()) return problems.take();
  return rows;
}

}  // namespace switchover
