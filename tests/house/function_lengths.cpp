#include "tests/house/function_lengths.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace switchover::house {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Blanker {
 public:
  explicit Blanker(const std::string& text) : text_(text), code_(text) {}

  std::string blank() {
    bool line_begins = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#' && line_begins) {
        skip_preprocessor_line();
      } else if (text_.compare(at_, 2, "//") == 0) {
        erase_to(text_.find('\n', at_));
      } else if (text_.compare(at_, 2, "/*") == 0) {
        erase_to(after(text_.find("*/", at_ + 2), 2));
      } else if (c == '"' && at_ > 0 && text_[at_ - 1] == 'R') {
        const std::size_t open = text_.find('(', at_);
        const std::string close = ")" + text_.substr(at_ + 1, after(open, 0) - at_ - 1) + "\"";
        erase_to(after(text_.find(close, at_), close.size()));
      } else if (c == '"' || (c == '\'' && !separates_digits())) {
        skip_quoted(c);
      } else {
        if (c == '\n') line_begins = true;
        if (c != '\n' && c != ' ') line_begins = false;
        ++at_;
        continue;
      }
      line_begins = false;
    }
    return code_;
  }

 private:
  std::size_t after(std::size_t found, std::size_t length) const {
    return found == std::string::npos ? text_.size() : found + length;
  }
  void erase_to(std::size_t end) {
    for (end = after(end, 0); at_ < end; ++at_) {
      if (text_[at_] != '\n') code_[at_] = ' ';
    }
  }
  void skip_preprocessor_line() {
    std::size_t end = text_.find('\n', at_);
    while (end != std::string::npos && text_[end - 1] == '\\') end = text_.find('\n', end + 1);
    erase_to(end);
  }
  void skip_quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? std::size_t{2} : std::size_t{1};
    }
    erase_to(end < text_.size() ? end + 1 : text_.size());
  }
  // The mark in 1'000'000: it stands in a word that begins with a digit.
  bool separates_digits() const {
    std::size_t start = at_;
    while (start > 0 && (is_word(text_[start - 1]) || text_[start - 1] == '\'')) --start;
    return start < at_ && std::isdigit(static_cast<unsigned char>(text_[start])) != 0;
  }

  const std::string& text_;
  std::string code_;
  std::size_t at_ = 0;
};

// What stands before a brace: a namespace or a type, whose inside holds functions; a function; or data.
enum class Brace { scope, function, data };

// The words of the head outside all parentheses and outside template <...>.
std::string outer_words(const std::string& head) {
  std::string outer;
  int parentheses = 0, angles = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '(') ++parentheses;
    if (head[i] == ')') --parentheses;
    if (head[i] == '<' && (angles > 0 || outer.find("template") != std::string::npos)) ++angles;
    if (parentheses == 0 && angles == 0) outer += head[i];
    if (head[i] == '>' && angles > 0) --angles;
  }
  return outer;
}

bool has_word(const std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word(text[at - 1]);
    const bool ends = at + word.size() >= text.size() || !is_word(text[at + word.size()]);
    if (begins && ends) return true;
  }
  return false;
}

Brace kind_of(const std::string& head) {
  int open = 0;
  for (const char c : head) open += (c == '(') - (c == ')');
  if (open > 0) return Brace::data;
  const std::string outer = outer_words(head);
  for (const char* word : {"namespace", "class", "struct", "union", "enum", "extern"}) {
    if (has_word(outer, word)) return Brace::scope;
  }
  // The body of a function stands off from its head; the braces of a member's value do not: a_{1}.
  const bool stands_off = !head.empty() && (head.back() == ' ' || head.back() == '\n' || head.back() == ')');
  return head.find(')') != std::string::npos && stands_off ? Brace::function : Brace::data;
}

// Place of the brace that closes the one at `open`; the end of the text when there is none.
std::size_t closing(const std::string& code, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < code.size(); ++at) {
    depth += (code[at] == '{') - (code[at] == '}');
    if (depth == 0) return at;
  }
  return code.size();
}

// Lines inside the outermost braces that hold no statement, between two places of the code.
std::size_t table_lines_between(const std::string& code, std::size_t begin, std::size_t end) {
  std::size_t lines = 0;
  for (std::size_t at = begin; at < end; ++at) {
    if (code[at] != '{') continue;
    const std::size_t last = closing(code, at);
    const std::string inside = code.substr(at, last - at);
    if (inside.find(';') != std::string::npos) continue;  // a block: look for tables inside it
    lines += static_cast<std::size_t>(std::count(inside.begin(), inside.end(), '\n'));
    at = last;
  }
  return lines;
}

bool is_access_label(const std::string& head) {
  return head == "public" || head == "private" || head == "protected";
}

std::string one_line(const std::string& head) {
  std::string line;
  for (const char c : head) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank || (!line.empty() && line.back() != ' ')) line += blank ? ' ' : c;
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line.substr(0, 80);
}

}  // namespace

std::string code_only(const std::string& text) { return Blanker(text).blank(); }

std::vector<FunctionExtent> functions_of(const std::string& text) {
  const std::string code = code_only(text);
  std::vector<FunctionExtent> functions;
  std::string head;
  std::size_t line = 1, head_line = 1;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '\n') ++line;
    if (c == ';' || c == '}' || (c == ':' && is_access_label(head))) {
      head.clear();
    } else if (c == '{') {
      const Brace kind = kind_of(head);
      if (kind == Brace::scope) {
        head.clear();
        continue;
      }
      const std::size_t begin = at, end = closing(code, at);
      for (; at < end; ++at) line += code[at] == '\n';
      if (kind == Brace::function) {
        functions.push_back({head_line, line, table_lines_between(code, begin + 1, end), one_line(head)});
        head.clear();
      } else {
        head += "{}";
      }
    } else {
      const bool blank = c == ' ' || c == '\n';
      if (head.empty() && !blank) head_line = line;
      if (!head.empty() || !blank) head += c;
    }
  }
  return functions;
}

}  // namespace switchover::house
