//! The datasets before and after one in its first category.

use crate::catalog::dataset::DatasetId;
use crate::render::context::Context;
use crate::render::pages::link_base::LinkBase;
use crate::render::pages::rows::dataset_link;
use crate::render::view::TextLink;

/// Links to the previous and to the next dataset.
pub(super) fn neighbours(
    context: Context<'_>,
    base: &LinkBase,
    id: DatasetId,
) -> (Option<TextLink>, Option<TextLink>) {
    let datasets = &context.catalog.datasets;
    let Some(&category) = datasets[id].categories.first() else {
        return (None, None);
    };

    // The datasets are in the order of the list. A binary search keeps large categories fast.
    let ids = &context.catalog.categories[category].own;
    let Ok(at) = ids.binary_search(&id) else {
        return (None, None);
    };
    let (before, after) = (&ids[..at], &ids[at + 1..]);

    (
        before.last().map(|&id| dataset_link(base, &datasets[id])),
        after.first().map(|&id| dataset_link(base, &datasets[id])),
    )
}
