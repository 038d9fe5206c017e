//! A mailbox of every version of the format there ever was is read by the program of today, by
//! whoever was away when it was written. See `tests/fixtures/mailboxes/README.md`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use companion::{Companion, Errand, Tick};
use serde_json::Value;
use testkit::{Folder, World};

use crate::{FILES, FORMAT, copied, entry, open, told};

fn mailboxes() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/mailboxes")
}

/// The files below a folder, as a mailbox holds them.
fn read_folder(root: &Path) -> Folder {
    let (mut folder, mut open) = (Folder::default(), vec![root.to_owned()]);
    while let Some(place) = open.pop() {
        for file in fs::read_dir(place).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().components();
            let name: Vec<_> = name
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            folder
                .files
                .insert(name.join("/"), fs::read(&path).unwrap());
        }
    }
    folder
}

/// One of them looks into the folder until nothing is left to do.
fn look_into(home: &mut Companion, folder: &mut Folder) {
    let tick = Tick {
        nudges: false,
        steady: false,
        network: true,
    };
    for _ in 0..2 {
        for _ in 0..100 {
            home.tick(tick).unwrap();
            for errand in home.take_errands() {
                match errand {
                    Errand::Mailbox { job } => {
                        let path = job.path().to_owned();
                        let answer = folder.perform(job);
                        home.mailbox_answered(&path, answer);
                    }
                    Errand::MailboxGoesOn => home.mailbox_goes_on(),
                    _ => {}
                }
            }
        }
        // The clock stands still here; what waits for it goes now.
        home.flush_acks().unwrap();
    }
    let view = home.mailbox_view().unwrap();
    assert_eq!((view.trouble, view.unpublished), (None, 0));
    assert_eq!(view.noticed, []);
}

#[test]
fn every_golden_mailbox_is_read() {
    let mut count = 0;
    for version in fs::read_dir(mailboxes()).unwrap() {
        let version = version.unwrap().path();
        if !version.is_dir() {
            continue;
        }
        count += 1;
        let mut folder = read_folder(&version.join("folder"));
        let before = folder.files.len();
        let expected = fs::read_to_string(version.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let places = ["first", "second"].map(|who| copied(&version.join(who)));

        let mut second = open(places[1].path(), 2).unwrap();
        look_into(&mut second, &mut folder);
        assert_eq!(told(&mut second), expected, "{}", version.display());
        assert!(folder.files.len() > before, "what it says to it lies there");
        // What the other one wrote then is confirmed to them now.
        let mut first = open(places[0].path(), 1).unwrap();
        assert!(first.sharing().unwrap().waiting_to_send > 0);
        look_into(&mut first, &mut folder);
        assert_eq!(first.sharing().unwrap().waiting_to_send, 0);
    }
    assert!(count >= FORMAT as usize);
}

/// Makes the mailbox of the format of today. Run it by hand when that has changed.
#[test]
#[ignore = "writes the fixtures"]
fn make_golden_mailbox() {
    let version = mailboxes().join(format!("v{FORMAT}"));
    let keep = |world: &mut World, who: usize, name: &str| {
        let to = version.join(name);
        fs::create_dir_all(&to).unwrap();
        world.people[who].companion.take().unwrap().lock().unwrap();
        for file in FILES {
            fs::copy(world.people[who].folder().join(file), to.join(file)).unwrap();
        }
    };
    let mut world = World::paired(2);
    for who in [0, 1] {
        world.use_folder(who, true);
    }
    entry(
        &mut world,
        0,
        "Known to both",
        "Before one of us went away.",
        true,
    );
    world.pass(chrono::TimeDelta::minutes(2));
    world.cut_all();
    keep(&mut world, 1, "second");

    let gone = entry(&mut world, 0, "Erased", "Nobody reads this any more.", true);
    entry(
        &mut world,
        0,
        "While you were away",
        "The lamp stayed on. *All night.*",
        true,
    );
    world.pass(chrono::TimeDelta::seconds(12));
    world.people[0].open().remove_entry(gone).unwrap();
    world.people[0].open().erase_entry(gone, false).unwrap();
    entry(&mut world, 0, "Schnee", "Über Nacht, bis an die Tür.", true);
    world.pass(chrono::TimeDelta::minutes(2));
    keep(&mut world, 0, "first");
    for (path, bytes) in &world.folder.files {
        let to = version.join("folder").join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
    let place = copied(&version.join("second"));
    let mut second = open(place.path(), 2).unwrap();
    look_into(&mut second, &mut read_folder(&version.join("folder")));
    let text = serde_json::to_string_pretty(&told(&mut second)).unwrap() + "\n";
    fs::write(version.join("expected.json"), text).unwrap();
}
