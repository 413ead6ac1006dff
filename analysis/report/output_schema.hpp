// The fields of our JSON outputs, each once: the JSON Schema (draft 7) and the tables of docs/OUTPUTS.md are
// made from them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace switchover {

enum class FieldType {
  text,
  maybe_text,  // maybe: or null
  truth,
  whole,
  maybe_whole,
  number,  // or "infinity": a time that never ends
  maybe_number,
  estimate,  // mean, lo, hi, confidence, runs
  maybe_estimate,
  choice,  // one of the words in `unit`
  maybe_choice,
  texts,
  wholes,
  object,
  maybe_object,
  objects,
  maybe_objects,
  objects_or_nulls  // a list in which null stands where there is nothing
};
struct FieldInfo {
  std::string_view path;  // "promises[].found"
  FieldType type;
  std::string_view unit;  // or the choices, separated by " | "
  std::string_view meaning;
};
const std::vector<FieldInfo>& summary_fields();
const std::vector<FieldInfo>& comparison_fields();

// JSON Schemas as text: nothing may stand in the output that is not in them, nothing may be missing.
std::string summary_schema();
std::string comparison_schema();

// For docs/OUTPUTS.md.
std::string field_table_markdown(const std::vector<FieldInfo>& fields);

}  // namespace switchover
