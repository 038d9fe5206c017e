//! A partner's program that writes into an entry that is not theirs, as an altered one could,
//! or a later version of this one: what it writes goes with the entry.

use chrono::TimeDelta;
use companion::{
    couple::{ThingId, ThingKind},
    payload::Payload,
};
use keys::{DeviceSecrets, Purpose, frame_body::seal_body, vault_keys::KeyFile};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use replica::{EntryDoc, EntryEdit, PeerId};
use sync::{
    frame::{DeviceId, LogId},
    log::Head,
};
use testkit::{PASSPHRASE, World, traces};
use vault::{FrameRow, PrivateVault, SharedVault};

use crate::share;

/// As the companion keeps it.
#[derive(serde::Deserialize)]
struct Ledger {
    space: [u8; 32],
    incarnation: u32,
    epoch: u32,
    secret: [u8; 32],
}

/// Puts a change to the other one's entry at the end of this person's log.
fn write_into(world: &World, who: usize, id: ThingId, body: &str) {
    let folder = world.people[who].folder();
    let json = std::fs::read_to_string(folder.join("home.json")).unwrap();
    let keys = KeyFile::from_json(&json).unwrap();
    let keys = keys.unlock_with_passphrase(PASSPHRASE).unwrap();
    let private = PrivateVault::open(&folder.join("private.db"), &keys.private_db()).unwrap();
    let mut shared = SharedVault::open(&folder.join("shared.db"), &keys.shared_db()).unwrap();
    let device = DeviceSecrets::from_bytes(&private.meta("device").unwrap().unwrap()).unwrap();
    let ledger: Ledger = postcard::from_bytes(&shared.meta("ledger").unwrap().unwrap()).unwrap();
    let log = LogId {
        device: DeviceId(device.public().id()),
        incarnation: ledger.incarnation,
    };
    let head = shared
        .head(log)
        .unwrap()
        .map_or(Head::start(log), |row| row.head);

    let mut document = EntryDoc::open(&shared.updates(id).unwrap()).unwrap();
    let edit = EntryEdit {
        body: Some(body.into()),
        ..EntryEdit::default()
    };
    let peer = PeerId(keys::peer_id(&log.device.0, log.incarnation));
    let update = document.change(peer, &edit).unwrap().unwrap();
    let content = Payload::update(id, ThingKind::Entry, update)
        .encode()
        .unwrap();
    let start = head.next_frame(ledger.space, ledger.epoch);
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let body = seal_body(&ledger.secret, &start.associated_data(), &content, &mut rng).unwrap();
    let header = start.with_body(&body);
    let row = FrameRow {
        id: header.id(),
        epoch: ledger.epoch,
        prev: header.start.prev,
        hash: header.hash(),
        header: header.encode().to_vec(),
        signature: device.sign(Purpose::FrameHeader, &header.encode()).to_vec(),
        body: Some(body),
        received_at: world.now(),
    };
    shared.write(|tx| tx.append_frame(&row)).unwrap();
}

#[test]
fn what_the_other_one_wrote_into_it_goes_with_it() {
    let theirs = "qzvjkwpxhyrbtmfd";
    for arrives_first in [false, true] {
        let mut world = World::paired(1);
        // Both have written before, so both know the epoch.
        for who in [1, 0] {
            share(&mut world, who, "before");
            world.pass(TimeDelta::seconds(20));
        }
        let id = share(&mut world, 0, "mine");
        world.pass(TimeDelta::seconds(20));
        world.crash(1);
        write_into(&world, 1, id, theirs);
        if !arrives_first {
            world.people[0].open().erase_entry(id, false).unwrap();
        }
        world.start(1);
        world.pass(TimeDelta::seconds(40));
        let aside = world.people[0].open().sharing().unwrap().set_aside;
        assert_eq!(aside, u64::from(arrives_first));
        if arrives_first {
            assert_eq!(world.people[0].open().view(id).unwrap().body, "mine");
            world.people[0].open().erase_entry(id, false).unwrap();
            world.pass(TimeDelta::seconds(40));
        }
        // The sealed body is not readable in the pages; that the frame has none left is.
        assert_eq!(bodies_after(&world, 0), 0, "arrives first: {arrives_first}");
        assert_eq!(traces(world.people[0].folder(), PASSPHRASE, theirs), 0);
        assert_eq!(world.people[0].open().sharing().unwrap().set_aside, 0);
        assert!(world.people[0].open().check().unwrap().is_whole());
        // And whoever writes goes on being heard.
        let next = share(&mut world, 1, "after");
        world.pass(TimeDelta::seconds(20));
        assert_eq!(world.people[0].open().view(next).unwrap().body, "after");
    }
}

/// How many of the partner's last frames still have a body: the one that `write_into` wrote is
/// their last.
fn bodies_after(world: &World, who: usize) -> usize {
    let copy = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(world.people[who].folder()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    let json = std::fs::read_to_string(copy.path().join("home.json")).unwrap();
    let keys = KeyFile::from_json(&json).unwrap();
    let keys = keys.unlock_with_passphrase(PASSPHRASE).unwrap();
    let private = PrivateVault::open(&copy.path().join("private.db"), &keys.private_db()).unwrap();
    let me = DeviceSecrets::from_bytes(&private.meta("device").unwrap().unwrap()).unwrap();
    let shared = SharedVault::open(&copy.path().join("shared.db"), &keys.shared_db()).unwrap();
    let theirs = shared.heads().unwrap();
    let theirs = theirs
        .iter()
        .find(|row| row.head.log.device.0 != me.public().id());
    let head = theirs.unwrap().head;
    let last = shared.frames(head.log, head.next_seq - 1, 1).unwrap();
    last.iter().filter(|frame| frame.body.is_some()).count()
}
