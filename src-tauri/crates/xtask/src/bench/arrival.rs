//! From one computer to the other, directly, over loopback: two processes, and the
//! reader's window is watched.

use std::time::{Duration, SystemTime};

use super::{
    couple::Couple,
    figure::{Figure, Goal, Quantity, median},
    picture::{Picture, since},
    stage::Stage,
};
use crate::step::Failed;

/// Of each kind.
const TIMES: usize = 15;

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let couple = Couple::meet(stage, "arrival")?;
    let window = couple.open_window(stage)?;
    let mut writer = couple.connect(stage)?;
    let picture = stage.picture()?;
    let (mut entries, mut edits, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        entries.push(until_seen(&picture, || writer.share())?);
        edits.push(until_seen(&picture, || writer.edit())?);
        kept.push(writer.keep()?);
    }
    stage.keep_picture("bench-arrival")?;
    writer.end()?;
    window.end()?;
    println!("   entries {entries:?}\n   edits {edits:?}");
    let keeping = (
        "keeping an entry on the writer's disk",
        Quantity::Time(median(kept)),
    );
    Ok(vec![
        Figure {
            what: "from an entry's release to its being seen in the other's window, direct",
            value: Quantity::Time(median(entries)),
            reference: keeping,
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(300))),
        },
        Figure {
            what: "from an edit's release to its being seen in the other's window, direct",
            value: Quantity::Time(median(edits)),
            reference: keeping,
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(150))),
        },
    ])
}

/// From the moment that `release` gives to the picture that then stays.
fn until_seen(
    picture: &Picture,
    release: impl FnOnce() -> Result<SystemTime, Failed>,
) -> Result<Duration, Failed> {
    let before = picture.look()?;
    let released = release()?;
    Ok(since(released, picture.changes(&before)?))
}
