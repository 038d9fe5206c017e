//! Questions, letters and surprises: what the rules let each of two people do and see.

#![allow(clippy::unwrap_used)]

use chrono::{DateTime, TimeDelta, Utc};
use couple::{
    PersonId, ThingId, WallTime,
    sealed::{
        Beginning, FOLDS_AFTER, Form, LATE, MOST_VERSIONS, Next, Question, Refused, Run, Stage,
        Step, Surprise, SurpriseError,
    },
};
use proptest::prelude::*;

const ADA: PersonId = PersonId([1; 16]);
const BEN: PersonId = PersonId([2; 16]);

fn noon() -> DateTime<Utc> {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

fn began(form: Form) -> Step {
    Step::Began(Beginning {
        by: ADA,
        began: noon(),
        form,
    })
}

fn question() -> Step {
    began(Form::Question(Question::Own(
        "What was the best hour?".into(),
    )))
}

fn commitment(who: PersonId, version: u32) -> [u8; 32] {
    let mut bytes = [who.0[0]; 32];
    bytes[..4].copy_from_slice(&version.to_be_bytes());
    bytes
}

fn key(who: PersonId, version: u32) -> [u8; 32] {
    let mut bytes = commitment(who, version);
    bytes[31] = 0xff;
    bytes
}

fn sealed(who: PersonId, version: u32) -> Step {
    Step::Sealed {
        version,
        commitment: commitment(who, version),
        open: Vec::new(),
    }
}

/// One person's computer: what is known here, and the log written here.
struct Device {
    me: PersonId,
    other: PersonId,
    run: Run,
    log: Vec<Step>,
    /// How much of the other's log has come.
    heard: usize,
}

impl Device {
    fn say(&mut self, step: Step) {
        self.run.take(self.me, step.clone()).unwrap();
        self.log.push(step);
    }

    /// What a device does by itself.
    fn go_on(&mut self, now: DateTime<Utc>) {
        while let Some(next) = self.run.next(self.me, self.other, now, noon(), None) {
            self.say(match next {
                Next::Pin(commitment) => Step::Pinned(commitment),
                Next::Release(version) => Step::Released {
                    version,
                    key: key(self.me, version),
                },
            });
        }
    }

    fn stage(&self) -> Stage {
        self.run
            .standing(self.me, self.other, noon(), noon(), false)
            .stage
    }
}

/// Two computers. The question has come to both.
struct Both([Device; 2]);

impl Both {
    fn asked() -> Self {
        let device = |me, other| Device {
            me,
            other,
            run: Run::new(ThingId([9; 16])),
            log: Vec::new(),
            heard: 0,
        };
        let mut both = Self([device(ADA, BEN), device(BEN, ADA)]);
        both.0[0].say(question());
        both.hear(1);
        both
    }

    /// The next of the other's log comes to `who`.
    fn hear(&mut self, who: usize) {
        let from = &self.0[1 - who];
        let Some(step) = from.log.get(self.0[who].heard).cloned() else {
            return;
        };
        let author = from.me;
        let device = &mut self.0[who];
        device.run.take(author, step).unwrap();
        device.heard += 1;
        device.go_on(noon());
    }

    fn meet(&mut self) {
        while (0..2).any(|who| self.0[who].heard < self.0[1 - who].log.len()) {
            self.hear(0);
            self.hear(1);
        }
    }

    fn answer(&mut self, who: usize) {
        let device = &mut self.0[who];
        let standing = device
            .run
            .standing(device.me, device.other, noon(), noon(), false);
        if standing.may_write {
            let version = device.run.versions(device.me) + 1;
            device.say(sealed(device.me, version));
            device.go_on(noon());
        }
    }

    fn take_back(&mut self, who: usize) {
        let device = &mut self.0[who];
        let standing = device
            .run
            .standing(device.me, device.other, noon(), noon(), false);
        if standing.may_take_back {
            let through = device.run.versions(device.me);
            device.say(Step::TakenBack { through });
        }
    }

    /// Nobody has given away a key without holding the other to an answer of theirs, and
    /// nobody can read what the other was not held to.
    fn check(&self) {
        for device in &self.0 {
            let released = device
                .log
                .iter()
                .position(|step| matches!(step, Step::Released { .. }));
            if let Some(at) = released {
                assert!(
                    device.log[..at]
                        .iter()
                        .any(|step| matches!(step, Step::Pinned(_)))
                );
                assert!(
                    !device.log[at..]
                        .iter()
                        .any(|step| matches!(step, Step::Sealed { .. } | Step::TakenBack { .. })),
                    "changed after the release"
                );
            }
            let standing = device
                .run
                .standing(device.me, device.other, noon(), noon(), false);
            assert_eq!(standing.theirs.is_some(), standing.stage == Stage::Opened);
            if let Some((version, theirs)) = standing.theirs {
                assert_eq!(theirs, key(device.other, version));
            }
        }
    }
}

#[test]
fn both_answer_then_both_see() {
    for (first, second) in [(0, 1), (1, 0)] {
        let mut both = Both::asked();
        both.answer(first);
        both.meet();
        assert_eq!(both.0[first].stage(), Stage::Waiting);
        assert_eq!(
            both.0[second].stage(),
            Stage::Open,
            "nothing says that there is one"
        );
        both.answer(second);
        assert_eq!(both.0[second].stage(), Stage::Waiting);
        both.meet();
        for device in &both.0 {
            assert_eq!(device.stage(), Stage::Opened);
            let standing = device
                .run
                .standing(device.me, device.other, noon(), noon(), false);
            assert_eq!(standing.theirs, Some((1, key(device.other, 1))));
        }
    }
}

#[test]
fn a_change_counts_until_the_other_has_answered_and_not_after() {
    let mut both = Both::asked();
    both.answer(0);
    both.answer(0);
    both.meet();
    both.answer(1);
    // Before that is known here, a third version.
    both.answer(0);
    both.meet();
    let standing = both.0[0].run.standing(ADA, BEN, noon(), noon(), false);
    assert_eq!((standing.mine, standing.too_late), (Some(2), Some(3)));
    let theirs = both.0[1]
        .run
        .standing(BEN, ADA, noon(), noon(), false)
        .theirs;
    assert_eq!(theirs, Some((2, key(ADA, 2))));
}

#[test]
fn what_was_taken_back_is_not_read_even_if_the_other_answered_meanwhile() {
    let mut both = Both::asked();
    both.answer(0);
    both.hear(1);
    both.answer(1);
    both.take_back(0);
    both.meet();
    assert_eq!(both.0[0].stage(), Stage::Open);
    assert_eq!(both.0[1].stage(), Stage::Waiting);
    both.check();
    // Answered anew, it goes its way.
    both.answer(0);
    both.meet();
    assert_eq!(both.0[0].stage(), Stage::Opened);
    assert_eq!(both.0[1].stage(), Stage::Opened);
}

#[test]
fn nothing_is_taken_back_once_both_have_answered() {
    let mut both = Both::asked();
    both.answer(0);
    both.meet();
    both.answer(1);
    let standing = both.0[1].run.standing(BEN, ADA, noon(), noon(), false);
    assert!(!standing.may_take_back);
    // An altered program says so all the same: it is void.
    both.0[1].say(Step::TakenBack { through: 1 });
    both.meet();
    assert_eq!(both.0[0].stage(), Stage::Opened);
}

#[test]
fn two_that_would_excuse_each_other_are_void() {
    let mut run = Run::new(ThingId([9; 16]));
    run.take(ADA, question()).unwrap();
    for (who, other) in [(ADA, BEN), (BEN, ADA)] {
        run.take(who, sealed(who, 1)).unwrap();
        run.take(who, Step::Pinned(commitment(other, 1))).unwrap();
        run.take(who, Step::TakenBack { through: 1 }).unwrap();
    }
    assert_eq!(
        (run.withdrawn_through(ADA), run.withdrawn_through(BEN)),
        (0, 0)
    );
}

#[test]
fn a_week_is_a_week_whatever_the_reason() {
    let silent = Both::asked();
    let mut answered = Both::asked();
    answered.answer(0);
    answered.meet();
    for both in [&silent, &answered] {
        let other = &both.0[1];
        let at = |now| other.run.standing(BEN, ADA, now, noon(), false).stage;
        assert_eq!(
            at(noon() + FOLDS_AFTER - TimeDelta::seconds(1)),
            Stage::Open
        );
        assert_eq!(at(noon() + FOLDS_AFTER), Stage::FoldedAway);
        let passed = |now| other.run.standing(BEN, ADA, now, noon(), true).stage;
        assert_eq!(passed(noon()), Stage::Passed);
        assert_eq!(passed(noon() + FOLDS_AFTER), Stage::FoldedAway);
    }
    let late = noon() + FOLDS_AFTER;
    let standing = answered.0[0].run.standing(ADA, BEN, late, noon(), false);
    assert_eq!(
        (standing.stage, standing.may_write),
        (Stage::FoldedAway, false)
    );
    assert!(standing.may_take_back, "as long as it was not opened");
}

#[test]
fn an_answer_given_in_time_may_come_late_and_no_later() {
    for (days, released) in [(10, true), (15, false)] {
        let mut both = Both::asked();
        both.answer(0);
        both.hear(1);
        both.answer(1);
        let now = noon() + TimeDelta::days(days);
        let theirs = both.0[1].log.clone();
        let ada = &mut both.0[0];
        for step in theirs {
            ada.run.take(BEN, step).unwrap();
            ada.go_on(now);
        }
        assert_eq!(now >= noon() + FOLDS_AFTER + LATE, !released);
        let given = ada.run.standing(ADA, BEN, now, noon(), false).given;
        assert_eq!(given, released, "after {days} days");
    }
}

#[test]
fn a_clock_far_ahead_on_the_other_side_keeps_nothing_open_for_long() {
    let mut run = Run::new(ThingId([9; 16]));
    let form = Form::Question(Question::Known("light-1".into()));
    let ahead = Beginning {
        by: ADA,
        began: noon() + TimeDelta::days(4000),
        form,
    };
    run.take(ADA, Step::Began(ahead)).unwrap();
    let stage = |now| run.standing(BEN, ADA, now, noon(), false).stage;
    assert_eq!(stage(noon()), Stage::Open);
    assert_eq!(stage(noon() + FOLDS_AFTER), Stage::FoldedAway);
}

#[test]
fn a_letter_opens_after_its_day_by_its_authors_clock_alone() {
    let opens = noon() + TimeDelta::days(30);
    let mut run = Run::new(ThingId([9; 16]));
    run.take(ADA, began(Form::Letter { opens })).unwrap();
    run.take(ADA, sealed(ADA, 1)).unwrap();
    run.take(ADA, sealed(ADA, 2)).unwrap();
    let next = |who, other, now| run.next(who, other, now, noon(), None);
    assert_eq!(next(ADA, BEN, opens - TimeDelta::seconds(1)), None);
    assert_eq!(next(ADA, BEN, opens), Some(Next::Release(2)));
    assert_eq!(next(BEN, ADA, opens + TimeDelta::days(1)), None);
    // The reader's clock changes nothing for them.
    let far = opens + TimeDelta::days(999);
    let standing = run.standing(BEN, ADA, far, noon(), false);
    assert_eq!((standing.stage, standing.theirs), (Stage::Waiting, None));
    assert!(!standing.may_write);
    for step in [
        sealed(BEN, 1),
        Step::Pinned(commitment(ADA, 2)),
        Step::Declined,
    ] {
        assert_eq!(run.clone().take(BEN, step), Err(Refused::NotHere));
    }
    let mut gone = run.clone();
    gone.take(ADA, Step::TakenBack { through: 2 }).unwrap();
    assert_eq!(gone.next(ADA, BEN, far, noon(), None), None);
    assert_eq!(
        gone.standing(BEN, ADA, far, noon(), false).stage,
        Stage::Withdrawn
    );
    run.take(
        ADA,
        Step::Released {
            version: 2,
            key: key(ADA, 2),
        },
    )
    .unwrap();
    let standing = run.standing(BEN, ADA, noon(), noon(), false);
    assert_eq!(standing.theirs, Some((2, key(ADA, 2))));
    for step in [sealed(ADA, 3), Step::TakenBack { through: 2 }] {
        assert_eq!(run.clone().take(ADA, step), Err(Refused::AfterRelease));
    }
}

#[test]
fn a_surprise_opens_on_a_tap_or_at_its_time_and_can_be_declined_unseen() {
    let mut run = Run::new(ThingId([9; 16]));
    run.take(ADA, began(Form::Surprise)).unwrap();
    let open = Step::Sealed {
        version: 1,
        commitment: commitment(ADA, 1),
        open: b"keep Friday free".to_vec(),
    };
    run.take(ADA, open).unwrap();
    let soon = noon() + TimeDelta::hours(3);
    assert_eq!(
        run.next(ADA, BEN, noon() + TimeDelta::days(9), noon(), None),
        None
    );
    assert_eq!(run.next(ADA, BEN, noon(), noon(), Some(soon)), None);
    assert_eq!(
        run.next(ADA, BEN, soon, noon(), Some(soon)),
        Some(Next::Release(1))
    );
    assert_eq!(run.clone().take(ADA, Step::Declined), Err(Refused::NotHere));
    run.take(BEN, Step::Declined).unwrap();
    for (me, other) in [(ADA, BEN), (BEN, ADA)] {
        assert_eq!(
            run.standing(me, other, noon(), noon(), false).stage,
            Stage::Declined
        );
    }
    assert_eq!(
        run.next(ADA, BEN, soon, noon(), Some(soon)),
        None,
        "it stays unseen"
    );
}

#[test]
fn steps_that_nobody_keeping_the_rules_would_take_are_refused() {
    let mut run = Run::new(ThingId([9; 16]));
    run.take(ADA, question()).unwrap();
    assert_eq!(run.take(ADA, question()), Err(Refused::BegunAlready));
    assert_eq!(run.take(BEN, question()), Err(Refused::BegunAlready));
    for version in [0, 2, u32::MAX] {
        assert_eq!(
            run.take(BEN, sealed(BEN, version)),
            Err(Refused::OutOfOrder)
        );
    }
    let hidden = Step::Sealed {
        version: 1,
        commitment: commitment(BEN, 1),
        open: vec![1],
    };
    assert_eq!(run.take(BEN, hidden), Err(Refused::NotHere));
    assert_eq!(
        run.take(
            BEN,
            Step::Released {
                version: 1,
                key: [0; 32]
            }
        ),
        Err(Refused::NotThere)
    );
    assert_eq!(
        run.take(BEN, Step::TakenBack { through: 1 }),
        Err(Refused::NotThere)
    );
    for version in 1..=MOST_VERSIONS as u32 {
        run.take(BEN, sealed(BEN, version)).unwrap();
        run.take(BEN, Step::Pinned([version as u8; 32])).unwrap();
    }
    let more = MOST_VERSIONS as u32 + 1;
    assert_eq!(run.take(BEN, sealed(BEN, more)), Err(Refused::TooMany));
    assert_eq!(
        run.take(BEN, Step::Pinned([0xee; 32])),
        Err(Refused::TooMany)
    );
    // None of those pins was of anything.
    run.take(ADA, sealed(ADA, 1)).unwrap();
    let next = run.next(ADA, BEN, noon(), noon(), None);
    assert_eq!(next, Some(Next::Pin(commitment(BEN, MOST_VERSIONS as u32))));
    run.take(ADA, Step::Pinned(commitment(BEN, MOST_VERSIONS as u32)))
        .unwrap();
    assert_eq!(run.next(ADA, BEN, noon(), noon(), None), None);
}

#[test]
fn the_open_part_of_a_surprise_has_a_beginning_and_an_end() {
    let at = |local: &str| WallTime::parse(local, "Europe/Berlin").unwrap();
    let surprise = |until: &str, note: &str| Surprise {
        from: at("2026-12-04T18:00"),
        until: at(until),
        away: true,
        overnight: false,
        note: note.into(),
    };
    assert_eq!(
        surprise("2026-12-04T22:00", "warm shoes").validate(),
        Ok(())
    );
    for bad in ["2026-12-04T18:00", "2026-12-04T12:00", "2027-12-04T12:00"] {
        assert_eq!(surprise(bad, "").validate(), Err(SurpriseError::BadTime));
    }
    assert_eq!(
        surprise("2026-12-04T22:00", &"a".repeat(501)).validate(),
        Err(SurpriseError::NoteTooLong)
    );
}

proptest! {
    /// Whatever two honest people do, in whatever order it reaches the other.
    #[test]
    fn nobody_reads_first_and_nobody_changes_after(
        doings in proptest::collection::vec((0..3u8, 0..2usize), 0..60),
    ) {
        let mut both = Both::asked();
        for (what, who) in doings {
            match what {
                0 => both.answer(who),
                1 => both.take_back(who),
                _ => both.hear(who),
            }
            both.check();
        }
        both.meet();
        both.check();
        let [ada, ben] = &both.0;
        prop_assert_eq!(&ada.run, &ben.run, "both sides came to the same");
        let answered = |device: &Device| device.run.versions(device.me) > device.run.withdrawn_through(device.me);
        if answered(ada) && answered(ben) {
            prop_assert_eq!((ada.stage(), ben.stage()), (Stage::Opened, Stage::Opened));
        }
    }

    /// Also what an altered program may say: the order in which two logs are mixed changes nothing.
    #[test]
    fn the_mixing_of_two_logs_does_not_matter(
        ada in steps(ADA, BEN), ben in steps(BEN, ADA), mixing in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let told = |pick: &mut dyn FnMut() -> bool| {
            let mut run = Run::new(ThingId([9; 16]));
            run.take(ADA, question()).unwrap();
            let (mut a, mut b) = (ada.iter(), ben.iter());
            loop {
                let (first, second) = if pick() { ((ADA, a.next()), BEN) } else { ((BEN, b.next()), ADA) };
                let (who, step) = match first {
                    (who, Some(step)) => (who, step),
                    _ => match if second == ADA { a.next() } else { b.next() } {
                        Some(step) => (second, step),
                        None => return run,
                    },
                };
                let _ = run.take(who, step.clone());
            }
        };
        let mut at = mixing.iter().copied().chain(std::iter::repeat(true));
        let mixed = told(&mut || at.next().unwrap_or(true));
        let after = told(&mut || true);
        prop_assert_eq!(&mixed, &after);
        for (me, other) in [(ADA, BEN), (BEN, ADA)] {
            prop_assert_eq!(
                mixed.standing(me, other, noon(), noon(), false),
                after.standing(me, other, noon(), noon(), false)
            );
        }
    }
}

fn steps(who: PersonId, other: PersonId) -> impl Strategy<Value = Vec<Step>> {
    let step = (0..5u8, 1..4u32).prop_map(move |(what, n)| match what {
        0 | 1 => sealed(who, n),
        2 => Step::Pinned(commitment(other, n)),
        3 => Step::TakenBack { through: n },
        _ => Step::Released {
            version: n,
            key: key(who, n),
        },
    });
    proptest::collection::vec(step, 0..14)
}
