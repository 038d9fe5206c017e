//! The recovery sheet: 24 words that open this home and its backups when the passphrase, or the
//! computer, is gone. They are shown once and kept nowhere; what stays is the public half, the keys
//! wrapped for them, and slow hashes of a few words to ask back.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use keys::{
    recovery::{Recipient, RecoverySecret, WordCheck, WordsError},
    vault_keys::{Cost, KeyFile, KeyFileError, RecoveryWay},
};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use vault::{Private, PrivateVault, View};

use crate::{
    Companion, CompanionError, LockedHome, Notice, Surroundings, Unlock,
    home::{key_error, proper_passphrase},
};

const SHEET: &str = "recovery-sheet";
/// Sets of three words that can be asked back later.
const CHECKS: usize = 3;
/// After this long the words are asked back once more.
const DRILL: TimeDelta = TimeDelta::days(30);

/// What the private vault keeps of the sheet. The truth; the key file follows it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Sheet {
    pub(crate) recipient: Recipient,
    pub(crate) way: RecoveryWay,
    checks: Vec<WordCheck>,
    next_check: usize,
    made_on: NaiveDate,
    confirmed_at: Option<DateTime<Utc>>,
    drilled_on: Option<NaiveDate>,
}

/// A sheet that is being made: shown, and not yet in force.
pub(crate) struct SheetInHand {
    words: RecoverySecret,
    asked: [u8; 3],
}

/// A new sheet, to be written down or printed. No `Debug`: it is all secret.
pub struct NewSheet {
    /// The 24 words.
    pub words: [&'static str; 24],
    /// The line for the `age` command.
    pub line: String,
    /// Tells this sheet from another one.
    pub mark: String,
    /// The day.
    pub made_on: NaiveDate,
    /// The places, from 1 up, of the words that are asked back.
    pub asked: [u8; 3],
}

/// What is known of the sheet in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetView {
    /// Tells it from another one; printed on it.
    pub mark: String,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// Three words were asked back when it was made, or later.
    pub confirmed: bool,
    /// The day on which three words were last asked back after that.
    pub drilled_on: Option<NaiveDate>,
    /// It is time to ask three words back.
    pub drill_due: bool,
    /// The places of the words that are asked next.
    pub asked: [u8; 3],
}

impl Companion {
    /// The sheet in force, if there is one.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn sheet(&self) -> Result<Option<SheetView>, CompanionError> {
        let Some(sheet) = self.kept_sheet()? else {
            return Ok(None);
        };
        let asked = sheet.check().map(WordCheck::places).unwrap_or_default();
        Ok(Some(SheetView {
            mark: sheet.recipient.mark(),
            made_on: sheet.made_on,
            confirmed: sheet.confirmed_at.is_some(),
            drilled_on: sheet.drilled_on,
            drill_due: sheet.drilled_on.is_none()
                && sheet
                    .confirmed_at
                    .is_some_and(|at| self.now() - at >= DRILL),
            asked,
        }))
    }

    /// Makes a new sheet and holds it until three of its words have been asked back. Until then
    /// the one before stays in force.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`]: the words open private entries too.
    pub fn begin_sheet(&mut self, passphrase: &str) -> Result<NewSheet, CompanionError> {
        if !self.proves(&Unlock::Passphrase(passphrase)) {
            return Err(CompanionError::WrongPassphrase);
        }
        let words = RecoverySecret::generate(&mut self.rng);
        let asked = three_places(&mut self.rng);
        let sheet = self.shown(&words, asked);
        self.sheet_in_hand = Some(SheetInHand { words, asked });
        Ok(sheet)
    }

    /// Takes the three words that were asked for, in the order of their places. If they are right,
    /// the new sheet is in force.
    ///
    /// # Errors
    /// [`CompanionError::WrongWords`] names the places; [`CompanionError::NotPending`] when no sheet
    /// is being made.
    pub fn confirm_sheet(&mut self, typed: &[String; 3]) -> Result<SheetView, CompanionError> {
        let in_hand = self
            .sheet_in_hand
            .as_ref()
            .ok_or(CompanionError::NotPending)?;
        let wrong: Vec<u8> = in_hand
            .asked
            .iter()
            .zip(typed)
            .filter(|(place, word)| !in_hand.words.has_word(**place, word))
            .map(|(place, _)| *place)
            .collect();
        if !wrong.is_empty() {
            return Err(CompanionError::WrongWords { places: wrong });
        }
        let Some(in_hand) = self.sheet_in_hand.take() else {
            return Err(CompanionError::NotPending);
        };
        let now = self.now();
        self.put_in_force(&in_hand.words, Some(now))?;
        self.sheet()?.ok_or(CompanionError::Internal)
    }

    /// Lets go of a sheet that is being made.
    pub fn drop_sheet_in_hand(&mut self) {
        self.sheet_in_hand = None;
    }

    /// Makes a sheet that is in force at once, for the command line, where nothing can be asked
    /// back. The window asks when it opens.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], or it could not be saved.
    pub fn make_sheet(&mut self, passphrase: &str) -> Result<NewSheet, CompanionError> {
        if !self.proves(&Unlock::Passphrase(passphrase)) {
            return Err(CompanionError::WrongPassphrase);
        }
        let words = RecoverySecret::generate(&mut self.rng);
        let sheet = self.shown(&words, [0; 3]);
        self.put_in_force(&words, None)?;
        Ok(sheet)
    }

    /// Takes three words of the sheet in force, in the order of their places.
    ///
    /// # Errors
    /// [`CompanionError::WrongWords`] with all three places: which of them is wrong is not known
    /// here. [`CompanionError::NoSheet`].
    pub fn answer_drill(&mut self, typed: &[String; 3]) -> Result<SheetView, CompanionError> {
        let mut sheet = self.kept_sheet()?.ok_or(CompanionError::NoSheet)?;
        let check = sheet.check().ok_or(CompanionError::NoSheet)?;
        if !check.is_met_by(typed).map_err(key_error)? {
            return Err(CompanionError::WrongWords {
                places: check.places().to_vec(),
            });
        }
        let now = self.now();
        match sheet.confirmed_at {
            None => sheet.confirmed_at = Some(now),
            Some(_) => sheet.drilled_on = Some(couple::time::local_day(now, self.zone())),
        }
        sheet.next_check = (sheet.next_check + 1) % CHECKS;
        self.private.write(|tx| tx.put_setting(SHEET, &sheet))?;
        self.notice(Notice::BackupsChanged);
        self.sheet()?.ok_or(CompanionError::Internal)
    }

    fn shown(&self, words: &RecoverySecret, asked: [u8; 3]) -> NewSheet {
        NewSheet {
            words: words.words(),
            line: words.line().to_string(),
            mark: words.recipient().mark(),
            made_on: couple::time::local_day(self.now(), self.zone()),
            asked,
        }
    }

    pub(crate) fn kept_sheet(&self) -> Result<Option<Sheet>, CompanionError> {
        sheet_in(&self.private)
    }

    fn put_in_force(
        &mut self,
        words: &RecoverySecret,
        confirmed_at: Option<DateTime<Utc>>,
    ) -> Result<(), CompanionError> {
        let cost = self.keys.file.cost().unwrap_or(Cost::STANDARD);
        let sheet = Sheet {
            recipient: words.recipient(),
            way: RecoveryWay::wrap(&self.keys.keys, words, &mut self.rng).map_err(key_error)?,
            checks: WordCheck::of(words, CHECKS, cost, &mut self.rng).map_err(key_error)?,
            next_check: 0,
            made_on: couple::time::local_day(self.now(), self.zone()),
            confirmed_at,
            drilled_on: None,
        };
        self.private.write(|tx| tx.put_setting(SHEET, &sheet))?;
        self.notice(Notice::BackupsChanged);
        self.key_file_follows_sheet()
    }

    /// The key file is opened by the sheet in force and by no earlier one. Also makes good what a
    /// crash between vault and key file left undone.
    pub(crate) fn key_file_follows_sheet(&mut self) -> Result<(), CompanionError> {
        let Some(sheet) = self.kept_sheet()? else {
            return Ok(());
        };
        if self.keys.file.has_recovery_way(&sheet.way) {
            return Ok(());
        }
        let mut file = self.keys.file.clone();
        file.set_recovery(&sheet.way);
        self.keep_key_file(file)?;
        self.copies_follow_key_file();
        Ok(())
    }

    /// Another passphrase, from the words of the sheet, behind a locked screen.
    ///
    /// # Errors
    /// As [`LockedHome::reset_passphrase`].
    pub fn reset_passphrase(
        &mut self,
        words: &str,
        next: &str,
        cost: Cost,
    ) -> Result<(), CompanionError> {
        let file = with_new_passphrase(&self.keys.file, words, next, cost, &mut self.rng)?;
        self.keep_key_file(file)?;
        self.copies_follow_key_file();
        Ok(())
    }
}

impl Sheet {
    fn check(&self) -> Option<&WordCheck> {
        self.checks.get(self.next_check).or(self.checks.first())
    }
}

impl LockedHome {
    /// Another passphrase for a home whose own was forgotten.
    ///
    /// # Errors
    /// [`CompanionError::WrongWords`] and the like for what is no sheet, [`CompanionError::OtherSheet`]
    /// for one that does not open this home, [`CompanionError::NoSheet`] where none was ever made.
    pub fn reset_passphrase(
        &mut self,
        words: &str,
        next: &str,
        cost: Cost,
        surroundings: &Surroundings,
    ) -> Result<(), CompanionError> {
        let rng = &mut surroundings.rng();
        let file = with_new_passphrase(&self.file, words, next, cost, rng)?;
        self.keep(file)
    }
}

fn with_new_passphrase(
    file: &KeyFile,
    words: &str,
    next: &str,
    cost: Cost,
    rng: &mut impl CryptoRng,
) -> Result<KeyFile, CompanionError> {
    proper_passphrase(next)?;
    let words = read_words(words)?;
    let keys = file
        .unlock_with_recovery(&words)
        .map_err(|error| match error {
            KeyFileError::WrongKey => CompanionError::OtherSheet,
            KeyFileError::NoSuchWay => CompanionError::NoSheet,
            other => key_error(other),
        })?;
    let mut file = file.clone();
    file.set_passphrase(&keys, next, cost, rng)
        .map_err(key_error)?;
    Ok(file)
}

/// The sheet that a private vault knows of.
pub(crate) fn sheet_in(vault: &View<Private>) -> Result<Option<Sheet>, CompanionError> {
    Ok(vault.setting(SHEET)?)
}

/// An earlier state of a home knows of an earlier sheet. What is in force stays in force: the sheet
/// of today where it is known, otherwise whichever the key file is opened by.
pub(crate) fn carry_sheet(
    vault: &mut PrivateVault,
    today: Option<Sheet>,
    key_file: &KeyFile,
) -> Result<(), CompanionError> {
    let earlier = sheet_in(vault)?;
    let sheet = today
        .or(earlier)
        .filter(|sheet| key_file.has_recovery_way(&sheet.way));
    vault.try_write(|tx| match &sheet {
        Some(sheet) => Ok(tx.put_setting(SHEET, sheet)?),
        None => Ok(tx.drop_setting(SHEET)?),
    })
}

/// Whether this can be a sheet, and that a passphrase, before anything is done with them.
///
/// # Errors
/// [`CompanionError::WrongWords`] and the like, [`CompanionError::PassphraseTooShort`].
pub fn check_sheet(words: &str, passphrase: &str) -> Result<(), CompanionError> {
    proper_passphrase(passphrase)?;
    read_words(words).map(drop)
}

/// Reads what was typed or pasted. No word of it is in the error.
pub(crate) fn read_words(typed: &str) -> Result<RecoverySecret, CompanionError> {
    RecoverySecret::parse(typed).map_err(|error| match error {
        WordsError::Count { found } => CompanionError::WordCount { found },
        WordsError::Unknown { places } => CompanionError::WrongWords { places },
        WordsError::Checksum | WordsError::Line => CompanionError::WordsDoNotFit,
    })
}

/// Three places of a sheet, ascending.
fn three_places(rng: &mut impl CryptoRng) -> [u8; 3] {
    let mut places = [0; 3];
    for at in 0..places.len() {
        while places.get(at) == Some(&0) {
            let drawn = u8::try_from(rng.next_u32() % 24 + 1).unwrap_or_default();
            if !places.contains(&drawn)
                && let Some(place) = places.get_mut(at)
            {
                *place = drawn;
            }
        }
    }
    places.sort_unstable();
    places
}
