// Laying text out in columns of a terminal: cleaning, measuring, padding, wrapping.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace switchover {

// Names come from files and may hold anything. Control characters (escape sequences, newlines) become '?',
// bytes that are not UTF-8 become U+FFFD, direction marks disappear: what is printed is text, never an
// instruction.
std::string clean_text(std::string_view text);

// Characters as shown: UTF-8 code points, of which combining ones take no room. Wide scripts count as one.
std::size_t shown_width(std::string_view text);

std::string pad_right(std::string_view text, std::size_t width);  // text first, then spaces
std::string pad_left(std::string_view text, std::size_t width);   // spaces first
std::string shortened(std::string_view text, std::size_t width);  // "a long na..."

// A table in words: what Markdown and the page lay out, each in its way.
struct TextTable {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};

// Lines of at most `width` characters, broken at spaces; a longer word stands alone and sticks out. Never
// empty.
std::vector<std::string> wrap(std::string_view text, std::size_t width);
// The wrapped text, its first line behind `first`, the others behind as many spaces, each ended by a newline.
std::string hanging(std::string_view first, std::string_view text, std::size_t width);

}  // namespace switchover
