#include "scenarios/files_reader.hpp"
namespace switchover {
void read_files(Reading&, const TomlValue*, CentreDraft&, Scenario&) {}
}  // namespace switchover
