//! A process that is killed while it erases: what it had said was erased is gone, and what it
//! had not is whole or gone, at the next start.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use companion::{
    Companion, CompanionError, EntryInput, InProcess, LockedHome, Profile, Surroundings, Unlock,
    couple::{ThingId, journal::Draft},
};
use testkit::{
    PASSPHRASE, World,
    soak::{self, Counts},
    traces,
};

use crate::token;

const HOME: &str = "LAMPLIGHT_TEST_HOME_TO_ERASE";
const ENTRIES: u64 = 10;

fn open(folder: &Path) -> Companion {
    let home = LockedHome::find(&Profile::at(folder).unwrap())
        .unwrap()
        .unwrap();
    let now = "2026-11-21T08:00:00Z".parse().unwrap();
    let surroundings = Surroundings::new([9; 32], move || now, || "Europe/Berlin".parse().unwrap());
    let opened = home.unlock(
        &Unlock::Passphrase(PASSPHRASE),
        surroundings,
        Box::new(InProcess),
    );
    opened.map_err(|(_, error)| error).unwrap()
}

fn pages(companion: &Companion) -> Vec<ThingId> {
    let page = companion.list_entries(None, 100).unwrap();
    page.entries.into_iter().map(|entry| entry.id).collect()
}

/// The process that is killed. Does nothing where it was not asked to.
#[test]
fn erases_until_it_is_killed() {
    let Ok(folder) = std::env::var(HOME) else {
        return;
    };
    let mut companion = open(Path::new(&folder));
    for id in pages(&companion) {
        companion.erase_entry(id, true).unwrap();
        println!("erased {id}");
    }
    println!("done");
}

#[test]
fn a_killed_erasure_is_finished_at_the_next_start() {
    let mut counts = Counts::default();
    let mut world = World::paired(1);
    for n in 0..ENTRIES {
        let companion = world.people[0].open();
        let draft = Draft {
            title: format!("{n}"),
            body: format!("{} {}", token(n), token(n).repeat(40)),
            ..Draft::default()
        };
        let entry = EntryInput {
            draft,
            ..EntryInput::default()
        };
        let id = companion.keep_entry(entry).unwrap().summary.id;
        if n % 3 > 0 {
            let preview = companion.preview_share(id).unwrap();
            companion.share_now(id, &preview.consent).unwrap();
        }
    }
    world.pass(chrono::TimeDelta::seconds(20));
    world.crash(0);
    let (mut said, mut unsaid) = (0, 0);
    for round in soak::seeds(0..12) {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(world.people[0].folder()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "killed::erases_until_it_is_killed",
                "--nocapture",
            ])
            .env(HOME, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut erased: Vec<ThingId> = Vec::new();
        // After some answers, and then somewhere within the next erasure.
        let wanted = usize::try_from(round % ENTRIES).unwrap();
        while erased.len() < wanted {
            let line = lines.next().unwrap().unwrap();
            if let Some(id) = line.split("erased ").nth(1) {
                erased.push(id.parse().unwrap());
            }
        }
        std::thread::sleep(Duration::from_micros(round * 977 % 9_000));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            if let Some(id) = line.split("erased ").nth(1) {
                erased.push(id.parse().unwrap());
            }
        }

        let mut companion = open(folder.path());
        for id in &erased {
            assert!(matches!(companion.view(*id), Err(CompanionError::NotFound)));
        }
        let left: Vec<String> = pages(&companion)
            .into_iter()
            .map(|id| companion.view(id).unwrap().body)
            .collect();
        assert!(companion.check().unwrap().is_whole(), "round {round}");
        drop(companion);
        for n in 0..ENTRIES {
            let stays = left.iter().any(|body| body.starts_with(&token(n)));
            let found = traces(folder.path(), PASSPHRASE, &token(n)[8..]);
            assert_eq!(found > 0, stays, "round {round}, entry {n}");
        }
        let said_now = u64::try_from(erased.len()).unwrap();
        said += said_now;
        unsaid += ENTRIES - u64::try_from(left.len()).unwrap() - said_now;
        counts.add("kills", 1);
    }
    counts.add("said", said);
    counts.add("unsaid", unsaid);
    counts.print();
    assert!(said > 0);
}
