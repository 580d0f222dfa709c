//! Images as the site publishes them: each with its route and its size in pixels.
//!
//! In: the image files of a catalog. Out: `Images`, where they are found by path.

use std::collections::BTreeMap;

use crate::catalog::route::Route;
use crate::catalog::slug::UniqueSlugs;
use crate::source::asset::Asset;

/// Index of an image in `Images::list`.
pub type ImageId = usize;

/// All images of a catalog.
#[derive(Clone, Debug, Default)]
pub struct Images {
    /// The images, by path below the catalog folder.
    pub list: Vec<Image>,
    by_path: BTreeMap<String, ImageId>,
    by_lowercase_path: BTreeMap<String, ImageId>,
}

/// One image.
#[derive(Clone, Debug)]
pub struct Image {
    /// The file.
    pub asset: Asset,
    /// Where it is published if a page shows it.
    pub route: Route,
}

impl Images {
    /// Gives each image its route. Routes also differ on file systems that ignore letter case.
    pub fn new(assets: Vec<Asset>) -> Self {
        let mut images = Self::default();
        let mut unique = UniqueSlugs::default();

        for (id, asset) in assets.into_iter().enumerate() {
            let route = unique_route(&asset.path, id, &mut unique);
            images.by_path.insert(asset.path.clone(), id);
            images
                .by_lowercase_path
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

    /// The image at this path, in any letter case.
    pub fn get_ignoring_case(&self, path: &str) -> Option<ImageId> {
        self.by_lowercase_path.get(&path.to_lowercase()).copied()
    }
}

/// The route of an image, with a number before its name if another image has it.
fn unique_route(path: &str, id: ImageId, unique: &mut UniqueSlugs) -> Route {
    let route = Route::image(path);
    let (slug, first) = unique.take(&route.output_path().to_lowercase(), id);
    if first.is_none() {
        return route;
    }

    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let number = slug.rsplit('-').next().unwrap_or_default();
    Route::image(&format!("{folder}/{number}-{name}"))
}
