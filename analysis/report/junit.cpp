#include "analysis/report/junit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/wording.hpp"

namespace switchover {

namespace {

enum class Outcome { passed, failure, error, skipped };

struct TestCase {
  std::string name;
  Outcome outcome = Outcome::passed;
  std::string type, message;  // of a failure, an error or what was skipped
  std::string details;        // in the element
  std::string said;           // system-out
};
struct TestSuite {
  std::string name;
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<TestCase> cases;
  std::string said;

  std::size_t count(Outcome outcome) const {
    return static_cast<std::size_t>(std::count_if(
        cases.begin(), cases.end(), [outcome](const TestCase& one) { return one.outcome == outcome; }));
  }
};

std::string attribute(const char* name, const std::string& value) {
  return fmt::format(" {}=\"{}\"", name, xml_text(value));
}

const char* element_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::failure:
      return "failure";
    case Outcome::error:
      return "error";
    case Outcome::skipped:
      return "skipped";
    case Outcome::passed:
      return "";
  }
  return "";
}

std::string case_xml(const TestSuite& suite, const TestCase& one) {
  std::string out =
      "    <testcase" + attribute("classname", suite.name) + attribute("name", one.name) + " time=\"0\"";
  if (one.outcome == Outcome::passed && one.said.empty()) return out + "/>\n";
  out += ">\n";
  if (one.outcome != Outcome::passed) {
    const char* const element = element_of(one.outcome);
    out += fmt::format("      <{}", element) + attribute("message", one.message);
    if (one.outcome != Outcome::skipped) out += attribute("type", one.type);
    out += one.details.empty() ? "/>\n" : fmt::format(">{}</{}>\n", xml_text(one.details), element);
  }
  if (!one.said.empty()) out += "      <system-out>" + xml_text(one.said) + "</system-out>\n";
  return out + "    </testcase>\n";
}

std::string suite_xml(const TestSuite& suite) {
  std::string out = "  <testsuite" + attribute("name", suite.name) +
                    fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\">\n",
                                suite.cases.size(), suite.count(Outcome::failure),
                                suite.count(Outcome::error), suite.count(Outcome::skipped));
  if (!suite.properties.empty()) {
    out += "    <properties>\n";
    for (const auto& [name, value] : suite.properties) {
      out += "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
    }
    out += "    </properties>\n";
  }
  for (const TestCase& one : suite.cases) out += case_xml(suite, one);
  if (!suite.said.empty()) out += "    <system-out>" + xml_text(suite.said) + "</system-out>\n";
  return out + "  </testsuite>\n";
}

// Suites of the same name get "(2)", "(3)" behind it, so that no reader takes two for one.
void tell_apart(std::vector<TestSuite>& suites) {
  std::vector<std::string> given;
  for (TestSuite& suite : suites) {
    const std::string name = suite.name;
    for (int n = 2; std::find(given.begin(), given.end(), suite.name) != given.end(); ++n) {
      suite.name = fmt::format("{} ({})", name, n);
    }
    given.push_back(suite.name);
  }
}

std::string document(std::vector<TestSuite> suites) {
  tell_apart(suites);
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
  for (const TestSuite& suite : suites) {
    tests += suite.cases.size();
    failures += suite.count(Outcome::failure);
    errors += suite.count(Outcome::error);
    skipped += suite.count(Outcome::skipped);
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format(
      "<testsuites name=\"switchover\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" "
      "time=\"0\">\n",
      tests, failures, errors, skipped);
  for (const TestSuite& suite : suites) out += suite_xml(suite);
  return out + "</testsuites>\n";
}

std::string promise_details(const PromiseRow& row) {
  const Judgement& judgement = row.judgement;
  std::string text =
      fmt::format("{}\nfound {} (range {}, {} runs), asked {} {}", row.text, found_text(row),
                  range_text(judgement.found.range, judgement.unit), judgement.found.n,
                  to_string(judgement.comparison), value_text(judgement.threshold, judgement.unit));
  if (!judgement.note.empty()) text += "\n" + judgement.note;
  if (!row.place.file.empty()) text += "\n" + to_string(row.place);
  return text;
}

// `decides`: no must failed, so an undecided one is why the exit code is 3.
TestCase case_of(const PromiseRow& row, bool decides) {
  TestCase one;
  one.name = row.text;
  const std::string found = fmt::format("{}: found {}", promise_mark(row), found_text(row));
  switch (row.judgement.verdict) {
    case Verdict::fail:
      one.outcome = row.must ? Outcome::failure : Outcome::passed;
      one.type = "promise";
      break;
    case Verdict::undecided:
      one.outcome = !row.must ? Outcome::passed : decides ? Outcome::failure : Outcome::skipped;
      one.type = "undecided";
      break;
    default:
      break;
  }
  if (one.outcome == Outcome::passed) {
    if (row.judgement.verdict != Verdict::pass) one.said = found + "\n" + promise_details(row);
  } else {
    one.message = found;
    one.details = promise_details(row);
  }
  return one;
}

void add_promises(const std::vector<PromiseRow>& rows, TestSuite& suite) {
  const bool decides = std::none_of(rows.begin(), rows.end(), [](const PromiseRow& row) {
    return row.must && row.judgement.verdict == Verdict::fail;
  });
  for (const PromiseRow& row : rows) suite.cases.push_back(case_of(row, decides));
}

void add_checks(const std::vector<SelfCheck>& checks, TestSuite& suite) {
  for (const SelfCheck& check : checks) {
    if (check.ok) continue;
    suite.cases.push_back(
        {"self-check: " + check.name, Outcome::error, "self-check", check.detail, check.detail, {}});
  }
}

void add_baseline(const BaselineReport& baseline, TestSuite& suite) {
  for (const BaselineRow& row : baseline.rows) {
    TestCase one;
    one.name = "baseline: " + (row.plan.empty() ? row.figure : row.plan + ": " + row.figure);
    const std::string change =
        fmt::format("was {}, is {}: {}", value_text(row.then, row.unit), value_text(row.now, row.unit),
                    change_text(row.difference, row.unit));
    if (row.regression) {
      one.outcome = Outcome::failure;
      one.type = "regression";
      one.message = one.details = change;
      for (const std::string& cause : baseline.changed) one.details += "\n" + cause;
    } else if (row.improved) {
      one.said = "improved: " + change;
    }
    suite.cases.push_back(std::move(one));
  }
}

std::vector<std::pair<std::string, std::string>> properties_of(const std::string& file,
                                                               const RunParticulars& run) {
  return {{"file", file},
          {"version", run.version},
          {"seed", std::to_string(run.seed)},
          {"runs", std::to_string(run.runs)}};
}

TestSuite suite_of(const ReportModel& report) {
  TestSuite suite;
  suite.name = report.scenario.empty() ? report.file : report.scenario;
  suite.properties = properties_of(report.file, report.run);
  add_promises(report.promises, suite);
  add_checks(report.checks, suite);
  if (report.baseline) add_baseline(*report.baseline, suite);
  suite.said = fmt::format("VERDICT {}. {}", verdict_word(report), report.sentence);
  if (!report.answer.empty()) suite.said += "\n" + report.answer;
  if (report.fix && !report.fix->sentence.empty()) suite.said += "\nFix: " + report.fix->sentence;
  return suite;
}

TestSuite suite_of(const UnreadInput& unread) {
  TestSuite suite;
  suite.name = unread.file;
  TestCase one{"the scenario can be read", Outcome::error, "input", {}, {}, {}};
  for (const Problem& problem : unread.problems) {
    one.details += (one.details.empty() ? "" : "\n") + to_string(problem);
  }
  one.message = unread.problems.empty() ? "cannot be read" : to_string(unread.problems.front());
  suite.cases.push_back(std::move(one));
  return suite;
}

}  // namespace

std::string xml_text(const std::string& text) {
  // Line breaks of ours are kept; the names in the text have lost theirs.
  std::string out;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    for (const char c : clean_text(text.substr(from, to - from))) {
      switch (c) {
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '&':
          out += "&amp;";
          break;
        case '"':
          out += "&quot;";
          break;
        default:
          out += c;
      }
    }
    if (to < text.size()) out += "\n";
    from = to + 1;
  }
  return out;
}

std::string junit_xml(const std::vector<ReportModel>& reports, const std::vector<UnreadInput>& unread) {
  std::vector<TestSuite> suites;
  for (const UnreadInput& one : unread) suites.push_back(suite_of(one));
  for (const ReportModel& report : reports) suites.push_back(suite_of(report));
  return document(std::move(suites));
}

std::string junit_xml(const PlanComparison& comparison) {
  std::vector<TestSuite> suites;
  for (std::size_t p = 0; p < comparison.plans.size(); ++p) {
    const ComparedPlan& plan = comparison.plans[p];
    TestSuite suite;
    suite.name = plan.name;
    RunParticulars run = comparison.run;
    run.runs = plan.runs;
    suite.properties = properties_of(plan.file, run);
    for (const std::string& setting : plan.settings) suite.properties.emplace_back("set", setting);
    std::vector<PromiseRow> rows;
    for (const ComparedPromise& promise : comparison.promises) {
      const bool asked = p < promise.rows.size() && !promise.rows[p].text.empty();
      if (asked) rows.push_back(promise.rows[p]);
    }
    add_promises(rows, suite);
    if (!plan.sound) {
      suite.cases.push_back({"self-checks", Outcome::error, "self-check", "a self-check failed", {}, {}});
    }
    suite.said = plan.sentence;
    suites.push_back(std::move(suite));
  }
  return document(std::move(suites));
}

}  // namespace switchover
