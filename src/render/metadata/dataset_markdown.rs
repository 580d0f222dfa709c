//! `datasets/SLUG/index.html.md`: the page of a dataset as Markdown, for language models.
//!
//! In: a dataset. Out: its facts as a list, then the Markdown of its page with links that lead to
//! this site. The content is that of the HTML page. The name of the file follows llms.txt, which
//! defines it for URLs without a file name.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::parse::authors::Author;
use crate::parse::citation::Citation;
use crate::parse::page::Page;
use crate::render::context::{Context, RenderedFile, full_url};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::metadata::markdown_text::{escaped, fenced};
use crate::render::pages::dataset::body::is_shown_elsewhere;
use crate::render::pages::dataset::{facts, file_of};
use crate::render::pages::link_base::LinkBase;
use crate::render::prose::Prose;
use crate::render::view::FactView;

/// `datasets/SLUG/index.html.md`.
pub(in crate::render) const DATASET_MARKDOWN: FileKind<DatasetId> = FileKind { plan, render };

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<DatasetId>> {
    catalog
        .datasets
        .iter()
        .enumerate()
        .map(|(id, dataset)| PlannedFile::file(Route::dataset_markdown(&dataset.slug), id))
        .collect()
}

fn render(context: Context<'_>, _: &Route, id: DatasetId) -> Result<RenderedFile> {
    let dataset = &context.catalog.datasets[id];
    let base = match &context.settings.base_url {
        Some(url) => LinkBase::Root(url.clone()),
        None => LinkBase::Page(dataset.route.clone()),
    };
    let mut prose = context.prose(&base, file_of(dataset), &dataset.name);

    let mut out = format!("# {}\n", escaped(&dataset.name));
    if !dataset.description.is_empty() {
        out.push_str(&format!("\n> {}\n", escaped(&dataset.description)));
    }

    out.push('\n');
    push_facts(&mut out, context, &base, dataset);
    push_categories(&mut out, context, dataset);
    push_links(&mut out, context, dataset);

    match (context.catalog.page(dataset), &dataset.body) {
        (Some(page), _) => push_page(&mut out, page, &mut prose),
        (None, Some(range)) => push_text(&mut out, &prose.markdown(range)),
        (None, None) => {}
    }

    Ok(RenderedFile {
        bytes: out.into_bytes(),
        images: prose.into_images(),
    })
}

fn push_facts(out: &mut String, context: Context<'_>, base: &LinkBase, dataset: &Dataset) {
    for fact in facts::facts(context, base, dataset) {
        if fact.stated {
            push_line(out, &fact.label, &escaped(&fact_text(&fact)));
        }
    }
}

/// The value of a fact, and what it was inferred from.
fn fact_text(fact: &FactView) -> String {
    match &fact.raw {
        Some(raw) if raw.starts_with("Inferred") => format!("{} ({raw})", fact.value),
        _ => fact.value.clone(),
    }
}

fn push_categories(out: &mut String, context: Context<'_>, dataset: &Dataset) {
    for &id in &dataset.categories {
        let path = context.catalog.category_path(id).join(" > ");
        push_line(out, "Category", &escaped(&path));
    }
}

/// The links of the dataset, and the URL of its page if the site knows its own URL.
fn push_links(out: &mut String, context: Context<'_>, dataset: &Dataset) {
    for (label, links) in [
        ("Website", &dataset.websites),
        ("Download", &dataset.downloads),
        ("Paper", &dataset.papers),
    ] {
        for link in links {
            push_line(out, label, &format!("<{}>", link.url));
        }
    }

    for (label, link) in &dataset.other_links {
        push_line(out, label, &format!("<{}>", link.url));
    }

    if context.settings.base_url.is_some() {
        let url = full_url(context.settings, &dataset.route);
        push_line(out, "Page", &format!("<{url}>"));
    }
}

fn push_line(out: &mut String, label: &str, value: &str) {
    out.push_str(&format!("- {}: {value}\n", escaped(label)));
}

fn push_page(out: &mut String, page: &Page, prose: &mut Prose<'_>) {
    push_text(out, &prose.markdown(&page.lead));
    push_sections(out, page, prose);
    push_authors(out, &page.authors);
    push_citations(out, &page.citations);
}

fn push_sections(out: &mut String, page: &Page, prose: &Prose<'_>) {
    let sections = page
        .sections
        .iter()
        .filter(|section| !is_shown_elsewhere(page, section.kind));

    for section in sections {
        let parts: Vec<String> = section
            .prose
            .iter()
            .map(|range| prose.markdown(range))
            .collect();
        let text = parts.join("\n\n");

        if !text.trim().is_empty() {
            let hashes = "#".repeat(usize::from(section.section.level.clamp(2, 6)));
            let title = escaped(&section.section.title);
            out.push_str(&format!("\n{hashes} {title}\n"));
            push_text(out, &text);
        }
    }
}

fn push_authors(out: &mut String, authors: &[Author]) {
    if authors.is_empty() {
        return;
    }

    out.push_str("\n## Authors\n\n");
    for author in authors {
        let text = match &author.affiliation {
            Some(affiliation) => format!("{} ({affiliation})", author.name),
            None => author.name.clone(),
        };
        out.push_str(&format!("- {}\n", escaped(&text)));
    }
}

fn push_citations(out: &mut String, citations: &[Citation]) {
    if citations.is_empty() {
        return;
    }

    out.push_str("\n## Citation\n");
    for citation in citations {
        out.push_str(&format!("\n{}\n", fenced("bibtex", &citation.bibtex)));
    }
}

fn push_text(out: &mut String, text: &str) {
    let text = text.trim();

    if !text.is_empty() {
        out.push_str(&format!("\n{text}\n"));
    }
}
