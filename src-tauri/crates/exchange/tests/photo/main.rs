//! Photos: what stays of a file, what does not, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod making;

use exchange::photo::{
    FILE_LIMIT, FITTING_EDGE, OtherKind, Picture, Refusal, SMALL_EDGE, Size, decode_answer,
    decode_request, dimensions, encode_answer, encode_request, prepare,
};
use image::{ImageFormat, Rgb, RgbImage, load_from_memory_with_format};
use making::{
    BLUE, GREEN, RED, TOKEN, WHITE, four_corners, jpeg, jpeg_of_a_phone, jpeg_that_claims,
    moving_png, moving_webp, png, png_of_a_program, png_that_claims, webp,
};

fn decoded(picture: &Picture) -> RgbImage {
    let pixels = load_from_memory_with_format(&picture.jpeg, ImageFormat::Jpeg).unwrap();
    assert_eq!(
        (pixels.width(), pixels.height()),
        (picture.width, picture.height)
    );
    pixels.into_rgb8()
}

/// The colours of the corners, clockwise from the top left.
fn corners(picture: &Picture) -> [Rgb<u8>; 4] {
    let pixels = decoded(picture);
    let (right, below) = (picture.width * 3 / 4, picture.height * 3 / 4);
    let (left, above) = (picture.width / 4, picture.height / 4);
    [(left, above), (right, above), (right, below), (left, below)].map(|(x, y)| {
        let seen = pixels.get_pixel(x, y).0;
        let far = |colour: &Rgb<u8>| -> u32 {
            (0..3)
                .map(|n| u32::from(seen[n].abs_diff(colour.0[n])))
                .sum()
        };
        [RED, GREEN, BLUE, WHITE]
            .into_iter()
            .min_by_key(far)
            .unwrap()
    })
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

#[test]
fn every_way_of_holding_a_camera_is_turned_upright() {
    // What lies red, green, white, blue clockwise in the file.
    let upright: [(u16, [Rgb<u8>; 4]); 10] = [
        (1, [RED, GREEN, WHITE, BLUE]),
        (2, [GREEN, RED, BLUE, WHITE]),
        (3, [WHITE, BLUE, RED, GREEN]),
        (4, [BLUE, WHITE, GREEN, RED]),
        (5, [RED, BLUE, WHITE, GREEN]),
        (6, [BLUE, RED, GREEN, WHITE]),
        (7, [WHITE, GREEN, RED, BLUE]),
        (8, [GREEN, WHITE, BLUE, RED]),
        // Neither says anything.
        (0, [RED, GREEN, WHITE, BLUE]),
        (9, [RED, GREEN, WHITE, BLUE]),
    ];
    let lying = four_corners(64, 32);
    for (orientation, expected) in upright {
        for file in [
            jpeg_of_a_phone(&lying, orientation),
            png_of_a_program(&lying, orientation),
            webp(&lying, Some(orientation)),
        ] {
            let made = prepare(&file, Size::Fitting).unwrap();
            for picture in [&made.picture, &made.small] {
                assert_eq!(corners(picture), expected, "{orientation}");
                let high = (5..=8).contains(&orientation);
                assert_eq!(picture.height > picture.width, high, "{orientation}");
            }
        }
    }
}

#[test]
fn place_and_device_are_nowhere_afterwards() {
    let picture = four_corners(64, 32);
    for file in [
        jpeg_of_a_phone(&picture, 6),
        png_of_a_program(&picture, 6),
        webp(&picture, Some(6)),
    ] {
        assert!(holds(&file, TOKEN), "else this proves nothing");
        for size in [Size::Fitting, Size::Whole] {
            let made = prepare(&file, size).unwrap();
            let answer = encode_answer(&Ok(made.clone())).unwrap();
            for word in [TOKEN, b"Exif", b"ftyp", b"adobe", b"GPS"] {
                assert!(!holds(&answer, word));
            }
            // Nothing but what a decoder needs: no segment for applications or comments but JFIF's own.
            for picture in [made.picture, made.small] {
                assert_eq!(marks(&picture.jpeg), [0xe0]);
            }
        }
    }
}

/// The marks before the pixels that are for applications or comments.
fn marks(jpeg: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut at = 2;
    while jpeg[at + 1] != 0xda {
        if matches!(jpeg[at + 1], 0xe0..=0xef | 0xfe) {
            found.push(jpeg[at + 1]);
        }
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    found
}

#[test]
fn big_ones_are_scaled_unless_every_pixel_is_wanted() {
    let file = jpeg(&four_corners(4_000, 1_000));
    let fitting = prepare(&file, Size::Fitting).unwrap();
    assert_eq!(
        (fitting.picture.width, fitting.picture.height),
        (FITTING_EDGE, FITTING_EDGE / 4)
    );
    assert_eq!(corners(&fitting.picture), [RED, GREEN, WHITE, BLUE]);
    let whole = prepare(&file, Size::Whole).unwrap();
    assert_eq!((whole.picture.width, whole.picture.height), (4_000, 1_000));
    for made in [fitting, whole] {
        assert_eq!((made.small.width, made.small.height), (SMALL_EDGE, 120));
    }
    // Never larger than it was.
    let little = prepare(&png(&four_corners(30, 20)), Size::Fitting).unwrap();
    assert_eq!((little.picture.width, little.small.width), (30, 30));
    // Nor thinner than one pixel.
    let thread = prepare(&png(&four_corners(20_000, 1)), Size::Fitting).unwrap();
    assert_eq!((thread.picture.width, thread.picture.height), (2_560, 1));
    assert_eq!(thread.small.height, 1);
}

#[test]
fn what_shines_through_lies_on_white() {
    let mut glass = image::RgbaImage::from_pixel(32, 32, image::Rgba([200, 0, 0, 0]));
    for y in 0..16 {
        for x in 0..32 {
            glass.put_pixel(x, y, image::Rgba([0, 0, 0, 128]));
        }
    }
    let mut file = Vec::new();
    image::DynamicImage::from(glass)
        .write_to(&mut std::io::Cursor::new(&mut file), ImageFormat::Png)
        .unwrap();
    let pixels = decoded(&prepare(&file, Size::Fitting).unwrap().picture);
    assert!(pixels.get_pixel(16, 28).0.iter().all(|part| *part > 248));
    let half = pixels.get_pixel(16, 4).0;
    assert!(
        half.iter().all(|part| (120..136).contains(part)),
        "{half:?}"
    );
}

#[test]
fn what_is_no_photo_is_refused_by_name() {
    let picture = four_corners(64, 32);
    let other = |kind| Refusal::OtherKind(kind);
    let cases: Vec<(&str, Vec<u8>, Refusal)> = vec![
        ("nothing", vec![], Refusal::Empty),
        ("a text", b"Dear diary".to_vec(), Refusal::NotAPicture),
        (
            "a film",
            b"\0\0\0\x18ftypmp42\0\0\0\0".to_vec(),
            Refusal::NotAPicture,
        ),
        (
            "a program",
            b"\x7fELF\x02\x01\x01".to_vec(),
            Refusal::NotAPicture,
        ),
        ("one byte", vec![0xff], Refusal::NotAPicture),
        ("gif", b"GIF89a\x01\0\x01\0".to_vec(), other(OtherKind::Gif)),
        (
            "heic",
            b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(),
            other(OtherKind::Heif),
        ),
        (
            "avif",
            b"\0\0\0\x18ftypavif\0\0\0\0".to_vec(),
            other(OtherKind::Heif),
        ),
        ("tiff", b"II*\0\x08\0\0\0".to_vec(), other(OtherKind::Tiff)),
        (
            "bmp",
            b"BM\x10\0\0\0\0\0\0\0".to_vec(),
            other(OtherKind::Bmp),
        ),
        ("pdf", b"%PDF-1.7".to_vec(), other(OtherKind::Pdf)),
        (
            "svg",
            b"\xef\xbb\xbf<?xml version='1.0'?><svg onload='alert(1)'/>".to_vec(),
            other(OtherKind::Svg),
        ),
        ("a moving png", moving_png(), Refusal::Moving),
        ("a moving webp", moving_webp(), Refusal::Moving),
        (
            "too long",
            vec![0xff; FILE_LIMIT + 1],
            Refusal::TooLarge {
                bytes: FILE_LIMIT as u64 + 1,
            },
        ),
        (
            "a png bomb",
            png_that_claims(60_000, 60_000),
            Refusal::TooManyPixels {
                width: 60_000,
                height: 60_000,
            },
        ),
        (
            "a jpeg bomb",
            jpeg_that_claims(60_000, 60_000),
            Refusal::TooManyPixels {
                width: 60_000,
                height: 60_000,
            },
        ),
        (
            "a long thread",
            png_that_claims(40_000, 1),
            Refusal::TooManyPixels {
                width: 40_000,
                height: 1,
            },
        ),
        (
            "more than comes",
            png_that_claims(4_000, 4_000),
            Refusal::Damaged,
        ),
        ("half a jpeg", half(jpeg(&picture)), Refusal::Damaged),
        ("half a png", half(png(&picture)), Refusal::Damaged),
        ("half a webp", half(webp(&picture, None)), Refusal::Damaged),
        ("a beginning", b"\xff\xd8\xff".to_vec(), Refusal::Damaged),
        (
            "a jpeg without pixels",
            b"\xff\xd8\xff\xd9".to_vec(),
            Refusal::Damaged,
        ),
    ];
    for (name, file, expected) in cases {
        for size in [Size::Fitting, Size::Whole] {
            assert_eq!(prepare(&file, size).err(), Some(expected), "{name}");
        }
    }
}

fn half(mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(file.len() / 2);
    file
}

/// A file is cut off anywhere: it is refused, or all of it was there.
#[test]
fn a_jpeg_that_was_cut_off_is_never_taken_for_a_whole_one() {
    let file = jpeg(&four_corners(64, 32));
    for end in 0..file.len() {
        assert!(prepare(&file[..end], Size::Fitting).is_err(), "{end}");
    }
    assert!(prepare(&file, Size::Fitting).is_ok());
}

/// Two things in one file: the picture stays, the other one does not.
#[test]
fn a_file_that_is_something_else_besides_is_only_a_picture_afterwards() {
    let mut file = jpeg(&four_corners(64, 32));
    file.extend(b"PK\x03\x04 <script>alert(1)</script> %PDF-1.7");
    let made = prepare(&file, Size::Whole).unwrap();
    for word in [&b"PK\x03\x04"[..], b"<script", b"%PDF"] {
        assert!(!holds(&made.picture.jpeg, word) && !holds(&made.small.jpeg, word));
    }
}

#[test]
fn messages_have_one_spelling_and_a_limit() {
    let request = exchange::photo::Request {
        size: Size::Whole,
        file: png(&four_corners(8, 8)),
    };
    let message = encode_request(&request).unwrap();
    assert_eq!(decode_request(&message), Ok(request.clone()));
    assert!(decode_request(&message[1..]).is_err());
    assert!(decode_request(&[message, vec![0]].concat()).is_err());
    let long = exchange::photo::Request {
        file: vec![0; exchange::photo::REQUEST_LIMIT],
        ..request.clone()
    };
    assert!(encode_request(&long).is_err());
    let answers = [prepare(&request.file, Size::Whole), Err(Refusal::Moving)];
    for answer in answers {
        assert_eq!(decode_answer(&encode_answer(&answer).unwrap()), Ok(answer));
    }
    assert_eq!(dimensions(&request.file), Ok((8, 8)));
}

/// Broken in every way that chance thinks of: refused or a picture, and never long. A header that claims many
/// pixels is left to the worker's tests, since they take their time.
#[test]
fn mutants_are_refused_or_pictures() {
    let picture = four_corners(24, 16);
    let honest = [
        jpeg_of_a_phone(&picture, 6),
        png_of_a_program(&picture, 5),
        webp(&picture, Some(7)),
        moving_webp(),
    ];
    let mut state = 1_u64;
    let mut draw = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut taken = 0;
    for n in 0..6_000 {
        let mut file = honest[n % honest.len()].clone();
        for _ in 0..=draw(3) {
            let at = draw(file.len());
            match draw(4) {
                0 => file[at] ^= 1 << draw(8),
                1 => file[at] = [0, 1, 0x7f, 0x80, 0xff][draw(5)],
                2 => drop(file.remove(at)),
                _ => file.insert(at, draw(256).to_le_bytes()[0]),
            }
        }
        if dimensions(&file).is_ok_and(|(width, height)| width * height < 1 << 20) {
            let begun = std::time::Instant::now();
            let made = prepare(&file, Size::Fitting);
            assert!(begun.elapsed() < std::time::Duration::from_secs(1), "{n}");
            if let Ok(made) = made {
                taken += 1;
                assert!(!holds(&made.picture.jpeg, TOKEN));
                decoded(&made.picture);
            }
        }
    }
    assert!(taken > 100, "{taken}");
}
