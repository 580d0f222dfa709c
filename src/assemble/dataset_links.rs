//! The links of a dataset to other sites, by kind, each target once.
//!
//! In: an entry and a page. Out: websites, downloads, papers, and the links of further columns.

use crate::catalog::web_link::WebLink;
use crate::parse::column::Column;
use crate::parse::page::Page;
use crate::parse::readme::Entry;
use crate::parse::{Cell, Link};
use crate::source::{FileId, Sources};
use crate::value::url::without_scheme;

/// Links of a dataset by kind, each target once: those of the entry first, then those of the page.
#[derive(Default)]
pub(super) struct DatasetLinks {
    pub(super) websites: Vec<WebLink>,
    pub(super) downloads: Vec<WebLink>,
    pub(super) papers: Vec<WebLink>,
    /// Links of other columns, each with the header of its column.
    pub(super) other: Vec<(String, WebLink)>,
}

impl DatasetLinks {
    /// Collects the links of a dataset.
    pub(super) fn collect(entry: Option<&Entry>, page: Option<(FileId, &Page)>) -> Self {
        let mut links = Self::default();

        if let Some(entry) = entry {
            links.add_entry(entry);
        }
        if let Some((file, page)) = page {
            links.add_page(file, page);
        }

        links
    }

    fn add_entry(&mut self, entry: &Entry) {
        for link in web_links(&entry.description.links, Sources::README) {
            add(&mut self.websites, link);
        }

        for (column, cell) in &entry.columns {
            for link in links_of_cell(cell) {
                match column {
                    Column::Download => add(&mut self.downloads, link),
                    Column::Paper => add(&mut self.papers, link),
                    Column::Other(header) => self.other.push((header.clone(), link)),
                    _ => add(&mut self.websites, link),
                }
            }
        }
    }

    fn add_page(&mut self, file: FileId, page: &Page) {
        for (links, in_page) in [
            (&mut self.websites, &page.source.website),
            (&mut self.downloads, &page.source.download),
            (&mut self.papers, &page.source.paper),
        ] {
            for link in web_links(in_page, file) {
                add(links, link);
            }
        }
    }
}

fn web_links(links: &[Link], file: FileId) -> impl Iterator<Item = WebLink> {
    links
        .iter()
        .filter_map(move |link| WebLink::from_link(link, file))
}

/// The links of a cell. Without any, the bare URLs in its text.
fn links_of_cell(cell: &Cell) -> Vec<WebLink> {
    if !cell.links.is_empty() {
        return web_links(&cell.links, Sources::README).collect();
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

/// Adds a link, unless the list has one with the same target.
fn add(links: &mut Vec<WebLink>, link: WebLink) {
    let target = normalized(&link.url);

    if !links.iter().any(|known| normalized(&known.url) == target) {
        links.push(link);
    }
}

/// A URL without differences that do not matter: the scheme, `www.`, the letter case of the host,
/// slashes at the end.
fn normalized(url: &str) -> String {
    let rest = without_scheme(url);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.trim_end_matches('/');
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));

    format!("{}{path}", host.to_ascii_lowercase())
}
