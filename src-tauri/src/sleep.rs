//! What the desktop says about this computer and this session: it is about to sleep, it
//! is awake again or will shut down, the session was locked or unlocked. On Linux logind says so on the system bus.
//! Elsewhere, and without such a bus, the engine's clock notices a sleep afterwards.

/// Something that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The computer is about to sleep. It waits for us, for a moment.
    Sleeping,
    /// It is awake again.
    Awake,
    /// It is about to shut down. It waits for us, for a moment.
    ShuttingDown,
    /// The session was locked, by hand or by the desktop.
    SessionLocked,
    /// The session was unlocked.
    SessionUnlocked,
}

/// A signal as it travels: who it is about, its name, and what it says if that is a yes or a no.
#[derive(Debug, Clone, Copy)]
pub struct Signal<'a> {
    /// The interface.
    pub interface: &'a str,
    /// Its name.
    pub member: &'a str,
    /// Whom it is about.
    pub path: &'a str,
    /// A yes or a no, for signals that say one; of changed properties, whether the session is locked.
    pub yes: Option<bool>,
}

/// logind's object.
pub const MANAGER_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// What a signal means for this session; `None` for what is about something else.
#[must_use]
pub fn meaning(signal: Signal<'_>, session: Option<&str>) -> Option<Said> {
    match (signal.interface, signal.member) {
        (MANAGER, "PrepareForSleep") if signal.path == MANAGER_PATH => {
            signal.yes.map(|sleeps| match sleeps {
                true => Said::Sleeping,
                false => Said::Awake,
            })
        }
        (MANAGER, "PrepareForShutdown") if signal.path == MANAGER_PATH => {
            signal.yes.filter(|ends| *ends).map(|_| Said::ShuttingDown)
        }
        // Another one's session on this computer is no business of ours. Without knowing ours,
        // any is taken for it: one lock too many is better than one too few.
        _ if signal.path == MANAGER_PATH
            || session.is_some_and(|session| session != signal.path) =>
        {
            None
        }
        (SESSION, "Lock") => Some(Said::SessionLocked),
        (SESSION, "Unlock") => Some(Said::SessionUnlocked),
        // What the desktop's own lock screen says, which does not always come with a signal.
        (PROPERTIES, "PropertiesChanged") => signal.yes.map(|locked| match locked {
            true => Said::SessionLocked,
            false => Said::SessionUnlocked,
        }),
        _ => None,
    }
}

#[cfg(target_os = "linux")]
pub use bus::watch;

/// Nothing is said here; see above.
#[cfg(not(target_os = "linux"))]
pub fn watch() -> tokio::sync::mpsc::Receiver<(Said, Heard)> {
    // A receiver whose sender is gone ends at once.
    tokio::sync::mpsc::channel(1).1
}

/// Held until what was said has been acted upon; the computer sleeps then.
pub type Heard = Option<tokio::sync::oneshot::Sender<()>>;

#[cfg(target_os = "linux")]
mod bus {
    use std::{collections::HashMap, time::Duration};

    use futures_util::StreamExt;
    use tokio::sync::{mpsc, oneshot};
    use zbus::{Connection, MatchRule, MessageStream, message::Type};

    use super::{Heard, MANAGER, MANAGER_PATH, SESSION, Said, Signal, meaning};

    const LOGIND: &str = "org.freedesktop.login1";
    /// Longer than it takes to lock, shorter than logind would wait.
    const PATIENCE: Duration = Duration::from_secs(3);
    /// A bus that does not answer must not keep us from listening to it.
    const ANSWER: Duration = Duration::from_secs(2);

    /// What logind says from now on. Ends at once where there is none. Each comes with what is
    /// to be dropped when it was acted upon.
    #[must_use]
    pub fn watch() -> mpsc::Receiver<(Said, Heard)> {
        let (said, heard) = mpsc::channel(8);
        // Without a system bus, or without logind on it, the clock is what is left.
        tokio::spawn(async move {
            if let Ok(bus) = Connection::system().await {
                let _ = listen(bus, said).await;
            }
        });
        heard
    }

    pub(super) async fn listen(
        bus: Connection,
        said: mpsc::Sender<(Said, Heard)>,
    ) -> zbus::Result<()> {
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(LOGIND)
            .path_namespace(MANAGER_PATH)
            .build()?;
        let mut signals = MessageStream::for_match_rule(rule, &bus, None).await?;
        let session = own_session(&bus).await;
        let mut delay = delay_sleep(&bus).await;
        while let Some(message) = signals.next().await {
            let message = message?;
            let header = message.header();
            let (Some(interface), Some(member), Some(path)) =
                (header.interface(), header.member(), header.path())
            else {
                continue;
            };
            let signal = Signal {
                interface: interface.as_str(),
                member: member.as_str(),
                path: path.as_str(),
                yes: yes_or_no(&message),
            };
            let Some(meant) = meaning(signal, session.as_deref()) else {
                continue;
            };
            let (done, acted) = oneshot::channel::<()>();
            if said.send((meant, Some(done))).await.is_err() {
                break;
            }
            match meant {
                Said::Sleeping | Said::ShuttingDown => {
                    // The sender is dropped when everything is locked, or has been seen.
                    let _ = tokio::time::timeout(PATIENCE, acted).await;
                    delay = None;
                }
                Said::Awake => delay = delay_sleep(&bus).await,
                Said::SessionLocked | Said::SessionUnlocked => {}
            }
        }
        drop(delay);
        Ok(())
    }

    fn yes_or_no(message: &zbus::Message) -> Option<bool> {
        let body = message.body();
        if let Ok(yes) = body.deserialize::<bool>() {
            return Some(yes);
        }
        type Changed = (String, HashMap<String, zbus::OwnedVariant>, Vec<String>);
        let (of, mut values, _) = body.deserialize::<Changed>().ok()?;
        let locked = values.remove("LockedHint").filter(|_| of == SESSION)?;
        locked.try_into().ok()
    }

    /// Has the computer wait with sleeping until the screen is locked, and with shutting down for a moment.
    async fn delay_sleep(bus: &Connection) -> Option<zbus::OwnedFd> {
        let why = "The screen is locked first";
        let what = ("sleep:shutdown", "Lamplight", why, "delay");
        let asked = bus.call_method(Some(LOGIND), MANAGER_PATH, Some(MANAGER), "Inhibit", &what);
        let reply = tokio::time::timeout(ANSWER, asked).await.ok()?.ok()?;
        reply.body().deserialize().ok()
    }

    /// The object of the session this program runs in.
    async fn own_session(bus: &Connection) -> Option<String> {
        let (pid, method) = (std::process::id(), "GetSessionByPID");
        let asked = bus.call_method(Some(LOGIND), MANAGER_PATH, Some(MANAGER), method, &pid);
        let reply = tokio::time::timeout(ANSWER, asked).await.ok()?.ok()?;
        let path: zbus::OwnedObjectPath = reply.body().deserialize().ok()?;
        Some(path.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINE: &str = "/org/freedesktop/login1/session/_32";

    fn signal<'a>(
        interface: &'a str,
        member: &'a str,
        path: &'a str,
        yes: Option<bool>,
    ) -> Signal<'a> {
        Signal {
            interface,
            member,
            path,
            yes,
        }
    }

    #[test]
    fn a_sleep_begins_and_ends() {
        let said = |yes| {
            meaning(
                signal(MANAGER, "PrepareForSleep", MANAGER_PATH, yes),
                Some(MINE),
            )
        };
        assert_eq!(said(Some(true)), Some(Said::Sleeping));
        assert_eq!(said(Some(false)), Some(Said::Awake));
        assert_eq!(said(None), None);
    }

    #[test]
    fn a_session_is_locked_and_it_is_mine() {
        let locked = |path, session| meaning(signal(SESSION, "Lock", path, None), session);
        assert_eq!(locked(MINE, Some(MINE)), Some(Said::SessionLocked));
        let other = "/org/freedesktop/login1/session/_33";
        assert_eq!(locked(other, Some(MINE)), None);
        assert_eq!(locked(other, None), Some(Said::SessionLocked));
    }

    #[test]
    fn it_is_unlocked_by_a_signal_or_a_property() {
        let said = |interface, member, path, yes| {
            meaning(signal(interface, member, path, yes), Some(MINE))
        };
        let other = "/org/freedesktop/login1/session/_33";
        assert_eq!(
            said(SESSION, "Unlock", MINE, None),
            Some(Said::SessionUnlocked)
        );
        assert_eq!(said(SESSION, "Unlock", other, None), None);
        let changed = |path, locked| said(PROPERTIES, "PropertiesChanged", path, locked);
        assert_eq!(changed(MINE, Some(true)), Some(Said::SessionLocked));
        assert_eq!(changed(MINE, Some(false)), Some(Said::SessionUnlocked));
        assert_eq!(changed(MINE, None), None, "something else has changed");
        assert_eq!(changed(other, Some(false)), None);
    }

    #[test]
    fn a_shutdown_is_one_until_it_is_called_off() {
        let said = |yes| {
            meaning(
                signal(MANAGER, "PrepareForShutdown", MANAGER_PATH, yes),
                Some(MINE),
            )
        };
        assert_eq!(said(Some(true)), Some(Said::ShuttingDown));
        assert_eq!((said(Some(false)), said(None)), (None, None));
    }

    #[test]
    fn everything_else_says_nothing() {
        for (interface, member, path) in [
            (SESSION, "Unlock", MANAGER_PATH),
            (MANAGER, "PrepareForShutdown", MINE),
            (MANAGER, "PrepareForSleep", MINE),
            (PROPERTIES, "PropertiesChanged", MANAGER_PATH),
            ("org.example", "Lock", MINE),
        ] {
            let signal = signal(interface, member, path, Some(true));
            assert_eq!(meaning(signal, Some(MINE)), None, "{interface} {member}");
        }
    }

    /// A real bus of its own, with a stand-in for logind on it.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn what_logind_says_is_heard_and_the_computer_waits_for_us() {
        use std::{collections::HashMap, time::Duration};

        use zbus::connection::Builder;

        let bus = crate::private_bus::PrivateBus::start();
        let logind = Builder::address(bus.address.as_str())
            .build()
            .await
            .unwrap();
        logind.request_name("org.freedesktop.login1").await.unwrap();
        let ours = Builder::address(bus.address.as_str())
            .build()
            .await
            .unwrap();
        let (said, mut heard) = tokio::sync::mpsc::channel(8);
        let listening = tokio::spawn(bus::listen(ours, said));
        let other = Builder::address(bus.address.as_str())
            .build()
            .await
            .unwrap();
        let says =
            async |who: &zbus::Connection, path: &str, interface: &str, name: &str, yes: bool| {
                who.emit_signal(None::<&str>, path, interface, name, &yes)
                    .await
                    .unwrap();
            };
        // Until it listens nothing is heard; what is not logind's is never heard.
        let first = tokio::time::timeout(Duration::from_secs(30), async {
            loop {
                says(&other, MANAGER_PATH, MANAGER, "PrepareForSleep", false).await;
                says(&logind, MANAGER_PATH, MANAGER, "PrepareForSleep", true).await;
                if let Ok(first) =
                    tokio::time::timeout(Duration::from_millis(200), heard.recv()).await
                {
                    break first;
                }
            }
        });
        let (said, done) = first.await.unwrap().unwrap();
        assert_eq!(said, Said::Sleeping);
        drop(done);
        // What was said several times is heard as often.
        says(&logind, MINE, SESSION, "Lock", true).await;
        let locked = tokio::time::timeout(Duration::from_secs(30), async {
            loop {
                let (said, done) = heard.recv().await.unwrap();
                drop(done);
                if said != Said::Sleeping {
                    break said;
                }
            }
        });
        assert_eq!(locked.await.unwrap(), Said::SessionLocked);
        // A desktop's own lock screen, and a shutdown.
        let hint = HashMap::from([("LockedHint", zbus::Variant::from(false))]);
        let changed = (SESSION, hint, Vec::<String>::new());
        logind
            .emit_signal(
                None::<&str>,
                MINE,
                PROPERTIES,
                "PropertiesChanged",
                &changed,
            )
            .await
            .unwrap();
        says(&logind, MANAGER_PATH, MANAGER, "PrepareForShutdown", true).await;
        for expected in [Said::SessionUnlocked, Said::ShuttingDown] {
            let (said, done) = tokio::time::timeout(Duration::from_secs(30), heard.recv())
                .await
                .unwrap()
                .unwrap();
            drop(done);
            assert_eq!(said, expected);
        }
        listening.abort();
    }
}
