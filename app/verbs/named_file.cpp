#include "app/verbs/named_file.hpp"

#include <fmt/format.h>

#include <optional>

#include "analysis/report/layout.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"

namespace switchover {

namespace {

ExitCode told(const std::optional<std::string>& problem) {
  if (!problem) return ExitCode::ok;
  print_complaint(fmt::format("switchover: {}\n", clean_text(*problem)));
  return ExitCode::input_output;
}

}  // namespace

ExitCode check_named_file(const std::string& path) {
  return path.empty() ? ExitCode::ok : told(check_output_file(path));
}

ExitCode write_named_file(const std::string& path, const std::string& content) {
  return told(write_output_file(path, content));
}

}  // namespace switchover
