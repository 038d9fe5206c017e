//! A file that a person picked, to a picture that can be kept.
//!
//! The picture is always made anew from its pixels: turned as the file says, scaled, and written as a JPEG that holds
//! nothing else. Place, device, times, thumbnails, comments, profiles and whatever was hidden behind the end of the
//! file are gone because nobody carries them over, not because somebody looked for them.
//!
//! What a file is, its first bytes say; its name is never asked. Everything here is bounded before it is allocated,
//! but a decoder is no boundary: [`prepare`] belongs into the worker's process.

mod codec;
mod file;

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageError, Limits, RgbImage,
    codecs::{jpeg::JpegDecoder, jpeg::JpegEncoder, png::PngDecoder, webp::WebPDecoder},
    imageops::FilterType,
    metadata::Orientation,
};
use serde::{Deserialize, Serialize};

pub use codec::{
    ANSWER_LIMIT, ARGUMENT, CodecError, REQUEST_LIMIT, decode_answer, decode_request,
    encode_answer, encode_request,
};
pub use file::OtherKind;

use file::Kind;

/// Bytes of a file, and of a prepared picture.
pub const FILE_LIMIT: usize = 20 * 1024 * 1024;
/// Pixels of a file.
pub const PIXEL_LIMIT: u64 = 25_000_000;
/// Pixels along the longer edge of a file: half of what a JPEG can hold.
pub const EDGE_LIMIT: u32 = 32_000;
/// Pixels along the longer edge of [`Size::Fitting`].
pub const FITTING_EDGE: u32 = 2_560;
/// Pixels along the longer edge of the small picture.
pub const SMALL_EDGE: u32 = 480;

/// What a decoder may allocate.
const MEMORY: u64 = 256 * 1024 * 1024;
/// From the best on, until the picture fits into [`FILE_LIMIT`].
const QUALITIES: [u8; 2] = [88, 60];
const SMALL_QUALITY: u8 = 75;

/// How large the picture is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// At most [`FITTING_EDGE`] along the longer edge. Never larger than it was.
    Fitting,
    /// Every pixel of the original. Not its bytes: those hold where it was taken.
    Whole,
}

/// What is asked of the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// How large.
    pub size: Size,
    /// The file as it was picked.
    pub file: Vec<u8>,
}

/// A JPEG that was made here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Pixels, after turning.
    pub width: u32,
    /// Pixels, after turning.
    pub height: u32,
    /// The file.
    pub jpeg: Vec<u8>,
}

/// What can be kept of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// The picture, at most [`FILE_LIMIT`] bytes.
    pub picture: Picture,
    /// The same for lists, at most [`SMALL_EDGE`] along the longer edge.
    pub small: Picture,
}

/// Why a file is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Over [`FILE_LIMIT`].
    #[error("the file has {bytes} bytes")]
    TooLarge {
        /// Of the file.
        bytes: u64,
    },
    /// Over [`PIXEL_LIMIT`] or [`EDGE_LIMIT`].
    #[error("the picture has {width} × {height} pixels")]
    TooManyPixels {
        /// As the file says.
        width: u32,
        /// As the file says.
        height: u32,
    },
    /// A picture of a kind that is not taken in.
    #[error("the file is of another kind: {0:?}")]
    OtherKind(OtherKind),
    /// More than one picture that take turns.
    #[error("the picture moves")]
    Moving,
    /// No picture, whatever its name says.
    #[error("the file is no picture")]
    NotAPicture,
    /// It begins like a picture, and then something is missing or wrong.
    #[error("the picture is damaged")]
    Damaged,
}

/// The answer to a [`Request`].
pub type Answer = Result<Prepared, Refusal>;

/// Pixels of a file, as it says: width and height before it is turned. Nothing is decoded for it.
///
/// # Errors
/// A [`Refusal`].
pub fn dimensions(file: &[u8]) -> Result<(u32, u32), Refusal> {
    opened(file).map(|decoder| decoder.dimensions())
}

/// Makes a picture of a file.
///
/// # Errors
/// A [`Refusal`].
pub fn prepare(file: &[u8], size: Size) -> Answer {
    let mut decoder = opened(file)?;
    // A file that does not know how it is held is shown as it lies.
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    // Before it is scaled, which takes sixteen bytes for every pixel that has more than three.
    let mut picture = DynamicImage::ImageRgb8(on_white(decoded));
    if size == Size::Fitting {
        picture = fitting(picture, FITTING_EDGE);
    }
    picture.apply_orientation(turned);
    let small = picture.thumbnail(
        SMALL_EDGE.min(picture.width()),
        SMALL_EDGE.min(picture.height()),
    );
    Ok(Prepared {
        small: written(&small, SMALL_QUALITY)?,
        picture: written_within(&picture)?,
    })
}

fn opened(file: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, Refusal> {
    if file.is_empty() {
        return Err(Refusal::Empty);
    }
    if file.len() > FILE_LIMIT {
        return Err(Refusal::TooLarge {
            bytes: file.len() as u64,
        });
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MEMORY);
    let bytes = Cursor::new(file);
    let (mut decoder, moving): (Box<dyn ImageDecoder>, bool) = match file::kind(file)? {
        Kind::Jpeg if !file::jpeg_has_its_end(file) => return Err(Refusal::Damaged),
        Kind::Jpeg => (Box::new(JpegDecoder::new(bytes).map_err(damaged)?), false),
        Kind::Png => {
            let decoder = PngDecoder::with_limits(bytes, limits.clone()).map_err(damaged)?;
            let moving = decoder.is_apng().map_err(damaged)?;
            (Box::new(decoder), moving)
        }
        Kind::WebP => {
            let decoder = WebPDecoder::new(bytes).map_err(damaged)?;
            let moving = decoder.has_animation();
            (Box::new(decoder), moving)
        }
    };
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXEL_LIMIT || width.max(height) > EDGE_LIMIT {
        return Err(Refusal::TooManyPixels { width, height });
    }
    if width == 0 || height == 0 {
        return Err(Refusal::Damaged);
    }
    if moving {
        return Err(Refusal::Moving);
    }
    decoder.set_limits(limits).map_err(damaged)?;
    Ok(decoder)
}

/// What a decoder says about a file may quote it.
fn damaged(_: ImageError) -> Refusal {
    Refusal::Damaged
}

fn fitting(picture: DynamicImage, edge: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= edge {
        return picture;
    }
    picture.resize(edge, edge, FilterType::CatmullRom)
}

/// What shines through lies on white, as on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen = picture.into_rgba8();
    let mut paper = RgbImage::new(seen.width(), seen.height());
    for (to, from) in paper.pixels_mut().zip(seen.pixels()) {
        let [.., alpha] = from.0;
        for (to, from) in to.0.iter_mut().zip(from.0) {
            let mixed = (u32::from(from) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
            *to = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
    paper
}

fn written_within(picture: &DynamicImage) -> Result<Picture, Refusal> {
    let mut bytes = 0;
    for quality in QUALITIES {
        let written = written(picture, quality)?;
        if written.jpeg.len() <= FILE_LIMIT {
            return Ok(written);
        }
        bytes = written.jpeg.len() as u64;
    }
    Err(Refusal::TooLarge { bytes })
}

fn written(picture: &DynamicImage, quality: u8) -> Result<Picture, Refusal> {
    let (width, height) = (picture.width(), picture.height());
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .write_image(picture.as_bytes(), width, height, picture.color().into())
        .map_err(damaged)?;
    Ok(Picture {
        width,
        height,
        jpeg,
    })
}
