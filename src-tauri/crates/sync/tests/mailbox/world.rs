//! A folder and the devices that use it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use keys::Purpose;
use sync::{
    DeviceId, Effect, Event, Frame, Head, LogId,
    mailbox::{
        Answer, Finding, Job, Listed, Plan, SegmentName, State, Step, Trouble, marker,
        plan::{self, Mark},
    },
    session::Start,
};

use crate::common::{Crew, Home, SPACE, head_of, noon};

pub type Folder = BTreeMap<String, Vec<u8>>;

/// One device, its session, its disk and its plan.
pub struct Reader {
    pub home: Home,
    pub plan: Plan,
    pub marks: BTreeMap<SegmentName, Mark>,
    pub state: State,
    pub left: BTreeSet<DeviceId>,
    pub frozen: BTreeSet<LogId>,
    pub ahead: BTreeSet<LogId>,
    pub refused: u32,
    /// Jobs it asked for, in order.
    pub jobs: Vec<Job>,
}

pub struct World {
    pub crew: Crew,
    pub folder: Folder,
    pub readers: Vec<Reader>,
    pub now: DateTime<Utc>,
    /// Every job fails with it.
    pub trouble: Option<Trouble>,
    /// Bytes that a listing or a file may have.
    pub listed: usize,
}

impl World {
    pub fn new(count: usize) -> Self {
        let crew = Crew::new(count);
        let readers = (0..count).map(|who| Reader::new(&crew, who)).collect();
        Self {
            crew,
            folder: Folder::new(),
            readers,
            now: noon(),
            trouble: None,
            listed: usize::MAX,
        }
    }

    /// A device writes so many more frames of its log.
    pub fn write(&mut self, who: usize, count: u64) -> Vec<Frame> {
        let log = self.crew.log(who);
        let head = self.readers[who].head(log);
        let frames = self.crew.run(who, head, count, "frame");
        self.readers[who].home.local(&frames);
        frames
    }

    /// A device does what is due until nothing is left.
    pub fn visit(&mut self, who: usize) {
        for _ in 0..20 {
            self.step(who, plan::Event::Changed);
            self.now += TimeDelta::seconds(1);
            if self.readers[who].plan.is_quiet() || self.trouble.is_some() {
                break;
            }
        }
    }

    pub fn visit_all(&mut self) {
        for who in 0..self.readers.len() {
            self.visit(who);
        }
    }

    /// Gives an event and does everything that follows from it.
    pub fn step(&mut self, who: usize, event: plan::Event) {
        let mut queue = VecDeque::from([event]);
        let mut turns = 0;
        while let Some(event) = queue.pop_front() {
            turns += 1;
            assert!(turns < 20_000, "it never comes to rest");
            let reader = &mut self.readers[who];
            for head in reader.home.session.heads() {
                reader.plan.grew(head);
            }
            for step in reader.plan.handle(self.now, event) {
                match step {
                    Step::Do(job) => {
                        let path = job.path().to_owned();
                        self.readers[who].jobs.push(job.clone());
                        let answer = self.perform(job);
                        queue.push_back(plan::Event::Answered { path, answer });
                    }
                    other => self.readers[who].does(other, &mut queue),
                }
            }
        }
    }

    fn perform(&mut self, job: Job) -> Answer {
        if let Some(trouble) = self.trouble {
            return Answer::Failed(trouble);
        }
        match job {
            Job::List { prefix } => {
                let all = self
                    .folder
                    .iter()
                    .filter(|(path, _)| path.starts_with(&prefix));
                let files: Vec<Listed> = all
                    .take(self.listed)
                    .map(|(path, bytes)| Listed {
                        path: path.clone(),
                        bytes: bytes.len() as u64,
                    })
                    .collect();
                let more = files.len() == self.listed;
                Answer::Listed { files, more }
            }
            Job::Read { path, limit } => match self.folder.get(&path) {
                Some(bytes) if bytes.len() > limit => Answer::Failed(Trouble::TooLong),
                bytes => Answer::Read {
                    bytes: bytes.cloned(),
                },
            },
            Job::Write { path, bytes } => {
                self.folder.insert(path, bytes);
                Answer::Done
            }
            Job::Delete { path } => {
                self.folder.remove(&path);
                Answer::Done
            }
            Job::DeleteAll { prefix } => {
                self.folder.retain(|path, _| !path.starts_with(&prefix));
                Answer::Done
            }
        }
    }

    /// Whether every device has every frame of every device.
    pub fn equal(&self) -> bool {
        self.readers
            .iter()
            .all(|reader| reader.home.disk == self.readers[0].home.disk)
    }

    /// The program ends and starts again, from what it kept.
    pub fn restart(&mut self, who: usize) {
        let reader = &mut self.readers[who];
        let roster = &self.crew.roster;
        let disk = std::mem::take(&mut reader.home.disk);
        let mut home = Home::new(reader.home.me, roster.clone(), Start::default());
        home.disk = disk;
        reader.home = home.restarted(roster, Start::default());
        reader.plan = plan_of(
            &self.crew,
            who,
            &reader.home.session.heads(),
            reader.marks.clone(),
            reader.state.clone(),
        );
    }

    pub fn segments(&self, who: usize) -> Vec<String> {
        let prefix = sync::mailbox::name::device_prefix(&SPACE, &self.crew.id(who));
        let mut paths: Vec<String> = self.folder.keys().cloned().collect();
        paths.retain(|path| path.starts_with(&prefix) && path.ends_with(".seg"));
        paths
    }
}

fn plan_of(
    crew: &Crew,
    who: usize,
    heads: &[Head],
    known: impl IntoIterator<Item = (SegmentName, Mark)>,
    state: State,
) -> Plan {
    let me = crew.id(who);
    Plan::new(me, &crew.roster, note(crew, who), heads, known, state)
}

/// A device's signed marker.
pub fn note(crew: &Crew, who: usize) -> Vec<u8> {
    let part = marker::marker_part(&SPACE, &crew.id(who));
    marker::note(&part, &crew.devices[who].sign(Purpose::MailboxNote, &part))
}

impl Reader {
    fn new(crew: &Crew, who: usize) -> Self {
        Self {
            home: crew.home(who),
            plan: plan_of(crew, who, &[], [], State::default()),
            marks: BTreeMap::new(),
            state: State::default(),
            left: BTreeSet::new(),
            frozen: BTreeSet::new(),
            ahead: BTreeSet::new(),
            refused: 0,
            jobs: Vec::new(),
        }
    }

    pub fn head(&self, log: LogId) -> Head {
        let frames = self.home.disk.get(&log).filter(|frames| !frames.is_empty());
        frames.map_or(Head::start(log), |frames| head_of(frames))
    }

    pub fn count(&self, log: LogId) -> u64 {
        self.head(log).next_seq
    }

    pub fn found(&self, wanted: impl Fn(&Finding) -> bool) -> bool {
        self.plan.noticed().keys().any(wanted)
    }

    pub fn reads(&self) -> usize {
        let segments = self.jobs.iter();
        segments
            .filter(|job| matches!(job, Job::Read { path, .. } if path.ends_with(".seg")))
            .count()
    }

    fn does(&mut self, step: Step, queue: &mut VecDeque<plan::Event>) {
        match step {
            Step::Do(_) | Step::Noticed => {}
            Step::ReadFrames {
                log,
                from,
                until,
                max_bytes,
            } => {
                let mut bytes = 0;
                let frames = self.home.disk[&log][from as usize..until as usize]
                    .iter()
                    .take_while(|frame| {
                        bytes += 4 + frame.encoded_len();
                        bytes <= max_bytes || bytes == 4 + frame.encoded_len()
                    })
                    .cloned()
                    .collect();
                queue.push_back(plan::Event::FramesRead { frames });
            }
            Step::Take {
                device,
                frames,
                newer,
            } => {
                let here = |frame: &Frame| {
                    let log = self.home.disk.get(&frame.id().log);
                    log.and_then(|log| log.get(frame.id().seq as usize)) == Some(frame)
                };
                let frames = frames
                    .iter()
                    .filter(|frame| !here(frame))
                    .cloned()
                    .collect();
                let from = device;
                for effect in self.home.on(Event::Collected {
                    from,
                    frames,
                    newer,
                }) {
                    match effect {
                        Effect::Frozen { proof } => {
                            self.frozen.insert(proof.id().log);
                        }
                        Effect::OwnLogAhead { head } => {
                            self.ahead.insert(head.log);
                        }
                        Effect::Refused { count, .. } => self.refused += count,
                        _ => {}
                    }
                }
                queue.push_back(plan::Event::Taken);
            }
            Step::Remember { name, mark } => {
                self.marks.insert(name, mark);
            }
            Step::Forget { name } => {
                self.marks.remove(&name);
            }
            Step::Keep(state) => self.state = state,
            Step::Left { device } => {
                self.left.insert(device);
            }
        }
    }
}
