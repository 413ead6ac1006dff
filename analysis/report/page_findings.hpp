// Findings that the page of a run shares with the pages of verbs that ask for one of them alone: what would
// mend it, what could turn it, which files were read, how to repeat it.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analysis/report/page.hpp"
#include "analysis/report/page_parts.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

// Of a search that was made: "What is the cheapest fix?"
PageAnswer fix_answer_of(const FixAnswer& answer);
std::string fix_cost_text(const FixAnswer& answer, const FixTrial& trial);  // "GBP 3,210 a day, ..."
// Of assumptions that were varied: "Which assumption could flip the verdict?"
PageAnswer flip_answer_of(const std::vector<FlipRow>& flips);

// Without anything to say where nothing was tried.
PageSection fix_section(const FixAnswer& answer);
PageSection flips_section(const std::vector<FlipRow>& flips);

// The files with their digests.
PageTable files_table(const std::vector<InputFile>& files);
// The last section: the command to repeat it, then what is to be known of it, name and value.
PageSection particulars_section(const std::vector<std::string>& repeat,
                                const std::vector<std::pair<std::string, std::string>>& rows);

// ... of a verb that answers one question: version, scenario and seed first, the files behind.
PageSection particulars_section(const PageParticulars& particulars, const std::string& scenario,
                                std::uint64_t seed, std::vector<std::pair<std::string, std::string>> rows);

}  // namespace switchover
