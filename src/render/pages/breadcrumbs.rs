//! Breadcrumbs: the steps from the home page to a page.

use crate::catalog::category::CategoryId;
use crate::catalog::route::Route;
use crate::render::context::Context;
use crate::render::pages::link_base::LinkBase;
use crate::render::view::Breadcrumb;
use crate::value::term_kind::TermKind;

impl Context<'_> {
    /// The breadcrumbs of a page directly below the home page.
    pub(super) fn breadcrumbs(&self, base: &LinkBase, name: &str) -> Vec<Breadcrumb> {
        vec![self.home_step(base), last_step(name)]
    }

    /// The steps from the home page to a category, all with URLs.
    pub(super) fn category_steps(&self, base: &LinkBase, id: CategoryId) -> Vec<Breadcrumb> {
        let mut steps = self.category_path_steps(base, id);
        steps.insert(0, self.home_step(base));
        steps.insert(1, self.categories_step(base));

        steps
    }

    /// The steps from the outermost category to this one, all with URLs.
    pub(super) fn category_path_steps(&self, base: &LinkBase, id: CategoryId) -> Vec<Breadcrumb> {
        let mut steps = Vec::new();
        let mut next = Some(id);

        while let Some(id) = next {
            let category = &self.catalog.categories[id];
            steps.push(step(&category.name, base.url(&category.route)));
            next = category.parent;
        }

        steps.reverse();
        steps
    }

    /// The first step of every page.
    pub(super) fn home_step(&self, base: &LinkBase) -> Breadcrumb {
        step(self.texts().get("site.home"), base.url(&Route::home()))
    }

    /// The step of the page of all categories.
    fn categories_step(&self, base: &LinkBase) -> Breadcrumb {
        let name = self.texts().get("categories.title");

        step(name, base.url(&Route::categories()))
    }

    /// The step of the list of all datasets.
    pub(super) fn datasets_step(&self, base: &LinkBase) -> Breadcrumb {
        let name = self.texts().get("datasets.title");

        step(name, base.url(&Route::datasets()))
    }

    /// The step of the page of all terms of a kind.
    pub(super) fn terms_step(&self, base: &LinkBase, kind: TermKind) -> Breadcrumb {
        step(self.plural(kind), base.url(&Route::terms(kind.folder())))
    }
}

/// A step that links to a page.
pub(super) fn step(name: &str, url: String) -> Breadcrumb {
    Breadcrumb {
        name: name.to_owned(),
        url: Some(url),
    }
}

/// The step of the page itself, which is not a link.
pub(super) fn last_step(name: &str) -> Breadcrumb {
    Breadcrumb {
        name: name.to_owned(),
        url: None,
    }
}

/// The same steps without the URL of the last one, which is the page itself.
pub(super) fn ending_here(mut steps: Vec<Breadcrumb>) -> Vec<Breadcrumb> {
    if let Some(last) = steps.last_mut() {
        last.url = None;
    }

    steps
}
