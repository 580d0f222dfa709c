//! `datasets/SLUG/index.html.md`: a dataset's page as Markdown, for programs that read text.
//!
//! In: a dataset. Out: its facts as a list, then its page's own Markdown with links that lead to this site. It says what the
//! HTML page says; the name is the one of llms.txt for addresses without a file name.

use anyhow::Result;

use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::catalog::web_link::WebLink;
use crate::output::{Content, OutputFile};
use crate::parse::page::Page;
use crate::render::metadata::markdown_text::{escaped, fenced};
use crate::render::pages::Place;
use crate::render::pages::dataset::{facts, moved};
use crate::render::prose::Prose;
use crate::render::{Context, Made, full_url};

/// Makes the file.
///
/// # Errors
/// Never in practice.
pub(in crate::render) fn render(context: Context<'_>, id: DatasetId) -> Result<Made> {
    let dataset = &context.catalog.datasets[id];
    let place = match &context.settings.base_url {
        Some(base) => Place::Rooted(base.clone()),
        None => Place::Page(dataset.route.clone()),
    };
    let page = context.catalog.page(dataset);
    let mut prose = context.prose(
        &place,
        dataset.page.unwrap_or(dataset.source.file),
        &dataset.name,
    );
    let mut out = format!("# {}\n", escaped(&dataset.name));
    if !dataset.description.is_empty() {
        out.push_str(&format!("\n> {}\n", escaped(&dataset.description)));
    }
    out.push('\n');
    push_facts(&mut out, context, &place, dataset);
    match (page, &dataset.body) {
        (Some(page), _) => push_page(&mut out, page, &mut prose),
        (None, Some(range)) => push_text(&mut out, &prose.markdown(range)),
        (None, None) => {}
    }
    let path = Route::dataset_markdown(&dataset.slug).output_path();
    Ok(Made {
        file: OutputFile {
            path,
            content: Content::Bytes(out.into_bytes()),
        },
        images: prose.into_images(),
    })
}

/// One line a fact, then the links and where the page stands.
fn push_facts(out: &mut String, context: Context<'_>, place: &Place, dataset: &Dataset) {
    let mut line =
        |label: &str, value: &str| out.push_str(&format!("- {}: {value}\n", escaped(label)));
    for fact in facts::facts(context, place, dataset)
        .iter()
        .filter(|fact| fact.stated)
    {
        let raw = fact.raw.as_ref().filter(|raw| raw.starts_with("Inferred"));
        let raw = raw.map_or(String::new(), |raw| format!(" ({raw})"));
        line(&fact.label, &escaped(&format!("{}{raw}", fact.value)));
    }
    for &id in &dataset.categories {
        let steps = context.category_steps(place, id).split_off(2);
        let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
        line("Category", &escaped(&names.join(" > ")));
    }
    let groups: [(&str, &[WebLink]); 3] = [
        ("Website", &dataset.websites),
        ("Download", &dataset.downloads),
        ("Paper", &dataset.papers),
    ];
    for (label, link) in groups
        .iter()
        .flat_map(|(label, links)| links.iter().map(move |link| (label, link)))
    {
        line(label, &format!("<{}>", link.url));
    }
    for (label, link) in &dataset.other_links {
        line(label, &format!("<{}>", link.url));
    }
    if context.settings.base_url.is_some() {
        line(
            "Page",
            &format!("<{}>", full_url(context.settings, &dataset.route)),
        );
    }
}

fn push_page(out: &mut String, page: &Page, prose: &mut Prose<'_>) {
    push_text(out, &prose.markdown(&page.lead));
    for section in &page.sections {
        if moved(page, section.kind) {
            continue;
        }
        let texts: Vec<String> = section
            .prose
            .iter()
            .map(|range| prose.markdown(range))
            .collect();
        let text = texts.join("\n\n");
        if !text.trim().is_empty() {
            let level = usize::from(section.section.level.clamp(2, 6));
            out.push_str(&format!(
                "\n{} {}\n",
                "#".repeat(level),
                escaped(&section.section.title)
            ));
            push_text(out, &text);
        }
    }
    if !page.authors.is_empty() {
        out.push_str("\n## Authors\n\n");
        for author in &page.authors {
            let place = author
                .affiliation
                .as_ref()
                .map_or(String::new(), |place| format!(" ({place})"));
            out.push_str(&format!(
                "- {}\n",
                escaped(&format!("{}{place}", author.name))
            ));
        }
    }
    if !page.citations.is_empty() {
        out.push_str("\n## Citation\n");
        for citation in &page.citations {
            out.push_str(&format!("\n{}\n", fenced("bibtex", &citation.bibtex)));
        }
    }
}

fn push_text(out: &mut String, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        out.push_str(&format!("\n{text}\n"));
    }
}
