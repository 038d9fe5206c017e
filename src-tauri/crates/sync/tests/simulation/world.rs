//! A history: what happens to the devices, the network between them, and what must always hold.

use std::collections::{BTreeMap, BTreeSet};

use keys::{Roster, hash};
use sync::{
    DeviceId, Effect, Event, Frame, FrameId, Head, LogId, Message,
    session::{Goodbye, Refusal},
};

use super::{
    chance::Chance,
    device::{Device, Disk},
};
use crate::common::Crew;

/// What kind of history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Story {
    /// Everything that may happen to honest devices.
    Weather,
    /// Besides, devices are put back to older copies without being told, and write on.
    Clones,
}

/// What has happened, so that a test can see that something has.
#[derive(Debug, Default)]
pub struct Seen {
    pub written: usize,
    pub dropped: usize,
    pub repeated: usize,
    pub crashes: usize,
    pub lost_commits: usize,
    pub failed_commits: usize,
    pub restores: usize,
    pub erased: usize,
    pub forks: usize,
    pub own_logs_ahead: usize,
}

enum Happening {
    Deliver {
        from: usize,
        to: usize,
        link: u64,
        bytes: Vec<u8>,
    },
    Commit {
        device: usize,
        life: u32,
        frames: Vec<Frame>,
    },
    Read {
        device: usize,
        life: u32,
        event: Event,
    },
    Wake {
        device: usize,
    },
}

pub struct World {
    story: Story,
    chance: Chance,
    roster: Roster,
    devices: Vec<Device>,
    links: BTreeMap<(usize, usize), u64>,
    queue: BTreeMap<(u64, u64), Happening>,
    at: u64,
    count: u64,
    /// Nothing bad happens any more.
    calm: bool,
    /// Every frame that was ever on a device's disk.
    ever: BTreeSet<(DeviceId, [u8; 32])>,
    /// Every frame that was ever written.
    written: BTreeSet<[u8; 32]>,
    erased: BTreeSet<FrameId>,
    trace: [u8; 32],
    pub seen: Seen,
}

const STEPS: u64 = 120;
/// Far more than any history takes; a storm of messages would reach it.
const HAPPENINGS: u64 = 60_000;

impl World {
    /// Tells a whole history and checks that it ends well.
    pub fn tell(seed: u64, story: Story) -> Self {
        let mut chance = Chance::new(seed);
        let crew = Crew::new(2 + chance.index(5));
        let devices = crew
            .devices
            .into_iter()
            .map(|secrets| Device::new(secrets, &crew.roster))
            .collect();
        let mut world = Self {
            story,
            chance,
            roster: crew.roster,
            devices,
            links: BTreeMap::new(),
            queue: BTreeMap::new(),
            at: 0,
            count: 0,
            calm: false,
            ever: BTreeSet::new(),
            written: BTreeSet::new(),
            erased: BTreeSet::new(),
            trace: [0; 32],
            seen: Seen::default(),
        };
        for _ in 0..STEPS {
            world.step();
        }
        world.end();
        world
    }

    /// A hash of everything that happened, in order.
    pub fn trace(&self) -> [u8; 32] {
        self.trace
    }

    fn note(&mut self, what: &str, bytes: &[u8]) {
        self.trace = hash(&[&self.trace, what.as_bytes(), bytes].concat());
    }

    fn step(&mut self) {
        let device = self.chance.index(self.devices.len());
        let other = self.chance.index(self.devices.len());
        let choice = self.chance.below(100);
        match choice {
            0..40 => self.write(device),
            40..64 if device != other => self.connect(device, other),
            64..70 if device != other => self.part(device, other),
            70..72 => self.partition(),
            72..77 => self.crash(device),
            77..80 => self.jump(device),
            80..84 => self.copy(device),
            84..86 => self.restore(device),
            86..89 => self.erase(device),
            89..93 if self.story == Story::Clones => self.restore(device),
            _ => {}
        }
        // Mostly moments, at times a night.
        let pause = match self.chance.below(20) {
            0 => 100_000,
            1..4 => 5_000,
            _ => 200,
        };
        let until = self.at + self.chance.below(pause);
        self.run_until(until);
    }

    fn run_until(&mut self, until: u64) {
        while let Some(entry) = self.queue.first_entry() {
            let at = entry.key().0;
            if at > until {
                break;
            }
            let happening = entry.remove();
            self.at = at;
            self.happen(happening);
        }
        self.at = until;
    }

    fn later(&mut self, delay: u64, happening: Happening) {
        self.count += 1;
        assert!(self.count < HAPPENINGS, "it never becomes quiet");
        self.queue.insert((self.at + delay, self.count), happening);
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Deliver {
                from,
                to,
                link,
                bytes,
            } => {
                if self.links.get(&pair(from, to)) == Some(&link) {
                    let peer = self.devices[from].me;
                    let message = Message::decode(&bytes).unwrap();
                    self.give(to, Event::Received { peer, message });
                }
            }
            Happening::Commit {
                device,
                life,
                frames,
            } => {
                if self.devices[device].life == life {
                    self.commit(device, &frames);
                } else {
                    self.seen.lost_commits += 1;
                }
            }
            Happening::Read {
                device,
                life,
                event,
            } => {
                if self.devices[device].life == life {
                    self.give(device, event);
                }
            }
            Happening::Wake { device } => {
                if self.devices[device].wake == Some(self.at) {
                    self.devices[device].wake = None;
                    self.give(device, Event::Tick);
                }
            }
        }
    }

    /// Gives an event to a device and performs what it asks for.
    fn give(&mut self, device: usize, event: Event) {
        let now = self.devices[device].time(self.at);
        let effects = self.devices[device].session.handle(now, event);
        for effect in effects {
            self.perform(device, effect);
        }
        self.wake_later(device);
    }

    fn wake_later(&mut self, device: usize) {
        let Some(wake) = self.devices[device].session.wake_at() else {
            self.devices[device].wake = None;
            return;
        };
        let now = self.devices[device].time(self.at);
        let delay = (wake - now).num_milliseconds().max(1) as u64;
        let at = self.at + delay;
        if self.devices[device].wake != Some(at) {
            self.devices[device].wake = Some(at);
            self.later(delay, Happening::Wake { device });
        }
    }

    fn perform(&mut self, device: usize, effect: Effect) {
        let life = self.devices[device].life;
        match effect {
            Effect::Send { peer, message } => self.send(device, peer, &message),
            Effect::ReadFrames { .. } => {
                let shorten = (!self.calm && self.chance.percent(30)).then_some(1);
                let event = self.devices[device].read(&effect, shorten).unwrap();
                let delay = self.chance.below(20);
                self.later(
                    delay,
                    Happening::Read {
                        device,
                        life,
                        event,
                    },
                );
            }
            Effect::Store { frames, .. } => {
                let written = |frame: &Frame| self.written.contains(&frame.header.hash());
                assert!(frames.iter().all(written), "nobody wrote this");
                let delay = if self.chance.percent(20) { 400 } else { 10 };
                self.later(
                    delay,
                    Happening::Commit {
                        device,
                        life,
                        frames,
                    },
                );
            }
            Effect::PeerAcknowledged { peer, head } => self.acknowledged(device, peer, head),
            Effect::Frozen { proof } => {
                assert_eq!(self.story, Story::Clones, "nobody wrote twice");
                self.seen.forks += 1;
                let log = proof.id().log;
                self.devices[device].disk.forks.insert(log, *proof);
                self.leave_log(device, log);
            }
            // No documents here that could be written anew.
            Effect::TailLost { .. } => assert_eq!(self.story, Story::Clones, "nobody wrote twice"),
            Effect::OwnLogAhead { head } => {
                self.seen.own_logs_ahead += 1;
                self.leave_log(device, head.log);
            }
            Effect::Refused { reason, .. } => {
                let expected: &[_] = match self.story {
                    Story::Weather => &[Refusal::Resting],
                    Story::Clones => &[Refusal::Resting, Refusal::Frozen, Refusal::BrokenChain],
                };
                assert!(expected.contains(&reason), "{reason}");
            }
            Effect::SetAside { .. } => panic!("nobody writes newer frames"),
            Effect::Disconnect { reason, .. } => {
                assert_eq!(reason, Goodbye::PeerLeft, "{reason}");
            }
        }
    }

    fn leave_log(&mut self, device: usize, log: LogId) {
        if self.devices[device].log() == log {
            let number = self.chance.draw() as u32;
            self.devices[device].start_incarnation(number);
        }
    }

    /// What is confirmed is on that device's disk, or was.
    fn acknowledged(&mut self, device: usize, peer: DeviceId, head: Head) {
        if head.next_seq > 0 {
            assert!(self.ever.contains(&(peer, head.hash)), "never confirmed");
        }
        let disk = &mut self.devices[device].disk;
        assert!(disk.holds(&head), "another chain than ours");
        disk.acks.insert((peer, head.log), head);
        self.note("acknowledged", &head.hash);
    }

    fn send(&mut self, from: usize, peer: DeviceId, message: &Message) {
        if let Message::Hello { heads, .. } | Message::Ack { heads } = message {
            let disk = &self.devices[from].disk;
            assert!(heads.iter().all(|head| disk.holds(head)), "not on its disk");
        }
        let bytes = message.encode();
        self.note("send", &bytes);
        let to = self.index(peer);
        let Some(link) = self.links.get(&pair(from, to)).copied() else {
            return;
        };
        let mut copies = 1;
        if !self.calm && self.chance.percent(8) {
            self.seen.dropped += 1;
            copies = 0;
        } else if !self.calm && self.chance.percent(8) {
            self.seen.repeated += 1;
            copies = 2;
        }
        for _ in 0..copies {
            let bytes = bytes.clone();
            let delay = 1 + self.chance.below(if self.calm { 5 } else { 300 });
            self.later(
                delay,
                Happening::Deliver {
                    from,
                    to,
                    link,
                    bytes,
                },
            );
        }
    }

    fn commit(&mut self, device: usize, frames: &[Frame]) {
        let logs: BTreeSet<_> = frames.iter().map(|frame| frame.id().log).collect();
        let disk_is_full = !self.calm && self.chance.percent(5);
        if disk_is_full || !self.devices[device].disk.commit(frames) {
            self.seen.failed_commits += 1;
            self.note("not stored", &[]);
            for log in logs {
                self.give(device, Event::NotStored { log });
            }
            return;
        }
        let me = self.devices[device].me;
        for frame in frames {
            self.ever.insert((me, frame.header.hash()));
        }
        let disk = &self.devices[device].disk;
        let heads: Vec<_> = logs.iter().map(|log| disk.head(*log)).collect();
        for head in &heads {
            self.note("stored", &head.hash);
        }
        self.give(device, Event::Stored { heads });
    }

    fn write(&mut self, device: usize) {
        let mut frames = Vec::new();
        for _ in 0..1 + self.chance.below(3) {
            let body = self.chance.draw().to_be_bytes().to_vec();
            let state = &mut self.devices[device];
            let before = state
                .disk
                .logs
                .iter()
                .filter(|(log, _)| log.device == state.me)
                .find_map(|(_, frames)| Some(frames.last()?.header.hash()))
                .unwrap_or_default();
            let frame = state.write(body, before);
            self.ever.insert((state.me, frame.header.hash()));
            self.written.insert(frame.header.hash());
            self.seen.written += 1;
            self.note("write", &frame.encode());
            frames.push(frame);
        }
        // At times the process dies between the commit and the event.
        if self.chance.percent(3) {
            self.crash(device);
        } else {
            self.give(device, Event::LocalFrames { frames });
        }
    }

    fn connect(&mut self, one: usize, other: usize) {
        self.count += 1;
        self.links.insert(pair(one, other), self.count);
        for (device, peer) in [(one, other), (other, one)] {
            let peer = self.devices[peer].me;
            self.give(device, Event::Connected { peer });
        }
    }

    fn part(&mut self, one: usize, other: usize) {
        if self.links.remove(&pair(one, other)).is_some() {
            for (device, peer) in [(one, other), (other, one)] {
                let peer = self.devices[peer].me;
                self.give(device, Event::Disconnected { peer });
            }
        }
    }

    fn part_all(&mut self, device: usize) {
        for other in 0..self.devices.len() {
            if other != device {
                self.part(device, other);
            }
        }
    }

    /// Cuts the devices in two groups.
    fn partition(&mut self) {
        let mask = self.chance.draw();
        for one in 0..self.devices.len() {
            for other in 0..one {
                if (mask >> one) & 1 != (mask >> other) & 1 {
                    self.part(one, other);
                }
            }
        }
    }

    fn crash(&mut self, device: usize) {
        self.seen.crashes += 1;
        self.note("crash", &[device as u8]);
        self.devices[device].restart(&self.roster);
        self.part_all(device);
        self.wake_later(device);
    }

    /// A clock goes up to two years away, or comes back.
    fn jump(&mut self, device: usize) {
        let two_years = 2 * 366 * 86_400_000_u64;
        let jump = self.chance.below(2 * two_years) as i64 - two_years as i64;
        let back = self.chance.percent(30);
        self.devices[device].clock = if back { 0 } else { jump };
        self.give(device, Event::Tick);
    }

    fn copy(&mut self, device: usize) {
        let disk = self.devices[device].disk.clone();
        self.devices[device].copies.push(disk);
    }

    /// Puts an older copy back. Who does so knowingly starts a new incarnation.
    fn restore(&mut self, device: usize) {
        let state = &mut self.devices[device];
        if state.copies.is_empty() {
            return;
        }
        let copy = self.chance.index(state.copies.len());
        state.disk = state.copies[copy].clone();
        self.seen.restores += 1;
        let knowingly = self.story == Story::Weather || self.chance.percent(50);
        if knowingly {
            let number = self.chance.draw() as u32;
            state.start_incarnation(number);
        }
        self.crash(device);
    }

    /// Drops the body of a frame here; the others may still get it from elsewhere.
    fn erase(&mut self, device: usize) {
        let log = self.devices[device].log();
        let Some(frames) = self.devices[device].disk.logs.get_mut(&log) else {
            return;
        };
        let index = self.chance.index(frames.len());
        frames[index].body = None;
        self.erased.insert(frames[index].id());
        self.seen.erased += 1;
    }

    /// Calm: all can reach all, over a tree or better, until there is nothing more to say.
    fn end(&mut self) {
        self.calm = true;
        let held: BTreeMap<FrameId, BTreeSet<[u8; 32]>> = self.all_held();
        for device in 0..self.devices.len() {
            self.part_all(device);
        }
        for device in 1..self.devices.len() {
            let other = self.chance.index(device);
            self.connect(device, other);
            if self.chance.percent(30) {
                self.connect(0, device);
            }
        }
        while let Some(at) = self.queue.keys().next().map(|key| key.0) {
            self.run_until(at);
        }
        self.check(&held);
    }

    fn all_held(&self) -> BTreeMap<FrameId, BTreeSet<[u8; 32]>> {
        let mut all: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for frames in self
            .devices
            .iter()
            .flat_map(|device| device.disk.logs.values())
        {
            for frame in frames {
                all.entry(frame.id())
                    .or_default()
                    .insert(frame.header.hash());
            }
        }
        all
    }

    fn check(&self, held: &BTreeMap<FrameId, BTreeSet<[u8; 32]>>) {
        let first = &self.devices[0].disk;
        for device in &self.devices {
            let disk = &device.disk;
            let splits = |disk: &Disk| -> Vec<FrameId> {
                disk.forks.values().map(sync::ForkProof::id).collect()
            };
            assert_eq!(splits(disk), splits(first), "all know the same splits");
            for (id, hashes) in held {
                if first
                    .forks
                    .get(&id.log)
                    .is_some_and(|fork| fork.id().seq <= id.seq)
                {
                    continue;
                }
                assert_eq!(
                    hashes.len(),
                    1,
                    "two frames in one place, unnoticed: {id:?}"
                );
                let frame = disk
                    .logs
                    .get(&id.log)
                    .and_then(|log| log.get(id.seq as usize));
                let frame = frame.unwrap_or_else(|| panic!("{:?} lacks {id:?}", device.me));
                assert!(hashes.contains(&frame.header.hash()));
                assert!(
                    frame.body.is_some() || self.erased.contains(id),
                    "a body is lost"
                );
            }
            // All are in touch by some way, so neighbours have confirmed everything.
            for peer in device.session.connected_peers() {
                assert!(device.session.has_all_of_mine(&peer));
            }
        }
    }

    fn index(&self, peer: DeviceId) -> usize {
        self.devices
            .iter()
            .position(|device| device.me == peer)
            .unwrap()
    }
}

fn pair(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}
