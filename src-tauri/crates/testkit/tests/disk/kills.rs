//! The process is killed before some call: while it writes, checkpoints, makes a home, takes leave
//! and erases. What it acknowledged is there when the home is opened next.

use std::fs;

use testkit::{
    disk::{Child, Fault, Op},
    soak::{Counts, is_gate, seeds},
};

use crate::{
    homes::{Found, look},
    power::{Homes, Told, tell},
    stories::{STORIES, Story},
};

/// A number that seems chosen by chance, below `end`.
fn some(seed: u64, salt: u64, end: u64) -> u64 {
    let mixed = (seed << 8 | salt)
        .wrapping_add(7)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed >> 33) % end.max(1)
}

/// Kills a story at its n-th call; what it had acknowledged by then, and what is found.
fn kill(story: &Story, seed: u64, at: u64) -> (Told, Result<Found, String>, bool) {
    let child = Child::new();
    let variables = [("STORY", story.name.to_owned()), ("SEED", seed.to_string())];
    let fault = Fault {
        at,
        errno: Fault::KILL,
        many: 1,
    };
    let output = child.run("stories::tell", &variables, Some(fault));
    let was_killed = {
        use std::os::unix::process::ExitStatusExt;
        output.status.signal() == Some(9)
    };
    let told = Told::read(child.journal());
    let found = match fs::metadata(&told.folder) {
        Ok(_) => look(&told.folder),
        // Not even the folder was made.
        Err(_) => Ok(Found::Nothing),
    };
    (told, found, was_killed)
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    const EACH: u64 = 5;
    let mut counts = Counts::default();
    let mut wrong = Vec::new();
    for seed in seeds(0..1) {
        counts.add("seeds", 1);
        for (which, story) in STORIES.iter().enumerate() {
            // Told to its end once: how many calls there are, and what each step leads to.
            let whole = tell(story, seed, None);
            let calls = whole
                .journal
                .ops
                .iter()
                .find_map(|op| match op {
                    Op::Rest { calls, .. } => Some(*calls),
                    _ => None,
                })
                .unwrap();
            for again in 0..EACH {
                let at = 1 + some(seed, which as u64 * EACH + again, calls);
                let (told, found, was_killed) = kill(story, seed, at);
                let place = format!("{} {seed}, killed at call {at} of {calls}", story.name);
                if !was_killed {
                    // The number of calls differs a little from run to run: that was the end.
                    counts.add("lived-on", 1);
                    continue;
                }
                counts.add("kills", 1);
                // The first acknowledgement is that of the beginning.
                let acknowledged = told.acks.len();
                counts.add("after-first-ack", u64::from(acknowledged > 0));
                let before = acknowledged.checked_sub(1).map(|n| &whole.acks[n].1);
                let allowed = [before, whole.acks.get(acknowledged).map(|(_, found)| found)];
                match found {
                    Err(why) => wrong.push(format!("{place}: {why}")),
                    Ok(found)
                        if !allowed.contains(&Some(&found))
                            && !told.is_allowed(
                                &found,
                                told.journal.ops.len().saturating_sub(1),
                                &mut Homes::new(),
                            ) =>
                    {
                        wrong.push(format!("{place}: an acknowledged step is gone"));
                    }
                    Ok(_) => {}
                }
            }
        }
    }
    counts.add("lost", wrong.len() as u64);
    counts.print();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        counts.of("lived-on") * 20 <= counts.of("kills"),
        "{counts:?}"
    );
    assert!(counts.of("after-first-ack") * 100 >= counts.of("kills") * 80);
    if is_gate() {
        assert!(counts.of("kills") >= 100, "only {counts:?}");
    }
}
