//! Whole-page HTML minifying by minify-html, with pinned options.

/// Minifies one page.
///
/// JavaScript stays as it is (the minifier broke valid scripts); opening tags of `html` and `head` and closing tags stay,
/// so that other tools read the pages. Only whole pages come here: the minifier joins words at the edges of fragments.
#[cfg(feature = "minify")]
pub(super) fn page(html: String) -> Vec<u8> {
    let options = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        allow_removing_spaces_between_attributes: false,
        minify_css: false,
        minify_js: false,
        ..minify_html::Cfg::default()
    };
    minify_html::minify(html.as_bytes(), &options)
}

/// Without the feature `minify` pages stay as the templates make them.
#[cfg(not(feature = "minify"))]
pub(super) fn page(html: String) -> Vec<u8> {
    html.into_bytes()
}
