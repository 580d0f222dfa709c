//! Files that hosts read: `.nojekyll` and `CNAME` for GitHub Pages, `_headers` and `_redirects` for Netlify.
//!
//! In: the settings, the theme's folder, the aliases. Out: text.

use crate::catalog::alias::Alias;
use crate::config::Settings;

/// What every page says in its head, and what only a header can say: no other site may frame it.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// `_headers`: <https://docs.netlify.com/manage/routing/headers/>. Files whose names hold their digest never change.
pub(super) fn headers(settings: &Settings) -> String {
    let base = settings.base_path();
    format!(
        "{base}*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=()\n\
         {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n\
         {base}*.md\n  Content-Type: text/markdown; charset=utf-8\n"
    )
}

/// `_redirects`: <https://docs.netlify.com/manage/routing/redirects/overview/>. Rules win over the pages that stand at the old
/// addresses for other hosts.
pub(super) fn redirects(settings: &Settings, aliases: &[Alias]) -> String {
    /// More rules than this slow the host down; then only those that the settings name are written.
    const MOST: usize = 10_000;
    let base = settings.base_path();
    let all = aliases.len() <= MOST;
    aliases
        .iter()
        .filter(|alias| all || alias.from_settings)
        .fold(String::new(), |mut out, alias| {
            let from = alias.from.url();
            // A rule for a folder is one for its name without the slash too.
            let from = from.trim_end_matches('/');
            out.push_str(&format!("{base}{from} {base}{} 301!\n", alias.to.url()));
            out
        })
}
