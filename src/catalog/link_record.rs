//! What is known of links that leave the catalog, kept in `medatlas-links.json` beside the list.
//!
//! In: the text of that file, and outcomes of tests with the day they were made on. Out: a record a link, and the text again:
//! one line a link, sorted, so that a change shows as changed lines. A link is dead only after failures on three days: sites
//! are down for a day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::value::day::Day;

/// Version of its form.
const VERSION: u64 = 1;

/// On how many days a link must fail until it counts as dead.
const DEAD: usize = 3;

/// Records by address, without fragments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkRecords {
    links: BTreeMap<String, LinkRecord>,
}

/// What is known of one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRecord {
    /// What readers may expect.
    pub state: LinkState,
    /// When it was tested last.
    pub checked: Day,
    /// The last answer's code, when there was an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why it was not reached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The new address that the site names for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// Where all redirects end, without its query, when that is another place than the two.
    #[serde(default, rename = "final", skip_serializing_if = "Option::is_none")]
    pub final_url: Option<String>,
    /// Days of failures since it was reached last: the first two and the last one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<Day>,
}

/// What readers may expect of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkState {
    /// It was reached.
    Ok,
    /// It was reached, at an address that the site names for good.
    Moved,
    /// The site is there and lets no program in; people may fare better.
    Refused,
    /// It was not reached, on fewer than three days.
    Suspect,
    /// It was not reached on three days or more.
    Dead,
}

impl LinkState {
    /// All, in the order of their weight.
    pub const ALL: [Self; 5] = [
        Self::Ok,
        Self::Moved,
        Self::Refused,
        Self::Suspect,
        Self::Dead,
    ];

    /// The word for it in files.
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

/// What came of testing a link once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTestResult {
    /// Whether it was reached.
    pub verdict: Reachability,
    /// The last answer's code, when there was an answer.
    pub status: Option<u16>,
    /// Why it was not reached; else empty.
    pub reason: String,
    /// The new address that the site names for good.
    pub moved_to: Option<String>,
    /// Where all redirects end, when that is another place.
    pub final_url: Option<String>,
}

/// Whether a link was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reachability {
    /// Yes.
    Reached,
    /// The site is there and lets no program in.
    Refused,
    /// No.
    Failed,
}

impl LinkRecord {
    /// What is known after one more test.
    fn after(previous: Option<&Self>, outcome: LinkTestResult, today: Day) -> Self {
        let mut failed = Vec::new();
        if outcome.verdict == Reachability::Failed {
            failed = previous.map_or(Vec::new(), |previous| previous.failed.clone());
            if failed.last() != Some(&today) {
                failed.truncate(DEAD - 1);
                failed.push(today);
            }
        }
        let state = match outcome.verdict {
            Reachability::Reached if outcome.moved_to.is_some() => LinkState::Moved,
            Reachability::Reached => LinkState::Ok,
            Reachability::Refused => LinkState::Refused,
            Reachability::Failed if failed.len() < DEAD => LinkState::Suspect,
            Reachability::Failed => LinkState::Dead,
        };
        let LinkTestResult {
            status,
            reason,
            moved_to,
            final_url,
            ..
        } = outcome;
        Self {
            state,
            checked: today,
            status,
            reason,
            moved_to,
            final_url,
            failed,
        }
    }

    /// Whether it is to be tested again: what was not reached on a later day, anything else after `max_age` days.
    fn is_due(&self, today: Day, max_age: u32) -> bool {
        let age = today.since(self.checked);
        let wait = if self.failed.is_empty() {
            max_age
        } else {
            max_age.min(1)
        };
        // A day to come is a clock that was wrong.
        age < 0 || age >= i64::from(wait)
    }

    fn fault(&self) -> Option<&'static str> {
        let addresses = [&self.moved_to, &self.final_url];
        let is_address = |url: &String| {
            (url.starts_with("https://") || url.starts_with("http://"))
                && !url
                    .chars()
                    .any(|c| c.is_whitespace() || c.is_control() || "\"<>\\".contains(c))
        };
        if !addresses.into_iter().flatten().all(is_address) {
            return Some("an address is none");
        }
        let fails = matches!(self.state, LinkState::Suspect | LinkState::Dead);
        if fails == self.failed.is_empty() {
            return Some("state and days of failures contradict each other");
        }
        (self.state == LinkState::Moved && self.moved_to.is_none()).then_some("a link moved to nowhere")
    }
}

/// The form of the file.
#[derive(Deserialize)]
struct File {
    version: u64,
    links: BTreeMap<String, LinkRecord>,
}

impl LinkRecords {
    /// Reads the text of the file; the empty text is that of a file that is not there.
    ///
    /// # Errors
    /// It was damaged, such as by a merge, or is of another version: the words say so.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.version != VERSION {
            return Err(format!(
                "version {} is not known, only {VERSION}",
                file.version
            ));
        }
        match file
            .links
            .iter()
            .find_map(|(url, record)| Some((url, record.fault()?)))
        {
            Some((url, fault)) => Err(format!("{url}: {fault}")),
            None => Ok(Self { links: file.links }),
        }
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let json = |value: serde_json::Result<String>| value.unwrap_or_default();
        let lines = self.links.iter().map(|(url, record)| {
            format!(
                "    {}: {}",
                json(serde_json::to_string(url)),
                json(serde_json::to_string(record))
            )
        });
        let lines: Vec<String> = lines.collect();
        let open = if lines.is_empty() { "" } else { "\n" };
        format!(
            "{{\n  \"version\": {VERSION},\n  \"links\": {{{open}{}{open}  }}\n}}\n",
            lines.join(",\n")
        )
    }

    /// What is known of an address.
    pub fn of(&self, url: &str) -> Option<&LinkRecord> {
        self.links.get(place(url))
    }

    /// Whether nothing is known of any.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Forgets all addresses but those that `keep` wants.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.links.retain(|url, _| keep(url));
    }

    /// Whether an address is to be tested.
    pub fn is_due(&self, url: &str, today: Day, max_age: u32) -> bool {
        self.of(url)
            .is_none_or(|record| record.is_due(today, max_age))
    }

    /// Takes up what came of a test.
    pub fn record(&mut self, url: &str, outcome: LinkTestResult, today: Day) {
        let record = LinkRecord::after(self.of(url), outcome, today);
        self.links.insert(place(url).to_owned(), record);
    }

    /// How many links are in a state.
    pub fn count(&self, state: LinkState) -> usize {
        self.links
            .values()
            .filter(|record| record.state == state)
            .count()
    }
}

/// An address without its fragment: what is asked for.
pub fn place(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
