use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;

fn place(version: u32) -> Place<'static> {
    Place {
        run: &[1; 16],
        author: &[2; 16],
        version,
        open: b"Friday",
    }
}

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([4; 32])
}

#[test]
fn only_the_promised_key_opens_and_only_in_its_place() {
    let mut rng = rng();
    let key = SealedKey::generate(&mut rng);
    let other = SealedKey::generate(&mut rng);
    let sealing = seal_answer(&key, place(1), "The window seat", &mut rng).unwrap();
    let open = |key: &SealedKey, place: Place<'_>, told: &[u8; 32], text: &[u8]| {
        open_answer(key, place, told, text).map(|text| text.to_string())
    };
    let told = sealing.commitment;
    assert_eq!(
        open(&key, place(1), &told, &sealing.ciphertext),
        Ok("The window seat".into())
    );
    for wrong in [
        Place {
            run: &[9; 16],
            ..place(1)
        },
        // A copy of it as the other's own answer.
        Place {
            author: &[9; 16],
            ..place(1)
        },
        place(2),
    ] {
        assert_eq!(
            open(&key, wrong, &told, &sealing.ciphertext),
            Err(SealedError::OtherKey)
        );
    }
    assert_eq!(
        open(&other, place(1), &told, &sealing.ciphertext),
        Err(SealedError::OtherKey)
    );
    // The open part is not committed to but bound all the same.
    let moved = Place {
        open: b"Sunday",
        ..place(1)
    };
    assert_eq!(
        open(&key, moved, &told, &sealing.ciphertext),
        Err(SealedError::DoesNotOpen)
    );
    // Whoever commits to what does not open has said nothing.
    let noise = vec![7; sealing.ciphertext.len()];
    let told = commitment(&key, place(1), &noise);
    assert_eq!(
        open(&key, place(1), &told, &noise),
        Err(SealedError::DoesNotOpen)
    );
}

#[test]
fn short_answers_look_alike() {
    let mut rng = rng();
    let key = SealedKey::generate(&mut rng);
    let mut length = |text: &str| {
        let sealing = seal_answer(&key, place(1), text, &mut rng).unwrap();
        let opened = open_answer(&key, place(1), &sealing.commitment, &sealing.ciphertext);
        assert_eq!(opened.unwrap().as_str(), text);
        sealing.ciphertext.len()
    };
    assert_eq!(length(""), 4096);
    assert_eq!(length("no"), 4096);
    assert_eq!(length(&"a".repeat(4048)), 4096);
    assert_eq!(length(&"a".repeat(4049)), 16_384);
    assert_eq!(length(&"a".repeat(TEXT_LIMIT)), 65_536);
    let longer = "a".repeat(TEXT_LIMIT + 1);
    assert!(seal_answer(&key, place(1), &longer, &mut rng).is_err());
}

/// What an honest program never seals, under the right key and commitment.
#[test]
fn nothing_hides_behind_a_text() {
    let mut rng = rng();
    let key = SealedKey::generate(&mut rng);
    let mut opened = |content: &[u8]| {
        let inner = derive_key(&key.0, b"", ANSWER);
        let aad = place(1).associated_data();
        let ciphertext = seal::seal(&inner, &aad, content, &mut rng).unwrap();
        let told = commitment(&key, place(1), &ciphertext);
        open_answer(&key, place(1), &told, &ciphertext).map(|text| text.to_string())
    };
    let mut content = vec![0, 0, 0, 2, b'h', b'i'];
    assert_eq!(opened(&content), Err(SealedError::DoesNotOpen), "unpadded");
    content.resize(CONTENTS[0], 0);
    assert_eq!(opened(&content), Ok("hi".into()));
    content[CONTENTS[0] - 1] = 1;
    assert_eq!(opened(&content), Err(SealedError::DoesNotOpen), "behind it");
    content[CONTENTS[0] - 1] = 0;
    content[4] = 0xff;
    assert_eq!(opened(&content), Err(SealedError::DoesNotOpen), "not UTF-8");
    content.resize(CONTENTS[0] + 1, 0);
    assert_eq!(opened(&content), Err(SealedError::DoesNotOpen), "too roomy");
}

fn forms() -> impl Strategy<Value = Form> {
    prop_oneof![
        "\\PC{1,40}".prop_map(Form::Question),
        "[a-z-]{1,20}".prop_map(Form::KnownQuestion),
        any::<u64>().prop_map(|opens| Form::Letter { opens }),
        Just(Form::Surprise),
        Just(Form::Talk),
    ]
}

/// Steps as they travel: a step holds a key and is not printed.
fn steps() -> impl Strategy<Value = Vec<u8>> {
    let ids = (any::<[u8; 16]>(), any::<[u8; 16]>());
    let bytes = proptest::collection::vec(any::<u8>(), 0..80);
    let more = (any::<u32>(), any::<[u8; 32]>(), bytes.clone(), bytes);
    (0..6u8, ids, more, any::<u64>(), forms()).prop_map(
        |(kind, (run, author), more, began, form)| {
            let (version, commitment, open, ciphertext) = more;
            let step = match kind {
                0 => Step::Begin(Begin {
                    author,
                    nonce: run,
                    began,
                    form,
                }),
                1 => Step::Seal {
                    run,
                    author,
                    sealing: Sealing {
                        version,
                        commitment,
                        open,
                        ciphertext,
                    },
                },
                2 => Step::Pin {
                    run,
                    author,
                    commitment,
                },
                3 => Step::Release {
                    run,
                    author,
                    version,
                    key: SealedKey::from_bytes(commitment),
                },
                4 => Step::TakeBack {
                    run,
                    author,
                    version,
                },
                _ => Step::Decline { run, author },
            };
            step.encode()
        },
    )
}

proptest! {
    #[test]
    fn a_step_has_one_encoding(bytes in steps()) {
        prop_assert!(Step::decode(&bytes).is_ok_and(|read| read.encode() == bytes));
        let mut longer = bytes.clone();
        longer.push(0);
        prop_assert!(Step::decode(&longer).is_err());
        prop_assert!(Step::decode(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(step) = Step::decode(&bytes) {
            prop_assert_eq!(step.encode(), bytes);
        }
    }
}

#[test]
fn what_a_newer_program_made_is_no_damage() {
    let begin = Step::Begin(Begin {
        author: [1; 16],
        nonce: [2; 16],
        began: 5,
        form: Form::Surprise,
    })
    .encode();
    let changed = |at: usize, to: u8| {
        let mut bytes = begin.clone();
        bytes[at] = to;
        Step::decode(&bytes).err()
    };
    assert_eq!(changed(0, 2), Some(StepError::Newer));
    assert_eq!(changed(1, 6), Some(StepError::Newer));
    assert_eq!(changed(begin.len() - 1, 5), Some(StepError::Newer));
    assert!(matches!(changed(0, 0), Some(StepError::Malformed(_))));
    let empty = Step::Begin(Begin {
        author: [1; 16],
        nonce: [2; 16],
        began: 5,
        form: Form::Question(String::new()),
    });
    assert!(matches!(
        Step::decode(&empty.encode()),
        Err(StepError::Malformed(_))
    ));
}

#[test]
fn another_question_is_another_run() {
    let begin = |question: &str, nonce| Begin {
        author: [1; 16],
        nonce: [nonce; 16],
        began: 5,
        form: Form::Question(question.into()),
    };
    let run = begin("What was the best hour?", 1).run();
    assert_eq!(run, begin("What was the best hour?", 1).run());
    assert_ne!(run, begin("What was the worst hour?", 1).run());
    assert_ne!(run, begin("What was the best hour?", 2).run());
}
