//! `opensearch.xml`: the search of the site as a search engine of a browser.
//!
//! In: the title and description of a catalog. Out: XML by OpenSearch 1.1 draft 6
//! (<https://github.com/dewitt/opensearch>).

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{RenderedFile, full_url};
use crate::render::job::FileKind;
use crate::render::metadata::xml::XmlWriter;
use crate::render::metadata::{description_or_title, plan_with_base_url};

/// The number of characters that the format allows for a short name.
const MAX_NAME: usize = 16;

/// The number of characters that the format allows for a description.
const MAX_DESCRIPTION: usize = 1024;

/// `opensearch.xml`.
pub(in crate::render) const OPENSEARCH: FileKind = FileKind {
    plan: |_, settings| plan_with_base_url(settings, Route::file("opensearch.xml")),
    render: |context, _, ()| {
        Ok(RenderedFile::new(opensearch(
            context.catalog,
            context.settings,
        )))
    },
};

fn opensearch(catalog: &Catalog, settings: &Settings) -> String {
    let name: String = catalog.title.chars().take(MAX_NAME).collect();
    let description: String = description_or_title(catalog)
        .chars()
        .take(MAX_DESCRIPTION)
        .collect();
    let template = format!(
        "{}?q={{searchTerms}}",
        full_url(settings, &Route::datasets())
    );

    let mut xml = XmlWriter::new();
    xml.open(
        "OpenSearchDescription",
        &[("xmlns", "http://a9.com/-/spec/opensearch/1.1/")],
    );
    xml.text("ShortName", name.trim());
    xml.text("Description", &description);
    xml.text("InputEncoding", "UTF-8");
    xml.empty("Url", &[("type", "text/html"), ("template", &template)]);
    xml.close("OpenSearchDescription");

    xml.finish()
}
