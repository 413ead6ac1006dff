// What callers and agents notice of a component: when_down, when_slow, the effect of a soft need, and the
// same keys in an event.
#pragma once
#include <optional>
#include <string>

#include "models/platform/fault_effect.hpp"
#include "scenarios/names.hpp"
#include "scenarios/value_reader.hpp"

namespace switchover {

// The table (or text) of an effect, laid over `base`. Text: parts with a semicolon between them, such as
// "talking drop 40%; no sign-in; 25s to talk", or "none". Nothing: a problem was reported.
std::optional<FaultEffect> read_fault_effect(Reading& reading, const Names& names, const TomlValue& value,
                                             const std::string& path, const FaultEffect& base);
// The text form alone; nothing when it is not one. `trouble` then says which part.
std::optional<FaultEffect> fault_effect_phrase(const std::string& text, const Names& names,
                                               const FaultEffect& base, std::string& trouble);
// Agents of an effect: "signed out" | "stay" | "no sign-in" | "unreachable".
void read_agent_fate(Reading& reading, const Opened& opened, FaultEffect& effect);
// adds = "25s to talk, 20s to wrap"
void read_adds(Reading& reading, const Opened& opened, FaultEffect& effect);

}  // namespace switchover
