//! Files of photos as cameras, programs and enemies write them.

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage,
    codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder},
};

/// A word that must be nowhere afterwards.
pub const TOKEN: &[u8] = b"latitude-52.5200-canary";

pub const RED: Rgb<u8> = Rgb([220, 20, 20]);
pub const GREEN: Rgb<u8> = Rgb([20, 200, 20]);
pub const BLUE: Rgb<u8> = Rgb([20, 20, 220]);
pub const WHITE: Rgb<u8> = Rgb([250, 250, 250]);

/// Four colours: red, green over blue, white. Wider than high.
pub fn four_corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        }
    })
}

/// TIFF as EXIF has it: how it was held, who made the camera, and where it was taken.
pub fn exif(orientation: u16) -> Vec<u8> {
    let count = u32::try_from(TOKEN.len() + 1).unwrap();
    let first = 8;
    let after_first = first + 2 + 3 * 12 + 4;
    let place = after_first + count;
    let after_place = place + 2 + 12 + 4;
    let mut tiff = b"II*\0".to_vec();
    tiff.extend(first.to_le_bytes());
    let field = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut field = tag.to_le_bytes().to_vec();
        field.extend(kind.to_le_bytes());
        field.extend(count.to_le_bytes());
        field.extend(value.to_le_bytes());
        field
    };
    tiff.extend(3_u16.to_le_bytes());
    tiff.extend(field(0x010f, 2, count, after_first));
    tiff.extend(field(0x0112, 3, 1, orientation.into()));
    tiff.extend(field(0x8825, 4, 1, place));
    tiff.extend(0_u32.to_le_bytes());
    tiff.extend(TOKEN);
    tiff.push(0);
    tiff.extend(1_u16.to_le_bytes());
    tiff.extend(field(0x0012, 2, count, after_place));
    tiff.extend(0_u32.to_le_bytes());
    tiff.extend(TOKEN);
    tiff.push(0);
    tiff
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 95)
        .encode_image(picture)
        .unwrap();
    file
}

/// With everything a phone puts beside the pixels, and a film behind the end.
pub fn jpeg_of_a_phone(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    let plain = jpeg(picture);
    let mut file = plain[..2].to_vec();
    let mut segment = |mark: u8, head: &[u8], body: &[u8]| {
        file.extend([0xff, mark]);
        let length = u16::try_from(2 + head.len() + body.len()).unwrap();
        file.extend(length.to_be_bytes());
        file.extend(head);
        file.extend(body);
    };
    segment(0xe1, b"Exif\0\0", &exif(orientation));
    segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0", TOKEN);
    segment(0xed, b"Photoshop 3.0\0", TOKEN);
    segment(0xfe, b"", TOKEN);
    file.extend(&plain[2..]);
    file.extend(b"\0\0\0\x18ftypmp42");
    file.extend(TOKEN);
    file
}

pub fn png(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    DynamicImage::from(picture.clone())
        .write_to(&mut std::io::Cursor::new(&mut file), ImageFormat::Png)
        .unwrap();
    file
}

/// With text, a place, and something behind the end.
pub fn png_of_a_program(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = PngEncoder::new(&mut file);
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    encoder
        .write_image(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    let mut text = b"Comment\0".to_vec();
    text.extend(TOKEN);
    // Behind the header, which has 8 + 25 bytes.
    file.splice(33..33, chunk(b"tEXt", &text));
    file.extend(TOKEN);
    file
}

pub fn webp(picture: &RgbImage, orientation: Option<u16>) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut file);
    if let Some(orientation) = orientation {
        encoder.set_exif_metadata(exif(orientation)).unwrap();
    }
    encoder
        .write_image(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    file
}

/// A PNG that moves: two pictures of four colours, as its header says.
pub fn moving_png() -> Vec<u8> {
    let mut file = png(&four_corners(8, 8));
    let control = [0, 0, 0, 2, 0, 0, 0, 0];
    file.splice(33..33, chunk(b"acTL", &control));
    file
}

/// A WebP whose header says that it moves.
pub fn moving_webp() -> Vec<u8> {
    let still = webp(&four_corners(8, 8), None);
    let mut frame = vec![0; 6];
    frame.extend([7, 0, 0, 7, 0, 0, 100, 0, 0, 0]);
    frame.extend(&still[12..]);
    let mut body = b"WEBP".to_vec();
    body.extend(riff(b"VP8X", &[2, 0, 0, 0, 7, 0, 0, 7, 0, 0]));
    body.extend(riff(b"ANIM", &[0, 0, 0, 0, 0, 0]));
    body.extend(riff(b"ANMF", &frame));
    riff(b"RIFF", &body)
}

/// A PNG whose header claims so many pixels, with a thousand zeros packed behind it.
pub fn png_that_claims(width: u32, height: u32) -> Vec<u8> {
    let mut file = png(&RgbImage::new(1_000, 1));
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    file.splice(8..33, chunk(b"IHDR", &header));
    file
}

/// A JPEG whose header claims so many pixels.
pub fn jpeg_that_claims(width: u16, height: u16) -> Vec<u8> {
    let mut file = jpeg(&four_corners(16, 16));
    let at = file.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    file[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    file[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    file
}

fn riff(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = name.to_vec();
    chunk.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    chunk.extend(body);
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(body);
    let sum = crc(&chunk[4..]);
    chunk.extend(sum.to_be_bytes());
    chunk
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 * (sum & 1))
        })
    })
}
