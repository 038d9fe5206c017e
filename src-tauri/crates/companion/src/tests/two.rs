//! The two homes and the wire between them.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use replica::check::InProcess;
use sync::{Event, Frame, Message};
use tempfile::TempDir;

use crate::{
    Companion, Cost, EntryInput, Errand, LockedHome, PairingView, Profile, Surroundings, Tick,
    Unlock, couple_space::Epoch, create_home,
};

const PASSPHRASE: &str = "two cups of tea";

/// Two people who are paired. The first is honest; what the second one's computer
/// does is up to the test.
pub(super) struct Two {
    homes: [Option<Companion>; 2],
    pub(super) folders: [TempDir; 2],
    /// Everything that left each of the two computers.
    pub(super) sent: [Vec<Vec<u8>>; 2],
    clock: Arc<AtomicI64>,
    wire: VecDeque<(usize, bool, Vec<u8>)>,
    together: bool,
    /// Photos that came are made by the test.
    pub(super) photos_wait: bool,
    starts: u8,
}

impl Two {
    pub(super) fn paired() -> Self {
        let start: DateTime<Utc> = "2026-11-20T18:00:00Z".parse().unwrap();
        let mut two = Self {
            homes: [None, None],
            folders: [0, 1].map(|_| tempfile::tempdir().unwrap()),
            sent: [Vec::new(), Vec::new()],
            clock: Arc::new(AtomicI64::new(start.timestamp_millis())),
            wire: VecDeque::new(),
            together: true,
            photos_wait: false,
            starts: 0,
        };
        let cost = Cost {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        };
        for (who, name) in [(0, "Ada"), (1, "Ben")] {
            let profile = Profile::at(two.folders[who].path()).unwrap();
            let around = two.surroundings();
            let home = create_home(
                &profile,
                name,
                PASSPHRASE,
                cost,
                around,
                Box::new(InProcess),
            );
            two.homes[who] = Some(home.unwrap());
        }
        let PairingView::InviteReady { invite, .. } = two.home(0).make_invite().unwrap() else {
            panic!("no invitation");
        };
        two.home(1).accept_invite(&invite).unwrap();
        two.settle();
        for who in [0, 1] {
            two.home(who).confirm_pictures().unwrap();
            two.settle();
        }
        two.pass(TimeDelta::seconds(15));
        two
    }

    pub(super) fn home(&mut self, who: usize) -> &mut Companion {
        self.homes[who].as_mut().unwrap()
    }

    fn surroundings(&mut self) -> Surroundings {
        self.starts += 1;
        let clock = Arc::clone(&self.clock);
        Surroundings::new(
            [self.starts; 32],
            move || DateTime::from_timestamp_millis(clock.load(Ordering::SeqCst)).unwrap(),
            || chrono_tz::Tz::Europe__Berlin,
        )
    }

    /// Closes a home and opens it again.
    pub(super) fn open_again(&mut self, who: usize) {
        self.cut();
        let home: LockedHome = self.homes[who].take().unwrap().lock().unwrap();
        let around = self.surroundings();
        let opened = home.unlock(&Unlock::Passphrase(PASSPHRASE), around, Box::new(InProcess));
        self.homes[who] = Some(opened.map_err(|(_, error)| error).unwrap());
    }

    /// Lets time pass, with a look at the clock now and then.
    pub(super) fn pass(&mut self, time: TimeDelta) {
        let step = (time / 20).max(TimeDelta::seconds(5));
        let mut left = time;
        while left > TimeDelta::zero() {
            let by = left.min(step);
            self.clock
                .fetch_add(by.num_milliseconds(), Ordering::SeqCst);
            left -= by;
            self.settle();
        }
    }

    /// What the second one's computer asks of the network within so many seconds, and when, while
    /// nobody answers it.
    pub(super) fn unanswered(&mut self, seconds: i64) -> Vec<(i64, Errand)> {
        let mut asked = Vec::new();
        for second in 1..=seconds {
            self.clock.fetch_add(1000, Ordering::SeqCst);
            let ben = self.home(1);
            let _ = ben.tick(Tick {
                nudges: true,
                network: true,
                steady: true,
            });
            for errand in ben.take_errands() {
                if let Errand::DialSync { peer, .. } = errand {
                    ben.sync_unreachable(peer);
                }
                asked.push((second, errand));
            }
        }
        asked
    }

    /// The clock is somewhere else, and nobody has looked at it yet.
    pub(super) fn clock_jumps(&mut self, by: TimeDelta) {
        self.clock
            .fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    /// From now on nothing that is sent arrives.
    pub(super) fn apart(&mut self) {
        self.together = false;
        self.cut();
    }

    /// The two meet again.
    pub(super) fn meet(&mut self) {
        self.together = true;
        self.pass(TimeDelta::seconds(15));
    }

    /// From now on nothing that is sent arrives, and no line says so.
    pub(super) fn goes_deaf(&mut self) {
        self.together = false;
        self.wire.clear();
    }

    fn cut(&mut self) {
        self.wire.clear();
        for who in [0, 1] {
            if let [Some(one), Some(other)] = &mut self.homes {
                let (from, to) = if who == 0 { (one, other) } else { (other, one) };
                to.sync_closed(from.endpoint());
            }
        }
    }

    /// Lets messages travel until nothing more happens.
    pub(super) fn settle(&mut self) {
        for _ in 0..10_000 {
            let mut busy = false;
            for who in [0, 1] {
                let home = self.home(who);
                let _ = home.tick(Tick {
                    nudges: true,
                    steady: true,
                    network: true,
                });
                if !self.photos_wait {
                    let _ = self.home(who).make_photos();
                }
                let home = self.home(who);
                for errand in home.take_errands() {
                    busy = true;
                    self.perform(who, errand);
                }
            }
            let Some((to, pairing, bytes)) = self.wire.pop_front() else {
                if busy {
                    continue;
                }
                return;
            };
            let from = self.home(1 - to).endpoint();
            match pairing {
                true => self.home(to).pairing_received(from, &bytes),
                false => self.home(to).sync_received(from, &bytes),
            }
        }
        panic!("the two never come to rest");
    }

    fn perform(&mut self, who: usize, errand: Errand) {
        match errand {
            Errand::SendSync { bytes, .. } | Errand::SendPairing { bytes, .. }
                if !self.together =>
            {
                self.sent[who].push(bytes);
            }
            Errand::SendSync { bytes, .. } => {
                self.sent[who].push(bytes.clone());
                self.wire.push_back((1 - who, false, bytes));
            }
            Errand::SendPairing { bytes, .. } => self.wire.push_back((1 - who, true, bytes)),
            Errand::DialSync { .. } | Errand::DialPairing { .. } if self.together => {
                let pairing = matches!(errand, Errand::DialPairing { .. });
                for (to, from) in [(0, 1), (1, 0)] {
                    let from = self.home(from).endpoint();
                    let address = "127.0.0.1:4433".parse().ok();
                    match pairing {
                        true => self.home(to).pairing_opened(from, address),
                        false => self.home(to).sync_opened(from, address),
                    }
                }
            }
            _ => {}
        }
    }

    /// A frame of the second one's, with this content, as the next of their log. It is
    /// committed there and has not been sent.
    pub(super) fn crafted(&mut self, content: &[u8]) -> Frame {
        let ben = self.homes[1].as_mut().unwrap();
        let now = ben.now();
        let couple = ben.couple.as_mut().unwrap();
        let Epoch { record, secret } = couple.epochs.first().unwrap();
        let sealed = couple
            .ledger
            .seal_content(
                record.number,
                secret.as_bytes(),
                content,
                &ben.me.device,
                now,
                &mut ben.rng,
            )
            .unwrap();
        ben.shared.try_write(|tx| sealed.write(tx)).unwrap();
        couple.ledger.advance(&sealed);
        sealed.frame
    }

    /// Says anything at all in the second one's name.
    pub(super) fn says(&mut self, content: &[u8]) -> Frame {
        let frame = self.crafted(content);
        self.home(1).session_event(Event::LocalFrames {
            frames: vec![frame.clone()],
        });
        self.settle();
        frame
    }

    /// Shares an entry of the second one's.
    pub(super) fn ben_shares(&mut self, body: &str) -> couple::ThingId {
        let ben = self.home(1);
        let mut input = EntryInput::default();
        input.draft.body = body.into();
        let id = ben.keep_entry(input).unwrap().summary.id;
        let preview = ben.preview_share(id).unwrap();
        ben.share_now(id, &preview.consent).unwrap();
        self.settle();
        id
    }

    /// The frames that the second one's computer has sent since `from`.
    pub(super) fn frames_sent(&self, from: usize) -> Vec<Frame> {
        let mut all = Vec::new();
        for bytes in &self.sent[1][from..] {
            if let Ok(Message::Frames { frames, .. }) = Message::decode(bytes) {
                all.extend(frames);
            }
        }
        all
    }
}
