#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report/page.hpp"
#include "app/shell/output_folder.hpp"
#include "app/shell/print.hpp"
#include "app/verbs/complaints.hpp"
#include "app/verbs/verbs.hpp"
#include "sim/joined.hpp"

namespace switchover {

namespace {

namespace fs = std::filesystem;

struct Page {
  std::string file, html;
};

// Several scenarios were run: their reports stand in folders below.
std::string folders_below(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (fs::is_regular_file(entry.path() / "report.json", error)) found.push_back(entry.path().string());
  }
  std::sort(found.begin(), found.end());
  if (found.size() > 3) {
    found.resize(3);
    found.emplace_back("...");
  }
  return found.empty() ? "--out writes it" : fmt::format("did you mean {}?", joined(found));
}

Expected<std::string> data_of(const fs::path& folder) {
  std::error_code error;
  const fs::path file = folder / "report.json";
  const auto wrong = [](const fs::path& place, const char* what, const std::string& hint = {}) {
    return Problem{{place.string(), 0, 0}, what, hint};
  };
  if (!fs::exists(folder, error)) return wrong(folder, "there is no such folder");
  if (!fs::is_directory(folder, error)) {
    Problem problem = wrong(folder, "this is a file", "give the folder that it stands in");
    return problem;
  }
  if (!fs::exists(file, error)) return wrong(file, "there is no such file", folders_below(folder));
  std::ifstream stream(file, std::ios::binary);
  if (!fs::is_regular_file(file, error) || !stream) return wrong(file, "the file cannot be read");
  std::string data{std::istreambuf_iterator<char>(stream), {}};
  if (stream.bad()) return wrong(file, "the file cannot be read");
  return data;
}

Expected<Page> page_of(const std::string& folder) {
  Expected<std::string> data = data_of(folder);
  if (!data) return data.problems();
  Expected<std::string> html = page_html(data.value());
  if (!html) {
    Problems problems = html.problems();
    for (Problem& problem : problems) problem.place.file = (fs::path(folder) / "report.json").string();
    return problems;
  }
  return Page{(fs::path(folder) / "report.html").string(), std::move(html).value()};
}

}  // namespace

// Nothing is written before everything could be read.
ExitCode run_report(const ReportRequest& request) {
  std::vector<Page> pages;
  Problems problems;
  for (const std::string& folder : request.folders) {
    Expected<Page> page = page_of(folder);
    if (page) {
      pages.push_back(std::move(page).value());
    } else {
      problems.insert(problems.end(), page.problems().begin(), page.problems().end());
    }
  }
  if (!problems.empty()) {
    complain_about(problems);
    return ExitCode::bad_input;
  }
  for (const Page& page : pages) {
    if (const auto problem = write_output_file(page.file, page.html)) {
      print_complaint(fmt::format("switchover: {}\n", clean_text(*problem)));
      return ExitCode::input_output;
    }
    if (request.quiet) continue;
    const double size = std::ceil(static_cast<double>(page.html.size()) / 1000);
    print_answer(fmt::format("Written to {} ({:.0f} kB)\n", clean_text(page.file), size));
  }
  return ExitCode::ok;
}

}  // namespace switchover
