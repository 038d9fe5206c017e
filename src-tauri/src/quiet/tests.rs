use super::*;

const GNOME: Switch = Switch::Setting {
    schema: "org.gnome.desktop.notifications",
    key: "show-banners",
    quiet: false,
};
const MATE: Switch = Switch::Setting {
    schema: "org.mate.NotificationDaemon",
    key: "do-not-disturb",
    quiet: true,
};
const XFCE: Switch = Switch::Xfconf {
    channel: "xfce4-notifyd",
    property: "/do-not-disturb",
};

#[test]
fn each_desktop_has_its_own_switch() {
    for (name, switch) in [
        ("GNOME", Some(GNOME)),
        ("ubuntu:GNOME", Some(GNOME)),
        ("Budgie:GNOME", Some(GNOME)),
        ("MATE", Some(MATE)),
        ("XFCE", Some(XFCE)),
        // Its server says so itself.
        ("KDE", None),
        ("sway", None),
        ("", None),
    ] {
        assert_eq!(switch_of(name), switch, "{name}");
    }
    assert!(matches!(
        switch_of("X-Cinnamon"),
        Some(Switch::Setting { schema, quiet: false, .. }) if schema.contains("cinnamon")
    ));
}

#[test]
fn quiet_is_what_somebody_asked_for() {
    assert!(!Found::default().asks_for_quiet(), "nobody said anything");
    for (switch, says, quiet) in [
        (GNOME, false, true),
        (GNOME, true, false),
        (MATE, true, true),
        (MATE, false, false),
        (XFCE, true, true),
        (XFCE, false, false),
    ] {
        let found = Found {
            switched: Some((switch, says)),
            ..Found::default()
        };
        assert_eq!(found.asks_for_quiet(), quiet, "{switch:?} says {says}");
    }
    for asks in [true, false] {
        let inhibited = Found {
            inhibited: Some(asks),
            ..Found::default()
        };
        let full_screen = Found {
            full_screen: Some(asks),
            ..Found::default()
        };
        assert_eq!(inhibited.asks_for_quiet(), asks);
        assert_eq!(full_screen.asks_for_quiet(), asks);
    }
}

#[cfg(target_os = "linux")]
mod on_a_bus {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    use futures_util::StreamExt;
    use zbus::{Connection, MessageStream, Variant, connection::Builder, message::Type};

    use super::{super::linux, *};

    /// Answers whatever is asked with what `says` has for the two names that are asked about.
    async fn stands_in(
        bus: &Connection,
        name: &'static str,
        says: impl Fn(&str, &str) -> Option<Variant<'static>> + Send + 'static,
    ) {
        let mut asked = MessageStream::from(bus);
        let bus = bus.clone();
        bus.request_name(name).await.unwrap();
        tokio::spawn(async move {
            while let Some(Ok(message)) = asked.next().await {
                let header = message.header();
                if header.message_type() != Type::MethodCall {
                    continue;
                }
                let body = message.body();
                let about = body.deserialize::<(&str, &str)>();
                match about.ok().and_then(|(of, what)| says(of, what)) {
                    Some(value) => bus.reply(&header, &value).await.unwrap(),
                    None => {
                        let unknown = "org.freedesktop.DBus.Error.InvalidArgs";
                        bus.reply_error(&header, unknown, &"no such thing")
                            .await
                            .unwrap();
                    }
                }
            }
        });
    }

    async fn on(address: &str) -> Connection {
        Builder::address(address).build().await.unwrap()
    }

    #[tokio::test]
    async fn the_server_and_the_switch_are_asked() {
        let bus = crate::private_bus::PrivateBus::start();
        let ours = on(&bus.address).await;
        let nobody = linux::ask_bus(&ours, Some(XFCE)).await;
        assert_eq!(nobody, Found::default(), "a bus with nobody on it");

        let (inhibited, switched) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
        let (server, xfconf) = (on(&bus.address).await, on(&bus.address).await);
        let says = inhibited.clone();
        stands_in(&server, "org.freedesktop.Notifications", move |_, what| {
            (what == "Inhibited").then(|| Variant::from(says.load(Ordering::SeqCst)))
        })
        .await;
        let says = switched.clone();
        stands_in(&xfconf, "org.xfce.Xfconf", move |of, what| {
            match (of, what) {
                ("xfce4-notifyd", "/do-not-disturb") => {
                    Some(Variant::from(says.load(Ordering::SeqCst)))
                }
                // Of another kind than was expected.
                ("xfce4-notifyd", "/theme") => Some(Variant::from("Default")),
                _ => None,
            }
        })
        .await;

        for (server, switch) in [(false, false), (true, false), (false, true), (true, true)] {
            inhibited.store(server, Ordering::SeqCst);
            switched.store(switch, Ordering::SeqCst);
            let found = linux::ask_bus(&ours, Some(XFCE)).await;
            assert_eq!(found.inhibited, Some(server));
            assert_eq!(found.switched, Some((XFCE, switch)));
            assert_eq!(found.asks_for_quiet(), server || switch);
        }
        for property in ["/theme", "/nothing"] {
            let other = Switch::Xfconf {
                channel: "xfce4-notifyd",
                property,
            };
            let found = linux::ask_bus(&ours, Some(other)).await;
            assert_eq!(found.switched, None, "{property}");
        }
    }

    #[tokio::test]
    async fn a_server_that_says_nothing_of_it_asks_for_nothing() {
        let bus = crate::private_bus::PrivateBus::start();
        let server = on(&bus.address).await;
        stands_in(&server, "org.freedesktop.Notifications", |_, _| None).await;
        let found = linux::ask_bus(&on(&bus.address).await, None).await;
        assert_eq!(found, Found::default());
    }

    #[test]
    fn a_setting_is_read_where_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let schema = r#"<schemalist><schema id="net.lamplight.trial" path="/net/lamplight/trial/">
            <key name="on" type="b"><default>true</default></key>
            <key name="off" type="b"><default>false</default></key>
            <key name="word" type="s"><default>'true'</default></key>
        </schema></schemalist>"#;
        let file = folder.path().join("net.lamplight.trial.gschema.xml");
        std::fs::write(file, schema).unwrap();
        let compiled = std::process::Command::new("glib-compile-schemas")
            .arg(folder.path())
            .status()
            .expect("glib-compile-schemas, of the package libglib2.0-dev-bin");
        assert!(compiled.success());
        let source = gio::SettingsSchemaSource::from_directory(folder.path(), None, true).unwrap();
        for (key, says) in [
            ("on", Some(true)),
            ("off", Some(false)),
            ("word", None),
            ("absent", None),
        ] {
            let found = linux::setting(&source, "net.lamplight.trial", key);
            assert_eq!(found, says, "{key}");
        }
        assert_eq!(linux::setting(&source, "net.lamplight.nothing", "on"), None);
    }

    /// A real display, and what a window manager would write on it.
    #[test]
    fn a_window_that_fills_the_screen_is_seen() {
        use x11rb::{
            connection::Connection as _,
            protocol::xproto::{AtomEnum, ConnectionExt as _, PropMode, WindowClass},
            wrapper::ConnectionExt as _,
        };

        assert_eq!(
            linux::full_screen(Some(":4711")),
            None,
            "there is no such display"
        );
        let server = crate::private_bus::PrivateDisplay::start();
        assert_eq!(
            linux::full_screen(Some(&server.name)),
            None,
            "nobody manages windows"
        );

        let (x, screen) = x11rb::connect(Some(&server.name)).unwrap();
        let root = x.setup().roots[screen].root;
        let atom = |name: &str| {
            let asked = x.intern_atom(false, name.as_bytes()).unwrap();
            asked.reply().unwrap().atom
        };
        let (front, states) = (atom("_NET_ACTIVE_WINDOW"), atom("_NET_WM_STATE"));
        let (above, full) = (
            atom("_NET_WM_STATE_ABOVE"),
            atom("_NET_WM_STATE_FULLSCREEN"),
        );
        let window = x.generate_id().unwrap();
        let class = WindowClass::INPUT_OUTPUT;
        x.create_window(
            0,
            window,
            root,
            0,
            0,
            9,
            9,
            0,
            class,
            0,
            &Default::default(),
        )
        .unwrap();
        let replace = PropMode::REPLACE;
        let is_front = |id: u32| {
            x.change_property32(replace, root, front, AtomEnum::WINDOW, &[id])
                .unwrap();
            x.sync().unwrap();
        };
        let is = |of: &[u32]| {
            x.change_property32(replace, window, states, AtomEnum::ATOM, of)
                .unwrap();
            x.sync().unwrap();
        };
        is(&[above, full]);
        is_front(window);
        assert_eq!(linux::full_screen(Some(&server.name)), Some(true));
        is(&[above]);
        assert_eq!(linux::full_screen(Some(&server.name)), Some(false));
        is(&[full]);
        is_front(0);
        assert_eq!(
            linux::full_screen(Some(&server.name)),
            None,
            "the empty desktop"
        );
        // One that is gone by now.
        is_front(window + 1);
        assert_eq!(linux::full_screen(Some(&server.name)), None);
    }
}
