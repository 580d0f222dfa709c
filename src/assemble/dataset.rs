//! One dataset: what its entry and its page state, joined.
//!
//! In: a draft with its slug. Out: a `Dataset`.

use crate::assemble::ReadPage;
use crate::assemble::access::infer_from_host;
use crate::assemble::dataset_links::DatasetLinks;
use crate::assemble::facts::{area_of_category, collect_facts};
use crate::assemble::join::{Draft, JoinContext};
use crate::catalog::dataset::{Dataset, Facts};
use crate::catalog::image::ImageId;
use crate::catalog::route::Route;
use crate::parse::description::unbracketed;
use crate::parse::page::Page;
use crate::source::FileId;
use crate::value::path::file_stem;

/// The title of the template for new pages.
const TITLE_PLACEHOLDER: &str = "Dataset Name";

/// Joins entry and page.
pub(super) fn assemble_dataset(
    context: &JoinContext<'_>,
    draft: &Draft<'_>,
    slug: String,
) -> Dataset {
    let read_page = draft
        .page
        .and_then(|file| context.pages.get(&file).map(|page| (file, page)));
    let page = read_page.map(|(file, read)| (file, read.page.as_ref()));
    let links = DatasetLinks::collect(draft.entry, page);
    let (mut facts, page_facts) = collect_facts(context.vocabulary, draft.entry, page);
    infer_facts(&mut facts, context, draft, read_page, &links);

    let description = draft
        .entry
        .map_or("", |entry| unbracketed(&entry.description.text));
    let body = draft.entry.and_then(|entry| entry.body.clone());
    Dataset {
        route: Route::dataset(&slug),
        slug,
        name: name(context, draft, page),
        description: description.to_owned(),
        is_listed: draft.entry.is_some() || context.sources.is_listless,
        categories: draft.categories.clone(),
        page: page.map(|(file, _)| file),
        body: body.filter(|_| page.is_none()),
        series: None,
        facts,
        page_facts,
        websites: links.websites,
        downloads: links.downloads,
        papers: links.papers,
        other_links: links.other,
        image: page.and_then(|(file, page)| first_image(context, file, page)),
        source: draft.span(),
    }
}

/// Fills the facts that neither entry nor page state, but their surroundings imply.
fn infer_facts(
    facts: &mut Facts,
    context: &JoinContext<'_>,
    draft: &Draft<'_>,
    page: Option<(FileId, &ReadPage)>,
    links: &DatasetLinks,
) {
    let reading = page.map(|(_, page)| page.reading.as_ref());

    // The heading "Retina" above a dataset says which part of the body it shows.
    if facts.areas.is_none() {
        let mut categories = draft.categories.iter();
        facts.areas = categories
            .find_map(|&id| area_of_category(context.vocabulary, &context.categories[id]));
    }
    if facts.access.is_none() {
        facts.access = reading
            .and_then(|reading| reading.access.clone())
            .or_else(|| infer_from_host(&links.downloads));
    }
    if facts.license.is_none() {
        facts.license = reading.and_then(|reading| reading.license.clone());
    }
}

/// The name of the entry, else the title of the page, else the name of its file.
fn name(context: &JoinContext<'_>, draft: &Draft<'_>, page: Option<(FileId, &Page)>) -> String {
    if let Some(entry) = draft.entry {
        return entry.name.clone();
    }
    let Some((file, page)) = page else {
        return String::new();
    };

    let title = page.title.as_ref();
    match title.filter(|title| *title != TITLE_PLACEHOLDER) {
        Some(title) => title.clone(),
        None => file_stem(context.sources.path(file)).replace('_', " "),
    }
}

/// The first image of a page that the catalog has.
fn first_image(context: &JoinContext<'_>, file: FileId, page: &Page) -> Option<ImageId> {
    let path = context.sources.path(file);
    let (id, _) = page.images.iter().find_map(|image| {
        context
            .link_resolver
            .image(context.images, path, &image.target)
    })?;

    Some(id)
}
