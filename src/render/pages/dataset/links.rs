//! The external links of a dataset, in groups, with the result of the last test of each.

use crate::catalog::dataset::Dataset;
use crate::catalog::link_record::{LinkRecord, LinkRecords, LinkState};
use crate::catalog::web_link::WebLink;
use crate::render::view::{LinkGroup, LinkHealth, LinkView};

/// Websites, downloads, papers, and the links of further columns.
pub(super) fn link_groups(dataset: &Dataset, records: &LinkRecords) -> Vec<LinkGroup> {
    let mut groups = vec![
        group("website", "Website", &dataset.websites, records),
        group("download", "Download", &dataset.downloads, records),
        group("paper", "Paper", &dataset.papers, records),
    ];

    for (column, link) in &dataset.other_links {
        match groups.iter_mut().find(|group| group.label == *column) {
            Some(group) => group.links.push(link_view("other", link, records)),
            None => groups.push(group("other", column, std::slice::from_ref(link), records)),
        }
    }

    groups.retain(|group| !group.links.is_empty());
    groups
}

fn group(kind: &str, label: &str, links: &[WebLink], records: &LinkRecords) -> LinkGroup {
    LinkGroup {
        kind: kind.to_owned(),
        label: label.to_owned(),
        glyph: if kind == "other" { "link" } else { kind }.to_owned(),
        links: links
            .iter()
            .map(|link| link_view(kind, link, records))
            .collect(),
    }
}

fn link_view(kind: &str, link: &WebLink, records: &LinkRecords) -> LinkView {
    LinkView {
        label: link.label.clone(),
        url: link.url.clone(),
        host: link.host().to_owned(),
        kind: kind.to_owned(),
        health: records.get(&link.url).map(link_health),
    }
}

/// The result of the last test of a link, with a note for readers if the link has a problem.
fn link_health(record: &LinkRecord) -> LinkHealth {
    let date = record.checked.to_string();
    let note = match record.state {
        LinkState::Suspect | LinkState::Dead => format!("not reachable on {date}"),
        LinkState::Moved => format!("moved, seen on {date}"),
        LinkState::Ok | LinkState::Refused => String::new(),
    };

    LinkHealth {
        state: record.state.as_str().to_owned(),
        date,
        note,
    }
}
