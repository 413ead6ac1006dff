// The estate while it is being read: its values beside their places, for the checks that need the whole.
#pragma once
#include <string>
#include <vector>

#include "models/platform/component_kinds.hpp"
#include "models/platform/estate.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

struct ComponentNotes {
  bool platforms_said = false, fails_said = false;
};
struct FailoverNotes {
  Place watches, to, share, at, through;
  std::string through_what;         // "the number port": what carries the redirection, as said; or nothing
  bool through_number = false;      // it is a number port
  bool detect_typed = false;        // by the file
  bool dual_enabled_typed = false;  // by the file
  bool agents_said = false;
};
struct FaultNotes {
  bool lasts_typed = false;
  bool callbacks = false;  // it says what becomes of callbacks
};

struct EstateDraft {
  EstateSpec spec;
  EstatePlaces places;
  std::vector<std::string> components;  // names, in the order of spec.components
  std::vector<ComponentNotes> component_notes;
  std::vector<Place> needs;            // of spec.needs
  std::vector<bool> need_effect_said;  // by the file, not by the kind
  std::vector<FailoverNotes> failovers;
  std::vector<FaultNotes> faults;
  std::vector<PresetUse> presets;
  std::vector<const VendorPreset*> preset_of;  // by platform; null: none
  std::vector<Place> preset_places;            // of `presets`
};

}  // namespace switchover
