//! Images as the site publishes them: each with its route and its size in pixels.

use std::collections::BTreeMap;

use crate::catalog::route::Route;
use crate::catalog::slug::UniqueSlugs;
use crate::source::asset::Asset;

/// Index of an image in `Images::list`.
pub type ImageId = usize;

/// All images of a catalog.
#[derive(Clone, Debug, Default)]
pub struct Images {
    /// By path below the catalog folder.
    pub list: Vec<Image>,
    by_path: BTreeMap<String, ImageId>,
    by_folded: BTreeMap<String, ImageId>,
}

/// One image.
#[derive(Clone, Debug)]
pub struct Image {
    /// The file.
    pub asset: Asset,
    /// Where it is published when a page shows it.
    pub route: Route,
}

impl Images {
    /// Gives each image its route; routes differ also where letter case does not count.
    pub fn new(assets: Vec<Asset>) -> Self {
        let mut images = Self::default();
        let mut taken = UniqueSlugs::default();
        for (id, asset) in assets.into_iter().enumerate() {
            let route = Route::image(&asset.path);
            let (free, before) = taken.take(&route.output_path().to_lowercase(), id);
            let route = if before.is_some() {
                let (folder, name) = asset.path.rsplit_once('/').unwrap_or(("", &asset.path));
                let number = free.rsplit('-').next().unwrap_or_default();
                Route::image(&format!("{folder}/{number}-{name}"))
            } else {
                route
            };
            images.by_path.insert(asset.path.clone(), id);
            images
                .by_folded
                .entry(asset.path.to_lowercase())
                .or_insert(id);
            images.list.push(Image { asset, route });
        }
        images
    }

    /// The image at exactly this path.
    pub fn get(&self, path: &str) -> Option<ImageId> {
        self.by_path.get(path).copied()
    }

    /// The image at this path in any letter case.
    pub fn get_folded(&self, path: &str) -> Option<ImageId> {
        self.by_folded.get(&path.to_lowercase()).copied()
    }
}
