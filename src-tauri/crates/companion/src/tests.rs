//! Two homes side by side, one of which may be anyone's: tests that need to say what an
//! honest program never says. Stories of two honest people are in `testkit`.

mod ahead;
mod calendars;
mod calm;
mod cues;
mod direct;
mod finding;
mod forward;
mod holding;
mod in_step;
mod jar;
mod leanings;
mod looking_back;
mod mornings;
mod notes;
mod our_dates;
mod own_ideas;
mod photos;
mod preparing;
mod promises;
mod rituals;
mod sealed;
mod talks;
mod together;
mod two;
mod versions;
mod viewing;
mod wishes;
mod words;
