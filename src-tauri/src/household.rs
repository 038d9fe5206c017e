//! One thread owns the home. Commands, the network and the clock send it jobs
//! and await the answer; nothing else ever touches a vault.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc as std_mpsc,
    },
    time::Instant,
};

use chrono::{DateTime, Utc};
use companion::{
    Companion, CompanionError, CopyJob, Cost, Errand, LockedHome, Notice, PagesState, PartnerView,
    PhotoJob, Profile, Settings, Surroundings, Tick, Worker,
};
use tokio::sync::{mpsc, oneshot};

use crate::keychain::KeyStore;

mod anew;
mod keys;
mod opening;
#[cfg(test)]
mod tests;

pub use anew::Closed;

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

    /// What makes later things faster, at a moment in which nobody waits. Gives whether there is more of it; each time
    /// it takes no longer than nobody notices.
    pub fn at_leisure(&mut self) -> bool {
        let Home::Open(companion) = &mut self.home else {
            return false;
        };
        // What can't be done now, on a full disk say, is tried again.
        companion.index_words().is_ok() && companion.merge_words().unwrap_or(false)
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
