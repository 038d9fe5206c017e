//! What was erased is nowhere, for someone who holds all of one's keys; and the other one's
//! copy goes only with their consent.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod anew;
mod backups;
mod copies;
mod edited;
mod killed;
mod removed;

use companion::{
    EntryInput,
    couple::{ThingId, journal::Draft},
};
use testkit::{PASSPHRASE, World, traces};

pub fn token(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    (0..24)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            char::from(b'a' + u8::try_from(state % 26).unwrap())
        })
        .collect()
}

pub fn input(id: Option<ThingId>, title: &str, body: &str, tag: &str) -> EntryInput {
    EntryInput {
        id,
        draft: Draft {
            title: title.into(),
            body: body.into(),
            tags: vec![tag.into()],
            ..Draft::default()
        },
        ..EntryInput::default()
    }
}

pub fn keep(world: &mut World, who: usize, body: &str) -> ThingId {
    let entry = input(None, "A page", body, "x");
    world.people[who]
        .open()
        .keep_entry(entry)
        .unwrap()
        .summary
        .id
}

pub fn write_in(world: &mut World, who: usize, id: ThingId, body: &str) {
    let entry = input(Some(id), "A page", body, "x");
    world.people[who].open().keep_entry(entry).unwrap();
}

pub fn share(world: &mut World, who: usize, body: &str) -> ThingId {
    let id = keep(world, who, body);
    share_kept(world, who, id);
    id
}

pub fn share_kept(world: &mut World, who: usize, id: ThingId) {
    let companion = world.people[who].open();
    let preview = companion.preview_share(id).unwrap();
    companion.share_now(id, &preview.consent).unwrap();
}

pub fn is_traced(world: &World, who: usize, token: &str) -> bool {
    // The index shares beginnings: the end of the word is enough.
    traces(world.people[who].folder(), PASSPHRASE, &token[8..]) > 0
}

pub fn listed(world: &mut World, who: usize) -> Vec<ThingId> {
    let page = world.people[who].open().list_entries(None, 1000).unwrap();
    page.entries.into_iter().map(|entry| entry.id).collect()
}

pub fn removed(world: &mut World, who: usize) -> Vec<ThingId> {
    let view = world.people[who].open().list_removed().unwrap();
    view.entries
        .into_iter()
        .map(|removed| removed.entry.id)
        .collect()
}

pub fn whole(world: &mut World) {
    for who in [0, 1] {
        assert!(world.people[who].open().check().unwrap().is_whole());
        assert_eq!(world.people[who].open().sharing().unwrap().set_aside, 0);
    }
}
