//! Sealed answers against a partner whose program was altered: the second computer says whatever
//! the test wants, and what the first one gives away is looked at.

use chrono::TimeDelta;
use couple::{
    PersonId, ThingId, WallTime,
    sealed::{Question, Stage, Standing, Surprise},
};
use keys::sealed::{Place, SealedKey, Sealing, Step, open_answer, seal_answer};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use super::two::Two;
use crate::{CompanionError, Notice, SealedView, SurpriseInput, payload::Payload};

const TOKEN: &str = "PLANTED-5f1c9a70";

/// The second one's altered program.
struct Altered {
    two: Two,
    run: ThingId,
    me: PersonId,
    rng: ChaCha20Rng,
}

impl Altered {
    /// The first one has asked and answered; the second one has heard of it.
    fn asked() -> Self {
        let mut two = Two::paired();
        let run = ask(&mut two);
        two.home(0).answer_sealed(run, TOKEN).unwrap();
        two.settle();
        let me = two.home(1).my_id();
        let rng = ChaCha20Rng::from_seed([8; 32]);
        Self { two, run, me, rng }
    }

    fn says(&mut self, step: &Step) {
        let step = step.encode();
        self.two.says(&Payload::Sealed { step }.encode().unwrap());
    }

    fn sealing(&mut self, version: u32, text: &str) -> (SealedKey, Sealing) {
        let key = SealedKey::generate(&mut self.rng);
        let place = Place {
            run: &self.run.0,
            author: &self.me.0,
            version,
            open: b"",
        };
        let sealing = seal_answer(&key, place, text, &mut self.rng).unwrap();
        (key, sealing)
    }

    fn seals(&mut self, version: u32, text: &str) -> (SealedKey, [u8; 32]) {
        let (key, sealing) = self.sealing(version, text);
        let commitment = sealing.commitment;
        self.says_seal(sealing);
        (key, commitment)
    }

    fn says_seal(&mut self, sealing: Sealing) {
        self.says(&Step::Seal {
            run: self.run.0,
            author: self.me.0,
            sealing,
        });
    }

    fn pins(&mut self, commitment: [u8; 32]) {
        self.says(&Step::Pin {
            run: self.run.0,
            author: self.me.0,
            commitment,
        });
    }

    fn releases(&mut self, version: u32, key: &SealedKey) {
        self.says(&Step::Release {
            run: self.run.0,
            author: self.me.0,
            version,
            key: key.clone(),
        });
    }

    /// What the second computer holds of the first one's answer.
    fn theirs(&mut self) -> Sealing {
        let steps = self.two.home(1).shared.updates(self.run).unwrap();
        let found = steps
            .iter()
            .rev()
            .find_map(|bytes| match Step::decode(bytes) {
                Ok(Step::Seal { sealing, .. }) => Some(sealing),
                _ => None,
            });
        found.unwrap()
    }

    fn standing(&mut self) -> Standing {
        let ada = self.two.home(0);
        let loaded = ada.load_sealed_for_test(self.run);
        ada.sealed_standing(&loaded).unwrap()
    }

    fn aside(&mut self) -> Vec<String> {
        let all = self.two.home(0).shared.set_aside().unwrap();
        all.into_iter().map(|(_, aside)| aside.reason).collect()
    }

    fn view(&mut self) -> SealedView {
        self.two.home(0).get_sealed(self.run).unwrap()
    }
}

fn ask(two: &mut Two) -> ThingId {
    let question = Question::Own("Where were you happy this week?".into());
    let asked = two.home(0).begin_question(question).unwrap();
    two.settle();
    asked.line.id
}

#[test]
fn two_honest_ones_read_each_other_once_both_have_answered() {
    let mut two = Two::paired();
    let run = ask(&mut two);
    assert!(
        two.home(1)
            .take_notices()
            .contains(&Notice::SealedArrived { id: run })
    );
    two.home(0).take_notices();
    two.home(1).answer_sealed(run, "On the ferry.").unwrap();
    two.settle();
    let told = two.home(0).take_notices();
    assert!(
        !told.iter().any(|notice| matches!(
            notice,
            Notice::SealedArrived { .. }
                | Notice::SealedChanged { .. }
                | Notice::SealedOpened { .. }
        )),
        "nothing says that the other has answered: {told:?}"
    );
    assert_eq!(two.home(0).get_sealed(run).unwrap().line.stage, Stage::Open);
    two.home(0).answer_sealed(run, "In the kitchen.").unwrap();
    two.settle();
    for (who, mine, theirs) in [
        (0, "In the kitchen.", "On the ferry."),
        (1, "On the ferry.", "In the kitchen."),
    ] {
        let view = two.home(who).get_sealed(run).unwrap();
        assert_eq!(view.line.stage, Stage::Opened);
        assert_eq!(view.mine.as_deref(), Some(mine));
        assert_eq!(view.theirs.as_deref(), Some(theirs));
        let told = two.home(who).take_notices();
        let opened = told
            .iter()
            .filter(|it| **it == Notice::SealedOpened { id: run });
        assert_eq!(opened.count(), 1);
        assert!(two.home(who).check().unwrap().is_whole());
    }
}

#[test]
fn whoever_pins_nothing_gets_nothing() {
    let mut altered = Altered::asked();
    altered.seals(1, "Mine, maybe.");
    altered.two.pass(TimeDelta::minutes(5));
    altered.two.open_again(0);
    altered.two.pass(TimeDelta::minutes(5));
    assert!(!altered.standing().given);
}

#[test]
fn whoever_pins_before_answering_gets_nothing() {
    let mut altered = Altered::asked();
    let theirs = altered.theirs().commitment;
    altered.pins(theirs);
    altered.two.pass(TimeDelta::minutes(5));
    assert!(!altered.standing().given);
}

#[test]
fn a_false_commitment_is_no_pin() {
    let mut altered = Altered::asked();
    altered.seals(1, "Mine, maybe.");
    altered.pins([7; 32]);
    altered.two.pass(TimeDelta::minutes(5));
    assert!(!altered.standing().given);
    assert_eq!(
        altered.aside(),
        ["waits: a pin of an answer that is not here"]
    );
}

#[test]
fn a_wrong_key_opens_nothing_and_the_right_one_still_does() {
    let mut altered = Altered::asked();
    let (key, _) = altered.seals(1, "Mine, then.");
    let theirs = altered.theirs().commitment;
    altered.pins(theirs);
    assert!(altered.standing().given, "both are bound");
    let wrong = SealedKey::generate(&mut altered.rng);
    altered.releases(1, &wrong);
    assert_eq!(altered.aside(), ["a key that is not the one committed to"]);
    assert_eq!(altered.view().theirs, None);
    assert_eq!(altered.view().line.stage, Stage::Waiting);
    altered.releases(1, &key);
    assert_eq!(altered.view().theirs.as_deref(), Some("Mine, then."));
}

#[test]
fn a_copy_of_my_answer_is_no_answer() {
    let mut altered = Altered::asked();
    let theirs = altered.theirs();
    altered.says_seal(theirs.clone());
    altered.pins(theirs.commitment);
    // The key that was given away for it opens it in its own place only.
    let released = altered.two.home(1).shared.updates(altered.run).unwrap();
    let key = released.iter().find_map(|bytes| match Step::decode(bytes) {
        Ok(Step::Release { key, .. }) => Some(key),
        _ => None,
    });
    altered.releases(1, &key.unwrap());
    assert_eq!(altered.aside(), ["a key that is not the one committed to"]);
    assert_eq!(altered.view().theirs, None);
}

#[test]
fn nothing_is_said_in_my_name() {
    let mut altered = Altered::asked();
    let mine = altered.two.home(0).my_id();
    let run = altered.run.0;
    altered.says(&Step::TakeBack {
        run,
        author: mine.0,
        version: 1,
    });
    for bytes in altered.two.home(0).shared.updates(altered.run).unwrap() {
        altered
            .two
            .says(&Payload::Sealed { step: bytes }.encode().unwrap());
    }
    assert!(
        altered
            .aside()
            .iter()
            .all(|reason| reason == "a step in someone else's name")
    );
    assert_eq!(altered.view().mine.as_deref(), Some(TOKEN));
}

#[test]
fn what_was_bound_can_not_be_exchanged() {
    let mut altered = Altered::asked();
    let (first, _) = altered.seals(1, "What I first wrote.");
    let (second, _) = altered.seals(2, "What I would rather have written.");
    let theirs = altered.theirs();
    altered.pins(theirs.commitment);
    assert!(altered.standing().given);
    altered.releases(2, &second);
    assert_eq!(
        altered.view().theirs,
        None,
        "it is not the version that was bound"
    );
    altered.releases(1, &first);
    assert_eq!(altered.view().theirs, None, "a key is given away once");
    assert_eq!(altered.view().line.stage, Stage::Waiting);
    // Replayed, out of order, or after the release.
    let (_, third) = altered.sealing(3, "And now?");
    altered.says_seal(third.clone());
    altered.says_seal(third);
    assert_eq!(altered.view().theirs, None);
}

#[test]
fn what_is_sealed_can_not_be_opened_with_anything_the_other_has() {
    let mut altered = Altered::asked();
    altered.seals(1, "Mine, maybe.");
    let theirs = altered.theirs();
    let (run, ada) = (altered.run, altered.two.home(0).my_id());
    let ben = altered.two.home(1);
    let mut known = ben.shared.updates(run).unwrap().concat();
    let couple = ben.couple.as_ref().unwrap();
    known.extend(couple.roster_key);
    for epoch in &couple.epochs {
        known.extend(epoch.secret.as_bytes());
    }
    let place = Place {
        run: &run.0,
        author: &ada.0,
        version: 1,
        open: b"",
    };
    for window in known.windows(32) {
        let key = SealedKey::from_bytes(window.try_into().unwrap());
        assert!(open_answer(&key, place, &theirs.commitment, &theirs.ciphertext).is_err());
    }
}

#[test]
fn neither_the_words_nor_the_key_are_anywhere_before_their_time() {
    let mut altered = Altered::asked();
    altered.seals(1, "Mine, maybe.");
    let (run, two) = (altered.run, &mut altered.two);
    let key = two.home(0).sealed_key_for_test(run, 1);
    let holds = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|it| it == what);
    let mut places: Vec<(&str, Vec<u8>)> = Vec::new();
    for who in [0, 1] {
        let home = two.home(who);
        places.push(("steps", home.shared.updates(run).unwrap().concat()));
        let row = home.shared.sealed_run(run).unwrap().unwrap();
        places.push(("the list", format!("{row:?}").into_bytes()));
        let lines = home.list_sealed().unwrap();
        places.push(("lines", format!("{lines:?}").into_bytes()));
        places.push(("notices", format!("{:?}", home.take_notices()).into_bytes()));
        places.push(("sent", two.sent[who].concat()));
        for file in std::fs::read_dir(two.folders[who].path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            places.push(("a file", bytes));
        }
    }
    assert!(two.home(1).private.all_sealed_own().unwrap().is_empty());
    for (name, bytes) in &places {
        assert!(!holds(bytes, TOKEN.as_bytes()), "the words are in {name}");
        assert!(!holds(bytes, key.as_bytes()), "the key is in {name}");
    }
}

#[test]
fn a_pass_sends_nothing_at_all() {
    let mut two = Two::paired();
    let run = ask(&mut two);
    two.pass(TimeDelta::minutes(1));
    let sent = two.sent[1].len();
    let passed = two.home(1).pass_question(run).unwrap();
    assert_eq!(passed.line.stage, Stage::Passed);
    two.settle();
    assert_eq!(two.sent[1].len(), sent);
    assert_eq!(two.home(0).get_sealed(run).unwrap().line.stage, Stage::Open);
    // One may think again.
    two.home(1).answer_sealed(run, "After all.").unwrap();
    two.home(0).answer_sealed(run, "Yes.").unwrap();
    two.settle();
    assert_eq!(
        two.home(0).get_sealed(run).unwrap().line.stage,
        Stage::Opened
    );
}

#[test]
fn what_i_take_back_leaves_no_key() {
    let mut altered = Altered::asked();
    let (run, two) = (altered.run, &mut altered.two);
    let own = two.home(0).private.sealed_own(run).unwrap().unwrap();
    two.home(0).take_back_sealed(run).unwrap();
    two.settle();
    let private = &two.home(0).private;
    assert!(private.sealed_own(run).unwrap().is_none());
    assert!(private.updates(own.id).unwrap().is_empty());
    assert!(private.thing_kind(own.id).unwrap().is_none());
    assert_eq!(altered.view().mine, None);
    assert_eq!(altered.view().line.stage, Stage::Open);
    let again = altered.two.home(0).take_back_sealed(run);
    assert!(matches!(again, Err(CompanionError::SealedOver)));
}

#[test]
fn an_answer_that_was_answered_can_be_neither_changed_nor_taken_back() {
    let mut altered = Altered::asked();
    altered.seals(1, "Mine.");
    let theirs = altered.theirs();
    let run = altered.run;
    let bound = altered.two.home(0).take_back_sealed(run);
    assert!(matches!(bound, Err(CompanionError::SealedBound)));
    altered.pins(theirs.commitment);
    let bound = altered.two.home(0).answer_sealed(run, "Something else");
    assert!(matches!(bound, Err(CompanionError::SealedBound)));
    let bound = altered.two.home(0).take_back_sealed(run);
    assert!(matches!(bound, Err(CompanionError::SealedBound)));
}

#[test]
fn a_step_under_the_id_of_an_entry_stops_nothing() {
    let mut two = Two::paired();
    let entry = two.ben_shares("An entry");
    let ben = two.home(1).my_id();
    let step = Step::Decline {
        run: entry.0,
        author: ben.0,
    };
    two.says(
        &Payload::Sealed {
            step: step.encode(),
        }
        .encode()
        .unwrap(),
    );
    let mut newer = step.encode();
    newer[1] = 77;
    two.says(&Payload::Sealed { step: newer }.encode().unwrap());
    two.says(
        &Payload::Sealed {
            step: vec![1, 1, 1],
        }
        .encode()
        .unwrap(),
    );
    let sharing = two.home(0).sharing().unwrap();
    assert_eq!((sharing.set_aside, sharing.from_newer), (3, 1));
    let after = two.ben_shares("And another");
    assert_eq!(two.home(0).view(after).unwrap().body, "And another");
    assert_eq!(two.home(1).sharing().unwrap().waiting_to_send, 0);
}

#[test]
fn after_leaving_each_keeps_what_they_could_read_and_their_own_words() {
    let mut two = Two::paired();
    let (open, closed) = (ask(&mut two), ask(&mut two));
    two.home(0).answer_sealed(open, "In the kitchen.").unwrap();
    two.home(1).answer_sealed(open, "On the ferry.").unwrap();
    two.home(0).answer_sealed(closed, TOKEN).unwrap();
    two.settle();
    let key = two.home(0).sealed_key_for_test(closed, 1);
    two.home(1).stop_sharing(true).unwrap();
    two.home(0).stop_sharing(true).unwrap();
    for (who, mine, theirs) in [
        (0, "In the kitchen.", "On the ferry."),
        (1, "On the ferry.", "In the kitchen."),
    ] {
        two.open_again(who);
        let view = two.home(who).get_sealed(open).unwrap();
        assert_eq!(view.line.stage, Stage::Opened);
        assert_eq!(view.mine.as_deref(), Some(mine));
        assert_eq!(view.theirs.as_deref(), Some(theirs));
        assert!(two.home(who).check().unwrap().is_whole());
    }
    let mine = two.home(0).get_sealed(closed).unwrap();
    assert_eq!((mine.mine.as_deref(), mine.theirs), (Some(TOKEN), None));
    assert!(matches!(
        two.home(1).get_sealed(closed),
        Err(CompanionError::NotFound)
    ));
    let own = two.home(0).private.sealed_own(closed).unwrap().unwrap();
    assert!(
        !own.record.windows(32).any(|it| it == key.as_bytes()),
        "the key is destroyed"
    );
}

#[test]
fn a_letter_waits_for_its_day() {
    let mut two = Two::paired();
    let opens = two.home(0).now() + TimeDelta::days(30);
    let letter = two
        .home(0)
        .seal_letter("Open this one at Christmas.", opens)
        .unwrap();
    let id = letter.line.id;
    two.settle();
    assert!(
        two.home(1)
            .take_notices()
            .contains(&Notice::SealedArrived { id })
    );
    assert!(matches!(
        two.home(1).answer_sealed(id, "mine"),
        Err(CompanionError::NotYours)
    ));
    two.pass(TimeDelta::days(29));
    two.home(0).answer_sealed(id, "Or at New Year.").unwrap();
    two.open_again(0);
    two.settle();
    assert_eq!(
        two.home(1).get_sealed(id).unwrap().line.stage,
        Stage::Waiting
    );
    two.pass(TimeDelta::days(2));
    let read = two.home(1).get_sealed(id).unwrap();
    assert_eq!(read.line.stage, Stage::Opened);
    assert_eq!(read.theirs.as_deref(), Some("Or at New Year."));
    assert!(
        two.home(1)
            .take_notices()
            .contains(&Notice::SealedOpened { id })
    );
    assert!(matches!(
        two.home(0).take_back_sealed(id),
        Err(CompanionError::SealedBound)
    ));
}

#[test]
fn a_clock_that_may_be_wrong_opens_no_letter() {
    use crate::Tick;
    let mut two = Two::paired();
    let opens = two.home(0).now() + TimeDelta::days(30);
    let letter = two.home(0).seal_letter("Later.", opens).unwrap();
    let id = letter.line.id;
    two.settle();
    two.clock_jumps(TimeDelta::days(400));
    let resumed = Tick {
        nudges: false,
        steady: false,
        network: true,
    };
    two.home(0).tick(resumed).unwrap();
    two.clock_jumps(TimeDelta::days(-400));
    two.settle();
    assert_eq!(
        two.home(1).get_sealed(id).unwrap().line.stage,
        Stage::Waiting
    );
}

/// What `lamplight sync` does: no nudges, but the clock is believed.
#[test]
fn an_exchange_without_nudges_opens_what_is_due() {
    use crate::Tick;
    let mut two = Two::paired();
    let opens = two.home(0).now() + TimeDelta::days(30);
    let letter = two.home(0).seal_letter("Now.", opens).unwrap();
    let id = letter.line.id;
    two.settle();
    two.clock_jumps(TimeDelta::days(31));
    let exchange = Tick {
        nudges: false,
        steady: true,
        network: true,
    };
    two.home(0).tick(exchange).unwrap();
    // Back, so that it is not the settling that opens it.
    two.clock_jumps(TimeDelta::days(-31));
    two.settle();
    assert_eq!(
        two.home(1).get_sealed(id).unwrap().line.stage,
        Stage::Opened
    );
}

fn surprise(secret: &str) -> SurpriseInput {
    let at = |local: &str| WallTime::parse(local, "Europe/Berlin").unwrap();
    SurpriseInput {
        open: Surprise {
            from: at("2026-12-04T18:00"),
            until: at("2026-12-04T22:00"),
            away: true,
            overnight: false,
            note: "Bring warm shoes.".into(),
        },
        secret: secret.into(),
        opens: None,
    }
}

#[test]
fn a_surprise_shows_its_open_part_and_nothing_else() {
    let mut two = Two::paired();
    let planned = two.home(0).plan_surprise(&surprise(TOKEN)).unwrap();
    let id = planned.line.id;
    two.settle();
    let seen = two.home(1).get_sealed(id).unwrap();
    assert_eq!(seen.line.surprise, Some(surprise("").open));
    assert_eq!((seen.line.stage, seen.theirs), (Stage::Waiting, None));
    let mut moved = surprise("The lake, after all.");
    moved.open.note = "Bring gloves.".into();
    two.home(0).change_surprise(id, &moved).unwrap();
    two.settle();
    let seen = two.home(1).get_sealed(id).unwrap();
    assert_eq!(seen.line.surprise.unwrap().note, "Bring gloves.");
    assert!(matches!(
        two.home(1).release_surprise(id),
        Err(CompanionError::NotYours)
    ));
    two.home(0).release_surprise(id).unwrap();
    two.settle();
    let read = two.home(1).get_sealed(id).unwrap();
    assert_eq!(read.theirs.as_deref(), Some("The lake, after all."));
    assert!(matches!(
        two.home(1).decline_surprise(id),
        Err(CompanionError::SealedOver)
    ));
}

#[test]
fn a_surprise_is_declined_unseen_called_off_or_opens_at_its_time() {
    let mut two = Two::paired();
    let declined = two.home(0).plan_surprise(&surprise(TOKEN)).unwrap().line.id;
    let off = two.home(0).plan_surprise(&surprise(TOKEN)).unwrap().line.id;
    let mut timed = surprise("A cake.");
    timed.opens = Some(two.home(0).now() + TimeDelta::hours(2));
    let timed = two.home(0).plan_surprise(&timed).unwrap().line.id;
    two.settle();
    two.home(1).decline_surprise(declined).unwrap();
    two.home(0).take_back_sealed(off).unwrap();
    two.pass(TimeDelta::hours(3));
    for who in [0, 1] {
        let stage = |two: &mut Two, id| two.home(who).get_sealed(id).unwrap().line.stage;
        assert_eq!(stage(&mut two, declined), Stage::Declined);
        assert_eq!(stage(&mut two, off), Stage::Withdrawn);
        assert_eq!(stage(&mut two, timed), Stage::Opened);
    }
    let view = two.home(1).get_sealed(timed).unwrap();
    assert_eq!(view.theirs.as_deref(), Some("A cake."));
    // Nothing of the secret ever left for those that stayed shut.
    assert!(
        !two.sent[0]
            .concat()
            .windows(TOKEN.len())
            .any(|it| it == TOKEN.as_bytes())
    );
    assert!(matches!(
        two.home(0).release_surprise(declined),
        Err(CompanionError::SealedOver)
    ));
}

#[test]
fn an_unreadable_open_part_is_set_aside() {
    let mut two = Two::paired();
    let planned = two.home(0).plan_surprise(&surprise("x")).unwrap().line.id;
    two.settle();
    // The second one's own surprise, with an open part that is none.
    let begin = keys::sealed::Begin {
        author: two.home(1).my_id().0,
        nonce: [4; 16],
        began: 1_800_000_000,
        form: keys::sealed::Form::Surprise,
    };
    let (run, author) = (begin.run(), begin.author);
    let mut rng = ChaCha20Rng::from_seed([8; 32]);
    let key = SealedKey::generate(&mut rng);
    let place = Place {
        run: &run,
        author: &author,
        version: 1,
        open: b"nonsense",
    };
    let sealing = seal_answer(&key, place, "x", &mut rng).unwrap();
    for step in [
        Step::Begin(begin),
        Step::Seal {
            run,
            author,
            sealing,
        },
    ] {
        two.says(
            &Payload::Sealed {
                step: step.encode(),
            }
            .encode()
            .unwrap(),
        );
    }
    let lines = two.home(0).list_sealed().unwrap();
    assert_eq!(
        lines.iter().map(|line| line.id).collect::<Vec<_>>(),
        [planned]
    );
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
}
