//! The recorded results of link checks.
//!
//! In: the text of the file beside the list. Out: `LinkRecords`; a diagnostic if the file is
//! damaged.

use crate::catalog::link_record::LinkRecords;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::source::{LINK_RECORD_FILE, Sources};

pub(crate) const INVALID_LINK_RECORD: Rule = Rule {
    code: "invalid-link-record",
    severity: Severity::Warning,
    summary: "a record of checked links that cannot be read",
    reason: "the site shows no state of links, and the failures of earlier days are forgotten",
    example: "a merge conflict marker in `medatlas-links.json`",
};

/// Reads the recorded results of link checks, without the links that the settings ignore.
pub(super) fn read_link_records(
    sources: &Sources,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> LinkRecords {
    let mut records = LinkRecords::parse(&sources.link_record).unwrap_or_else(|error| {
        let place = Location::File(LINK_RECORD_FILE.to_owned());
        let message = format!("the results of link checks cannot be read: {error}");
        diagnostics.push(
            INVALID_LINK_RECORD
                .at(place, message)
                .help("Repair the file, or delete it to start again"),
        );
        LinkRecords::default()
    });
    records.retain(|url| !settings.config.links.ignores(url));

    records
}
