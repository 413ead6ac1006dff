// The one file that knows libxlsxwriter.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <system_error>
#include <tuple>

#include "analysis/report/layout.hpp"
#include "analysis/report/spreadsheet.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover::spreadsheet {

namespace {

constexpr std::size_t longest_text = 32'000;  // bytes; a cell holds 32,767 characters

// The library writes to a name, and a memory file has one: nothing touches the disk that is not asked for.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  bool is_open() const { return descriptor_ >= 0; }
  std::string name() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

  std::optional<std::string> content() const {
    const off_t size = lseek(descriptor_, 0, SEEK_END);
    if (size < 0) return std::nullopt;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t got =
          pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
      if (got <= 0) return std::nullopt;
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int descriptor_;
};

const char* format_of(Form form) {
  switch (form) {
    case Form::general:
      return "General";
    case Form::whole:
    case Form::money:
      return "#,##0";
    case Form::count:  // small means keep a decimal
      return "[>=100]#,##0;[<=-100]-#,##0;#,##0.0";
    case Form::decimal:
      return "#,##0.0";
    case Form::share:
      return "0.0%";
    case Form::percent:  // on axes
      return "0%";
    case Form::seconds:
      return "[>=100]#,##0\" s\";#,##0.0\" s\"";
    case Form::duration:
      return "[h]:mm:ss";
    case Form::change:  // never "-0.0"
      return "[>=0.05]+#,##0.0;[<=-0.05]-#,##0.0;\"0.0\"";
    case Form::points:
      return "[>=0.05]+0.0\" pts\";[<=-0.05]-0.0\" pts\";\"0.0 pts\"";
    case Form::change_seconds:
      return "[>=0.05]+#,##0.0\" s\";[<=-0.05]-#,##0.0\" s\";\"0.0 s\"";
    case Form::date:
      return "yyyy-mm-dd";
    case Form::clock:
      return "hh:mm";
    case Form::date_time:
      return "yyyy-mm-dd hh:mm";
  }
  return "General";
}

void paint(lxw_format* format, lxw_color_t paper, lxw_color_t ink) {
  format_set_bg_color(format, paper);
  format_set_font_color(format, ink);
}

void apply(lxw_format* format, Tone tone) {
  switch (tone) {
    case Tone::plain:
      break;
    case Tone::title:
      format_set_bold(format);
      format_set_font_size(format, 16);
      break;
    case Tone::section:
      format_set_bold(format);
      format_set_font_size(format, 12);
      format_set_font_color(format, 0x1F3864);
      break;
    case Tone::heading:
      format_set_bold(format);
      paint(format, 0x1F3864, 0xFFFFFF);
      break;
    case Tone::strong:
      format_set_bold(format);
      break;
    case Tone::good:
      paint(format, 0xC6EFCE, 0x006100);
      break;
    case Tone::bad:
      paint(format, 0xFFC7CE, 0x9C0006);
      break;
    case Tone::unsure:
      paint(format, 0xFFEB9C, 0x7F4F00);
      break;
    case Tone::muted:
      format_set_font_color(format, 0x7F7F7F);
      break;
  }
}

bool is_title(Tone tone) { return tone == Tone::title || tone == Tone::section; }

std::string cell_text(const std::string& text) {
  std::string clean = clean_text(text);
  if (clean.size() <= longest_text) return clean;
  clean.resize(longest_text);
  while ((static_cast<unsigned char>(clean.back()) & 0xC0U) == 0x80U) clean.pop_back();
  clean.pop_back();  // the first byte of a character that was cut
  return clean + "...";
}

// In titles of charts the library takes a leading "=" for a reference.
std::string chart_text(const std::string& text) {
  std::string clean = shortened(clean_text(text), 120);
  if (clean.starts_with('=')) clean.insert(0, " ");
  return clean;
}

lxw_row_t row_of(std::size_t row) { return static_cast<lxw_row_t>(row); }
lxw_col_t column_of(std::size_t column) { return static_cast<lxw_col_t>(column); }

class Writer {
 public:
  Writer(const Workbook& workbook, const std::string& file)
      : workbook_(workbook), book_(workbook_new(file.c_str())) {}

  lxw_error write() {
    if (book_ == nullptr) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    set_properties();
    std::vector<std::string> wanted;
    for (const Sheet& sheet : workbook_.sheets) wanted.push_back(sheet.name);
    const std::vector<std::string> names = sheet_names(wanted);
    for (std::size_t s = 0; s < names.size(); ++s) {
      lxw_worksheet* made = workbook_add_worksheet(book_, names[s].c_str());
      if (made == nullptr) {
        keep(LXW_ERROR_SHEETNAME_ALREADY_USED);
        break;
      }
      lay_out(made, names[s], workbook_.sheets[s]);
    }
    keep(workbook_close(book_));  // closed, and freed, whatever went wrong before
    return first_error_;
  }

 private:
  void keep(lxw_error error) {
    if (first_error_ == LXW_NO_ERROR) first_error_ = error;
  }

  void set_properties() {
    std::string title = cell_text(workbook_.title), subject = cell_text(workbook_.subject);
    std::string company = "switchover";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.company = company.data();
    properties.created = static_cast<time_t>(seconds_between(WallClock{}, workbook_.created));
    keep(workbook_set_properties(book_, &properties));
  }

  enum class Side { as_is, left, right };

  lxw_format* format_of_cell(Form form, Tone tone, bool wraps, Side side = Side::as_is) {
    lxw_format*& format = formats_[{form, tone, wraps, side}];
    if (format != nullptr) return format;
    format = workbook_add_format(book_);
    format_set_num_format(format, format_of(form));
    apply(format, tone);
    if (wraps) format_set_text_wrap(format);
    format_set_align(format, tone == Tone::heading ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
    if (side == Side::right) format_set_align(format, LXW_ALIGN_RIGHT);
    if (side == Side::left) {
      format_set_align(format, LXW_ALIGN_LEFT);
      format_set_indent(format, 1);  // so that text keeps its distance from the number before it
    }
    return format;
  }

  // Headings stand where the cells below them do.
  static Side side_of(const Sheet& sheet, std::size_t row, std::size_t column) {
    const Cell& cell = sheet.rows[row][column];
    if (is_title(cell.tone)) return Side::as_is;
    if (cell.tone != Tone::heading) return cell.form == Form::general ? Side::left : Side::right;
    for (std::size_t r = row + 1; r < sheet.rows.size() && column < sheet.rows[r].size(); ++r) {
      const Cell& below = sheet.rows[r][column];
      if (below.tone == Tone::heading) break;
      if (std::holds_alternative<double>(below.value)) return Side::right;
    }
    return Side::left;
  }

  void put(lxw_worksheet* to, const Sheet& sheet, std::size_t row, std::size_t column) {
    const Cell& cell = sheet.rows[row][column];
    const lxw_row_t r = row_of(row);
    const lxw_col_t c = column_of(column);
    if (const auto* text = std::get_if<std::string>(&cell.value)) {
      lxw_format* format =
          format_of_cell(Form::general, cell.tone, !is_title(cell.tone), side_of(sheet, row, column));
      // An empty text would be dropped, and its colour with it.
      keep(text->empty() ? worksheet_write_blank(to, r, c, format)
                         : worksheet_write_string(to, r, c, cell_text(*text).c_str(), format));
    } else if (const auto* value = std::get_if<double>(&cell.value)) {
      keep(worksheet_write_number(to, r, c, *value, format_of_cell(cell.form, cell.tone, false)));
    } else if (const auto* clock = std::get_if<WallClock>(&cell.value)) {
      lxw_datetime when{clock->year, clock->month,  clock->day,
                        clock->hour, clock->minute, static_cast<double>(clock->second)};
      keep(
          worksheet_write_datetime(to, r, c, &when, format_of_cell(cell.form, cell.tone, false, Side::left)));
    } else if (cell.tone != Tone::plain) {
      keep(worksheet_write_blank(to, r, c, format_of_cell(Form::general, cell.tone, false)));
    }
  }

  // The text is written once more into the first cell: a merged range is laid over what is there.
  void merge(lxw_worksheet* to, const Sheet& sheet, const Area& area) {
    const Cell& cell = sheet.rows.at(area.first_row).at(area.first_column);
    const auto* text = std::get_if<std::string>(&cell.value);
    const std::string shown = text != nullptr ? cell_text(*text) : std::string{};
    keep(worksheet_merge_range(to, row_of(area.first_row), column_of(area.first_column),
                               row_of(area.last_row), column_of(area.last_column), shown.c_str(),
                               format_of_cell(Form::general, cell.tone, !is_title(cell.tone),
                                              side_of(sheet, area.first_row, area.first_column))));
    double room = 0;
    for (std::size_t c = area.first_column; c <= area.last_column; ++c) {
      room += c < sheet.widths.size() ? sheet.widths[c] : 9;
    }
    set_height(to, area.first_row, cell, lines_of(shown, room));
  }

  // As the text breaks in a column of this width; not every reader works it out when it opens the file.
  static std::size_t lines_of(const std::string& shown, double width) {
    const auto columns = std::max<std::size_t>(4, static_cast<std::size_t>(width));
    std::size_t lines = 0;
    for (const std::string& line : wrap(shown, columns)) {  // a long word is broken anywhere
      lines += std::max<std::size_t>(1, (shown_width(line) + columns - 1) / columns);
    }
    return lines;
  }

  void set_height(lxw_worksheet* to, std::size_t row, const Cell& cell, std::size_t lines) {
    const double line = cell.tone == Tone::title ? 22 : 15;
    const double height =
        line * static_cast<double>(std::min<std::size_t>(lines, 27));  // a row has 409 points
    if (height > 15) keep(worksheet_set_row(to, row_of(row), height, nullptr));
  }

  // Merged texts have set theirs.
  void set_heights(lxw_worksheet* to, const Sheet& sheet) {
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      std::size_t lines = 1;
      const bool merged = std::any_of(sheet.merged.begin(), sheet.merged.end(),
                                      [r](const Area& area) { return area.first_row == r; });
      if (merged) continue;
      for (std::size_t c = 0; c < sheet.rows[r].size() && c < sheet.widths.size(); ++c) {
        const Cell& cell = sheet.rows[r][c];
        const auto* text = std::get_if<std::string>(&cell.value);
        if (text == nullptr || is_title(cell.tone)) continue;
        lines = std::max(lines, lines_of(cell_text(*text), sheet.widths[c] - 1));
      }
      set_height(to, r, Cell{}, lines);
    }
  }

  void colour(lxw_worksheet* to, const ColourRule& rule) {
    std::string word = "\"" + rule.word + "\"";
    lxw_conditional_format conditional{};
    if (rule.when == ColourRule::When::data_bar) {
      conditional.type = LXW_CONDITIONAL_DATA_BAR;
      conditional.data_bar_2010 = LXW_TRUE;
      conditional.bar_solid = LXW_TRUE;
      conditional.bar_color = 0x9DC3E6;
      conditional.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
      conditional.min_value = 0;
    } else {
      conditional.type = LXW_CONDITIONAL_TYPE_CELL;
      conditional.format = rule_format(rule.tone);
      conditional.value = rule.bound;
      if (rule.when == ColourRule::When::word) {
        conditional.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
        conditional.value_string = word.data();
      } else {
        conditional.criteria = rule.when == ColourRule::When::below ? LXW_CONDITIONAL_CRITERIA_LESS_THAN
                                                                    : LXW_CONDITIONAL_CRITERIA_GREATER_THAN;
      }
    }
    const Area& area = rule.area;
    keep(worksheet_conditional_format_range(to, row_of(area.first_row), column_of(area.first_column),
                                            row_of(area.last_row), column_of(area.last_column),
                                            &conditional));
  }

  lxw_format* rule_format(Tone tone) {
    lxw_format*& format = rule_formats_[tone];
    if (format == nullptr) apply(format = workbook_add_format(book_), tone);
    return format;
  }

  void draw(lxw_worksheet* to, const std::string& sheet, const Chart& chart) {
    lxw_chart* drawn = workbook_add_chart(book_, chart.lines ? LXW_CHART_LINE : LXW_CHART_COLUMN);
    constexpr lxw_color_t inks[] = {0x1F3864, 0xC55A11, 0x548235, 0x7F7F7F};
    std::size_t k = 0;
    for (const Series& one : chart.series) {
      lxw_chart_series* series = chart_add_series(drawn, nullptr, nullptr);
      const Area& x = chart.categories;
      const Area& y = one.values;
      chart_series_set_categories(series, sheet.c_str(), row_of(x.first_row), column_of(x.first_column),
                                  row_of(x.last_row), column_of(x.last_column));
      chart_series_set_values(series, sheet.c_str(), row_of(y.first_row), column_of(y.first_column),
                              row_of(y.last_row), column_of(y.last_column));
      chart_series_set_name(series, chart_text(one.name).c_str());
      const lxw_color_t ink = inks[k++ % std::size(inks)];
      lxw_chart_line line{};
      line.color = ink;
      line.width = 2;
      lxw_chart_fill fill{};
      fill.color = ink;
      if (chart.lines) {
        chart_series_set_line(series, &line);
      } else {
        chart_series_set_fill(series, &fill);
      }
    }
    chart_title_set_name(drawn, chart_text(chart.title).c_str());
    lxw_chart_font title_font{};
    title_font.size = 12;
    chart_title_set_name_font(drawn, &title_font);
    chart_axis_set_num_format(drawn->x_axis, format_of(chart.category_form));
    chart_axis_set_num_format(drawn->y_axis, format_of(chart.form));
    if (!chart.axis_title.empty()) {
      chart_axis_set_name(drawn->y_axis, chart_text(chart.axis_title).c_str());
    }
    if (chart.from) chart_axis_set_min(drawn->y_axis, *chart.from);
    if (chart.to) chart_axis_set_max(drawn->y_axis, *chart.to);
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options options{};
    options.x_scale = chart.width / 480.0;  // of the library's own 480 x 288
    options.y_scale = chart.height / 288.0;
    keep(worksheet_insert_chart_opt(to, row_of(chart.row), column_of(chart.column), drawn, &options));
  }

  void set_up_page(lxw_worksheet* to, const Sheet& sheet) {
    worksheet_set_landscape(to);
    worksheet_set_paper(to, 9);  // A4
    worksheet_set_margins(to, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(to, 1, 0);
    keep(worksheet_set_footer(to, "&L&F&C&A&R&P / &N"));
    if (sheet.repeated_row) {
      keep(worksheet_repeat_rows(to, row_of(*sheet.repeated_row), row_of(*sheet.repeated_row)));
    }
    if (sheet.frozen_rows + sheet.frozen_columns > 0) {
      worksheet_freeze_panes(to, row_of(sheet.frozen_rows), column_of(sheet.frozen_columns));
    }
    if (sheet.filter) {
      const Area& area = *sheet.filter;
      keep(worksheet_autofilter(to, row_of(area.first_row), column_of(area.first_column),
                                row_of(area.last_row), column_of(area.last_column)));
    }
  }

  void lay_out(lxw_worksheet* to, const std::string& name, const Sheet& sheet) {
    for (std::size_t c = 0; c < sheet.widths.size(); ++c) {
      keep(worksheet_set_column(to, column_of(c), column_of(c), sheet.widths[c], nullptr));
    }
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) put(to, sheet, r, c);
    }
    for (const Area& area : sheet.merged) merge(to, sheet, area);
    set_heights(to, sheet);
    for (const ColourRule& rule : sheet.rules) colour(to, rule);
    for (const Chart& chart : sheet.charts) draw(to, chart.sheet.empty() ? name : chart.sheet, chart);
    set_up_page(to, sheet);
  }

  const Workbook& workbook_;
  lxw_workbook* book_;
  std::map<std::tuple<Form, Tone, bool, Side>, lxw_format*> formats_;
  std::map<Tone, lxw_format*> rule_formats_;
  lxw_error first_error_ = LXW_NO_ERROR;
};

Problem cannot(const std::string& reason) { return {{}, "the workbook cannot be made: " + reason, {}}; }

}  // namespace

Expected<std::string> xlsx_bytes(const Workbook& workbook) {
  const MemoryFile file;
  if (!file.is_open()) return cannot(std::generic_category().message(errno));
  const lxw_error error = Writer(workbook, file.name()).write();
  if (error != LXW_NO_ERROR) return cannot(lxw_strerror(error));
  std::optional<std::string> bytes = file.content();
  if (!bytes || bytes->empty()) return cannot("it cannot be read back");
  return std::move(*bytes);
}

}  // namespace switchover::spreadsheet
