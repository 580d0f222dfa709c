//! One file a kind of page: each fills its view from the catalog. Here is what they share.

pub(super) mod compare;
pub(super) mod cover;
pub(super) mod dataset;
pub(super) mod explorer;
pub(super) mod glossary;
mod head;
pub(super) mod home;
pub(super) mod index;
pub(super) mod list;
pub(super) mod not_found;
pub(super) mod prose_section;
pub(super) mod redirect;
pub(super) mod statistics;

use crate::catalog::category::CategoryId;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::render::view::{
    Breadcrumb, CategoryNode, Count, DatasetRow, Mark, NavLink, Site, TermLink, TextLink,
};
use crate::render::{Context, generator};
use crate::value::date::ReleaseDate;
use crate::value::term_kind::TermKind;

/// Where links start: relative to a page, or at the root of the host for the page that is served at any depth.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Page(Route),
    Rooted(String),
}

impl Place {
    /// The address of `route`, seen from here.
    pub(super) fn to(&self, route: &Route) -> String {
        match self {
            Self::Page(page) => route.relative_to(page),
            Self::Rooted(base) => format!("{base}{}", route.url()),
        }
    }
}

impl<'a> Context<'a> {
    /// What every page needs of the site around it; `section` is the folder of the header's current link.
    pub(super) fn site(&self, place: &Place, section: &str) -> Site {
        let asset = |name: &str| {
            self.theme
                .asset(name)
                .map_or(String::new(), |route| place.to(route))
        };
        let nav = |label: &str, route: Route| NavLink {
            label: label.to_owned(),
            current: route.url().trim_end_matches('/') == section,
            url: place.to(&route),
        };
        let mut links = vec![
            nav("Datasets", Route::datasets()),
            nav("Categories", Route::categories()),
            nav("Statistics", Route::statistics()),
        ];
        // Tasks and areas have no room on one line; the home page leads to them.
        if !self.catalog.terms(TermKind::Modality).list.is_empty() {
            links.push(nav(
                plural(TermKind::Modality),
                Route::terms(TermKind::Modality.folder()),
            ));
        }
        Site {
            title: self.catalog.title.clone(),
            description: self.catalog.description.clone(),
            language: self.settings.language.clone(),
            locale: self.settings.language.replace('-', "_"),
            generator: generator(),
            home_url: place.to(&Route::home()),
            search_url: place.to(&Route::datasets()),
            css_url: asset("style.css"),
            theme_js_url: asset("theme.js"),
            site_js_url: asset("site.js"),
            sprite_url: asset("glyphs.svg"),
            icon_url: asset("favicon.svg"),
            catalog_json_url: place.to(&Route::file("catalog.json")),
            catalog_csv_url: place.to(&Route::file("catalog.csv")),
            glossary_url: self.has_glossary().then(|| place.to(&Route::glossary())),
            nav: links,
            repository_url: self.settings.repository.clone(),
        }
    }

    /// A row of a table of datasets.
    pub(super) fn row(&self, place: &Place, id: DatasetId) -> DatasetRow {
        let dataset = &self.catalog.datasets[id];
        let facts = &dataset.facts;
        let category = dataset
            .categories
            .first()
            .map(|&id| &self.catalog.categories[id]);
        DatasetRow {
            name: dataset.name.clone(),
            url: place.to(&dataset.route),
            description: dataset.description.clone(),
            description_html: None,
            dimensions: facts
                .dimensions
                .as_ref()
                .map_or(Vec::new(), |fact| fact.value.clone()),
            modalities: self.terms_of(place, TermKind::Modality, dataset),
            tasks: self.terms_of(place, TermKind::Task, dataset),
            areas: self.terms_of(place, TermKind::Area, dataset),
            category: category.map(|c| TextLink {
                label: c.name.clone(),
                url: place.to(&c.route),
            }),
            cases: facts.cases.as_ref().map(|fact| count(fact.value)),
            classes: facts.classes.as_ref().map(|fact| count(fact.value)),
            released: facts.released.as_ref().map(|fact| fact.value.to_string()),
            image_url: None,
            has_page: dataset.page.is_some(),
        }
    }

    /// A row of a short list of datasets: what such a list shows, since every page of a dataset has one.
    pub(super) fn line(&self, place: &Place, id: DatasetId) -> DatasetRow {
        let dataset = &self.catalog.datasets[id];
        DatasetRow {
            name: dataset.name.clone(),
            url: place.to(&dataset.route),
            description: dataset.description.clone(),
            modalities: self.terms_of(place, TermKind::Modality, dataset),
            released: dataset
                .facts
                .released
                .as_ref()
                .map(|fact| fact.value.to_string()),
            has_page: dataset.page.is_some(),
            ..DatasetRow::default()
        }
    }

    /// The terms of one kind that a dataset has, as links.
    pub(super) fn terms_of(
        &self,
        place: &Place,
        kind: TermKind,
        dataset: &Dataset,
    ) -> Vec<TermLink> {
        dataset
            .terms(kind)
            .iter()
            .map(|name| self.term(place, kind, name))
            .collect()
    }

    /// A term as a link, with the number of datasets in the whole catalog.
    pub(super) fn term(&self, place: &Place, kind: TermKind, name: &str) -> TermLink {
        let term = self.catalog.terms(kind).get(name);
        let mark = self.mark(kind, name);
        TermLink {
            name: name.to_owned(),
            title: self.meaning(kind, name),
            url: term.map(|term| place.to(&term.route)),
            count: term.map_or(0, |term| term.datasets.len()),
            glyph: mark.glyph,
            hue: mark.hue,
        }
    }

    /// Glyph and hue of a term.
    pub(super) fn mark(&self, kind: TermKind, name: &str) -> Mark {
        let marks = self.theme.marks();
        match kind {
            TermKind::Modality => marks.modality(name),
            TermKind::Task => marks.task(name),
            TermKind::Area => marks.area(name),
        }
    }

    /// Categories as nodes of a tree, down to `depth` levels below these.
    pub(super) fn nodes(
        &self,
        place: &Place,
        ids: &[CategoryId],
        depth: usize,
    ) -> Vec<CategoryNode> {
        let most = ids
            .iter()
            .map(|&id| self.catalog.categories[id].entries)
            .max()
            .unwrap_or(0);
        let node = |&id: &CategoryId| {
            let category = &self.catalog.categories[id];
            let children = if depth == 0 {
                Vec::new()
            } else {
                self.children(Some(id))
            };
            CategoryNode {
                name: category.name.clone(),
                url: place.to(&category.route),
                count: category.entries,
                share: share(category.entries, most),
                newest: self.newest(place, &category.all, 3),
                children: self.nodes(place, &children, depth.saturating_sub(1)),
            }
        };
        ids.iter().map(node).collect()
    }

    /// Categories below one, or the outermost.
    pub(super) fn children(&self, parent: Option<CategoryId>) -> Vec<CategoryId> {
        let all = self.catalog.categories.iter().enumerate();
        all.filter(|(_, category)| category.parent == parent)
            .map(|(id, _)| id)
            .collect()
    }

    /// The outermost categories that tell datasets apart: a single one that only holds others gives way to those.
    pub(super) fn top_categories(&self) -> Vec<CategoryId> {
        let mut top = Vec::new();
        for id in self.children(None) {
            let children = self.children(Some(id));
            if self.catalog.categories[id].own.is_empty() && !children.is_empty() {
                top.extend(children)
            } else {
                top.push(id)
            }
        }
        top
    }

    /// Links to the newest of some datasets.
    pub(super) fn newest(&self, place: &Place, ids: &[DatasetId], most: usize) -> Vec<TextLink> {
        let link = |id| {
            let dataset: &Dataset = &self.catalog.datasets[id];
            TextLink {
                label: dataset.name.clone(),
                url: place.to(&dataset.route),
            }
        };
        self.newest_ids(ids, most).into_iter().map(link).collect()
    }

    /// The newest of some datasets; those without a date last, in the order of the list.
    pub(super) fn newest_ids(&self, ids: &[DatasetId], most: usize) -> Vec<DatasetId> {
        let date = |id: DatasetId| -> Option<ReleaseDate> {
            self.catalog.datasets[id]
                .facts
                .released
                .as_ref()
                .map(|fact| fact.value)
        };
        let mut newest: Vec<(Option<ReleaseDate>, DatasetId)> =
            ids.iter().map(|&id| (date(id), id)).collect();
        newest.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        newest.into_iter().take(most).map(|(_, id)| id).collect()
    }

    /// Steps from the home page to a category, itself included.
    pub(super) fn category_steps(&self, place: &Place, id: CategoryId) -> Vec<Breadcrumb> {
        let mut steps = Vec::new();
        let mut next = Some(id);
        while let Some(at) = next {
            let category = &self.catalog.categories[at];
            steps.push(step(&category.name, Some(place.to(&category.route))));
            next = category.parent;
        }
        steps.push(step("Categories", Some(place.to(&Route::categories()))));
        steps.push(self.home_step(place));
        steps.reverse();
        steps
    }

    /// The first step of every page.
    pub(super) fn home_step(&self, place: &Place) -> Breadcrumb {
        step("Home", Some(place.to(&Route::home())))
    }
}

/// One step of the way to a page.
pub(super) fn step(name: &str, url: Option<String>) -> Breadcrumb {
    Breadcrumb {
        name: name.to_owned(),
        url,
    }
}

/// The last step is the page itself and no link.
pub(super) fn end_here(mut steps: Vec<Breadcrumb>) -> Vec<Breadcrumb> {
    if let Some(last) = steps.last_mut() {
        last.url = None;
    }
    steps
}

/// A number to read and to sort by.
pub(super) fn count(value: u64) -> Count {
    Count {
        value,
        text: grouped(value),
    }
}

/// `61,097`
pub(super) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Percent of the most, at least 1 for anything at all.
pub(super) fn share(value: usize, most: usize) -> u8 {
    if value == 0 || most == 0 {
        0
    } else {
        (value * 100 / most).clamp(1, 100) as u8
    }
}

/// "1 dataset", "24 datasets".
pub(super) fn datasets(count: usize) -> String {
    if count == 1 {
        "1 dataset".to_owned()
    } else {
        format!("{} datasets", grouped(count as u64))
    }
}

/// The heading over all terms of a kind.
pub(super) fn plural(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Modality => "Modalities",
        TermKind::Task => "Tasks",
        TermKind::Area => "Areas",
    }
}

/// At most `most` characters, cut between words.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text
        .char_indices()
        .nth(most)
        .map_or(text.len(), |(at, _)| at);
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (value, expect) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (26_000_000, "26,000,000"),
        ] {
            assert_eq!(grouped(value), expect);
        }
        assert_eq!((share(0, 9), share(1, 900), share(9, 9)), (0, 1, 100));
    }

    #[test]
    fn cuts_between_words() {
        assert_eq!(shorten("one two", 10), "one two");
        assert_eq!(shorten("one two three", 9), "one two…");
    }
}
