//! Facts in the past tense, told after they are committed. They carry ids and
//! who it came from, never a text and never what the interface keeps.

use couple::ThingId;

/// Who something came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The person at this computer.
    Me,
    /// Their partner.
    Partner,
}

/// Something has happened and is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The home was opened, locked or left.
    HomeChanged,
    /// An entry or its draft was kept.
    EntryKept { id: ThingId, origin: Origin },
    /// My partner's entry, or a change of theirs, came in.
    EntryArrived { id: ThingId },
    /// A shared entry left its ten seconds and is now Ours.
    EntryReleased { id: ThingId },
    /// An entry was removed.
    EntryRemoved { id: ThingId, origin: Origin },
    /// A date was proposed, answered, moved or called off.
    OutingChanged { id: ThingId, origin: Origin },
    /// My partner asked a question, wrote a letter or planned a surprise.
    SealedArrived { id: ThingId },
    /// A sealed run can be read on both sides.
    SealedOpened { id: ThingId },
    /// My partner said something about an entry, `id`.
    ReplyArrived { id: ThingId },
    /// What is said about an entry, `id`, is not what it was.
    RepliesChanged { id: ThingId, origin: Origin },
    /// A sealed run changed in a way I may know.
    SealedChanged { id: ThingId },
    /// A chosen gesture changed.
    PlanChanged { id: ThingId },
    /// A nudge fell due and is recorded as shown.
    NudgeFellDue { id: ThingId },
    /// Several came due while the computer was away; one card tells.
    WhileAway { plans: Vec<ThingId> },
    /// A nudge was answered.
    NudgeSettled { id: ThingId },
    /// Nudges were paused or go on.
    PauseChanged,
    /// Pairing took a step.
    PairingChanged,
    /// What is shared, or with whom, changed; or the partner has more of it.
    SharingChanged,
    /// An important date changed.
    ImportantDateChanged { id: ThingId },
    /// Settings changed.
    SettingsChanged,
    /// The recovery sheet, the backups or the copies changed.
    BackupsChanged,
    /// An entry was erased: here, or the copy on my partner's device.
    EntryErased { id: ThingId, origin: Origin },
    /// My partner asks whether I erase something of theirs too.
    ErasureAsked { id: ThingId },
    /// What goes to other calendars, or comes from them, changed.
    CalendarsChanged,
    /// A ritual was proposed, changed, agreed to or let rest.
    RitualChanged { id: ThingId, origin: Origin },
    /// My partner asks when both have time, or shows when they have.
    TimeArrived,
    /// An own idea was added, changed or taken out of the jar, by either.
    IdeaChanged { id: ThingId },
    /// Something that is good to know was added, changed or put away, by either.
    NoteChanged { id: ThingId },
    /// A small promise was made, closed or taken up again, by either.
    PromiseChanged { id: ThingId },
    /// A day that is coming, or what I make of one.
    AheadChanged { id: ThingId },
    /// A line of a menu, or what I make of one.
    WishChanged { id: ThingId },
    /// My partner needs a pause: the one card about it can be shown.
    CalmArrived,
    /// A pause of either is not what it was.
    CalmChanged,
    /// My partner asks whether we talk in step, or takes part in what I asked for.
    TalkArrived,
    /// A talk in step is not where it was.
    TalkChanged,
    /// It is the time at which I wanted to go on.
    CalmBack,
}
