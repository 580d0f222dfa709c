//! The figure at the start of a page's text, which the page shows beside its facts.

use std::ops::Range;

use crate::parse::outline::outline;
use crate::render::markdown::{self, Figure, ImageTarget, Resolver, escape};
use crate::render::prose::Prose;
use crate::render::view::ImageView;

impl Prose<'_> {
    /// The image of the first figure of the lead, if the file exists.
    pub(in crate::render) fn lead_image(&self, lead: &Range<usize>) -> Option<ImageView> {
        let (_, figure) = self.first_figure(lead)?;

        self.figure_view(&figure)
    }

    /// The lead without its first figure. A figure whose file is missing is left out, too: the page
    /// shows a drawing instead.
    pub(in crate::render) fn html_without_lead_image(&mut self, lead: &Range<usize>) -> String {
        match self.first_figure(lead) {
            Some((figure, _)) => self.html(&[lead.start..figure.start, figure.end..lead.end]),
            None => self.html(std::slice::from_ref(lead)),
        }
    }

    /// The image of the first figure in these parts, and the parts without the figure.
    pub(in crate::render) fn take_figure(
        &self,
        parts: Vec<Range<usize>>,
    ) -> (Option<ImageView>, Vec<Range<usize>>) {
        for (at, part) in parts.iter().enumerate() {
            if let Some((span, figure)) = self.first_figure(part)
                && let Some(image) = self.figure_view(&figure)
            {
                let rest = [part.start..span.start, span.end..part.end];
                return (
                    Some(image),
                    [&parts[..at], &rest, &parts[at + 1..]].concat(),
                );
            }
        }

        (None, parts)
    }

    /// The first block of a text that may hold a figure, if it holds one and nothing else.
    fn first_figure(&self, part: &Range<usize>) -> Option<(Range<usize>, Figure)> {
        let text = &self.source[part.clone()];
        let block = outline(text)
            .blocks
            .into_iter()
            .find(|block| text[block.span.clone()].contains(['<', '!']))?;
        let figure = markdown::only_figure(&text[block.span.clone()])?;

        let span = part.start + block.span.start..part.start + block.span.end;
        Some((span, figure))
    }

    fn figure_view(&self, figure: &Figure) -> Option<ImageView> {
        let ImageTarget::Found { src, width, height } = self.links.image(&figure.target) else {
            return None;
        };
        let alt = [figure.alt.as_str(), figure.caption.as_str(), self.alt]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default();

        Some(ImageView {
            src,
            width: Some(width),
            height: Some(height),
            alt: alt.to_owned(),
            caption_html: caption_html(&figure.caption),
        })
    }
}

fn caption_html(caption: &str) -> Option<String> {
    if caption.is_empty() {
        return None;
    }

    let mut html = String::new();
    escape::push_html_text(&mut html, caption);
    Some(html)
}
