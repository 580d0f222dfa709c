//! The routes of the site: every URL and every output path is made here and only here.
//!
//! In: slugs. Out: `Route`s, and links from one route to another. Links between pages are relative,
//! so that the same folder works at `/`, under any subpath, and opened from disk.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// The path of one file of the site, below its root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

/// What must be encoded in the path of a URL: everything special in paths or in HTML attributes.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\'')
    .add(b'&')
    .add(b'\\')
    .add(b'^')
    .add(b'[')
    .add(b']')
    .add(b'|')
    .add(b':');

/// What must be encoded in a name or a value of a query: everything but letters, digits and the
/// unreserved characters of RFC 3986. A `+` must be, since it stands for a space in queries.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A page with a query: `datasets/?modality=CT&task=Segmentation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    page: Route,
    /// Empty, or with its `?`.
    query: String,
}

impl Query {
    /// The URL relative to another page.
    pub fn relative_to(&self, page: &Route) -> String {
        format!("{}{}", self.page.relative_to(page), self.query)
    }
}

impl Route {
    /// The home page.
    pub fn home() -> Self {
        Self(String::new())
    }

    /// The list of all datasets.
    pub fn datasets() -> Self {
        Self("datasets/".to_owned())
    }

    /// The nth page of a list of all datasets that is too long for one. The first is `datasets`.
    pub fn datasets_page(number: usize) -> Self {
        if number <= 1 {
            Self::datasets()
        } else {
            Self(format!("list/{number}/"))
        }
    }

    /// The datasets with these values, `&[("modality", "CT"), ("modality", "MRI")]`. Values of one
    /// field are alternatives; each field narrows the selection.
    pub fn datasets_with(filters: &[(&str, &str)]) -> Query {
        let pairs: Vec<String> = filters
            .iter()
            .map(|(field, value)| {
                let field = utf8_percent_encode(field, QUERY);
                let value = utf8_percent_encode(value, QUERY);
                format!("{field}={value}")
            })
            .collect();
        let mark = if pairs.is_empty() { "" } else { "?" };

        Query {
            page: Self::datasets(),
            query: format!("{mark}{}", pairs.join("&")),
        }
    }

    /// The page of one dataset.
    pub fn dataset(slug: &str) -> Self {
        Self(format!("datasets/{slug}/"))
    }

    /// The data of one dataset, as JSON.
    pub fn dataset_json(slug: &str) -> Self {
        Self(format!("datasets/{slug}/index.json"))
    }

    /// The drawn cover of a dataset without an image.
    pub fn cover(slug: &str) -> Self {
        Self(format!("datasets/{slug}/cover.svg"))
    }

    /// One dataset as Markdown. The name is the one that llms.txt proposes for URLs without a file
    /// name.
    pub fn dataset_markdown(slug: &str) -> Self {
        Self(format!("datasets/{slug}/index.html.md"))
    }

    /// The Croissant metadata of one dataset.
    pub fn croissant(slug: &str) -> Self {
        Self(format!("datasets/{slug}/croissant.json"))
    }

    /// The Atom feed of the datasets on a page.
    pub fn feed(page: &Route) -> Self {
        Self(format!("{}feed.xml", page.0))
    }

    /// The page that compares datasets.
    pub fn compare() -> Self {
        Self("compare/".to_owned())
    }

    /// The tree of categories.
    pub fn categories() -> Self {
        Self("categories/".to_owned())
    }

    /// One category, by the slugs of its path, the outermost first.
    pub fn category(slugs: &[String]) -> Self {
        Self(format!("categories/{}/", slugs.join("/")))
    }

    /// The page of statistics.
    pub fn statistics() -> Self {
        Self("statistics/".to_owned())
    }

    /// The index of one kind of terms: `modalities`, `tasks` or `areas`.
    pub fn terms(kind: &str) -> Self {
        Self(format!("{kind}/"))
    }

    /// One term.
    pub fn term(kind: &str, slug: &str) -> Self {
        Self(format!("{kind}/{slug}/"))
    }

    /// The glossary.
    pub fn glossary() -> Self {
        Self("glossary/".to_owned())
    }

    /// A section of the README that holds no datasets.
    pub fn prose_section(slug: &str) -> Self {
        Self(format!("more/{slug}/"))
    }

    /// The page that a host shows for an unknown URL.
    pub fn not_found() -> Self {
        Self("404.html".to_owned())
    }

    /// The whole catalog as data.
    pub fn catalog_json() -> Self {
        Self("catalog.json".to_owned())
    }

    /// The catalog as a table.
    pub fn catalog_csv() -> Self {
        Self("catalog.csv".to_owned())
    }

    /// All works to cite.
    pub fn bibliography() -> Self {
        Self("catalog.bib".to_owned())
    }

    /// The JSON Feed of all datasets.
    pub fn json_feed() -> Self {
        Self("feed.json".to_owned())
    }

    /// The list of all pages for search engines.
    pub fn sitemap() -> Self {
        Self("sitemap.xml".to_owned())
    }

    /// A file that is not a page, by its path below the root.
    pub fn file(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// A published image, by its path below the catalog folder. Special characters become hyphens.
    pub fn image(path: &str) -> Self {
        let plain: String = path
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || "/._-".contains(c) {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        Self(format!("images/{plain}"))
    }

    /// The path of the file below the output folder.
    pub fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }

    /// The URL relative to the root of the site, percent-encoded; empty for the home page.
    pub fn url(&self) -> String {
        utf8_percent_encode(&self.0, PATH).to_string()
    }

    /// The URL relative to another page: `../../categories/chest/`.
    pub fn relative_to(&self, page: &Route) -> String {
        let (here, there) = (folders(&page.0), folders(&self.0));
        let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
        let shared_length: usize = there[..shared].iter().map(|part| part.len() + 1).sum();

        let up = "../".repeat(here.len() - shared);
        let down = utf8_percent_encode(&self.0[shared_length..], PATH);
        let url = format!("{up}{down}");
        if url.is_empty() { "./".to_owned() } else { url }
    }
}

/// The same text for all paths that are equal on a file system that ignores letter case or Unicode
/// normalization.
pub fn fold_path(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }

    // Uppercase comes first: it unites letters that lowercase keeps apart, such as both forms of
    // the small sigma.
    let folded = path.nfc().collect::<String>().to_uppercase().to_lowercase();
    if is_nfc(&folded) {
        folded
    } else {
        folded.nfc().collect()
    }
}

/// The folders of a path, the outermost first.
fn folders(path: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();

    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs() {
        assert_eq!(Route::home().output_path(), "index.html");
        assert_eq!(Route::dataset("a").output_path(), "datasets/a/index.html");
        assert_eq!(Route::file("catalog.json").output_path(), "catalog.json");
    }

    fn from(filters: &[(&str, &str)]) -> String {
        Route::datasets_with(filters).relative_to(&Route::statistics())
    }

    #[test]
    fn queries() {
        assert_eq!(from(&[]), "../datasets/");
        assert_eq!(
            from(&[
                ("modality", "CT"),
                ("modality", "PET-CT"),
                ("task", "Action / workflow recognition")
            ]),
            "../datasets/?modality=CT&modality=PET-CT&task=Action%20%2F%20workflow%20recognition"
        );
        assert_eq!(
            from(&[("format", "a&b=c+d#\"<é")]),
            "../datasets/?format=a%26b%3Dc%2Bd%23%22%3C%C3%A9"
        );
        assert_eq!(
            Route::datasets_with(&[("task", "x")]).relative_to(&Route::home()),
            "datasets/?task=x"
        );
        assert_eq!(
            Route::datasets_with(&[("task", "x")]).relative_to(&Route::datasets()),
            "./?task=x"
        );
    }

    #[test]
    fn relative_links() {
        let (home, a, b) = (Route::home(), Route::dataset("a"), Route::dataset("肝"));
        assert_eq!(home.relative_to(&home), "./");
        assert_eq!(home.relative_to(&a), "../../");
        assert_eq!(a.relative_to(&home), "datasets/a/");
        assert_eq!(b.relative_to(&a), "../%E8%82%9D/");
        assert_eq!(a.relative_to(&a), "./");
        assert_eq!(Route::datasets().relative_to(&a), "../");
        assert_eq!(
            Route::category(&["x".into(), "y".into()]).relative_to(&Route::category(&["x".into()])),
            "y/"
        );
        assert_eq!(
            Route::file("assets/s.css").relative_to(&a),
            "../../assets/s.css"
        );
        assert_eq!(a.relative_to(&Route::file("404.html")), "datasets/a/");
    }
}
