//! The page of one dataset.

pub(in crate::render) mod facts;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::Result;

use crate::catalog::category::CategoryId;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::link_record::{LinkRecord, LinkRecords, LinkState};
use crate::catalog::route::Route;
use crate::catalog::web_link::WebLink;
use crate::output::{Content, OutputFile};
use crate::parse::citation::Citation;
use crate::parse::page::{Page, SectionKind};
use crate::render::metadata::croissant::missing;
use crate::render::metadata::jsonld;
use crate::render::pages::cover;
use crate::render::pages::{Place, end_here, step};
use crate::render::prose::Prose;
use crate::render::view::{
    Alternate, Author, CitationView, DatasetPage, DatasetRow, ImageView, LinkGroup, LinkHealth,
    LinkView, SectionView, SourceView, TextLink, TocItem,
};
use crate::render::{Context, Made};
use crate::source::Span;
use crate::value::term_kind::TermKind;

/// Relatives shown on a page: a name like "Image 1" may have thousands.
const EDITIONS: usize = 30;

/// Characters of the lead that other programs are told.
const LEAD: usize = 5000;

/// `datasets/SLUG/`.
pub(in crate::render) fn render(context: Context<'_>, id: DatasetId) -> Result<Made> {
    let catalog = context.catalog;
    let dataset = &catalog.datasets[id];
    let place = Place::Page(dataset.route.clone());
    let page = catalog.page(dataset);
    let file = dataset.page.unwrap_or(dataset.source.file);
    let mut prose = context.prose(&place, file, &dataset.name);
    let description_html = prose.explained(&dataset.description);
    let body = match (page, &dataset.body) {
        (Some(page), _) => Body::of(page, &mut prose),
        (None, Some(range)) => Body::of_list(range, &mut prose),
        (None, None) => Body::default(),
    };
    let (previous, next) = neighbours(context, &place, dataset, id);
    let lines = |ids: Vec<DatasetId>| -> Vec<DatasetRow> {
        prose.explain(ids.into_iter().map(|id| context.line(&place, id)).collect())
    };
    let editions = lines(catalog.others_in_series(id).take(EDITIONS).collect());
    let related = lines(related(context, id));
    let mut toc = body.toc;
    toc.extend(added_toc(page, &editions, &related));
    let title = page.and_then(|page| page.title.clone());
    let other_name =
        title.filter(|title| title != "Dataset Name" && !title.eq_ignore_ascii_case(&dataset.name));
    let steps = breadcrumbs(context, &place, dataset);
    let mut head = context.head(
        &dataset.route,
        &dataset.name,
        &description(context, dataset, &body.words),
    );
    head.structured = jsonld::dataset(catalog, context.settings, id, &body.lead, &steps);
    head.image = context.preview_image(dataset.image, &dataset.name);
    head.alternates.insert(
        0,
        Alternate {
            kind: "text/markdown".to_owned(),
            title: format!("{} as Markdown", dataset.name),
            url: place.to(&Route::dataset_markdown(&dataset.slug)),
        },
    );
    let base = context.settings.base_url.is_some();
    if base && missing(catalog, dataset).is_empty() {
        head.alternates.push(Alternate {
            kind: "application/ld+json".to_owned(),
            title: format!("{} in Croissant", dataset.name),
            url: place.to(&Route::croissant(&dataset.slug)),
        });
    }
    let view = DatasetPage {
        site: context.site(&place, "datasets"),
        head,
        breadcrumbs: steps,
        slug: dataset.slug.clone(),
        name: dataset.name.clone(),
        other_name: other_name.filter(|_| dataset.is_listed),
        description: dataset.description.clone(),
        description_html,
        listed: dataset.is_listed,
        has_page: page.is_some() || dataset.body.is_some(),
        facts: facts::facts(context, &place, dataset),
        links: link_groups(dataset, &catalog.link_records),
        image: body
            .image
            .or_else(|| cover::first_image(context, &place, dataset)),
        cover: cover::view(context, dataset),
        toc,
        sections: body.sections,
        authors: page.map_or(Vec::new(), authors),
        citations: page.map_or(Vec::new(), |page| {
            page.citations.iter().map(citation).collect()
        }),
        categories: dataset
            .categories
            .iter()
            .map(|&id| context.category_steps(&place, id).split_off(2))
            .collect(),
        previous,
        next,
        editions,
        related,
        source: Some(SourceView {
            place: place_of(context, dataset),
            url: context.source_url(&dataset.source),
        }),
        edit_url: match dataset.page {
            Some(file) => context.edit_url(&Span::new(file, 0..0)),
            None => context.new_page_url(&dataset.name),
        },
    };
    let mut images = prose.into_images();
    images.extend(dataset.image);
    context.page(&dataset.route, "dataset.html", &view, images)
}

/// `datasets/SLUG/croissant.json`.
pub(in crate::render) fn croissant(context: Context<'_>, id: DatasetId) -> Result<Made> {
    let dataset = &context.catalog.datasets[id];
    let mut prose = context.prose(
        &Place::Page(dataset.route.clone()),
        dataset.page.unwrap_or(dataset.source.file),
        "",
    );
    let lead = context
        .catalog
        .page(dataset)
        .map_or(String::new(), |page| Body::of(page, &mut prose).lead);
    let text = jsonld::document(context.catalog, context.settings, id, &lead);
    let path = Route::croissant(&dataset.slug).output_path();
    Ok(Made {
        file: OutputFile {
            path,
            content: Content::Bytes(text.into_bytes()),
        },
        images: BTreeSet::new(),
    })
}

/// The parts of a page's text.
#[derive(Default)]
struct Body {
    image: Option<ImageView>,
    sections: Vec<SectionView>,
    toc: Vec<TocItem>,
    /// The first words, plain.
    words: String,
    /// The lead, plain.
    lead: String,
}

impl Body {
    fn of(page: &Page, prose: &mut Prose<'_>) -> Self {
        let mut body = Self {
            image: prose.lead_image(&page.lead),
            ..Self::default()
        };
        let mut notes = String::new();
        let lead = prose.html_but_lead_image(&page.lead);
        body.push(prose, "", 2, lead);
        body.lead = prose.words(LEAD);
        for (at, section) in page.sections.iter().enumerate() {
            let level = section.section.level.clamp(2, 6);
            let mark = prose.mark();
            let mut parts = section.prose.clone();
            if body.image.is_none() && section.kind == SectionKind::Information {
                (body.image, parts) = prose.figure_of(parts);
            }
            let html = prose.html(&parts);
            if body.lead.is_empty() && section.kind == SectionKind::Information {
                body.lead = prose.words_since(mark, LEAD);
            }
            // Citations and authors have places of their own; what else stood in their sections closes the page.
            if moved(page, section.kind) {
                notes.push_str(&html);
                continue;
            }
            // A heading whose text went to another place of the page goes with it, unless deeper ones stand below.
            let heads_others = page.sections.get(at + 1).is_some_and(|next| {
                next.section.level > section.section.level && next.kind == SectionKind::Other
            });
            if !html.trim().is_empty() || (heads_others && section.kind == SectionKind::Other) {
                body.push(prose, &section.section.title, level, html);
            }
        }
        body.push(
            prose,
            if notes.trim().is_empty() { "" } else { "Notes" },
            2,
            notes,
        );
        body.words = prose.words(300);
        body
    }

    /// What stands below an entry of the list that is a heading.
    fn of_list(range: &Range<usize>, prose: &mut Prose<'_>) -> Self {
        let mut body = Self {
            image: prose.lead_image(range),
            ..Self::default()
        };
        let html = prose.html_but_lead_image(range);
        body.push(prose, "", 2, html);
        body.words = prose.words(300);
        body.lead = prose.words(LEAD);
        body
    }

    fn push(&mut self, prose: &mut Prose<'_>, title: &str, level: u8, html: String) {
        if html.trim().is_empty() && title.is_empty() {
            return;
        }
        let heading = prose.heading(title, level);
        if !title.is_empty() {
            self.toc.push(heading.toc);
        }
        self.sections.push(SectionView {
            id: heading.id,
            title: heading.text,
            level,
            html,
        });
    }
}

/// Whether the facts of a section are shown elsewhere on the page.
pub(in crate::render) fn moved(page: &Page, kind: SectionKind) -> bool {
    match kind {
        SectionKind::Citation => !page.citations.is_empty(),
        SectionKind::Authors => !page.authors.is_empty(),
        _ => false,
    }
}

/// Lines of the table of contents for the parts that the template adds below the text.
fn added_toc(page: Option<&Page>, editions: &[DatasetRow], related: &[DatasetRow]) -> Vec<TocItem> {
    let item = |id: &str, title: &str| TocItem {
        id: id.to_owned(),
        title: title.to_owned(),
        level: 2,
    };
    let mut items = Vec::new();
    if page.is_some_and(|page| !page.authors.is_empty()) {
        items.push(item("authors", "Authors"));
    }
    if page.is_some_and(|page| !page.citations.is_empty()) {
        items.push(item("citation", "Citation"));
    }
    if !editions.is_empty() {
        items.push(item("editions", "Editions and parts"));
    }
    if !related.is_empty() {
        items.push(item("related", "Related datasets"));
    }
    items
}

/// The entry's words, else the page's, else what the facts say.
fn description(context: Context<'_>, dataset: &Dataset, words: &str) -> String {
    let text = [dataset.description.as_str(), words]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if text.is_empty() {
        format!("{} in {}.", dataset.name, context.catalog.title)
    } else {
        format!("{}: {text}", dataset.name)
    }
}

fn breadcrumbs(
    context: Context<'_>,
    place: &Place,
    dataset: &Dataset,
) -> Vec<crate::render::view::Breadcrumb> {
    let mut steps = match dataset.categories.first() {
        Some(&id) => context.category_steps(place, id),
        None => vec![
            context.home_step(place),
            step("Datasets", Some(place.to(&Route::datasets()))),
        ],
    };
    steps.push(step(&dataset.name, None));
    end_here(steps)
}

/// What is known of a link, in words for readers.
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

fn link_groups(dataset: &Dataset, health: &LinkRecords) -> Vec<LinkGroup> {
    let view = |kind: &str, link: &WebLink| LinkView {
        label: link.label.clone(),
        url: link.url.clone(),
        host: link.host().to_owned(),
        kind: kind.to_owned(),
        health: health.get(&link.url).map(link_health),
    };
    let group = |kind: &str, label: &str, links: &[WebLink]| LinkGroup {
        kind: kind.to_owned(),
        label: label.to_owned(),
        glyph: if kind == "other" { "link" } else { kind }.to_owned(),
        links: links.iter().map(|link| view(kind, link)).collect(),
    };
    let mut groups = vec![
        group("website", "Website", &dataset.websites),
        group("download", "Download", &dataset.downloads),
        group("paper", "Paper", &dataset.papers),
    ];
    for (column, link) in &dataset.other_links {
        match groups.iter_mut().find(|group| group.label == *column) {
            Some(group) => group.links.push(view("other", link)),
            None => groups.push(group("other", column, std::slice::from_ref(link))),
        }
    }
    groups.retain(|group| !group.links.is_empty());
    groups
}

fn authors(page: &Page) -> Vec<Author> {
    page.authors
        .iter()
        .map(|a| Author {
            name: a.name.clone(),
            affiliation: a.affiliation.clone(),
        })
        .collect()
}

fn citation(citation: &Citation) -> CitationView {
    let first = citation
        .authors
        .first()
        .map(|name| name.split(',').next().unwrap_or(name).trim().to_owned());
    let others = if citation.authors.len() > 1 {
        " et al."
    } else {
        ""
    };
    let year = citation.year.map(|year| year.to_string());
    let byline: Vec<String> = first
        .map(|name| format!("{name}{others}"))
        .into_iter()
        .chain(year)
        .collect();
    CitationView {
        key: citation.key.clone(),
        title: citation.title.clone().unwrap_or_default(),
        bibtex: citation.bibtex.clone(),
        doi: citation.doi.clone(),
        doi_url: citation.doi_url(),
        byline: byline.join(", "),
    }
}

fn place_of(context: Context<'_>, dataset: &Dataset) -> String {
    let sources = &context.catalog.sources;
    format!(
        "{}:{}",
        sources.path(dataset.source.file),
        sources.line(&dataset.source)
    )
}

/// The datasets before and after one in its first category.
fn neighbours(
    context: Context<'_>,
    place: &Place,
    dataset: &Dataset,
    id: DatasetId,
) -> (Option<TextLink>, Option<TextLink>) {
    let own: &[DatasetId] = dataset
        .categories
        .first()
        .map_or(&[], |&id: &CategoryId| &context.catalog.categories[id].own);
    // `own` is in the order of the list, so that a large category is searched, not walked.
    let Ok(at) = own.binary_search(&id) else {
        return (None, None);
    };
    let link = |id: Option<&DatasetId>| {
        let dataset = &context.catalog.datasets[*id?];
        Some(TextLink {
            label: dataset.name.clone(),
            url: place.to(&dataset.route),
        })
    };
    (
        link(at.checked_sub(1).and_then(|at| own.get(at))),
        link(own.get(at + 1)),
    )
}

/// Up to six datasets that share the most terms, the nearest in the list first.
fn related(context: Context<'_>, id: DatasetId) -> Vec<DatasetId> {
    /// Candidates looked at in each list: related datasets stand near each other, and lists may hold thousands.
    const NEAR: usize = 60;
    let catalog = context.catalog;
    let dataset = &catalog.datasets[id];
    let mut candidates = BTreeSet::new();
    let lists = TermKind::ALL.into_iter().flat_map(|kind| {
        dataset
            .terms(kind)
            .iter()
            .filter_map(move |name| catalog.terms(kind).get(name))
            .map(|term| term.datasets.as_slice())
    });
    let own = dataset
        .categories
        .iter()
        .map(|&category| catalog.categories[category].own.as_slice());
    for list in lists.chain(own) {
        let at = list.partition_point(|other| *other < id);
        candidates.extend(&list[at.saturating_sub(NEAR)..(at + NEAR).min(list.len())]);
    }
    candidates.remove(&id);
    // Those stand in a list of their own.
    for other in catalog.others_in_series(id) {
        candidates.remove(&other);
    }
    let mut scores: BTreeMap<DatasetId, usize> = BTreeMap::new();
    for other in candidates {
        let there: &Dataset = &catalog.datasets[other];
        let shared = |kind: TermKind| {
            dataset
                .terms(kind)
                .iter()
                .filter(|name| there.terms(kind).contains(name))
                .count()
        };
        let same_category = dataset
            .categories
            .iter()
            .any(|category| there.categories.contains(category));
        // The body part tells datasets apart best, then the modality; nearly all share the task of segmentation.
        let score = 3 * shared(TermKind::Area)
            + 2 * shared(TermKind::Modality)
            + shared(TermKind::Task)
            + 3 * usize::from(same_category);
        if score >= 4 {
            scores.insert(other, score);
        }
    }
    let mut best: Vec<(usize, usize, DatasetId)> = scores
        .into_iter()
        .map(|(other, score)| (usize::MAX - score, other.abs_diff(id), other))
        .collect();
    best.sort_unstable();
    best.into_iter()
        .take(6)
        .map(|(_, _, other)| other)
        .collect()
}
