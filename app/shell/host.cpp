#include "app/shell/host.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <ctime>
#include <thread>

namespace switchover {

Manifest host_manifest() {
  Manifest manifest;
  utsname names{};
  if (uname(&names) == 0) {
    manifest.host = names.nodename;
    manifest.system = fmt::format("{} {} {}", names.sysname, names.release, names.machine);
  }
  manifest.processors = std::thread::hardware_concurrency();
  return manifest;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

std::vector<std::string> command_of(const RunRequest& request) {
  std::vector<std::string> command = {"run"};
  command.insert(command.end(), request.files.begin(), request.files.end());
  const auto option = [&](const char* name, const std::string& value) {
    command.emplace_back(name);
    command.push_back(value);
  };
  if (request.runs) option("--runs", std::to_string(*request.runs));
  if (request.seed) option("--seed", std::to_string(*request.seed));
  if (request.workers > 0) option("--workers", std::to_string(request.workers));
  for (const std::string& setting : request.settings) option("--set", setting);
  if (!request.out.empty()) option("--out", request.out);
  if (!request.actual.empty()) option("--actual", request.actual);
  if (request.trace > 0) option("--trace", std::to_string(request.trace));
  if (request.quiet) command.emplace_back("--quiet");
  return command;
}

}  // namespace switchover
