//! Categories as nodes of a tree.

use crate::catalog::category::CategoryId;
use crate::render::context::Context;
use crate::render::number::share;
use crate::render::pages::link_base::LinkBase;
use crate::render::view::CategoryNode;

/// The number of datasets that a node names.
const NEWEST: usize = 3;

impl Context<'_> {
    /// Categories as nodes of a tree, down to `depth` levels below them.
    pub(super) fn category_nodes(
        &self,
        base: &LinkBase,
        ids: &[CategoryId],
        depth: usize,
    ) -> Vec<CategoryNode> {
        let most = ids
            .iter()
            .map(|&id| self.catalog.categories[id].entries)
            .max()
            .unwrap_or(0);

        ids.iter()
            .map(|&id| self.category_node(base, id, depth, most))
            .collect()
    }

    fn category_node(
        &self,
        base: &LinkBase,
        id: CategoryId,
        depth: usize,
        most: usize,
    ) -> CategoryNode {
        let category = &self.catalog.categories[id];
        let children = if depth == 0 {
            Vec::new()
        } else {
            self.child_categories(Some(id))
        };

        CategoryNode {
            name: category.name.clone(),
            url: base.url(&category.route),
            count: category.entries,
            share: share(category.entries, most),
            newest: self.newest_links(base, &category.all, NEWEST),
            children: self.category_nodes(base, &children, depth.saturating_sub(1)),
        }
    }

    /// The categories directly below one, or the outermost categories.
    pub(super) fn child_categories(&self, parent: Option<CategoryId>) -> Vec<CategoryId> {
        self.catalog
            .categories
            .iter()
            .enumerate()
            .filter(|(_, category)| category.parent == parent)
            .map(|(id, _)| id)
            .collect()
    }

    /// The outermost categories that hold datasets: a category that only holds other categories is
    /// replaced by them.
    pub(super) fn top_categories(&self) -> Vec<CategoryId> {
        let mut top = Vec::new();

        for id in self.child_categories(None) {
            let children = self.child_categories(Some(id));
            if self.catalog.categories[id].own.is_empty() && !children.is_empty() {
                top.extend(children);
            } else {
                top.push(id);
            }
        }

        top
    }
}
