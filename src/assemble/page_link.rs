//! The page that an entry links to.
//!
//! In: the link of an entry. Out: the file of the page. Each way of resolution but the plain one gives
//! a warning; most of them have a fix.

use std::ops::Range;

use crate::assemble::join::JoinContext;
use crate::catalog::link::PathMatch;
use crate::diagnostics::Diagnostic;
use crate::parse::Link;
use crate::source::{FileId, Sources, Span};

/// Resolves the link of an entry to a page.
pub(super) fn resolve_page(
    context: &JoinContext<'_>,
    link: &Link,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    let span = Span::new(Sources::README, link.span.clone());
    let page = context
        .link_resolver
        .page(&context.settings.readme, &link.target);
    let Some((file, path_match)) = page else {
        diagnostics.push(missing_page(link, span));
        return None;
    };

    if !is_page_of_dataset(context, file) {
        diagnostics.push(Diagnostic::warning(
            "missing-page",
            span,
            format!("{} is no dataset's page", link.target),
        ));
        return None;
    }

    if let Some((code, reason)) = inexact_match(path_match) {
        diagnostics.push(inexact_link(context, link, file, code, reason));
    }
    Some(file)
}

fn missing_page(link: &Link, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "missing-page",
        span,
        format!("the page {} is not there", link.target),
    )
    .label("no such file")
    .help("write the page, or leave the name without a link")
}

fn is_page_of_dataset(context: &JoinContext<'_>, file: FileId) -> bool {
    file != Sources::README && context.sources.glossary != Some(file) && !context.is_template(file)
}

/// The code and the reason of the warning about a link that does not name the file exactly.
fn inexact_match(path_match: PathMatch) -> Option<(&'static str, &'static str)> {
    match path_match {
        PathMatch::Literal => None,
        PathMatch::Decoded => Some(("page-link-encoded", "the link is percent-encoded")),
        PathMatch::Extension => Some(("page-link-ending", "the link lacks .md")),
        PathMatch::Case => Some(("page-link-case", "the link differs in letter case")),
        PathMatch::Folder => Some(("page-link-folder", "the page lies in another folder")),
        PathMatch::Repository => Some((
            "page-link-absolute",
            "the link goes to the repository's site",
        )),
    }
}

fn inexact_link(
    context: &JoinContext<'_>,
    link: &Link,
    file: FileId,
    code: &'static str,
    reason: &str,
) -> Diagnostic {
    let path = context.sources.path(file);
    let target = markdown_target(path);
    let span = Span::new(Sources::README, link.span.clone());
    let diagnostic = Diagnostic::warning(code, span, format!("{reason}: taken as {path}"))
        .help(format!("write the path of the file: {target}"));

    match target_range(context.sources.text(Sources::README), link) {
        Some(range) => diagnostic.fix(Span::new(Sources::README, range), target),
        None => diagnostic,
    }
}

/// The bytes of the target of a Markdown link, angle brackets included; `None` for a link of another
/// form.
fn target_range(text: &str, link: &Link) -> Option<Range<usize>> {
    let markdown = text.get(link.span.clone())?.strip_suffix(')')?;
    let after_label = markdown.rfind("](")? + 2;
    let target = markdown[after_label..].trim();
    let in_brackets = target
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));

    let start = link.span.start + after_label + markdown[after_label..].find(target)?;
    let is_whole = in_brackets.unwrap_or(target) == link.target;
    is_whole.then_some(start..start + target.len())
}

/// A path as the target of a Markdown link; one with spaces or parentheses needs angle brackets.
fn markdown_target(path: &str) -> String {
    if path.contains([' ', '(', ')']) {
        format!("<./{path}>")
    } else {
        format!("./{path}")
    }
}
