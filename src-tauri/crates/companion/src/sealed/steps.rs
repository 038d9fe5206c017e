//! Between the rules of `couple` and what travels.

use chrono::{DateTime, Utc};
use couple::{
    PersonId, ThingId, WallTime,
    sealed::{self, Beginning, Question, Run, Surprise},
};
use keys::{
    sealed::{Form, OPEN_LIMIT, Sealing, Step},
    wire::{Reader, Writer},
};

const AWAY: u8 = 1;
const OVERNIGHT: u8 = 2;
/// The longest spelling of a wall-clock time or a zone.
const NAME_LIMIT: usize = 64;

/// Seconds since 1970; nothing here is older.
pub(super) fn seconds(at: DateTime<Utc>) -> u64 {
    u64::try_from(at.timestamp()).unwrap_or(0)
}

fn instant(seconds: u64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)
}

/// A form as it travels.
pub(super) fn form_of(form: &sealed::Form) -> Form {
    match form {
        sealed::Form::Question(Question::Own(text)) => Form::Question(text.clone()),
        sealed::Form::Question(Question::Known(id)) => Form::KnownQuestion(id.clone()),
        sealed::Form::Letter { opens } => Form::Letter {
            opens: seconds(*opens),
        },
        sealed::Form::Surprise => Form::Surprise,
        sealed::Form::Talk => Form::Talk,
    }
}

/// What a step says, and who says it. `None` for times and questions that can't be.
pub(super) fn said(step: &Step) -> Option<(PersonId, sealed::Step)> {
    let said = match step {
        Step::Begin(begin) => {
            let form = match &begin.form {
                Form::Question(text) => sealed::Form::Question(Question::Own(text.clone())),
                Form::KnownQuestion(id) => sealed::Form::Question(Question::Known(id.clone())),
                Form::Letter { opens } => sealed::Form::Letter {
                    opens: instant(*opens)?,
                },
                Form::Surprise => sealed::Form::Surprise,
                Form::Talk => sealed::Form::Talk,
            };
            if matches!(&form, sealed::Form::Question(question) if !question.is_proper()) {
                return None;
            }
            sealed::Step::Began(Beginning {
                by: PersonId(begin.author),
                began: instant(begin.began)?,
                form,
            })
        }
        Step::Seal { sealing, .. } => sealed::Step::Sealed {
            version: sealing.version,
            commitment: sealing.commitment,
            open: sealing.open.clone(),
        },
        Step::Pin { commitment, .. } => sealed::Step::Pinned(*commitment),
        Step::Release { version, key, .. } => sealed::Step::Released {
            version: *version,
            key: *key.as_bytes(),
        },
        Step::TakeBack { version, .. } => sealed::Step::TakenBack { through: *version },
        Step::Decline { .. } => sealed::Step::Declined,
    };
    Some((PersonId(step.author()), said))
}

/// A run from its steps. Those that were refused when they came are not among them.
pub(crate) fn replay(id: ThingId, steps: &[Vec<u8>]) -> Option<Run> {
    let mut run = Run::new(id);
    for bytes in steps {
        let (who, step) = said(&Step::decode(bytes).ok()?)?;
        run.take(who, step).ok()?;
    }
    Some(run)
}

/// The text of a version, still sealed.
pub(super) fn find_sealing(steps: &[Vec<u8>], who: PersonId, version: u32) -> Option<Sealing> {
    steps.iter().find_map(|bytes| match Step::decode(bytes) {
        Ok(Step::Seal {
            author, sealing, ..
        }) if author == who.0 && sealing.version == version => Some(sealing),
        _ => None,
    })
}

/// The open part of a surprise as it travels.
pub(super) fn encode_open(surprise: &Surprise) -> Vec<u8> {
    let mut writer = Writer::new();
    writer
        .run(surprise.from.local_text().as_bytes())
        .run(surprise.until.local_text().as_bytes())
        .run(surprise.from.zone.name().as_bytes())
        .u8((u8::from(surprise.away) * AWAY) | (u8::from(surprise.overnight) * OVERNIGHT))
        .run(surprise.note.as_bytes());
    writer.finish()
}

/// Reads it; `None` for what nobody keeping the rules would have planned.
pub(super) fn decode_open(bytes: &[u8]) -> Option<Surprise> {
    let mut reader = Reader::new(bytes);
    let text = |reader: &mut Reader<'_>, limit| {
        let bytes = reader.run(limit).ok()?.to_vec();
        String::from_utf8(bytes).ok()
    };
    let from = text(&mut reader, NAME_LIMIT)?;
    let until = text(&mut reader, NAME_LIMIT)?;
    let zone = text(&mut reader, NAME_LIMIT)?;
    let flags = reader.u8().ok()?;
    let note = text(&mut reader, OPEN_LIMIT)?;
    reader.end().ok()?;
    let surprise = Surprise {
        from: WallTime::parse(&from, &zone).ok()?,
        until: WallTime::parse(&until, &zone).ok()?,
        away: flags & AWAY != 0,
        overnight: flags & OVERNIGHT != 0,
        note,
    };
    (flags & !(AWAY | OVERNIGHT) == 0 && surprise.validate().is_ok()).then_some(surprise)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_open_part_reads_back(minutes in 1i64..40_000, away: bool, overnight: bool, note in "\\PC{0,60}") {
            let from = WallTime::parse("2026-12-04T18:00", "Europe/Berlin").unwrap();
            let local = from.local + chrono::TimeDelta::minutes(minutes);
            let surprise = Surprise { from, until: WallTime { local, ..from }, away, overnight, note };
            prop_assert_eq!(decode_open(&encode_open(&surprise)), Some(surprise));
        }

        #[test]
        fn any_bytes_are_an_open_part_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode_open(&bytes);
        }
    }
}
