//! Tables in a frame that scrolls, with numbers aligned to the right.

use crate::render::markdown::escape::push_attribute;

/// The largest number of columns. The parser pads rows to the width of the header, so the cost of a
/// hostile header grows with its square.
const WIDEST: usize = 2000;

/// The rows of a table, the header first; each cell has its HTML and its plain text.
#[derive(Default)]
pub(super) struct TableRows {
    rows: Vec<Vec<(String, String)>>,
    row: Vec<(String, String)>,
}

impl TableRows {
    /// Adds a cell to the current row.
    pub(super) fn cell(&mut self, html: String, words: String) {
        if self.row.len() < WIDEST {
            self.row.push((html, words));
        }
    }

    /// Ends the current row.
    pub(super) fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// Writes the table. Its label contains `number`, so that users of screen readers can
    /// distinguish the tables of a page.
    pub(super) fn push_html(&self, out: &mut String, number: usize) {
        let Some((header, rows)) = self.rows.split_first() else {
            return;
        };
        let numeric: Vec<bool> = (0..header.len()).map(|at| is_numeric(rows, at)).collect();

        let label = header
            .iter()
            .map(|(_, words)| words.trim())
            .find(|words| !words.is_empty())
            .unwrap_or("table");
        out.push_str("<div class=\"scroll-frame\" role=\"group\" tabindex=\"0\"");
        push_attribute(out, "aria-label", &format!("Table {number}: {label}"));
        out.push_str("><table>");
        push_header(out, header, &numeric);
        if !rows.is_empty() {
            push_body(out, rows, &numeric);
        }
        out.push_str("</table></div>");
    }

    /// Adds the plain text of all cells.
    pub(super) fn push_words(&self, out: &mut String) {
        for (_, words) in self.rows.iter().flatten() {
            out.push_str(words.trim());
            out.push(' ');
        }
    }
}

fn push_header(out: &mut String, header: &[(String, String)], numeric: &[bool]) {
    out.push_str("<thead><tr>");
    for ((html, _), numeric) in header.iter().zip(numeric) {
        let class = if *numeric { " class=\"number\"" } else { "" };
        // An empty header cell is not a header of anything.
        if html.trim().is_empty() {
            out.push_str("<td></td>");
        } else {
            out.push_str(&format!("<th scope=\"col\"{class}>{html}</th>"));
        }
    }

    out.push_str("</tr></thead>");
}

fn push_body(out: &mut String, rows: &[Vec<(String, String)>], numeric: &[bool]) {
    out.push_str("<tbody>");
    for row in rows {
        out.push_str("<tr>");
        for ((html, _), numeric) in row.iter().zip(numeric) {
            let class = if *numeric { " class=\"number\"" } else { "" };
            out.push_str(&format!("<td{class}>{html}</td>"));
        }
        out.push_str("</tr>");
    }

    out.push_str("</tbody>");
}

/// Whether a column has text and all its cells are numbers, placeholders or empty.
fn is_numeric(rows: &[Vec<(String, String)>], at: usize) -> bool {
    let mut cells = rows
        .iter()
        .filter_map(|row| row.get(at))
        .map(|(_, text)| text.trim())
        .filter(|text| !text.is_empty())
        .peekable();

    cells.peek().is_some()
        && cells.all(|text| is_number(text) || matches!(text, "-" | "–" | "/" | "N/A"))
}

/// Whether a text is a number, possibly with a sign, a comparison, a range or a percent sign.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "-+<>~±.".contains(c))
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ".,-+%<>~±eE ".contains(c))
}
