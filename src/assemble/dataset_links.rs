//! The links of a dataset that leave the site, by kind, each place once.
//!
//! In: an entry and a page. Out: `Links`: websites, downloads, papers, and those of further columns.

use crate::catalog::web_link::WebLink;
use crate::parse::column::Column;
use crate::parse::page::Page;
use crate::parse::readme::Entry;
use crate::parse::{Cell, Link};
use crate::source::Sources;
use crate::source::{FileId, Span};

/// Links of a dataset by kind, each place once: the entry's first, then the page's.
#[derive(Default)]
pub(super) struct Links {
    pub(super) websites: Vec<WebLink>,
    pub(super) downloads: Vec<WebLink>,
    pub(super) papers: Vec<WebLink>,
    pub(super) other: Vec<(String, WebLink)>,
}

impl Links {
    pub(super) fn add_entry(&mut self, entry: Option<&Entry>) {
        let Some(entry) = entry else { return };
        for link in entry
            .description
            .links
            .iter()
            .filter_map(|link| WebLink::from_link(link, Sources::README))
        {
            add(&mut self.websites, link);
        }
        for (column, cell) in &entry.columns {
            for link in cell_links(cell) {
                match column {
                    Column::Website => add(&mut self.websites, link),
                    Column::Download => add(&mut self.downloads, link),
                    Column::Paper => add(&mut self.papers, link),
                    Column::Other(name) => self.other.push((name.clone(), link)),
                    _ => add(&mut self.websites, link),
                }
            }
        }
    }

    pub(super) fn add_page(&mut self, page: Option<(FileId, &Page)>) {
        let Some((file, page)) = page else { return };
        let source = &page.source;
        for (list, links) in [
            (&mut self.websites, &source.website),
            (&mut self.downloads, &source.download),
            (&mut self.papers, &source.paper),
        ] {
            for link in links
                .iter()
                .filter_map(|link| WebLink::from_link(link, file))
            {
                add(list, link);
            }
        }
    }
}

/// Links of a cell; a bare URL is one too.
fn cell_links(cell: &Cell) -> Vec<WebLink> {
    if !cell.links.is_empty() {
        return cell
            .links
            .iter()
            .filter_map(|link| WebLink::from_link(link, Sources::README))
            .collect();
    }
    cell.text
        .split([' ', ',', ';', '，', '；', '<', '>'])
        .filter_map(|word| {
            let link = Link {
                target: word.to_owned(),
                span: cell.span.clone(),
                ..Link::default()
            };
            WebLink::from_link(&link, Sources::README)
        })
        .collect()
}

/// Whether two URLs name the same place: scheme, `www.`, case of the host, a slash at the end do not count.
fn same_place(a: &str, b: &str) -> bool {
    fn folded(url: &str) -> String {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest
            .strip_prefix("www.")
            .unwrap_or(rest)
            .trim_end_matches('/');
        let host = rest.find('/').unwrap_or(rest.len());
        format!("{}{}", rest[..host].to_ascii_lowercase(), &rest[host..])
    }
    folded(a) == folded(b)
}

/// Adds a link unless one to the same place is there; a label of words wins over none.
fn add(links: &mut Vec<WebLink>, link: WebLink) {
    if !links.iter().any(|known| same_place(&known.url, &link.url)) {
        links.push(link);
    }
}
