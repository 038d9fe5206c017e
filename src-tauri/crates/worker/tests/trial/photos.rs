//! Photos in the process: the same answers as from a call, the largest one within the limits, and nonsense.

use std::{
    io::{Read, Write},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use exchange::photo::{
    ANSWER_LIMIT, ARGUMENT, Answer, FILE_LIMIT, Refusal, Request, Size, decode_answer,
    encode_request, prepare,
};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

use crate::making::{
    TOKEN, four_corners, jpeg_of_a_phone, jpeg_that_claims, moving_png, moving_webp,
    png_of_a_program, png_that_claims, webp,
};

/// What the process says to a message, or the code it ends with.
fn told(arguments: &[&str], message: Vec<u8>) -> Result<Vec<u8>, Option<i32>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lamplight-worker"))
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writing = thread::spawn(move || {
        // One that reads no further has said so in its code.
        let _ = input.write_all(&message);
    });
    let mut answer = Vec::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_end(&mut answer)
        .unwrap();
    writing.join().unwrap();
    let status = child.wait().unwrap();
    if status.success() {
        Ok(answer)
    } else {
        Err(status.code())
    }
}

fn asked(file: Vec<u8>, size: Size) -> Result<Answer, Option<i32>> {
    let message = encode_request(&Request { size, file }).unwrap();
    told(&[ARGUMENT], message).map(|answer| {
        assert!(answer.len() <= ANSWER_LIMIT);
        assert!(!answer.windows(TOKEN.len()).any(|part| part == TOKEN));
        decode_answer(&answer).unwrap()
    })
}

#[test]
fn the_process_answers_as_a_call_does() {
    let picture = four_corners(64, 32);
    for file in [
        jpeg_of_a_phone(&picture, 6),
        png_of_a_program(&picture, 3),
        webp(&picture, Some(8)),
        moving_png(),
        moving_webp(),
        png_that_claims(60_000, 60_000),
        jpeg_that_claims(60_000, 60_000),
        // As many pixels as may be, and none of them there.
        png_that_claims(5_000, 5_000),
        b"Dear diary".to_vec(),
        Vec::new(),
    ] {
        let answer = asked(file.clone(), Size::Whole).unwrap();
        assert_eq!(answer, prepare(&file, Size::Whole));
    }
}

/// Grain, which no encoder makes small.
fn grain(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |_, _| {
        Rgb(std::array::from_fn(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        }))
    })
}

/// As many pixels as may be, and grain in each.
#[test]
fn the_largest_photo_has_room_and_time() {
    let mut file = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 40)
        .encode_image(&grain(5_000, 5_000))
        .unwrap();
    assert!((5 << 20..=FILE_LIMIT).contains(&file.len()));
    let file = turned(&file);
    for (size, edge) in [(Size::Whole, 5_000), (Size::Fitting, 2_560)] {
        let begun = Instant::now();
        let made = asked(file.clone(), size).unwrap().unwrap();
        println!("{size:?}: {:?}", begun.elapsed());
        assert_eq!(made.picture.height, edge);
        assert!(made.picture.jpeg.len() <= FILE_LIMIT);
    }
}

/// With the mark of a camera that was held upright, so that all of it has to be turned.
fn turned(file: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0".to_vec();
    exif.extend(crate::making::exif(6));
    let length = u16::try_from(exif.len() + 2).unwrap();
    let segment = [&[0xff, 0xe1], &length.to_be_bytes()[..], &exif].concat();
    [&file[..2], &segment, &file[2..]].concat()
}

/// Eight bytes a pixel, and nearly nothing in the file.
#[test]
fn a_bomb_of_as_many_pixels_as_may_be_is_answered_in_bounded_memory_and_time() {
    let mut deep = Vec::new();
    image::codecs::png::PngEncoder::new(&mut deep)
        .write_image(
            &vec![0; 5_000 * 5_000 * 8],
            5_000,
            5_000,
            ExtendedColorType::Rgba16,
        )
        .unwrap();
    for size in [Size::Whole, Size::Fitting] {
        let begun = Instant::now();
        assert!(asked(deep.clone(), size).unwrap().is_ok());
        assert!(begun.elapsed() < Duration::from_secs(16));
    }
}

#[test]
fn nonsense_ends_it() {
    assert_eq!(told(&[ARGUMENT], vec![]), Err(Some(65)));
    assert_eq!(told(&[ARGUMENT], vec![7; 9]), Err(Some(65)));
    let long = vec![0; exchange::photo::REQUEST_LIMIT + 9];
    assert_eq!(told(&[ARGUMENT], long), Err(Some(65)));
    assert_eq!(told(&["a film"], vec![]), Err(Some(65)));
    let longer_than_a_file = asked(vec![0; FILE_LIMIT + 1], Size::Whole);
    let bytes = FILE_LIMIT as u64 + 1;
    assert_eq!(longer_than_a_file, Ok(Err(Refusal::TooLarge { bytes })));
}
