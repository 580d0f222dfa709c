//! The head of each page: what browsers, search engines and previews of links are told.
//!
//! In: route, title and words of a page. Out: its `Head`. Absolute addresses are in it only when the site knows its own.

use crate::catalog::image::ImageId;
use crate::catalog::route::Route;
use crate::render::metadata::jsonld;
use crate::render::pages::shorten;
use crate::render::view::{Alternate, Breadcrumb, Head, PreviewImage};
use crate::render::{Context, full_url, theme};

impl Context<'_> {
    /// The head of a page.
    pub(super) fn head(&self, route: &Route, title: &str, description: &str) -> Head {
        let canonical_url = self
            .settings
            .base_url
            .as_ref()
            .map(|_| full_url(self.settings, route));
        Head {
            title: title.to_owned(),
            description: shorten(description, 160),
            canonical_url,
            image: self.preview_image(None, title),
            alternates: self.feeds(),
            structured: None,
        }
    }

    /// The head of a page that structured data calls a `kind`, with the way to it.
    pub(super) fn head_of(
        &self,
        kind: &str,
        route: &Route,
        title: &str,
        description: &str,
        steps: &[Breadcrumb],
    ) -> Head {
        let name = if title.is_empty() {
            &self.catalog.title
        } else {
            title
        };
        Head {
            structured: jsonld::page(self.settings, kind, route, name, steps),
            ..self.head(route, title, description)
        }
    }

    /// The picture that other sites show beside a link: a dataset's own, where it is large enough for that, else the card
    /// of the theme.
    pub(super) fn preview_image(&self, own: Option<ImageId>, alt: &str) -> Option<PreviewImage> {
        /// Width and height below which previews of large sites leave a picture out.
        const LEAST: u32 = 200;
        self.settings.base_url.as_ref()?;
        let own = own.map(|id| &self.catalog.images.list[id]);
        if let Some(image) = own.filter(|image| image.asset.width.min(image.asset.height) >= LEAST)
        {
            return Some(PreviewImage {
                url: full_url(self.settings, &image.route),
                width: image.asset.width,
                height: image.asset.height,
                alt: alt.to_owned(),
                own: true,
            });
        }
        let (width, height) = self.theme.card_size()?;
        let url = full_url(self.settings, self.theme.asset(theme::CARD)?);
        Some(PreviewImage {
            url,
            width,
            height,
            alt: self.catalog.title.clone(),
            own: false,
        })
    }

    /// The feeds of all datasets.
    fn feeds(&self) -> Vec<Alternate> {
        if self.settings.base_url.is_none() {
            return Vec::new();
        }
        // Absolute, since one of the pages is served at any depth.
        let of = |kind: &str, file: &str| Alternate {
            kind: kind.to_owned(),
            title: self.catalog.title.clone(),
            url: full_url(self.settings, &Route::file(file)),
        };
        vec![
            of("application/atom+xml", "feed.xml"),
            of("application/feed+json", "feed.json"),
        ]
    }
}
