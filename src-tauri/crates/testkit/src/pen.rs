//! The pen of a modified program: valid keys of a paired device, and no scruples.

use companion::{Companion, payload::Payload};
use keys::{DeviceSecrets, Purpose, frame_body::seal_body};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use replica::PeerId;
use sync::{DeviceId, Frame, Head, HeaderStart, LogId, Message, message::space_tag};

/// Everything that a paired device could sign and seal.
pub struct Pen {
    device: DeviceSecrets,
    /// The space.
    pub space: [u8; 32],
    roster_key: [u8; 32],
    epochs: Vec<(u32, [u8; 32])>,
    /// Where its honest log ends.
    pub head: Head,
    rng: ChaCha20Rng,
}

impl Pen {
    /// The pen of someone who is in a couple.
    #[must_use]
    pub fn of(companion: &Companion) -> Self {
        let inside = companion.inspect_secrets().expect("has a partner");
        Self {
            device: DeviceSecrets::from_bytes(&inside.device).expect("its own secrets"),
            space: inside.space,
            roster_key: inside.roster_key,
            epochs: inside.epochs,
            head: inside.head,
            rng: ChaCha20Rng::seed_from_u64(7),
        }
    }

    /// The name of its device.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        DeviceId(self.device.public().id())
    }

    /// The log it writes.
    #[must_use]
    pub fn log(&self) -> LogId {
        self.head.log
    }

    /// Its name in documents.
    #[must_use]
    pub fn peer(&self) -> PeerId {
        PeerId(keys::peer_id(
            &self.head.log.device.0,
            self.head.log.incarnation,
        ))
    }

    /// The newest epoch that it knows.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.epochs
            .iter()
            .map(|(number, _)| *number)
            .max()
            .unwrap_or(1)
    }

    /// What the next honest frame would begin with.
    #[must_use]
    pub fn start(&self) -> HeaderStart {
        self.head.next_frame(self.space, self.epoch())
    }

    /// A frame that begins as one likes, sealed and signed as it should be.
    pub fn frame(&mut self, start: HeaderStart, content: &[u8]) -> Frame {
        let key = if start.epoch == 0 {
            self.roster_key
        } else {
            self.epochs
                .iter()
                .find(|(number, _)| *number == start.epoch)
                .map_or([9; 32], |(_, secret)| *secret)
        };
        let body = seal_body(&key, &start.associated_data(), content, &mut self.rng)
            .expect("fits into a frame");
        self.signed(start, body)
    }

    /// A frame around any bytes as its body.
    #[must_use]
    pub fn signed(&self, start: HeaderStart, body: Vec<u8>) -> Frame {
        let header = start.with_body(&body);
        Frame {
            header,
            signature: self.device.sign(Purpose::FrameHeader, &header.encode()),
            body: Some(body),
        }
    }

    /// The next frame of its log.
    pub fn next(&mut self, content: &[u8]) -> Frame {
        let frame = self.frame(self.start(), content);
        self.head = Head::after(&frame.header);
        frame
    }

    /// The next frame with this payload.
    pub fn say(&mut self, payload: &Payload) -> Frame {
        let content = payload.encode().expect("a payload");
        self.next(&content)
    }

    /// Its greeting, with everything it says it has.
    #[must_use]
    pub fn hello(&self, heads: Vec<Head>) -> Vec<u8> {
        Message::Hello {
            space_tag: space_tag(&self.space),
            heard: true,
            heads,
        }
        .encode()
    }
}
