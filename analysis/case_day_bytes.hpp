// CaseDays as bytes and back, exactly: what the store keeps of a block of replications.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/case_runner.hpp"

namespace switchover {

std::string days_to_bytes(const std::vector<CaseDay>& days);
// Nothing when these are not the bytes of so many days, whatever else they are.
std::optional<std::vector<CaseDay>> days_from_bytes(std::string_view bytes, std::size_t days);

std::string corrections_to_bytes(const std::vector<ForecastCorrection>& corrections);
std::optional<std::vector<ForecastCorrection>> corrections_from_bytes(std::string_view bytes);

}  // namespace switchover
