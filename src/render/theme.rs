//! The theme: built-in templates and static files. A file of the user replaces the built-in file
//! of the same path.
//!
//! In: the user's theme folder, if any. Out: a `Theme` with a ready template engine and static
//! files under a hashed folder.

mod stylesheet;
mod texts;

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use rust_embed::RustEmbed;
use tera::Tera;

use crate::catalog::route::Route;
use crate::digest::Hasher;
use crate::output::{Content, OutputFile};
use crate::render::view::Marks;

pub(crate) use texts::Texts;

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct BuiltIn;

/// The static file that other sites show beside a link to a page without an image. It is a PNG
/// file, because those sites do not accept SVG.
pub const CARD: &str = "card.png";

/// A loaded theme.
pub struct Theme {
    tera: Tera,
    marks: Marks,
    texts: Texts,
    statics: BTreeMap<String, Static>,
    digest: String,
    digest_but_styles: String,
}

struct Static {
    bytes: Vec<u8>,
    route: Route,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("digest", &self.digest)
            .finish_non_exhaustive()
    }
}

impl Theme {
    /// Loads the built-in theme with the user's files in place of those of the same path.
    ///
    /// # Errors
    /// A template does not parse or uses a text that does not exist, or a stylesheet imports a part
    /// that is missing: the message names it.
    pub fn load(user: BTreeMap<String, Vec<u8>>) -> Result<Self> {
        let mut files = built_in_files();
        let texts = load_texts(&files, &user)?;
        files.extend(user);

        let tera = load_templates(&files, &texts)?;
        let marks = load_marks(&files)?;
        let digest = digest_of(&files, |_| true);
        let digest_but_styles = digest_of(&files, |name| !is_stylesheet(name));

        join_stylesheets(&mut files)?;
        let statics = static_files(files, &digest);

        Ok(Self {
            tera,
            marks,
            texts,
            statics,
            digest,
            digest_but_styles,
        })
    }

    /// Renders a template with a view.
    ///
    /// # Errors
    /// The template fails: the message names the template and the line.
    pub fn render(&self, template: &str, view: &impl serde::Serialize) -> Result<String> {
        let context =
            tera::Context::from_serialize(view).with_context(|| format!("view of {template}"))?;
        self.tera
            .render(template, &context)
            .with_context(|| format!("template {template}"))
    }

    /// The glyphs and hues of terms.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The texts of the user interface.
    pub(crate) fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The route of a static file; `None` if the theme has no file of this name.
    pub fn asset(&self, name: &str) -> Option<&Route> {
        self.statics.get(name).map(|file| &file.route)
    }

    /// Width and height of the card in pixels, if the theme has one.
    pub fn card_size(&self) -> Option<(u32, u32)> {
        let size = imagesize::blob_size(&self.statics.get(CARD)?.bytes).ok()?;
        Some((
            u32::try_from(size.width).ok()?,
            u32::try_from(size.height).ok()?,
        ))
    }

    /// All static files.
    pub fn files(&self) -> Vec<OutputFile> {
        self.statics
            .values()
            .map(|file| OutputFile {
                path: file.route.output_path(),
                content: Content::Bytes(file.bytes.clone()),
            })
            .collect()
    }

    /// The digest of all files of the theme.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The digest of all files but the stylesheets. If only stylesheets changed, it stays the same,
    /// and a browser only has to reload them.
    pub fn digest_but_styles(&self) -> &str {
        &self.digest_but_styles
    }

    /// The folder of the static files below the site's root.
    pub fn folder(&self) -> String {
        folder(&self.digest)
    }
}

/// The built-in texts, with those that the user's file replaces or adds.
fn load_texts(
    built_in: &BTreeMap<String, Vec<u8>>,
    user: &BTreeMap<String, Vec<u8>>,
) -> Result<Texts> {
    let mut texts = Texts::default();
    for files in [built_in, user] {
        if let Some(bytes) = files.get(texts::FILE_NAME) {
            texts.extend(Texts::parse(bytes)?);
        }
    }
    Ok(texts)
}

/// A stylesheet, or a part of one.
fn is_stylesheet(name: &str) -> bool {
    (name.starts_with("static/") || name.starts_with(stylesheet::PARTS)) && name.ends_with(".css")
}

fn join_stylesheets(files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let mut joined = Vec::new();
    for (name, bytes) in files.iter() {
        if !(name.starts_with("static/") && is_stylesheet(name)) {
            continue;
        }
        if let Some(bytes) = stylesheet::join(name, bytes, files)? {
            joined.push((name.clone(), bytes));
        }
    }

    files.extend(joined);
    Ok(())
}

fn built_in_files() -> BTreeMap<String, Vec<u8>> {
    BuiltIn::iter()
        .filter_map(|name| {
            let file = BuiltIn::get(&name)?;
            Some((name.into_owned(), file.data.into_owned()))
        })
        .collect()
}

fn load_templates(files: &BTreeMap<String, Vec<u8>>, texts: &Texts) -> Result<Tera> {
    let mut templates = Vec::new();
    for (path, bytes) in files {
        if let Some(name) = path.strip_prefix("templates/") {
            let text = std::str::from_utf8(bytes)
                .with_context(|| format!("template {name} is not UTF-8"))?;
            texts.check_template(name, text)?;
            templates.push((name, text));
        }
    }

    let mut tera = Tera::default();
    texts.register(&mut tera);
    tera.add_raw_templates(templates)
        .context("the theme's templates do not parse")?;

    Ok(tera)
}

fn load_marks(files: &BTreeMap<String, Vec<u8>>) -> Result<Marks> {
    let Some(bytes) = files.get("theme.toml") else {
        return Ok(Marks::default());
    };

    Marks::from_toml(&String::from_utf8_lossy(bytes)).context("the theme's theme.toml is not right")
}

/// The static files with their routes. They share one folder with the digest in its name, so that
/// browsers may keep them forever, and modules that import each other by relative path still work.
fn static_files(files: BTreeMap<String, Vec<u8>>, digest: &str) -> BTreeMap<String, Static> {
    files
        .into_iter()
        .filter_map(|(path, bytes)| {
            let name = path.strip_prefix("static/")?.to_owned();
            let route = Route::file(format!("{}/{name}", folder(digest)));
            Some((name, Static { bytes, route }))
        })
        .collect()
}

fn folder(digest: &str) -> String {
    format!("assets/{}", &digest[..10])
}

/// The digest of the files whose names are wanted.
fn digest_of(files: &BTreeMap<String, Vec<u8>>, wanted: impl Fn(&str) -> bool) -> String {
    let mut hasher = Hasher::default();

    for (name, bytes) in files.iter().filter(|(name, _)| wanted(name)) {
        hasher.add(name);
        hasher.add(bytes);
    }

    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_with_an_unknown_text_is_an_error() {
        let template = br#"{{ text(key="home.lost") }}"#.to_vec();
        let user = BTreeMap::from([("templates/home.html".to_owned(), template)]);
        let error = Theme::load(user).unwrap_err();
        assert!(error.to_string().contains("\"home.lost\""), "{error}");
    }

    #[test]
    fn a_user_replaces_a_part_of_a_stylesheet() {
        let part = b"a {\n  color: red;\n}\n".to_vec();
        let user = BTreeMap::from([("styles/home.css".to_owned(), part)]);
        let theme = Theme::load(user).unwrap();
        let style = String::from_utf8(theme.statics["style.css"].bytes.clone()).unwrap();
        assert!(style.contains("\na {\ncolor: red;\n}\n"));
        assert!(!style.contains("@import"));
    }
}
