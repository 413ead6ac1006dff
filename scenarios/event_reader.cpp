#include "scenarios/centre_readers.hpp"
namespace switchover {
void read_events(Reading&, const TomlValue*, CentreDraft&) {}
}  // namespace switchover
