//! Updates that claim, or really hold, far more than they should: the worker answers or dies, in
//! bounded memory and time, and honest documents go on.

use std::time::{Duration, Instant};

use couple::ThingKind;
use loro::{Container, ExportMode, LoroDoc, LoroList, LoroMap, LoroText, LoroValue};
use replica::check::{Checker, Refusal, Request, UPDATE_LIMIT};

use crate::documents::{BENNO, entry, honest, outing, upon, worker};
use crate::harm::right_checksum;

/// Longer than anything a person waits for; the parent gives up after eight seconds.
const LONGEST: Duration = Duration::from_secs(9);

fn update_of(kind: ThingKind, write: impl FnOnce(&LoroDoc)) -> Request {
    let base = match kind {
        ThingKind::Outing => outing().1,
        _ => entry().1,
    };
    let loro = LoroDoc::new();
    loro.set_peer_id(BENNO.0).unwrap();
    loro.import(&base).unwrap();
    let version = loro.oplog_vv();
    write(&loro);
    loro.commit();
    let update = loro.export(ExportMode::updates(&version)).unwrap();
    upon(kind, base, update)
}

/// Lists in lists in lists, made as containers.
fn nested_containers(depth: usize) -> Request {
    update_of(ThingKind::Outing, |loro| {
        let mut list = loro.get_list("offers");
        for _ in 0..depth {
            list = list.insert_container(0, LoroList::new()).unwrap();
        }
        list.push(1).unwrap();
    })
}

/// One value with lists in lists in it.
fn nested_value(depth: usize) -> Request {
    update_of(ThingKind::Outing, |loro| {
        let mut value = LoroValue::from(1);
        for _ in 0..depth {
            value = LoroValue::List(vec![value].into());
        }
        loro.get_list("offers").push(value).unwrap();
    })
}

fn many(kind: ThingKind, count: usize, write: impl Fn(&LoroDoc, usize)) -> Request {
    update_of(kind, |loro| {
        (0..count).for_each(|number| write(loro, number))
    })
}

/// A length field made to claim a great deal, at many places of an honest update.
fn claims() -> Vec<Request> {
    let mut requests = Vec::new();
    for honest in honest() {
        for part in 1..=10 {
            for claim in [&[0xff; 9][..], &[0xff, 0xff, 0xff, 0xff, 0x25]] {
                let mut request = honest.clone();
                let update = &mut request.update;
                let at = 22 + (update.len() - 22) * part / 12;
                let end = (at + claim.len()).min(update.len());
                update.splice(at..end, claim.iter().copied());
                right_checksum(update);
                requests.push(request);
            }
        }
    }
    requests
}

fn bombs() -> Vec<(String, Request)> {
    let entry_kind = ThingKind::Entry;
    let outing_kind = ThingKind::Outing;
    let mut bombs: Vec<(String, Request)> = claims()
        .into_iter()
        .enumerate()
        .map(|(number, request)| (format!("a claim, {number}"), request))
        .collect();
    for depth in [5, 100, 3_000] {
        bombs.push((
            format!("{depth} lists in each other"),
            nested_containers(depth),
        ));
        bombs.push((format!("a value {depth} deep"), nested_value(depth)));
    }
    let letters = |count: usize| {
        update_of(entry_kind, move |loro| {
            loro.get_text("body").insert(0, &"a".repeat(count)).unwrap();
        })
    };
    for count in [2 << 20, 9 << 20] {
        bombs.push((format!("{count} letters"), letters(count)));
    }
    bombs.push((
        "sixty thousand settings".into(),
        many(entry_kind, 60_000, |loro, number| {
            loro.get_map("meta")
                .insert("title", i64::try_from(number).unwrap())
                .unwrap();
        }),
    ));
    bombs.push((
        "sixty thousand names".into(),
        many(entry_kind, 60_000, |loro, number| {
            loro.get_map("tags")
                .insert(&number.to_string(), true)
                .unwrap();
        }),
    ));
    bombs.push((
        "a million numbers".into(),
        update_of(outing_kind, |loro| {
            let list = loro.get_list("offers");
            (0..1_000_000).for_each(|_| list.push(1).unwrap());
        }),
    ));
    bombs.push((
        "letters written and taken away".into(),
        many(entry_kind, 60_000, |loro, _| {
            let text = loro.get_text("body");
            text.insert(0, "ab").unwrap();
            text.delete(0, 1).unwrap();
        }),
    ));
    bombs.push((
        "a thousand roots".into(),
        many(entry_kind, 1_000, |loro, number| {
            loro.get_map(format!("root{number}"))
                .insert("a", 1)
                .unwrap();
        }),
    ));
    bombs.push((
        "texts in a list".into(),
        many(outing_kind, 20_000, |loro, _| {
            let made = loro
                .get_list("offers")
                .push_container(Container::Text(LoroText::new()));
            drop(made.unwrap());
        }),
    ));
    bombs.push((
        "maps in a list".into(),
        many(outing_kind, 20_000, |loro, number| {
            let map = loro
                .get_list("offers")
                .push_container(LoroMap::new())
                .unwrap();
            map.insert("by", i64::try_from(number).unwrap()).unwrap();
        }),
    ));
    bombs.push((
        "a long name".into(),
        update_of(entry_kind, |loro| {
            let name = "n".repeat(100_000);
            loro.get_map(name).insert("a", 1).unwrap();
        }),
    ));
    bombs.push((
        "a long setting".into(),
        update_of(entry_kind, |loro| {
            loro.get_map("meta")
                .insert("title", "t".repeat(200_000))
                .unwrap();
        }),
    ));
    bombs.push((
        "a long word in a list".into(),
        update_of(outing_kind, |loro| {
            loro.get_list("offers").push("w".repeat(250_000)).unwrap();
        }),
    ));
    let mut same = honest()[0].clone();
    same.update = vec![0; UPDATE_LIMIT + 1];
    bombs.push(("longer than an update".into(), same.clone()));
    same.update = Vec::new();
    bombs.push(("nothing".into(), same));
    bombs
}

#[test]
fn bombs_are_refused_in_bounded_memory_and_time() {
    let [entry, _] = honest();
    let bombs = bombs();
    let mut worker = worker();
    let (mut deaths, mut slowest) = (0, Duration::ZERO);
    for (name, bomb) in &bombs {
        let start = Instant::now();
        let answer = worker.check(bomb);
        let took = start.elapsed();
        slowest = slowest.max(took);
        assert!(took < LONGEST, "{name} takes {took:?}");
        assert!(answer.is_err(), "{name} is taken in: {answer:?}");
        if matches!(answer, Err(Refusal::WorkerDied | Refusal::TooCostly)) {
            deaths += 1;
        }
        assert!(worker.check(&entry).is_ok(), "after {name}");
    }
    println!("soak: bombs {} deaths {deaths}", bombs.len());
    println!("slowest {} ms", slowest.as_millis());
    #[cfg(target_os = "linux")]
    assert!(ours() < 600, "the parent used {} MiB", ours());
}

/// The most memory that this process ever had, in MiB. The worker has its own limit of 512.
#[cfg(target_os = "linux")]
fn ours() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    let kib: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kib / 1024
}
