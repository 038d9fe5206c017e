//! Pictures of a text outside Lamplight: `photo:ID` becomes `media/ID.jpg`, and comes back; and of a folder of
//! Markdown, which pictures beside a file are its own.

use comrak::{Arena, Options, nodes::NodeValue, parse_document};
use couple::{ThingId, journal::PHOTOS_LIMIT};

/// The folder of the pictures, at the top of an export.
pub const FOLDER: &str = "media";
/// From the file of an entry to that folder.
pub(crate) const FROM_ENTRY: &str = "../media";

/// A picture that a text names, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPicture {
    /// What stands in the text between the brackets, to be replaced by the photo.
    pub named: String,
    /// The file, from the folder of the one that names it.
    pub path: String,
    /// The photo's id, where it was one already.
    pub id: Option<ThingId>,
}

/// A photo that a text shows, and the words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoWords {
    /// The photo.
    pub id: ThingId,
    /// What is seen.
    pub alt: String,
    /// The caption.
    pub caption: String,
}

/// The photos that a text shows, in its order.
#[must_use]
pub fn photos_named(body: &str) -> Vec<PhotoWords> {
    let arena = Arena::new();
    let root = parse_document(&arena, body, &Options::default());
    let mut found = Vec::new();
    for node in root.descendants() {
        let NodeValue::Image(link) = &node.data().value else {
            continue;
        };
        let id = link.url.strip_prefix("photo:").map(str::parse);
        let Some(Ok(id)) = id else { continue };
        let mut alt = String::new();
        for part in node.descendants() {
            match &part.data().value {
                NodeValue::Text(text) => alt.push_str(text),
                NodeValue::Code(code) => alt.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => alt.push(' '),
                _ => {}
            }
        }
        found.push(PhotoWords {
            id,
            alt,
            caption: link.title.clone(),
        });
    }
    found
}

/// The name of a photo's file.
#[must_use]
pub fn file_name(id: ThingId) -> String {
    format!("{id}.jpg")
}

/// A text with files in place of these photos.
pub(crate) fn outward(body: &str, ids: &[ThingId]) -> String {
    ids.iter().fold(body.to_owned(), |body, id| {
        body.replace(
            &format!("](photo:{id}"),
            &format!("]({FROM_ENTRY}/{}", file_name(*id)),
        )
    })
}

/// The way back.
pub(crate) fn inward(body: &str, ids: &[ThingId]) -> String {
    ids.iter().fold(body.to_owned(), |body, id| {
        body.replace(
            &format!("]({FROM_ENTRY}/{}", file_name(*id)),
            &format!("](photo:{id}"),
        )
    })
}

/// A text with a photo in place of a picture that it names.
#[must_use]
pub fn with_photo(body: &str, picture: &NamedPicture, id: ThingId) -> String {
    let NamedPicture { named, .. } = picture;
    // Followed by the end of the address, so that no longer one is hit.
    [')', ' ', '\n', '\t'].iter().fold(
        body.replace(&format!("](<{named}>"), &format!("](photo:{id}")),
        |body, end| body.replace(&format!("]({named}{end}"), &format!("](photo:{id}{end}")),
    )
}

/// The pictures beside a file that its text names, each once: paths without a scheme, within the folder or above it.
#[must_use]
pub(crate) fn beside(body: &str) -> Vec<NamedPicture> {
    let arena = Arena::new();
    let root = parse_document(&arena, body, &Options::default());
    let mut found: Vec<NamedPicture> = Vec::new();
    for node in root.descendants() {
        let NodeValue::Image(link) = &node.data().value else {
            continue;
        };
        let named = link.url.clone();
        let elsewhere =
            named.is_empty() || named.contains(':') || named.starts_with(['/', '\\', '#']);
        if elsewhere || found.len() >= PHOTOS_LIMIT || found.iter().any(|one| one.named == named) {
            continue;
        }
        found.push(NamedPicture {
            path: unescaped(&named),
            named,
            id: None,
        });
    }
    found
}

/// An address as a path: `%20` is a space.
fn unescaped(named: &str) -> String {
    let mut bytes = Vec::with_capacity(named.len());
    let mut rest = named.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| named.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_beside_a_file_are_found_and_others_are_not() {
        let body = "![a](one.jpg) ![b](<two words.png> \"t\") ![c](../img/th%20ree.webp)\n\n\
                    ![d](https://example.org/x.jpg) ![e](/etc/x.png) ![f](data:image/png;base64,x) [g](g.jpg) ![a](one.jpg)";
        let found = beside(body);
        let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["one.jpg", "two words.png", "../img/th ree.webp"]);
        let id = ThingId([7; 16]);
        let all = found
            .iter()
            .fold(body.to_owned(), |body, one| with_photo(&body, one, id));
        assert!(all.starts_with(&format!(
            "![a](photo:{id}) ![b](photo:{id} \"t\") ![c](photo:{id})\n\n![d](https"
        )));
        assert!(all.ends_with(&format!("[g](g.jpg) ![a](photo:{id})")));
    }

    #[test]
    fn the_words_beside_a_photo_are_found() {
        let (a, b) = (ThingId([1; 16]), ThingId([2; 16]));
        let body = format!(
            "# A day\n\n![the *lake*, \\[cold\\]](photo:{a} \"a \\\"cap\\\"\")\n![](photo:{b})\n\n\
             `![x](photo:{a})` ![](photo:short) ![](https://example.org/x.jpg)"
        );
        let words = |id, alt: &str, caption: &str| PhotoWords {
            id,
            alt: alt.to_owned(),
            caption: caption.to_owned(),
        };
        assert_eq!(
            photos_named(&body),
            [words(a, "the lake, [cold]", "a \"cap\""), words(b, "", "")]
        );
    }

    #[test]
    fn out_and_in_is_as_before() {
        let (here, gone) = (ThingId([1; 16]), ThingId([2; 16]));
        let body = format!("![lake](photo:{here} \"cold\")\n![](photo:{gone}) ![](photo:{here})");
        let out = outward(&body, &[here]);
        assert!(out.starts_with(&format!(
            "![lake](../media/{here}.jpg \"cold\")\n![](photo:{gone})"
        )));
        assert_eq!(inward(&out, &[here]), body);
    }
}
