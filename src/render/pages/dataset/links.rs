//! The external links of a dataset, in groups, with the result of the last test of each.

use crate::catalog::dataset::Dataset;
use crate::catalog::link_record::{LinkRecord, LinkRecords, LinkState};
use crate::catalog::web_link::WebLink;
use crate::render::context::Context;
use crate::render::theme::Texts;
use crate::render::view::{LinkGroup, LinkHealth, LinkView};

/// Websites, downloads, papers, and the links of further columns.
pub(super) fn link_groups(context: Context<'_>, dataset: &Dataset) -> Vec<LinkGroup> {
    let texts = context.texts();
    let notes = LinkNotes {
        texts,
        records: &context.catalog.link_records,
    };

    let mut groups = vec![
        group(
            &notes,
            "website",
            texts.get("dataset.website"),
            &dataset.websites,
        ),
        group(
            &notes,
            "download",
            texts.get("dataset.download"),
            &dataset.downloads,
        ),
        group(&notes, "paper", texts.get("dataset.paper"), &dataset.papers),
    ];

    for (column, link) in &dataset.other_links {
        match groups.iter_mut().find(|group| group.label == *column) {
            Some(group) => group.links.push(link_view(&notes, "other", link)),
            None => groups.push(group(&notes, "other", column, std::slice::from_ref(link))),
        }
    }

    groups.retain(|group| !group.links.is_empty());
    groups
}

/// What is needed to say how the last test of a link went.
struct LinkNotes<'a> {
    texts: &'a Texts,
    records: &'a LinkRecords,
}

fn group(notes: &LinkNotes<'_>, kind: &str, label: &str, links: &[WebLink]) -> LinkGroup {
    LinkGroup {
        kind: kind.to_owned(),
        label: label.to_owned(),
        glyph: if kind == "other" { "link" } else { kind }.to_owned(),
        links: links
            .iter()
            .map(|link| link_view(notes, kind, link))
            .collect(),
    }
}

fn link_view(notes: &LinkNotes<'_>, kind: &str, link: &WebLink) -> LinkView {
    let record = notes.records.get(&link.url);

    LinkView {
        label: link.label.clone(),
        url: link.url.clone(),
        host: link.host().to_owned(),
        kind: kind.to_owned(),
        health: record.map(|record| link_health(notes.texts, record)),
    }
}

/// The result of the last test of a link, with a note for readers if the link has a problem.
fn link_health(texts: &Texts, record: &LinkRecord) -> LinkHealth {
    let date = record.checked.to_string();
    let note = match record.state {
        LinkState::Suspect | LinkState::Dead => {
            texts.fill("dataset.not_reachable", &[("date", &date)])
        }
        LinkState::Moved => texts.fill("dataset.moved", &[("date", &date)]),
        LinkState::Ok | LinkState::Refused => String::new(),
    };

    LinkHealth {
        state: record.state.as_str().to_owned(),
        date,
        note,
    }
}
