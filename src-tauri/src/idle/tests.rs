use super::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000 + seconds, 0).unwrap()
}

#[test]
fn answers_make_a_leaving_and_a_coming_back() {
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    let mut asked = Asked::default();
    assert_eq!(asked.look(seconds(299), at(0)), None);
    assert_eq!(
        asked.look(seconds(310), at(0)),
        Some(Signal::Left(at(-310)))
    );
    assert_eq!(asked.look(seconds(340), at(30)), None);
    assert_eq!(asked.look(seconds(3), at(60)), Some(Signal::Returned));
    assert_eq!(asked.look(seconds(0), at(90)), None);
    // No answer is an answer: somebody is there.
    assert_eq!(asked.look(None, at(120)), None);
    assert_eq!(
        asked.look(seconds(301), at(420)),
        Some(Signal::Left(at(119)))
    );
    assert_eq!(asked.look(None, at(430)), Some(Signal::Returned));
    // Nonsense of a driver.
    assert_eq!(
        asked.look(Some(Duration::MAX), at(0)),
        Some(Signal::Left(at(0)))
    );
}

#[test]
fn behind_wayland_the_x_server_is_not_asked() {
    assert_eq!(sources(true, true), [Source::Mutter, Source::Compositor]);
    assert_eq!(sources(true, false), [Source::Mutter, Source::Compositor]);
    assert_eq!(sources(false, true), [Source::Mutter, Source::ScreenSaver]);
    assert_eq!(sources(false, false), [Source::Mutter]);
}

#[test]
fn what_macos_prints_is_read() {
    let printed = "
    | |   +-o IOHIDSystem  <class IOHIDSystem, id 0x100000461, registered, matched, active>
    | |     {
    | |       \"HIDParameters\" = {\"HIDClickTime\"=500000000}
    | |       \"HIDIdleTime\" = 1803459233
    | |       \"HIDServiceSupport\" = Yes
    | |     }";
    assert_eq!(
        from_ioreg(printed),
        Some(Duration::from_nanos(1_803_459_233))
    );
    for nothing in [
        "",
        "\"HIDIdleTime\" = soon",
        "HIDIdleTime = 5",
        "\"HIDIdleTime\" = -5",
    ] {
        assert_eq!(from_ioreg(nothing), None, "{nothing}");
    }
}

#[test]
fn what_windows_prints_is_read() {
    let head = " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME\r\n";
    let line = |idle: &str| {
        format!(
            "{head} sam                                       3  Disc         1+02:00  5/4/2026 8:00 AM\r\n\
             >ada                   console             1  Active      {idle}  5/4/2026 8:01 AM\r\n"
        )
    };
    for (idle, minutes) in [
        (".", 0),
        ("none", 0),
        ("7", 7),
        ("1:20", 80),
        ("2+03:10", 3 * 60 + 10 + 2 * 24 * 60),
    ] {
        assert_eq!(
            from_quser(&line(idle)),
            Some(Duration::from_secs(minutes * 60)),
            "{idle}"
        );
    }
    // In German, and of a session without a name.
    let german = " BENUTZERNAME  SITZUNGSNAME  ID  STATUS  LEERLAUFZEIT  ANMELDEZEIT\n>ada  4  Getr.  12  04.05.2026 08:01\n";
    assert_eq!(from_quser(german), Some(Duration::from_secs(12 * 60)));
    for nothing in [
        "",
        head,
        ">ada",
        "'quser' is not recognized",
        ">ada console 1 Active",
    ] {
        assert_eq!(from_quser(nothing), None, "{nothing}");
    }
}

#[cfg(target_os = "linux")]
mod on_this_computer {
    use std::time::Duration as Wait;

    use futures_util::StreamExt;
    use tokio::sync::mpsc;
    use x11rb::connection::Connection as _;
    use zbus::{Connection, MessageStream, connection::Builder, message::Type};

    use super::{
        super::{linux, wayland},
        *,
    };
    use crate::private_bus::{PrivateBus, PrivateCompositor, PrivateDisplay};

    const MUTTER: &str = "org.gnome.Mutter.IdleMonitor";

    /// Answers like GNOME's idle monitor: a number for each watch, 1, 2, 3 …
    async fn idle_monitor(bus: &Connection) -> mpsc::UnboundedReceiver<String> {
        let (told, calls) = mpsc::unbounded_channel();
        let mut asked = MessageStream::from(bus);
        bus.request_name(MUTTER).await.unwrap();
        let bus = bus.clone();
        tokio::spawn(async move {
            let mut number = 0_u32;
            while let Some(Ok(message)) = asked.next().await {
                let header = message.header();
                if header.message_type() != Type::MethodCall {
                    continue;
                }
                number += 1;
                bus.reply(&header, &number).await.unwrap();
                let _ = told.send(header.member().unwrap().to_string());
            }
        });
        calls
    }

    async fn next(heard: &mut mpsc::Receiver<Signal>) -> Option<Signal> {
        tokio::time::timeout(Wait::from_secs(30), heard.recv())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn gnome_says_who_leaves_and_who_is_back() {
        let bus = PrivateBus::start();
        let on = async || {
            Builder::address(bus.address.as_str())
                .build()
                .await
                .unwrap()
        };
        let (ours, gnome) = (on().await, on().await);
        let (said, mut heard) = mpsc::channel(8);
        assert!(
            linux::mutter(&ours, &said).await.is_err(),
            "a bus with nobody on it"
        );

        let mut calls = idle_monitor(&gnome).await;
        let watching = tokio::spawn(async move { linux::mutter(&ours, &said).await });
        let fires = async |number: u32| {
            let path = "/org/gnome/Mutter/IdleMonitor/Core";
            gnome
                .emit_signal(None::<&str>, path, MUTTER, "WatchFired", &number)
                .await
                .unwrap();
        };
        assert_eq!(calls.recv().await.unwrap(), "AddIdleWatch");
        fires(99).await;
        fires(1).await;
        let Some(Signal::Left(since)) = next(&mut heard).await else {
            panic!("somebody has left");
        };
        let gone = Utc::now() - since;
        assert!(
            gone >= TimeDelta::minutes(5) && gone < TimeDelta::minutes(6),
            "{gone}"
        );
        assert_eq!(calls.recv().await.unwrap(), "AddUserActiveWatch");
        fires(2).await;
        assert_eq!(next(&mut heard).await, Some(Signal::Returned));
        // And again, under another number.
        fires(1).await;
        assert!(matches!(next(&mut heard).await, Some(Signal::Left(_))));
        assert_eq!(calls.recv().await.unwrap(), "AddUserActiveWatch");
        fires(3).await;
        assert_eq!(next(&mut heard).await, Some(Signal::Returned));
        // Whoever listens no longer is no longer watched.
        drop(heard);
        assert!(
            tokio::time::timeout(Wait::from_secs(30), watching)
                .await
                .unwrap()
                .unwrap()
                .is_ok()
        );
        assert_eq!(calls.recv().await.unwrap(), "RemoveWatch");
    }

    #[tokio::test]
    async fn an_x_server_is_asked() {
        let (said, _heard) = mpsc::channel(8);
        // Nobody there: it ends, and says nothing.
        linux::screen_saver(Some(":4711"), &said).await;

        let server = PrivateDisplay::start();
        let (x, screen) =
            x11rb::rust_connection::RustConnection::connect(Some(&server.name)).unwrap();
        let root = x.setup().roots[screen].root;
        let touch = || {
            let moved = std::process::Command::new("xdotool")
                .args(["mousemove_relative", "3", "3"])
                .env("DISPLAY", &server.name)
                .status()
                .expect("xdotool");
            assert!(moved.success());
        };
        touch();
        std::thread::sleep(Wait::from_millis(400));
        let idle = linux::idle_of(&x, root).unwrap();
        assert!(idle >= Wait::from_millis(300) && idle < AWAY, "{idle:?}");
        touch();
        assert!(linux::idle_of(&x, root).unwrap() < idle);
        drop(server);
        assert_eq!(linux::idle_of(&x, root), None);
    }

    /// A real compositor, in which a mouse moves.
    #[tokio::test]
    async fn a_wayland_compositor_says_it_by_itself() {
        let (said, mut heard) = mpsc::channel(8);
        let away = Wait::from_millis(700);
        // Nobody there: it ends, and says nothing.
        wayland::compositor(|| None, away, &said).await;

        let compositor = PrivateCompositor::start();
        let socket = compositor.socket.clone();
        let there = async {
            loop {
                if let Ok(socket) = std::os::unix::net::UnixStream::connect(&socket) {
                    break socket;
                }
                tokio::time::sleep(Wait::from_millis(50)).await;
            }
        };
        let there = tokio::time::timeout(Wait::from_secs(60), there)
            .await
            .unwrap();
        let watching = tokio::spawn(async move {
            let connect = || wayland_client::Connection::from_socket(there).ok();
            wayland::compositor(connect, away, &said).await;
        });
        let display = compositor.display.name.clone();
        let touch = |x: &str| {
            let moved = std::process::Command::new("xdotool")
                .args(["mousemove", x, "100"])
                .env("DISPLAY", &display)
                .status()
                .expect("xdotool");
            assert!(moved.success());
        };
        let soon = Wait::from_secs(60);
        for round in 0..2 {
            let left = tokio::time::timeout(soon, heard.recv()).await.unwrap();
            assert!(matches!(left, Some(Signal::Left(_))), "{left:?}");
            let back = async {
                for step in 0.. {
                    // It may be a while until its window is there for the mouse.
                    touch(&(100 + (round * 37 + step * 11) % 200).to_string());
                    let wait = Wait::from_millis(300);
                    if let Ok(said) = tokio::time::timeout(wait, heard.recv()).await {
                        return said;
                    }
                }
                None
            };
            let back = tokio::time::timeout(soon, back).await.unwrap();
            assert_eq!(back, Some(Signal::Returned));
        }
        drop(compositor);
        tokio::time::timeout(soon, watching).await.unwrap().unwrap();
    }
}
