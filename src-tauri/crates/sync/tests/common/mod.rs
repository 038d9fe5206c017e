//! A few devices that belong together, and the frames they write.
#![allow(dead_code)]

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use keys::{DeviceSecrets, PersonSecret, Purpose, Roster};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    DeviceId, Effect, Event, Frame, Head, HeaderStart, LogId, Message, Session,
    session::{Purpose as ReadFor, Start},
};

pub const SPACE: [u8; 32] = [0x5a; 32];

pub fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

pub fn seconds(count: i64) -> TimeDelta {
    TimeDelta::seconds(count)
}

/// Devices of as many persons, each a founder of one space.
pub struct Crew {
    pub persons: Vec<PersonSecret>,
    pub devices: Vec<DeviceSecrets>,
    pub roster: Roster,
}

impl Crew {
    pub fn new(count: usize) -> Self {
        let mut rng = ChaCha20Rng::from_seed([9; 32]);
        let persons: Vec<_> = (0..count)
            .map(|_| PersonSecret::generate(&mut rng))
            .collect();
        let devices: Vec<_> = (0..count)
            .map(|_| DeviceSecrets::generate(&mut rng))
            .collect();
        let founders: Vec<_> = persons
            .iter()
            .zip(&devices)
            .map(|(person, device)| person.sign_device(&device.public()))
            .collect();
        let roster = Roster::founded(SPACE, &founders).unwrap();
        Self {
            persons,
            devices,
            roster,
        }
    }

    pub fn id(&self, device: usize) -> DeviceId {
        id_of(&self.devices[device])
    }

    pub fn log(&self, device: usize) -> LogId {
        log_of(&self.devices[device], 0)
    }

    /// The first frames of a device's log.
    pub fn frames(&self, device: usize, count: u64) -> Vec<Frame> {
        self.run(device, Head::start(self.log(device)), count, "frame")
    }

    /// Frames that follow a head; other words make another branch.
    pub fn run(&self, device: usize, mut head: Head, count: u64, words: &str) -> Vec<Frame> {
        (0..count)
            .map(|_| {
                let body = format!("{words} {}", head.next_seq).into_bytes();
                let frame = write(&self.devices[device], head.next_frame(SPACE, 1), body);
                head = Head::after(&frame.header);
                frame
            })
            .collect()
    }

    pub fn home(&self, device: usize) -> Home {
        Home::new(self.id(device), self.roster.clone(), Start::default())
    }
}

pub fn id_of(device: &DeviceSecrets) -> DeviceId {
    DeviceId(device.public().id())
}

pub fn log_of(device: &DeviceSecrets, incarnation: u32) -> LogId {
    LogId {
        device: id_of(device),
        incarnation,
    }
}

pub fn write(device: &DeviceSecrets, start: HeaderStart, body: Vec<u8>) -> Frame {
    let header = start.with_body(&body);
    Frame {
        signature: device.sign(Purpose::FrameHeader, &header.encode()),
        header,
        body: Some(body),
    }
}

pub fn head_of(frames: &[Frame]) -> Head {
    Head::after(&frames.last().unwrap().header)
}

/// A session with a disk that obeys at once, unless told otherwise.
pub struct Home {
    pub me: DeviceId,
    pub session: Session,
    pub disk: BTreeMap<LogId, Vec<Frame>>,
    pub now: DateTime<Utc>,
    /// Whether frames are committed as soon as they are handed over.
    pub stores: bool,
}

impl Home {
    pub fn new(me: DeviceId, roster: Roster, start: Start) -> Self {
        Self {
            me,
            session: Session::new(me, roster, start),
            disk: BTreeMap::new(),
            now: noon(),
            stores: true,
        }
    }

    /// Gives an event and performs what can be performed here; returns everything asked for.
    pub fn on(&mut self, event: Event) -> Vec<Effect> {
        let mut all = Vec::new();
        let mut events = vec![event];
        while !events.is_empty() {
            let event = events.remove(0);
            if let Event::LocalFrames { frames } = &event {
                self.keep(frames);
            }
            for effect in self.session.handle(self.now, event) {
                match &effect {
                    Effect::ReadFrames {
                        purpose,
                        log,
                        from,
                        limit,
                        max_bytes,
                    } => events.push(self.read(*purpose, *log, *from, *limit, *max_bytes)),
                    Effect::Store { frames, .. } if self.stores => {
                        let heads = self.keep(frames);
                        events.push(Event::Stored { heads });
                    }
                    _ => {}
                }
                all.push(effect);
            }
        }
        all
    }

    pub fn read(&self, purpose: ReadFor, log: LogId, from: u64, limit: u32, max: usize) -> Event {
        let mut bytes = 0;
        let frames = self.disk.get(&log).map_or_else(Vec::new, |frames| {
            frames
                .iter()
                .skip(from as usize)
                .take(limit as usize)
                .take_while(|frame| {
                    let first = bytes == 0;
                    bytes += frame.encoded_len();
                    first || bytes <= max
                })
                .cloned()
                .collect()
        });
        Event::FramesRead {
            purpose,
            log,
            from,
            frames,
        }
    }

    /// Commits frames; panics where a log would get a hole.
    pub fn keep(&mut self, frames: &[Frame]) -> Vec<Head> {
        let mut heads = BTreeMap::new();
        for frame in frames {
            let log = self.disk.entry(frame.id().log).or_default();
            assert_eq!(log.len() as u64, frame.id().seq, "a hole in a stored log");
            log.push(frame.clone());
            heads.insert(frame.id().log, Head::after(&frame.header));
        }
        heads.into_values().collect()
    }

    /// As if it had been committed before the session began.
    pub fn has(mut self, roster: &Roster, frames: &[Frame]) -> Self {
        self.keep(frames);
        self.restarted(roster, Start::default())
    }

    /// A new session from this disk.
    pub fn restarted(mut self, roster: &Roster, mut start: Start) -> Self {
        start.heads = self.disk.values().map(|frames| head_of(frames)).collect();
        self.session = Session::new(self.me, roster.clone(), start);
        self
    }

    pub fn local(&mut self, frames: &[Frame]) -> Vec<Effect> {
        self.on(Event::LocalFrames {
            frames: frames.to_vec(),
        })
    }

    pub fn connected(&mut self, peer: DeviceId) -> Vec<Effect> {
        self.on(Event::Connected { peer })
    }

    pub fn gets(&mut self, peer: DeviceId, message: Message) -> Vec<Effect> {
        self.on(Event::Received { peer, message })
    }

    /// Connects a peer that says it has this.
    pub fn meets(&mut self, peer: DeviceId, heads: Vec<Head>) -> Vec<Effect> {
        let mut effects = self.connected(peer);
        effects.extend(self.gets(peer, hello(heads)));
        effects
    }

    pub fn ticks(&mut self, pause: TimeDelta) -> Vec<Effect> {
        self.now += pause;
        self.on(Event::Tick)
    }
}

pub fn hello(mut heads: Vec<Head>) -> Message {
    heads.sort_by_key(|head| head.log);
    Message::Hello {
        space_tag: sync::message::space_tag(&SPACE),
        heard: true,
        heads,
    }
}

/// The messages sent to a device.
pub fn sent_to(effects: &[Effect], to: DeviceId) -> Vec<Message> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Send { peer, message } if *peer == to => Some(message.clone()),
            _ => None,
        })
        .collect()
}

/// The frames sent to a device, message by message.
pub fn frames_to(effects: &[Effect], to: DeviceId) -> Vec<Vec<Frame>> {
    sent_to(effects, to)
        .into_iter()
        .filter_map(|message| match message {
            Message::Frames { frames, .. } => Some(frames),
            _ => None,
        })
        .collect()
}

/// The confirmations sent to a device.
pub fn acks_to(effects: &[Effect], to: DeviceId) -> Vec<Vec<Head>> {
    sent_to(effects, to)
        .into_iter()
        .filter_map(|message| match message {
            Message::Ack { heads } => Some(heads),
            _ => None,
        })
        .collect()
}

/// The greetings sent to a device.
pub fn greetings_to(effects: &[Effect], to: DeviceId) -> usize {
    sent_to(effects, to)
        .iter()
        .filter(|message| matches!(message, Message::Hello { .. }))
        .count()
}

/// The frames handed over for storing.
pub fn stored(effects: &[Effect]) -> Vec<Frame> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Store { frames, .. } => Some(frames.clone()),
            _ => None,
        })
        .flatten()
        .collect()
}
