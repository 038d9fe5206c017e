//! The loop: what the owner thread has to say, what comes by the courier, and the clock.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use companion::{
    CopyJob, Errand, MailboxAnswer, Notice, PhotoJob, Tick, Trouble,
    couple::cue::{Presence, Signal},
};
use courier::{Bind, Config, Courier, CourierEvent, Line, Mailbox, MailboxEvent};
use tokio::sync::{broadcast, mpsc, watch};

use super::{
    Network,
    clock::Clock,
    endpoint::{Endpoint, Standing, endpoint_needs, same_addresses},
};
use crate::{
    household::{Household, Outlet},
    sleep::{self, Said},
};

/// The clock is looked at this often at least, so that a resume is noticed.
const LOOK: Duration = Duration::from_secs(20);
/// Until the next look, while there is more to do at leisure.
const SOON: chrono::TimeDelta = chrono::TimeDelta::milliseconds(250);
/// How long a computer that shuts down waits, so that a last nudge is seen. logind waits for five seconds at most.
const LAST_LOOK: Duration = Duration::from_secs(2);
/// After a jump nudges wait: the computer is still waking up.
const SETTLE: Duration = Duration::from_secs(90);

/// The loop.
pub(super) struct Heart {
    pub(super) household: Household,
    pub(super) notices: broadcast::Sender<Notice>,
    pub(super) network: Network,
    pub(super) tick: Tick,
    /// The home is open, so that the courier may be there.
    pub(super) open: bool,
    pub(super) is_open: watch::Sender<bool>,
    pub(super) courier: Option<Running>,
    pub(super) standing: Standing,
    pub(super) mailbox: Option<OpenMailbox>,
    /// The direct way is open, as far as the person wants it.
    pub(super) direct: bool,
    /// Errands that came before the home was open.
    pub(super) early: Vec<Errand>,
    pub(super) wake: DateTime<Utc>,
    pub(super) resumed_at: Option<Instant>,
    pub(super) presence: Presence,
    pub(super) present: watch::Sender<Presence>,
    /// What is touched is watched while a plan waits for it.
    pub(super) idle: Option<mpsc::Receiver<Signal>>,
}

pub(super) struct OpenMailbox {
    mailbox: Mailbox,
    events: mpsc::Receiver<MailboxEvent>,
}

pub(super) struct Running {
    courier: Courier,
    events: mpsc::Receiver<CourierEvent>,
    /// Where it could be reached when it was made.
    addresses: Vec<SocketAddr>,
    since: Instant,
}

impl Heart {
    pub(super) async fn beat(
        mut self,
        mut outlets: mpsc::UnboundedReceiver<Outlet>,
        mut stopping: watch::Receiver<bool>,
    ) {
        let tick = self.tick;
        let _ = self
            .household
            .ask(move |room| Ok(room.set_tick(tick)))
            .await;
        let mut clock = Clock::start();
        // A command that is over in a moment has nothing to do with sleep.
        let mut session = if self.tick.nudges {
            sleep::watch()
        } else {
            mpsc::channel(1).1
        };
        loop {
            let until = (self.wake - Utc::now()).to_std().unwrap_or_default();
            let rest = until.clamp(Duration::from_millis(50), LOOK);
            let courier_event = async {
                match self.courier.as_mut() {
                    Some(running) => running.events.recv().await,
                    None => std::future::pending().await,
                }
            };
            let mailbox_event = async {
                match self.mailbox.as_mut() {
                    Some(open) => open.events.recv().await,
                    None => std::future::pending().await,
                }
            };
            let touched = async {
                match self.idle.as_mut() {
                    Some(idle) => idle.recv().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                _ = stopping.changed() => break,
                outlet = outlets.recv() => match outlet {
                    None => break,
                    Some(Outlet::Notice(notice)) => {
                        if matches!(notice, Notice::PlanChanged { .. }) {
                            self.watch_what_is_waited_for().await;
                        }
                        let _ = self.notices.send(notice);
                    }
                    Some(Outlet::Wake(wake)) => self.wake = wake,
                    Some(Outlet::Copy(job)) => keep_copy(&self.household, *job),
                    Some(Outlet::Photo(job)) => make_photo(&self.household, *job),
                    Some(Outlet::Errand(errand)) => self.run(errand).await,
                    Some(Outlet::Opened(true)) => {
                        self.open = true;
                        self.is_open.send_replace(true);
                        self.watch_what_is_waited_for().await;
                        self.greets().await;
                        self.open_courier().await;
                        let early = std::mem::take(&mut self.early);
                        if let Some(running) = &self.courier {
                            for errand in early {
                                perform(&running.courier, errand);
                            }
                        }
                    }
                    Some(Outlet::Opened(false)) => {
                        self.open = false;
                        self.idle = None;
                        self.early.clear();
                        self.standing = Standing::default();
                        self.mailbox = None;
                        self.close_courier().await;
                        self.is_open.send_replace(false);
                    }
                },
                Some(event) = courier_event => self.arrived(event).await,
                signal = touched => match signal {
                    Some(signal) => {
                        self.notices_person(signal).await;
                    }
                    // Nothing on this desktop says it. Somebody is there, then.
                    None => {
                        self.idle = None;
                        self.notices_person(Signal::Returned).await;
                    }
                },
                Some((said, done)) = session.recv() => {
                    match said {
                        Said::Sleeping => {
                            self.sleeps().await;
                            self.notices_person(Signal::Asleep(Utc::now())).await;
                        }
                        Said::ShuttingDown => {
                            if self.notices_person(Signal::ShuttingDown).await {
                                // What comes now is on the screen for a moment at least.
                                tokio::spawn(async move {
                                    tokio::time::sleep(LAST_LOOK).await;
                                    drop(done);
                                });
                                continue;
                            }
                        }
                        Said::SessionLocked => {
                            let _ = self.household.ask(|room| Ok(room.lock_screen_if_shown())).await;
                            self.notices_person(Signal::Locked).await;
                        }
                        Said::SessionUnlocked => {
                            self.notices_person(Signal::Unlocked).await;
                        }
                        Said::Awake => {
                            // What the clock would notice has been said: whoever has unlocked the
                            // screen meanwhile is not locked out again.
                            clock = Clock::start();
                            self.resumed_at = Some(Instant::now());
                            self.notices_person(Signal::Awake).await;
                            self.look_at_endpoint(true).await;
                        }
                    }
                    drop(done);
                }
                Some(event) = mailbox_event => self.told(event).await,
                () = tokio::time::sleep(rest) => {
                    let looked_at = clock.wall;
                    let woke = clock.jumped();
                    if woke {
                        // Whoever opens the lid need not be who closed it.
                        self.sleeps().await;
                        self.notices_person(Signal::Asleep(looked_at)).await;
                        self.notices_person(Signal::Awake).await;
                    }
                    self.look_at_endpoint(woke).await;
                    let settling = self.resumed_at.is_some_and(|at| at.elapsed() < SETTLE);
                    let tick = Tick {
                        nudges: self.tick.nudges && !settling,
                        steady: self.tick.steady && !settling,
                        ..self.tick
                    };
                    // Every job ends with a look at the clock.
                    let looked = self.household.ask(move |room| {
                        room.set_tick(tick);
                        Ok(room.at_leisure())
                    });
                    let Ok(more) = looked.await else {
                        break;
                    };
                    self.wake = self.wake.max(Utc::now() + chrono::TimeDelta::milliseconds(50));
                    if more {
                        self.wake = self.wake.min(Utc::now() + SOON);
                    }
                }
            }
        }
        let _ = self.household.ask(|room| Ok(room.goodbye())).await;
        while let Ok(outlet) = outlets.try_recv() {
            if let (Outlet::Errand(errand), Some(running)) = (outlet, &self.courier) {
                perform(&running.courier, errand);
            }
        }
        let _ = self.household.ask(|room| room.lock_fully()).await;
        if let Some(running) = self.courier.take() {
            running.courier.stop().await;
        }
    }

    /// The computer goes to sleep, or has slept unnoticed.
    async fn sleeps(&mut self) {
        self.resumed_at = Some(Instant::now());
        let _ = self.household.ask(|room| room.lock_for_sleep()).await;
    }

    async fn look_at_endpoint(&mut self, woke: bool) {
        let (moved, there_for) = match &self.courier {
            Some(running) => (
                !same_addresses(&running.addresses, &running.courier.addresses()),
                Some(running.since.elapsed()),
            ),
            None => (false, None),
        };
        let wanted = self.open && self.direct && self.network != Network::Off;
        match endpoint_needs(wanted, there_for, woke, moved) {
            Endpoint::Stay => {}
            Endpoint::Open => self.open_courier().await,
            Endpoint::Rebuild => {
                self.close_courier().await;
                self.open_courier().await;
            }
        }
    }

    async fn close_courier(&mut self) {
        if let Some(running) = self.courier.take() {
            running.courier.stop().await;
            // A home that was locked meanwhile has forgotten its lines already.
            let lost = |room: &mut crate::household::Room| {
                room.engine()?.lines_lost();
                Ok(())
            };
            let _ = self.household.ask(lost).await;
        }
    }

    async fn run(&mut self, errand: Errand) {
        match errand {
            Errand::UseMailbox { address } => {
                let opened = address.map(|address| Mailbox::open(&address));
                self.mailbox = match opened {
                    Some(Ok((mailbox, events))) if self.network != Network::Off => {
                        Some(OpenMailbox { mailbox, events })
                    }
                    _ => None,
                };
            }
            Errand::Mailbox { job } => match &self.mailbox {
                Some(open) => open.mailbox.perform(job),
                None => {
                    let path = job.path().to_owned();
                    let answer = MailboxAnswer::Failed(Trouble::BadAddress);
                    self.later(move |companion| companion.mailbox_answered(&path, answer));
                }
            },
            Errand::MailboxGoesOn => self.later(companion::Companion::mailbox_goes_on),
            Errand::Direct { on } => {
                self.direct = on;
                if on {
                    self.open_courier().await;
                } else {
                    self.early.clear();
                    self.close_courier().await;
                }
            }
            errand => {
                self.standing.note(&errand);
                match (&self.courier, &errand) {
                    (Some(running), Errand::SameRoom { .. } | Errand::LookNearby { .. }) => {
                        running.courier.look(self.standing.search());
                    }
                    (Some(running), _) => perform(&running.courier, errand),
                    // What is to be sent or dialled is old news once the home is open.
                    (None, _) if !self.open => self.early.push(errand),
                    (None, _) => {}
                }
            }
        }
    }

    /// A job of its own, behind those that wait already.
    fn later(&self, work: impl FnOnce(&mut companion::Companion) + Send + 'static) {
        let household = self.household.clone();
        tokio::spawn(async move {
            // A home that was locked meanwhile has no use for it.
            let _ = household.ask(move |room| Ok(work(room.engine()?))).await;
        });
    }

    async fn told(&self, event: MailboxEvent) {
        let _ = self
            .household
            .ask(move |room| {
                let companion = room.engine()?;
                match event {
                    MailboxEvent::Answered { path, answer } => {
                        companion.mailbox_answered(&path, answer);
                    }
                    MailboxEvent::Changed => companion.mailbox_changed(),
                }
                Ok(())
            })
            .await;
    }

    async fn open_courier(&mut self) {
        if self.courier.is_some() || !self.open {
            return;
        }
        let bind = match self.network {
            Network::Off => return,
            Network::Loopback => Bind::Loopback,
            Network::Home => Bind::Everywhere,
        };
        let start = self
            .household
            .ask(|room| {
                let companion = room.engine()?;
                let only = companion.is_mailbox_only();
                Ok((companion.endpoint_seed(), companion.port()?, only))
            })
            .await;
        let Ok((seed, port, only)) = start else {
            return;
        };
        self.direct = !only;
        if only {
            self.early.clear();
            return;
        }
        let Ok((courier, events)) = Courier::start(Config {
            seed: *seed,
            bind,
            port,
        })
        .await
        else {
            // Without a network everything else goes on; the next look tries again.
            return;
        };
        self.standing.tell(&courier);
        let (port, addresses) = (courier.port(), courier.addresses());
        self.courier = Some(Running {
            courier,
            events,
            addresses: addresses.clone(),
            since: Instant::now(),
        });
        let _ = self
            .household
            .ask(move |room| {
                let companion = room.engine()?;
                companion.set_addresses(addresses);
                companion.network_is_new();
                companion.keep_port(port)
            })
            .await;
    }

    async fn arrived(&self, event: CourierEvent) {
        let addresses = match (&event, &self.courier) {
            // The interfaces may have changed since the start.
            (CourierEvent::Opened { .. }, Some(running)) => Some(running.courier.addresses()),
            _ => None,
        };
        let _ = self
            .household
            .ask(move |room| {
                let companion = room.engine()?;
                if let Some(addresses) = addresses {
                    companion.set_addresses(addresses);
                }
                match event {
                    CourierEvent::Opened {
                        line: Line::Sync,
                        peer,
                        address,
                        ..
                    } => {
                        // One socket is for both ways, so where a call came from can be called.
                        companion.sync_opened(peer, address);
                    }
                    CourierEvent::Opened {
                        line: Line::Pairing,
                        peer,
                        address,
                        ..
                    } => {
                        companion.pairing_opened(peer, address);
                    }
                    CourierEvent::Received {
                        line: Line::Sync,
                        peer,
                        bytes,
                    } => {
                        companion.sync_received(peer, &bytes);
                    }
                    CourierEvent::Received {
                        line: Line::Pairing,
                        peer,
                        bytes,
                    } => {
                        companion.pairing_received(peer, &bytes);
                    }
                    CourierEvent::Closed {
                        line: Line::Sync,
                        peer,
                    } => companion.sync_closed(peer),
                    CourierEvent::Closed {
                        line: Line::Pairing,
                        peer,
                    } => {
                        companion.pairing_closed(peer);
                    }
                    CourierEvent::Unreachable {
                        line: Line::Pairing,
                        ..
                    } => {
                        companion.pairing_unreachable();
                    }
                    // The clock dials again.
                    CourierEvent::Unreachable {
                        line: Line::Sync,
                        peer,
                    } => companion.sync_unreachable(peer),
                    CourierEvent::Nearby { peer, addresses } => companion.nearby(peer, addresses),
                }
                Ok(())
            })
            .await;
    }
}

/// Checks and keeps the copy of the day on a thread that may take its time.
fn keep_copy(household: &Household, job: CopyJob) {
    let (household, at_work) = (household.clone(), household.at_work());
    tokio::task::spawn_blocking(move || {
        let _at_work = at_work;
        // One that failed is tried again in an hour; those before it stay.
        if job.run().is_ok() {
            let _ = household.ask_blocking(|room| Ok(room.engine()?.copy_was_made()));
        }
    });
}

/// Has a photo made that has come, and keeps it. The next one is let out by that.
fn make_photo(household: &Household, job: PhotoJob) {
    let (household, at_work) = (household.clone(), household.at_work());
    tokio::task::spawn_blocking(move || {
        let _at_work = at_work;
        let made = job.run();
        let _ = household.ask_blocking(|room| room.engine()?.photo_made(made));
    });
}

fn perform(courier: &Courier, errand: Errand) {
    match errand {
        Errand::Allow { peers } => courier.allow(peers),
        Errand::DialSync { peer, addresses } => courier.dial(Line::Sync, peer, &addresses),
        Errand::SendSync { peer, bytes } => {
            // A line that is gone says so by itself.
            courier.send(Line::Sync, peer, bytes);
        }
        Errand::CloseSync { peer } => courier.close(Line::Sync, peer),
        Errand::AcceptPairing { on } => courier.accept_pairing(on),
        Errand::DialPairing { peer, addresses } => courier.dial(Line::Pairing, peer, &addresses),
        Errand::SendPairing { peer, bytes } => {
            courier.send(Line::Pairing, peer, bytes);
        }
        Errand::ClosePairing { peer } => courier.close(Line::Pairing, peer),
        // Not the courier's: `Heart::run` has done these.
        Errand::SameRoom { .. }
        | Errand::LookNearby { .. }
        | Errand::Direct { .. }
        | Errand::UseMailbox { .. }
        | Errand::Mailbox { .. }
        | Errand::MailboxGoesOn => {}
    }
}
