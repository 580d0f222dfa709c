//! Output of the commands: results on standard output, messages about the run on standard error.
//!
//! A closed pipe is ignored, as in `medatlas check | head`.

use std::io::Write as _;

use crate::diagnostics::emit;

/// Prints a result to standard output, with one line break at its end.
pub(super) fn print(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
}

/// Writes a result to standard output as it is.
pub(super) fn print_bytes(bytes: &[u8]) {
    let _ = std::io::stdout().lock().write_all(bytes);
}

/// Prints a message to standard error, with one line break at its end. Control characters that it
/// quotes from a catalog are left out, because they would control the terminal.
pub(super) fn report(text: &str) {
    report_styled(&emit::plain(text));
}

/// Prints a message that may be in color to standard error, with one line break at its end.
pub(super) fn report_styled(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}
