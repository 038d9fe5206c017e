//! One file for each table: its migration, what can be written to it, what can be read.
//!
//! `frames`, `heads` and `updates` are the truth. `entries`, `outings`, `plans`,
//! `gesture_log`, `important_dates`, `own_ideas`, `profiles`, `records`, `replies`, `sealed_runs` and `sealed_own`
//! are projections: they can be emptied and grown again from the updates. `photos` have their bytes themselves (decision
//! 33). The rest belongs to this device alone.

pub(crate) mod commits;
pub mod drafts;
pub(crate) mod entries;
pub(crate) mod entry_terms;
pub(crate) mod entry_words;
pub(crate) mod erasures;
pub(crate) mod fired;
pub(crate) mod for_later;
pub(crate) mod frames;
pub(crate) mod gesture_log;
pub(crate) mod heads;
pub(crate) mod important_dates;
pub(crate) mod meta;
pub(crate) mod open_days;
pub(crate) mod outings;
pub(crate) mod own_ideas;
pub(crate) mod pairing;
pub(crate) mod pauses;
pub(crate) mod peer_acks;
pub(crate) mod photos;
pub(crate) mod plan_states;
pub(crate) mod plans;
pub(crate) mod profiles;
pub(crate) mod records;
pub(crate) mod replies;
pub(crate) mod resting;
pub(crate) mod rewinding;
pub(crate) mod roster;
pub(crate) mod sealed_own;
pub(crate) mod sealed_runs;
pub(crate) mod segments;
pub(crate) mod set_aside;
pub(crate) mod settings;
pub(crate) mod stale_words;
pub(crate) mod things;
pub(crate) mod updates;
