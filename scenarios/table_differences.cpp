#include "scenarios/table_differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "scenarios/table_file.hpp"
#include "scenarios/tables.hpp"

namespace switchover {
namespace {

// The tables of [files] that simulated days are made of. `actual` is looked at afterwards.
struct Role {
  std::string_view key;
  std::optional<TableKind> kind;  // none: no columns of its own, compared as a whole
};
constexpr std::array<Role, 7> roles{{{"forecast", TableKind::forecast},
                                     {"staff", TableKind::staff},
                                     {"schedule", TableKind::schedule},
                                     {"replay", TableKind::replay},
                                     {"incident", TableKind::incident},
                                     {"timeline", {}},
                                     {"dependencies", {}}}};
// What tells one row from another; everything else in it is a value.
constexpr std::array<std::string_view, 11> identifying{
    "interval_start", "date", "time", "queue", "group", "agent", "team", "start", "at", "component", "what"};

struct NamedTable {
  TableSource source;
  std::string sha;
};

// The file that a plan names for a role; nothing when it names none.
std::optional<NamedTable> named_table(const ScenarioTree& tree, const Role& role) {
  const TomlEntry* files = tree.root.find("files");
  const TomlEntry* entry = files == nullptr ? nullptr : files->value.find(std::string(role.key));
  if (entry == nullptr) return {};
  const TomlValue* path = &entry->value;
  NamedTable out;
  if (path->is_table()) {
    const TomlValue& parts = entry->value;
    const TomlEntry* said = parts.find("path") != nullptr ? parts.find("path") : parts.find("value");
    if (said == nullptr) return {};
    path = &said->value;
    const TomlEntry* layout = parts.find("layout");
    if (layout != nullptr && layout->value.is_text()) out.source.layout = layout->value.text;
    if (const TomlEntry* columns = parts.find("columns"); columns != nullptr) {
      for (const TomlEntry& column : columns->value.entries) {
        const TomlValue& name = column.value;
        out.source.columns[column.key] = name.is_text() ? name.text : std::to_string(name.whole);
      }
    }
  }
  out.source.path = path_named(tree, *path);
  out.source.shown = path->text;
  out.source.named_at = path->place;
  const auto facts = file_facts(out.source.path);
  out.sha = facts ? facts->sha256 : "";
  return out;
}

struct Cell {
  std::string text;
  int line = 0;
};
// A table as columns and rows, each row under what identifies it.
struct Grid {
  std::vector<std::string> columns;  // that hold values, as the file calls them
  std::vector<std::string> keys;     // of the rows, in the order of the file
  std::map<std::string, std::vector<Cell>> rows;
  std::size_t all_columns = 0;
};

std::optional<Grid> grid_of(const NamedTable& table, TableKind kind) {
  Problems lints;
  const Expected<Layout> layout = layout_of(kind, table.source);
  if (!layout.ok()) return {};
  Expected<TableFile> opened = TableFile::open(table.source, layout.value(), lints);
  if (!opened.ok()) return {};
  TableFile file = std::move(opened).value();
  Grid grid;
  std::vector<int> values, names;
  std::set<int> naming;
  for (const std::string_view name : identifying) {
    if (layout.value().columns.empty() || !file.has(name)) continue;
    names.push_back(file.column(name));
    naming.insert(names.back());
  }
  for (int column = 0; column < file.width(); ++column) {
    ++grid.all_columns;
    if (naming.count(column) > 0) continue;
    values.push_back(column);
    grid.columns.push_back(file.heading(column));
  }
  std::map<std::string, int> times;
  for (std::size_t row = 0; row < file.size(); ++row) {
    file.load(row);
    std::string key;
    for (const int column : names) key += file.text(column) + "\x1f";
    if (const int time = ++times[key]; time > 1) key += std::to_string(time);
    std::vector<Cell>& cells = grid.rows[key];
    for (const int column : values) cells.push_back({file.text_or_nothing(column), file.line()});
    grid.keys.push_back(key);
  }
  return grid;
}

// Are they all tables (null: one is not) with the same columns and rows?
bool same_shape(const std::vector<const Grid*>& grids) {
  const Grid* first = grids.front();
  return std::all_of(grids.begin(), grids.end(), [&](const Grid* grid) {
    if (grid == nullptr || first == nullptr || grid->columns != first->columns) return false;
    const auto known = [&](const auto& row) { return first->rows.count(row.first) > 0; };
    return grid->rows.size() == first->rows.size() &&
           std::all_of(grid->rows.begin(), grid->rows.end(), known);
  });
}

void compare_cells(const std::string& shown, const std::vector<const Grid*>& grids, ComparedInputs& out) {
  const Grid& first = *grids.front();
  for (std::size_t column = 0; column < first.columns.size(); ++column) {
    std::size_t listed = 0;
    for (const std::string& key : first.keys) {
      InputDifference difference;
      for (const Grid* grid : grids) difference.values.push_back(grid->rows.at(key)[column].text);
      const auto& texts = difference.values;
      const auto same = [&](const std::string& text) { return text == texts.front(); };
      if (std::all_of(texts.begin(), texts.end(), same)) continue;
      if (listed++ >= most_cells_listed) {
        ++out.differences.back().more_cells;
        continue;
      }
      difference.key = fmt::format("{}:{} {}", shown, first.rows.at(key)[column].line, first.columns[column]);
      out.differences.push_back(std::move(difference));
    }
  }
}

void compare_whole(const std::string& shown, const std::vector<std::optional<NamedTable>>& tables,
                   const std::vector<std::string>& sizes, ComparedInputs& out) {
  InputDifference difference;
  difference.key = shown;
  for (std::size_t plan = 0; plan < tables.size(); ++plan) {
    difference.values.push_back(
        tables[plan] ? fmt::format("{}{}", sizes[plan], tables[plan]->sha.substr(0, 8)) : "not said");
  }
  out.differences.push_back(std::move(difference));
}

std::vector<std::optional<NamedTable>> tables_of(const std::vector<ScenarioTree>& trees, const Role& role) {
  std::vector<std::optional<NamedTable>> tables;
  for (const ScenarioTree& tree : trees) tables.push_back(named_table(tree, role));
  return tables;
}

bool all_the_same(const std::vector<std::optional<NamedTable>>& tables) {
  return std::all_of(tables.begin(), tables.end(), [&](const auto& table) {
    return table && tables.front() && table->sha == tables.front()->sha;
  });
}

void compare_role(const std::vector<ScenarioTree>& trees, const Role& role, ComparedInputs& out) {
  const std::vector<std::optional<NamedTable>> tables = tables_of(trees, role);
  const auto said = std::find_if(tables.begin(), tables.end(), [](const auto& t) { return t.has_value(); });
  if (said == tables.end()) return;
  std::map<std::string, std::optional<Grid>> grids;  // by content: plans mostly share their tables
  for (const auto& table : tables) {
    if (table && role.kind && grids.count(table->sha) == 0) grids[table->sha] = grid_of(*table, *role.kind);
  }
  const auto grid = [&](const std::optional<NamedTable>& table) -> const Grid* {
    const auto found = table ? grids.find(table->sha) : grids.end();
    return found != grids.end() && found->second ? &*found->second : nullptr;
  };
  const Grid* of_first = grid(*said);
  out.compared += of_first == nullptr ? 1 : of_first->all_columns;
  if (all_the_same(tables)) return;
  const std::string& shown = (*said)->source.shown;
  std::vector<const Grid*> all;
  std::vector<std::string> sizes;
  for (const auto& table : tables) {
    all.push_back(grid(table));
    sizes.push_back(all.back() == nullptr ? "" : fmt::format("{} rows, ", all.back()->keys.size()));
  }
  if (same_shape(all)) {
    compare_cells(shown, all, out);
  } else {
    compare_whole(shown, tables, sizes, out);
  }
}

}  // namespace

std::set<std::string> same_tables(const std::vector<ScenarioTree>& trees) {
  std::set<std::string> same;
  for (const Role& role : roles) {
    if (all_the_same(tables_of(trees, role))) same.insert("files." + std::string(role.key));
  }
  return same;
}

std::string path_named(const ScenarioTree& tree, const TomlValue& path) {
  const bool set = path.place.file.starts_with("--set ");
  return beside(set ? Place{tree.path, 0, 0} : path.place, path.text);
}

void compare_tables(const std::vector<ScenarioTree>& trees, ComparedInputs& out) {
  for (const Role& role : roles) compare_role(trees, role, out);
}

}  // namespace switchover
