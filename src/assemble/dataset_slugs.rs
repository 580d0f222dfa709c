//! The slugs of datasets: from the names of their files, else from their names.
//!
//! In: drafts, in their order. Out: a slug for each; diagnostics about slugs that are taken.

use crate::assemble::join::{Draft, JoinContext};
use crate::catalog::slug::{UniqueSlugs, slugify};
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::value::path::file_stem;

pub(crate) const SHARED_PAGE: Rule = Rule {
    code: "shared-page",
    severity: Severity::Warning,
    summary: "two different entries that link to the same page",
    reason: "one of them leads to the wrong page",
    example: "`FLARE 2022` and `FLARE 2023`, both with `FLARE2023.md`",
};

pub(crate) const SLUG_COLLISION: Rule = Rule {
    code: "slug-collision",
    severity: Severity::Warning,
    summary: "two datasets that would have the same URL",
    reason: "the second one gets a numbered URL, which may change",
    example: "`A-B` and `A B`",
};

/// Assigns the slugs. One that is taken gets a number and a warning.
pub(super) fn assign_slugs(
    context: &JoinContext<'_>,
    drafts: &[Draft<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut unique = UniqueSlugs::default();
    let mut slugs = Vec::with_capacity(drafts.len());

    for (at, draft) in drafts.iter().enumerate() {
        let name = match (draft.page, draft.entry) {
            (Some(file), _) => file_stem(context.sources.path(file)),
            (None, Some(entry)) => &entry.name,
            (None, None) => "",
        };
        let (slug, first) = unique.take(&slugify(name, "dataset"), at);
        if let Some(first) = first {
            diagnostics.push(collision(context, &drafts[first], draft, &slug));
        }
        slugs.push(slug);
    }

    slugs
}

/// A warning that `second` would have the slug of `first`, and has `slug` instead.
fn collision(
    context: &JoinContext<'_>,
    first: &Draft<'_>,
    second: &Draft<'_>,
    slug: &str,
) -> Diagnostic {
    let name = display_name(context, second);
    let first_span = first.span();
    let first_name = format!(
        "{} ({}:{})",
        display_name(context, first),
        context.sources.path(first_span.file),
        context.sources.line(&first_span)
    );

    if first.page.is_some() && first.page == second.page {
        SHARED_PAGE
            .at(
                second.span(),
                format!("{name} has the same page as {first_name}"),
            )
            .help(format!(
                "both are kept, this one as {slug}; give each entry a page of its own"
            ))
    } else {
        SLUG_COLLISION
            .at(
                second.span(),
                format!("{name} has the same URL as {first_name}"),
            )
            .help(format!(
                "This one becomes {slug}; rename one of the files to keep the URLs stable"
            ))
    }
}

/// The name of the entry, else the path of the page.
fn display_name<'a>(context: &JoinContext<'a>, draft: &Draft<'a>) -> &'a str {
    match (draft.entry, draft.page) {
        (Some(entry), _) => &entry.name,
        (None, Some(file)) => context.sources.path(file),
        (None, None) => "",
    }
}
