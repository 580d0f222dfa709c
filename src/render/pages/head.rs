//! The `<head>` of each page: what browsers, search engines and link previews read.
//!
//! In: the route, title and description of a page. Out: its `Head`. It holds absolute URLs only if
//! the site knows its own URL.

use crate::catalog::image::ImageId;
use crate::catalog::route::Route;
use crate::render::context::{Context, full_url};
use crate::render::metadata::jsonld;
use crate::render::pages::text::shorten;
use crate::render::theme;
use crate::render::view::{Alternate, Breadcrumb, Head, PreviewImage};

/// The number of characters of a description that search engines show.
const MAX_DESCRIPTION: usize = 160;

/// The width and height in pixels below which the previews of large sites omit an image.
const MIN_PREVIEW: u32 = 200;

impl Context<'_> {
    /// The head of a page without structured data.
    pub(super) fn head(&self, route: &Route, title: &str, description: &str) -> Head {
        let canonical_url = self
            .settings
            .base_url
            .as_ref()
            .map(|_| full_url(self.settings, route));

        Head {
            title: title.to_owned(),
            description: shorten(description, MAX_DESCRIPTION),
            canonical_url,
            image: self.preview_image(None, title),
            alternates: self.feeds(),
            structured: None,
        }
    }

    /// The head of a page whose structured data have this type, with the breadcrumbs of the page.
    pub(super) fn structured_head(
        &self,
        kind: &str,
        route: &Route,
        title: &str,
        description: &str,
        breadcrumbs: &[Breadcrumb],
    ) -> Head {
        let name = if title.is_empty() {
            &self.catalog.title
        } else {
            title
        };

        Head {
            structured: jsonld::page_block(self.settings, kind, route, name, breadcrumbs),
            ..self.head(route, title, description)
        }
    }

    /// The image that other sites show beside a link: the dataset's own image if it is large
    /// enough, else the card of the theme.
    pub(super) fn preview_image(&self, own: Option<ImageId>, alt: &str) -> Option<PreviewImage> {
        self.settings.base_url.as_ref()?;

        own.and_then(|id| self.own_preview_image(id, alt))
            .or_else(|| self.card())
    }

    fn own_preview_image(&self, id: ImageId, alt: &str) -> Option<PreviewImage> {
        let image = &self.catalog.images.list[id];
        let (width, height) = (image.asset.width, image.asset.height);

        (width.min(height) >= MIN_PREVIEW).then(|| PreviewImage {
            url: full_url(self.settings, &image.route),
            width,
            height,
            alt: alt.to_owned(),
            own: true,
        })
    }

    fn card(&self) -> Option<PreviewImage> {
        let (width, height) = self.theme.card_size()?;

        Some(PreviewImage {
            url: full_url(self.settings, self.theme.asset(theme::CARD)?),
            width,
            height,
            alt: self.catalog.title.clone(),
            own: false,
        })
    }

    /// The feeds of all datasets. Their URLs are absolute, because the 404 page is served at any
    /// depth.
    fn feeds(&self) -> Vec<Alternate> {
        if self.settings.base_url.is_none() {
            return Vec::new();
        }

        [
            ("application/atom+xml", Route::feed(&Route::home())),
            ("application/feed+json", Route::json_feed()),
        ]
        .into_iter()
        .map(|(kind, route)| Alternate {
            kind: kind.to_owned(),
            title: self.catalog.title.clone(),
            url: full_url(self.settings, &route),
        })
        .collect()
    }
}
