//! The direct way to the partner's computer: whether it is used at all, when it is
//! dialled, when a line counts as dead, and when the partner is looked for in this
//! network. Where the other computer was reached is remembered on this one alone: it
//! never travels in a log, since an address can say where someone is.

use std::net::SocketAddr;

use chrono::{DateTime, TimeDelta, Utc};
use sync::{Event, Message};

use crate::{Companion, CompanionError, Errand, Notice, couple_space::CoupleSpace};

/// After a dial that nobody answered, the next one waits this long; then twice as long, and so
/// on.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(10);
/// The longest pause between two dials.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);
/// A line on which nothing was heard for so long, although an answer is due, is dead.
const SILENT: TimeDelta = TimeDelta::seconds(90);

/// Where the direct way stands, in memory only.
#[derive(Debug, Default)]
pub(crate) struct Direct {
    dialled_at: Option<DateTime<Utc>>,
    /// Dials since the last answer.
    failures: u32,
    /// When something was last heard on the open line.
    heard_at: Option<DateTime<Utc>>,
    /// The partner is being looked for in this network.
    looking: bool,
}

/// How long to wait after so many dials without an answer.
fn pause_after(failures: u32) -> TimeDelta {
    let factor = 1_i32 << failures.saturating_sub(1).min(6);
    (FIRST_PAUSE * factor).min(LONGEST_PAUSE)
}

impl Direct {
    fn may_dial(&self, now: DateTime<Utc>) -> bool {
        self.dialled_at.is_none_or(|at| {
            // A clock that went back must not keep us from dialling.
            now < at || now - at >= pause_after(self.failures)
        })
    }

    fn is_silent(&self, now: DateTime<Utc>) -> bool {
        self.heard_at.is_some_and(|at| now - at >= SILENT)
    }

    pub(crate) fn heard(&mut self, now: DateTime<Utc>) {
        self.heard_at = Some(now);
        self.failures = 0;
    }

    /// Nothing is due on the line: until now its silence says nothing.
    fn rest(&mut self, now: DateTime<Utc>) {
        self.heard_at = Some(now);
    }

    fn closed(&mut self) {
        self.heard_at = None;
    }
}

impl Companion {
    /// The direct way is closed by the person here.
    pub(crate) fn direct_closed(&mut self) {
        self.session_event(Event::Leaving);
        if let Some(couple) = self.couple.as_mut() {
            couple.connected = false;
        }
    }

    /// A sync line to the partner is open.
    pub fn sync_opened(&mut self, endpoint: [u8; 32], address: Option<SocketAddr>) {
        let Some(couple) = self.couple.as_mut() else {
            return;
        };
        if couple.partner_endpoint() != endpoint {
            return;
        }
        couple.connected = true;
        let peer = couple.partner_device();
        let now = self.now();
        self.direct.heard(now);
        if let Some(address) = address {
            self.remember_address(address);
        }
        self.pairing_is_known_to_partner();
        self.session_event(Event::Connected { peer });
        self.notice(Notice::SharingChanged);
    }

    /// A message of the partner's.
    pub fn sync_received(&mut self, endpoint: [u8; 32], bytes: &[u8]) {
        let Some(couple) = self.couple.as_ref() else {
            return;
        };
        if couple.partner_endpoint() != endpoint {
            return;
        }
        let peer = couple.partner_device();
        let now = self.now();
        self.direct.heard(now);
        self.session_event(match Message::decode(bytes) {
            Ok(message) => Event::Received { peer, message },
            Err(error) => Event::Unreadable { peer, error },
        });
    }

    /// The sync line is gone.
    pub fn sync_closed(&mut self, endpoint: [u8; 32]) {
        let Some(couple) = self.couple.as_mut() else {
            return;
        };
        if couple.partner_endpoint() != endpoint {
            return;
        }
        couple.connected = false;
        let peer = couple.partner_device();
        self.session_event(Event::Disconnected { peer });
        self.direct.closed();
        self.notice(Notice::SharingChanged);
    }

    /// What the direct way needs at a look at the clock.
    pub(crate) fn keep_direct(&mut self, now: DateTime<Utc>) -> Result<(), CompanionError> {
        let only = self.is_mailbox_only();
        let Some(couple) = self.partner().filter(|_| !only) else {
            self.look_nearby(false);
            return Ok(());
        };
        let peer = couple.partner_endpoint();
        if couple.connected {
            if self.unconfirmed(couple) == 0 {
                self.direct.rest(now);
            } else if self.direct.is_silent(now) {
                // The line is up and nobody answers on it: a new one is more use.
                self.direct.rest(now);
                self.errand(Errand::CloseSync { peer });
            }
            self.look_nearby(false);
            return Ok(());
        }
        if !self.direct.may_dial(now) {
            return Ok(());
        }
        let look_nearby = self.settings()?.look_nearby;
        self.direct.dialled_at = Some(now);
        let addresses = self.partner_addresses();
        // Where the partner was last is asked first; only then is anybody called in the network.
        self.look_nearby(look_nearby && self.direct.failures > 0);
        if addresses.is_empty() {
            self.direct.failures = self.direct.failures.saturating_add(1);
        } else {
            self.errand(Errand::DialSync { peer, addresses });
        }
        Ok(())
    }

    fn look_nearby(&mut self, on: bool) {
        if self.direct.looking != on {
            self.direct.looking = on;
            self.errand(Errand::LookNearby { on });
        }
    }

    /// Someone in this network is called by the partner's key: they are dialled at once.
    pub(crate) fn partner_is_nearby(&mut self, endpoint: [u8; 32], addresses: Vec<SocketAddr>) {
        let now = self.now();
        let Some(couple) = self.partner() else { return };
        if couple.partner_endpoint() != endpoint || couple.connected || !self.direct.looking {
            return;
        }
        self.direct.dialled_at = Some(now);
        // The handshake proves whether it is them; until then the addresses are not kept.
        self.errand(Errand::DialSync {
            peer: endpoint,
            addresses,
        });
    }

    /// A dial of the sync line was not answered.
    pub fn sync_unreachable(&mut self, endpoint: [u8; 32]) {
        if self
            .partner()
            .is_some_and(|couple| couple.partner_endpoint() == endpoint && !couple.connected)
        {
            self.direct.failures = self.direct.failures.saturating_add(1);
        }
    }

    /// The courier has closed its endpoint, and every line with it.
    pub fn lines_lost(&mut self) {
        let open = self.couple.as_ref().filter(|couple| couple.connected);
        if let Some(endpoint) = open.map(CoupleSpace::partner_endpoint) {
            self.sync_closed(endpoint);
        }
        if let Some(endpoint) = self.pairing_line() {
            self.pairing_closed(endpoint);
        }
    }

    /// The computer woke up, or is in another network: whoever could not be reached before may
    /// be reached now.
    pub fn network_is_new(&mut self) {
        self.direct.dialled_at = None;
        self.direct.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn whoever_does_not_answer_is_called_less_and_less() {
        let pauses: Vec<i64> = (0..9).map(|n| pause_after(n).num_seconds()).collect();
        assert_eq!(pauses, [10, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!(pause_after(u32::MAX), LONGEST_PAUSE);
        let mut direct = Direct::default();
        assert!(direct.may_dial(at(0)));
        direct.dialled_at = Some(at(0));
        direct.failures = 3;
        assert!(!direct.may_dial(at(39)));
        assert!(direct.may_dial(at(40)));
        assert!(direct.may_dial(at(-1)), "a clock that went back");
        direct.heard(at(50));
        assert!(direct.may_dial(at(10)));
    }

    #[test]
    fn a_line_is_dead_only_while_an_answer_is_due() {
        let mut direct = Direct::default();
        assert!(!direct.is_silent(at(1000)), "no line, no silence");
        direct.heard(at(0));
        assert!(!direct.is_silent(at(89)));
        assert!(direct.is_silent(at(90)));
        direct.rest(at(90));
        assert!(!direct.is_silent(at(100)));
        direct.closed();
        assert!(!direct.is_silent(at(1000)));
    }
}
