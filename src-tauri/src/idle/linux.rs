//! GNOME says by itself when somebody leaves and comes back, and so do other Wayland compositors; an X server is asked.

use std::time::Duration;

use chrono::Utc;
use companion::couple::cue::Signal;
use futures_util::StreamExt;
use tokio::sync::mpsc;
use x11rb::{
    connection::Connection as _, protocol::screensaver::ConnectionExt as _,
    rust_connection::RustConnection,
};
use zbus::{Connection, MatchRule, MessageStream, message::Type};

use super::{ASK, AWAY, Asked, Source, before, sources, wayland};

const MUTTER: &str = "org.gnome.Mutter.IdleMonitor";
const MUTTER_PATH: &str = "/org/gnome/Mutter/IdleMonitor/Core";
/// A bus that does not answer has no idle monitor.
const ANSWER: Duration = Duration::from_secs(2);

/// What is noticed from now on, until the receiver is dropped.
#[must_use]
pub fn watch() -> mpsc::Receiver<Signal> {
    let (said, heard) = mpsc::channel(8);
    tokio::spawn(async move {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        for source in sources(is_set("WAYLAND_DISPLAY"), is_set("DISPLAY")) {
            match source {
                Source::Mutter => {
                    if let Ok(bus) = Connection::session().await {
                        // Ends at once where there is none, and otherwise with the session.
                        let _ = mutter(&bus, &said).await;
                    }
                }
                Source::Compositor => {
                    let connect = || wayland_client::Connection::connect_to_env().ok();
                    wayland::compositor(connect, AWAY, &said).await;
                }
                Source::ScreenSaver => screen_saver(None, &said).await,
            }
        }
    });
    heard
}

/// Has GNOME say when nothing was touched for a while, and then when something is.
pub(super) async fn mutter(bus: &Connection, said: &mpsc::Sender<Signal>) -> zbus::Result<()> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(MUTTER)
        .interface(MUTTER)
        .member("WatchFired")
        .build()?;
    let mut fired = MessageStream::for_match_rule(rule, bus, None).await?;
    let wait = u64::try_from(AWAY.as_millis()).unwrap_or(u64::MAX);
    let idle = watch_for(bus, "AddIdleWatch", &wait).await?;
    let mut active = None;
    loop {
        let message = tokio::select! {
            message = fired.next() => message,
            () = said.closed() => None,
        };
        let Some(message) = message else { break };
        let which: u32 = message?.body().deserialize()?;
        let signal = if which == idle {
            active = Some(watch_for(bus, "AddUserActiveWatch", &()).await?);
            Signal::Left(before(Utc::now(), AWAY))
        } else if Some(which) == active.take() {
            Signal::Returned
        } else {
            continue;
        };
        if said.send(signal).await.is_err() {
            break;
        }
    }
    let gone = bus.call_method(
        Some(MUTTER),
        MUTTER_PATH,
        Some(MUTTER),
        "RemoveWatch",
        &idle,
    );
    let _ = tokio::time::timeout(ANSWER, gone).await;
    Ok(())
}

async fn watch_for<B>(bus: &Connection, method: &str, body: &B) -> zbus::Result<u32>
where
    B: serde::Serialize + zbus::Type,
{
    let asked = bus.call_method(Some(MUTTER), MUTTER_PATH, Some(MUTTER), method, body);
    let reply = tokio::time::timeout(ANSWER, asked)
        .await
        .map_err(|_| zbus::Error::InvalidReply)??;
    reply.body().deserialize()
}

/// Asks an X server, for as long as anybody listens and it answers.
pub(super) async fn screen_saver(display: Option<&str>, said: &mpsc::Sender<Signal>) {
    let Ok((x, screen)) = RustConnection::connect(display) else {
        return;
    };
    let Some(root) = x.setup().roots.get(screen).map(|screen| screen.root) else {
        return;
    };
    let mut asked = Asked::default();
    loop {
        // A question to a program on this computer, answered within a millisecond.
        let idle = idle_of(&x, root);
        if let Some(signal) = asked.look(idle, Utc::now())
            && said.send(signal).await.is_err()
        {
            return;
        }
        if idle.is_none() {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(ASK) => {}
            () = said.closed() => return,
        }
    }
}

/// How long nothing was touched.
pub(super) fn idle_of(x: &RustConnection, root: u32) -> Option<Duration> {
    let reply = x.screensaver_query_info(root).ok()?.reply().ok()?;
    Some(Duration::from_millis(reply.ms_since_user_input.into()))
}
