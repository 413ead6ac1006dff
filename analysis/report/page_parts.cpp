#include "analysis/report/page_parts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "analysis/report/layout.hpp"
#include "analysis/report/page.hpp"

namespace switchover {
namespace {

using Json = nlohmann::ordered_json;

// Where a link may lead: the sections that are there, their tables and pictures.
std::set<std::string> places_of(const PageContent& page) {
  std::set<std::string> places;
  for (const PageSection& section : page.sections) {
    places.insert(section.id);
    for (const PageBlock& block : section.blocks) {
      if (block.kind == PageBlock::Kind::table) places.insert(block.table.id);
      if (block.kind == PageBlock::Kind::pictures) places.insert(block.items.begin(), block.items.end());
    }
  }
  return places;
}

class Writer {
 public:
  explicit Writer(const PageContent& page) : page_(page), places_(places_of(page)) {}

  Json all() const {
    Json answers = Json::array();
    for (const PageAnswer& answer : page_.answers) answers.push_back(told(answer));
    Json sections = Json::array();
    for (const PageSection& section : page_.sections) sections.push_back(told(section));
    const PageVerdict& verdict = page_.verdict;
    return {{"page", page_data_version},
            {"kind", page_.kind},
            {"name", clean_text(page_.name)},
            {"question", clean_text(page_.question)},
            {"subtitle", clean_text(page_.subtitle)},
            {"verdict",
             {{"word", clean_text(verdict.word)},
              {"tone", tone_name(verdict.tone)},
              {"sentence", clean_text(verdict.sentence)},
              {"answer", clean_text(verdict.answer)}}},
            {"answers", answers},
            {"sections", sections},
            {"pictures", Json::parse(page_.pictures)}};
  }

 private:
  std::string link(const std::string& to) const { return places_.contains(to) ? to : std::string{}; }

  Json told(const PageAnswer& answer) const {
    return {{"id", answer.id},
            {"question", clean_text(answer.question)},
            {"text", clean_text(answer.text)},
            {"detail", clean_text(answer.detail)},
            {"tone", tone_name(answer.tone)},
            {"link", link(answer.link)}};
  }
  Json told(const PageSection& section) const {
    Json blocks = Json::array();
    for (const PageBlock& block : section.blocks) blocks.push_back(told(block));
    return {{"id", section.id},
            {"title", clean_text(section.title)},
            {"lead", clean_text(section.lead)},
            {"blocks", blocks}};
  }
  Json told(const PageBlock& block) const {
    switch (block.kind) {
      case PageBlock::Kind::list: {
        Json items = Json::array();
        for (const std::string& item : block.items) items.push_back(clean_text(item));
        return {{"kind", "list"}, {"items", items}};
      }
      case PageBlock::Kind::table:
        return {{"kind", "table"}, {"table", told(block.table)}};
      case PageBlock::Kind::pictures:
        return {{"kind", "pictures"}, {"ids", block.items}};
      case PageBlock::Kind::code:
        return {{"kind", "code"}, {"text", clean_text(block.text)}};
    }
    return nullptr;
  }
  Json told(const PageTable& table) const {
    Json columns = Json::array();
    for (const PageColumn& column : table.columns) {
      columns.push_back({{"title", clean_text(column.title)},
                         {"align", column.right ? "right" : "left"},
                         {"note", clean_text(column.note)}});
    }
    Json rows = Json::array();
    for (const auto& row : table.rows) {
      Json cells = Json::array();
      for (const PageCell& cell : row) cells.push_back(told(cell));
      rows.push_back(std::move(cells));
    }
    return {{"id", table.id}, {"title", clean_text(table.title)}, {"columns", columns},
            {"rows", rows},   {"folded", table.folded},           {"note", clean_text(table.note)}};
  }
  Json told(const PageCell& cell) const {
    const std::string to = link(cell.link);
    if (cell.tone == PageTone::none && to.empty()) return clean_text(cell.text);
    return {{"text", clean_text(cell.text)}, {"tone", tone_name(cell.tone)}, {"link", to}};
  }

  const PageContent& page_;
  std::set<std::string> places_;
};

bool needs_quotes(const std::string& word) {
  constexpr std::string_view plain = "+-./:=,@%_";
  return word.empty() || std::any_of(word.begin(), word.end(), [&](char c) {
           const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           return !letter && plain.find(c) == std::string_view::npos;
         });
}

}  // namespace

PageTone tone_of_exit(int code) {
  return code == 0 ? PageTone::pass : code == 3 ? PageTone::undecided : PageTone::fail;
}

PageTone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::on_target:
      return PageTone::pass;
    case Verdict::fail:
      return PageTone::fail;
    case Verdict::undecided:
      return PageTone::undecided;
  }
  return PageTone::none;
}

PageTone tone_of(ReportModel::Word word) {
  switch (word) {
    case ReportModel::Word::yes:
      return PageTone::pass;
    case ReportModel::Word::no:
      return PageTone::fail;
    case ReportModel::Word::undecided:
      return PageTone::undecided;
    case ReportModel::Word::none:
      return PageTone::none;
  }
  return PageTone::none;
}

PageTone tone_of_mark(const std::string& mark) {
  if (mark == "PASS" || mark == "ON TARGET") return PageTone::pass;
  if (mark == "FAIL") return PageTone::fail;
  if (mark == "WARN") return PageTone::warn;
  return mark == "UNDECIDED" ? PageTone::undecided : PageTone::none;
}

const char* tone_name(PageTone tone) {
  switch (tone) {
    case PageTone::none:
      return "none";
    case PageTone::pass:
      return "pass";
    case PageTone::fail:
      return "fail";
    case PageTone::warn:
      return "warn";
    case PageTone::undecided:
      return "undecided";
  }
  return "";
}

PageTable page_table(std::string id, const TextTable& text, const std::string& align) {
  PageTable table;
  table.id = std::move(id);
  for (std::size_t k = 0; k < text.head.size(); ++k) {
    const char side = align.empty() ? 'l' : align[std::min(k, align.size() - 1)];
    table.columns.push_back({text.head[k], side == 'r', ""});
  }
  for (const std::vector<std::string>& row : text.rows) table.rows.emplace_back(row.begin(), row.end());
  return table;
}

void PageSection::list(std::vector<std::string> items) {
  if (items.empty()) return;
  PageBlock block;
  block.items = std::move(items);
  blocks.push_back(std::move(block));
}

void PageSection::table(PageTable table) {
  if (table.rows.empty()) return;
  PageBlock block;
  block.kind = PageBlock::Kind::table;
  block.table = std::move(table);
  blocks.push_back(std::move(block));
}

void PageSection::pictures(std::vector<std::string> ids) {
  if (ids.empty()) return;
  PageBlock block;
  block.kind = PageBlock::Kind::pictures;
  block.items = std::move(ids);
  blocks.push_back(std::move(block));
}

void PageSection::code(std::string text) {
  if (text.empty()) return;
  PageBlock block;
  block.kind = PageBlock::Kind::code;
  block.text = std::move(text);
  blocks.push_back(std::move(block));
}

bool PageSection::has_words() const {
  return !lead.empty() || std::any_of(blocks.begin(), blocks.end(), [](const PageBlock& block) {
    return block.kind != PageBlock::Kind::pictures;
  });
}

std::string capitalised(std::string phrase) {
  std::string first = phrase.substr(0, phrase.find(' '));
  while (!first.empty() && std::string_view(",;:.").find(first.back()) != std::string_view::npos) {
    first.pop_back();
  }
  // A word of the language has small letters only, and perhaps a hyphen.
  const bool word = !first.empty() && std::all_of(first.begin(), first.end(),
                                                  [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
  if (word && first.front() != '-') phrase[0] = static_cast<char>(phrase[0] - 'a' + 'A');
  return phrase;
}

std::string sentence(std::string phrase) {
  if (phrase.empty()) return phrase;
  phrase = capitalised(std::move(phrase));
  if (std::string_view(".!?").find(phrase.back()) == std::string_view::npos) phrase += '.';
  return phrase;
}

std::string sentences(const std::vector<std::string>& phrases) {
  std::string text;
  for (const std::string& phrase : phrases) {
    if (!phrase.empty()) text += (text.empty() ? "" : " ") + sentence(phrase);
  }
  return text;
}

std::string page_json(const PageContent& page) { return Writer(page).all().dump() + "\n"; }

std::string shell_line(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) {
    if (!line.empty()) line += ' ';
    if (!needs_quotes(word)) {
      line += word;
      continue;
    }
    line += '\'';
    for (const char c : word) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

}  // namespace switchover
