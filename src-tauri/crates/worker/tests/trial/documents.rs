//! Documents to try, and the same answers from the process as from a call.

use std::path::{Path, PathBuf};

use couple::journal::Entry;
use couple::outing::{Offer, OfferId, Outing};
use couple::{Moment, PersonId, ThingId, ThingKind, WallTime};
use replica::check::{Checker, InProcess, Request};
use replica::{EntryDoc, EntryEdit, OutingDoc, OutingEdit, PeerId};

use crate::worker_process::WorkerProcess;

pub const ALMA: PeerId = PeerId(0xA1);
pub const BENNO: PeerId = PeerId(0xB2);
const ALMA_PERSON: PersonId = PersonId([0xA1; 16]);
const BENNO_PERSON: PersonId = PersonId([0xB2; 16]);

/// The worker as it was built with this test, or another build of it.
pub fn worker() -> WorkerProcess {
    let built = Path::new(env!("CARGO_BIN_EXE_lamplight-worker"));
    let program = std::env::var_os("LAMPLIGHT_WORKER").map_or(built.to_owned(), PathBuf::from);
    WorkerProcess::new(program)
}

pub fn entry() -> (EntryDoc, Vec<u8>) {
    EntryDoc::create(
        ALMA,
        &walk("It was a long day.\n\nWe sat by the river 日.".into()),
    )
    .unwrap()
}

pub fn long_entry() -> (EntryDoc, Vec<u8>) {
    let body = (0..70_000)
        .map(|n| format!("word {} ", n * 7919 % 60_000))
        .collect();
    EntryDoc::create(ALMA, &walk(body)).unwrap()
}

fn walk(body: String) -> Entry {
    Entry {
        id: ThingId([7; 16]),
        title: "A walk".into(),
        body,
        written_at: Moment {
            at: chrono::DateTime::from_timestamp(1_777_917_607, 0).unwrap(),
            zone: chrono_tz::Europe::Lisbon,
        },
        author: ALMA_PERSON,
        feelings: vec!["tender".into()],
        tags: vec!["sea".into(), "us".into()],
        removed_at: None,
        changed_at: None,
    }
}

pub fn offer(id: u32, by: PersonId) -> Offer {
    let when = WallTime::parse("2026-05-08T19:00", "Europe/Berlin").unwrap();
    Offer {
        id: OfferId(id),
        by,
        when,
        minutes: 90,
    }
}

pub fn outing() -> (OutingDoc, Vec<u8>) {
    OutingDoc::create(
        ALMA,
        &Outing {
            id: ThingId([9; 16]),
            title: "Pancakes".into(),
            note: "Bring the blue bowl.".into(),
            place: String::new(),
            offers: vec![offer(1, ALMA_PERSON)],
            answers: [].into(),
            cancelled: false,
            idea: Some("picnic".into()),
            proposed_by: ALMA_PERSON,
            preparations: Default::default(),
        },
    )
    .unwrap()
}

pub fn upon(kind: ThingKind, base: Vec<u8>, update: Vec<u8>) -> Request {
    Request {
        kind,
        base: vec![base],
        update,
        author: BENNO,
        person: Some(BENNO_PERSON),
    }
}

/// An honest change of each kind of document.
pub fn honest() -> [Request; 2] {
    let (mut doc, base) = entry();
    let edit = EntryEdit {
        body: Some("It was a short day.".into()),
        tags: Some(vec!["us".into()]),
        ..EntryEdit::default()
    };
    let entry = upon(
        ThingKind::Entry,
        base,
        doc.change(BENNO, &edit).unwrap().unwrap(),
    );
    let (mut doc, base) = outing();
    let edit = OutingEdit {
        offer: Some(offer(2, BENNO_PERSON)),
        ..OutingEdit::default()
    };
    let outing = upon(
        ThingKind::Outing,
        base,
        doc.change(BENNO, &edit).unwrap().unwrap(),
    );
    [entry, outing]
}

#[test]
fn the_process_answers_as_a_call_does() {
    let mut worker = worker();
    let mut requests = honest().to_vec();
    let foreign = Request {
        author: ALMA,
        ..requests[0].clone()
    };
    let posing = Request {
        person: Some(ALMA_PERSON),
        ..requests[1].clone()
    };
    let first = Request {
        base: vec![],
        ..requests[0].clone()
    };
    requests.extend([foreign, posing, first]);
    for request in &requests {
        assert_eq!(worker.check(request), InProcess.check(request));
    }
    assert!(worker.check(&requests[0]).is_ok() && worker.check(&requests[2]).is_err());
}
