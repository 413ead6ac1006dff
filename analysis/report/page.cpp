#include "analysis/report/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>

#include "sim/contract.hpp"

// The template, put into the program by cmake/embed_template.cmake.
extern "C" {
extern const char switchover_page_template[];
extern const std::uint64_t switchover_page_template_size;
}

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view slot = "@@DATA@@";
constexpr int deepest = 64;  // nothing that we write comes near it
constexpr std::array<std::string_view, 8> kinds = {"run",   "comparison", "drill", "worst-time",
                                                   "solve", "limit",      "fix",   "flip"};

std::string_view page_template() {
  return {switchover_page_template, static_cast<std::size_t>(switchover_page_template_size)};
}

Problem problem_at(Place place, const std::string& what, const std::string& hint) {
  place.file = "report.json";
  return Problem{place, what, hint};
}
Problem no_page(const std::string& what) { return problem_at({}, what, "give a folder that --out wrote"); }

// The place of a byte, counted from 1.
Place place_of(std::string_view data, std::size_t byte) {
  Place place{"", 1, 1};
  for (const char c : data.substr(0, byte == 0 ? 0 : std::min(byte - 1, data.size()))) {
    ++place.column;
    if (c == '\n') place = {"", place.line + 1, 1};
  }
  return place;
}

Expected<Json> parsed(std::string_view data) {
  bool too_deep = false;
  const auto watch = [&too_deep](int depth, Json::parse_event_t, const Json&) {
    too_deep = too_deep || depth > deepest;
    return depth <= deepest;
  };
  try {
    Json page = Json::parse(data, watch);
    if (!too_deep) return page;
  } catch (const Json::parse_error& error) {
    Problem problem =
        problem_at(place_of(data, error.byte), "this is no JSON", "let the verb write the folder again");
    return problem;
  }
  Problem problem = no_page("this is no data of a report: it is nested too deep");
  return problem;
}

// Is it ours, and of a version that this program knows?
std::optional<Problem> complaint_about(const Json& page) {
  const auto whole = [&](const char* key) {
    return page.is_object() && page.contains(key) && page[key].is_number_integer();
  };
  if (!whole("page")) return no_page("this is no data of a report: it has no number \"page\"");
  const auto version = page["page"].get<std::int64_t>();
  if (version > page_data_version) {
    return problem_at({},
                      fmt::format("this report was made by a later version of the program (page {}; this one "
                                  "knows {})",
                                  version, page_data_version),
                      "use that version, or simulate again with this one");
  }
  const std::string kind =
      page.contains("kind") && page["kind"].is_string() ? page["kind"].get<std::string>() : std::string{};
  if (version < 1 || std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
    return no_page("this is no data of a report: its kind is not known");
  const bool whole_page = page.contains("verdict") && page["verdict"].is_object() &&
                          page.contains("sections") && page["sections"].is_array() &&
                          page.contains("answers") && page["answers"].is_array() &&
                          page.contains("pictures") && page["pictures"].is_object();
  if (!whole_page)
    return no_page("this is no data of a report: it lacks the verdict, answers, sections or pictures");
  return std::nullopt;
}

// In ASCII; nothing in it can end the element that it stands in.
std::string escaped(const Json& page) {
  const std::string text = page.dump(-1, ' ', true, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    if (c == '<' || c == '>' || c == '&') {
      safe += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace

Expected<std::string> page_html(std::string_view data) {
  Expected<Json> page = parsed(data);
  if (!page) return page.problems();
  if (auto wrong = complaint_about(page.value())) return *wrong;
  const std::string_view around = page_template();
  const std::size_t at = around.find(slot);
  demand(at != std::string_view::npos, "the template of reports has no slot for the data");
  std::string html(around.substr(0, at));
  html += escaped(page.value());
  html += around.substr(at + slot.size());
  return html;
}

std::string page_html_of(const std::string& data) {
  Expected<std::string> html = page_html(data);
  demand(html.ok(), "the data of a report that was just made is not understood");
  return std::move(html).value();
}

}  // namespace switchover
