//! Results of load and parse, with what they were made from, so that a preview reads and parses
//! only what changed.
//!
//! In: the sources. Out: what was parsed of them. Loading and parsing are pure functions of the
//! bytes and the number of a file, so that a result holds as long as they stay the same. A memo
//! keeps what the last run used, and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{ParsedSources, ReadPage};
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::load;
use crate::parse::glossary::glossary;
use crate::parse::page::page;
use crate::parse::readme::{ListRules, Readme, readme};
use crate::source::text::Text;
use crate::source::{FileId, Sources};

/// Results of the last run.
#[derive(Debug, Default)]
pub struct BuildMemo {
    /// Texts and images.
    pub files: load::memo::FileMemo,
    list: Option<ParsedList>,
    pages: BTreeMap<FileId, ParsedPage>,
}

/// The list, with the text and the rules that it was parsed by.
#[derive(Debug)]
struct ParsedList {
    text: Arc<Text>,
    rules: ListRules,
    list: Readme,
}

/// A page, with the text that it was parsed from. A clone is cheap.
#[derive(Clone, Debug)]
struct ParsedPage {
    text: Arc<Text>,
    page: ReadPage,
    diagnostics: Arc<[Diagnostic]>,
}

impl BuildMemo {
    /// Parses all sources, in parallel. What is known is used again.
    pub(super) fn parse(
        &mut self,
        sources: &Sources,
        settings: &Settings,
    ) -> (ParsedSources, Vec<Diagnostic>) {
        let Self {
            list: known_list,
            pages: known_pages,
            ..
        } = self;
        let last_list = known_list.take();
        let (list, pages) = rayon::join(
            || parse_list(sources, settings, last_list),
            || parse_pages(sources, known_pages),
        );

        let diagnostics = pages
            .values()
            .flat_map(|page| page.diagnostics.iter().cloned())
            .collect();
        let parsed = ParsedSources {
            list: list.list.clone(),
            pages: pages
                .iter()
                .map(|(file, page)| (*file, page.page.clone()))
                .collect(),
            glossary: sources.glossary.map(|file| glossary(sources.text(file))),
        };
        *known_list = Some(list);
        *known_pages = pages;

        (parsed, diagnostics)
    }
}

fn parse_list(sources: &Sources, settings: &Settings, known: Option<ParsedList>) -> ParsedList {
    let text = &sources.texts[0];
    let rules = ListRules {
        name_column: settings.config.list.name_column.clone(),
        sections: settings.config.list.sections.clone(),
    };

    match known {
        Some(known) if Arc::ptr_eq(&known.text, text) && known.rules == rules => known,
        _ => ParsedList {
            text: text.clone(),
            list: readme(&text.text, &rules),
            rules,
        },
    }
}

/// Parses all texts but the README and the glossary.
fn parse_pages(
    sources: &Sources,
    known: &BTreeMap<FileId, ParsedPage>,
) -> BTreeMap<FileId, ParsedPage> {
    let pages: Vec<(FileId, ParsedPage)> = sources
        .texts
        .par_iter()
        .enumerate()
        .map(|(at, text)| (FileId(at as u32), text))
        .filter(|(file, _)| *file != Sources::README && sources.glossary != Some(*file))
        .map(|(file, text)| (file, parse_page(file, text, known.get(&file))))
        .collect();

    pages.into_iter().collect()
}

fn parse_page(file: FileId, text: &Arc<Text>, known: Option<&ParsedPage>) -> ParsedPage {
    if let Some(known) = known.filter(|known| Arc::ptr_eq(&known.text, text)) {
        return known.clone();
    }
    let (page, diagnostics) = page(&text.text, file);

    ParsedPage {
        text: text.clone(),
        page: ReadPage::new(&text.text, file, page),
        diagnostics: diagnostics.into(),
    }
}
