//! The wires between the two: lines that open, break and lose what is on them, messages that
//! come twice, out of order, cut off or altered; and both clocks.

use companion::{Companion, Errand, Notice, Tick};

use super::{History, MOST_MESSAGES, memory::MARK};

/// Something on its way.
pub struct Message {
    pub to: usize,
    pub pairing: bool,
    pub bytes: Vec<u8>,
}

impl History {
    /// A home has just been opened.
    pub(super) fn came_up(&mut self, who: usize) {
        let address = format!("127.0.0.1:{}", 4433 + who).parse().ok();
        if let Some(companion) = self.open(who) {
            companion.set_addresses(address.into_iter().collect());
            let endpoint = companion.endpoint();
            self.sides[who].endpoint = endpoint;
        }
    }

    /// A look at the clock: what is due is done.
    pub(super) fn tick(&mut self, who: usize) -> Result<(), String> {
        let now = self.now(who);
        let due: Vec<_> = self.sides[who]
            .waiting
            .iter()
            .filter(|(_, at)| *at <= now)
            .map(|(id, _)| *id)
            .collect();
        for id in due {
            self.may_leave(who, id);
            self.sides[who]
                .waiting
                .retain(|(waiting, _)| *waiting != id);
        }
        self.let_replies_leave(who);
        let tick = Tick {
            nudges: false,
            steady: false,
            network: true,
        };
        if let Some(companion) = self.open(who) {
            let looked = companion.tick(tick);
            match looked.and_then(|_| companion.make_photos()) {
                Ok(()) => {}
                Err(
                    error @ (companion::CompanionError::VaultDamaged { .. }
                    | companion::CompanionError::Internal),
                ) => return Err(format!("tick of {who}: {error}")),
                Err(_) => {}
            }
        }
        self.collect(who)
    }

    /// Does what a home asks for.
    pub(super) fn collect(&mut self, who: usize) -> Result<(), String> {
        let Some(companion) = self.open(who) else {
            return Ok(());
        };
        let errands = companion.take_errands();
        let notices = companion.take_notices();
        for notice in notices {
            self.heard(who, &notice)?;
        }
        for errand in errands {
            self.perform(who, errand)?;
        }
        Ok(())
    }

    fn heard(&mut self, who: usize, notice: &Notice) -> Result<(), String> {
        self.note(format!("{who} {notice:?}").as_bytes());
        if let Notice::EntryReleased { id } = notice {
            self.seen.shared += 1;
            let name = format!("{id}");
            self.tell(&format!("[{who} released {}]", &name[..6]));
        }
        Ok(())
    }

    fn perform(&mut self, who: usize, errand: Errand) -> Result<(), String> {
        let other = 1 - who;
        match errand {
            Errand::DialSync { peer, .. } if self.sides[other].endpoint == peer => {
                self.connect(false)?;
            }
            Errand::DialPairing { peer, .. } if self.sides[other].endpoint == peer => {
                self.connect(true)?;
            }
            Errand::SendSync { bytes, .. } => self.send(who, false, bytes)?,
            Errand::SendPairing { bytes, .. } => self.send(who, true, bytes)?,
            Errand::CloseSync { .. } => self.close(false)?,
            Errand::ClosePairing { .. } => self.close(true)?,
            Errand::Allow { peers } => self.sides[who].allowed = peers,
            _ => {}
        }
        Ok(())
    }

    fn send(&mut self, who: usize, pairing: bool, mut bytes: Vec<u8>) -> Result<(), String> {
        self.seen.messages += 1;
        if self.seen.messages > MOST_MESSAGES {
            return Err("the two never come to rest".into());
        }
        self.note(&bytes);
        if String::from_utf8_lossy(&bytes).contains(MARK) {
            return Err(format!("{who} sent a text in the open"));
        }
        let open = if pairing {
            self.pairing_line
        } else {
            self.sync_line
        };
        if open.is_none() {
            return Ok(());
        }
        let to = 1 - who;
        if !self.calm && !pairing {
            match self.chance.below(100) {
                0..6 => {
                    self.seen.dropped += 1;
                    return self.cut(pairing);
                }
                6..12 => {
                    self.seen.repeated += 1;
                    let bytes = bytes.clone();
                    self.wire.push(Message { to, pairing, bytes });
                }
                12..16 if !self.wire.is_empty() => {
                    self.seen.turned += 1;
                    let at = self.chance.index(self.wire.len());
                    self.wire.insert(at, Message { to, pairing, bytes });
                    return Ok(());
                }
                16..18 => {
                    self.seen.altered += 1;
                    let at = self.chance.index(bytes.len().max(1));
                    if self.chance.percent(30) {
                        bytes.truncate(at);
                    } else if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << self.chance.below(8);
                    }
                }
                _ => {}
            }
        }
        self.wire.push(Message { to, pairing, bytes });
        Ok(())
    }

    pub(super) fn connect(&mut self, pairing: bool) -> Result<(), String> {
        let both = self.sides.iter().all(|side| side.companion.is_some());
        let welcome = pairing
            || (0..2_usize).all(|who| {
                let other = self.sides[1 - who].endpoint;
                self.sides[who].allowed.contains(&other)
            });
        let open = if pairing {
            &mut self.pairing_line
        } else {
            &mut self.sync_line
        };
        if open.is_some() || !both || !welcome || self.parted {
            return Ok(());
        }
        self.lines += 1;
        *open = Some(self.lines);
        self.seen.lines += 1;
        for who in [0, 1] {
            let peer = self.sides[1 - who].endpoint;
            let address = format!("127.0.0.1:{}", 4434 - who).parse().ok();
            if let Some(companion) = self.open(who) {
                if pairing {
                    companion.pairing_opened(peer, address);
                } else {
                    companion.sync_opened(peer, address);
                }
            }
        }
        self.collect(0)?;
        self.collect(1)
    }

    /// Delivers at most so many messages.
    pub(super) fn deliver_some(&mut self, most: u64) -> Result<(), String> {
        for _ in 0..most {
            if !self.deliver()? {
                break;
            }
        }
        Ok(())
    }

    /// Delivers the next message. False where there is none.
    pub(super) fn deliver(&mut self) -> Result<bool, String> {
        if self.wire.is_empty() {
            return Ok(false);
        }
        let Message { to, pairing, bytes } = self.wire.remove(0);
        let from = self.sides[1 - to].endpoint;
        if let Some(companion) = self.open(to) {
            if pairing {
                companion.pairing_received(from, &bytes);
            } else {
                companion.sync_received(from, &bytes);
            }
        }
        self.collect(to)?;
        Ok(true)
    }

    /// The line ends after what is on it has arrived.
    fn close(&mut self, pairing: bool) -> Result<(), String> {
        while let Some(at) = self
            .wire
            .iter()
            .position(|message| message.pairing == pairing)
        {
            let message = self.wire.remove(at);
            self.wire.insert(0, message);
            self.deliver()?;
        }
        self.cut(pairing)
    }

    /// Breaks a line and loses what is on it.
    pub(super) fn cut(&mut self, pairing: bool) -> Result<(), String> {
        let open = if pairing {
            &mut self.pairing_line
        } else {
            &mut self.sync_line
        };
        if open.take().is_none() {
            return Ok(());
        }
        self.wire.retain(|message| message.pairing != pairing);
        for who in [0, 1] {
            let peer = self.sides[1 - who].endpoint;
            if let Some(companion) = self.open(who) {
                if pairing {
                    Companion::pairing_closed(companion, peer);
                } else {
                    Companion::sync_closed(companion, peer);
                }
            }
        }
        self.collect(0)?;
        self.collect(1)
    }

    pub(super) fn cut_all(&mut self) -> Result<(), String> {
        self.cut(false)?;
        self.cut(true)
    }

    /// Lets everything arrive that is on its way.
    pub(super) fn arrive(&mut self) -> Result<(), String> {
        while self.deliver()? {}
        Ok(())
    }

    /// Time passes with nothing in the way until nobody has anything to say.
    pub(super) fn quiet(&mut self) -> Result<(), String> {
        // A dial, a log that rests after a failure, and a patient repetition.
        for seconds in [11, 3, 11, 61, 11, 3, 11, 3] {
            self.pass(seconds * 1000);
            for who in [0, 1] {
                self.tick(who)?;
            }
            self.arrive()?;
        }
        Ok(())
    }
}
