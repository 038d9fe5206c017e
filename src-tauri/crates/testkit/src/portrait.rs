//! Everything that a person finds in their home, as text to compare.

use companion::{Companion, CompanionError};

/// What is in a home: every entry with its text and drafts, dates, plans and what waits, settings,
/// the partner. Two homes with one portrait hold the same things. What only waits to leave is no
/// part of it, since it is not on disk on purpose. Some of it depends on the time.
///
/// # Errors
/// Whatever reading brings.
pub fn portrait(companion: &Companion) -> Result<String, CompanionError> {
    use std::fmt::Write as _;

    let mut text = String::new();
    let mut line = |what: &str, value: &dyn std::fmt::Debug| {
        let _ = writeln!(text, "{what} {value:?}");
    };
    line("name", &companion.name());
    let mut from = None;
    loop {
        let page = companion.list_entries(from, 200)?;
        for summary in page.entries {
            let mut entry = companion.view(summary.id)?;
            entry.summary.release = None;
            line("entry", &entry);
        }
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    line("outings", &companion.list_outings()?);
    line("plans", &companion.list_plans()?);
    line("due", &companion.list_due_nudges()?);
    line("pause", &companion.pause()?);
    line("dates", &companion.list_important_dates()?);
    line("settings", &companion.settings()?);
    line("partner", &companion.partner_view()?);
    line("port", &companion.port()?);
    line("keyring", &companion.has_keyring());
    Ok(text)
}
