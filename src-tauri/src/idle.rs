//! Whether somebody touches this computer: since when nobody has, and when somebody does again. Watched only while an
//! if-then plan waits for it. What each desktop says is read here, on every platform; asking is the platform's.
//!
//! Whoever gives no answer has somebody in front of it: a cue that never comes is better than one that comes to an
//! empty room only if nothing else depends on it, and the end of a working day does.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use companion::couple::cue::Signal;

/// Nobody has touched anything for so long: they have left, at the beginning of it.
pub const AWAY: Duration = Duration::from_secs(5 * 60);
/// Where nothing says it by itself, it is asked for so often.
pub const ASK: Duration = Duration::from_secs(30);

/// What can be asked on Linux, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// GNOME's idle monitor, on the session bus.
    Mutter,
    /// A Wayland compositor that knows `ext-idle-notify-v1`.
    Compositor,
    /// The X server's screen saver extension. Behind Wayland it sees a part of what is touched, and is not asked.
    ScreenSaver,
}

/// Which of them, in a session with these displays.
#[must_use]
pub fn sources(wayland: bool, x: bool) -> &'static [Source] {
    match (wayland, x) {
        (true, _) => &[Source::Mutter, Source::Compositor],
        (false, true) => &[Source::Mutter, Source::ScreenSaver],
        (false, false) => &[Source::Mutter],
    }
}

/// Makes signals of how long nothing was touched, asked for again and again.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    away: bool,
}

impl Asked {
    /// What an answer means. No answer means that somebody is there.
    pub fn look(&mut self, idle: Option<Duration>, now: DateTime<Utc>) -> Option<Signal> {
        let left = idle.filter(|idle| *idle >= AWAY);
        match (left, self.away) {
            (Some(idle), false) => {
                self.away = true;
                Some(Signal::Left(before(now, idle)))
            }
            (None, true) => {
                self.away = false;
                Some(Signal::Returned)
            }
            _ => None,
        }
    }
}

fn before(now: DateTime<Utc>, idle: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(idle)
        .ok()
        .and_then(|idle| now.checked_sub_signed(idle))
        .unwrap_or(now)
}

/// How long nothing was touched, out of what macOS's `ioreg -c IOHIDSystem` prints.
#[must_use]
pub fn from_ioreg(printed: &str) -> Option<Duration> {
    printed
        .lines()
        .filter_map(|line| line.split_once("\"HIDIdleTime\" ="))
        .filter_map(|(_, nanoseconds)| nanoseconds.trim().parse().ok())
        .map(Duration::from_nanos)
        .min()
}

/// The same out of what Windows' `quser` prints: a line a session, ours with `>` before it, and there minutes, hours
/// and minutes, days before them, or a word or a dot for nothing at all.
#[must_use]
pub fn from_quser(printed: &str) -> Option<Duration> {
    let ours = printed.lines().find_map(|line| line.strip_prefix('>'))?;
    // Name, session, number, state, idle, and then the day and time of the beginning. The name of the session is
    // absent where nobody is in front of it.
    let mut words = ours
        .split_whitespace()
        .skip_while(|word| word.parse::<u32>().is_err());
    let idle = words.nth(2)?;
    let (days, clock) = match idle.split_once('+') {
        Some((days, clock)) => (days.parse().ok()?, clock),
        None => (0, idle),
    };
    let minutes: u64 = match clock.split_once(':') {
        Some((hours, minutes)) => hours.parse::<u64>().ok()? * 60 + minutes.parse::<u64>().ok()?,
        None => clock.parse().unwrap_or(0),
    };
    Some(Duration::from_secs((days * 24 * 60 + minutes) * 60))
}

#[cfg(not(target_os = "linux"))]
pub use elsewhere::watch;
#[cfg(target_os = "linux")]
pub use linux::watch;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod wayland;

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use std::process::Command;

    use chrono::Utc;
    use companion::couple::cue::Signal;
    use tokio::sync::mpsc;

    use super::{ASK, Asked};

    /// What is noticed from now on, until the receiver is dropped.
    #[must_use]
    pub fn watch() -> mpsc::Receiver<Signal> {
        let (said, heard) = mpsc::channel(8);
        tokio::spawn(async move {
            let mut asked = Asked::default();
            while !said.is_closed() {
                let idle = tokio::task::spawn_blocking(idle).await.ok().flatten();
                if let Some(signal) = asked.look(idle, Utc::now())
                    && said.send(signal).await.is_err()
                {
                    break;
                }
                tokio::time::sleep(ASK).await;
            }
        });
        heard
    }

    #[cfg(target_os = "macos")]
    fn idle() -> Option<std::time::Duration> {
        let asked = Command::new("/usr/sbin/ioreg")
            .args(["-c", "IOHIDSystem", "-d", "4"])
            .output();
        super::from_ioreg(&String::from_utf8_lossy(&asked.ok()?.stdout))
    }

    #[cfg(windows)]
    fn idle() -> Option<std::time::Duration> {
        use std::os::windows::process::CommandExt as _;
        // Without a console window that flashes up.
        const NO_WINDOW: u32 = 0x0800_0000;
        let asked = Command::new("quser").creation_flags(NO_WINDOW).output();
        super::from_quser(&String::from_utf8_lossy(&asked.ok()?.stdout))
    }
}

#[cfg(test)]
mod tests;
