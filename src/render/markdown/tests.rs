//! Examples of Markdown with the expected HTML, and properties that the HTML of any input must
//! have.

mod hostile;

use super::*;

struct FixedResolver;

impl Resolver for FixedResolver {
    fn link(&self, target: &str) -> LinkTarget {
        match target {
            "a.md" => LinkTarget::Inside("../a/".to_owned()),
            url if url.starts_with("https://") || url.starts_with("mailto:") => {
                LinkTarget::Outside(url.to_owned())
            }
            _ => LinkTarget::Dead,
        }
    }

    fn image(&self, target: &str) -> ImageTarget {
        match target {
            "i.png" => ImageTarget::Found {
                src: "../i.png".to_owned(),
                width: 4,
                height: 3,
            },
            url if url.starts_with("https://") => {
                ImageTarget::Remote(Some(url.to_owned()).filter(|url| !url.contains("badge")))
            }
            _ => ImageTarget::Missing,
        }
    }
}

const IMG: &str = concat!(
    r#"<img src="../i.png" width="4" height="3" alt="ALT""#,
    r#" loading="lazy" decoding="async">"#
);

fn render(text: &str) -> RenderedFragment {
    let references = vec![("ref".to_owned(), "https://r.org".to_owned())];
    to_html(
        text,
        &FragmentOptions {
            resolver: &FixedResolver,
            alt: "Name",
            references: &references,
            tables: 0,
        },
    )
}

fn check(text: &str, expect: &str) {
    assert_eq!(render(text).html, expect, "{text}");
}

fn img(alt: &str) -> String {
    IMG.replace("ALT", alt)
}

#[test]
fn running_text_lists_and_quotations() {
    check(
        "a *b* **c** `d<` & <3",
        "<p>a <em>b</em> <strong>c</strong> <code>d&lt;</code> &amp; &lt;3</p>",
    );
    check(
        "- a\n- b\n  1. c\n",
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
    );
    check("3. a\n", "<ol start=\"3\"><li>a</li></ol>");
    check("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>");
    check("> a", "<blockquote><p>a</p></blockquote>");
    check("x\u{202e}y\u{200b}z", "<p>xyz</p>");
}

#[test]
fn links_are_resolved() {
    check("[a](a.md)", "<p><a href=\"../a/\">a</a></p>");
    check(
        "[r][ref]",
        "<p><a href=\"https://r.org\" rel=\"noopener noreferrer\">r</a></p>",
    );
    check("[x](javascript:alert(1)) y", "<p>x y</p>");
    check(
        "<me@e.org>",
        "<p><a href=\"mailto:me@e.org\" rel=\"noopener noreferrer\">me@e.org</a></p>",
    );
    check("[](a.md) x", "<p> x</p>");
}

#[test]
fn bare_urls_become_links() {
    check(
        "see https://a.org/x\\_y.",
        concat!(
            r#"<p>see <a href="https://a.org/x_y" rel="noopener noreferrer">"#,
            "https://a.org/x_y</a>.</p>"
        ),
    );
    check("`https://a.org`", "<p><code>https://a.org</code></p>");
    check(
        "[https://a.org](a.md)",
        "<p><a href=\"../a/\">https://a.org</a></p>",
    );
}

#[test]
fn images_on_their_own_become_figures() {
    let block = r#"<div align="center">
    <a href="https://o.org/"><img width="700px" height="auto" src="i.png"></a>
</div>
<p style="text-align:center;font-size:10px;"><em> A &amp; B.</em></p>
"#;
    check(
        block,
        &format!(
            "<figure>{}<figcaption>A &amp; B.</figcaption></figure>",
            img("A &amp; B.")
        ),
    );
    check(
        &block.replace(" A &amp; B.", ""),
        &format!("<figure>{}</figure>", img("Name")),
    );
    check(
        "![w](i.png \"t\")",
        &format!("<figure>{}<figcaption>t</figcaption></figure>", img("w")),
    );
    check("x ![w](i.png)", &format!("<p>x {}</p>", img("w")));
    check(
        "![w](no.png)",
        "<p><span class=\"missing\">Image not available: w</span></p>",
    );
}

#[test]
fn images_on_other_hosts_are_not_loaded() {
    check(
        "![w](https://e.org/i.png)",
        "<p><a href=\"https://e.org/i.png\" rel=\"noopener noreferrer\">w</a></p>",
    );
    check(
        "[![w](https://e.org/badge)](https://e.org)",
        "<p><a href=\"https://e.org\" rel=\"noopener noreferrer\">w</a></p>",
    );
    check("<img src=https://e.org/badge.gif>", "");
}

#[test]
fn raw_html_is_limited_to_the_allowed_elements() {
    check(
        "a <b>b</b> <zhonghua> c<br>d",
        "<p>a <b>b</b> &lt;zhonghua&gt; c<br>d</p>",
    );
    check(
        "<instrument, verb, target>",
        "<p>&lt;instrument, verb, target&gt;</p>",
    );
    check(
        "a <script>alert(1)</script>",
        "<p>a &lt;script&gt;alert(1)&lt;/script&gt;</p>",
    );
    check("<div onclick=\"x()\">a</div>", "<div><p>a</p></div>");
    check("a <!-- b --> c", "<p>a  c</p>");
    check("<!-- a\n\nb", "<p>&lt;!-- a\n\nb</p>");
    check("<b>a\n\nb", "<p><b>a</b></p><p>b</p>");
    check("a</div></p> b", "<p>a</p><p> b</p>");
    check(
        "<details><summary>S</summary>\n\ntext\n\n</details>",
        "<details><summary>S</summary><p>text</p></details>",
    );
    check(
        "<details>\n\ntext\n\n</details>",
        "<details><summary>Details</summary><p>text</p></details>",
    );
}

#[test]
fn tables_have_a_frame_and_numeric_columns() {
    let html = render("| | n |\n|-|-|\n| *a* | 1,204 |\n| b | - |\n").html;
    assert_eq!(
        html,
        concat!(
            r#"<div class="scroll-frame" role="group" tabindex="0" aria-label="Table 1: n">"#,
            r#"<table><thead><tr><td></td><th scope="col" class="number">n</th></tr></thead>"#,
            r#"<tbody><tr><td><em>a</em></td><td class="number">1,204</td></tr>"#,
            r#"<tr><td>b</td><td class="number">-</td></tr></tbody></table></div>"#
        )
    );
}

#[test]
fn long_code_is_folded() {
    check(
        "```\na <b>\n```",
        "<pre tabindex=\"0\"><code>a &lt;b&gt;\n</code></pre>",
    );
    let long = render(&format!("```\n{}```", "x\n".repeat(31))).html;
    assert!(
        long.starts_with("<details><summary>Show 31 lines</summary><pre"),
        "{long}"
    );
}

#[test]
fn fragments_have_a_plain_text() {
    assert_eq!(
        render("# a\n\nb *c* <b>d</b>\n\n| e |\n|-|\n| f |\n")
            .words
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        "a b c d e f"
    );
}

#[test]
fn the_depth_of_hostile_texts_is_bounded() {
    for text in [
        "<", "<!--", "[", "http://", "<b>", "<div>", "> ", "* ", "![", "&", "<a href=", "`", "_",
        "|-",
    ] {
        let html = render(&text.repeat(20_000)).html;
        assert!(depth(&html) <= 110, "{text}: {}", depth(&html));
    }
}

fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for part in html.split('<').skip(1) {
        let void = ["img", "br", "hr"]
            .iter()
            .any(|name| part.starts_with(name));
        if part.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !void {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}
