//! The links and images of one file, as one page shows them.
//!
//! In: the target of a link or image. Out: its URL as seen from the page. Images that are shown are
//! recorded, because only those are published.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalog::Catalog;
use crate::catalog::image::ImageId;
use crate::catalog::link::ResolvedLink;
use crate::render::abbreviations::PageAbbreviations;
use crate::render::markdown::{ImageTarget, LinkTarget, Resolver};
use crate::render::pages::link_base::LinkBase;
use crate::source::FileId;

/// Parts of the URLs of badges, which are not shown.
const BADGES: [&str; 4] = ["shields.io", "badge", "awesome.re", "visitor"];

/// The resolver for the text of one file on one page.
pub(super) struct ProseLinks<'a> {
    pub(super) abbreviations: PageAbbreviations<'a>,
    catalog: &'a Catalog,
    base: LinkBase,
    file: FileId,
    images: RefCell<BTreeSet<ImageId>>,
}

impl<'a> ProseLinks<'a> {
    pub(super) fn new(catalog: &'a Catalog, base: LinkBase, file: FileId) -> Self {
        Self {
            abbreviations: PageAbbreviations::new(catalog),
            catalog,
            base,
            file,
            images: RefCell::default(),
        }
    }

    /// The images that were shown.
    pub(super) fn into_images(self) -> BTreeSet<ImageId> {
        self.images.into_inner()
    }

    /// The URL of an image, which is published from now on.
    fn show_image(&self, id: ImageId) -> String {
        self.images.borrow_mut().insert(id);

        self.base.url(&self.catalog.images.list[id].route)
    }

    fn path(&self) -> &str {
        self.catalog.sources.path(self.file)
    }
}

impl Resolver for ProseLinks<'_> {
    fn link(&self, target: &str) -> LinkTarget {
        let files = &self.catalog.link_resolver;

        match files.resolve(&self.catalog.images, self.path(), inner_target(target)) {
            ResolvedLink::Page(route, fragment) => {
                let url = self.base.url(&route);
                LinkTarget::Inside(if fragment.is_empty() {
                    url
                } else {
                    format!("{url}#{fragment}")
                })
            }
            ResolvedLink::Image(id) => LinkTarget::Inside(self.show_image(id)),
            // The ids of the page are those of its headings. What other fragments meant is unknown.
            ResolvedLink::Fragment(_) => LinkTarget::Dead,
            ResolvedLink::External(url) if is_clean(&url) => LinkTarget::Outside(url),
            ResolvedLink::External(_) | ResolvedLink::Broken(_) => LinkTarget::Dead,
        }
    }

    fn image(&self, target: &str) -> ImageTarget {
        let target = target.trim();
        if target.contains("://") || target.starts_with("//") {
            return ImageTarget::Remote(remote_url(target));
        }

        let files = &self.catalog.link_resolver;
        match files.image(&self.catalog.images, self.path(), target) {
            Some((id, _)) => {
                let asset = &self.catalog.images.list[id].asset;
                ImageTarget::Found {
                    src: self.show_image(id),
                    width: asset.width,
                    height: asset.height,
                }
            }
            None => ImageTarget::Missing,
        }
    }

    fn abbreviations(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        self.abbreviations.find(text)
    }
}

/// The target that was meant: in `[https://a](https://b)` it is the last URL.
fn inner_target(target: &str) -> &str {
    target
        .rfind("](")
        .map_or(target, |at| target[at + 2..].trim_end_matches(')'))
}

fn is_clean(url: &str) -> bool {
    !url.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// The URL of an image on another site, to which the page links; none for a badge.
fn remote_url(target: &str) -> Option<String> {
    let is_web = target.starts_with("https://") || target.starts_with("http://");
    let is_badge = BADGES.iter().any(|part| target.contains(part));

    (is_web && !is_badge).then(|| target.to_owned())
}
