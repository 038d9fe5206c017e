//! Photos of entries: added one by one, shown from their bytes.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use companion::{
    Maker, NotMade, Place,
    photo::{FILE_LIMIT, Request, Size},
};
use tauri::State;

use super::Answer;
use crate::{
    command_error::CommandError,
    dto::{
        photos::{PhotoAdded, PhotoStretch},
        thing,
    },
    household::Household,
    surface::aside,
};

/// Characters of the largest file, as it travels.
const MOST: usize = FILE_LIMIT.div_ceil(3) * 4;

/// Photos of one stretch at most, but for the rest of a page's own.
const STRETCH: u32 = 200;

/// Makes a photo of a file (Base64) and keeps it for an entry of mine. A file that is not taken in says why, which is
/// no error.
#[tauri::command]
#[specta::specta]
pub async fn add_photo(
    household: State<'_, Household>,
    id: String,
    file: String,
    whole: bool,
) -> Answer<PhotoAdded> {
    let _at_work = household.at_work();
    let id = thing(&id)?;
    if file.len() > MOST {
        return Ok(PhotoAdded::too_large());
    }
    let file = BASE64_STANDARD
        .decode(file)
        .map_err(|_| CommandError::BadInput)?;
    let size = if whole { Size::Whole } else { Size::Fitting };
    // Before anything is made of it: whether there is such an entry, and the screen is open.
    let maker: Box<dyn Maker + Send> = household
        .with(move |companion| {
            companion.view(id)?;
            Ok(companion.photo_maker())
        })
        .await?;
    let made = aside(move || maker.make(&Request { size, file })).await?;
    match made {
        Ok(prepared) => Ok(household
            .with(move |companion| companion.add_photo(id, &prepared))
            .await?
            .into()),
        Err(NotMade::NoWorker) => Err(CommandError::Internal),
        Err(NotMade::Refused(refusal)) => Ok(refusal.into()),
        Err(NotMade::Unfinished) => Ok(PhotoAdded::unfinished()),
    }
}

/// A photo as a JPEG (Base64), or its small picture; null while it is not here.
#[tauri::command]
#[specta::specta]
pub async fn read_photo(
    household: State<'_, Household>,
    id: String,
    photo: String,
    small: bool,
) -> Answer<Option<String>> {
    let (id, photo) = (thing(&id)?, thing(&photo)?);
    let bytes = household
        .with(move |companion| companion.photo(id, photo, small))
        .await?;
    Ok(bytes.map(|bytes| BASE64_STANDARD.encode(bytes)))
}

/// The photos that pages show, those of the newest page first; from where `next` says on.
#[tauri::command]
#[specta::specta]
pub async fn list_photos(
    household: State<'_, Household>,
    cursor: Option<String>,
    limit: u32,
) -> Answer<PhotoStretch> {
    let before = cursor.map(|cursor| cursor.parse::<Place>()).transpose();
    let before = before.map_err(|_| CommandError::BadInput)?;
    let limit = limit.clamp(1, STRETCH) as usize;
    Ok(household
        .with(move |companion| companion.list_photos(before, limit))
        .await?
        .into())
}
