//! What goes on behind the split of a log, between its author and who holds a branch of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use sync::{Effect, Frame, Head, log::ForkProof, session::Start};

/// A log of device 0 that has split after two frames, and a proof of it.
fn split(crew: &Crew) -> (Vec<Frame>, Vec<Frame>, ForkProof) {
    let shared = crew.frames(0, 2);
    let end = head_of(&shared);
    let here: Vec<_> = [shared.clone(), crew.run(0, end, 3, "here")].concat();
    let there: Vec<_> = [shared, crew.run(0, end, 3, "there")].concat();
    let proof = ForkProof::new(here[2].signed(), there[2].signed()).unwrap();
    (here, there, proof)
}

fn knowing(proof: ForkProof) -> Start {
    Start {
        forks: vec![proof],
        ..Start::default()
    }
}

fn lost(effects: &[Effect]) -> Vec<Head> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::TailLost { said, .. } => Some(*said),
            _ => None,
        })
        .collect()
}

#[test]
fn an_author_who_took_half_of_a_branch_gets_the_rest() {
    let crew = Crew::new(2);
    let (here, there, proof) = split(&crew);
    let author = crew.id(0);
    let holder = || {
        let home = crew.home(1).has(&crew.roster, &here);
        home.restarted(&crew.roster, knowing(proof))
    };
    for taken in 2..5 {
        let effects = holder().meets(author, vec![head_of(&here[..taken])]);
        let sent = frames_to(&effects, author).concat();
        assert_eq!(sent.last(), here.last(), "{taken} were there");
    }
    // One who stands on the other branch yet sees where the two part, and gets no more.
    let effects = holder().meets(author, vec![head_of(&there[..4])]);
    let sent = frames_to(&effects, author).concat();
    assert!(sent.contains(&here[2]) && !sent.contains(&here[4]));
}

#[test]
fn a_branch_that_its_holder_has_lost_is_told_to_its_author() {
    let crew = Crew::new(2);
    let (here, there, proof) = split(&crew);
    let holder = crew.id(1);
    let author = |frames: &[Frame]| {
        let home = crew.home(0).has(&crew.roster, frames);
        home.restarted(&crew.roster, knowing(proof))
    };
    for left in 1..5 {
        let said = head_of(&here[..left]);
        assert_eq!(lost(&author(&here).meets(holder, vec![said])), [said]);
    }
    let none = Head::start(here[0].id().log);
    assert_eq!(lost(&author(&here).meets(holder, vec![])), [none]);
    let other = head_of(&there[..4]);
    assert_eq!(lost(&author(&here).meets(holder, vec![other])), [other]);
    // Nothing is lost where it has it all, where nothing stands behind the split, or without one.
    let all = vec![head_of(&here)];
    assert!(lost(&author(&here).meets(holder, all)).is_empty());
    let common = vec![head_of(&here[..1])];
    assert!(lost(&author(&here[..2]).meets(holder, common.clone())).is_empty());
    let mut whole = crew.home(0).has(&crew.roster, &here);
    assert!(lost(&whole.meets(holder, common)).is_empty());
    // Of someone else's log it is nothing to say.
    let home = crew.home(1).has(&crew.roster, &here);
    let mut home = home.restarted(&crew.roster, knowing(proof));
    assert!(lost(&home.meets(crew.id(0), vec![head_of(&here[..1])])).is_empty());
}

#[test]
fn a_split_that_is_older_than_its_proof_is_shown_and_ends() {
    let crew = Crew::new(2);
    let (here, there, _) = split(&crew);
    let later = ForkProof::new(here[3].signed(), there[3].signed()).unwrap();
    let home = crew.home(1).has(&crew.roster, &here);
    let mut home = home.restarted(&crew.roster, knowing(later));
    // All that is said to be common is not: where the two part is shown, and not for ever.
    let effects = home.meets(crew.id(0), vec![head_of(&there[..3])]);
    let sent = frames_to(&effects, crew.id(0)).concat();
    assert!(sent.contains(&here[2]));
}
