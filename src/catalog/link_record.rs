//! Results of link checks, kept in `medatlas-links.json` beside the list.
//!
//! In: the text of that file, and the results of new tests with their day. Out: a record per link,
//! and the text again: one line per link, sorted, so that a change shows as changed lines. A link
//! is dead only after failures on three days, because a site may be down for a day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::value::day::Day;
use crate::value::url::{has_forbidden_characters, is_web, without_fragment};

/// The version of the file's format.
const VERSION: u64 = 1;

/// On how many days a link must fail before it counts as dead.
const DAYS_UNTIL_DEAD: usize = 3;

/// Records by URL, without fragments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkRecords {
    links: BTreeMap<String, LinkRecord>,
}

/// What is known of one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRecord {
    /// What readers can expect.
    pub state: LinkState,
    /// The day of the last test.
    pub checked: Day,
    /// The status code of the last response, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why it was not reached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The URL to which the site redirects permanently.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// The URL at the end of all redirects, without its query, if it differs from both.
    #[serde(default, rename = "final", skip_serializing_if = "Option::is_none")]
    pub final_url: Option<String>,
    /// The days of failures since it was last reached: the first two and the last one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<Day>,
}

/// What readers can expect of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkState {
    /// It was reached.
    Ok,
    /// It was reached at another URL, to which the site redirects permanently.
    Moved,
    /// The site responds but refuses programs; people may be let in.
    Refused,
    /// It was not reached on one or two days.
    Suspect,
    /// It was not reached on three days or more.
    Dead,
}

impl LinkState {
    /// All states, from good to bad.
    pub const ALL: [Self; 5] = [
        Self::Ok,
        Self::Moved,
        Self::Refused,
        Self::Suspect,
        Self::Dead,
    ];

    /// The state's name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Moved => "moved",
            Self::Refused => "refused",
            Self::Suspect => "suspect",
            Self::Dead => "dead",
        }
    }
}

/// The result of testing a link once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTestResult {
    /// Whether it was reached.
    pub reachability: Reachability,
    /// The status code of the last response, if there was one.
    pub status: Option<u16>,
    /// Why it was not reached; else empty.
    pub reason: String,
    /// The URL to which the site redirects permanently.
    pub moved_to: Option<String>,
    /// The URL at the end of all redirects, if it differs.
    pub final_url: Option<String>,
}

/// Whether a link was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reachability {
    /// It was.
    Reached,
    /// The site responds but refuses programs.
    Refused,
    /// It was not.
    Failed,
}

impl LinkRecord {
    /// The record after one more test.
    fn after(previous: Option<&Self>, result: LinkTestResult, today: Day) -> Self {
        let failed = match result.reachability {
            Reachability::Failed => days_of_failures(previous, today),
            Reachability::Reached | Reachability::Refused => Vec::new(),
        };
        let state = match result.reachability {
            Reachability::Reached if result.moved_to.is_some() => LinkState::Moved,
            Reachability::Reached => LinkState::Ok,
            Reachability::Refused => LinkState::Refused,
            Reachability::Failed if failed.len() < DAYS_UNTIL_DEAD => LinkState::Suspect,
            Reachability::Failed => LinkState::Dead,
        };

        Self {
            state,
            checked: today,
            status: result.status,
            reason: result.reason,
            moved_to: result.moved_to,
            final_url: result.final_url,
            failed,
        }
    }

    /// Whether the link should be tested again: after a failure on the next day, else after
    /// `max_age` days.
    fn is_due(&self, today: Day, max_age: u32) -> bool {
        let age = today.since(self.checked);
        let wait = if self.failed.is_empty() {
            max_age
        } else {
            max_age.min(1)
        };

        // A day in the future comes from a clock that was wrong.
        age < 0 || age >= i64::from(wait)
    }

    /// What no test can have recorded.
    fn contradiction(&self) -> Option<&'static str> {
        let mut urls = self.moved_to.iter().chain(&self.final_url);
        let has_failed = matches!(self.state, LinkState::Suspect | LinkState::Dead);

        if urls.any(|url| !is_web(url) || has_forbidden_characters(url)) {
            Some("a URL is invalid")
        } else if has_failed == self.failed.is_empty() {
            Some("state and days of failures contradict each other")
        } else if self.state == LinkState::Moved && self.moved_to.is_none() {
            Some("a link moved to nowhere")
        } else {
            None
        }
    }
}

/// The days of failures after a failure today: the first ones and the last one.
fn days_of_failures(previous: Option<&LinkRecord>, today: Day) -> Vec<Day> {
    let mut days = previous.map_or(Vec::new(), |previous| previous.failed.clone());

    if days.last() != Some(&today) {
        days.truncate(DAYS_UNTIL_DEAD - 1);
        days.push(today);
    }

    days
}

/// The form of the file.
#[derive(Deserialize)]
struct LinkRecordFile {
    version: u64,
    links: BTreeMap<String, LinkRecord>,
}

impl LinkRecords {
    /// Reads the text of the file. An empty text stands for a file that does not exist.
    ///
    /// # Errors
    /// The file was damaged, for example by a merge, or has another version. The error says so.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }

        let file: LinkRecordFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.version != VERSION {
            let version = file.version;
            return Err(format!("version {version} is not known, only {VERSION}"));
        }
        for (url, record) in &file.links {
            if let Some(contradiction) = record.contradiction() {
                return Err(format!("{url}: {contradiction}"));
            }
        }

        Ok(Self { links: file.links })
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let lines: Vec<String> = self
            .links
            .iter()
            .map(|(url, record)| format!("    {}: {}", to_json(url), to_json(record)))
            .collect();
        let line_feed = if lines.is_empty() { "" } else { "\n" };

        format!(
            "{{\n  \"version\": {VERSION},\n  \"links\": {{{line_feed}{}{line_feed}  }}\n}}\n",
            lines.join(",\n")
        )
    }

    /// The record of a URL.
    pub fn get(&self, url: &str) -> Option<&LinkRecord> {
        self.links.get(without_fragment(url))
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Removes the records of all URLs for which `keep` returns false.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.links.retain(|url, _| keep(url));
    }

    /// Whether a URL should be tested.
    pub fn is_due(&self, url: &str, today: Day, max_age: u32) -> bool {
        self.get(url)
            .is_none_or(|record| record.is_due(today, max_age))
    }

    /// Records the result of a test.
    pub fn record(&mut self, url: &str, result: LinkTestResult, today: Day) {
        let record = LinkRecord::after(self.get(url), result, today);

        self.links.insert(without_fragment(url).to_owned(), record);
    }

    /// How many links are in a state.
    pub fn count(&self, state: LinkState) -> usize {
        let records = self.links.values();

        records.filter(|record| record.state == state).count()
    }
}

/// Strings and records can always be serialised.
fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests;
