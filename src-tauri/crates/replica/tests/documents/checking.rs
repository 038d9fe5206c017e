//! Honest updates pass the trial, and everything else is refused by name.

use couple::journal::Entry;
use couple::outing::{Answer, OfferId, Outing};
use couple::reply::{Reply, Says};
use couple::{PersonId, ThingId, ThingKind};
use loro::{ExportMode, LoroDoc, LoroList, LoroMap, LoroText, LoroTree, LoroValue};
use replica::check::{
    Checker, InProcess, OPERATIONS_LIMIT, Refusal, Request, UPDATE_LIMIT, Value, check_update,
    codec,
};
use replica::{
    EntryDoc, EntryEdit, FieldsDoc, OutingDoc, OutingEdit, PeerId, Profile, Record, SchemaFault,
    Update,
};

use crate::support::*;

fn begins(update: &[u8]) -> Request {
    Request {
        kind: ThingKind::Entry,
        base: vec![],
        update: update.to_vec(),
        author: ALMA,
        person: Some(ALMA_PERSON),
    }
}

fn upon(base: &[u8], update: Update) -> Request {
    Request {
        base: vec![base.to_vec()],
        author: BENNO,
        person: Some(BENNO_PERSON),
        ..begins(&update)
    }
}

/// An update of Benno upon Alma's entry, made by hand.
fn crafted(edit: impl FnOnce(&LoroDoc)) -> Request {
    let (_, base) = EntryDoc::create(ALMA, &entry("one\n\ntwo")).unwrap();
    let update = forged(&base, BENNO, edit);
    upon(&base, update)
}

fn forged(base: &[u8], peer: PeerId, edit: impl FnOnce(&LoroDoc)) -> Update {
    let loro = LoroDoc::new();
    loro.set_peer_id(peer.0).unwrap();
    loro.import(base).unwrap();
    let version = loro.oplog_vv();
    edit(&loro);
    loro.commit();
    loro.export(ExportMode::updates(&version)).unwrap()
}

#[test]
fn honest_updates_pass_and_give_the_value_and_the_version() {
    let (mut doc, first) = EntryDoc::create(ALMA, &entry("one\n\ntwo")).unwrap();
    let checked = check_update(&begins(&first)).unwrap();
    assert_eq!(
        (checked.version, checked.value),
        (doc.version(), Value::Entry(entry("one\n\ntwo")))
    );

    let edit = EntryEdit {
        body: Some("one\n\n2".into()),
        removed_at: Some(Some(at(4))),
        ..EntryEdit::default()
    };
    let second = doc.change(BENNO, &edit).unwrap().unwrap();
    let checked = InProcess.check(&upon(&first, second)).unwrap();
    assert_eq!(
        (checked.version, checked.value),
        (doc.version(), Value::Entry(doc.value().unwrap()))
    );

    let (mut doc, first) = OutingDoc::create(ALMA, &outing()).unwrap();
    let outings = |request: Request| Request {
        kind: ThingKind::Outing,
        ..request
    };
    check_update(&outings(begins(&first))).unwrap();
    let edit = OutingEdit {
        offer: Some(offer(4, BENNO_PERSON, "2026-05-09T10:00")),
        answer: Some((BENNO_PERSON, OfferId(1), Answer::Declined)),
        ..OutingEdit::default()
    };
    let second = doc.change(BENNO, &edit).unwrap().unwrap();
    check_update(&outings(upon(&first, second))).unwrap();

    let (_, profile) = FieldsDoc::create_record(
        ALMA,
        &Profile {
            id: ThingId([1; 16]),
            name: "Alma".into(),
        },
    )
    .unwrap();
    check_update(&Request {
        kind: ThingKind::Profile,
        ..begins(&profile)
    })
    .unwrap();
}

/// Reading an empty container makes it in Loro; that must not count as a difference.
#[test]
fn the_emptiest_things_pass() {
    let bare = Entry {
        title: String::new(),
        feelings: vec![],
        tags: vec![],
        ..entry("")
    };
    let (mut doc, first) = EntryDoc::create(ALMA, &bare).unwrap();
    check_update(&begins(&first)).unwrap();
    let titled = EntryEdit {
        title: Some("t".into()),
        ..EntryEdit::default()
    };
    check_update(&upon(&first, doc.change(BENNO, &titled).unwrap().unwrap())).unwrap();

    let bare = Outing {
        note: String::new(),
        place: String::new(),
        ..outing()
    };
    let (mut doc, first) = OutingDoc::create(ALMA, &bare).unwrap();
    let edit = OutingEdit {
        offer: Some(offer(4, BENNO_PERSON, "2026-05-09T10:00")),
        ..OutingEdit::default()
    };
    let second = upon(&first, doc.change(BENNO, &edit).unwrap().unwrap());
    check_update(&Request {
        kind: ThingKind::Outing,
        ..second
    })
    .unwrap();
}

#[test]
fn every_part_of_a_long_entry_passes() {
    let body: String = (0..70_000)
        .map(|n| format!("word {} ", n * 7919 % 60_000))
        .collect();
    let (doc, update) = EntryDoc::create(ALMA, &entry(&body)).unwrap();
    let mut request = begins(&update);
    assert!(matches!(
        check_update(&request),
        Err(Refusal::TooLarge { .. })
    ));
    let parts = doc.split(&update, UPDATE_LIMIT).unwrap();
    for part in parts {
        request.update = part.clone();
        request.base.push(part);
        let update = request.base.pop().unwrap();
        check_update(&request).unwrap();
        request.base.push(update);
    }
}

#[test]
fn what_is_no_update_is_refused() {
    let (_, update) = EntryDoc::create(ALMA, &entry("one")).unwrap();
    let refuse = |bytes: &[u8]| check_update(&begins(bytes)).unwrap_err();
    assert_eq!(refuse(b""), Refusal::NotAnUpdate);
    assert_eq!(refuse(&[0; 100]), Refusal::NotAnUpdate);
    assert_eq!(
        refuse(&vec![0; UPDATE_LIMIT + 1]),
        Refusal::TooLarge {
            bytes: UPDATE_LIMIT + 1
        }
    );
    let mut flipped = update.clone();
    flipped[60] ^= 1;
    assert_eq!(refuse(&flipped), Refusal::NotAnUpdate);
    let loro = LoroDoc::new();
    loro.import(&update).unwrap();
    assert_eq!(
        refuse(&loro.export(ExportMode::Snapshot).unwrap()),
        Refusal::NotAnUpdate
    );
    let now = loro.oplog_frontiers();
    assert_eq!(
        refuse(&loro.export(ExportMode::shallow_snapshot(&now)).unwrap()),
        Refusal::NotAnUpdate
    );
    assert_eq!(
        refuse(&LoroDoc::new().export(ExportMode::all_updates()).unwrap()),
        Refusal::ForeignAuthor
    );
}

/// Authorship: a device may send its own edits and no one else's.
#[test]
fn edits_of_others_are_refused() {
    let (mut doc, first) = EntryDoc::create(ALMA, &entry("one")).unwrap();
    let edit = EntryEdit {
        title: Some("forged".into()),
        ..EntryEdit::default()
    };
    let by_alma = doc.change(ALMA, &edit).unwrap().unwrap();
    assert_eq!(
        check_update(&upon(&first, by_alma)).unwrap_err(),
        Refusal::ForeignAuthor
    );

    let both = crafted(|loro| {
        loro.get_map("meta").insert("title", "mine").unwrap();
        loro.commit();
        loro.set_peer_id(ALMA.0).unwrap();
        loro.get_map("meta").insert("title", "forged").unwrap();
    });
    assert_eq!(check_update(&both).unwrap_err(), Refusal::ForeignAuthor);
}

/// A reply is its author's, and says for good what it said. It can only be taken away.
#[test]
fn a_reply_is_one_saying_of_one_person() {
    let said = Reply {
        id: ThingId([5; 16]),
        entry: ThingId([7; 16]),
        author: ALMA_PERSON,
        at: at(3),
        says: Says::Listening {
            heard: "That the walk was long.".into(),
            sense: String::new(),
            feels: "tired".into(),
            round: 1,
        },
    };
    let (mut doc, first) = FieldsDoc::create_record(ALMA, &said).unwrap();
    let request = Request {
        kind: ThingKind::Reply,
        ..begins(&first)
    };
    let checked = check_update(&request).unwrap();
    assert!(
        matches!(&checked.value, Value::Fields(value) if Reply::from_fields(said.id, &value.fields).unwrap() == said)
    );
    let by_benno = Request {
        person: Some(BENNO_PERSON),
        ..request.clone()
    };
    assert_eq!(check_update(&by_benno).unwrap_err(), Refusal::NotTheirs);

    let later = |update: Update| Request {
        base: vec![first.clone()],
        update,
        ..request.clone()
    };
    let gone = doc.set_removed(ALMA, Some(at(9))).unwrap().unwrap();
    assert!(check_update(&later(gone)).is_ok());
    let mut doc = FieldsDoc::open(ThingKind::Reply, std::slice::from_ref(&first)).unwrap();
    let other = Reply {
        says: Says::Plain {
            text: "I never said that.".into(),
        },
        ..said
    };
    let changed = doc.set_record(ALMA, &other).unwrap().unwrap();
    assert_eq!(
        check_update(&later(changed)).unwrap_err(),
        Refusal::NotTheirs
    );
}

#[test]
fn gaps_wait_and_a_second_past_is_refused() {
    let (mut doc, first) = EntryDoc::create(ALMA, &entry("one")).unwrap();
    let edit = |body: &str| EntryEdit {
        body: Some(body.into()),
        ..EntryEdit::default()
    };
    let second = doc.change(BENNO, &edit("one two")).unwrap().unwrap();
    let third = doc.change(BENNO, &edit("one two three")).unwrap().unwrap();
    assert_eq!(
        check_update(&upon(&first, third)).unwrap_err(),
        Refusal::Waits
    );
    assert!(Refusal::Waits.may_pass_later() && !Refusal::ForeignAuthor.may_pass_later());

    let known = Request {
        base: vec![first.clone(), second.clone()],
        ..upon(&first, second.clone())
    };
    assert_eq!(check_update(&known).unwrap_err(), Refusal::Known);
    let fork = forged(&first, BENNO, |loro| {
        loro.get_text("body").insert(0, "another past").unwrap()
    });
    let forked = Request {
        base: vec![first.clone(), second],
        ..upon(&first, fork)
    };
    assert_eq!(check_update(&forked).unwrap_err(), Refusal::Known);

    // Builds on an edit of Alma that is not there.
    let alma = doc
        .change(ALMA, &edit("one two three four"))
        .unwrap()
        .unwrap();
    let mut other = EntryDoc::open(&[&first]).unwrap();
    assert!(other.import(&alma).is_err());
    let (mut ahead, _) = EntryDoc::create(ALMA, &entry("one")).unwrap();
    ahead.change(ALMA, &edit("one more")).unwrap();
    let early = ahead
        .change(BENNO, &edit("one more time"))
        .unwrap()
        .unwrap();
    assert_eq!(
        check_update(&upon(&first, early)).unwrap_err(),
        Refusal::Waits
    );
}

#[test]
fn identity_kind_and_schema_are_kept() {
    let meta = |field: &'static str, value: LoroValue| {
        check_update(&crafted(move |loro| {
            loro.get_map("meta").insert(field, value).unwrap()
        }))
        .unwrap_err()
    };
    assert_eq!(
        meta("id", ThingId([8; 16]).to_string().into()),
        Refusal::OtherIdentity
    );
    assert_eq!(
        meta("author", BENNO_PERSON.to_string().into()),
        Refusal::OtherIdentity
    );
    assert_eq!(
        meta("kind", 2.into()),
        Refusal::Schema(SchemaFault::OtherKind)
    );
    assert_eq!(
        meta("format", 9.into()),
        Refusal::Schema(SchemaFault::Newer { format: 9 })
    );
    assert!(meta("format", 9.into()).may_pass_later());
    assert_eq!(
        meta("title", "t".repeat(301).into()),
        Refusal::Schema(SchemaFault::TooLong {
            field: "title".into(),
            limit: 300
        })
    );
    assert_eq!(
        meta("title", 1.into()),
        Refusal::Schema(SchemaFault::WrongType {
            field: "title".into()
        })
    );

    let (_, update) = EntryDoc::create(ALMA, &entry("one")).unwrap();
    let posing = Request {
        person: Some(BENNO_PERSON),
        ..begins(&update)
    };
    assert_eq!(check_update(&posing).unwrap_err(), Refusal::NotTheirs);
    check_update(&Request {
        person: None,
        ..posing
    })
    .unwrap();
    let outing = Request {
        kind: ThingKind::Outing,
        ..begins(&update)
    };
    assert_eq!(
        check_update(&outing).unwrap_err(),
        Refusal::Schema(SchemaFault::OtherKind)
    );
    let bad_base = Request {
        kind: ThingKind::Outing,
        ..crafted(|loro| loro.get_map("meta").insert("title", "x").unwrap())
    };
    assert_eq!(check_update(&bad_base).unwrap_err(), Refusal::BadBase);
}

#[test]
fn nobody_speaks_for_the_other() {
    let (doc, base) = OutingDoc::create(ALMA, &outing()).unwrap();
    let refuse = |edit: OutingEdit, person: PersonId| {
        let mut benno = OutingDoc::open(&[&base]).unwrap();
        let update = benno.change(BENNO, &edit).unwrap().unwrap();
        let request = Request {
            kind: ThingKind::Outing,
            person: Some(person),
            ..upon(&base, update)
        };
        check_update(&request).map(drop)
    };
    let accepted = |by| OutingEdit {
        answer: Some((by, OfferId(1), Answer::Accepted)),
        ..OutingEdit::default()
    };
    assert_eq!(
        refuse(accepted(ALMA_PERSON), BENNO_PERSON),
        Err(Refusal::NotTheirs)
    );
    assert_eq!(refuse(accepted(BENNO_PERSON), BENNO_PERSON), Ok(()));
    let offered = |by| OutingEdit {
        offer: Some(offer(5, by, "2026-05-09T10:00")),
        ..OutingEdit::default()
    };
    assert_eq!(
        refuse(offered(ALMA_PERSON), BENNO_PERSON),
        Err(Refusal::NotTheirs)
    );
    assert_eq!(refuse(offered(BENNO_PERSON), BENNO_PERSON), Ok(()));

    let gone = forged(&base, BENNO, |loro| {
        loro.get_list("offers").delete(0, 1).unwrap()
    });
    let request = Request {
        kind: ThingKind::Outing,
        ..upon(&base, gone)
    };
    assert!(check_update(&request).is_err(), "{:?}", doc.value());
}

#[test]
fn too_much_is_refused() {
    let many = crafted(|loro| {
        for n in 0..=OPERATIONS_LIMIT as i64 {
            loro.get_map("meta")
                .insert(["x", "y"][(n % 2) as usize], n % 3)
                .unwrap();
        }
    });
    assert!(many.update.len() < UPDATE_LIMIT, "{}", many.update.len());
    assert_eq!(check_update(&many).unwrap_err(), Refusal::TooMany);

    let mut value = LoroValue::I64(1);
    for _ in 0..6 {
        value = LoroValue::List(vec![value].into());
    }
    let deep = crafted(|loro| loro.get_map("newer").insert("deep", value).unwrap());
    assert_eq!(
        check_update(&deep).unwrap_err(),
        Refusal::Schema(SchemaFault::TooDeep)
    );
    let nested = crafted(|loro| {
        let mut list = loro.get_list("newer");
        for _ in 0..6 {
            list = list.push_container(LoroList::new()).unwrap();
        }
    });
    assert_eq!(
        check_update(&nested).unwrap_err(),
        Refusal::Schema(SchemaFault::TooDeep)
    );

    let labels = crafted(|loro| {
        for n in 0..161 {
            loro.get_map("tags").insert(&format!("tag {n}"), n).unwrap();
        }
    });
    assert!(matches!(
        check_update(&labels).unwrap_err(),
        Refusal::Schema(SchemaFault::TooLong { .. })
    ));
}

#[test]
fn containers_of_a_newer_version_pass() {
    let newer = crafted(|loro| {
        let reply = loro
            .get_list("replies")
            .push_container(LoroMap::new())
            .unwrap();
        reply.insert("text", "yes").unwrap();
        loro.get_list("replies")
            .push_container(LoroText::new())
            .unwrap()
            .insert(0, "no")
            .unwrap();
        loro.get_map("photos").insert("a", vec![1_i64, 2]).unwrap();
    });
    check_update(&newer).unwrap();
}

/// Nothing of ours makes these. A tree with a loop in it passed every other trial.
#[test]
fn operations_that_are_never_made_are_refused() {
    let strange = |edit: &dyn Fn(&LoroDoc)| {
        assert_eq!(
            check_update(&crafted(edit)).unwrap_err(),
            Refusal::StrangeShape
        );
    };
    strange(&|loro| {
        loro.get_tree("chapters").create(None).unwrap();
    });
    strange(&|loro| loro.get_movable_list("photos").push("a").unwrap());
    strange(&|loro| loro.get_counter("hugs").increment(1.0).unwrap());
    strange(&|loro| {
        drop(
            loro.get_map("meta")
                .insert_container("in", LoroMap::new())
                .unwrap(),
        )
    });
    strange(&|loro| {
        drop(
            loro.get_list("replies")
                .push_container(LoroTree::new())
                .unwrap(),
        )
    });
    strange(&|loro| loro.get_text("body").mark(0..2, "bold", true).unwrap());
    strange(&|loro| loro.get_map("a name with spaces").insert("x", 1).unwrap());
    let roots = crafted(|loro| {
        for n in 0..70 {
            loro.get_map(format!("m{n}")).insert("x", 1).unwrap();
        }
    });
    assert_eq!(check_update(&roots).unwrap_err(), Refusal::TooMany);
}

#[test]
fn requests_and_answers_travel() {
    let request = crafted(|loro| loro.get_map("meta").insert("title", "x").unwrap());
    let bytes = codec::encode_request(&request).unwrap();
    let (length, message) = bytes.split_at(codec::LENGTH_BYTES);
    assert_eq!(
        codec::message_length(length.try_into().unwrap()),
        Ok(message.len())
    );
    assert_eq!(codec::decode_request(message), Ok(request.clone()));
    let (_, first) = OutingDoc::create(ALMA, &outing()).unwrap();
    let outing = Request {
        kind: ThingKind::Outing,
        ..begins(&first)
    };
    let (_, profile) = FieldsDoc::create_record(
        ALMA,
        &Profile {
            id: ThingId([1; 16]),
            name: "Alma".into(),
        },
    )
    .unwrap();
    let profile = Request {
        kind: ThingKind::Profile,
        ..begins(&profile)
    };
    for answer in [
        check_update(&request),
        check_update(&outing),
        check_update(&profile),
        Err(Refusal::Schema(SchemaFault::BadValue {
            field: "zone".into(),
        })),
        Err(Refusal::TooLarge { bytes: 7 }),
    ] {
        let bytes = codec::encode_answer(&answer).unwrap();
        assert_eq!(
            codec::decode_answer(&bytes[codec::LENGTH_BYTES..]),
            Ok(answer)
        );
    }
    assert_eq!(
        codec::message_length([255; 4]),
        Err(codec::CodecError::TooLong)
    );
    assert_eq!(codec::decode_answer(b""), Err(codec::CodecError::Malformed));
    assert_eq!(
        codec::decode_request(&bytes[..]),
        Err(codec::CodecError::Malformed)
    );
}
