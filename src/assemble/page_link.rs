//! The page that an entry links to.
//!
//! In: the link of an entry. Out: the file of the page. Each way of resolution but the plain one
//! gives a warning; most of them have a fix.

use std::ops::Range;

use crate::assemble::join::JoinContext;
use crate::catalog::link::PathMatch;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::Link;
use crate::source::{FileId, Sources, Span};

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

/// Resolves the link of an entry to a page.
pub(super) fn resolve_page(
    context: &JoinContext<'_>,
    link: &Link,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    let span = Span::new(Sources::README, link.span.clone());
    let page = context
        .link_resolver
        .page(&context.settings.config.readme, &link.target);
    let Some((file, path_match)) = page else {
        diagnostics.push(missing_page(link, span));
        return None;
    };

    if !is_page_of_dataset(context, file) {
        diagnostics.push(MISSING_PAGE.at(span, format!("{} is no dataset's page", link.target)));
        return None;
    }

    if let Some((rule, reason)) = inexact_match(path_match) {
        diagnostics.push(inexact_link(context, link, file, rule, reason));
    }
    Some(file)
}

fn missing_page(link: &Link, span: Span) -> Diagnostic {
    MISSING_PAGE
        .at(span, format!("the page {} is not there", link.target))
        .label("no such file")
        .help("write the page, or leave the name without a link")
}

fn is_page_of_dataset(context: &JoinContext<'_>, file: FileId) -> bool {
    file != Sources::README && context.sources.glossary != Some(file) && !context.is_template(file)
}

/// The rule and the reason of the warning about a link that does not name the file exactly.
fn inexact_match(path_match: PathMatch) -> Option<(&'static Rule, &'static str)> {
    match path_match {
        PathMatch::Literal => None,
        PathMatch::Decoded => Some((&ENCODED_PAGE_LINK, "the link is percent-encoded")),
        PathMatch::Extension => Some((&PAGE_LINK_WITHOUT_EXTENSION, "the link lacks .md")),
        PathMatch::Case => Some((&PAGE_LINK_CASE, "the link differs in letter case")),
        PathMatch::Folder => Some((&PAGE_LINK_FOLDER, "the page lies in another folder")),
        PathMatch::Repository => Some((
            &ABSOLUTE_PAGE_LINK,
            "the link goes to the repository's site",
        )),
    }
}

fn inexact_link(
    context: &JoinContext<'_>,
    link: &Link,
    file: FileId,
    rule: &Rule,
    reason: &str,
) -> Diagnostic {
    let path = context.sources.path(file);
    let target = markdown_target(path);
    let span = Span::new(Sources::README, link.span.clone());
    let diagnostic = rule
        .at(span, format!("{reason}: taken as {path}"))
        .help(format!("write the path of the file: {target}"));

    match target_range(context.sources.text(Sources::README), link) {
        Some(range) => diagnostic.fix(Span::new(Sources::README, range), target),
        None => diagnostic,
    }
}

/// The bytes of the target of a Markdown link, angle brackets included; `None` for a link of
/// another form.
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
