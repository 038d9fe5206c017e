//! A planned date as a document: offers are a list that only grows, answers a map by who answers what.

use chrono::NaiveDateTime;
use couple::outing::{
    Answer, IDEA_LIMIT, LINE_LIMIT, MINUTES_LIMIT, NOTE_LIMIT, OFFERS_LIMIT, Offer, OfferId,
    Outing, OutingError, Preparing, TITLE_LIMIT,
};
use couple::{PersonId, ThingKind, WallTime};
use loro::{LoroDoc, LoroError, LoroList, LoroMapValue, LoroValue, ValueOrContainer};

use crate::document::{Document, Update, set_text};
use crate::version::Version;
use crate::{
    BothEdited, DocumentError, MERGED, PeerId, SchemaFault, both_edited, meta, preparations,
};

const TITLE: &str = "title";
const PLACE: &str = "place";
const CANCELLED: &str = "cancelled";
const PROPOSED_BY: &str = "proposed_by";
const IDEA: &str = "idea";
const NOTE: &str = "body";
const OFFERS: &str = "offers";
const ANSWERS: &str = "answers";
const LOCAL_FORMAT: &str = "%Y-%m-%dT%H:%M:%S%.f";

/// One outing that two people may change at the same time.
///
/// After an error of a method that changes it, drop it and open it again from its updates.
pub struct OutingDoc {
    document: Document,
}

/// What to change. What is `None` or empty stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutingEdit {
    /// The new title.
    pub title: Option<String>,
    /// The whole new note; only what differs is written.
    pub note: Option<String>,
    /// The new place.
    pub place: Option<String>,
    /// Another time, after all others.
    pub offer: Option<Offer>,
    /// What a person says to an offer.
    pub answer: Option<(PersonId, OfferId, Answer)>,
    /// Called off, or not after all.
    pub cancelled: Option<bool>,
    /// Changes to what it needs before it.
    pub preparing: Vec<Preparing>,
}

impl OutingDoc {
    /// A new document that holds `outing`.
    ///
    /// # Errors
    /// [`DocumentError::Schema`] when the outing is over a limit.
    pub fn create(peer: PeerId, outing: &Outing) -> Result<(Self, Update), DocumentError> {
        outing.validate().map_err(over_limit)?;
        let document = Document::new();
        let update = document.write(peer, |loro| {
            meta::begin(loro, ThingKind::Outing, outing.id)?;
            let map = meta::map(loro);
            map.insert(PROPOSED_BY, outing.proposed_by.to_string())?;
            let idea = outing.idea.as_deref().map(Into::into);
            meta::set(&map, IDEA, idea)?;
            write(
                loro,
                &OutingEdit {
                    title: Some(outing.title.clone()),
                    note: Some(outing.note.clone()),
                    place: Some(outing.place.clone()),
                    cancelled: Some(outing.cancelled),
                    preparing: outing.preparations.made_of(),
                    ..OutingEdit::default()
                },
            )?;
            for offer in &outing.offers {
                push_offer(loro, offer)?;
            }
            for ((person, offer), answer) in &outing.answers {
                set_answer(loro, *person, *offer, *answer)?;
            }
            Ok(())
        })?;
        Ok((Self { document }, update.unwrap_or_default()))
    }

    /// The document that these updates make, in any order, all of them checked before.
    ///
    /// # Errors
    /// When they can't be read, or edits they build on are missing. Values are read by [`OutingDoc::value`].
    pub fn open<B: AsRef<[u8]>>(updates: &[B]) -> Result<Self, DocumentError> {
        Document::open(updates).map(|document| Self { document })
    }

    /// Takes in a checked update of another peer.
    ///
    /// # Errors
    /// When it can't be read, or builds on edits that are missing.
    pub fn import(&mut self, update: &[u8]) -> Result<(), DocumentError> {
        self.document.import(update)
    }

    /// The outing as it is now.
    ///
    /// # Errors
    /// When the document is no outing that this version understands.
    pub fn value(&self) -> Result<Outing, SchemaFault> {
        let loro = &self.document.loro;
        let id = meta::identity(loro, ThingKind::Outing)?;
        let map = meta::map(loro);
        let mut offers = Vec::new();
        for item in items(&loro.get_list(OFFERS)) {
            offers.push(read_offer(&item)?);
        }
        let mut answers = std::collections::BTreeMap::new();
        let mut fault = None;
        loro.get_map(ANSWERS)
            .for_each(|key, value| match read_answer(key, &value) {
                Some((person, offer, answer)) => {
                    answers.insert((person, offer), answer);
                }
                None => fault = Some(SchemaFault::bad_value(ANSWERS)),
            });
        if let Some(fault) = fault {
            return Err(fault);
        }
        Ok(Outing {
            id,
            title: meta::text(&map, TITLE)?,
            note: loro.get_text(NOTE).to_string(),
            place: meta::text(&map, PLACE)?,
            offers,
            answers,
            cancelled: meta::flag(&map, CANCELLED)?,
            proposed_by: meta::parsed(&map, PROPOSED_BY)?,
            idea: meta::optional_text(&map, IDEA)?.filter(|id| !id.is_empty()),
            preparations: preparations::read(loro)?,
        })
    }

    /// Which edits it holds.
    #[must_use]
    pub fn version(&self) -> Vec<u8> {
        self.document.version().encode()
    }

    /// The outing as it was at a version.
    ///
    /// # Errors
    /// [`DocumentError::UnknownVersion`] when it never was.
    pub fn value_at(&self, version: &[u8]) -> Result<Outing, DocumentError> {
        self.base(&Version::decode(version).ok_or(DocumentError::UnknownVersion)?)
    }

    /// Paragraphs of the note that two people changed apart, as long as nobody has changed the outing since. `me`
    /// says which of the two is mine.
    ///
    /// # Errors
    /// When a version in between is no outing.
    pub fn both_edited(&self, me: PeerId) -> Result<Vec<BothEdited>, DocumentError> {
        let mut heads = self.document.heads();
        heads.sort_by_key(|(peer, _)| *peer != me);
        let [(_, mine), (_, theirs), ..] = heads.as_slice() else {
            return Ok(Vec::new());
        };
        let note = |version: &Version| Ok::<_, DocumentError>(self.base(version)?.note);
        let (base, mine, theirs) = (note(&mine.shared_with(theirs))?, note(mine)?, note(theirs)?);
        Ok(both_edited(&base, &mine, &theirs))
    }

    /// Changes the outing as it is now. `None` where that changes nothing.
    ///
    /// # Errors
    /// [`DocumentError::Schema`] when a new value is over a limit; the document is then untouched.
    pub fn change(
        &mut self,
        peer: PeerId,
        edit: &OutingEdit,
    ) -> Result<Option<Update>, DocumentError> {
        self.edit(peer, &self.document.version(), edit)
    }

    /// Changes the outing by what was written upon an earlier `version` of it: edits that came in since are kept.
    ///
    /// # Errors
    /// Like [`OutingDoc::change`], and [`DocumentError::UnknownVersion`].
    pub fn edit_from(
        &mut self,
        peer: PeerId,
        version: &[u8],
        edit: &OutingEdit,
    ) -> Result<Option<Update>, DocumentError> {
        let version = Version::decode(version).ok_or(DocumentError::UnknownVersion)?;
        self.edit(peer, &version, edit)
    }

    fn edit(
        &mut self,
        peer: PeerId,
        version: &Version,
        edit: &OutingEdit,
    ) -> Result<Option<Update>, DocumentError> {
        check_edit(edit)?;
        let base = self.base(version)?;
        let note = match &edit.note {
            Some(note) => Some(self.document.merged_text(NOTE, version, peer, note)?),
            None => None,
        };
        let edit = OutingEdit {
            title: edit.title.clone().filter(|title| *title != base.title),
            note,
            place: edit.place.clone().filter(|place| *place != base.place),
            ..edit.clone()
        };
        self.document.write(peer, |loro| write(loro, &edit))
    }

    fn base(&self, version: &Version) -> Result<Outing, DocumentError> {
        if *version == self.document.version() {
            return Ok(self.value()?);
        }
        Ok(Self {
            document: self.document.at(version)?,
        }
        .value()?)
    }

    pub(crate) fn from_document(document: Document) -> Self {
        Self { document }
    }
}

fn write(loro: &LoroDoc, edit: &OutingEdit) -> Result<(), LoroError> {
    let map = meta::map(loro);
    if let Some(title) = &edit.title {
        meta::set(&map, TITLE, Some(title.as_str().into()))?;
    }
    if let Some(place) = &edit.place {
        meta::set(&map, PLACE, Some(place.as_str().into()))?;
    }
    if let Some(cancelled) = edit.cancelled {
        meta::set(&map, CANCELLED, cancelled.then(|| true.into()))?;
    }
    if let Some(note) = &edit.note {
        set_text(&loro.get_text(NOTE), note)?;
    }
    if let Some(offer) = &edit.offer {
        push_offer(loro, offer)?;
    }
    if let Some((person, offer, answer)) = edit.answer {
        set_answer(loro, person, offer, answer)?;
    }
    edit.preparing
        .iter()
        .try_for_each(|change| preparations::write(loro, change))
}

/// Each offer is one value of the list, written at once: two people who suggest at the same time add two.
fn push_offer(loro: &LoroDoc, offer: &Offer) -> Result<(), LoroError> {
    let fields = [
        ("id", LoroValue::I64(offer.id.0.into())),
        ("by", offer.by.to_string().into()),
        (
            "local",
            offer.when.local.format(LOCAL_FORMAT).to_string().into(),
        ),
        ("zone", meta::zone_text(offer.when.zone).into()),
        ("minutes", LoroValue::I64(offer.minutes.into())),
    ];
    let map: LoroMapValue = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    loro.get_list(OFFERS).push(LoroValue::Map(map))
}

fn set_answer(
    loro: &LoroDoc,
    person: PersonId,
    offer: OfferId,
    answer: Answer,
) -> Result<(), LoroError> {
    let answer = match answer {
        Answer::Accepted => "accepted",
        Answer::Declined => "declined",
    };
    meta::set(
        &loro.get_map(ANSWERS),
        &format!("{person}:{}", offer.0),
        Some(answer.into()),
    )
}

fn items(list: &LoroList) -> Vec<ValueOrContainer> {
    (0..list.len()).filter_map(|at| list.get(at)).collect()
}

fn read_offer(item: &ValueOrContainer) -> Result<Offer, SchemaFault> {
    // A newer version may make an item a container, to add to it later; its values read the same.
    let LoroValue::Map(fields) = item.get_deep_value() else {
        return Err(SchemaFault::wrong_type(OFFERS));
    };
    let fault = || SchemaFault::bad_value(OFFERS);
    let text = |name: &str| match fields.get(name) {
        Some(LoroValue::String(text)) => Ok(text.to_string()),
        _ => Err(fault()),
    };
    let number = |name: &str| match fields.get(name) {
        Some(LoroValue::I64(number)) => u32::try_from(*number).map_err(|_| fault()),
        _ => Err(fault()),
    };
    let offer = Offer {
        id: OfferId(number("id")?),
        by: text("by")?.parse().map_err(|_| fault())?,
        when: WallTime {
            local: NaiveDateTime::parse_from_str(&text("local")?, LOCAL_FORMAT)
                .map_err(|_| fault())?,
            zone: text("zone")?.parse().map_err(|_| fault())?,
        },
        minutes: number("minutes")?,
    };
    if is_possible(&offer) {
        Ok(offer)
    } else {
        Err(fault())
    }
}

fn read_answer(key: &str, value: &ValueOrContainer) -> Option<(PersonId, OfferId, Answer)> {
    let (person, offer) = key.split_once(':')?;
    let number: u32 = offer.parse().ok()?;
    // One spelling for each key, or two keys could answer one offer.
    if number.to_string() != offer {
        return None;
    }
    let ValueOrContainer::Value(LoroValue::String(answer)) = value else {
        return None;
    };
    let answer = match answer.as_str() {
        "accepted" => Answer::Accepted,
        "declined" => Answer::Declined,
        _ => return None,
    };
    Some((person.parse().ok()?, OfferId(number), answer))
}

fn is_possible(offer: &Offer) -> bool {
    offer.when.is_sane() && (1..=MINUTES_LIMIT).contains(&offer.minutes)
}

fn check_edit(edit: &OutingEdit) -> Result<(), SchemaFault> {
    if edit
        .title
        .as_ref()
        .is_some_and(|title| title.trim().is_empty())
    {
        return Err(SchemaFault::missing(TITLE));
    }
    for (name, text, limit) in [
        (TITLE, &edit.title, TITLE_LIMIT),
        (PLACE, &edit.place, TITLE_LIMIT),
        (NOTE, &edit.note, NOTE_LIMIT),
    ] {
        if text.as_ref().is_some_and(|text| text.len() > limit) {
            return Err(SchemaFault::too_long(name, limit));
        }
    }
    if edit
        .preparing
        .iter()
        .any(|change| change.validate().is_err())
    {
        return Err(SchemaFault::too_long("fields", LINE_LIMIT));
    }
    if edit.offer.as_ref().is_some_and(|offer| !is_possible(offer)) {
        return Err(SchemaFault::bad_value(OFFERS));
    }
    Ok(())
}

/// Limits of an outing that came in. Wider than those of writing, since two edits within them can merge to more.
pub(crate) fn check_limits(outing: &Outing) -> Result<(), SchemaFault> {
    if outing.title.trim().is_empty() {
        return Err(SchemaFault::missing(TITLE));
    }
    for (name, length, limit) in [
        (TITLE, outing.title.len(), TITLE_LIMIT),
        (PLACE, outing.place.len(), TITLE_LIMIT),
        (NOTE, outing.note.len(), MERGED * NOTE_LIMIT),
        (OFFERS, outing.offers.len(), MERGED * OFFERS_LIMIT),
        (ANSWERS, outing.answers.len(), MERGED * OFFERS_LIMIT),
        (
            IDEA,
            outing.idea.as_ref().map_or(0, String::len),
            IDEA_LIMIT,
        ),
    ] {
        if length > limit {
            return Err(SchemaFault::too_long(name, limit));
        }
    }
    if outing.offers.is_empty() {
        return Err(SchemaFault::missing(OFFERS));
    }
    preparations::check_limits(&outing.preparations)
}

fn over_limit(error: OutingError) -> SchemaFault {
    match error {
        OutingError::BadTitle => SchemaFault::too_long(TITLE, TITLE_LIMIT),
        OutingError::TextTooLong => SchemaFault::too_long(NOTE, NOTE_LIMIT),
        OutingError::BadTime => SchemaFault::bad_value(OFFERS),
    }
}
