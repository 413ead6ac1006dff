// What the sheets of both workbooks share: headings, verdict words and their colours, figures by unit.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/report/spreadsheet.hpp"
#include "analysis/report_model.hpp"

namespace switchover::spreadsheet {

std::vector<Cell> headings(const std::vector<std::string>& texts);
// A heading over a table: a blank row before it (not at the top), then the words.
void begin_section(Sheet& sheet, const std::string& words);

Form form_of(Unit unit);
Form change_form_of(Unit unit);
// For people: seconds from ten minutes on as h:mm:ss. number(value, form_of(unit)) keeps the unit.
Cell figure(std::optional<double> value, Unit unit);
Cell change(std::optional<double> value, Unit unit);  // of shares: in points
// Value, then both ends of its range: three cells.
void put_estimate(std::vector<Cell>& row, const Estimate& estimate, Unit unit);
void put_change(std::vector<Cell>& row, const Estimate& estimate, Unit unit);

Tone tone_of(ReportModel::Word word);
Tone tone_of_mark(const std::string& mark);  // "PASS", "WARN" ...
// "better", "worse", "tied" by the paired range; empty where there is none.
std::string effect_word(const Estimate& change, bool higher_is_better);

// Colours for cells that say PASS, FAIL, ... or better, worse, tied.
void colour_marks(Sheet& sheet, const Area& area);
void colour_effects(Sheet& sheet, const Area& area);

// "Program", "Seed", ...: label and value, a row each, over the columns given.
void put_particulars(Sheet& sheet, const RunParticulars& run, std::size_t last_column);
Sheet inputs_sheet(const std::vector<InputFile>& files, const std::vector<Problem>& lints,
                   const std::vector<std::string>& notes);
Sheet assumptions_sheet(const std::vector<Assumption>& assumptions, const std::vector<FlipRow>& flips);

}  // namespace switchover::spreadsheet
