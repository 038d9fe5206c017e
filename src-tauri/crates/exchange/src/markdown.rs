//! Markdown to HTML for reading. Two layers that do not trust each other: comrak
//! escapes all raw HTML, and ammonia lets through only a short list of tags.

use std::collections::{HashMap, HashSet};

use ammonia::Builder;
use comrak::{Options, markdown_to_html};

/// What may stand in a page. Shorter than ammonia's own list: no images, no
/// tables, nothing that loads or runs.
const TAGS: &[&str] = &[
    "p",
    "h2",
    "h3",
    "h4",
    "strong",
    "em",
    "del",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "hr",
    "br",
    "code",
    "pre",
];

/// Renders an entry's text. Links keep their address only when it is `https:` or
/// `mailto:`; anything else is left as words.
#[must_use]
pub fn render(body: &str) -> String {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.render.r#unsafe = false;
    options.render.escape = true;
    options.parse.smart = false;
    sanitiser()
        .clean(&markdown_to_html(body, &options))
        .to_string()
}

fn sanitiser() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect::<HashSet<_>>())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .url_schemes(HashSet::from(["https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"))
        .strip_comments(true);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_language_of_the_editor_is_rendered() {
        let html =
            render("## Tea\n\n**warm** and *slow*, ~~cold~~\n\n> so\n\n1. one\n2. two\n\n---\n");
        for part in [
            "<h2>Tea</h2>",
            "<strong>",
            "<em>",
            "<del>",
            "<blockquote>",
            "<ol>",
            "<hr",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn a_link_keeps_its_address_only_where_it_is_harmless() {
        assert!(render("[x](https://example.org/a)").contains("href=\"https://example.org/a\""));
        for bad in [
            "[x](javascript:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](file:///etc/passwd)",
            "[x](//example.org)",
            "[x](http://example.org)",
            "[x](vbscript:x)",
            "[x](/relative)",
        ] {
            assert!(!render(bad).contains("href"), "{bad}: {}", render(bad));
        }
    }

    #[test]
    fn nothing_that_runs_or_loads_comes_through() {
        for attack in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://example.org/pixel.png)",
            "<svg onload=alert(1)>",
            "<math><mtext><style><img src=x onerror=alert(1)></style>",
            "<iframe src=https://example.org>",
            "<a href=\"https://example.org\" onclick=alert(1)>x</a>",
            "<style>*{background:url(https://example.org)}</style>",
            "<base href=https://example.org>",
            "<form action=https://example.org><input>",
            "<object data=x>",
            "<meta http-equiv=refresh content=0>",
            "<b style=position:fixed>x</b>",
            "<!--><script>alert(1)</script>-->",
            "`<img src=x onerror=alert(1)>`",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<video><source onerror=alert(1)>",
            "[a](https://example.org \"onmouseover=alert(1)\")",
            "<details open ontoggle=alert(1)>",
        ] {
            let html = render(attack);
            // Shown as words it is harmless: what must not be is a tag or an attribute.
            for tag in [
                "<script",
                "<img",
                "<svg",
                "<math",
                "<iframe",
                "<style",
                "<base",
                "<form",
                "<object",
                "<meta",
                "<video",
                "<details",
                "<noscript",
                "<b ",
            ] {
                assert!(!html.contains(tag), "{attack} gave {html}");
            }
            assert!(
                !html.contains("<a href=\"https://example.org\" onclick"),
                "{html}"
            );
        }
    }
}
