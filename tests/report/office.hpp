// The next readers of our files: LibreOffice for workbooks, xmllint for XML.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace switchover::test {

using Table = std::vector<std::vector<std::string>>;  // rows of cells, as shown

bool has_office();  // says so on the page when it is not there
// Every sheet of the workbook by name, opened and saved as CSV by LibreOffice. Empty when it cannot be
// opened.
std::map<std::string, Table> sheets_of(const std::string& workbook_bytes);
// The sheet as the CSV file that LibreOffice writes.
std::string sheet_csv(const std::string& workbook_bytes, const std::string& sheet);

// What xmllint says against tests/report/junit.xsd; empty: valid.
std::string junit_complaints(const std::string& xml);

}  // namespace switchover::test
