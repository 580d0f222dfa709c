//! What every page shows of the site around it: the header, the footer, and files of the theme.

use crate::catalog::route::Route;
use crate::render::context::{Context, generator};
use crate::render::hosting::CONTENT_SECURITY_POLICY;
use crate::render::pages::link_base::LinkBase;
use crate::render::view::{NavLink, SiteView};
use crate::value::term_kind::TermKind;

impl Context<'_> {
    /// The site around a page. `section` is the folder of the current link in the header.
    pub(super) fn site(&self, base: &LinkBase, section: &str) -> SiteView {
        SiteView {
            title: self.catalog.title.clone(),
            description: self.catalog.description.clone(),
            language: self.settings.config.language.clone(),
            locale: self.settings.config.language.replace('-', "_"),
            content_security_policy: CONTENT_SECURITY_POLICY.to_owned(),
            generator: generator(),
            home_url: base.url(&Route::home()),
            search_url: base.url(&Route::datasets()),
            css_url: self.asset_url(base, "style.css"),
            theme_js_url: self.asset_url(base, "theme.js"),
            site_js_url: self.asset_url(base, "site.js"),
            sprite_url: self.asset_url(base, "glyphs.svg"),
            icon_url: self.asset_url(base, "favicon.svg"),
            catalog_json_url: base.url(&Route::catalog_json()),
            catalog_csv_url: base.url(&Route::catalog_csv()),
            glossary_url: self.has_glossary().then(|| base.url(&Route::glossary())),
            nav: self.header_links(base, section),
            repository_url: self.settings.repository.clone(),
        }
    }

    /// The URL of a static file of the theme; empty if the theme has no file of this name.
    pub(super) fn asset_url(&self, base: &LinkBase, name: &str) -> String {
        self.theme
            .asset(name)
            .map_or(String::new(), |route| base.url(route))
    }

    /// The links of the header. Tasks and areas do not fit on one line; the home page links to
    /// them.
    fn header_links(&self, base: &LinkBase, section: &str) -> Vec<NavLink> {
        let texts = self.texts();

        let mut targets = vec![
            (texts.get("datasets.title"), Route::datasets()),
            (texts.get("categories.title"), Route::categories()),
            (texts.get("statistics.title"), Route::statistics()),
        ];
        if !self.catalog.terms(TermKind::Modality).list.is_empty() {
            let modalities = Route::terms(TermKind::Modality.folder());
            targets.push((self.plural(TermKind::Modality), modalities));
        }

        targets
            .into_iter()
            .map(|(label, route)| NavLink {
                label: label.to_owned(),
                current: route.url().trim_end_matches('/') == section,
                url: base.url(&route),
            })
            .collect()
    }
}
