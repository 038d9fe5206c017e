//! Photos in a text: `![what is seen](photo:ID "caption")`, with nothing else about them.

use crate::ThingId;

/// Photos of one entry.
pub const PHOTOS_LIMIT: usize = 60;

/// How an image of Markdown names a photo of its entry.
const MARK: &str = "](photo:";
/// Characters of an id.
const ID_CHARS: usize = 32;

/// The photos that a text refers to, each once, in its order. A reference that is written as code counts too: that
/// keeps a photo for nothing, and none is ever dropped because a text was read in two ways.
#[must_use]
pub fn photos(body: &str) -> Vec<ThingId> {
    let mut found = Vec::new();
    for (at, _) in body.match_indices(MARK) {
        let from = at + MARK.len();
        let id = body
            .get(from..from + ID_CHARS)
            .and_then(|id| id.parse().ok());
        if let Some(id) = id
            && !found.contains(&id)
        {
            found.push(id);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_are_found_in_their_order_and_once() {
        let (a, b) = (ThingId([0xa1; 16]), ThingId([0xb2; 16]));
        let body = format!(
            "![the lake](photo:{b} \"cold\") ![](photo:{a})\n\n![again](photo:{b})\n\
             ![](photo:short) ![](https://example.org/x.jpg) photo:{a} ![é](photo:{}é)",
            &a.to_string()[..31]
        );
        assert_eq!(photos(&body), [b, a]);
        assert_eq!(photos("](photo:"), []);
    }
}
