//! Someone who is harmed, and the device that does it.

use std::net::SocketAddr;

use companion::{
    EntryInput, Errand,
    couple::{
        Moment, PersonId, ThingId, ThingKind,
        journal::{Draft, Entry},
    },
    payload::Payload,
};
use replica::EntryDoc;
use sync::{Frame, Message};
use testkit::{Pen, World};

/// Person 0 is harmed, the device of person 1 does it.
pub struct Scene {
    pub world: World,
    pub pen: Pen,
    pub author: PersonId,
    pub there: ThingId,
    pub endpoint: [u8; 32],
    /// It closed the line.
    pub closed: bool,
    pub said: Vec<Message>,
}

pub fn text(body: &str) -> EntryInput {
    EntryInput {
        draft: Draft {
            title: "A day".into(),
            body: body.into(),
            ..Draft::default()
        },
        ..EntryInput::default()
    }
}

impl Scene {
    pub fn new() -> Self {
        let mut world = World::paired(77);
        let home = world.people[1].open();
        let there = home
            .keep_entry(text("It was honest then."))
            .unwrap()
            .summary
            .id;
        let preview = home.preview_share(there).unwrap();
        home.share_now(there, &preview.consent).unwrap();
        world.settle();
        let author = world.people[1].open().inspect_author(there).unwrap();
        let pen = Pen::of(world.people[1].open());
        let endpoint = world.people[1].open().endpoint();
        world.people[1].companion = None;
        world.cut_all();
        let mut scene = Self {
            world,
            pen,
            author,
            there,
            endpoint,
            closed: true,
            said: Vec::new(),
        };
        scene.connect();
        scene
    }

    pub fn connect(&mut self) {
        let address: Option<SocketAddr> = "127.0.0.1:4433".parse().ok();
        let home = self.world.people[0].open();
        home.sync_closed(self.endpoint);
        home.sync_opened(self.endpoint, address);
        self.closed = false;
        let heads = vec![self.pen.head];
        let hello = self.pen.hello(heads);
        self.send(&hello);
    }

    pub fn send(&mut self, bytes: &[u8]) {
        if self.closed {
            return;
        }
        let home = self.world.people[0].open();
        home.sync_received(self.endpoint, bytes);
        for errand in home.take_errands() {
            match errand {
                Errand::CloseSync { .. } => self.closed = true,
                Errand::SendSync { bytes, .. } => self.said.push(Message::decode(&bytes).unwrap()),
                _ => {}
            }
        }
        if self.closed {
            home.sync_closed(self.endpoint);
        }
    }

    pub fn frames(&mut self, frames: Vec<Frame>) {
        let message = Message::frames(frames).encode();
        self.send(&message);
    }

    pub fn aside(&mut self) -> Vec<String> {
        self.world.people[0].open().inspect_aside().unwrap()
    }

    pub fn entry(&mut self, id: ThingId, body: &str) -> (EntryDoc, Vec<u8>) {
        let now = self.world.now();
        EntryDoc::create(
            self.pen.peer(),
            &Entry {
                id,
                title: "From afar".into(),
                body: body.into(),
                written_at: Moment {
                    at: now,
                    zone: chrono_tz::Tz::Europe__Berlin,
                },
                author: self.author,
                feelings: Vec::new(),
                tags: Vec::new(),
                removed_at: None,
                changed_at: None,
            },
        )
        .unwrap()
    }

    pub fn honest(&mut self, number: u8) -> (ThingId, Frame) {
        let id = ThingId([number; 16]);
        let (_, update) = self.entry(id, "honest again");
        let payload = Payload::update(id, ThingKind::Entry, update);
        (id, self.pen.say(&payload))
    }

    /// Everything that was there is there, nothing else is, and an honest frame still arrives.
    pub fn is_well(&mut self, name: &str, number: u8) {
        if self.closed {
            self.connect();
        }
        let (id, frame) = self.honest(number);
        self.frames(vec![frame]);
        let home = self.world.people[0].open();
        assert_eq!(
            home.view(id).map(|view| view.body).unwrap(),
            "honest again",
            "{name}"
        );
        self.is_untouched(name, 2);
        // And it still is after a restart.
        self.world.people[0].companion = None;
        self.world.start(0);
        self.is_untouched(name, 2);
    }

    pub fn is_untouched(&mut self, name: &str, entries: usize) {
        let there = self.there;
        let home = self.world.people[0].open();
        assert_eq!(
            home.view(there).unwrap().body,
            "It was honest then.",
            "{name}"
        );
        let page = home.list_entries(None, 100).unwrap();
        assert_eq!(page.entries.len(), entries, "{name}: {:?}", page.entries);
        assert!(home.check().unwrap().is_whole(), "{name}");
    }
}

impl Scene {
    pub fn mine(&mut self, shared: bool) -> ThingId {
        let home = self.world.people[0].open();
        let id = home.keep_entry(text("mine")).unwrap().summary.id;
        if shared {
            let preview = home.preview_share(id).unwrap();
            home.share_now(id, &preview.consent).unwrap();
        }
        home.take_errands();
        id
    }

    pub fn old_frame(&mut self) -> Frame {
        let frames = self.world.people[0].open().inspect_frames().unwrap();
        let log = self.pen.log();
        frames
            .into_iter()
            .rfind(|frame| frame.id().log == log)
            .unwrap()
    }
}
