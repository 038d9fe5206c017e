//! A world of two people, their computers and the wires between them.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use companion::{
    Companion, Cost, Errand, InProcess, LockedHome, Notice, PairingView, Profile, Surroundings,
    Tick, Unlock, create_home,
};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng};
use tempfile::TempDir;

use crate::Folder;

/// Cheap on purpose: passphrases are not what these tests are about.
pub const COST: Cost = Cost {
    memory_kib: 64,
    passes: 1,
    lanes: 1,
};
/// The address of the folder in this world.
pub const FOLDER: &str = "fs:///shared/For%20the%20two%20of%20us";
/// The passphrase of everyone in the world.
pub const PASSPHRASE: &str = "two cups of tea";

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// Exchange.
    Sync,
    /// Pairing.
    Pairing,
}

/// How bad the network is, in percent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weather {
    /// Messages lost; the line breaks with them, as a stream does.
    pub breaks: u64,
    /// Messages that arrive twice: a resend after a reconnect.
    pub repeats: u64,
}

/// One person and their computer.
pub struct Person {
    /// The open home; `None` while it is off.
    pub companion: Option<Companion>,
    /// Everything announced so far.
    pub notices: Vec<Notice>,
    /// Every byte that left this computer.
    pub sent: Vec<Vec<u8>>,
    /// What opens the home.
    pub passphrase: &'static str,
    endpoint: Option<[u8; 32]>,
    /// Accepts sync lines.
    welcomes: bool,
    /// The direct way is closed.
    closed: bool,
    /// Uses the folder.
    uses_folder: bool,
    folder: TempDir,
}

impl Person {
    /// The open home.
    pub fn open(&mut self) -> &mut Companion {
        self.companion.as_mut().expect("the computer is on")
    }

    /// Where the home is on disk.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

struct Message {
    to: usize,
    line: Line,
    bytes: Vec<u8>,
}

/// Two people, a clock, a network.
pub struct World {
    /// The two.
    pub people: [Person; 2],
    /// The network's.
    pub weather: Weather,
    /// The folder that both reach, whoever has chosen it as a mailbox.
    pub folder: Folder,
    rng: ChaCha20Rng,
    clock: Arc<AtomicI64>,
    /// Looks at the clock until the power fails.
    fuse: Arc<AtomicI64>,
    zone: Tz,
    wire: Vec<Message>,
    lines: Vec<Line>,
    seed: u64,
    starts: u8,
}

impl World {
    /// Two homes that do not know each other.
    pub fn new(seed: u64) -> Self {
        let start: DateTime<Utc> = "2026-11-20T18:00:00Z".parse().unwrap();
        let mut world = Self {
            people: [0, 1].map(|_| Person {
                companion: None,
                notices: Vec::new(),
                sent: Vec::new(),
                passphrase: PASSPHRASE,
                endpoint: None,
                welcomes: false,
                closed: false,
                uses_folder: false,
                folder: tempfile::tempdir().unwrap(),
            }),
            weather: Weather::default(),
            folder: Folder::default(),
            rng: ChaCha20Rng::seed_from_u64(seed),
            clock: Arc::new(AtomicI64::new(start.timestamp_millis())),
            fuse: Arc::new(AtomicI64::new(i64::MAX)),
            zone: Tz::Europe__Berlin,
            wire: Vec::new(),
            lines: Vec::new(),
            seed,
            starts: 0,
        };
        for (who, name) in [(0, "Aleksandra-Maria"), (1, "Jo")] {
            let surroundings = world.surroundings();
            let profile = Profile::at(world.people[who].folder()).unwrap();
            let home = create_home(
                &profile,
                name,
                PASSPHRASE,
                COST,
                surroundings,
                Box::new(InProcess),
            );
            world.people[who].companion = Some(home.unwrap());
        }
        world.settle();
        world
    }

    /// Two people who are paired.
    pub fn paired(seed: u64) -> Self {
        let mut world = Self::new(seed);
        world.pair();
        world
    }

    /// Pairs them by an invitation; both confirm.
    pub fn pair(&mut self) {
        let PairingView::InviteReady { invite, .. } = self.people[0].open().make_invite().unwrap()
        else {
            panic!("no invitation");
        };
        self.people[1].open().accept_invite(&invite).unwrap();
        self.settle();
        let [a, b] = [0, 1].map(|who| self.people[who].open().pairing_view());
        let (
            PairingView::Comparing {
                pictures: seen_by_a,
                ..
            },
            PairingView::Comparing {
                pictures: seen_by_b,
                ..
            },
        ) = (a, b)
        else {
            panic!(
                "no pictures to compare: {:?}",
                [0, 1].map(|who| self.people[who].open().pairing_view())
            );
        };
        assert_eq!(seen_by_a, seen_by_b);
        for who in [0, 1] {
            self.people[who].open().confirm_pictures().unwrap();
            self.settle();
        }
        self.pass(TimeDelta::seconds(15));
    }

    fn surroundings(&mut self) -> Surroundings {
        self.starts += 1;
        let mut seed = [self.starts; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        let (clock, zone) = (Arc::clone(&self.clock), self.zone);
        let fuse = Arc::clone(&self.fuse);
        Surroundings::new(
            seed,
            move || {
                assert!(fuse.fetch_sub(1, Ordering::SeqCst) > 0, "the power fails");
                DateTime::from_timestamp_millis(clock.load(Ordering::SeqCst)).unwrap()
            },
            move || zone,
        )
    }

    /// Does something on a computer whose power fails at its n-th look at the clock; then it is
    /// off. Says whether it got through before.
    pub fn until_the_power_fails(
        &mut self,
        who: usize,
        looks: i64,
        work: impl FnOnce(&mut Companion),
    ) -> bool {
        self.fuse.store(looks, Ordering::SeqCst);
        let companion = self.people[who].open();
        let through =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(companion))).is_ok();
        self.fuse.store(i64::MAX, Ordering::SeqCst);
        self.crash(who);
        through
    }

    /// Someone else sits down at the other computer, with a home of their own; gives back who sat
    /// there before.
    pub fn another(&mut self, who: usize, name: &str) -> Person {
        self.cut_all();
        let folder = tempfile::tempdir().unwrap();
        let home = create_home(
            &Profile::at(folder.path()).unwrap(),
            name,
            PASSPHRASE,
            COST,
            self.surroundings(),
            Box::new(InProcess),
        );
        let person = Person {
            companion: Some(home.unwrap()),
            notices: Vec::new(),
            sent: Vec::new(),
            endpoint: None,
            welcomes: false,
            passphrase: PASSPHRASE,
            folder,
            closed: false,
            uses_folder: false,
        };
        std::mem::replace(&mut self.people[who], person)
    }

    /// The time in this world.
    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.clock.load(Ordering::SeqCst)).unwrap()
    }

    /// Sets the clock, forwards or back.
    pub fn set_now(&mut self, now: DateTime<Utc>) {
        self.clock.store(now.timestamp_millis(), Ordering::SeqCst);
    }

    /// Lets time pass, with a look at the clock every few seconds.
    pub fn pass(&mut self, time: TimeDelta) {
        let end = self.now() + time;
        while self.now() < end {
            self.set_now(end.min(self.now() + TimeDelta::seconds(5)));
            self.settle();
        }
    }

    /// Turns a computer off without a goodbye: what was not committed is gone.
    pub fn crash(&mut self, who: usize) {
        self.people[who].companion = None;
        self.cut_all();
        self.settle();
    }

    /// Turns a computer on.
    pub fn start(&mut self, who: usize) {
        self.start_with(who, |_| {});
    }

    /// Turns a computer on, and shows what it asks of the network first.
    pub fn start_with(&mut self, who: usize, mut seen: impl FnMut(&Errand)) {
        let surroundings = self.surroundings();
        let profile = Profile::at(self.people[who].folder()).unwrap();
        let home = LockedHome::find(&profile).unwrap().unwrap();
        let opened = home.unlock(
            &Unlock::Passphrase(self.people[who].passphrase),
            surroundings,
            Box::new(InProcess),
        );
        let mut companion = opened.map_err(|(_, error)| error).unwrap();
        let errands = companion.take_errands();
        self.people[who].companion = Some(companion);
        for errand in errands {
            seen(&errand);
            self.perform(who, errand);
        }
        self.settle();
    }

    /// The computer is gone; on another one the home is brought back from a backup.
    pub fn replace_computer(&mut self, who: usize, backup: &Path, words: &str) {
        self.crash(who);
        self.people[who].folder = tempfile::tempdir().unwrap();
        let profile = Profile::at(self.people[who].folder()).unwrap();
        let surroundings = self.surroundings();
        companion::restore_backup(&profile, backup, words, PASSPHRASE, COST, &surroundings)
            .unwrap();
        self.start(who);
    }

    /// Puts a copy of an earlier day in the place of a home.
    pub fn restore_copy(&mut self, who: usize, id: &str) {
        let home = self.people[who].companion.take().unwrap();
        home.lock().unwrap();
        self.cut_all();
        let profile = Profile::at(self.people[who].folder()).unwrap();
        let surroundings = self.surroundings();
        let with = Unlock::Passphrase(PASSPHRASE);
        companion::restore_copy(&profile, id, &with, &surroundings).unwrap();
        self.start(who);
    }

    /// Gives someone the folder as their mailbox, alone or beside the direct way.
    pub fn use_folder(&mut self, who: usize, only: bool) {
        let marker = self.folder.files.get("v1/space").cloned();
        let companion = self.people[who].open();
        companion.use_mailbox(FOLDER, marker.as_deref()).unwrap();
        companion.set_mailbox_only(only).unwrap();
        self.settle();
    }

    /// One of them turns their computer on while the other's is off, looks into the folder for a
    /// while, and turns it off again.
    pub fn visit(&mut self, who: usize) {
        if self.people[who].companion.is_none() {
            self.start(who);
        }
        self.pass(TimeDelta::seconds(12));
        self.people[who].open().flush_acks().unwrap();
        self.pass(TimeDelta::seconds(12));
        self.turn_off(who);
    }

    /// Turns a computer off properly.
    pub fn turn_off(&mut self, who: usize) {
        self.people[who].open().goodbye();
        self.settle();
        self.crash(who);
    }

    /// Lets messages travel until nothing more happens.
    pub fn settle(&mut self) {
        for _ in 0..100_000 {
            let mut busy = false;
            for who in [0, 1] {
                busy |= self.collect(who);
            }
            if self.wire.is_empty() {
                if busy {
                    continue;
                }
                return;
            }
            let message = self.wire.remove(0);
            self.deliver(message);
        }
        panic!("the two never come to rest");
    }

    fn chance(&mut self, percent: u64) -> bool {
        percent > 0 && self.rng.next_u64() % 100 < percent
    }

    /// Whether there was anything to do.
    fn collect(&mut self, who: usize) -> bool {
        let Some(companion) = self.people[who].companion.as_mut() else {
            return false;
        };
        let _ = companion.tick(Tick {
            nudges: true,
            steady: true,
            network: true,
        });
        let _ = companion.make_photos();
        let errands = companion.take_errands();
        let notices = companion.take_notices();
        self.people[who].notices.extend(notices);
        let busy = !errands.is_empty();
        for errand in errands {
            self.perform(who, errand);
        }
        busy
    }

    fn perform(&mut self, who: usize, errand: Errand) {
        let other = 1 - who;
        match errand {
            Errand::DialSync { peer, .. } => {
                self.people[other].endpoint.get_or_insert(peer);
                self.connect(Line::Sync);
            }
            Errand::DialPairing { peer, .. } => {
                self.people[other].endpoint.get_or_insert(peer);
                self.connect(Line::Pairing);
            }
            Errand::SendSync { bytes, .. } => self.send(who, Line::Sync, bytes),
            Errand::SendPairing { bytes, .. } => self.send(who, Line::Pairing, bytes),
            Errand::CloseSync { .. } => self.close(Line::Sync),
            Errand::ClosePairing { .. } => self.close(Line::Pairing),
            Errand::Allow { peers } => self.people[who].welcomes = !peers.is_empty(),
            Errand::AcceptPairing { .. } | Errand::SameRoom { .. } | Errand::LookNearby { .. } => {}
            Errand::Direct { on } => {
                self.people[who].closed = !on;
                if !on {
                    self.cut_all();
                }
            }
            Errand::UseMailbox { address } => self.people[who].uses_folder = address.is_some(),
            Errand::Mailbox { job } => {
                let path = job.path().to_owned();
                let answer = match self.people[who].uses_folder {
                    true => self.folder.perform(job),
                    false => companion::MailboxAnswer::Failed(companion::Trouble::BadAddress),
                };
                self.people[who].open().mailbox_answered(&path, answer);
            }
            Errand::MailboxGoesOn => self.people[who].open().mailbox_goes_on(),
        }
    }

    fn send(&mut self, who: usize, line: Line, bytes: Vec<u8>) {
        self.people[who].sent.push(bytes.clone());
        if !self.lines.contains(&line) {
            return;
        }
        if self.chance(self.weather.breaks) {
            self.cut(line);
            return;
        }
        let twice = self.chance(self.weather.repeats);
        let to = 1 - who;
        if twice {
            self.wire.push(Message {
                to,
                line,
                bytes: bytes.clone(),
            });
        }
        self.wire.push(Message { to, line, bytes });
    }

    fn connect(&mut self, line: Line) {
        let both_on = self.people.iter().all(|person| person.companion.is_some());
        let welcome = line == Line::Pairing || self.people.iter().all(|person| person.welcomes);
        let closed = self.people.iter().any(|person| person.closed);
        if self.lines.contains(&line) || !both_on || !welcome || closed {
            return;
        }
        self.lines.push(line);
        for who in [0, 1] {
            let peer = self.endpoint_of(1 - who);
            let address: Option<SocketAddr> = "127.0.0.1:4433".parse().ok();
            let companion = self.people[who].open();
            match line {
                Line::Sync => companion.sync_opened(peer, address),
                Line::Pairing => companion.pairing_opened(peer, address),
            }
        }
    }

    fn endpoint_of(&self, who: usize) -> [u8; 32] {
        let companion = self.people[who].companion.as_ref();
        companion
            .map(Companion::endpoint)
            .or(self.people[who].endpoint)
            .unwrap_or_default()
    }

    fn deliver(&mut self, message: Message) {
        let from = self.endpoint_of(1 - message.to);
        let Some(companion) = self.people[message.to].companion.as_mut() else {
            return;
        };
        match message.line {
            Line::Sync => companion.sync_received(from, &message.bytes),
            Line::Pairing => companion.pairing_received(from, &message.bytes),
        }
    }

    /// The line ends after what is on it has arrived.
    fn close(&mut self, line: Line) {
        while let Some(at) = self.wire.iter().position(|message| message.line == line) {
            let message = self.wire.remove(at);
            self.deliver(message);
        }
        self.cut(line);
    }

    fn cut(&mut self, line: Line) {
        if !self.lines.contains(&line) {
            return;
        }
        self.lines.retain(|open| *open != line);
        self.wire.retain(|message| message.line != line);
        for who in [0, 1] {
            let peer = self.endpoint_of(1 - who);
            if let Some(companion) = self.people[who].companion.as_mut() {
                match line {
                    Line::Sync => companion.sync_closed(peer),
                    Line::Pairing => companion.pairing_closed(peer),
                }
            }
        }
    }

    /// Breaks every line and loses what is on it.
    pub fn cut_all(&mut self) {
        self.cut(Line::Sync);
        self.cut(Line::Pairing);
    }
}
