//! Finding: what is typed is only ever words, every script has them, newest comes first.
#![allow(clippy::unwrap_used)]

mod common;

use chrono::TimeDelta;
use common::*;
use couple::{ThingId, journal::Entry};
use proptest::prelude::*;
use vault::{EntryRow, NewPhoto, Place, Query, SharedVault, Sieve, SnippetPart, WrittenBy};

const NONE: [usize; 0] = [];

/// A vault with these bodies, and the same one with everything in the index.
fn both_ways(entries: &[Entry], mut look: impl FnMut(&SharedVault)) {
    let home = Home::new();
    let mut vault = home.shared();
    vault
        .write(|tx| entries.iter().try_for_each(|entry| keep(tx, entry)))
        .unwrap();
    look(&vault);
    vault.index_words().unwrap();
    look(&vault);
    assert!(vault.check().unwrap().is_sound());
}

fn bodies(texts: &[&str]) -> Vec<Entry> {
    (0..)
        .zip(texts)
        .map(|(n, text)| entry(n, "", text))
        .collect()
}

fn found(vault: &SharedVault, query: &str) -> Vec<usize> {
    let rows = vault.search(query, 100).unwrap();
    let minutes = |row: &EntryRow| (row.entry.written_at.at - noon()).num_minutes();
    rows.iter()
        .map(|row| usize::try_from(minutes(row)).unwrap())
        .collect()
}

#[test]
fn words_are_found_in_every_script() {
    let texts = [
        "Eine Überraschung am Morgen", // 0
        "私は日本語を話す",            // 1
        "日本の本",                    // 2
        "오늘은 한국어를 배웠다",      // 3
        "ฉันกินข้าวที่บ้าน",                 // 4
        "Straßenbahn nach Köln",       // 5
        "Ходили в лес за ёлкой",       // 6
        "Cafe\u{301} cre\u{300}me",    // 7
        "AKB48の歌を聞いた",           // 8
        "मैं हिन्दी पढ़ता हूँ",              // 9
        "שָׁלוֹם לכולם",                  // 10
        "ﬁne ＦＵＬＬ width",          // 11
    ];
    both_ways(&bodies(&texts), |vault| {
        for (query, expected) in [
            ("uberras", &[0][..]),
            ("ÜBERRASCHUNG", &[0]),
            ("U\u{308}ber", &[0]),
            ("日本語", &[1]),
            ("日本", &[2, 1]),
            ("本", &[2, 1]),
            ("本語", &[1]),
            ("日語", &[]),
            ("語日", &[]),
            ("한국", &[3]),
            ("국어", &[3]),
            ("กิน", &[4]),
            ("ข้าว", &[4]),
            ("strassen", &[5]),
            ("straßen", &[5]),
            ("koln", &[5]),
            ("елк", &[6]),
            ("café", &[7]),
            ("creme", &[7]),
            ("akb48", &[8]),
            ("AKB48の歌", &[8]),
            ("48の", &[]),
            ("हिन्दी", &[9]),
            ("שלום", &[10]),
            ("fine full", &[11]),
        ] {
            assert_eq!(found(vault, query), expected, "{query}");
        }
    });
}

#[test]
fn what_is_typed_never_steers_the_index() {
    let texts = [
        "not this or that",           // 0
        "rock and roll",              // 1
        "a \"quoted\" word, O'Brien", // 2
        "near the sea -- minus two",  // 3
        "body title tags rank",       // 4
    ];
    both_ways(&bodies(&texts), |vault| {
        for (query, expected) in [
            ("", &[][..]),
            ("   \u{3000}\t", &[]),
            ("\"", &[]),
            ("\"\"", &[]),
            ("*", &[]),
            ("-", &[]),
            ("\u{1f389}", &[]),
            ("\u{1f389} sea", &[3]),
            ("(", &[]),
            (") OR (", &[0]),
            ("AND", &[1]),
            ("OR", &[0]),
            ("NOT", &[0]),
            ("rock AND roll", &[1]),
            ("rock OR roll", &[]),
            ("rock NOT roll", &[]),
            ("-rock", &[1]),
            ("+rock", &[1]),
            ("\"rock", &[1]),
            ("rock\"", &[1]),
            ("\"rock and\" ro", &[1]),
            ("quoted\" word", &[2]),
            ("o'brien", &[2]),
            ("O'Br", &[2]),
            ("NEAR(sea minus)", &[]),
            ("near the", &[3]),
            ("body:sea", &[]),
            ("{body title}:sea", &[]),
            ("body", &[4]),
            ("^not", &[0]),
            ("ro*", &[1]),
            ("sea; DROP TABLE entries", &[]),
            ("\0sea", &[3]),
        ] {
            assert_eq!(found(vault, query), expected, "{query:?}");
        }
    });
}

#[test]
fn only_the_last_word_may_be_a_beginning() {
    both_ways(&bodies(&["garden party", "gardens and parties"]), |vault| {
        assert_eq!(found(vault, "gard"), [1, 0]);
        assert_eq!(found(vault, "garden"), [1, 0]);
        assert_eq!(found(vault, "garden part"), [0]);
        assert_eq!(found(vault, "gard part"), NONE);
        assert_eq!(found(vault, "party garden"), [0]);
        assert_eq!(found(vault, "part garden"), NONE);
    });
}

#[test]
fn titles_and_tags_are_found_too() {
    let mut tagged = entry(0, "Lisbon", "trams and hills");
    tagged.tags = vec!["holiday".into(), "mit Überraschung".into()];
    both_ways(&[tagged, entry(1, "Home", "no tram here")], |vault| {
        assert_eq!(found(vault, "lisbon tram"), [0]);
        assert_eq!(found(vault, "holiday"), [0]);
        assert_eq!(found(vault, "uberrasch"), [0]);
        // A phrase does not reach from one field into the next.
        assert_eq!(found(vault, "lisbon/trams"), NONE);
        assert_eq!(found(vault, "tram"), [1, 0]);
    });
}

#[test]
fn an_entry_is_found_as_it_stands() {
    let home = Home::new();
    let mut vault = home.shared();
    vault
        .write(|tx| keep(tx, &entry(0, "", "first words")))
        .unwrap();
    assert_eq!(found(&vault, "first"), [0]);
    vault.index_words().unwrap();
    let mut changed = entry(0, "", "second words");
    vault.write(|tx| keep(tx, &changed)).unwrap();
    for _ in 0..2 {
        assert_eq!(
            (found(&vault, "first"), found(&vault, "second")),
            (vec![], vec![0])
        );
        vault.index_words().unwrap();
    }
    // Moved to another time: it takes another place, and leaves the one it had.
    changed.written_at.at += TimeDelta::minutes(5);
    vault.write(|tx| keep(tx, &changed)).unwrap();
    for _ in 0..2 {
        assert_eq!(found(&vault, "second"), [5]);
        assert_eq!(vault.count_entries().unwrap(), 1);
        vault.index_words().unwrap();
    }
    changed.removed_at = Some(noon());
    vault.write(|tx| keep(tx, &changed)).unwrap();
    assert_eq!(found(&vault, "second"), NONE);
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn what_came_in_bulk_is_put_in_order_and_found_as_before() {
    let home = Home::new();
    let mut vault = home.shared();
    assert!(!vault.merge_words().unwrap());
    for n in 0..30 {
        let text = format!("lighthouse number{n}");
        vault.write(|tx| keep(tx, &entry(n, "", &text))).unwrap();
        vault.index_words().unwrap();
    }
    vault
        .write(|tx| keep(tx, &entry(30, "", "lighthouse")))
        .unwrap();
    let look = |vault: &SharedVault| (found(vault, "lighth"), found(vault, "number7"));
    let before = look(&vault);
    // Nobody has asked for it.
    assert!(!vault.merge_words().unwrap());

    vault.write(|tx| tx.words_came_in_bulk()).unwrap();
    assert!(vault.merge_words().unwrap(), "there was something to do");
    drop(vault);
    // It goes on where it was.
    let mut vault = SharedVault::open(&home.path(), &KEY).unwrap();
    assert_eq!(look(&vault), before);
    let steps = (0..100)
        .take_while(|_| vault.merge_words().unwrap())
        .count();
    assert!(steps < 100, "it comes to an end");
    assert_eq!(look(&vault), before);

    // It is one piece: there is nothing to do any more.
    vault.write(|tx| tx.words_came_in_bulk()).unwrap();
    assert!(!vault.merge_words().unwrap());
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn the_newest_come_first_and_the_limit_holds() {
    let home = Home::new();
    let mut vault = home.shared();
    // Kept in no order of time.
    let order: Vec<u64> = (0..300).map(|n| n * 7 % 300).collect();
    vault
        .write(|tx| {
            order
                .iter()
                .try_for_each(|n| keep(tx, &entry(*n, "", "the same word")))
        })
        .unwrap();
    vault
        .write(|tx| keep(tx, &entry(300, "", "the same word")))
        .unwrap();
    vault.index_words().unwrap();
    vault
        .write(|tx| keep(tx, &entry(301, "", "the same word")))
        .unwrap();
    let mut changed = entry(150, "", "another word");
    changed.changed_at = Some(noon());
    vault.write(|tx| keep(tx, &changed)).unwrap();
    for limit in [0, 1, 2, 20, 1000] {
        let expected: Vec<_> = (0..302).rev().filter(|n| *n != 150).take(limit).collect();
        let rows = vault.search("same wor", limit).unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row.entry.id).collect();
        assert_eq!(
            ids,
            expected.iter().map(|n| id(*n)).collect::<Vec<_>>(),
            "{limit}"
        );
        assert!(rows.is_sorted_by(|a, b| a.place > b.place));
    }
}

/// However many words begin like what was typed, and however far back they stand.
#[test]
fn a_beginning_finds_every_word_that_goes_on_from_it() {
    let text = |n: u64| match n {
        // Long ago, and here and there since.
        0..60 | 300 | 333 | 690 => format!("zu meerjung{} strand", n % 30),
        60..120 => "meerblick element ёлка".to_owned(),
        120..180 => "meer".to_owned(),
        _ => "mein Tag, mehr nicht. Ели".to_owned(),
    };
    let mut entries: Vec<_> = (0..700).map(|n| entry(n, "", &text(n))).collect();
    for entry in entries.iter_mut().step_by(3) {
        entry.author = YOU;
        entry.tags = vec!["am Meer".into()];
    }
    both_ways(&entries, |vault| {
        for (query, word) in [
            ("meerj", "meerjung"),
            ("meer", "meer"),
            ("mee", "mee"),
            ("meerjung7", "meerjung7"),
            ("zu-meerj", "zu meerjung"),
            ("strand meerju", "meerjung"),
            ("nicht mei", "mein"),
            ("mein meerj", "neither"),
            ("ёлк", "ёлка"),
            ("ел", "л"),
            ("meerz", "neither"),
        ] {
            for limit in [20, 1000] {
                let sieves = [
                    Sieve::default(),
                    Sieve {
                        author: Some(WrittenBy::Person(YOU)),
                        ..Sieve::default()
                    },
                    Sieve {
                        tag: Some("am Meer".into()),
                        ..Sieve::default()
                    },
                ];
                for (n, sieve) in sieves.iter().enumerate() {
                    let expected = entries.iter().rev().filter(|entry| {
                        (n == 0 || entry.author == YOU)
                            && (entry.body.contains(word)
                                || word == "л" && entry.body.contains("Ели")
                                || entry.author == YOU && "meer".starts_with(word))
                    });
                    let expected: Vec<_> = expected.map(|entry| entry.id).take(limit).collect();
                    let rows = vault.sift(query, sieve, limit).unwrap();
                    let ids: Vec<_> = rows.iter().map(|row| row.entry.id).collect();
                    assert_eq!(ids, expected, "{query} {limit} {sieve:?}");
                }
            }
        }
    });
}

fn shown(parts: &[SnippetPart]) -> String {
    parts
        .iter()
        .map(|part| {
            if part.hit {
                format!("[{}]", part.text)
            } else {
                part.text.clone()
            }
        })
        .collect()
}

fn row(title: &str, body: &str) -> EntryRow {
    let home = Home::new();
    let mut vault = home.shared();
    vault
        .write(|tx| tx.put_entry(&entry(0, title, body)))
        .unwrap();
    vault.entry(id(0)).unwrap().unwrap()
}

#[test]
fn a_snippet_shows_the_text_as_written() {
    let snippet = |body: &str, query: &str| shown(&row("", body).snippet(&Query::parse(query)));
    assert_eq!(
        snippet("Eine Überraschung!", "uberras"),
        "Eine [Überraschung]!"
    );
    assert_eq!(snippet("私は日本語を話す", "日本語"), "私は[日本語]を話す");
    assert_eq!(snippet("Cafe\u{301} noir", "cafe"), "[Café] noir");
    assert_eq!(
        snippet("one two  two\n\nthree", "two thr"),
        "one [two] [two] [three]"
    );
    assert_eq!(snippet("nothing of that", "zebra"), "nothing of that");
    assert_eq!(snippet("", "zebra"), "");
    // Spaces are not all one byte long.
    for space in ["\u{a0}", "\u{3000}"] {
        let far = format!("{}{space}needle", format!("word{space}").repeat(40));
        assert!(snippet(&far, "needle").ends_with("word [needle]"));
    }
    let long = format!("{} needle {}", "before ".repeat(80), "after ".repeat(80));
    let shown = snippet(&long, "needle");
    assert!(
        shown.starts_with("…before ") && shown.ends_with(" after…"),
        "{shown}"
    );
    assert!(
        shown.contains("[needle]") && shown.chars().count() < 180,
        "{shown}"
    );
    let long = format!("{}針{}", "藁".repeat(300), "藁".repeat(300));
    let shown = snippet(&long, "針");
    assert!(
        shown.contains("[針]") && shown.chars().count() < 180,
        "{shown}"
    );
    let endless = "a".repeat(5000);
    assert_eq!(snippet(&endless, "aaa"), format!("[{endless}]"));
    assert_eq!(
        self::shown(&row("Über uns", "").title_parts(&Query::parse("uns ub"))),
        "[Über] [uns]"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The marks and the index agree: what is found before the index has it is found after.
    #[test]
    fn an_entry_is_found_the_same_before_and_after(
        bodies in prop::collection::vec("(ab|a|B|é|日|本|[ ,\"'*-]|AND|\u{1f389}|ก|ิ|ß|1){0,12}", 1..5),
        queries in prop::collection::vec("(ab|a|B|é|日|本|[ ,\"'*:-]|AND|NOT|\u{1f389}|ก|ิ|ß|1){0,6}", 1..6),
    ) {
        let home = Home::new();
        let mut vault = home.shared();
        let entries: Vec<_> = (0..).zip(&bodies).map(|(n, body)| entry(n, "", body)).collect();
        vault.write(|tx| entries.iter().try_for_each(|entry| tx.put_entry(entry).map(|_| ()))).unwrap();
        let before: Vec<_> = queries.iter().map(|query| found(&vault, query)).collect();
        vault.index_words().unwrap();
        let after: Vec<_> = queries.iter().map(|query| found(&vault, query)).collect();
        prop_assert_eq!(before, after);
    }

    /// In whatever order entries come, change, go and are taken into the index, what is found is what stands.
    #[test]
    fn what_is_found_is_what_stands(steps in prop::collection::vec((0..8_usize, 0..4_u8, 0..3_usize), 1..40)) {
        const WORDS: [&str; 3] = ["ferry", "lake", "rain"];
        let home = Home::new();
        let mut vault = home.shared();
        let mut stands = [None; 8];
        for (at, what, word) in steps {
            let mut entry = entry(at as u64, "", WORDS[word]);
            match what {
                0 => vault.index_words().unwrap(),
                1 => {
                    entry.removed_at = Some(noon());
                    vault.write(|tx| keep(tx, &entry)).unwrap();
                    stands[at] = None;
                }
                _ => {
                    vault.write(|tx| keep(tx, &entry)).unwrap();
                    stands[at] = Some(word);
                }
            }
            for (word, typed) in WORDS.iter().enumerate() {
                let expected: Vec<usize> = (0..8).rev().filter(|at| stands[*at] == Some(word)).collect();
                prop_assert_eq!(found(&vault, typed), expected);
            }
        }
        prop_assert!(vault.check().unwrap().is_sound());
    }

    #[test]
    fn a_snippet_never_panics_and_loses_no_letter(body in "\\PC{0,400}", query in "\\PC{0,10}") {
        let row = row(&body, &body);
        let parts = row.snippet(&Query::parse(&query));
        prop_assert!(parts.iter().all(|part| !part.text.is_empty()));
        let title: String = row.title_parts(&Query::parse(&query)).iter().map(|part| part.text.as_str()).collect();
        let letters = |text: &str| {
            use unicode_normalization::UnicodeNormalization;
            text.nfc().filter(|c| !c.is_whitespace()).collect::<String>()
        };
        prop_assert_eq!(letters(&title), letters(&body));
    }
}

/// Entries of two people, with feelings and tags, on several days.
fn labelled() -> Vec<Entry> {
    let mut entries = bodies(&["the sea", "the sea", "a lake", "the sea", "rain"]);
    entries[1].author = YOU;
    entries[1].tags = vec!["Norway".into()];
    entries[2].feelings = vec!["proud".into(), "calm".into()];
    entries[2].tags = vec!["x\"Norway".into(), "Norway".into()];
    entries[3].feelings = Vec::new();
    entries[3].tags = vec!["\u{1f389} *".into()];
    entries[4].tags = vec!["x\"Norway".into()];
    entries
}

#[test]
fn a_sieve_narrows_words_and_stands_alone() {
    both_ways(&labelled(), |vault| {
        let sifted = |query: &str, sieve: Sieve| -> Vec<i64> {
            let rows = vault.sift(query, &sieve, 100).unwrap();
            let minutes = |row: &EntryRow| (row.entry.written_at.at - noon()).num_minutes();
            rows.iter().map(minutes).collect()
        };
        let by = |author| Sieve {
            author: Some(author),
            ..Sieve::default()
        };
        let feeling = |word: &str| Sieve {
            feeling: Some(word.into()),
            ..Sieve::default()
        };
        let tag = |word: &str| Sieve {
            tag: Some(word.into()),
            ..Sieve::default()
        };
        assert_eq!(sifted("", Sieve::default()), [4, 3, 2, 1, 0]);
        assert_eq!(sifted("sea", Sieve::default()), [3, 1, 0]);
        assert_eq!(sifted("sea", by(WrittenBy::Person(ME))), [3, 0]);
        assert_eq!(sifted("", by(WrittenBy::Others(ME))), [1]);
        assert_eq!(sifted("", feeling("calm")), [4, 2, 1, 0]);
        assert_eq!(sifted("sea", feeling("calm")), [1, 0]);
        assert!(sifted("", feeling("cal")).is_empty());
        assert_eq!(sifted("", tag("Norway")), [2, 1]);
        assert_eq!(sifted("", tag("x\"Norway")), [4, 2]);
        assert_eq!(sifted("lake", tag("Norway")), [2]);
        assert_eq!(sifted("rai", tag("x\"Norway")), [4]);
        assert!(sifted("", tag("norway")).is_empty(), "as it is written");
        assert_eq!(sifted("", tag("\u{1f389} *")), [3], "a tag without a word");
        let few = vault.sift("", &feeling("calm"), 2).unwrap();
        assert_eq!(few.len(), 2);
        assert_eq!(few[0].entry.id, id(4), "the newest of them");
    });
}

/// Few of them are gone through themselves, of many the journal is: both find the same.
#[test]
fn a_photo_narrows_too() {
    for pictured in [40_u64, 1_200] {
        let home = Home::new();
        let mut vault = home.shared();
        let text = |n: u64| match n {
            0..40 if n.is_multiple_of(2) => format!("a lake ![](photo:{})", id(n)),
            n if n >= 200 && n < pictured => format!("![](photo:{})", id(n)),
            _ => "a lake".to_owned(),
        };
        let shown = |n: u64| text(n).contains("photo");
        vault
            .write(|tx| {
                for n in 0..pictured + 5 {
                    if shown(n) || n < 4 {
                        let entry = id(n);
                        tx.put_photo(&photo(entry, id(n)))?;
                    }
                    keep(tx, &entry(n, "", &text(n)))?;
                }
                // One that can't be shown, and one that is gone.
                tx.put_photo(&NewPhoto {
                    picture: &[],
                    ..photo(id(38), id(38))
                })?;
                let mut gone = entry(36, "", &text(36));
                gone.removed_at = Some(noon());
                keep(tx, &gone)
            })
            .unwrap();
        vault
            .write(|tx| keep(tx, &entry(34, "", &format!("a pond ![](photo:{})", id(34)))))
            .unwrap();
        let sift = |query: &str, before: Option<Place>, limit| -> Vec<(ThingId, Place)> {
            let sieve = Sieve {
                photo: true,
                before,
                ..Sieve::default()
            };
            let rows = vault.sift(query, &sieve, limit).unwrap();
            rows.iter().map(|row| (row.entry.id, row.place)).collect()
        };
        let expected = |limit: usize, wanted: &dyn Fn(u64) -> bool| -> Vec<ThingId> {
            let all = (0..pictured + 5).rev();
            let all = all.filter(|n| ![36, 38].contains(n) && shown(*n) && wanted(*n));
            all.map(id).take(limit).collect()
        };
        let ids = |found: &[(ThingId, Place)]| found.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        let all = sift("", None, 2_000);
        assert_eq!(ids(&all), expected(2_000, &|_| true));
        assert_eq!(
            ids(&sift("lak", None, 9)),
            expected(9, &|n| n < 40 && n != 34)
        );
        assert_eq!(ids(&sift("pond", None, 9)), [id(34)]);
        // From the end of one stretch to the next.
        let (last, place) = all[4];
        let rest = ids(&sift("", Some(place), 3));
        assert!(!rest.contains(&last));
        assert_eq!(rest, ids(&all[5..8]));
    }
}

fn photo(entry: ThingId, id: ThingId) -> NewPhoto<'static> {
    NewPhoto {
        entry,
        id,
        width: 4,
        height: 3,
        picture: b"a picture",
        small: b"small",
        sent: true,
    }
}

#[test]
fn a_day_is_the_day_it_was_where_one_was() {
    let at = |day: &str, zone: chrono_tz::Tz, n: u64| {
        let mut entry = entry(n, "", "here");
        entry.written_at.at = day.parse().unwrap();
        entry.written_at.zone = zone;
        entry
    };
    let entries = [
        at("2019-03-31T10:30:00Z", chrono_tz::Pacific::Kiritimati, 0), // 1 April there
        at("2019-03-31T22:30:00Z", chrono_tz::UTC, 1),
        at("2019-04-01T11:30:00Z", chrono_tz::Pacific::Pago_Pago, 2), // 1 April there, half past midnight
        at("2019-04-01T10:30:00Z", chrono_tz::Pacific::Pago_Pago, 3), // 31 March there
    ];
    both_ways(&entries, |vault| {
        let day = |day: &str| day.parse().ok();
        let found = |from: Option<&str>, to: Option<&str>| {
            let sieve = Sieve {
                from: from.and_then(day),
                to: to.and_then(day),
                ..Sieve::default()
            };
            let ids = |query| {
                let rows = vault.sift(query, &sieve, 9).unwrap();
                rows.iter().map(|row| row.entry.id).collect::<Vec<_>>()
            };
            assert_eq!(ids(""), ids("here"), "with words and without");
            ids("here")
        };
        assert_eq!(found(Some("2019-04-01"), None), [id(2), id(0)]);
        assert_eq!(found(None, Some("2019-03-31")), [id(3), id(1)]);
        assert_eq!(
            found(Some("2019-04-01"), Some("2019-04-01")),
            [id(2), id(0)]
        );
        assert_eq!(found(Some("2019-04-02"), None), []);
        assert_eq!(found(Some("-262143-01-01"), Some("+262142-12-31")).len(), 4);
    });
}

#[test]
fn labels_are_counted_without_what_is_removed() {
    let mut entries = labelled();
    entries[2].removed_at = Some(noon());
    both_ways(&entries, |vault| {
        let labels = vault.labels().unwrap();
        assert_eq!(labels.feelings, [("calm".to_owned(), 3)].into());
        assert_eq!(
            labels.tags,
            ["Norway", "x\"Norway", "\u{1f389} *"]
                .map(|tag| (tag.to_owned(), 1))
                .into()
        );
    });
}
