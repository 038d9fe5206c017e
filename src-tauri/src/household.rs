//! One thread owns the home. Commands, the network and the clock send it jobs
//! and await the answer; nothing else ever touches a vault.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc as std_mpsc,
    },
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use companion::{
    Companion, CompanionError, CopyJob, CopyView, Cost, Errand, Handed, LockedHome, Notice,
    PagesState, PartnerView, PhotoJob, Profile, Settings, Surroundings, Tick, Unlock, Worker,
};
use tokio::sync::{mpsc, oneshot};

use crate::keychain::KeyStore;

/// What the owner thread has to say after a job.
#[derive(Debug)]
pub enum Outlet {
    /// Something has happened and is on disk.
    Notice(Notice),
    /// Something to do on the network.
    Errand(Errand),
    /// Look at the clock then.
    Wake(DateTime<Utc>),
    /// The home was opened or fully locked: the courier starts or stops.
    Opened(bool),
    /// The copy of the day, to be checked and kept beside the owner thread.
    Copy(Box<CopyJob>),
    /// A photo that has come, to be made anew beside the owner thread.
    Photo(Box<PhotoJob>),
}

/// The home as the owner thread holds it.
enum Home {
    Empty,
    /// There is one, and nothing opens it: its key file can't be read.
    Damaged {
        detail: String,
    },
    Locked(Box<LockedHome>),
    Open(Box<Companion>),
}

/// Where the home stands, for screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HomeState {
    /// First run.
    Empty {
        /// A working system keyring was found.
        keyring: bool,
    },
    /// The key file can't be read. A copy of an earlier day or a backup leads out of it.
    Damaged,
    /// Locked.
    Locked {
        /// The person's name; empty when the home is fully locked, since it is encrypted.
        name: String,
        /// The keyring may open it.
        keyring: bool,
        /// Only the screen: nudges and sync go on.
        screen_lock: bool,
        /// The keyring should open it, and has no key for it, or does not answer.
        keyring_gone: bool,
    },
    /// Open.
    Open {
        /// The person's name.
        name: String,
        /// Their partner.
        partner: Option<PartnerView>,
        /// Whether their private pages can be read.
        pages: PagesState,
    },
}

/// Makes what every companion needs.
pub struct Makings {
    /// Clock, zone and fresh randomness.
    pub surroundings: Box<dyn Fn() -> Surroundings + Send>,
    /// The worker that tries foreign documents.
    pub checker: Box<dyn Fn() -> Box<dyn Worker + Send> + Send>,
    /// The system keyring.
    pub keyring: Arc<dyn KeyStore>,
    /// Work of a passphrase guess.
    pub cost: Cost,
}

/// What jobs work on.
pub struct Room {
    profile: Profile,
    home: Home,
    screen_locked: bool,
    makings: Makings,
    keyring_works: Option<bool>,
    opened: Option<bool>,
    changed: bool,
    has_screen: bool,
    /// Something was said then that others may still be at work on.
    spoke_at: Option<Instant>,
    /// The app is about to begin anew: whoever asks for something is to ask again.
    begins_anew: bool,
    /// The home was opened by what was handed over: nobody has come and started anything.
    reopened: bool,
    /// Looked at the clock with these rights last; jobs that change what is due look again.
    tick: Tick,
}

type Job = Box<dyn FnOnce(&mut Room) + Send>;

/// The way to the owner thread. Clones lead to the same one.
#[derive(Clone)]
pub struct Household {
    jobs: std_mpsc::Sender<Job>,
    at_work: Arc<AtomicUsize>,
}

/// Something is being done beside the owner thread that is not to be cut short. Ends with the value.
#[derive(Debug)]
pub struct AtWork(Arc<AtomicUsize>);

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A home that was closed to begin anew.
pub struct Closed {
    /// What opens it again; `None` where it was closed before.
    pub handed: Option<Handed>,
    /// Its screen was locked.
    pub screen_locked: bool,
}

/// What was said is acted upon by then.
const HEARD: Duration = Duration::from_secs(10);

impl Home {
    /// What is in a profile, closed.
    fn find(profile: &Profile) -> Result<Self, CompanionError> {
        match LockedHome::find(profile) {
            Ok(found) => Ok(found.map_or(Self::Empty, |home| Self::Locked(Box::new(home)))),
            Err(CompanionError::VaultDamaged { detail }) => Ok(Self::Damaged { detail }),
            Err(error) => Err(error),
        }
    }
}

fn damaged(detail: &str) -> CompanionError {
    CompanionError::VaultDamaged {
        detail: detail.to_owned(),
    }
}

impl Household {
    /// Starts the owner thread for a profile. Whoever calls holds the profile's lock.
    ///
    /// # Errors
    /// A home of a newer version.
    pub fn start(
        profile: Profile,
        makings: Makings,
    ) -> Result<(Self, mpsc::UnboundedReceiver<Outlet>), CompanionError> {
        let home = Home::find(&profile)?;
        let (jobs, queue) = std_mpsc::channel::<Job>();
        let (outlet, outlets) = mpsc::unbounded_channel();
        let mut room = Room {
            profile,
            home,
            screen_locked: false,
            makings,
            keyring_works: None,
            opened: None,
            changed: false,
            has_screen: false,
            spoke_at: None,
            begins_anew: false,
            reopened: false,
            tick: Tick {
                nudges: true,
                steady: true,
                network: true,
            },
        };
        std::thread::Builder::new()
            .name("household".into())
            .spawn(move || {
                while let Ok(job) = queue.recv() {
                    job(&mut room);
                    room.let_out(&outlet);
                }
                // Every way to this thread is gone: close the vaults properly.
                let _ = room.lock_fully();
            })
            .map_err(CompanionError::from)?;
        let at_work = Arc::default();
        Ok((Self { jobs, at_work }, outlets))
    }

    /// Has the owner thread do something, and awaits the answer.
    ///
    /// # Errors
    /// What the job gives, or [`CompanionError::Internal`] when the thread is gone.
    pub async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Room) -> Result<T, CompanionError> + Send + 'static,
    ) -> Result<T, CompanionError> {
        let (reply, answer) = oneshot::channel();
        self.jobs
            .send(Box::new(move |room| {
                let _ = reply.send(job(room));
            }))
            .map_err(|_| CompanionError::Internal)?;
        answer.await.map_err(|_| CompanionError::Internal)?
    }

    /// Something begins that is not to be cut short.
    #[must_use]
    pub fn at_work(&self) -> AtWork {
        self.at_work.fetch_add(1, Ordering::SeqCst);
        AtWork(Arc::clone(&self.at_work))
    }

    /// Whether anything is being done that is not to be cut short.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        self.at_work.load(Ordering::SeqCst) > 0
    }

    /// Like [`Household::ask`], from a thread that may wait.
    ///
    /// # Errors
    /// As [`Household::ask`].
    pub fn ask_blocking<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Room) -> Result<T, CompanionError> + Send + 'static,
    ) -> Result<T, CompanionError> {
        self.begin(job)()
    }

    /// Has the owner thread begin; what is given back waits for the answer. For
    /// whoever has something to do until then. Jobs that are sent later come after it.
    pub fn begin<T, J>(
        &self,
        job: J,
    ) -> impl FnOnce() -> Result<T, CompanionError> + Send + use<T, J>
    where
        T: Send + 'static,
        J: FnOnce(&mut Room) -> Result<T, CompanionError> + Send + 'static,
    {
        let (reply, answer) = std_mpsc::channel();
        let sent = self.jobs.send(Box::new(move |room| {
            let _ = reply.send(job(room));
        }));
        move || {
            sent.map_err(|_| CompanionError::Internal)?;
            answer.recv().map_err(|_| CompanionError::Internal)?
        }
    }

    /// Uses the open home for a screen: refused while home or screen are locked.
    ///
    /// # Errors
    /// [`CompanionError::NoHome`], [`CompanionError::Locked`],
    /// [`CompanionError::ScreenLocked`], and what the use gives.
    pub async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Companion) -> Result<T, CompanionError> + Send + 'static,
    ) -> Result<T, CompanionError> {
        self.ask(move |room| work(room.screen()?)).await
    }
}

impl Room {
    /// The open home for a screen or a command: the one guard of the lock.
    ///
    /// # Errors
    /// [`CompanionError::NoHome`], [`CompanionError::Locked`], [`CompanionError::ScreenLocked`].
    pub fn screen(&mut self) -> Result<&mut Companion, CompanionError> {
        if self.screen_locked {
            return Err(CompanionError::ScreenLocked);
        }
        self.engine()
    }

    /// The open home for the engine, which runs on behind a locked screen.
    ///
    /// # Errors
    /// [`CompanionError::NoHome`], [`CompanionError::Locked`].
    pub fn engine(&mut self) -> Result<&mut Companion, CompanionError> {
        match &mut self.home {
            Home::Empty => Err(CompanionError::NoHome),
            Home::Damaged { detail } => Err(damaged(detail)),
            Home::Locked(_) => Err(CompanionError::Locked),
            Home::Open(companion) => Ok(companion),
        }
    }

    /// The profile's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.profile.folder()
    }

    /// Where the home stands.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn state(&mut self) -> Result<HomeState, CompanionError> {
        let keyring = self.keyring_works();
        Ok(match &self.home {
            Home::Empty => HomeState::Empty { keyring },
            Home::Damaged { .. } => HomeState::Damaged,
            Home::Locked(home) => {
                let kept = home.has_keyring()
                    && self.makings.keyring.read(self.profile.folder()).is_some();
                HomeState::Locked {
                    name: String::new(),
                    keyring: kept,
                    screen_lock: false,
                    keyring_gone: home.has_keyring() && !kept,
                }
            }
            Home::Open(companion) if self.screen_locked => HomeState::Locked {
                name: companion.name().to_owned(),
                keyring: false,
                screen_lock: true,
                keyring_gone: false,
            },
            Home::Open(companion) => HomeState::Open {
                name: companion.name().to_owned(),
                partner: companion.partner_view()?,
                pages: companion.pages_state()?,
            },
        })
    }

    /// Whether the system keyring gives back what it is given. Asked once.
    pub fn keyring_works(&mut self) -> bool {
        *self
            .keyring_works
            .get_or_insert_with(|| self.makings.keyring.works())
    }

    /// Makes a home and opens it.
    ///
    /// # Errors
    /// [`CompanionError::HomeExists`], no name, a short passphrase, or it could not be saved.
    pub fn create(
        &mut self,
        name: &str,
        passphrase: &str,
        remember: bool,
    ) -> Result<(), CompanionError> {
        match &self.home {
            Home::Empty => {}
            Home::Damaged { detail } => return Err(damaged(detail)),
            Home::Locked(_) | Home::Open(_) => return Err(CompanionError::HomeExists),
        }
        let companion = companion::create_home(
            &self.profile,
            name,
            passphrase,
            self.makings.cost,
            (self.makings.surroundings)(),
            (self.makings.checker)(),
        )?;
        self.home = Home::Open(Box::new(companion));
        self.opened = Some(true);
        if remember {
            // Without a keyring the passphrase is asked for, which the settings show.
            let _ = self.remember(true);
        }
        Ok(())
    }

    /// Opens the home, or the screen.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], [`CompanionError::KeyringGone`], a damaged or newer vault.
    pub fn unlock(&mut self, with: &Unlock<'_>) -> Result<(), CompanionError> {
        match std::mem::replace(&mut self.home, Home::Empty) {
            Home::Empty => Err(CompanionError::NoHome),
            Home::Damaged { detail } => {
                let error = damaged(&detail);
                self.home = Home::Damaged { detail };
                Err(error)
            }
            Home::Open(companion) => {
                let proven = companion.proves(with);
                self.home = Home::Open(companion);
                if !proven {
                    return Err(match with {
                        Unlock::Passphrase(_) => CompanionError::WrongPassphrase,
                        Unlock::KeyringKey(_) => CompanionError::KeyringGone,
                    });
                }
                self.screen_locked = false;
                self.changed = true;
                Ok(())
            }
            Home::Locked(home) => {
                let surroundings = (self.makings.surroundings)();
                match home.unlock(with, surroundings, (self.makings.checker)()) {
                    Ok(companion) => {
                        self.home = Home::Open(Box::new(companion));
                        self.screen_locked = false;
                        self.opened = Some(true);
                        if matches!(with, Unlock::Passphrase(_)) {
                            self.forget_lost_key();
                        }
                        Ok(())
                    }
                    Err((home, error)) => {
                        self.home = Home::Locked(home);
                        Err(error)
                    }
                }
            }
        }
    }

    /// The keyring works and has no key that opens this home: it is no longer said to. Whoever
    /// wants it back switches it on again.
    fn forget_lost_key(&mut self) {
        let Home::Open(companion) = &mut self.home else {
            return;
        };
        if !companion.has_keyring() {
            return;
        }
        let kept = self.makings.keyring.read(self.profile.folder());
        let opens = kept.is_some_and(|key| companion.proves(&Unlock::KeyringKey(&key)));
        // One that does not answer now, as on another way into this computer, may another time.
        if !opens && self.makings.keyring.works() {
            // If that can't be saved, it is tried again at the next opening.
            let _ = companion.set_keyring_key(None);
        }
    }

    /// Opens the home with the key that the system keyring keeps.
    ///
    /// # Errors
    /// [`CompanionError::KeyringGone`] when it keeps none, or the wrong one.
    pub fn unlock_from_keyring(&mut self) -> Result<(), CompanionError> {
        let key = self.makings.keyring.read(self.profile.folder());
        self.unlock(&Unlock::KeyringKey(
            &key.ok_or(CompanionError::KeyringGone)?,
        ))
    }

    /// Whether a command that came through the socket may be done.
    #[must_use]
    pub fn proves(&self, with: &Unlock<'_>) -> bool {
        matches!(&self.home, Home::Open(companion) if companion.proves(with))
    }

    /// Locks the screen; the engine runs on. What waits to leave stays Mine.
    pub fn lock_screen(&mut self) {
        if let Home::Open(companion) = &mut self.home {
            companion.screen_was_locked();
            self.screen_locked = true;
            self.changed = true;
        }
    }

    /// The session was locked: locks the screen, unless there is none (`run --headless`).
    pub fn lock_screen_if_shown(&mut self) {
        if self.has_screen {
            self.lock_screen();
        }
    }

    /// The computer sleeps or slept: locks the screen, or fully where that was chosen, unless
    /// there is no screen (`run --headless`).
    ///
    /// # Errors
    /// As [`Room::lock_fully`].
    pub fn lock_for_sleep(&mut self) -> Result<(), CompanionError> {
        if !self.has_screen {
            return Ok(());
        }
        if self.settings().full_lock_on_sleep {
            return self.lock_fully();
        }
        self.lock_screen();
        Ok(())
    }

    /// There is a window to lock.
    pub fn set_has_screen(&mut self) {
        self.has_screen = true;
    }

    /// Whether only the screen is locked.
    #[must_use]
    pub fn is_screen_locked(&self) -> bool {
        self.screen_locked
    }

    /// Locks fully: vaults close, keys go, nudges and sync rest.
    ///
    /// # Errors
    /// When a vault does not close cleanly. Everything saved is on disk all the same.
    pub fn lock_fully(&mut self) -> Result<(), CompanionError> {
        match std::mem::replace(&mut self.home, Home::Empty) {
            Home::Open(companion) => {
                self.opened = Some(false);
                self.screen_locked = false;
                match companion.lock() {
                    Ok(locked) => {
                        self.home = Home::Locked(Box::new(locked));
                        Ok(())
                    }
                    Err(error) => {
                        self.look_again()?;
                        Err(error)
                    }
                }
            }
            other => {
                self.home = other;
                Ok(())
            }
        }
    }

    /// Keeps the key in the system keyring, or forgets it.
    ///
    /// # Errors
    /// [`CompanionError::KeyringGone`] when the keyring does not take it.
    pub fn remember(&mut self, on: bool) -> Result<(), CompanionError> {
        let folder = self.profile.folder().to_path_buf();
        let keyring = Arc::clone(&self.makings.keyring);
        if !on {
            self.engine()?.set_keyring_key(None)?;
            keyring.forget(&folder);
            return Ok(());
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|_| CompanionError::Internal)?;
        keyring
            .keep(&folder, &key)
            .map_err(|_| CompanionError::KeyringGone)?;
        self.engine()?.set_keyring_key(Some(&key))
    }

    /// Whether the keyring may open this home.
    #[must_use]
    pub fn is_remembered(&self) -> bool {
        match &self.home {
            Home::Empty | Home::Damaged { .. } => false,
            Home::Locked(home) => home.has_keyring(),
            Home::Open(companion) => companion.has_keyring(),
        }
    }

    /// Brings everything back from a backup, into a profile without a home or in the place of one
    /// whose key file can't be read, and opens it.
    ///
    /// # Errors
    /// As [`companion::restore_backup`].
    pub fn restore_backup(
        &mut self,
        file: &Path,
        words: &str,
        passphrase: &str,
    ) -> Result<(), CompanionError> {
        if !matches!(self.home, Home::Empty | Home::Damaged { .. }) {
            return Err(CompanionError::HomeExists);
        }
        let (cost, surroundings) = (self.makings.cost, (self.makings.surroundings)());
        companion::restore_backup(&self.profile, file, words, passphrase, cost, &surroundings)?;
        self.look_again()?;
        self.unlock(&Unlock::Passphrase(passphrase))
    }

    /// Another passphrase, from the words of the recovery sheet, and opens the home.
    ///
    /// # Errors
    /// As [`LockedHome::reset_passphrase`].
    pub fn reset_passphrase(&mut self, words: &str, next: &str) -> Result<(), CompanionError> {
        let (cost, surroundings) = (self.makings.cost, (self.makings.surroundings)());
        match &mut self.home {
            Home::Empty => return Err(CompanionError::NoHome),
            Home::Damaged { detail } => return Err(damaged(detail)),
            Home::Locked(home) => home.reset_passphrase(words, next, cost, &surroundings)?,
            Home::Open(companion) => companion.reset_passphrase(words, next, cost)?,
        }
        self.unlock(&Unlock::Passphrase(next))?;
        self.engine()?.copies_follow_key_file();
        Ok(())
    }

    /// The copies of earlier days.
    #[must_use]
    pub fn copies(&self) -> Vec<CopyView> {
        companion::list_copies(&self.profile)
    }

    /// Puts a copy in the place of the home and opens it.
    ///
    /// # Errors
    /// As [`companion::restore_copy`]. The home is as it was then.
    pub fn restore_copy(&mut self, id: &str, passphrase: &str) -> Result<(), CompanionError> {
        let with = Unlock::Passphrase(passphrase);
        if self.copies().iter().all(|copy| copy.id != id) {
            return Err(CompanionError::NotFound);
        }
        let was_open = matches!(self.home, Home::Open(_));
        if let Home::Open(companion) = &self.home {
            if !companion.proves(&with) {
                return Err(CompanionError::WrongPassphrase);
            }
            self.lock_fully()?;
        }
        let surroundings = (self.makings.surroundings)();
        let done = companion::restore_copy(&self.profile, id, &with, &surroundings);
        self.look_again()?;
        if done.is_ok() || was_open {
            self.unlock(&with)?;
        }
        done
    }

    /// What is in the profile now, locked.
    fn look_again(&mut self) -> Result<(), CompanionError> {
        self.home = Home::find(&self.profile)?;
        Ok(())
    }

    /// Another passphrase.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], too short, or it could not be saved.
    pub fn change_passphrase(&mut self, current: &str, next: &str) -> Result<(), CompanionError> {
        let cost = self.makings.cost;
        self.screen()?.change_passphrase(current, next, cost)
    }

    /// Puts the private pages behind a second passphrase.
    ///
    /// # Errors
    /// As [`Companion::set_second_passphrase`].
    pub fn set_second_passphrase(
        &mut self,
        passphrase: &str,
        second: &str,
    ) -> Result<(), CompanionError> {
        let cost = self.makings.cost;
        self.screen()?
            .set_second_passphrase(passphrase, second, cost)
    }

    /// Lets the private pages open with the home again.
    ///
    /// # Errors
    /// As [`Companion::remove_second_passphrase`].
    pub fn remove_second_passphrase(&mut self, second: &str) -> Result<(), CompanionError> {
        let cost = self.makings.cost;
        self.screen()?.remove_second_passphrase(second, cost)
    }

    /// Closes everything because the app is about to begin anew. `None`, and everything as it was, while something is
    /// going on.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn close_to_begin_anew(&mut self) -> Result<Option<Closed>, CompanionError> {
        if self.spoke_at.is_some_and(|at| at.elapsed() < HEARD) {
            return Ok(None);
        }
        let handed = match &self.home {
            Home::Open(companion) if !companion.is_at_rest()? => return Ok(None),
            Home::Open(companion) => Some(companion.hand_over()),
            Home::Empty | Home::Damaged { .. } | Home::Locked(_) => None,
        };
        let screen_locked = self.screen_locked;
        self.goodbye();
        self.begins_anew = true;
        // A vault that does not close cleanly has everything on disk all the same.
        let _ = self.lock_fully();
        Ok(Some(Closed {
            handed,
            screen_locked,
        }))
    }

    /// Opens the home again as it was, its screen too.
    ///
    /// # Errors
    /// As [`LockedHome::reopen`]. The home is closed then.
    pub fn reopen(&mut self, closed: &Closed) -> Result<(), CompanionError> {
        self.begins_anew = false;
        let Some(handed) = &closed.handed else {
            return Ok(());
        };
        match std::mem::replace(&mut self.home, Home::Empty) {
            Home::Locked(home) => {
                let surroundings = (self.makings.surroundings)();
                match home.reopen(handed, surroundings, (self.makings.checker)()) {
                    Ok(companion) => {
                        self.home = Home::Open(Box::new(companion));
                        self.screen_locked = closed.screen_locked;
                        self.reopened = true;
                        self.opened = Some(true);
                        Ok(())
                    }
                    Err((home, error)) => {
                        self.home = Home::Locked(home);
                        Err(error)
                    }
                }
            }
            other => {
                self.home = other;
                Ok(())
            }
        }
    }

    /// Whether the app is about to begin anew.
    #[must_use]
    pub fn begins_anew(&self) -> bool {
        self.begins_anew
    }

    /// Whether the home was opened by what was handed over. Asked once for each opening.
    pub fn take_reopened(&mut self) -> bool {
        std::mem::take(&mut self.reopened)
    }

    /// Says goodbye to the partner's computer; the app is closing.
    pub fn goodbye(&mut self) {
        if let Home::Open(companion) = &mut self.home {
            companion.goodbye();
        }
    }

    /// What may happen by itself from now on.
    pub fn set_tick(&mut self, tick: Tick) {
        self.tick = tick;
    }

    /// What makes later things faster, at a moment in which nobody waits.
    pub fn at_leisure(&mut self) {
        if let Home::Open(companion) = &mut self.home {
            // What can't be done now, on a full disk say, is tried again.
            let _ = companion.index_words();
        }
    }

    /// The settings, or those of a new home while this one is closed.
    #[must_use]
    pub fn settings(&self) -> Settings {
        match &self.home {
            Home::Open(companion) => companion.settings().unwrap_or_default(),
            _ => Settings::default(),
        }
    }

    /// Hands on what the job brought about, and looks at the clock.
    fn let_out(&mut self, outlet: &mpsc::UnboundedSender<Outlet>) {
        if let Some(opened) = self.opened.take() {
            let _ = outlet.send(Outlet::Opened(opened));
            self.changed = true;
        }
        // Whoever is about to see a new one need not see this one close.
        if std::mem::take(&mut self.changed) && !self.begins_anew {
            let _ = outlet.send(Outlet::Notice(Notice::HomeChanged));
        }
        let tick = self.tick;
        if let Home::Open(companion) = &mut self.home {
            if let Ok(wake) = companion.tick(tick) {
                let _ = outlet.send(Outlet::Wake(wake));
            }
            // Only who stays makes copies: a command on the command line is over too soon.
            if tick.nudges
                && companion.copy_is_due()
                && let Ok(job) = companion.prepare_copy()
            {
                self.spoke_at = Some(Instant::now());
                let _ = outlet.send(Outlet::Copy(Box::new(job)));
            }
            if let Ok(Some(job)) = companion.photo_job() {
                let _ = outlet.send(Outlet::Photo(Box::new(job)));
            }
            for errand in companion.take_errands() {
                let _ = outlet.send(Outlet::Errand(errand));
            }
            for notice in companion.take_notices() {
                self.spoke_at = Some(Instant::now());
                let _ = outlet.send(Outlet::Notice(notice));
            }
        }
    }
}

#[cfg(test)]
mod tests;
