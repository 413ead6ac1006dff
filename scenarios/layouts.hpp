// Layouts: which columns a table has, under which names, in which units. A `columns` mapping overrides the
// names.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/tables.hpp"
#include "sim/problem.hpp"

namespace switchover {

enum class TableKind { forecast, staff, schedule, replay, actual, incident };
const char* table_name(TableKind kind);  // "forecast"

struct ColumnSpec {
  std::string name;                  // ours, also the key in `columns`
  std::vector<std::string> aliases;  // other headings (and keys) that mean the same
  bool numeric = false;
};
struct Layout {
  std::string name;
  std::vector<ColumnSpec> columns;
  std::string stamps_zone;  // of the stamps: "" = as the source says, "UTC"
};

// The layout that the source names for this kind of table.
Expected<Layout> layout_of(TableKind kind, const TableSource& source);

// Headings compare by this: lower case, everything between words one "_": "AHT (s)" and "aht_s" are equal.
std::string heading_key(std::string_view heading);

// The column of that name or alias, or nothing.
const ColumnSpec* find_column(const Layout& layout, std::string_view name);

}  // namespace switchover
