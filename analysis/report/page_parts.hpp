// The parts of a page (analysis/report/web/DATA.md): sections, blocks, tables, cells, answers, as plain
// values. What is made of them is text; the library that knows JSON stays in page_parts.cpp. Every text is
// cleaned there (clean_text); nothing is escaped for HTML, which is page_html's.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

enum class PageTone { none, pass, fail, warn, undecided };
PageTone tone_of(Verdict verdict);  // pass, fail, undecided
PageTone tone_of_exit(int code);    // 0 pass, 3 undecided, else fail
PageTone tone_of(ReportModel::Word word);
PageTone tone_of_mark(const std::string& mark);  // as promise_mark says it: "ON TARGET" is a pass
const char* tone_name(PageTone tone);            // "pass"

struct PageCell {
  std::string text;
  PageTone tone = PageTone::none;
  std::string link;  // id of a section, picture or table; empty = none
  PageCell() = default;
  PageCell(std::string text_in) : text(std::move(text_in)) {}  // NOLINT: a text is a cell
  PageCell(const char* text_in) : text(text_in) {}             // NOLINT
  PageCell(std::string text_in, PageTone tone_in, std::string link_in = {})
      : text(std::move(text_in)), tone(tone_in), link(std::move(link_in)) {}
};
struct PageColumn {
  std::string title;
  bool right = false;  // figures
  std::string note;    // what it means
};
struct PageTable {
  std::string id;
  std::string title;
  std::vector<PageColumn> columns;
  std::vector<std::vector<PageCell>> rows;
  bool folded = false;  // opens on demand
  std::string note;
};
struct PageBlock {
  enum class Kind { list, table, pictures, code } kind = Kind::list;
  std::vector<std::string> items;  // of a list; ids of pictures
  PageTable table;
  std::string text;  // of code
};
struct PageSection {
  std::string id, title;
  std::string lead;  // what it finds, one sentence, or empty
  std::vector<PageBlock> blocks;

  // Each adds nothing where it is empty, so that a section knows whether it has something to say.
  void list(std::vector<std::string> items);
  void table(PageTable table);
  void pictures(std::vector<std::string> ids);
  void code(std::string text);
  bool has_words() const;  // a lead, list, table or code: more than places for pictures
};
struct PageAnswer {
  std::string id, question, text, detail;
  PageTone tone = PageTone::none;
  std::string link;  // id of a section
};
struct PageVerdict {
  std::string word;  // "NO"; empty without promises
  PageTone tone = PageTone::none;
  std::string sentence, answer;
};
struct PageContent {
  std::string kind;  // "run", "comparison", "drill", "worst-time", "solve", "limit", "fix", "flip"
  std::string name, question, subtitle;
  PageVerdict verdict;
  std::vector<PageAnswer> answers;
  std::vector<PageSection> sections;  // links and answers to sections that are not here lose their link
  std::string pictures;               // JSON text of the object, as page_pictures makes it
};

// report.json: compact, the keys in the order of DATA.md, a line end behind it.
std::string page_json(const PageContent& page);

// A table of words as it stands in Markdown too. align: 'l' or 'r' per column, the last for those that
// follow.
PageTable page_table(std::string id, const TextTable& text, const std::string& align);

// Phrases that stand behind a label in the terminal begin a line here: "none of them" -> "None of them". What
// begins with a name of the input stays: "old.dc1 ...", "dc1 to new: ...".
std::string capitalised(std::string phrase);
// ... and ends with a full stop; empty stays empty.
std::string sentence(std::string phrase);
// "One. Two."
std::string sentences(const std::vector<std::string>& phrases);

// Words as a shell reads them back: quoted where needed.
std::string shell_line(const std::vector<std::string>& words);

}  // namespace switchover
