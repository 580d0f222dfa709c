//! Every URL and every output path is made here and only here.
//!
//! In: slugs. Out: `Route`s, and links from one route to another. Links between pages are relative, so that one folder
//! works at `/`, under any sub-path, and opened from disk.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// Where one file of the site stands, below its root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

/// What must be encoded in a path of a URL: everything that is special in paths or in HTML attributes.
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

/// What must be encoded in a name or value of a query: all but the characters that mean nothing anywhere. A `+` too, since
/// readers of queries take it for a blank.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A page with a question to it: `datasets/?modality=CT&task=Segmentation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    page: Route,
    words: String,
}

impl Query {
    /// The address seen from another page.
    pub fn relative_to(&self, page: &Route) -> String {
        format!("{}{}", self.page.relative_to(page), self.words)
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

    /// The n-th page of a list of all datasets that is too long for one; the first is `datasets`.
    pub fn datasets_page(number: usize) -> Self {
        if number <= 1 {
            Self::datasets()
        } else {
            Self(format!("list/{number}/"))
        }
    }

    /// The datasets with these values, `&[("modality", "CT"), ("modality", "MRI")]`: values of one field are alternatives,
    /// fields narrow each other down.
    pub fn datasets_with(filters: &[(&str, &str)]) -> Query {
        let encode = |text| utf8_percent_encode(text, QUERY);
        let pairs: Vec<String> = filters
            .iter()
            .map(|(field, value)| format!("{}={}", encode(field), encode(value)))
            .collect();
        let mark = if pairs.is_empty() { "" } else { "?" };
        Query {
            page: Self::datasets(),
            words: format!("{mark}{}", pairs.join("&")),
        }
    }

    /// One dataset.
    pub fn dataset(slug: &str) -> Self {
        Self(format!("datasets/{slug}/"))
    }

    /// One dataset's data.
    pub fn dataset_json(slug: &str) -> Self {
        Self(format!("datasets/{slug}/index.json"))
    }

    /// The drawn picture of a dataset that has none.
    pub fn cover(slug: &str) -> Self {
        Self(format!("datasets/{slug}/cover.svg"))
    }

    /// One dataset as Markdown; the name is the one that llms.txt asks for, for addresses without a file name.
    pub fn dataset_markdown(slug: &str) -> Self {
        Self(format!("datasets/{slug}/index.html.md"))
    }

    /// One dataset in the format Croissant.
    pub fn croissant(slug: &str) -> Self {
        Self(format!("datasets/{slug}/croissant.json"))
    }

    /// The Atom feed of what a page lists.
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

    /// One category, by the slugs from outer to inner.
    pub fn category(slugs: &[String]) -> Self {
        Self(format!("categories/{}/", slugs.join("/")))
    }

    /// The catalog in pictures.
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

    /// A file that is not a page, by its path below the root.
    pub fn file(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// A published image: the path below the catalog, with only plain characters.
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

    /// The file in the output folder.
    pub fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }

    /// The address below the site's root, percent-encoded: empty for the home page.
    pub fn url(&self) -> String {
        utf8_percent_encode(&self.0, PATH).to_string()
    }

    /// The address seen from another page: `../../categories/chest/`.
    pub fn relative_to(&self, page: &Route) -> String {
        let depth = page.0.matches('/').count();
        let (here, there) = (folders(&page.0), folders(&self.0));
        let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
        let rest: usize = there[..shared].iter().map(|part| part.len() + 1).sum();
        let url = format!(
            "{}{}",
            "../".repeat(depth - shared),
            utf8_percent_encode(&self.0[rest..], PATH)
        );
        if url.is_empty() { "./".to_owned() } else { url }
    }
}

/// The same text for all paths that are one on a file system that ignores letter case or Unicode form.
pub fn fold_path(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    // Upper case first: it takes letters together that lower case alone keeps apart (both forms of sigma).
    let folded = path.nfc().collect::<String>().to_uppercase().to_lowercase();
    if is_nfc(&folded) {
        folded
    } else {
        folded.nfc().collect()
    }
}

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

    #[test]
    fn questions_to_the_list() {
        let from =
            |filters: &[(&str, &str)]| Route::datasets_with(filters).relative_to(&Route::statistics());
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
        assert_eq!(Route::file("assets/s.css").relative_to(&a), "../../assets/s.css");
        assert_eq!(a.relative_to(&Route::file("404.html")), "datasets/a/");
    }
}
