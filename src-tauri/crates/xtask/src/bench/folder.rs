//! Through a folder that both reach, with the direct way closed: two processes that have nothing
//! else in common. The worker tries everything that arrives.

use std::{
    fs,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use super::{
    couple::{Writer, pair},
    figure::{Figure, Goal, Quantity, median},
    install::Install,
    picture::since,
    stage::{ENTRIES, Stage},
};
use crate::step::Failed;

/// Edits that are timed.
const TIMES: usize = 15;
/// Between two edits: longer than a log rests between two segments, since it is one edit that is
/// asked about.
const APART: Duration = Duration::from_millis(1700);

/// A couple with the folder between them, and what the first exchange was.
struct Exchanged {
    reader: Writer,
    writer: Writer,
    took: Duration,
    /// Bytes in the folder.
    folder: u64,
    /// Bytes of the same entries as Markdown.
    markdown: u64,
}

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let Exchanged {
        mut reader,
        mut writer,
        took,
        folder,
        markdown,
    } = first_exchange(stage, "folder", ENTRIES)?;
    let (mut edits, mut kept) = (Vec::new(), Vec::new());
    writer.share()?;
    reader.next()?;
    for _ in 0..TIMES {
        sleep(APART);
        let released = writer.edit()?;
        edits.push(since(released, reader.next()?));
        kept.push(writer.keep()?);
    }
    println!("   edits {edits:?}");
    writer.end()?;
    reader.end()?;
    let twice = first_exchange(stage, "folder-twice", 2 * ENTRIES)?;
    twice.writer.end()?;
    twice.reader.end()?;
    let plain = plain_copy(stage, folder)?;
    Ok(vec![
        Figure {
            what: "first sync of 10,000 entries through a folder, both sides, worker included",
            value: Quantity::Time(took),
            reference: (
                "as many bytes written to a file and read again",
                Quantity::Time(plain),
            ),
            goal: Goal::AtMost(Quantity::Time(Duration::from_secs(12))),
        },
        Figure {
            what: "first sync of 20,000 entries through a folder",
            value: Quantity::Time(twice.took),
            reference: ("that of 10,000", Quantity::Time(took)),
            goal: Goal::Ratio(2.3),
        },
        Figure {
            what: "from an edit's release to its being on the other's disk, through a folder",
            value: Quantity::Time(median(edits)),
            reference: (
                "keeping an entry on the writer's disk",
                Quantity::Time(median(kept)),
            ),
            goal: Goal::AtMost(Quantity::Time(Duration::from_secs(1))),
        },
        Figure {
            what: "10,000 entries in the folder",
            value: Quantity::Memory(folder),
            reference: ("their Markdown", Quantity::Memory(markdown)),
            goal: Goal::Ratio(2.5),
        },
    ])
}

/// One has shared everything while the folder was not there yet; then both run at once until the
/// other has it.
fn first_exchange(stage: &Stage, name: &str, entries: u64) -> Result<Exchanged, Failed> {
    let (full, markdown) = stage.import(&format!("{name}-writer"), entries)?;
    let empty = stage.install(&format!("{name}-reader"))?;
    empty.ask(&stage.app, &["init", "--name", "Jo"])?;
    pair(stage, &full, &empty)?;
    let start = Instant::now();
    full.ask(&stage.measure, &["share-all"])?;
    println!(
        "   {entries} entries shared in {:.1} s",
        start.elapsed().as_secs_f32()
    );
    let folder = stage.empty_folder(&format!("{name}-between"))?;
    for side in [&full, &empty] {
        use_folder(stage, side, &folder)?;
    }
    let mut reader = Writer::start_as(stage, &empty, "reader")?;
    let mut writer = Writer::start(stage, &full)?;
    let began = reader.ready()?.max(writer.ready()?);
    let took = since(began, reader.has(entries)?);
    println!("   {entries} entries through the folder in {took:?}");
    Ok(Exchanged {
        reader,
        writer,
        took,
        folder: bytes_in(&folder)?,
        markdown,
    })
}

fn use_folder(stage: &Stage, install: &Install, folder: &Path) -> Result<(), Failed> {
    let address = format!("fs://{}", folder.display());
    install.ask(&stage.app, &["mailbox", "set", &address, "--only"])?;
    Ok(())
}

fn bytes_in(folder: &Path) -> Result<u64, Failed> {
    let mut bytes = 0;
    for file in fs::read_dir(folder)? {
        let file = file?;
        bytes += if file.file_type()?.is_dir() {
            bytes_in(&file.path())?
        } else {
            file.metadata()?.len()
        };
    }
    Ok(bytes)
}

/// What the disk alone takes for it.
fn plain_copy(stage: &Stage, bytes: u64) -> Result<Duration, Failed> {
    let file = stage.empty_folder("plain")?.join("file");
    let content = vec![7; usize::try_from(bytes).unwrap_or_default()];
    let start = Instant::now();
    fs::write(&file, &content)?;
    fs::File::open(&file)?.sync_all()?;
    let read = fs::read(&file)?;
    let took = start.elapsed();
    if read.len() == content.len() {
        Ok(took)
    } else {
        Err(Failed("the disk gave back something else".into()))
    }
}
