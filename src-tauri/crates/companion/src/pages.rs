//! My pages: my entries, and the drafts of my changes to shared ones. They have a vault of their
//! own, which a second passphrase may keep closed while everything else goes on (decision 23).
//!
//! While they are closed, what is written lies on the desk, which is the private vault, and is
//! taken in when they are opened. Nobody is kept from writing, and leaving never waits.

use std::fs;

use couple::{ThingId, ThingKind, journal::Entry};
use keys::{
    DeviceSecrets,
    vault_keys::{Cost, PagesKey},
};
use rand_core::CryptoRng;
use replica::{EntryDoc, PeerId};
use vault::{PrivateVault, VaultError};
use zeroize::Zeroizing;

use crate::{
    Companion, CompanionError, Notice, Unlock,
    home::{
        OpenKeys, PAGES, Profile, begin_own_log, damaged, key_error, proper_passphrase,
        put_key_file,
    },
    identity::Identity,
    ledger::{Ledger, new_id},
};

mod taking_in;

/// In the private vault, once there are pages: that they are missing is a loss from then on.
const THERE: &str = "pages";
/// In the pages: which log of the private vault they were last open beside. Another one says that
/// this home was put back, and the pages' log may have gone on elsewhere.
const BESIDE: &str = "beside";

/// The pages while they are open.
pub(crate) struct Pages {
    pub(crate) vault: PrivateVault,
    /// Our log in them.
    pub(crate) log: Ledger,
    key: PagesKey,
}

/// Whether my pages can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagesState {
    /// There is no second passphrase: they are open whenever the home is.
    NoSecond,
    /// Opened with the second passphrase; closed again when the screen locks.
    Open,
    /// They wait behind the second passphrase.
    Closed,
}

impl Pages {
    /// Opens them, or makes them where there have never been any.
    fn open(
        profile: &Profile,
        key: PagesKey,
        private: &mut PrivateVault,
        me: &Identity,
        beside: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, CompanionError> {
        let path = profile.path(PAGES);
        let there = private.meta(THERE)?.is_some();
        let (mut vault, log) = match PrivateVault::open(&path, &key.pages_db()) {
            Ok(vault) => {
                let log = Ledger::open(&vault, &me.device)?;
                (vault, log)
            }
            Err(VaultError::Missing) if !there => {
                (PrivateVault::create(&path, &key.pages_db())?, None)
            }
            // Of another home that stood here: what it is can't be known, so it is kept.
            Err(VaultError::WrongKey) if !there => {
                put_aside(profile, rng)?;
                (PrivateVault::create(&path, &key.pages_db())?, None)
            }
            Err(error) => return Err(error.into()),
        };
        let log = match log {
            Some(log) => log,
            None if there => return Err(damaged("the log of the private pages is missing")),
            None => begin(&mut vault, &me.device, rng)?,
        };
        let mut pages = Self { vault, log, key };
        pages.go_on_beside(beside, rng)?;
        if !there {
            private.write(|tx| tx.put_meta(THERE, b"1"))?;
        }
        Ok(pages)
    }

    /// Of a log that lost its end, or that was put back with the home, others may have more.
    fn go_on_beside(
        &mut self,
        beside: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<(), CompanionError> {
        let known = self.vault.meta(BESIDE)?;
        let same = known.as_deref() == Some(&beside.to_be_bytes()[..]);
        if same && self.vault.lost_when_opened() == 0 {
            return Ok(());
        }
        if known.is_some() {
            let heads = self.vault.heads()?;
            let seen: Vec<u32> = heads
                .iter()
                .map(|row| row.head.log.incarnation)
                .chain([self.log.log().incarnation])
                .collect();
            self.log
                .begin_incarnation(keys::fresh_incarnation(&seen, rng));
        }
        self.vault.try_write(|tx| {
            self.log.keep(tx)?;
            Ok(tx.put_meta(BESIDE, &beside.to_be_bytes())?)
        })
    }
}

impl Pages {
    /// The key of their vault.
    pub(crate) fn key(&self) -> Zeroizing<[u8; 32]> {
        self.key.pages_db()
    }
}

fn begin(
    vault: &mut PrivateVault,
    device: &DeviceSecrets,
    rng: &mut impl CryptoRng,
) -> Result<Ledger, CompanionError> {
    let log = begin_own_log(device, rng);
    vault.try_write(|tx| log.keep(tx))?;
    Ok(log)
}

/// The pages of a home that is being opened; `None` where they wait for the second passphrase, and
/// where a home of before there were any can't be given them now, as on a full disk: everything
/// lies on the desk until then, where it always did.
pub(crate) fn open_with_home(
    profile: &Profile,
    keys: &mut OpenKeys,
    private: &mut PrivateVault,
    me: &Identity,
    beside: u32,
    rng: &mut impl CryptoRng,
) -> Result<Option<Pages>, CompanionError> {
    if !keys.file.has_pages()
        && let Err(error) = give_pages(profile, keys, rng)
    {
        return match error {
            CompanionError::CannotSave(_) => Ok(None),
            other => Err(other),
        };
    }
    let Some(key) = keys.file.pages_key(&keys.keys).map_err(key_error)? else {
        return Ok(None);
    };
    match Pages::open(profile, key, private, me, beside, rng) {
        Err(CompanionError::CannotSave(_)) if private.meta(THERE)?.is_none() => Ok(None),
        other => other.map(Some),
    }
}

/// Puts a key for pages into a key file of before there were any.
fn give_pages(
    profile: &Profile,
    keys: &mut OpenKeys,
    rng: &mut impl CryptoRng,
) -> Result<(), CompanionError> {
    let mut file = keys.file.clone();
    let key = PagesKey::generate(rng);
    let cost = file.cost().unwrap_or(Cost::STANDARD);
    file.set_pages(&keys.keys, &key, None, cost, rng)
        .map_err(key_error)?;
    put_key_file(profile.folder(), &file)?;
    keys.file = file;
    Ok(())
}

fn put_aside(profile: &Profile, rng: &mut impl CryptoRng) -> Result<(), CompanionError> {
    let name = format!("pages-{}.db", new_id(rng));
    for suffix in ["-wal", ""] {
        let from = profile.path(&format!("{PAGES}{suffix}"));
        match fs::rename(from, profile.path(&format!("{name}{suffix}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

impl Companion {
    /// Where my entries and drafts are read and written.
    pub(crate) fn desk(&self) -> &PrivateVault {
        self.pages
            .as_ref()
            .map_or(&self.private, |pages| &pages.vault)
    }

    /// The same, to write.
    pub(crate) fn desk_mut(&mut self) -> &mut PrivateVault {
        match &mut self.pages {
            Some(pages) => &mut pages.vault,
            None => &mut self.private,
        }
    }

    /// Who writes on the desk, for documents.
    pub(crate) fn desk_peer(&self) -> PeerId {
        self.pages
            .as_ref()
            .map_or(&self.own, |pages| &pages.log)
            .peer()
    }

    /// Whether one of my own things has this id, as far as can be seen now.
    pub(crate) fn is_mine(&self, id: ThingId) -> Result<bool, CompanionError> {
        Ok(self.desk().thing_kind(id)?.is_some() || self.private.thing_kind(id)?.is_some())
    }

    /// Whether my pages can be read.
    ///
    /// # Errors
    /// A damaged key file.
    pub fn pages_state(&self) -> Result<PagesState, CompanionError> {
        Ok(match (&self.pages, self.has_second_passphrase()?) {
            (_, false) => PagesState::NoSecond,
            (Some(_), true) => PagesState::Open,
            (None, true) => PagesState::Closed,
        })
    }

    pub(crate) fn pages_are_closed(&self) -> Result<bool, CompanionError> {
        Ok(self.pages_state()? == PagesState::Closed)
    }

    fn has_second_passphrase(&self) -> Result<bool, CompanionError> {
        let file = &self.keys.file;
        if !file.has_pages() {
            return Ok(false);
        }
        let key = file.pages_key(&self.keys.keys);
        Ok(key.map_err(key_error)?.is_none())
    }

    /// Opens my pages with the second passphrase, until the screen locks, and takes in what was
    /// written meanwhile. Where they are open already, it is asked all the same whether this is it.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], a damaged vault, or there is no room to take in what
    /// was written: it stays where it is then, and the pages stay closed.
    pub fn open_pages(&mut self, second: &str) -> Result<(), CompanionError> {
        let key = self.key_behind(second)?;
        if self.pages.is_some() {
            return Ok(());
        }
        self.withdraw_all();
        let beside = self.own.log().incarnation;
        self.pages = Some(Pages::open(
            &self.profile,
            key,
            &mut self.private,
            &self.me,
            beside,
            &mut self.rng,
        )?);
        if let Err(error) = self.settle_pages() {
            self.pages = None;
            return Err(error);
        }
        self.notice(Notice::HomeChanged);
        Ok(())
    }

    /// Closes my pages, where a second passphrase opens them again. What waits to leave stays Mine.
    ///
    /// # Errors
    /// When their vault does not close cleanly. Everything saved is on disk all the same.
    pub fn close_pages(&mut self) -> Result<(), CompanionError> {
        if self.pages_state()? != PagesState::Open {
            return Ok(());
        }
        self.withdraw_all();
        // Only makes the next search faster.
        let _ = self.index_words();
        let Some(pages) = self.pages.take() else {
            return Ok(());
        };
        self.notice(Notice::HomeChanged);
        Ok(pages.vault.close()?)
    }

    /// Puts my pages behind a second passphrase, or behind another one; they stay open until the
    /// screen locks. Every copy of earlier days on this computer is behind it from then on.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`] when `passphrase` is not the home's,
    /// [`CompanionError::PagesClosed`], [`CompanionError::SamePassphrase`], too short, or it could
    /// not be saved.
    pub fn set_second_passphrase(
        &mut self,
        passphrase: &str,
        second: &str,
        cost: Cost,
    ) -> Result<(), CompanionError> {
        if !self.proves(&Unlock::Passphrase(passphrase)) {
            return Err(CompanionError::WrongPassphrase);
        }
        proper_passphrase(second)?;
        if self.proves(&Unlock::Passphrase(second)) {
            return Err(CompanionError::SamePassphrase);
        }
        let key = match &self.pages {
            Some(pages) => pages.key.clone(),
            None if self.pages_are_closed()? => return Err(CompanionError::PagesClosed),
            // There was no room for them when the home was opened.
            None => return Err(CompanionError::CannotSave(crate::CannotSave::DiskFull)),
        };
        self.wrap_pages(&key, Some(second), cost)
    }

    /// Lets my pages open with the home again, as before there was a second passphrase.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], or it could not be saved.
    pub fn remove_second_passphrase(
        &mut self,
        second: &str,
        cost: Cost,
    ) -> Result<(), CompanionError> {
        let key = self.key_behind(second)?;
        self.open_pages(second)?;
        self.wrap_pages(&key, None, cost)
    }

    fn wrap_pages(
        &mut self,
        key: &PagesKey,
        second: Option<&str>,
        cost: Cost,
    ) -> Result<(), CompanionError> {
        let mut file = self.keys.file.clone();
        file.set_pages(&self.keys.keys, key, second, cost, &mut self.rng)
            .map_err(key_error)?;
        self.keep_key_file(file)?;
        self.copies_follow_key_file();
        self.notice(Notice::HomeChanged);
        Ok(())
    }

    fn key_behind(&self, second: &str) -> Result<PagesKey, CompanionError> {
        let key = self.keys.file.pages_key_with(&self.keys.keys, second);
        key.map_err(key_error)
    }

    /// What has to be put right when the pages come open with the home. Nothing of it keeps anyone
    /// out of a home on a full disk: where nothing is in the pages yet, the desk goes on as before.
    pub(crate) fn settle_pages_at_start(&mut self) -> Result<(), CompanionError> {
        let Some(pages) = &self.pages else {
            return Ok(());
        };
        let fresh = pages.vault.things(ThingKind::Entry)?.is_empty();
        match self.take_from_desk() {
            Err(CompanionError::CannotSave(_)) if fresh => {
                self.pages = None;
                Ok(())
            }
            Err(CompanionError::CannotSave(_)) => Ok(()),
            other => other,
        }
    }

    /// What has to be put right whenever the pages are opened.
    fn settle_pages(&mut self) -> Result<(), CompanionError> {
        self.take_from_desk()?;
        self.finish_sharing()?;
        self.finish_sharing_again()?;
        self.finish_rebirth()?;
        self.erase_in_opened_pages()?;
        self.keep_stray_drafts()?;
        self.set_apart()?;
        self.removed_seen_at = None;
        Ok(())
    }

    /// While the pages were closed, nobody could see that something which came in has the id of
    /// one of them. Both stay; mine gets another id.
    fn set_apart(&mut self) -> Result<(), CompanionError> {
        for id in self.shared.things(ThingKind::Entry)? {
            let Some(row) = self.desk().entry(id)? else {
                continue;
            };
            let new = new_id(&mut self.rng);
            let (document, update) = EntryDoc::create(
                self.desk_peer(),
                &Entry {
                    id: new,
                    ..row.entry
                },
            )?;
            let entry = document.value()?;
            let updates = document.split(&update, crate::journal::UPDATE_LIMIT)?;
            self.keep_page(new, updates, |tx| {
                tx.put_entry(&entry)?;
                tx.move_photos(id, new)?;
                Ok(tx.erase_thing(id)?)
            })?;
        }
        Ok(())
    }
}
