//! `ext-idle-notify-v1`: a Wayland compositor says by itself when nothing was touched for a while, and when something is
//! again. KDE's, Sway, labwc, Hyprland, COSMIC and others know it. The client is written in Rust and needs no library
//! of the system's.

use std::{io, thread, time::Duration};

use chrono::Utc;
use companion::couple::cue::Signal;
use tokio::sync::{mpsc, oneshot};
use wayland_client::{
    Connection, Dispatch, EventQueue, QueueHandle,
    globals::{GlobalListContents, registry_queue_init},
    protocol::{
        wl_callback::{self, WlCallback},
        wl_registry::{self, WlRegistry},
        wl_seat::{self, WlSeat},
    },
};
use wayland_protocols::ext::idle_notify::v1::client::{
    ext_idle_notification_v1::{self, ExtIdleNotificationV1},
    ext_idle_notifier_v1::{self, ExtIdleNotifierV1},
};

use super::before;

/// A compositor that does not answer has no idle notifier.
const ANSWER: Duration = Duration::from_secs(2);

/// What was said and not handed on yet.
struct Heard {
    away: Duration,
    signals: Vec<Signal>,
}

impl Dispatch<ExtIdleNotificationV1, ()> for Heard {
    fn event(
        heard: &mut Self,
        _: &ExtIdleNotificationV1,
        event: ext_idle_notification_v1::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        match event {
            ext_idle_notification_v1::Event::Idled => {
                heard
                    .signals
                    .push(Signal::Left(before(Utc::now(), heard.away)));
            }
            ext_idle_notification_v1::Event::Resumed => heard.signals.push(Signal::Returned),
            _ => {}
        }
    }
}

/// These say nothing that matters here.
macro_rules! unheard {
    ($($what:ty, $event:ty, $data:ty;)*) => {$(
        impl Dispatch<$what, $data> for Heard {
            fn event(
                _: &mut Self,
                _: &$what,
                _: $event,
                _: &$data,
                _: &Connection,
                _: &QueueHandle<Self>,
            ) {}
        }
    )*};
}

unheard! {
    WlCallback, wl_callback::Event, ();
    WlRegistry, wl_registry::Event, GlobalListContents;
    WlSeat, wl_seat::Event, ();
    ExtIdleNotifierV1, ext_idle_notifier_v1::Event, ();
}

/// Has a compositor say when nothing was touched for `away`, and hands it on for as long as anybody listens and the
/// compositor is there. Ends at once where there is none, or where it does not know how.
pub(super) async fn compositor(
    connect: impl FnOnce() -> Option<Connection> + Send + 'static,
    away: Duration,
    said: &mpsc::Sender<Signal>,
) {
    // What is asked at first is waited for.
    let asked = tokio::task::spawn_blocking(move || asked(&connect()?, away));
    if let Ok(Ok(Some((queue, compositor)))) = tokio::time::timeout(ANSWER, asked).await {
        // One that goes away has said all it had to say.
        let _ = hand_on(queue, &compositor, away, said).await;
    }
}

fn asked(compositor: &Connection, away: Duration) -> Option<(EventQueue<Heard>, Connection)> {
    let (globals, queue) = registry_queue_init::<Heard>(compositor).ok()?;
    let handle = queue.handle();
    let notifier: ExtIdleNotifierV1 = globals.bind(&handle, 1..=1, ()).ok()?;
    let seat: WlSeat = globals.bind(&handle, 1..=1, ()).ok()?;
    let wait = u32::try_from(away.as_millis()).unwrap_or(u32::MAX);
    notifier.get_idle_notification(wait, &seat, &handle, ());
    Some((queue, compositor.clone()))
}

/// Waits on a thread of its own: what a compositor says is read nowhere else.
async fn hand_on(
    queue: EventQueue<Heard>,
    compositor: &Connection,
    away: Duration,
    said: &mpsc::Sender<Signal>,
) -> io::Result<()> {
    let (handle, tell) = (queue.handle(), said.clone());
    let (ended, mut has_ended) = oneshot::channel::<()>();
    thread::Builder::new()
        .name("compositor".into())
        .spawn(move || {
            listen(queue, away, &tell);
            drop(ended);
        })?;
    tokio::select! {
        _ = &mut has_ended => {}
        () = said.closed() => {
            // The answer wakes it up, and it sees that nobody listens any more.
            compositor.display().sync(&handle, ());
            compositor.flush().map_err(io::Error::other)?;
        }
    }
    Ok(())
}

fn listen(mut queue: EventQueue<Heard>, away: Duration, said: &mpsc::Sender<Signal>) {
    let mut heard = Heard {
        away,
        signals: Vec::new(),
    };
    while !said.is_closed() && queue.blocking_dispatch(&mut heard).is_ok() {
        for signal in heard.signals.drain(..) {
            if said.blocking_send(signal).is_err() {
                return;
            }
        }
    }
}
