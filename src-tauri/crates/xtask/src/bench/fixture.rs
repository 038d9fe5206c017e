//! A journal of years, made up the same way every time.

use std::{
    fs,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

/// Hours between two entries: ten thousand are a little more than ten years.
const APART: u64 = 9;

/// Words that are in so many entries, however many there are.
const RARE: (&str, u64) = ("zwybel kranot", 40);

/// Writes `count` Markdown files of about 120 words, dated back from now, and says how many bytes
/// they are together.
pub fn write_folder(folder: &Path, count: u64) -> std::io::Result<u64> {
    write(folder, count, "", 1)
}

/// The same, with two words that no other folder has in forty of them.
pub fn write_folder_with_rare_words(folder: &Path, count: u64) -> std::io::Result<u64> {
    let (words, entries) = RARE;
    write(folder, count, words, count / entries)
}

fn write(folder: &Path, count: u64, rare: &str, every: u64) -> std::io::Result<u64> {
    fs::create_dir_all(folder)?;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs();
    let mut bytes = 0;
    for n in 0..count {
        let at = instant(now.saturating_sub((n + 1) * APART * 3600));
        let (title, body) = (prose(n, 4), prose(n + 1_000_000, 120));
        let rare = if n % every == 0 { rare } else { "" };
        let text = format!("---\ndate: {at}\ntitle: {title}\n---\n{body} {rare}")
            .trim_end()
            .to_owned()
            + "\n";
        bytes += text.len() as u64;
        fs::write(folder.join(format!("{n:06}.md")), text)?;
    }
    Ok(bytes)
}

/// Text of about `words` words from a vocabulary of a few thousand, of which some are common.
fn prose(seed: u64, words: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "ne", "ti", "lo", "mu", "sa", "re", "ki", "do", "fu", "ga", "he", "ji", "po", "wu",
        "va", "ze", "ri", "cho", "sha", "tre", "blo", "nga", "quen",
    ];
    let mut state = seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(99);
    let mut text = String::new();
    for n in 0..words {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        if n > 0 {
            text.push_str(if n % 12 == 0 { ". " } else { " " });
        }
        let word = (state % 4096) * ((state >> 20) % 4096) / 4096;
        for part in [word % 24, word / 24 % 24, word / 576] {
            text.push_str(SYLLABLES[usize::try_from(part % 24).unwrap_or_default()]);
        }
    }
    text
}

/// Seconds since 1970 as RFC 3339, by way of the calendar that begins in March.
fn instant(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{date:02}T{:02}:{:02}:{:02}Z",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_as_the_calendar_has_them() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (1_795_000_000, "2026-11-18T11:06:40Z"),
        ] {
            assert_eq!(instant(seconds), expected);
        }
    }
}
