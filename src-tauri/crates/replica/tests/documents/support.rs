use chrono::{DateTime, TimeZone, Utc};
use couple::journal::Entry;
use couple::outing::{Confirm, Item, ItemId, Offer, OfferId, Outing, Preparations};
use couple::{Moment, PersonId, ThingId, WallTime};
use replica::PeerId;

pub const ALMA: PeerId = PeerId(0xA1);
pub const BENNO: PeerId = PeerId(0xB2);
pub const ALMA_PERSON: PersonId = PersonId([0xA1; 16]);
pub const BENNO_PERSON: PersonId = PersonId([0xB2; 16]);

pub fn at(minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 4, 18, minute, 7).unwrap()
}

pub fn entry(body: &str) -> Entry {
    Entry {
        id: ThingId([7; 16]),
        title: "A walk".into(),
        body: body.into(),
        written_at: Moment {
            at: at(0),
            zone: chrono_tz::Europe::Lisbon,
        },
        author: ALMA_PERSON,
        feelings: vec!["tender".into(), "calm".into()],
        tags: vec!["sea".into(), "us".into(), "autumn".into()],
        removed_at: None,
        changed_at: None,
    }
}

pub fn offer(id: u32, by: PersonId, local: &str) -> Offer {
    let when = WallTime::parse(local, "Europe/Berlin").unwrap();
    Offer {
        id: OfferId(id),
        by,
        when,
        minutes: 90,
    }
}

pub fn outing() -> Outing {
    Outing {
        id: ThingId([9; 16]),
        title: "Pancakes".into(),
        note: "Bring the blue bowl.".into(),
        place: "at home".into(),
        offers: vec![offer(1, ALMA_PERSON, "2026-05-08T19:00")],
        answers: [].into(),
        cancelled: false,
        idea: Some("picnic".into()),
        preparations: Preparations {
            items: [
                (
                    ItemId(7),
                    Item {
                        what: "The blanket".into(),
                        who: Some(ALMA_PERSON),
                        pack: true,
                        done: false,
                    },
                ),
                (
                    ItemId(8),
                    Item {
                        what: "Buy bread".into(),
                        who: None,
                        pack: false,
                        done: true,
                    },
                ),
            ]
            .into(),
            budget: "A little".into(),
            rain: "Under the bridge".into(),
            confirm: Some(Confirm {
                what: "Ring the boathouse".into(),
                by: "2026-12-01".parse().unwrap(),
            }),
        },
        proposed_by: ALMA_PERSON,
    }
}
