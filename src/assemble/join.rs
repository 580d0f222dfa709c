//! Entries and pages become datasets: which page an entry means, which entries are the same, which slug each gets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::access::access;
use crate::assemble::dataset_links::Links;
use crate::assemble::facts;
use crate::assemble::license::license;
use crate::catalog::category::{Category, CategoryId};
use crate::catalog::dataset::Dataset;
use crate::catalog::image::Images;
use crate::catalog::link::{Files, Step};
use crate::catalog::route::Route;
use crate::catalog::slug::{Slugs, slug};
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::column::Column;
use crate::parse::description::unbracketed;
use crate::parse::page::Page;
use crate::parse::readme::{Entry, Readme};
use crate::source::Sources;
use crate::source::{FileId, Span};
use crate::vocabulary::Vocabulary;

/// What the join reads.
pub(super) struct Inputs<'a> {
    pub(super) sources: &'a Sources,
    pub(super) settings: &'a Settings,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) files: &'a Files,
    pub(super) images: &'a Images,
    pub(super) categories: &'a [Category],
}

/// An entry, or several that are one; or a page that no entry lists.
struct Draft<'a> {
    entry: Option<&'a Entry>,
    page: Option<FileId>,
    categories: Vec<CategoryId>,
}

/// All datasets: the list's in its order, then unlisted pages by path.
pub(super) fn datasets(
    inputs: &Inputs<'_>,
    readme: &Readme,
    pages: &BTreeMap<FileId, Arc<Page>>,
    of_entry: &[Vec<CategoryId>],
    found: &mut Vec<Diagnostic>,
) -> Vec<Dataset> {
    let mut drafts = drafts(inputs, readme, of_entry, found);
    let used: BTreeSet<FileId> = drafts.iter().filter_map(|draft| draft.page).collect();
    let listless = inputs.sources.is_listless;
    for &file in pages
        .keys()
        .filter(|file| !used.contains(file) && !inputs.is_template(**file))
    {
        // Where no folder of pages is known, other texts of the repository are not the list's business.
        if inputs.settings.pages_are_anywhere && !listless {
            continue;
        }
        if !listless {
            found.push(unlisted(inputs, file));
        }
        if inputs.settings.publish_unlisted || listless {
            drafts.push(Draft {
                entry: None,
                page: Some(file),
                categories: Vec::new(),
            });
        }
    }
    let slugs = slugs(inputs, &drafts, found);
    drafts
        .par_iter()
        .zip(slugs)
        .map(|(draft, slug)| dataset(inputs, draft, slug, pages))
        .collect()
}

fn unlisted(inputs: &Inputs<'_>, file: FileId) -> Diagnostic {
    let published = if inputs.settings.publish_unlisted {
        "published with a notice"
    } else {
        "not published"
    };
    UNLISTED_PAGE
        .at(
            Span::new(file, 0..0),
            format!("no entry of the list names this page; it is {published}"),
        )
        .help(format!(
            "add a row to {}, or remove the page",
            inputs.settings.readme
        ))
}

impl Inputs<'_> {
    fn is_template(&self, file: FileId) -> bool {
        let path = self.sources.path(file);
        path.strip_prefix(&self.settings.pages_prefix())
            .unwrap_or(path)
            == self.settings.template
    }
}

fn drafts<'a>(
    inputs: &Inputs<'_>,
    readme: &'a Readme,
    of_entry: &[Vec<CategoryId>],
    found: &mut Vec<Diagnostic>,
) -> Vec<Draft<'a>> {
    let mut drafts: Vec<Draft<'a>> = Vec::new();
    let mut first_of: BTreeMap<(Option<FileId>, &str), usize> = BTreeMap::new();
    for (entry, own) in readme.entries.iter().zip(of_entry) {
        let page = entry
            .page
            .as_ref()
            .and_then(|link| resolve(inputs, link, found));
        let key = (page, entry.name.as_str());
        // The same name with the same page and the same words is one dataset that stands in several places.
        let same = first_of
            .get(&key)
            .copied()
            .filter(|&at| says_the_same(drafts[at].entry, entry));
        if let Some(at) = same {
            let categories = &mut drafts[at].categories;
            for id in own {
                if !categories.contains(id) {
                    categories.push(*id);
                }
            }
            continue;
        }
        first_of.entry(key).or_insert(drafts.len());
        drafts.push(Draft {
            entry: Some(entry),
            page,
            categories: own.clone(),
        });
    }
    drafts
}

fn says_the_same(a: Option<&Entry>, b: &Entry) -> bool {
    let words = |entry: &Entry| -> Vec<(Column, String)> {
        entry
            .columns
            .iter()
            .map(|(column, cell)| (column.clone(), cell.text.clone()))
            .collect()
    };
    let target = |entry: &Entry| {
        let website = entry
            .columns
            .iter()
            .find(|(column, _)| *column == Column::Website);
        website
            .and_then(|(_, cell)| cell.links.first())
            .map(|link| link.target.clone())
    };
    a.is_some_and(|a| {
        // Without a page, the address that the name leads to tells two of one name apart.
        let leads_there = a.page.is_none() && b.page.is_none() && target(a).is_some();
        (target(a) == target(b) && leads_there)
            || (a.description.text == b.description.text && words(a) == words(b) && !leads_there)
    })
}

/// The page of an entry, with a warning for every way that is not the plain one.
fn resolve(
    inputs: &Inputs<'_>,
    link: &crate::parse::Link,
    found: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    let place = Span::new(Sources::README, link.span.clone());
    let Some((file, step)) = inputs.files.page(&inputs.settings.readme, &link.target) else {
        found.push(
            MISSING_PAGE
                .at(place, format!("the page {} is not there", link.target))
                .label("no such file")
                .help("write the page, or leave the name without a link"),
        );
        return None;
    };
    if file == Sources::README || inputs.sources.glossary == Some(file) || inputs.is_template(file)
    {
        found.push(MISSING_PAGE.at(place, format!("{} is no dataset's page", link.target)));
        return None;
    }
    let path = inputs.sources.path(file);
    let (rule, why) = match step {
        Step::Literal => return Some(file),
        Step::Decoded => (&ENCODED_PAGE_LINK, "the link is percent-encoded"),
        Step::Extension => (&PAGE_LINK_WITHOUT_EXTENSION, "the link lacks .md"),
        Step::Case => (&PAGE_LINK_CASE, "the link differs in letter case"),
        Step::Folder => (&PAGE_LINK_FOLDER, "the page lies in another folder"),
        Step::Repository => (
            &ABSOLUTE_PAGE_LINK,
            "the link goes to the repository's site",
        ),
    };
    let diagnostic = rule
        .at(place, format!("{why}: taken as {path}"))
        .help(format!("write the path of the file: {}", quoted(path)));
    found.push(
        match target_of(inputs.sources.text(Sources::README), link) {
            Some(range) => diagnostic.fix(Span::new(Sources::README, range), quoted(path)),
            None => diagnostic,
        },
    );
    Some(file)
}

/// Where the target of a Markdown link stands in its text, angle brackets included.
fn target_of(text: &str, link: &crate::parse::Link) -> Option<std::ops::Range<usize>> {
    let words = text.get(link.span.clone())?.strip_suffix(')')?;
    let start = words.rfind("](")? + 2;
    let target = words[start..].trim();
    let plain = target
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(target);
    let at = link.span.start + start + words[start..].find(target)?;
    (plain == link.target).then_some(at..at + target.len())
}

/// A path as a Markdown link target: one with blanks needs angle brackets.
fn quoted(path: &str) -> String {
    if path.contains([' ', '(', ')']) {
        format!("<./{path}>")
    } else {
        format!("./{path}")
    }
}

/// Slugs from file names, else names; a collision gets a number and a warning.
fn slugs(inputs: &Inputs<'_>, drafts: &[Draft<'_>], found: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut taken = Slugs::default();
    let mut given = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.iter().enumerate() {
        let named = match (draft.page, draft.entry) {
            (Some(file), _) => stem(inputs.sources.path(file)),
            (None, Some(entry)) => &entry.name,
            (None, None) => "",
        };
        let (own, before) = taken.take(&slug(named, "dataset"), at);
        if let Some(before) = before {
            found.push(collision(inputs, &drafts[before], draft, &own));
        }
        given.push(own);
    }
    given
}

fn collision(inputs: &Inputs<'_>, first: &Draft<'_>, second: &Draft<'_>, slug: &str) -> Diagnostic {
    let of = |draft: &Draft<'_>| match (draft.entry, draft.page) {
        (Some(entry), _) => (
            entry.name.clone(),
            Span::new(Sources::README, entry.span.clone()),
        ),
        (None, Some(file)) => (inputs.sources.path(file).to_owned(), Span::new(file, 0..0)),
        (None, None) => (String::new(), Span::new(Sources::README, 0..0)),
    };
    let ((name, at), (first_name, first_at)) = (of(second), of(first));
    let (line, _) = inputs.sources.line_column(&first_at);
    let where_first = format!(
        "{first_name} ({}:{line})",
        inputs.sources.path(first_at.file)
    );
    if first.page.is_some() && first.page == second.page {
        SHARED_PAGE
            .at(at, format!("{name} has the same page as {where_first}"))
            .help(format!(
                "both are kept, this one as {slug}; give each entry a page of its own"
            ))
    } else {
        SLUG_COLLISION
            .at(at, format!("{name} has the same address as {where_first}"))
            .help(format!(
                "this one becomes {slug}; rename one of the files to keep addresses stable"
            ))
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn dataset(
    inputs: &Inputs<'_>,
    draft: &Draft<'_>,
    slug: String,
    pages: &BTreeMap<FileId, Arc<Page>>,
) -> Dataset {
    let page = draft
        .page
        .and_then(|file| pages.get(&file).map(|page| (file, page.as_ref())));
    let path = draft.page.map(|file| inputs.sources.path(file));
    let name = match (draft.entry, page) {
        (Some(entry), _) => entry.name.clone(),
        // A title that was never filled in names nothing.
        (None, Some((_, page))) => page
            .title
            .clone()
            .filter(|title| title != "Dataset Name")
            .unwrap_or_else(|| path.map_or(String::new(), |path| stem(path).replace('_', " "))),
        (None, None) => String::new(),
    };
    let source = match (draft.entry, draft.page) {
        (Some(entry), _) => Span::new(Sources::README, entry.span.clone()),
        (None, Some(file)) => Span::new(file, 0..0),
        (None, None) => Span::new(Sources::README, 0..0),
    };
    let (mut facts, page_facts) = facts::facts(inputs.vocabulary, draft.entry, page);
    // "Retina" over a dataset says which part of the body it shows, when nothing nearer does.
    if facts.areas.is_none() {
        let headings = draft.categories.iter().map(|&id| &inputs.categories[id]);
        facts.areas = headings
            .into_iter()
            .find_map(|category| facts::area_of(inputs.vocabulary, category));
    }
    let mut links = Links::default();
    links.add_entry(draft.entry);
    links.add_page(page);
    facts.access = facts
        .access
        .or_else(|| access(inputs.sources, page, &links.downloads));
    facts.license = facts.license.or_else(|| {
        let (file, page) = page?;
        page.words
            .license
            .get_or_init(|| license(inputs.sources.text(file), file, page))
            .clone()
    });
    let image = page.and_then(|(file, page)| {
        let from = inputs.sources.path(file);
        page.images
            .iter()
            .find_map(|image| inputs.files.image(inputs.images, from, &image.target))
            .map(|(id, _)| id)
    });
    Dataset {
        route: Route::dataset(&slug),
        slug,
        name,
        description: draft
            .entry
            .map_or("", |entry| unbracketed(&entry.description.text))
            .to_owned(),
        listed: draft.entry.is_some() || inputs.sources.is_listless,
        family: None,
        body: draft
            .entry
            .and_then(|entry| entry.body.clone())
            .filter(|_| page.is_none()),
        categories: draft.categories.clone(),
        facts,
        page_facts,
        websites: links.websites,
        downloads: links.downloads,
        papers: links.papers,
        other_links: links.other,
        image,
        source,
        page: page.map(|(file, _)| file),
    }
}

pub(crate) const SHARED_PAGE: Rule = Rule {
    code: "shared-page",
    severity: Severity::Warning,
    summary: "two different entries that link to the same page",
    reason: "one of them leads to the wrong page",
    example: "`FLARE 2022` and `FLARE 2023`, both with `FLARE2023.md`",
};

pub(crate) const MISSING_PAGE: Rule = Rule {
    code: "missing-page",
    severity: Severity::Warning,
    summary: "an entry whose page does not exist",
    reason: "the dataset has no text of its own",
    example: "`[A](resources/A.md)` without such a file",
};

pub(crate) const ABSOLUTE_PAGE_LINK: Rule = Rule {
    code: "absolute-page-link",
    severity: Severity::Warning,
    summary: "a link to a page with the whole URL of the repository",
    reason: "it leads away from the site, and to one branch only",
    example: "`https://github.com/o/r/blob/main/resources/A.md`",
};

pub(crate) const PAGE_LINK_CASE: Rule = Rule {
    code: "page-link-case-mismatch",
    severity: Severity::Warning,
    summary: "a link to a page in another letter case than its file",
    reason: "the link works on some machines only",
    example: "`resources/a.md` for `resources/A.md`",
};

pub(crate) const ENCODED_PAGE_LINK: Rule = Rule {
    code: "encoded-page-link",
    severity: Severity::Warning,
    summary: "a link to a page that is percent-encoded",
    reason: "other programs look for a file of that name",
    example: "`resources/A%20B.md`",
};

pub(crate) const PAGE_LINK_WITHOUT_EXTENSION: Rule = Rule {
    code: "page-link-without-extension",
    severity: Severity::Warning,
    summary: "a link to a page without the extension of the file",
    reason: "the link is broken on the code host",
    example: "`resources/A` for `resources/A.md`",
};

pub(crate) const PAGE_LINK_FOLDER: Rule = Rule {
    code: "page-link-folder-mismatch",
    severity: Severity::Warning,
    summary: "a link to a page in the wrong folder",
    reason: "the link is broken on the code host",
    example: "`pages/A.md` for `resources/A.md`",
};

pub(crate) const SLUG_COLLISION: Rule = Rule {
    code: "slug-collision",
    severity: Severity::Warning,
    summary: "two datasets that would have the same URL",
    reason: "the second one gets a numbered URL, which may change",
    example: "`A-B` and `A B`",
};

pub(crate) const UNLISTED_PAGE: Rule = Rule {
    code: "unlisted-page",
    severity: Severity::Warning,
    summary: "a page that no entry lists",
    reason: "readers of the list never find it",
    example: "`resources/Old.md`",
};
