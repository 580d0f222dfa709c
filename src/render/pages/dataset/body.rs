//! The text of a dataset's page: its lead, its image and its sections.
//!
//! In: the parsed page, or the text below the entry in the list. Out: sections of safe HTML.
//! Citations and authors have parts of their own on the page.

use std::ops::Range;

use crate::catalog::dataset::Dataset;
use crate::parse::page::{Page, PageSection, SectionKind};
use crate::render::context::Context;
use crate::render::pages::dataset::file_of;
use crate::render::pages::link_base::LinkBase;
use crate::render::prose::Prose;
use crate::render::theme::Texts;
use crate::render::view::{ImageView, SectionView, TocItem};

/// The number of characters of the lead that structured data hold.
const MAX_LEAD: usize = 5000;

/// The number of characters of the text that may become the description of the page.
const MAX_START: usize = 300;

/// The parts of a page's text.
#[derive(Default)]
pub(super) struct PageBody {
    pub(super) image: Option<ImageView>,
    pub(super) sections: Vec<SectionView>,
    pub(super) toc: Vec<TocItem>,
    /// The start of the whole text, without markup.
    pub(super) start: String,
    /// The lead, without markup.
    pub(super) lead: String,
}

/// The lead of a dataset's page, without markup. Empty if the dataset has no page.
pub(in crate::render) fn lead_text(context: Context<'_>, dataset: &Dataset) -> String {
    let Some(page) = context.catalog.page(dataset) else {
        return String::new();
    };
    let base = LinkBase::Page(dataset.route.clone());
    let mut prose = context.prose(&base, file_of(dataset), "");

    PageBody::of_page(context.texts(), page, &mut prose).lead
}

/// Whether the content of a section is shown in another part of the page.
pub(in crate::render) fn is_shown_elsewhere(page: &Page, kind: SectionKind) -> bool {
    match kind {
        SectionKind::Citation => !page.citations.is_empty(),
        SectionKind::Authors => !page.authors.is_empty(),
        _ => false,
    }
}

impl PageBody {
    /// The text of a dataset: its page, or what is below its heading in the list.
    pub(super) fn of_dataset(
        context: Context<'_>,
        dataset: &Dataset,
        prose: &mut Prose<'_>,
    ) -> Self {
        match (context.catalog.page(dataset), &dataset.body) {
            (Some(page), _) => Self::of_page(context.texts(), page, prose),
            (None, Some(range)) => Self::of_list(range, prose),
            (None, None) => Self::default(),
        }
    }

    fn of_page(texts: &Texts, page: &Page, prose: &mut Prose<'_>) -> Self {
        let mut body = Self::of_lead(&page.lead, prose);
        let mut notes = String::new();

        for (at, section) in page.sections.iter().enumerate() {
            let html = body.section_html(section, prose);

            // What else is in a section of citations or authors closes the page.
            if is_shown_elsewhere(page, section.kind) {
                notes.push_str(&html);
            } else if !html.trim().is_empty() || is_heading_of_others(page, at) {
                let level = section.section.level.clamp(2, 6);
                body.push(prose, &section.section.title, level, html);
            }
        }

        let title = match notes.trim() {
            "" => "",
            _ => texts.get("dataset.notes"),
        };
        body.push(prose, title, 2, notes);
        body.start = prose.text(MAX_START);

        body
    }

    fn of_list(range: &Range<usize>, prose: &mut Prose<'_>) -> Self {
        let mut body = Self::of_lead(range, prose);
        body.start = prose.text(MAX_START);

        body
    }

    /// The text before the first section.
    fn of_lead(lead: &Range<usize>, prose: &mut Prose<'_>) -> Self {
        let mut body = Self {
            image: prose.lead_image(lead),
            ..Self::default()
        };

        let html = prose.html_without_lead_image(lead);
        body.push(prose, "", 2, html);
        body.lead = prose.text(MAX_LEAD);

        body
    }

    /// The text of a section. The section "Dataset Information" also gives the image and the lead
    /// if there were none before the sections.
    fn section_html(&mut self, section: &PageSection, prose: &mut Prose<'_>) -> String {
        let is_information = section.kind == SectionKind::Information;
        let start = prose.position();
        let mut parts = section.prose.clone();

        if self.image.is_none() && is_information {
            (self.image, parts) = prose.take_figure(parts);
        }
        let html = prose.html(&parts);
        if self.lead.is_empty() && is_information {
            self.lead = prose.text_since(start, MAX_LEAD);
        }

        html
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

/// Whether a section without text of its own is the heading of deeper sections. The heading of a
/// section whose text is shown elsewhere is left out, unless deeper sections follow.
fn is_heading_of_others(page: &Page, at: usize) -> bool {
    let section = &page.sections[at];

    section.kind == SectionKind::Other
        && page.sections.get(at + 1).is_some_and(|next| {
            next.kind == SectionKind::Other && next.section.level > section.section.level
        })
}
