//! What a person does, step by step. A step either is kept as a whole or fails.

use std::fs;

use chrono::{NaiveDate, TimeDelta};
use companion::{
    CompanionError, EntryInput, ImportantDateInput, OutingInput, PlanInput, Settings,
    couple::{
        ThingId, WallTime,
        cadence::{Cadence, Window},
        gesture::GestureRef,
        journal::Draft,
        nudge::{Later, Pause},
        us::LeapDay,
    },
};
use planted::Bug;
use testkit::{COST, World, disk, portrait};

use crate::homes::{PASSPHRASES, portrait_time};

type Step = fn(&mut Teller, usize) -> Result<(), CompanionError>;

/// Where a story begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// With two homes that don't know each other.
    Alone,
    /// With a couple.
    Paired,
    /// Before there is a home.
    Nothing,
}

/// A story. The home that is looked at afterwards is the first person's.
pub struct Story {
    pub name: &'static str,
    pub begin: Begin,
    pub steps: usize,
    pub step: Step,
}

/// The workloads of a home.
pub const STORIES: &[Story] = &[
    story("keep", Begin::Alone, 6, keep),
    story("change", Begin::Alone, 6, change),
    story("remove", Begin::Alone, 6, remove),
    story("share", Begin::Paired, 2, share),
    story("ten-seconds", Begin::Paired, 1, ten_seconds),
    story("share-changes", Begin::Paired, 2, share_changes),
    story("arrive", Begin::Paired, 2, arrive),
    story("pair", Begin::Alone, 1, pair),
    story("leave", Begin::Paired, 1, leave),
    story("import", Begin::Alone, 2, import),
    story("checkpoint", Begin::Alone, 6, checkpoint),
    story("close", Begin::Alone, 4, close),
    story("create", Begin::Nothing, 1, create),
    story("settings", Begin::Alone, 5, settings),
    story("pause", Begin::Alone, 4, pause),
    story("plans", Begin::Alone, 4, plans),
    story("nudges", Begin::Alone, 4, nudges),
    story("outings", Begin::Paired, 4, outings),
    story("dates", Begin::Alone, 4, dates),
    story("passphrase", Begin::Alone, 2, passphrase),
    story("keyring", Begin::Alone, 3, keyring),
    story("marks", Begin::Alone, 5, marks),
];

const fn story(name: &'static str, begin: Begin, steps: usize, step: Step) -> Story {
    Story {
        name,
        begin,
        steps,
        step,
    }
}

impl Story {
    pub fn named(name: &str) -> &'static Self {
        STORIES.iter().find(|story| story.name == name).unwrap()
    }
}

/// The world of a story, and what its steps remember.
pub struct Teller {
    pub world: World,
    pub seed: u64,
    ids: Vec<ThingId>,
    passphrase: usize,
}

impl Teller {
    pub fn begin(story: &Story, seed: u64) -> Self {
        let world = match story.begin {
            Begin::Alone | Begin::Nothing => World::new(seed),
            Begin::Paired => World::paired(seed),
        };
        Self {
            world,
            seed,
            ids: Vec::new(),
            passphrase: 0,
        }
    }

    /// What the first person's home holds now.
    pub fn portrait(&mut self) -> Result<String, CompanionError> {
        let now = self.world.now();
        self.world.set_now(portrait_time());
        let text = portrait(self.world.people[0].open());
        self.world.set_now(now);
        Ok(format!(
            "passphrase {}\n{}",
            PASSPHRASES[self.passphrase], text?
        ))
    }

    /// Ends the first person's program without a goodbye, and starts it again.
    pub fn reopen(&mut self) {
        self.world.crash(0);
        self.world.start(0);
    }

    /// A number that seems chosen by chance, below `end`.
    fn some(&self, n: usize, end: u64) -> u64 {
        let mixed = (self.seed << 16 | n as u64)
            .wrapping_add(1)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 32) % end.max(1)
    }

    fn text(&self, n: usize, longest: u64) -> EntryInput {
        let length = usize::try_from(self.some(n, longest)).unwrap();
        let words = format!("{} and the rain of day {n}, ", self.seed);
        EntryInput {
            draft: Draft {
                title: format!("Page {n} of {}", self.seed),
                body: words.repeat(length / words.len() + 1),
                ..Draft::default()
            },
            ..EntryInput::default()
        }
    }

    fn entry(&mut self, n: usize) -> Result<ThingId, CompanionError> {
        if self.ids.is_empty() {
            let input = self.text(n, 2000);
            let id = self.world.people[0].open().keep_entry(input)?.summary.id;
            self.ids.push(id);
        }
        Ok(self.ids[self.ids.len() - 1])
    }
}

fn keep(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let input = teller.text(n, 20_000);
    teller.world.people[0].open().keep_entry(input)?;
    Ok(())
}

fn change(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let id = if n == 0 { None } else { Some(teller.entry(n)?) };
    let input = EntryInput {
        id,
        ..teller.text(n, 8000)
    };
    let id = teller.world.people[0].open().keep_entry(input)?.summary.id;
    teller.ids = vec![id];
    Ok(())
}

fn remove(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    if n.is_multiple_of(3) {
        teller.ids.clear();
        teller.entry(n)?;
        return Ok(());
    }
    let id = teller.entry(n)?;
    let companion = teller.world.people[0].open();
    match n % 3 {
        1 => companion.remove_entry(id),
        _ => companion.restore_entry(id).map(|_| ()),
    }
}

fn share(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let input = teller.text(n, 6000);
    let companion = teller.world.people[0].open();
    let id = companion.keep_entry(input)?.summary.id;
    let consent = companion.preview_share(id)?.consent;
    companion.share_now(id, &consent)?;
    teller.ids.push(id);
    teller.world.settle();
    Ok(())
}

fn ten_seconds(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let id = teller.entry(n)?;
    let companion = teller.world.people[0].open();
    let consent = companion.preview_share(id)?.consent;
    companion.share_entry(id, &consent)?;
    teller.world.pass(TimeDelta::seconds(12));
    Ok(())
}

fn share_changes(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    share(teller, n)?;
    let id = teller.ids[n];
    let input = EntryInput {
        id: Some(id),
        ..teller.text(n + 10, 5000)
    };
    let companion = teller.world.people[0].open();
    companion.keep_entry(input)?;
    companion.share_changes(id)?;
    teller.world.settle();
    Ok(())
}

/// The partner shares; it comes in here.
fn arrive(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    for more in 0..3 {
        let input = teller.text(n * 3 + more, 4000);
        let partner = teller.world.people[1].open();
        let id = partner.keep_entry(input)?.summary.id;
        let consent = partner.preview_share(id)?.consent;
        partner.share_now(id, &consent)?;
    }
    teller.world.pass(TimeDelta::seconds(20));
    let here = teller.world.people[0]
        .open()
        .list_entries(None, usize::MAX)?;
    assert_eq!(here.entries.len(), 3 * (n + 1), "nothing came in");
    Ok(())
}

fn pair(teller: &mut Teller, _: usize) -> Result<(), CompanionError> {
    teller.world.pair();
    assert!(teller.world.people[0].open().partner_view()?.is_some());
    Ok(())
}

fn leave(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    for more in 0..3 {
        share(teller, n * 3 + more)?;
    }
    let quiet = teller.seed.is_multiple_of(2);
    teller.world.people[0].open().stop_sharing(quiet)?;
    teller.world.settle();
    Ok(())
}

fn import(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let folder = disk::fast_folder();
    for page in 0..12 + teller.some(n, 12) {
        let text = teller.text(n * 100 + usize::try_from(page).unwrap(), 3000);
        fs::write(
            folder.path().join(format!("{n}-{page}.md")),
            format!(
                "---\ntitle: Brought {page}\ndate: 2020-02-03T10:20:30.123456789Z\n---\n{}",
                text.draft.body
            ),
        )?;
    }
    let companion = teller.world.people[0].open();
    let report = companion.import_markdown(folder.path(), false)?;
    assert!(report.added > 0 && report.failed.is_empty());
    Ok(())
}

/// Long pages, so that the write-ahead log is full again and again.
fn checkpoint(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    for more in 0..2 {
        let mut input = teller.text(n * 2 + more, 1000);
        input.draft.body = input.draft.body.repeat(90_000 / input.draft.body.len());
        teller.world.people[0].open().keep_entry(input)?;
    }
    Ok(())
}

fn close(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    keep(teller, n)?;
    let companion = teller.world.people[0].companion.take().unwrap();
    let closed = companion.lock();
    teller.world.start(0);
    closed.map(|_| ())
}

/// The home has been there since the story began, and its making is part of it.
fn create(_: &mut Teller, _: usize) -> Result<(), CompanionError> {
    Ok(())
}

fn settings(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let settings = Settings {
        theme: if n.is_multiple_of(2) { "dark" } else { "light" }.into(),
        text_size: 100 + u16::try_from(n).unwrap() * 10,
        budget: 1 + u8::try_from(n % 3).unwrap(),
        ..Settings::default()
    };
    teller.world.people[0].open().change_settings(settings)?;
    Ok(())
}

fn pause(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let companion = teller.world.people[0].open();
    if n.is_multiple_of(2) {
        let day = NaiveDate::from_ymd_opt(2027, 6, 1 + u32::try_from(n).unwrap()).unwrap();
        companion.pause_nudges(Pause::Until(day)).map(|_| ())
    } else {
        companion.resume_nudges()
    }
}

fn plan(teller: &mut Teller, n: usize) -> Result<ThingId, CompanionError> {
    let input = PlanInput {
        cue: None,
        gesture: GestureRef::Own(format!("Tea in bed {n} of {}", teller.seed)),
        cadence: Cadence::EveryDays(1 + u16::try_from(n).unwrap()),
        window: Window::parse("08:00", "20:00").unwrap(),
    };
    let id = teller.world.people[0].open().keep_plan(None, input)?.id;
    teller.ids.push(id);
    Ok(id)
}

fn plans(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    if n.is_multiple_of(2) {
        plan(teller, n).map(|_| ())
    } else {
        let id = teller.ids[teller.ids.len() - 1];
        teller.world.people[0].open().remove_plan(id)
    }
}

/// A nudge falls due and is answered.
fn nudges(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    if n == 0 {
        plan(teller, n)?;
    }
    for _ in 0..60 {
        let due = teller.world.people[0].open().list_due_nudges()?;
        if let Some(nudge) = due.first() {
            let (id, companion) = (nudge.plan.id, teller.world.people[0].open());
            return match n % 3 {
                0 => companion.did_nudge(id).map(|_| ()),
                1 => companion.later_nudge(id, Later::Tomorrow).map(|_| ()),
                _ => companion.not_today_nudge(id),
            };
        }
        let later = teller.world.now() + TimeDelta::hours(1);
        teller.world.set_now(later);
        teller.world.settle();
    }
    panic!("no nudge fell due");
}

fn outings(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let input = OutingInput {
        title: format!("Soup {n}"),
        note: "Bring bread".into(),
        place: format!("Kitchen {}", teller.seed),
        when: WallTime::parse("2027-05-07T19:00", "Europe/Berlin")?,
        minutes: 90,
        idea: None,
    };
    let known = teller.ids.last().copied();
    let companion = teller.world.people[0].open();
    let id = match (n % 3, known) {
        (1, Some(id)) => companion.change_outing(id, input, None)?.id,
        (2, Some(id)) => companion.cancel_outing(id)?.id,
        _ => companion.propose_outing(input)?.id,
    };
    teller.ids.push(id);
    teller.world.settle();
    Ok(())
}

fn dates(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let input = ImportantDateInput {
        title: format!("First walk {n}"),
        month: 1 + u32::try_from(n).unwrap(),
        day: 9,
        year: Some(2019),
        leap: LeapDay::default(),
    };
    let known = teller.ids.last().copied();
    let companion = teller.world.people[0].open();
    match (n % 3, known) {
        (1, Some(id)) => companion.keep_important_date(Some(id), input).map(|_| ()),
        (2, Some(id)) => companion.remove_important_date(id),
        _ => {
            let id = companion.keep_important_date(None, input)?.date.id;
            teller.ids.push(id);
            Ok(())
        }
    }
}

fn passphrase(teller: &mut Teller, _: usize) -> Result<(), CompanionError> {
    let (from, to) = (teller.passphrase, teller.passphrase + 1);
    teller.world.people[0]
        .open()
        .change_passphrase(PASSPHRASES[from], PASSPHRASES[to], COST)?;
    teller.passphrase = to;
    teller.world.people[0].passphrase = PASSPHRASES[to];
    Ok(())
}

fn keyring(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let key = [7; 32];
    let companion = teller.world.people[0].open();
    companion.set_keyring_key(n.is_multiple_of(2).then_some(&key))
}

fn marks(teller: &mut Teller, n: usize) -> Result<(), CompanionError> {
    let id = teller.entry(n)?;
    let companion = teller.world.people[0].open();
    match n % 3 {
        0 => companion
            .mark_for_later(id, n.is_multiple_of(2))
            .map(|_| ()),
        1 => companion.dismiss_card("first-line"),
        _ => companion.keep_port(4000 + u16::try_from(n).unwrap()),
    }
}

/// Told by a process of its own: `STORY`, `SEED` and perhaps `BUG` say which.
#[test]
#[ignore = "run by the tests of this folder, on a watched disk"]
fn tell() {
    let Ok(name) = std::env::var("STORY") else {
        return;
    };
    let story = Story::named(&name);
    let seed = std::env::var("SEED").unwrap().parse().unwrap();
    let _bug = std::env::var("BUG")
        .ok()
        .map(|name| planted::plant(Bug::named(&name).unwrap()));
    if story.begin == Begin::Nothing {
        disk::say("arm");
        disk::mark("ack 0 nothing");
    }
    let mut teller = Teller::begin(story, seed);
    if story.begin != Begin::Nothing {
        disk::say("arm");
        acknowledge(&mut teller, 0);
    }
    for n in 0..story.steps {
        (story.step)(&mut teller, n).unwrap();
        acknowledge(&mut teller, n + 1);
    }
    disk::say("rest");
    // Without a goodbye to the vaults, which would be a part of the story.
    println!("told");
    std::process::exit(0);
}

fn acknowledge(teller: &mut Teller, n: usize) {
    let text = teller.portrait().unwrap();
    disk::mark(&format!("ack {n} {text}"));
}
