//! What a catalog states, without how it is written.
//!
//! In: a `Catalog`. Out: a sorted list of statements: datasets with their facts and links,
//! categories, sections, URLs, and the links and images of all texts. A fix may change the
//! writing of a text, and none of these.

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, Facts};
use crate::catalog::glossary::Glossary;
use crate::catalog::web_link::WebLink;
use crate::check::fullwidth_punctuation::ascii_for;
use crate::parse::Link;
use crate::parse::page::Page;
use crate::source::hidden::is_hidden;
use crate::source::{FileId, Sources};
use crate::value::fact::Fact;

/// The statements of a catalog. Two catalogs with equal statements differ in writing only.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Statements(Vec<String>);

impl Statements {
    /// The statements of a catalog.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let mut list = StatementList {
            catalog,
            out: Vec::new(),
        };

        list.add_structure();
        for dataset in &catalog.datasets {
            list.add_dataset(dataset);
        }
        list.add_links(Sources::README, &catalog.list_links, &catalog.list_images);
        for (file, page) in &catalog.pages {
            list.add_page(*file, page);
        }
        if let Some(glossary) = &catalog.glossary {
            list.add_glossary(glossary);
        }

        list.out.sort();
        Self(list.out)
    }
}

/// The statements that were collected.
struct StatementList<'a> {
    catalog: &'a Catalog,
    out: Vec<String>,
}

impl StatementList<'_> {
    fn add<const N: usize>(&mut self, parts: [&str; N]) {
        self.out.push(parts.join("\t"));
    }

    /// The title, the categories, the sections, the table of contents, and the URLs of all pages.
    fn add_structure(&mut self) {
        let catalog = self.catalog;
        self.add(["title", &fold(&catalog.title)]);

        for (at, category) in catalog.categories.iter().enumerate() {
            let path = category.slugs.join("/");
            let entries = category.entries.to_string();
            self.add([
                "category",
                &at.to_string(),
                &path,
                &fold(&category.name),
                &entries,
            ]);
        }
        for section in &catalog.prose_sections {
            let titles = section.parts.iter().map(|part| fold(&part.title));
            let titles: Vec<String> = titles.collect();
            self.add(["section", &fold(&section.title), &titles.join("\t")]);
        }
        for line in &catalog.contents {
            let resolves = line.resolves.to_string();
            self.add(["contents", &line.link.target, &resolves]);
        }

        for page in &catalog.public_pages {
            self.add(["URL", &format!("{:?}", page.route)]);
        }
        self.add_references(Sources::README, &catalog.references);
    }

    fn add_dataset(&mut self, dataset: &Dataset) {
        let page = dataset.page.map(|file| self.catalog.sources.path(file));
        self.add([
            "dataset",
            &dataset.slug,
            &fold(&dataset.name),
            page.unwrap_or_default(),
            &format!("{:?}", dataset.categories),
            &format!("{} {}", dataset.is_listed, dataset.body.is_some()),
            &format!("{:?} {:?}", dataset.series, dataset.image),
        ]);

        self.add_facts(&dataset.slug, "fact", &dataset.facts);
        self.add_facts(&dataset.slug, "page fact", &dataset.page_facts);
        self.add_web_links(&dataset.slug, "website", &dataset.websites);
        self.add_web_links(&dataset.slug, "download", &dataset.downloads);
        self.add_web_links(&dataset.slug, "paper", &dataset.papers);
        for (column, link) in &dataset.other_links {
            self.add(["link", &dataset.slug, &fold(column), &link.url]);
        }
    }

    fn add_facts(&mut self, slug: &str, kind: &str, facts: &Facts) {
        let lists = [
            value(&facts.dimensions),
            value(&facts.modalities),
            value(&facts.tasks),
            value(&facts.areas),
            value(&facts.formats),
            value(&facts.structures),
            value(&facts.cases),
            value(&facts.classes),
            value(&facts.released),
            value(&facts.challenge),
            value(&facts.license),
            value(&facts.access),
        ];
        self.add([kind, slug, &lists.join("\t")]);

        for (name, fact) in &facts.extra {
            self.add([kind, slug, &fold(name), &fold(&fact.value)]);
        }
        for unread in &facts.unread {
            self.add([kind, slug, "unread", &fold(&unread.raw)]);
        }
    }

    fn add_web_links(&mut self, slug: &str, kind: &str, links: &[WebLink]) {
        for link in links {
            self.add(["link", slug, kind, &fold(&link.label), &link.url]);
        }
    }

    fn add_page(&mut self, file: FileId, page: &Page) {
        let path = self.catalog.sources.path(file);
        let title = page.title.as_deref().unwrap_or_default();
        self.add(["page", path, &fold(title)]);

        for section in &page.sections {
            let kind = format!("{:?} {}", section.kind, section.section.level);
            self.add(["page section", path, &kind, &fold(&section.section.title)]);
        }
        for citation in &page.citations {
            let title = citation.title.as_deref().unwrap_or_default();
            let doi = citation.doi.as_deref().unwrap_or_default();
            self.add(["citation", path, &citation.key, &fold(title), doi]);
        }
        for author in &page.authors {
            self.add(["author", path, &fold(&author.name)]);
        }

        self.add(["files", path, &page.files.len().to_string()]);
        self.add_references(file, &page.references);
        self.add_links(file, &page.links, &page.images);
    }

    fn add_glossary(&mut self, glossary: &Glossary) {
        for entry in &glossary.entries {
            self.add(["glossary", &entry.id, &fold(&entry.title)]);
        }

        self.add_references(glossary.file, &glossary.references);
        self.add_links(glossary.file, &glossary.links, &glossary.images);
    }

    fn add_references(&mut self, file: FileId, references: &[(String, String)]) {
        let path = self.catalog.sources.path(file);

        for (label, target) in references {
            self.add(["reference", path, &fold(label), target]);
        }
    }

    /// The links of a text. A link to a page counts by the file that it leads to.
    fn add_links(&mut self, file: FileId, links: &[Link], images: &[Link]) {
        let path = self.catalog.sources.path(file);

        for link in links {
            let page = self.catalog.link_resolver.page(path, &link.target);
            let target = page.map_or(link.target.trim(), |(page, _)| {
                self.catalog.sources.path(page)
            });
            // The count in a table of contents is part of the label.
            let label = if target.starts_with('#') {
                ""
            } else {
                &link.label
            };
            self.add(["text link", path, target, &fold(label)]);
        }
        for image in images {
            self.add(["image", path, &image.target, &fold(&image.label)]);
        }
    }
}

/// The value of a fact, folded.
fn value<T: std::fmt::Debug>(fact: &Option<Fact<T>>) -> String {
    fact.as_ref()
        .map(|fact| fold(&format!("{:?}", fact.value)))
        .unwrap_or_default()
}

/// A text without whitespace and hidden characters, and with ASCII punctuation.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());

    for c in text.chars() {
        match ascii_for(c) {
            Some(ascii) => folded.push_str(ascii.trim()),
            None if c.is_whitespace() || is_hidden(c) || c == '\u{ad}' => {}
            None => folded.push(c),
        }
    }
    folded
}
