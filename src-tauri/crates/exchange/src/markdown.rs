//! Markdown to HTML for reading, and to plain text.
//!
//! Two layers that do not trust each other: comrak escapes all raw HTML, and ammonia lets through only a short list
//! of tags. Before either, links that lead anywhere but to `https:` or `mailto:` become their words, and images
//! become their description: nothing in a page is ever loaded. Only a photo of the page itself stays as the place where
//! the window shows it, `<img data-photo="ID">` without an address.

use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};
use comrak::nodes::{Node, NodeList, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};

/// What may stand in a page. Much shorter than ammonia's own list: nothing that loads, runs, or has a style.
const TAGS: [&str; 19] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
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
    "img",
];
/// How a text names a photo of its page.
const PHOTO: &str = "photo:";
/// Quotes and lists within each other. Beyond it a text is shown as it was typed: no one writes so, but someone may
/// send so, to make showing it take forever.
const DEPTH_LIMIT: usize = 60;

/// Bytes of HTML that are cleaned at once: the time that takes grows with the square.
const PIECE: usize = 16 * 1024;
/// Bytes of HTML of one block; a longer one is shown as it was typed.
const BLOCK_LIMIT: usize = 128 * 1024;

/// Renders a text for reading.
///
/// The page it stands on has the heading of the first level, so that one becomes the second.
#[must_use]
pub fn render(body: &str) -> String {
    let options = options();
    let arena = Arena::new();
    let root = parse_document(&arena, body, &options);
    if depth(root) > DEPTH_LIMIT {
        return as_typed("pre", body);
    }
    soften(&arena, root);
    let lines: Vec<&str> = body.lines().collect();
    let sanitiser = sanitiser();
    let mut html = String::with_capacity(body.len() + body.len() / 2);
    let mut piece = String::new();
    let blocks: Vec<Node<'_>> = root.children().collect();
    for block in blocks {
        let source = block.data().sourcepos;
        block.detach();
        let page = arena.alloc(NodeValue::Document.into());
        page.append(block);
        let from = piece.len();
        let written = format_html(page, &options, &mut piece);
        let beyond = written.is_err() || piece.len() - from > BLOCK_LIMIT;
        if beyond {
            piece.truncate(from);
        }
        if beyond || piece.len() >= PIECE {
            html.push_str(&as_places(&sanitiser.clean(&piece).to_string()));
            piece.clear();
        }
        if beyond {
            let last = source.end.line.min(lines.len());
            let first = source.start.line.saturating_sub(1).min(last);
            html.push_str(&as_typed("p", &lines[first..last].join("\n")));
        }
    }
    html.push_str(&as_places(&sanitiser.clean(&piece).to_string()));
    html
}

/// The words of a text without its marks, a line for each paragraph.
#[must_use]
pub fn plain(body: &str) -> String {
    let arena = Arena::new();
    let root = parse_document(&arena, body, &options());
    let mut text = String::with_capacity(body.len());
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::HtmlInline(html) => text.push_str(html),
            NodeValue::HtmlBlock(html) => line(&mut text, &html.literal),
            NodeValue::CodeBlock(code) => line(&mut text, &code.literal),
            NodeValue::SoftBreak => text.push(' '),
            NodeValue::LineBreak => text.push('\n'),
            NodeValue::Paragraph | NodeValue::Heading(_) => line(&mut text, ""),
            _ => {}
        }
    }
    text.trim().to_owned()
}

fn line(text: &mut String, more: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(more);
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.render.r#unsafe = false;
    options.render.escape = true;
    options
}

/// How many nodes lie in each other at most.
fn depth(root: Node<'_>) -> usize {
    use comrak::arena_tree::NodeEdge;
    let (mut now, mut most) = (0_usize, 0);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(_) => {
                now += 1;
                most = most.max(now);
            }
            NodeEdge::End(_) => now -= 1,
        }
    }
    most
}

/// Takes away what must not be: other links, images, the first heading level, boxes to tick.
fn soften<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let nodes: Vec<Node<'a>> = root.descendants().collect();
    for node in nodes {
        let ticked = match node.data().value {
            NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
            _ => None,
        };
        if let Some(ticked) = ticked {
            tick_as_a_letter(arena, node, ticked);
            continue;
        }
        let words = match &mut node.data_mut().value {
            NodeValue::Heading(heading) => {
                heading.level = heading.level.max(2);
                continue;
            }
            NodeValue::Image(link) if is_photo(&link.url) => continue,
            NodeValue::Link(link) if leads_out(&link.url) => {
                // A title is a tooltip that may say another address than the link has.
                link.title.clear();
                continue;
            }
            NodeValue::Link(link) | NodeValue::Image(link) => link.url.clone(),
            _ => continue,
        };
        if node.first_child().is_none() {
            let words = arena.alloc(NodeValue::Text(words.into()).into());
            node.insert_before(words);
        }
        let inside: Vec<Node<'a>> = node.children().collect();
        for child in inside {
            node.insert_before(child);
        }
        node.detach();
    }
}

/// An image that is a photo of this page, named as one.
fn is_photo(url: &str) -> bool {
    let id = url.strip_prefix(PHOTO).unwrap_or_default();
    id.parse::<couple::ThingId>().is_ok()
}

/// Cleaned HTML with photos as places: their address was never one that could be loaded. A text can't contain what is
/// replaced, since its own `<` is escaped.
fn as_places(clean: &str) -> String {
    clean.replace("<img src=\"photo:", "<img data-photo=\"")
}

/// A task of a list becomes an ordinary item that begins with its box as a letter: a page for reading has nothing to
/// fill in.
fn tick_as_a_letter<'a>(arena: &'a Arena<'a>, item: Node<'a>, ticked: bool) {
    item.data_mut().value = NodeValue::Item(NodeList::default());
    // As a letter and not as a coloured picture.
    let drawn = if ticked {
        "\u{2611}\u{fe0e} "
    } else {
        "\u{2610} "
    };
    let drawn = arena.alloc(NodeValue::Text(drawn.into()).into());
    match item.first_child() {
        Some(first) if matches!(first.data().value, NodeValue::Paragraph) => first.prepend(drawn),
        _ => {
            let paragraph = arena.alloc(NodeValue::Paragraph.into());
            paragraph.append(drawn);
            item.prepend(paragraph);
        }
    }
}

/// Whether a link may stay one. Ammonia asks again.
fn leads_out(url: &str) -> bool {
    let scheme = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && url.len() > scheme.len()
    };
    (scheme("https://") || scheme("mailto:"))
        && !url
            .chars()
            .any(|letter| letter.is_control() || letter.is_whitespace())
}

/// The text in one block, letter by letter.
fn as_typed(tag: &str, text: &str) -> String {
    let mut html = format!("<{tag}>");
    for letter in text.chars() {
        match letter {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\0' => html.push('\u{fffd}'),
            letter => html.push(letter),
        }
    }
    html + "</" + tag + ">"
}

fn sanitiser() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
            ("img", HashSet::from(["src", "alt", "title"])),
        ]))
        .url_schemes(HashSet::from(["https", "mailto", "photo"]))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") => is_photo(value).then(|| value.into()),
            ("a", "href") if value.trim_start().starts_with(PHOTO) => None,
            _ => Some(value.into()),
        })
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"))
        .strip_comments(true);
    builder
}

/// Each layer alone, for the test that neither leans on the other.
#[doc(hidden)]
pub mod layers {
    /// What comrak alone makes of a text.
    #[must_use]
    pub fn escaped(body: &str) -> String {
        comrak::markdown_to_html(body, &super::options())
    }

    /// What ammonia alone makes of HTML.
    #[must_use]
    pub fn cleaned(html: &str) -> String {
        super::as_places(&super::sanitiser().clean(html).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_language_of_the_editor_is_rendered() {
        let check = |markdown: &str, html: &str| assert_eq!(render(markdown).trim(), html);
        check(
            "**warm** and *slow*, ~~cold~~ `so`",
            "<p><strong>warm</strong> and <em>slow</em>, <del>cold</del> <code>so</code></p>",
        );
        check("# Tea\n### Cup", "<h2>Tea</h2>\n<h3>Cup</h3>");
        check("> so", "<blockquote>\n<p>so</p>\n</blockquote>");
        check(
            "3. one\n4. two",
            "<ol start=\"3\">\n<li>one</li>\n<li>two</li>\n</ol>",
        );
        check("- one", "<ul>\n<li>one</li>\n</ul>");
        check(
            "- [x] plums\n- [ ] **bread**\n- []no",
            "<ul>\n<li>\u{2611}\u{fe0e} plums</li>\n<li>\u{2610} <strong>bread</strong></li>\n<li>[]no</li>\n</ul>",
        );
        check("a\\\nb\n\n---", "<p>a<br>\nb</p>\n<hr>");
        check("```rust\nx < y\n```", "<pre><code>x &lt; y\n</code></pre>");
        check("", "");
    }

    #[test]
    fn a_link_stays_one_only_where_it_is_harmless() {
        let link =
            |url: &str| format!("<p><a href=\"{url}\" rel=\"noopener noreferrer\">x</a></p>");
        for (markdown, url) in [
            (
                "[x](https://example.org/a?b=1&c=2)",
                "https://example.org/a?b=1&amp;c=2",
            ),
            (
                "[x](HTTPS://example.org/ \"a title\")",
                "HTTPS://example.org/",
            ),
            ("[x](mailto:a@example.org)", "mailto:a@example.org"),
            ("[x][1]\n\n[1]: https://example.org", "https://example.org"),
        ] {
            assert_eq!(render(markdown).trim(), link(url));
        }
        for url in [
            "javascript:alert(1)",
            "http://example.org",
            "//example.org",
            "/relative",
            "x.md",
            "#top",
            "file:///etc/passwd",
            "lamplight:x",
            "https:",
            "https://",
            "ht\u{0}tps://x",
        ] {
            let html = render(&format!("[*x*](<{url}>)"));
            assert_eq!(html.trim(), "<p><em>x</em></p>", "{url}");
        }
    }

    #[test]
    fn images_become_their_words() {
        assert_eq!(
            render("![our *boat*](boat.jpg)").trim(),
            "<p>our <em>boat</em></p>"
        );
        assert_eq!(
            render("![](https://example.org/pixel.png)").trim(),
            "<p>https://example.org/pixel.png</p>"
        );
        assert_eq!(
            render("[![x](a.png)](https://example.org)").trim(),
            "<p><a href=\"https://example.org\" rel=\"noopener noreferrer\">x</a></p>"
        );
    }

    #[test]
    fn a_photo_of_the_page_is_a_place_without_an_address() {
        let id = "5a".repeat(16);
        assert_eq!(
            render(&format!("![our *boat*](photo:{id} \"at <six>\")")).trim(),
            format!("<p><img data-photo=\"{id}\" alt=\"our boat\" title=\"at &lt;six&gt;\"></p>")
        );
        for other in ["photo:", "photo:x", "photo:../../x", "PHOTO:5a", "photo:5A"] {
            assert!(
                !render(&format!("![x]({other})")).contains("<img"),
                "{other}"
            );
            assert!(!render(&format!("[x](photo:{id})")).contains("photo"));
        }
        // Written as HTML it is what was typed.
        let typed = render(&format!("<img src=\"photo:{id}\">"));
        assert!(!typed.contains("<img"), "{typed}");
    }

    #[test]
    fn plain_text_has_no_marks() {
        let body = "# Tea\n\n**warm**\nand `slow` [far](https://x.org)\n\n- one\n- <b>two\n\n```\ncode\n```";
        assert_eq!(plain(body), "Tea\nwarm and slow far\none\n<b>two\ncode");
        assert_eq!(plain(""), "");
    }

    /// A partner's text is rendered in this very process: it must end, and soon.
    #[test]
    fn texts_made_to_take_forever_do_not() {
        let long = |piece: &str| piece.repeat((1 << 18) / piece.len());
        for piece in [
            ">",
            "> ",
            "- ",
            "1. ",
            "* ",
            "[",
            "![",
            "](",
            "*",
            "**",
            "_",
            "*a_",
            "`",
            "``a`",
            "<",
            "&",
            "~~",
            "\\",
            "[a](",
            "<a href=",
            "[a]: <",
            "\n\n- a\n  ",
            "a\n",
            "a\n\n",
            "- a\n\n",
            "#",
            "|a",
            "&#1;",
            "\t",
            "*a **a ",
        ] {
            let body = long(piece);
            let start = std::time::Instant::now();
            let html = render(&body);
            let _ = plain(&body);
            let seconds = start.elapsed().as_secs_f32();
            println!("{piece:?}: {seconds:.2} s, {} bytes", html.len());
            assert!(seconds < 20.0, "{piece:?} took {seconds}");
        }
        let stairs: String = (0..1_400)
            .map(|n| format!("{}- a\n", " ".repeat(n)))
            .collect();
        let _ = render(&stairs);
        let _ = render(&format!(
            "{}{}",
            "[".repeat(50_000),
            "](https://x)".repeat(50_000)
        ));
    }

    #[test]
    fn a_block_beyond_all_measure_is_shown_as_typed_and_the_rest_is_rendered() {
        let long = format!("**a** < {}", "word ".repeat(40_000));
        let html = render(&format!("# One\n\n{long}\n\n*two*"));
        assert!(
            html.starts_with("<h2>One</h2>\n<p>**a** &lt; word"),
            "{}",
            &html[..80]
        );
        assert!(html.ends_with("<p><em>two</em></p>\n"));
        let many: String = (0..5_000)
            .map(|n| format!("- *{n}*\n\nend {n}\n\n"))
            .collect();
        let html = render(&many);
        assert_eq!(html.matches("<li>").count(), 5_000);
        assert_eq!(html.matches("<p>end").count(), 5_000);
    }

    #[test]
    fn a_text_nested_beyond_all_sense_is_shown_as_typed() {
        let body = "> ".repeat(100) + "<b>&\0";
        let html = render(&body);
        assert!(
            html.starts_with("<pre>&gt; &gt;") && html.ends_with("&lt;b&gt;&amp;\u{fffd}</pre>"),
            "{html}"
        );
        assert!(render(&("> ".repeat(20) + "x")).contains("<blockquote>"));
    }
}
