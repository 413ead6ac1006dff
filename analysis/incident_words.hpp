// An incident in words: what the verdict and the answer say of it, and how it was found out.
#pragma once
#include <string>
#include <vector>

#include "analysis/report_model.hpp"
#include "models/platform/estate.hpp"

namespace switchover {

// How every failover finds out, one line each.
std::vector<std::string> detection_lines(const EstateSpec& estate);
// "NEW takes calls again after 13 m; SERVICE is back after 10 h 54 m."
std::string incident_sentence(const Incident& incident);
// " 2 of 4 promises fail." after the sentence above; empty where nothing is promised.
std::string promises_kept(const std::vector<PromiseRow>& promises);
// "6,350 people never get through (29.0% of the day), 3,320 of them after old.dc1 is healthy again. ..."
std::string incident_answer(const Incident& incident);
// Distribution in a few words: "10 m", "5 m to 15 m".
std::string span_words(const Distribution& law);
// What the lever's row says after its figures: "small", "none", "none (8,800 fewer attempts)".
std::string lever_remark(const IncidentLever& lever);
const char* effect_name(IncidentLever::Effect effect);  // "helps", "small", "none", "unsure", "worse"

}  // namespace switchover
