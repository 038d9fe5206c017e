//! Two people, apart, at the same time.

use couple::outing::{Answer, OfferId};
use proptest::prelude::*;
use replica::{
    DocumentError, EntryDoc, EntryEdit, OutingDoc, OutingEdit, PeerId, Update, both_edited,
};

use crate::support::*;

fn body(text: &str) -> EntryEdit {
    EntryEdit {
        body: Some(text.into()),
        ..EntryEdit::default()
    }
}

/// The mistake this prevents made "Lisbonmountain" of two places.
#[test]
fn edits_of_two_places_in_one_text_both_stay() {
    let base = "We flew to Lisbon in May.\n\nThe hotel was by the river.";
    let (mut alma, first) = EntryDoc::create(ALMA, &entry(base)).unwrap();
    let mut benno = EntryDoc::open(&[&first]).unwrap();
    let one = alma
        .change(ALMA, &body(&base.replace("Lisbon", "Madrid")))
        .unwrap()
        .unwrap();
    let two = benno
        .change(BENNO, &body(&base.replace("river", "mountain")))
        .unwrap()
        .unwrap();
    alma.import(&two).unwrap();
    benno.import(&one).unwrap();
    let merged = "We flew to Madrid in May.\n\nThe hotel was by the mountain.";
    assert_eq!(alma.value().unwrap().body, merged);
    assert_eq!(alma.value().unwrap(), benno.value().unwrap());
    // Only the words that changed are in the update, not the text.
    assert!(
        !one.windows(5).any(|bytes| bytes == b"hotel"),
        "the whole text was written again"
    );
}

/// A draft lies for days while the partner's edits come in; sharing it keeps both.
#[test]
fn a_draft_written_on_an_old_base_merges_with_what_came_since() {
    let base = "Lisbon was warm.\n\nWe walked.";
    let (mut alma, first) = EntryDoc::create(ALMA, &entry(base)).unwrap();
    let mut benno = EntryDoc::open(&[&first]).unwrap();
    let old = alma.version();
    for text in [
        "Lisbon was warm.\n\nWe walked far.",
        "Lisbon was warm.\n\nWe walked far, barefoot.",
    ] {
        alma.import(&benno.change(BENNO, &body(text)).unwrap().unwrap())
            .unwrap();
    }
    // Alma's own device also changed something since her draft began.
    let removed = EntryEdit {
        removed_at: Some(Some(at(1))),
        title: Some("New title".into()),
        ..EntryEdit::default()
    };
    let removal = alma.change(ALMA, &removed).unwrap().unwrap();

    let draft = EntryEdit {
        title: Some("A walk".into()),
        body: Some("Madrid was warm.\n\nWe walked.".into()),
        tags: Some(vec!["us".into(), "city".into()]),
        removed_at: Some(None),
        ..EntryEdit::default()
    };
    let share = alma.edit_from(ALMA, &old, &draft).unwrap().unwrap();
    let now = alma.value().unwrap();
    assert_eq!(now.body, "Madrid was warm.\n\nWe walked far, barefoot.");
    assert_eq!(now.tags, ["us", "city"]);
    assert_eq!(
        now.title, "New title",
        "an unchanged title is no wish to undo"
    );
    assert_eq!(now.removed_at, Some(at(1)));
    assert_eq!(alma.value_at(&old).unwrap(), entry(base));
    benno.import(&removal).unwrap();
    benno.import(&share).unwrap();
    assert_eq!(benno.value().unwrap(), now);
    assert!(alma.edit_from(ALMA, &old, &body(base)).unwrap().is_none());
}

#[test]
fn a_version_the_document_never_had_is_refused() {
    let (mut alma, first) = EntryDoc::create(ALMA, &entry("x")).unwrap();
    let mut benno = EntryDoc::open(&[&first]).unwrap();
    benno.change(BENNO, &body("y")).unwrap();
    for version in [benno.version(), vec![], vec![9, 9, 9]] {
        assert!(matches!(
            alma.edit_from(ALMA, &version, &body("z")),
            Err(DocumentError::UnknownVersion)
        ));
    }
}

#[test]
fn labels_added_by_two_are_all_there_in_one_order() {
    let (mut alma, first) = EntryDoc::create(ALMA, &entry("")).unwrap();
    let mut benno = EntryDoc::open(&[&first]).unwrap();
    let tags = |tags: &[&str]| EntryEdit {
        tags: Some(tags.iter().map(|tag| (*tag).to_owned()).collect()),
        ..EntryEdit::default()
    };
    let one = alma
        .change(ALMA, &tags(&["sea", "us", "autumn", "boat"]))
        .unwrap()
        .unwrap();
    let two = benno
        .change(BENNO, &tags(&["sea", "autumn", "apple"]))
        .unwrap()
        .unwrap();
    alma.import(&two).unwrap();
    benno.import(&one).unwrap();
    assert_eq!(
        alma.value().unwrap().tags,
        ["sea", "autumn", "apple", "boat"]
    );
    assert_eq!(benno.value().unwrap(), alma.value().unwrap());
}

#[test]
fn two_offers_at_once_are_two_offers_and_answers_keep_to_their_own() {
    let (mut alma, first) = OutingDoc::create(ALMA, &outing()).unwrap();
    let mut benno = OutingDoc::open(&[&first]).unwrap();
    let offered = |id, by, local| OutingEdit {
        offer: Some(offer(id, by, local)),
        ..OutingEdit::default()
    };
    let one = alma
        .change(ALMA, &offered(2, ALMA_PERSON, "2026-05-09T20:00"))
        .unwrap()
        .unwrap();
    let two = benno
        .change(BENNO, &offered(3, BENNO_PERSON, "2026-05-10T20:00"))
        .unwrap()
        .unwrap();
    let answer = OutingEdit {
        answer: Some((BENNO_PERSON, OfferId(1), Answer::Declined)),
        ..OutingEdit::default()
    };
    let three = benno.change(BENNO, &answer).unwrap().unwrap();
    for update in [&two, &three] {
        alma.import(update).unwrap();
    }
    benno.import(&one).unwrap();
    let outing = alma.value().unwrap();
    assert_eq!(outing, benno.value().unwrap());
    assert_eq!(outing.offers.len(), 3);
    assert_eq!(
        outing.answers[&(BENNO_PERSON, OfferId(1))],
        Answer::Declined
    );
}

#[test]
fn both_edited_sees_what_a_merge_did() {
    let base = "one\n\nWe went to Lisbon.\n\nthree";
    let (mut alma, first) = EntryDoc::create(ALMA, &entry(base)).unwrap();
    let mut benno = EntryDoc::open(&[&first]).unwrap();
    let (mine, theirs) = (
        base.replace("Lisbon", "Madrid"),
        base.replace("Lisbon", "Rome").replace("one", "One"),
    );
    alma.change(ALMA, &body(&mine)).unwrap();
    alma.import(&benno.change(BENNO, &body(&theirs)).unwrap().unwrap())
        .unwrap();
    let told = both_edited(base, &mine, &theirs);
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].mine.as_str(), told[0].theirs.as_str()),
        ("We went to Madrid.", "We went to Rome.")
    );
}

#[derive(Debug, Clone)]
enum Step {
    /// A peer edits: replaces what lies between two places by a text, from how many of its versions ago.
    Edit {
        peer: usize,
        from: u16,
        to: u16,
        text: String,
        ago: usize,
    },
    Tag {
        peer: usize,
        tag: String,
    },
    Title {
        peer: usize,
        title: String,
    },
    /// A peer receives one of the updates it lacks, if its turn has come; out of order it must wait.
    Receive {
        peer: usize,
        which: u16,
    },
}

fn steps(peers: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..peers, any::<u16>(), any::<u16>(), "[ab \n日]{0,6}", 0..3_usize)
            .prop_map(|(peer, from, to, text, ago)| Step::Edit { peer, from, to, text, ago }),
        1 => (0..peers, "[a-d]").prop_map(|(peer, tag)| Step::Tag { peer, tag }),
        1 => (0..peers, "[a-d]{0,3}").prop_map(|(peer, title)| Step::Title { peer, title }),
        6 => (0..peers, any::<u16>()).prop_map(|(peer, which)| Step::Receive { peer, which }),
    ];
    prop::collection::vec(step, 1..40)
}

struct Peer {
    id: PeerId,
    doc: EntryDoc,
    versions: Vec<Vec<u8>>,
    has: Vec<usize>,
}

/// Runs the steps; updates get lost (never received until the end) and reordered. All must end equal.
fn converge(peers: usize, steps: &[Step]) -> Result<(), TestCaseError> {
    let (doc, first) = EntryDoc::create(PeerId(1), &entry("the first text\n\nof two")).unwrap();
    drop(doc);
    let mut updates: Vec<Update> = vec![first];
    let mut all: Vec<Peer> = (0..peers)
        .map(|n| {
            let doc = EntryDoc::open(&updates[..1]).unwrap();
            Peer {
                id: PeerId(n as u64 + 1),
                versions: vec![doc.version()],
                doc,
                has: vec![0],
            }
        })
        .collect();
    for step in steps {
        match step {
            Step::Edit {
                peer,
                from,
                to,
                text,
                ago,
            } => {
                let peer = &mut all[*peer];
                let version = peer.versions[peer.versions.len().saturating_sub(1 + ago)].clone();
                let mut letters: Vec<char> =
                    peer.doc.value_at(&version).unwrap().body.chars().collect();
                let (mut from, mut to) = (
                    usize::from(*from) % (letters.len() + 1),
                    usize::from(*to) % (letters.len() + 1),
                );
                if from > to {
                    std::mem::swap(&mut from, &mut to);
                }
                letters.splice(from..to.min(from + 8), text.chars());
                let new: String = letters.into_iter().collect();
                keep(peer, &mut updates, |doc, id| {
                    doc.edit_from(id, &version, &body(&new))
                });
            }
            Step::Tag { peer, tag } => {
                let mut tags = all[*peer].doc.value().unwrap().tags;
                if let Some(at) = tags.iter().position(|old| old == tag) {
                    tags.remove(at);
                } else {
                    tags.push(tag.clone());
                }
                let edit = EntryEdit {
                    tags: Some(tags),
                    ..EntryEdit::default()
                };
                keep(&mut all[*peer], &mut updates, |doc, id| {
                    doc.change(id, &edit)
                });
            }
            Step::Title { peer, title } => {
                let edit = EntryEdit {
                    title: Some(title.clone()),
                    ..EntryEdit::default()
                };
                keep(&mut all[*peer], &mut updates, |doc, id| {
                    doc.change(id, &edit)
                });
            }
            Step::Receive { peer, which } => {
                let peer = &mut all[*peer];
                let missing: Vec<usize> = (0..updates.len())
                    .filter(|n| !peer.has.contains(n))
                    .collect();
                if missing.is_empty() {
                    continue;
                }
                let which = missing[usize::from(*which) % missing.len()];
                // What waits for earlier edits is dropped here and comes again at the end.
                let held = EntryDoc::open(
                    &peer
                        .has
                        .iter()
                        .chain([&which])
                        .map(|n| &updates[*n])
                        .collect::<Vec<_>>(),
                );
                if let Ok(doc) = held {
                    peer.doc = doc;
                    peer.has.push(which);
                    peer.versions.push(peer.doc.version());
                }
            }
        }
    }
    let forwards = EntryDoc::open(&updates).unwrap();
    for peer in &mut all {
        let missing = (0..updates.len()).filter(|n| !peer.has.contains(n));
        let order: Vec<&Update> = missing
            .rev()
            .chain(peer.has.iter().copied())
            .map(|n| &updates[n])
            .collect();
        let doc = EntryDoc::open(&order).unwrap();
        prop_assert_eq!(doc.version(), forwards.version());
        prop_assert_eq!(doc.value().unwrap(), forwards.value().unwrap());
    }
    Ok(())
}

fn keep(
    peer: &mut Peer,
    updates: &mut Vec<Update>,
    edit: impl FnOnce(&mut EntryDoc, PeerId) -> Result<Option<Update>, DocumentError>,
) {
    if let Some(update) = edit(&mut peer.doc, peer.id).unwrap() {
        peer.has.push(updates.len());
        peer.versions.push(peer.doc.version());
        updates.push(update);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn two_peers_converge(steps in steps(2)) {
        converge(2, &steps)?;
    }

    #[test]
    fn three_peers_converge(steps in steps(3)) {
        converge(3, &steps)?;
    }

    /// What neither touched is there, whatever both did to other paragraphs.
    #[test]
    fn untouched_paragraphs_survive_any_two_edits(mine in "[a-c \n]{0,20}", theirs in "[d-f \n]{0,20}") {
        let base = "first\n\nKEPT one\n\nmiddle\n\nKEPT two\n\nlast";
        let (mut alma, first) = EntryDoc::create(ALMA, &entry(base)).unwrap();
        let mut benno = EntryDoc::open(&[&first]).unwrap();
        alma.change(ALMA, &body(&base.replace("first", &mine))).unwrap();
        if let Some(update) = benno.change(BENNO, &body(&base.replace("last", &theirs))).unwrap() {
            alma.import(&update).unwrap();
        }
        let merged = alma.value().unwrap().body;
        prop_assert_eq!(merged, base.replace("first", &mine).replace("last", &theirs));
    }
}

#[test]
fn a_text_tells_who_wrote_which_piece() {
    let (mut alma, first) = EntryDoc::create(ALMA, &entry("We went.\n\nThen home.")).unwrap();
    assert_eq!(
        alma.passages(),
        [(ALMA, "We went.\n\nThen home.".to_owned())]
    );
    let mut benno = EntryDoc::open(&[&first]).unwrap();
    let theirs = benno
        .change(BENNO, &body("We went. And it rainéd.\n\nThen home."))
        .unwrap()
        .unwrap();
    alma.import(&theirs).unwrap();
    let pieces = alma.passages();
    let whole: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(whole, alma.value().unwrap().body);
    assert_eq!(
        pieces,
        [
            (ALMA, "We went.".to_owned()),
            (BENNO, " And it rainéd.".to_owned()),
            (ALMA, "\n\nThen home.".to_owned()),
        ]
    );
}
