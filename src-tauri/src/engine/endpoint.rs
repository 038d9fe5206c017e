//! When the endpoint is opened or made anew, and what a new one is told.

use std::{net::SocketAddr, time::Duration};

use companion::Errand;
use courier::{Courier, Search};

/// What the courier was told that holds until it is told otherwise. A new endpoint is told again.
#[derive(Default)]
pub(super) struct Standing {
    allowed: Vec<[u8; 32]>,
    accepts_pairing: bool,
    same_room: bool,
    nearby: bool,
}

impl Standing {
    pub(super) fn note(&mut self, errand: &Errand) {
        match errand {
            Errand::Allow { peers } => self.allowed.clone_from(peers),
            Errand::AcceptPairing { on } => self.accepts_pairing = *on,
            Errand::SameRoom { on } => self.same_room = *on,
            Errand::LookNearby { on } => self.nearby = *on,
            _ => {}
        }
    }

    /// Whom to look for; two who are about to connect come first.
    pub(super) fn search(&self) -> Option<Search> {
        if self.same_room {
            Some(Search::SameRoom)
        } else {
            self.nearby.then_some(Search::Partner)
        }
    }

    pub(super) fn tell(&self, courier: &Courier) {
        courier.allow(self.allowed.iter().copied());
        courier.accept_pairing(self.accepts_pairing);
        courier.look(self.search());
    }
}

/// What the endpoint needs after a look at it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// Nothing.
    Stay,
    /// To be opened: there is none, because there was no network or no port.
    Open,
    /// To be made anew: sockets of before a sleep, or of another network, may lead nowhere.
    Rebuild,
}

/// An endpoint is not made anew more often than this because addresses come and go.
const SETTLED: Duration = Duration::from_secs(60);

/// `there_for` is how long there has been an endpoint, `None` without one.
pub(super) fn endpoint_needs(
    wanted: bool,
    there_for: Option<Duration>,
    woke: bool,
    moved: bool,
) -> Endpoint {
    match there_for {
        _ if !wanted => Endpoint::Stay,
        None => Endpoint::Open,
        Some(_) if woke => Endpoint::Rebuild,
        Some(there_for) if moved && there_for >= SETTLED => Endpoint::Rebuild,
        Some(_) => Endpoint::Stay,
    }
}

pub(super) fn same_addresses(one: &[SocketAddr], other: &[SocketAddr]) -> bool {
    one.len() == other.len() && one.iter().all(|address| other.contains(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_endpoint_is_made_anew_after_sleep_and_in_another_network() {
        let (young, old) = (Some(Duration::from_secs(5)), Some(Duration::from_secs(600)));
        for (wanted, there_for, woke, moved, needs) in [
            (true, old, false, false, Endpoint::Stay),
            (true, old, true, false, Endpoint::Rebuild),
            (true, young, true, false, Endpoint::Rebuild),
            (true, old, false, true, Endpoint::Rebuild),
            // Addresses that come and go at the start: once is enough.
            (true, young, false, true, Endpoint::Stay),
            (true, None, false, false, Endpoint::Open),
            (false, None, true, true, Endpoint::Stay),
            (false, old, true, true, Endpoint::Stay),
        ] {
            assert_eq!(
                endpoint_needs(wanted, there_for, woke, moved),
                needs,
                "{wanted} {there_for:?} {woke} {moved}"
            );
        }
    }
}
