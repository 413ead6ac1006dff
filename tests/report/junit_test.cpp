// JUnit XML: valid for those who read it, each promise told as what it is.
#include "analysis/report/junit.hpp"

#include <catch2/catch.hpp>

#include "tests/report/office.hpp"
#include "tests/report/sample_reports.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("JUnit: a failed must is a failure, a failed warning only says so") {
  const std::string xml = junit_xml({sample_report("billing")});
  CHECK(junit_complaints(xml) == "");
  // 4 promises and 2 figures of the baseline; the undecided must decides nothing here.
  CHECK(xml.find("<testsuites name=\"switchover\" tests=\"6\" failures=\"2\" errors=\"0\" skipped=\"1\"") !=
        std::string::npos);
  CHECK(count(xml, "<failure") == 2);
  CHECK(xml.find("type=\"promise\"") != std::string::npos);
  CHECK(xml.find("type=\"regression\"") != std::string::npos);
  CHECK(xml.find("the data changed (staff.csv)") != std::string::npos);
  CHECK(xml.find("<skipped message=\"UNDECIDED: found 61.0%\"") != std::string::npos);
  CHECK(xml.find("<system-out>WARN: found 61.0%") != std::string::npos);
  CHECK(xml.find("monday.toml:12:9") != std::string::npos);
}

TEST_CASE("JUnit: an undecided must is a failure only where it decides the exit code") {
  ReportModel report = sample_report("billing");
  report.promises.erase(report.promises.begin());  // the one that fails
  report.baseline.reset();
  const std::string xml = junit_xml({report});
  CHECK(junit_complaints(xml) == "");
  CHECK(count(xml, "<failure") == 1);
  CHECK(xml.find("type=\"undecided\"") != std::string::npos);
  CHECK(count(xml, "<skipped") == 0);
}

TEST_CASE("JUnit: what cannot be read and what broke are errors") {
  ReportModel report = sample_report("billing");
  report.checks = {{"Little's law", false, "replication 3 of the day"}};
  Problems problems(1);
  problems[0].place = {"bad.toml", 3, 1};
  problems[0].what = "key \"tlak\" is not known";
  problems[0].hint = "did you mean \"talk\"?";
  const std::string xml = junit_xml({report}, {{"bad.toml", problems}});
  CHECK(junit_complaints(xml) == "");
  CHECK(count(xml, "<error") == 2);
  CHECK(xml.find("bad.toml:3:1: key &quot;tlak&quot; is not known") != std::string::npos);
  CHECK(xml.find("self-check: Little's law") != std::string::npos);
  const std::string alone = junit_xml({}, {{"bad.toml", problems}});
  CHECK(junit_complaints(alone) == "");
  CHECK(alone.find("tests=\"1\" failures=\"0\" errors=\"1\"") != std::string::npos);
}

TEST_CASE("JUnit: hostile names stay names, controls go, scenarios of one name are told apart") {
  const std::string bytes = hostile_name + "\x1b[31m\n\xff\xEF\xBF\xBF&]]>";
  const std::string xml = junit_xml({sample_report(bytes), sample_report(bytes)});
  CHECK(junit_complaints(xml) == "");
  CHECK(xml.find("</script>") == std::string::npos);
  CHECK(xml.find("&lt;/script&gt;") != std::string::npos);
  CHECK(xml.find('\x1b') == std::string::npos);
  CHECK(xml.find("]]>") == std::string::npos);
  CHECK(xml.find(" day (2)\" tests=") != std::string::npos);
}

TEST_CASE("JUnit: no scenario and no promise are valid, too") {
  CHECK(junit_complaints(junit_xml(std::vector<ReportModel>{})) == "");
  ReportModel empty;
  empty.file = "empty.toml";
  CHECK(junit_complaints(junit_xml({empty})) == "");
}

TEST_CASE("JUnit: a comparison has a suite per plan") {
  const std::string xml = junit_xml(sample_comparison(hostile_name));
  CHECK(junit_complaints(xml) == "");
  CHECK(count(xml, "<testsuite ") == 2);
  CHECK(count(xml, "<testcase ") == 2);
  CHECK(count(xml, "<failure") == 1);
}

TEST_CASE("JUnit: the schema of the test refuses what is not JUnit") {
  CHECK(junit_complaints("<testsuites><testsuite name=\"a\"/></testsuites>") != "");
  CHECK(junit_complaints("<testsuites><other/></testsuites>") != "");
  CHECK(junit_complaints("<testsuites>") != "");
}
