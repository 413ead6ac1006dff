// The folder of --out of the verbs that answer one question: the page, its data, and their own files.
#pragma once
#include <string>
#include <vector>

#include "analysis/report/page.hpp"
#include "app/shell/exit_code.hpp"
#include "app/shell/output_folder.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// `repeat`: the command that gives the same answer.
PageParticulars particulars_of(std::vector<std::string> repeat, const Scenario& scenario);

// report.html and report.json of `page`, then `others`, all or none; says where, unless quiet.
ExitCode write_answer(const std::string& out, bool quiet, const std::string& page,
                      std::vector<OutputFile> others);

}  // namespace switchover
