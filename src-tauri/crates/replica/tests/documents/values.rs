//! What is written comes back, also what a newer version wrote.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveTime};
use couple::cadence::{Cadence, LeapDay, Weekdays, Window};
use couple::cue::Cue;
use couple::gesture::{Done, GesturePlan, GestureRef};
use couple::journal::{BODY_LIMIT, Entry};
use couple::outing::{Answer, IdeaPlace, OwnIdea};
use couple::us::ImportantDate;
use couple::{Moment, ThingId, ThingKind};
use loro::{ExportMode, LoroDoc, LoroMap, LoroValue};
use proptest::prelude::*;
use replica::{
    DocumentError, EntryDoc, EntryEdit, Field, Fields, FieldsDoc, GestureMonth, OutingDoc,
    OutingEdit, Profile, Record, SchemaFault,
};

use crate::support::*;

#[test]
fn an_entry_comes_back_as_it_was() {
    let mut entry = entry("# Hello\n\nthe *sea* 🌊 and日本\r\n");
    entry.written_at.at += Duration::nanoseconds(123_456_789);
    entry.changed_at = Some(at(3));
    let (doc, update) = EntryDoc::create(ALMA, &entry).unwrap();
    assert_eq!(doc.value().unwrap(), entry);
    let opened = EntryDoc::open(&[update]).unwrap();
    assert_eq!(
        (opened.value().unwrap(), opened.version()),
        (entry, doc.version())
    );
}

#[test]
fn equal_edits_make_equal_bytes() {
    let make = || {
        let (mut doc, first) = EntryDoc::create(ALMA, &entry("one\n\ntwo")).unwrap();
        let edit = EntryEdit {
            body: Some("one!\n\ntwo and a half".into()),
            tags: Some(vec!["us".into(), "boat".into()]),
            removed_at: Some(Some(at(1))),
            ..EntryEdit::default()
        };
        (first, doc.change(ALMA, &edit).unwrap())
    };
    assert_eq!(make(), make());
    let outings = || OutingDoc::create(ALMA, &outing()).unwrap().1;
    assert_eq!(outings(), outings());
}

#[test]
fn an_update_carries_no_time_of_its_own() {
    let (_, update) = EntryDoc::create(ALMA, &entry("quiet")).unwrap();
    let meta = LoroDoc::decode_import_blob_meta(&update, true).unwrap();
    assert_eq!((meta.start_timestamp, meta.end_timestamp), (0, 0));
}

#[test]
fn every_field_of_an_entry_changes_alone_and_what_is_equal_writes_nothing() {
    let (mut doc, _) = EntryDoc::create(ALMA, &entry("text")).unwrap();
    let same = entry("text");
    let nothing = EntryEdit {
        title: Some(same.title.clone()),
        body: Some(same.body.clone()),
        feelings: Some(same.feelings.clone()),
        tags: Some(same.tags.clone()),
        written_at: Some(same.written_at),
        removed_at: Some(None),
        changed_at: Some(None),
    };
    assert_eq!(doc.change(ALMA, &nothing).unwrap(), None);

    let mut expected = same;
    expected.title = String::new();
    expected.tags = vec!["boat".into(), "us".into(), "autumn".into()];
    expected.feelings = vec![];
    expected.written_at = Moment {
        at: at(5),
        zone: chrono_tz::Asia::Tokyo,
    };
    expected.changed_at = Some(at(9));
    let edit = EntryEdit {
        title: Some(expected.title.clone()),
        tags: Some(expected.tags.clone()),
        feelings: Some(vec![]),
        written_at: Some(expected.written_at),
        changed_at: Some(expected.changed_at),
        ..EntryEdit::default()
    };
    assert!(doc.change(ALMA, &edit).unwrap().is_some());
    assert_eq!(doc.value().unwrap(), expected);
}

#[test]
fn removed_is_a_field_and_can_be_restored() {
    let (mut doc, _) = EntryDoc::create(ALMA, &entry("text")).unwrap();
    let removed = EntryEdit {
        removed_at: Some(Some(at(1))),
        ..EntryEdit::default()
    };
    doc.change(ALMA, &removed).unwrap();
    assert_eq!(doc.value().unwrap().removed_at, Some(at(1)));
    doc.change(
        BENNO,
        &EntryEdit {
            removed_at: Some(None),
            ..EntryEdit::default()
        },
    )
    .unwrap();
    assert_eq!(doc.value().unwrap(), entry("text"));
}

#[test]
fn limits_are_told_before_anything_is_written() {
    let mut long = entry("");
    long.body = "x".repeat(BODY_LIMIT + 1);
    let refused = EntryDoc::create(ALMA, &long).map(drop);
    assert!(
        matches!(&refused, Err(DocumentError::Schema(SchemaFault::TooLong { field, .. })) if field == "body"),
        "{refused:?}"
    );
    let (mut doc, _) = EntryDoc::create(ALMA, &entry("short")).unwrap();
    let version = doc.version();
    assert!(
        doc.change(
            ALMA,
            &EntryEdit {
                title: Some("t".repeat(301)),
                ..EntryEdit::default()
            }
        )
        .is_err()
    );
    assert_eq!(doc.version(), version);
}

#[test]
fn an_outing_comes_back_and_grows() {
    let (mut doc, update) = OutingDoc::create(ALMA, &outing()).unwrap();
    assert_eq!(
        OutingDoc::open(&[update]).unwrap().value().unwrap(),
        outing()
    );
    let mut expected = outing();
    let other = offer(77, BENNO_PERSON, "2026-05-09T10:00");
    expected.offers.push(other);
    expected
        .answers
        .insert((ALMA_PERSON, other.id), Answer::Accepted);
    expected.place = "the lake".into();
    expected.cancelled = true;
    for edit in [
        OutingEdit {
            offer: Some(other),
            ..OutingEdit::default()
        },
        OutingEdit {
            answer: Some((ALMA_PERSON, other.id, Answer::Accepted)),
            ..OutingEdit::default()
        },
        OutingEdit {
            place: Some("the lake".into()),
            cancelled: Some(true),
            ..OutingEdit::default()
        },
    ] {
        assert!(doc.change(BENNO, &edit).unwrap().is_some());
    }
    assert_eq!(doc.value().unwrap(), expected);
    let again = OutingEdit {
        cancelled: Some(true),
        ..OutingEdit::default()
    };
    assert_eq!(doc.change(BENNO, &again).unwrap(), None);
}

#[test]
fn records_come_back_as_they_were() {
    let plan = |cadence| GesturePlan {
        id: ThingId([3; 16]),
        gesture: GestureRef::Own("warm the car".into()),
        cadence,
        window: Window::new(
            NaiveTime::from_hms_opt(22, 0, 0).unwrap(),
            NaiveTime::from_hms_opt(1, 30, 0).unwrap(),
        )
        .unwrap(),
        cue: None,
        created_at: at(2),
        retired: false,
    };
    for cue in [
        Cue::Unlock,
        Cue::Back(45),
        Cue::FirstStart,
        Cue::WorkdayEnds,
        Cue::BlockEnds,
        Cue::ShutDown,
    ] {
        round_trip(&GesturePlan {
            cue: Some(cue),
            ..plan(Cadence::EveryDays(1))
        });
    }
    for cadence in [
        Cadence::EveryDays(3),
        Cadence::Weekdays(Weekdays::from_numbers(&[1, 7]).unwrap()),
        Cadence::Yearly {
            month: 2,
            day: 29,
            leap: LeapDay::Mar1,
        },
    ] {
        round_trip(&plan(cadence));
    }
    let library = GestureRef::Library("from-a-newer-library".into());
    round_trip(&GesturePlan {
        gesture: library.clone(),
        retired: true,
        ..plan(Cadence::EveryDays(1))
    });
    let moment = Moment {
        at: at(4),
        zone: chrono_tz::Australia::Lord_Howe,
    };
    let done = |plan| Done {
        gesture: library.clone(),
        plan,
        at: moment,
    };
    round_trip(&GestureMonth {
        id: ThingId([4; 16]),
        done: [
            (ThingId([1; 16]), done(None)),
            (ThingId([2; 16]), done(Some(ThingId([3; 16])))),
        ]
        .into(),
    });
    let day = ImportantDate {
        id: ThingId([5; 16]),
        title: "us".into(),
        month: 2,
        day: 29,
        year: Some(2024),
        leap: LeapDay::Feb28,
    };
    round_trip(&day);
    round_trip(&ImportantDate { year: None, ..day });
    round_trip(&Profile {
        id: ThingId([6; 16]),
        name: "Alma".into(),
    });
    for (at, place) in [
        IdeaPlace::Home,
        IdeaPlace::Out,
        IdeaPlace::Either,
        IdeaPlace::Apart,
    ]
    .into_iter()
    .enumerate()
    {
        // Each flag differs from its neighbours in one of the four: none is taken for another.
        let bit = |bit: usize| (at + 1) >> bit & 1 == 1;
        round_trip(&OwnIdea {
            hobby: bit(0),
            lively: bit(1),
            sober: !bit(0),
            children_asleep: !bit(1),
            step_free: bit(2),
            place,
            ..own_idea()
        });
    }
}

fn own_idea() -> OwnIdea {
    OwnIdea {
        id: ThingId([8; 16]),
        title: "Row".into(),
        note: "The blue boat.".into(),
        hobby: true,
        place: IdeaPlace::Out,
        cost: 3,
        effort: 2,
        minutes: 90,
        lively: false,
        sober: true,
        children_asleep: false,
        step_free: true,
    }
}

/// Whoever writes more than the limits is not read: the same is tried before anything foreign is taken in.
#[test]
fn an_own_idea_over_a_limit_is_refused() {
    for broken in [
        ("title", Field::Text(" ".into())),
        ("title", Field::Text("x".repeat(301))),
        ("note", Field::Text("x".repeat(2_001))),
        ("place", Field::Text("moon".into())),
        ("cost", Field::Number(4)),
        ("effort", Field::Number(3)),
        ("minutes", Field::Number(0)),
        ("sober", Field::Number(1)),
    ] {
        let mut fields = own_idea().to_fields();
        assert!(OwnIdea::from_fields(ThingId([8; 16]), &fields).is_ok());
        fields.insert(broken.0.into(), broken.1.clone());
        let refused = OwnIdea::from_fields(ThingId([8; 16]), &fields);
        assert!(refused.is_err(), "{broken:?}");
    }
}

fn round_trip<R: Record + PartialEq + std::fmt::Debug>(record: &R) {
    let (mut doc, update) = FieldsDoc::create_record(ALMA, record).unwrap();
    let opened = FieldsDoc::open(R::KIND, &[update]).unwrap();
    assert_eq!(&opened.record::<R>().unwrap(), record);
    assert_eq!(doc.set_record(ALMA, record).unwrap(), None);
}

#[test]
fn a_record_is_removed_and_restored_and_only_changed_fields_are_written() {
    let day = ImportantDate {
        id: ThingId([5; 16]),
        title: "us".into(),
        month: 3,
        day: 9,
        year: None,
        leap: LeapDay::Feb28,
    };
    let (mut doc, first) = FieldsDoc::create_record(ALMA, &day).unwrap();
    doc.set_removed(ALMA, Some(at(1))).unwrap().unwrap();
    assert_eq!(doc.value().unwrap().removed_at, Some(at(1)));
    doc.set_removed(ALMA, None).unwrap().unwrap();
    assert_eq!(doc.value().unwrap().removed_at, None);

    // Two who change different fields keep both.
    let mut other = FieldsDoc::open(ThingKind::ImportantDate, &[first]).unwrap();
    let titled = ImportantDate {
        title: "our day".into(),
        ..day.clone()
    };
    let dated = ImportantDate { day: 10, ..day };
    let mine = doc.set_record(ALMA, &titled).unwrap().unwrap();
    other.set_record(BENNO, &dated).unwrap().unwrap();
    assert!(
        other.import(&mine).is_err(),
        "builds on the removal, which is not there"
    );
}

#[test]
fn entries_and_outings_are_no_field_documents() {
    let refused = FieldsDoc::create(ALMA, ThingKind::Entry, ThingId([1; 16]), &Fields::new());
    assert!(matches!(
        refused.map(drop),
        Err(DocumentError::Schema(SchemaFault::OtherKind))
    ));
    let (_, update) = OutingDoc::create(ALMA, &outing()).unwrap();
    assert_eq!(
        EntryDoc::open(&[update]).unwrap().value(),
        Err(SchemaFault::OtherKind)
    );
}

/// Rule: what a newer version adds survives the edits of this one.
#[test]
fn what_a_newer_version_wrote_is_kept() {
    let (_, update) = EntryDoc::create(ALMA, &entry("text")).unwrap();
    let newer = LoroDoc::new();
    newer.set_peer_id(5).unwrap();
    newer.import(&update).unwrap();
    newer
        .get_map("meta")
        .insert("mood_colour", "amber")
        .unwrap();
    newer.get_map("tags").insert("sky", 1).unwrap();
    newer.get_list("replies").push("a reply").unwrap();
    newer.get_text("caption").insert(0, "words").unwrap();
    newer.commit();
    let all = newer.export(ExportMode::all_updates()).unwrap();

    let mut doc = EntryDoc::open(&[all]).unwrap();
    let edit = EntryEdit {
        title: Some("other".into()),
        body: Some("text!".into()),
        tags: Some(vec!["sea".into()]),
        ..EntryEdit::default()
    };
    let mine = doc.change(BENNO, &edit).unwrap().unwrap();
    assert_eq!(doc.value().unwrap().title, "other");
    newer.import(&mine).unwrap();
    assert_eq!(
        newer
            .get_map("meta")
            .get("mood_colour")
            .unwrap()
            .get_deep_value(),
        "amber".into()
    );
    assert_eq!(newer.get_list("replies").len(), 1);
    assert_eq!(newer.get_text("caption").to_string(), "words");
    assert_eq!(newer.get_text("body").to_string(), "text!");
}

#[test]
fn foreign_values_of_fields_are_kept_and_not_written() {
    let profile = Profile {
        id: ThingId([6; 16]),
        name: "Alma".into(),
    };
    let (_, update) = FieldsDoc::create_record(ALMA, &profile).unwrap();
    let newer = LoroDoc::new();
    newer.set_peer_id(5).unwrap();
    newer.import(&update).unwrap();
    newer.get_map("fields").insert("height", 1.8).unwrap();
    newer.commit();
    let all = newer.export(ExportMode::all_updates()).unwrap();
    let mut doc = FieldsDoc::open(ThingKind::Profile, &[all]).unwrap();
    assert_eq!(doc.value().unwrap().fields["height"], Field::Foreign);
    let renamed = doc
        .set_record(
            ALMA,
            &Profile {
                name: "Al".into(),
                ..profile
            },
        )
        .unwrap()
        .unwrap();
    newer.import(&renamed).unwrap();
    assert_eq!(
        newer
            .get_map("fields")
            .get("height")
            .unwrap()
            .get_deep_value(),
        1.8.into()
    );
    let changes = BTreeMap::from([("height".to_owned(), Some(Field::Foreign))]);
    assert!(doc.change(ALMA, &changes).is_err());
}

#[test]
fn a_format_of_the_future_is_refused_by_name() {
    let (_, update) = EntryDoc::create(ALMA, &entry("text")).unwrap();
    let newer = LoroDoc::new();
    newer.import(&update).unwrap();
    newer.get_map("meta").insert("format", 2).unwrap();
    newer.commit();
    let doc = EntryDoc::open(&[newer.export(ExportMode::all_updates()).unwrap()]).unwrap();
    assert_eq!(doc.value(), Err(SchemaFault::Newer { format: 2 }));
}

/// Each way a document can be no entry, and how that is named.
#[test]
fn what_is_no_entry_says_why() {
    let fault = |spoil: &dyn Fn(&LoroDoc)| {
        let (_, update) = EntryDoc::create(ALMA, &entry("text")).unwrap();
        let loro = LoroDoc::new();
        loro.import(&update).unwrap();
        spoil(&loro);
        loro.commit();
        EntryDoc::open(&[loro.export(ExportMode::all_updates()).unwrap()])
            .unwrap()
            .value()
            .unwrap_err()
    };
    let meta = |field: &'static str, value: LoroValue| {
        fault(&move |loro: &LoroDoc| loro.get_map("meta").insert(field, value.clone()).unwrap())
    };
    let bad = |field: &'static str| SchemaFault::BadValue {
        field: field.into(),
    };
    let wrong = |field: &'static str| SchemaFault::WrongType {
        field: field.into(),
    };
    assert_eq!(meta("title", 3.into()), wrong("title"));
    assert_eq!(
        meta("title", LoroValue::Null),
        SchemaFault::Missing {
            field: "title".into()
        }
    );
    assert_eq!(meta("id", "xyz".into()), bad("id"));
    assert_eq!(meta("author", "A1".into()), bad("author"));
    assert_eq!(meta("written_at", "yesterday".into()), bad("written_at"));
    assert_eq!(
        meta("written_at", "-0044-03-15T10:00:00Z".into()),
        bad("written_at")
    );
    assert_eq!(meta("zone", "Mars/Olympus".into()), bad("zone"));
    assert_eq!(meta("removed_at", true.into()), wrong("removed_at"));
    assert_eq!(meta("kind", 2.into()), SchemaFault::OtherKind);
    let container = fault(&|loro| {
        loro.get_map("meta")
            .insert_container("title", LoroMap::new())
            .unwrap();
    });
    assert_eq!(container, wrong("title"));
    let label = fault(&|loro| loro.get_map("tags").insert(&"t".repeat(61), 0).unwrap());
    assert_eq!(label, bad("tags"));
}

#[test]
fn updates_open_in_any_order_and_a_gap_is_told() {
    let (mut doc, one) = EntryDoc::create(ALMA, &entry("text")).unwrap();
    let edit = |body: &str| EntryEdit {
        body: Some(body.into()),
        ..EntryEdit::default()
    };
    let two = doc.change(BENNO, &edit("text 2")).unwrap().unwrap();
    let three = doc.change(ALMA, &edit("text 2 3")).unwrap().unwrap();
    let opened = EntryDoc::open(&[&three, &one, &two]).unwrap();
    assert_eq!(opened.value().unwrap().body, "text 2 3");
    assert!(matches!(
        EntryDoc::open(&[&one, &three]).map(drop),
        Err(DocumentError::Incomplete)
    ));
    assert!(matches!(
        EntryDoc::open::<Vec<u8>>(&[]).map(drop),
        Err(DocumentError::Incomplete)
    ));
    assert!(matches!(
        EntryDoc::open(&[b"no"]).map(drop),
        Err(DocumentError::Unreadable { .. })
    ));
}

/// An entry may be four times as long as a frame; its update is sent in parts that are entries themselves.
#[test]
fn a_long_update_is_divided_and_arrives_whole() {
    let body: String = (0..60_000)
        .map(|n| format!("wört {} ", n * 7919 % 60_000))
        .collect();
    let (doc, update) =
        EntryDoc::create(ALMA, &entry(&body[..BODY_LIMIT.min(body.len())])).unwrap();
    assert!(update.len() > 500_000);
    let parts = doc.split(&update, 100_000).unwrap();
    assert!(parts.len() > 5 && parts.iter().all(|part| part.len() <= 100_000));
    let mut arriving = EntryDoc::open(&parts[..1]).unwrap();
    assert_eq!(arriving.value().unwrap().title, "A walk");
    for part in &parts[1..] {
        arriving.import(part).unwrap();
    }
    assert_eq!(
        (arriving.value().unwrap(), arriving.version()),
        (doc.value().unwrap(), doc.version())
    );
    assert_eq!(doc.split(&update, update.len()).unwrap(), [update]);
}

#[test]
fn opening_one_document_is_fast() {
    let (mut doc, first) =
        EntryDoc::create(ALMA, &entry(&"A sentence of a day. ".repeat(60))).unwrap();
    let mut updates = vec![first];
    for n in 0..9 {
        let body = format!("{}\n\nAnd {n}.", doc.value().unwrap().body);
        let edit = EntryEdit {
            body: Some(body),
            ..EntryEdit::default()
        };
        updates.extend(
            doc.change(if n % 2 == 0 { ALMA } else { BENNO }, &edit)
                .unwrap(),
        );
    }
    let start = std::time::Instant::now();
    for _ in 0..100 {
        EntryDoc::open(&updates).unwrap().value().unwrap();
    }
    let each = start.elapsed() / 100;
    println!("opening one document of ten updates: {each:?}");
    assert!(each.as_millis() < 20, "{each:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any labels, replaced by any others, are then exactly those, in their order.
    #[test]
    fn labels_are_what_was_last_written(steps in prop::collection::vec(prop::collection::hash_set("[a-f]", 0..6), 1..6)) {
        let (mut doc, _) = EntryDoc::create(ALMA, &Entry { tags: vec![], ..entry("") }).unwrap();
        for labels in steps {
            let tags: Vec<String> = labels.into_iter().collect();
            doc.change(ALMA, &EntryEdit { tags: Some(tags.clone()), ..EntryEdit::default() }).unwrap();
            prop_assert_eq!(doc.value().unwrap().tags, tags);
        }
    }
}
