//! The journal in the order of time, with as many entries as a life has.
#![allow(clippy::unwrap_used)]

mod common;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use common::*;
use couple::journal::Entry;
use vault::{Kind, Place, Private, Shared, SharedVault, Vault};

fn fill<K: Kind>(vault: &mut Vault<K>, entries: &[Entry]) {
    for some in entries.chunks(1000) {
        vault
            .write(|tx| some.iter().try_for_each(|entry| keep(tx, entry)))
            .unwrap();
    }
}

fn all_pages<K: Kind>(vault: &Vault<K>, page: usize) -> Vec<couple::ThingId> {
    let mut ids = Vec::new();
    let mut before: Option<Place> = None;
    loop {
        let lines = vault.list_entries(before, page).unwrap();
        let Some(last) = lines.last() else { return ids };
        // As a screen holds it between two requests.
        before = Some(last.place.to_string().parse().unwrap());
        ids.extend(lines.iter().map(|line| line.id));
    }
}

#[test]
fn ten_thousand_entries_in_order() {
    let home = Home::new();
    let mut vault = home.shared();
    let mut entries: Vec<_> = (0..10_000u64)
        .map(|n| {
            let mut entry = entry(n, &prose(n, 3), &prose(n, 30));
            // Hours apart, in no order, some in the same second.
            let hours = i64::try_from(n * 7919 % 9000).unwrap();
            entry.written_at.at = noon() - TimeDelta::hours(hours);
            entry
        })
        .collect();
    fill(&mut vault, &entries);
    assert_eq!(vault.count_entries().unwrap(), 10_000);
    let ids = all_pages(&vault, 97);
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.written_at.at, entry.id)));
    assert_eq!(
        ids,
        entries.iter().map(|entry| entry.id).collect::<Vec<_>>()
    );
    vault.close().unwrap();

    let start = std::time::Instant::now();
    let mut vault = SharedVault::open(&home.path(), &KEY).unwrap();
    let opened = start.elapsed();
    assert!(opened.as_millis() < 500, "opening took {opened:?}");
    let word = entries[0]
        .body
        .split(' ')
        .next()
        .unwrap()
        .trim_end_matches('.');
    let hits = vault.search(word, 50).unwrap();
    assert!(hits.is_sorted_by(|a, b| a.place > b.place));
    let expected = entries.iter().filter(|entry| {
        let text = format!("{} {}", entry.title, entry.body);
        text.split([' ', '.']).any(|other| other.starts_with(word))
    });
    assert_eq!(
        hits.iter().map(|row| row.entry.id).collect::<Vec<_>>(),
        expected.take(50).map(|entry| entry.id).collect::<Vec<_>>()
    );
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn one_second_holds_many() {
    let home = Home::new();
    let mut vault = home.shared();
    let mut entries: Vec<_> = (0..2000u64)
        .map(|n| {
            let mut entry = entry(n, "", "text");
            entry.written_at.at = noon();
            entry
        })
        .collect();
    // Ids that agree in everything a place takes from them.
    for n in 0..5u8 {
        let mut twin = entry(9000 + u64::from(n), "", "text");
        twin.id.0[..4].copy_from_slice(&[0xff; 4]);
        twin.written_at.at = noon();
        entries.push(twin);
    }
    fill(&mut vault, &entries);
    let mut ids = all_pages(&vault, 13);
    assert_eq!(ids.len(), entries.len());
    // Kept again, each stays where it is.
    fill(&mut vault, &entries);
    assert_eq!(all_pages(&vault, 100), ids);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), entries.len());
}

#[test]
fn any_time_has_a_place() {
    let home = Home::new();
    let mut vault = home.shared();
    let at = |y, m, d| Utc.with_ymd_and_hms(y, m, d, 1, 2, 3).unwrap();
    let times: Vec<DateTime<Utc>> = vec![
        DateTime::<Utc>::MIN_UTC,
        at(1, 1, 2),
        at(1889, 4, 1),
        at(1969, 12, 31),
        at(1970, 1, 1),
        at(2026, 2, 3),
        at(3999, 1, 1),
        DateTime::<Utc>::MAX_UTC,
    ];
    let entries: Vec<_> = (0..)
        .zip(&times)
        .map(|(n, time)| {
            let mut entry = entry(n, "", "text");
            entry.written_at.at = *time;
            entry
        })
        .collect();
    fill(&mut vault, &entries);
    let ids = all_pages(&vault, 3);
    assert_eq!(
        ids,
        entries
            .iter()
            .rev()
            .map(|entry| entry.id)
            .collect::<Vec<_>>()
    );
    assert_eq!(
        vault.entry(entries[2].id).unwrap().unwrap().entry,
        entries[2]
    );
}

#[test]
fn two_vaults_merge_by_place() {
    let (home, other) = (Home::new(), Home::new());
    let (mut mine, mut ours) = (home.private(), other.shared());
    // The same ids at the same times in both: what a share looks like between its two steps.
    let entries: Vec<_> = (0..100).map(|n| entry(n, "", "text")).collect();
    fill::<Private>(&mut mine, &entries);
    fill::<Shared>(&mut ours, &entries);
    let mut places: Vec<_> = mine.list_entries(None, 1000).unwrap();
    places.extend(ours.list_entries(None, 1000).unwrap());
    places.sort_by_key(|line| std::cmp::Reverse(line.place));
    assert!(
        places.is_sorted_by(|a, b| a.place > b.place),
        "no place is taken twice"
    );
    let (page, rest) = places.split_at(77);
    let cursor = Some(page[76].place);
    let mut next = mine.list_entries(cursor, 1000).unwrap();
    next.extend(ours.list_entries(cursor, 1000).unwrap());
    next.sort_by_key(|line| std::cmp::Reverse(line.place));
    assert_eq!(next, rest);
}

#[test]
fn entries_of_a_day_and_of_an_author() {
    let home = Home::new();
    let mut vault = home.shared();
    assert_eq!(vault.oldest_entry_at().unwrap(), None);
    assert_eq!(vault.newest_entry_by(YOU).unwrap(), None);
    let mut entries: Vec<_> = (0..50).map(|n| entry(n, "", "text")).collect();
    entries[20].author = YOU;
    entries[30].author = YOU;
    entries[30].removed_at = Some(noon());
    fill(&mut vault, &entries);
    let between = vault
        .entries_between(noon() + minutes(10), noon() + minutes(13), 9)
        .unwrap();
    assert_eq!(
        between.iter().map(|line| line.id).collect::<Vec<_>>(),
        [id(12), id(11), id(10)]
    );
    assert_eq!(
        vault.newest_entry_by(YOU).unwrap().unwrap().entry,
        entries[20]
    );
    assert_eq!(vault.oldest_entry_at().unwrap(), Some(noon()));
    assert_eq!(vault.count_entries().unwrap(), 49);
    let line = vault
        .entries_between(noon(), noon() + minutes(1), 9)
        .unwrap()
        .remove(0);
    assert_eq!(vault.entry(id(0)).unwrap().unwrap().into_line(), line);
}

/// What grew step by step and what is grown anew are the same.
#[test]
fn a_rebuilt_projection_is_the_same() {
    let home = Home::new();
    let mut vault = home.shared();
    let entries: Vec<_> = (0..200)
        .map(|n| entry(n, &prose(n, 2), &prose(n, 20)))
        .collect();
    let mut shuffled = entries.clone();
    shuffled.reverse();
    shuffled.rotate_left(70);
    fill(&mut vault, &shuffled);
    let mut moved = entry(5, "moved", "elsewhere");
    moved.written_at.at += TimeDelta::days(9);
    vault.write(|tx| keep(tx, &moved)).unwrap();
    let grown = vault.list_entries(None, 1000).unwrap();
    vault
        .write(|tx| {
            tx.clear_entries()?;
            assert_eq!(
                (tx.count_entries()?, tx.search("elsewhere", 9)?),
                (0, vec![])
            );
            for id in tx.things(couple::ThingKind::Entry)? {
                let n = u64::from_be_bytes(id.0[8..].try_into().unwrap());
                tx.put_entry(if n == 5 {
                    &moved
                } else {
                    &entries[usize::try_from(n).unwrap()]
                })?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(vault.list_entries(None, 1000).unwrap(), grown);
    assert_eq!(vault.search("elsewhere", 9).unwrap().len(), 1);
    assert!(vault.check().unwrap().is_sound());
}
