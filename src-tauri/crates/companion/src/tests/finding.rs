//! Finding by more than words: whom it is for, who wrote it, what it carries, when it was.

use chrono_tz::Tz;
use couple::Moment;

use super::two::Two;
use crate::{
    Author, Companion, EntryInput, Wanted,
    couple::journal::{Audience, Draft},
};

fn keep(home: &mut Companion, body: &str, feeling: &str, tag: &str, at: &str) -> couple::ThingId {
    let list = |label: &str| match label {
        "" => Vec::new(),
        label => vec![label.to_owned()],
    };
    let input = EntryInput {
        draft: Draft {
            body: body.into(),
            feelings: list(feeling),
            tags: list(tag),
            ..Draft::default()
        },
        written_at: Some(Moment {
            at: at.parse().unwrap(),
            zone: Tz::Europe__Berlin,
        }),
        ..EntryInput::default()
    };
    home.keep_entry(input).unwrap().summary.id
}

fn share(two: &mut Two, who: usize, id: couple::ThingId) {
    let home = two.home(who);
    let consent = home.preview_share(id).unwrap().consent;
    home.share_now(id, &consent).unwrap();
    two.settle();
}

fn found(home: &Companion, wanted: &Wanted) -> Vec<String> {
    let hits = home.find_entries(wanted, 9).unwrap();
    hits.into_iter().map(|hit| hit.entry.opening).collect()
}

fn journal() -> Two {
    let mut two = Two::paired();
    let ada = two.home(0);
    keep(ada, "my lake", "calm", "Norway", "2019-03-04T10:00:00Z");
    keep(ada, "my storm", "angry", "", "2019-03-31T22:30:00Z"); // 1 April in Berlin
    let shared = keep(ada, "our lake", "calm", "", "2021-06-01T10:00:00Z");
    share(&mut two, 0, shared);
    let theirs = keep(
        two.home(1),
        "their lake",
        "calm",
        "Norway",
        "2021-06-02T10:00:00Z",
    );
    share(&mut two, 1, theirs);
    two
}

#[test]
fn what_is_wanted_can_be_put_together() {
    let mut two = journal();
    let ada = two.home(0);
    let all = Wanted::default();
    assert!(
        found(ada, &all).is_empty(),
        "who wants nothing finds nothing"
    );
    let lakes = Wanted::words("lake");
    assert_eq!(found(ada, &lakes), ["their lake", "our lake", "my lake"]);
    let mine = Wanted {
        audience: Some(Audience::Mine),
        ..all.clone()
    };
    assert_eq!(found(ada, &mine), ["my storm", "my lake"]);
    let by_partner = Wanted {
        author: Some(Author::Partner),
        ..all.clone()
    };
    assert_eq!(found(ada, &by_partner), ["their lake"]);
    let ours_by_me = Wanted {
        audience: Some(Audience::Ours),
        author: Some(Author::Me),
        ..lakes.clone()
    };
    assert_eq!(found(ada, &ours_by_me), ["our lake"]);
    let norway = Wanted {
        tag: Some("Norway".into()),
        ..all.clone()
    };
    assert_eq!(found(ada, &norway), ["their lake", "my lake"]);
    let calm_then = Wanted {
        feeling: Some("calm".into()),
        from: "2019-01-01".parse().ok(),
        to: "2021-06-01".parse().ok(),
        ..lakes
    };
    assert_eq!(found(ada, &calm_then), ["our lake", "my lake"]);
    let sealed = Wanted {
        audience: Some(Audience::Sealed),
        ..all
    };
    assert!(found(ada, &sealed).is_empty());
}

#[test]
fn what_is_in_use_comes_with_the_most_used_first() {
    let mut two = journal();
    let labels = two.home(0).labels_in_use().unwrap();
    assert_eq!(labels.feelings, ["calm", "angry"]);
    assert_eq!(labels.tags, ["Norway"]);
}

#[test]
fn months_are_those_of_the_calendar_on_the_wall() {
    let mut two = journal();
    let ada = two.home(0);
    for minute in 0..40 {
        let at = format!("2020-12-31T22:{:02}:00Z", minute + 10);
        keep(ada, "late", "", "", &at);
    }
    keep(ada, "later", "", "", "2020-12-31T23:30:00Z"); // the new year in Berlin
    let months = ada.months_with_entries().unwrap();
    let months: Vec<_> = months.iter().map(|m| (m.year, m.month)).collect();
    assert_eq!(
        months,
        [(2021, 6), (2021, 1), (2020, 12), (2019, 4), (2019, 3)]
    );
}
