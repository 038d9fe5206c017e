//! No text, however it was made, leaves a tag or an attribute that is not on the list. Each of the two layers is also
//! tried alone, so that neither may lean on the other.

#![allow(clippy::unwrap_used)]

use exchange::markdown;

const PAYLOADS: &str = include_str!("../../../../tests/fixtures/xss/payloads.txt");

/// Tags as they may stand, by name; what else a tag may carry is said in `is_allowed`.
const TAGS: [&str; 18] = [
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
];

fn payloads() -> impl Iterator<Item = String> {
    // `%%` begins a remark: no mark of Markdown or HTML does.
    let lines = PAYLOADS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("%%"));
    lines.map(|line| {
        line.replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\x00", "\0")
            .replace("\\x01", "\u{1}")
            .replace("\\x0c", "\u{c}")
    })
}

/// Reads the HTML letter by letter, by rules of its own: a `<` begins a tag of ours, complete and quoted, or the page
/// is not clean.
fn fault(html: &str) -> Option<String> {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let Some(end) = tag.find('>') else {
            return Some(format!("an open tag: <{tag}"));
        };
        let (inside, behind) = tag.split_at(end);
        if !is_allowed(inside) {
            return Some(format!("<{inside}>"));
        }
        rest = &behind[1..];
    }
    None
}

fn is_allowed(tag: &str) -> bool {
    if let Some(name) = tag.strip_prefix('/') {
        return TAGS.contains(&name);
    }
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let plain = |value: &str| !value.contains(['"', '<', '>']);
    match (name, attributes) {
        ("a", attributes) => {
            let rest = attributes
                .strip_suffix("rel=\"noopener noreferrer\"")
                .map(str::trim_end);
            rest.is_some_and(|href| {
                href.is_empty()
                    || href
                        .strip_prefix("href=\"")
                        .and_then(|href| href.strip_suffix('"'))
                        .is_some_and(|url| {
                            let lower = url.to_ascii_lowercase();
                            let good =
                                lower.starts_with("https://") || lower.starts_with("mailto:");
                            good && plain(url) && !url.contains(char::is_whitespace)
                        })
            })
        }
        ("ol", attributes) if attributes.starts_with("start=\"") => attributes[7..]
            .strip_suffix('"')
            .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())),
        ("img", attributes) => is_place(attributes),
        (name, "") => TAGS.contains(&name),
        _ => false,
    }
}

/// Where a photo of the page is shown: its id, and words. Nothing that loads.
fn is_place(mut attributes: &str) -> bool {
    while let Some((name, rest)) = attributes.split_once("=\"") {
        let Some((value, rest)) = rest.split_once('"') else {
            return false;
        };
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let good = match name {
            "data-photo" => value.len() == 32 && value.bytes().all(hex),
            "alt" | "title" => !value.contains(['<', '>']),
            _ => false,
        };
        if !good {
            return false;
        }
        attributes = rest.trim_start();
    }
    attributes.is_empty()
}

#[test]
fn the_reader_of_this_test_can_tell() {
    for clean in [
        "<p>a &lt;b&gt;</p>",
        "<a href=\"https://x.org\" rel=\"noopener noreferrer\">x</a>",
        "<ol start=\"3\"><li>x</li></ol><br>",
        "<img><img alt=\"x\">",
        "<img data-photo=\"0123456789abcdef0123456789abcdef\" alt=\"\" title=\"y\">",
    ] {
        assert_eq!(fault(clean), None);
    }
    for foul in [
        "<b>",
        "<p class=\"x\">",
        "<p onclick=x>",
        "<a href=\"javascript:x\" rel=\"noopener noreferrer\">",
        "<a href=\"https://x.org\" onclick=\"\" rel=\"noopener noreferrer\">",
        "<a href=\"https://x.org\">",
        "<",
        "<ol start=\"x\">",
        "<!--x-->",
        "</script>",
        "<P>",
        "<img src=\"x\">",
        "<img data-photo=\"x\">",
        "<img alt=\"x\" onerror=\"y\">",
    ] {
        assert!(fault(foul).is_some(), "{foul}");
    }
}

#[test]
fn no_payload_comes_through() {
    let mut count = 0;
    for payload in payloads() {
        let html = markdown::render(&payload);
        assert_eq!(fault(&html), None, "{payload:?} gave {html}");
        // Also inside of other blocks, and after text that leaves something open.
        for around in [
            "> {}",
            "- {}",
            "*a {}",
            "`a {}",
            "[a {}",
            "[a]({}",
            "![{}",
            "<p {}",
            "<!-- {}",
            "```\n{}",
            "{}\n{}",
            "**{}**",
            "[{}](https://x.example)",
            "[x]({})",
            "<{}>",
            "[x]: {}\n\n[x]",
        ] {
            let html = markdown::render(&around.replace("{}", &payload));
            assert_eq!(fault(&html), None, "{payload:?} in {around:?} gave {html}");
        }
        count += 1;
    }
    assert!(count > 200, "{count}");
}

#[test]
fn each_layer_alone_stops_what_runs() {
    for payload in payloads() {
        let html = markdown::layers::escaped(&payload);
        let lower = html.to_ascii_lowercase();
        for bad in [
            "<script",
            "<svg",
            "<math",
            "<iframe",
            "<style",
            "<object",
            "<embed",
            "<form",
            "<meta",
            "<base",
            "<template",
            "=\"javascript:",
            "=\"data:text",
            "=\"vbscript:",
            "<!--",
        ] {
            assert!(!lower.contains(bad), "comrak: {payload:?} gave {html}");
        }
        let html = markdown::layers::cleaned(&payload);
        assert_eq!(fault(&html), None, "ammonia: {payload:?} gave {html}");
    }
}

/// Pieces of payloads, put together at random by a fixed rule.
#[test]
fn no_mixture_of_payloads_comes_through() {
    let payloads: Vec<String> = payloads().collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % end as u64) as usize
    };
    for _ in 0..4_000 {
        let mut text = String::new();
        for _ in 0..2 + below(3) {
            let payload: Vec<char> = payloads[below(payloads.len())].chars().collect();
            let from = below(payload.len());
            let to = from + below(payload.len() - from) + 1;
            text.extend(&payload[from..to]);
            if below(3) == 0 {
                text.push(['\n', '<', '"', '`', ']', '(', ' ', '&', '>'][below(9)]);
            }
        }
        let html = markdown::render(&text);
        assert_eq!(fault(&html), None, "{text:?} gave {html}");
    }
}
