//! `missing-alt-text`: see `RULE`. One finding per text, because a catalog usually has alternative
//! texts for all of its images or for none.

use crate::catalog::Catalog;
use crate::check::image_file::texts_with_images;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::Link;
use crate::source::{FileId, Span};

pub(crate) const RULE: Rule = Rule {
    code: "missing-alt-text",
    severity: Severity::Note,
    summary: "images without alternative text",
    reason: "they say nothing to readers who cannot see them",
    example: "`![](scan.png)`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    texts_with_images(catalog)
        .filter_map(|(file, images)| check_text(file, images))
        .collect()
}

fn check_text(file: FileId, images: &[Link]) -> Option<Diagnostic> {
    let mut without_text = images
        .iter()
        .filter(|image| image.label.trim().is_empty())
        .peekable();
    let first = *without_text.peek()?;

    let message = match (without_text.count(), images.len()) {
        (_, 1) => "the image has no alternative text".to_owned(),
        (count, all) => format!("{count} of {all} images have no alternative text"),
    };
    Some(
        RULE.at(Span::new(file, first.span.clone()), message)
            .help("Describe in a few words what the image shows"),
    )
}
