//! Whether the desktop asks for quiet at this moment: do not disturb, or something that fills the screen. Asked only
//! when a nudge would come.
//!
//! Every desktop keeps its switch in a place of its own. What each place says is read here, on every platform; asking
//! is the platform's. Whoever gives no answer has not asked for quiet: a nudge that never comes is worse than one that
//! comes during a film. Windows and macOS hold notifications back by themselves.

/// Where a desktop keeps its switch, beside the freedesktop property that KDE's server and others have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// A yes or no among the GSettings.
    Setting {
        /// The schema.
        schema: &'static str,
        /// The key.
        key: &'static str,
        /// What it says while quiet is wanted.
        quiet: bool,
    },
    /// A yes or no in Xfconf.
    Xfconf {
        /// The channel.
        channel: &'static str,
        /// The property.
        property: &'static str,
    },
}

/// The switches of a desktop, as `XDG_CURRENT_DESKTOP` names it: several names, the closest first. Only of the desktop
/// that runs, because the others leave theirs as they were when they were used last.
#[must_use]
pub fn switch_of(current_desktop: &str) -> Option<Switch> {
    current_desktop.split(':').find_map(|name| {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "gnome" | "gnome-classic" | "gnome-flashback" | "unity" | "budgie" => Switch::Setting {
                schema: "org.gnome.desktop.notifications",
                key: "show-banners",
                quiet: false,
            },
            "x-cinnamon" | "cinnamon" => Switch::Setting {
                schema: "org.cinnamon.desktop.notifications",
                key: "display-notifications",
                quiet: false,
            },
            "mate" => Switch::Setting {
                schema: "org.mate.NotificationDaemon",
                key: "do-not-disturb",
                quiet: true,
            },
            "pantheon" => Switch::Setting {
                schema: "io.elementary.notifications",
                key: "do-not-disturb",
                quiet: true,
            },
            "xfce" => Switch::Xfconf {
                channel: "xfce4-notifyd",
                property: "/do-not-disturb",
            },
            _ => return None,
        })
    })
}

/// What was found out; `None` where nothing could be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// The notification server says that notifications are inhibited.
    pub inhibited: Option<bool>,
    /// What the desktop's own switch says.
    pub switched: Option<(Switch, bool)>,
    /// The window in front fills the screen.
    pub full_screen: Option<bool>,
}

impl Found {
    /// Whether all of it together asks for quiet.
    #[must_use]
    pub fn asks_for_quiet(self) -> bool {
        let switched = self.switched.is_some_and(|(switch, says)| match switch {
            Switch::Setting { quiet, .. } => says == quiet,
            Switch::Xfconf { .. } => says,
        });
        switched || self.inhibited == Some(true) || self.full_screen == Some(true)
    }
}

#[cfg(target_os = "linux")]
pub use linux::asks_for_quiet;

/// The system holds notifications back itself.
#[cfg(not(target_os = "linux"))]
pub fn asks_for_quiet() -> impl Fn() -> bool + Send + Sync + 'static {
    || false
}

#[cfg(target_os = "linux")]
mod linux {
    use std::time::Duration;

    use gio::prelude::SettingsExt;
    use tokio::runtime::Handle;
    use x11rb::{
        connection::Connection as _,
        protocol::xproto::{Atom, AtomEnum, ConnectionExt, Window},
        rust_connection::RustConnection,
    };
    use zbus::Connection;

    use super::{Found, Switch, switch_of};

    /// The owner thread waits for the answer, so it may not take long.
    const ANSWER: Duration = Duration::from_millis(800);

    /// Asks the desktop, from a thread that may wait. To be made within the runtime that drives the bus.
    pub fn asks_for_quiet() -> impl Fn() -> bool + Send + Sync + 'static {
        let runtime = Handle::current();
        move || {
            let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
            let switch = switch_of(&desktop);
            let asked = async {
                let bus = Connection::session().await.ok()?;
                Some(ask_bus(&bus, switch).await)
            };
            let said = runtime.block_on(async { tokio::time::timeout(ANSWER, asked).await });
            let mut found = said.ok().flatten().unwrap_or_default();
            if let Some(Switch::Setting { schema, key, .. }) = switch {
                let source = gio::SettingsSchemaSource::default();
                found.switched = switch.zip(source.and_then(|from| setting(&from, schema, key)));
            }
            found.full_screen = full_screen(None);
            found.asks_for_quiet()
        }
    }

    /// What is said on the bus.
    pub(super) async fn ask_bus(bus: &Connection, switch: Option<Switch>) -> Found {
        let mut found = Found {
            inhibited: inhibited(bus).await,
            ..Found::default()
        };
        if let Some(Switch::Xfconf { channel, property }) = switch {
            found.switched = switch.zip(xfconf(bus, channel, property).await);
        }
        found
    }

    async fn inhibited(bus: &Connection) -> Option<bool> {
        let name = "org.freedesktop.Notifications";
        let reply = bus
            .call_method(
                Some(name),
                "/org/freedesktop/Notifications",
                Some("org.freedesktop.DBus.Properties"),
                "Get",
                &(name, "Inhibited"),
            )
            .await
            .ok()?;
        yes_or_no(&reply)
    }

    async fn xfconf(bus: &Connection, channel: &str, property: &str) -> Option<bool> {
        let reply = bus
            .call_method(
                Some("org.xfce.Xfconf"),
                "/org/xfce/Xfconf",
                Some("org.xfce.Xfconf"),
                "GetProperty",
                &(channel, property),
            )
            .await
            .ok()?;
        yes_or_no(&reply)
    }

    fn yes_or_no(reply: &zbus::Message) -> Option<bool> {
        let value: zbus::OwnedVariant = reply.body().deserialize().ok()?;
        value.try_into().ok()
    }

    /// A missing schema or key would end the program, so both are looked for first.
    pub(super) fn setting(
        source: &gio::SettingsSchemaSource,
        schema: &str,
        key: &str,
    ) -> Option<bool> {
        let found = source.lookup(schema, true)?;
        let is_yes_or_no = found.has_key(key) && found.key(key).value_type().as_str() == "b";
        is_yes_or_no
            .then(|| gio::Settings::new_full(&found, gio::SettingsBackend::NONE, None).boolean(key))
    }

    /// Whether the window in front fills the screen, as its window manager says. `None` without an X display.
    pub(super) fn full_screen(display: Option<&str>) -> Option<bool> {
        let (x, screen) = RustConnection::connect(display).ok()?;
        let root = x.setup().roots.get(screen)?.root;
        let atom = |name: &str| -> Option<Atom> {
            let asked = x.intern_atom(true, name.as_bytes()).ok()?;
            Some(asked.reply().ok()?.atom)
        };
        let front = values(&x, root, atom("_NET_ACTIVE_WINDOW")?, AtomEnum::WINDOW)?;
        let front: Window = front.first().copied().filter(|window| *window != 0)?;
        let states = values(&x, front, atom("_NET_WM_STATE")?, AtomEnum::ATOM)?;
        Some(states.contains(&atom("_NET_WM_STATE_FULLSCREEN")?))
    }

    fn values(x: &RustConnection, of: Window, name: Atom, kind: AtomEnum) -> Option<Vec<u32>> {
        let asked = x.get_property(false, of, name, kind, 0, 64).ok()?;
        let reply = asked.reply().ok()?;
        Some(reply.value32()?.collect())
    }
}

#[cfg(test)]
mod tests;
