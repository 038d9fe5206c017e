//! What a file is, by its own bytes.

use serde::{Deserialize, Serialize};

use super::Refusal;

/// What is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
}

/// What is known and not taken in, so that it can be called by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherKind {
    /// Whether it moves or not.
    Gif,
    /// HEIC and AVIF, as newer phones write them.
    Heif,
    /// And most raw formats of cameras.
    Tiff,
    /// A bitmap.
    Bmp,
    /// A drawing in XML, which can hold scripts and addresses.
    Svg,
    /// Pages.
    Pdf,
}

/// # Errors
/// [`Refusal::OtherKind`] and [`Refusal::NotAPicture`].
pub(super) fn kind(file: &[u8]) -> Result<Kind, Refusal> {
    let at = |place: usize, bytes: &[u8]| file.get(place..).is_some_and(|f| f.starts_with(bytes));
    if at(0, b"\xff\xd8\xff") {
        return Ok(Kind::Jpeg);
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Ok(Kind::Png);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Ok(Kind::WebP);
    }
    let other = if at(0, b"GIF87a") || at(0, b"GIF89a") {
        OtherKind::Gif
    } else if at(4, b"ftyp") && HEIF_BRANDS.iter().any(|brand| at(8, brand)) {
        OtherKind::Heif
    } else if at(0, b"II*\0") || at(0, b"MM\0*") {
        OtherKind::Tiff
    } else if at(0, b"BM") && at(6, &[0; 4]) {
        OtherKind::Bmp
    } else if at(0, b"%PDF-") {
        OtherKind::Pdf
    } else if is_svg(file) {
        OtherKind::Svg
    } else {
        return Err(Refusal::NotAPicture);
    };
    Err(Refusal::OtherKind(other))
}

/// Films begin with `ftyp` too.
const HEIF_BRANDS: [&[u8]; 8] = [
    b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif",
];

/// How far into a file a drawing is looked for.
const BEGINNING: usize = 1024;

fn is_svg(file: &[u8]) -> bool {
    let beginning = &file[..file.len().min(BEGINNING)];
    let first = beginning
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    first == Some(&b'<') && beginning.windows(4).any(|word| word == b"<svg")
}

/// Whether a JPEG goes on until the mark of its end. The decoder paints grey what was cut off; a photo of which the
/// half is missing is better said to be damaged.
pub(super) fn jpeg_has_its_end(file: &[u8]) -> bool {
    let mut at = 2;
    while let Some(mark) = next_mark(file, &mut at) {
        match mark {
            END => return true,
            // These stand alone.
            0x01 | 0xd0..=0xd8 => {}
            _ => match file.get(at..at + 2) {
                Some(&[high, low]) => at += usize::from(u16::from_be_bytes([high, low])),
                _ => return false,
            },
        }
    }
    false
}

const END: u8 = 0xd9;

/// Goes behind the next mark. Between two there may be pixels, in which 255 is written as 255, 0.
fn next_mark(file: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        let pair = file.get(*at..*at + 2)?;
        match (pair[0], pair[1]) {
            // A mark may begin with several.
            (0xff, 0xff) => *at += 1,
            (0xff, 0) => *at += 2,
            (0xff, mark) => {
                *at += 2;
                return Some(mark);
            }
            _ => *at += 1,
        }
    }
}
