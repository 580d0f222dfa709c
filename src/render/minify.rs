//! HTML minification of whole pages by minify-html, with fixed options.

/// Minifies one page.
///
/// JavaScript is left as it is, because the minifier broke valid scripts. The opening tags of
/// `html` and `head` and all closing tags are kept, so that other tools can read the pages. Only
/// whole pages are minified: at the edges of a fragment the minifier would join words.
#[cfg(feature = "minify")]
pub(super) fn minify_page(html: String) -> Vec<u8> {
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

/// Without the feature `minify`, pages stay as the templates make them.
#[cfg(not(feature = "minify"))]
pub(super) fn minify_page(html: String) -> Vec<u8> {
    html.into_bytes()
}
