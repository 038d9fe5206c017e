//! Five hundred things that arrive at once: the interface goes on drawing.

use std::{
    io::{BufRead, BufReader, Write},
    process::Stdio,
    thread::sleep,
    time::Duration,
};

use super::{
    couple::{Couple, Writer},
    figure::{Figure, Goal, Quantity},
    processes::Running,
    stage::Stage,
};
use crate::step::Failed;

const ARRIVING: usize = 500;
/// The window has nothing to do, so that its frames are those of a window at rest.
const REST: Duration = Duration::from_secs(6);

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let couple = Couple::meet(stage, "frames")?;
    let mut writer = Writer::start(stage, &couple.writer)?;
    for _ in 0..ARRIVING {
        writer.share()?;
    }
    writer.end()?;

    let mut command = couple.reader.program(&stage.measure);
    command
        .arg("--profile")
        .arg(&couple.reader.profile)
        .arg("frames")
        .env("LAMPLIGHT_APP", &stage.app)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    let mut running = Running(command.spawn()?);
    let (Some(mut orders), Some(answers)) = (running.0.stdin.take(), running.0.stdout.take())
    else {
        return Err(Failed("measure frames has no input or output".into()));
    };
    let mut answers = BufReader::new(answers);
    let mut longest = || -> Result<Quantity, Failed> {
        writeln!(orders, "longest")?;
        let mut line = String::new();
        answers.read_line(&mut line)?;
        let millis: f64 = line
            .trim()
            .parse()
            .map_err(|_| Failed("measure frames did not say how long".into()))?;
        Ok(Quantity::Time(Duration::from_secs_f64(millis / 1e3)))
    };
    longest()?;
    let picture = stage.picture()?;
    picture.at_rest(Duration::from_secs(2))?;
    longest()?;
    sleep(REST);
    let at_rest = longest()?;
    let before = picture.look()?;
    let writer = Writer::start(stage, &couple.writer)?;
    picture.changes(&before)?;
    picture.at_rest(Duration::from_secs(3))?;
    let arriving = longest()?;
    stage.keep_picture("bench-frames")?;
    writer.end()?;
    drop(orders);
    running.0.wait()?;
    Ok(vec![Figure {
        what: "longest frame of the window while 500 things arrive at once",
        value: arriving,
        reference: ("longest frame at rest", at_rest),
        goal: Goal::AtMost(Quantity::Time(Duration::from_millis(100))),
    }])
}
