//! Starting with the computer. Outside a sandbox an entry of the system's own does it; within one only the desktop's
//! portal can, and it asks the person.

use std::{future::Future, io, pin::Pin};

use tauri::{AppHandle, Runtime};
use tauri_plugin_autostart::ManagerExt as _;

/// Starts the app with the computer, or no longer.
pub type Autostart = Box<dyn Fn(bool) -> Doing + Send + Sync>;
/// It may take as long as a person thinks about it.
pub type Doing = Pin<Box<dyn Future<Output = io::Result<()>> + Send>>;

/// The system's own way.
pub fn of_system<R: Runtime>(app: &AppHandle<R>) -> Autostart {
    #[cfg(target_os = "linux")]
    if portal::is_sandboxed() {
        return Box::new(|on| Box::pin(portal::ask_session(on)));
    }
    let app = app.clone();
    // An AppImage is started by its own file, which the plugin knows of.
    Box::new(move |on| {
        let launcher = app.autolaunch();
        let done = if on {
            launcher.enable()
        } else {
            launcher.disable()
        };
        let done = match done {
            Ok(()) => Ok(()),
            // Switching off what is off fails on some systems.
            Err(_) if !on && launcher.is_enabled().is_ok_and(|enabled| !enabled) => Ok(()),
            Err(error) => Err(io::Error::other(error)),
        };
        Box::pin(std::future::ready(done))
    })
}

#[cfg(target_os = "linux")]
mod portal {
    //! `org.freedesktop.portal.Background`, as its documentation has it.

    use std::{collections::HashMap, io, path::Path, time::Duration};

    use futures_util::StreamExt;
    use zbus::{Connection, MatchRule, MessageStream, OwnedVariant, Variant, message::Type};

    use crate::texts::{Language, Texts};

    const PORTAL: &str = "org.freedesktop.portal.Desktop";
    const OBJECT: &str = "/org/freedesktop/portal/desktop";
    const BACKGROUND: &str = "org.freedesktop.portal.Background";
    const REQUEST: &str = "org.freedesktop.portal.Request";
    /// One question at a time: it needs no other name.
    const TOKEN: &str = "lamplight";
    /// A question on the screen that nobody answers is no longer waited for.
    const PATIENCE: Duration = Duration::from_secs(120);

    pub(super) fn is_sandboxed() -> bool {
        Path::new("/.flatpak-info").exists()
    }

    pub(super) async fn ask_session(on: bool) -> io::Result<()> {
        let bus = Connection::session().await.map_err(io::Error::other)?;
        let reason = Texts::new(Language::of_setting("system")).get("autostart-reason");
        ask(&bus, on, &reason).await
    }

    /// Asks the desktop to start the app with it, or no longer.
    ///
    /// # Errors
    /// There is no portal, or the person said no.
    pub(super) async fn ask(bus: &Connection, on: bool, reason: &str) -> io::Result<()> {
        match tokio::time::timeout(PATIENCE, granted(bus, on, reason)).await {
            Ok(Ok(granted)) if granted == on => Ok(()),
            Ok(Ok(_)) => Err(io::ErrorKind::PermissionDenied.into()),
            Ok(Err(error)) => Err(io::Error::other(error)),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    /// Whether the app is started with the desktop from now on.
    async fn granted(bus: &Connection, on: bool, reason: &str) -> zbus::Result<bool> {
        // The answer may be there before the question's own: whoever waits for it has to know its place beforehand.
        let us = bus.unique_name().map(ToString::to_string);
        let us = us
            .unwrap_or_default()
            .trim_start_matches(':')
            .replace('.', "_");
        let place = format!("{OBJECT}/request/{us}/{TOKEN}");
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(PORTAL)
            .path(place.as_str())
            .interface(REQUEST)
            .member("Response")
            .build()?;
        let mut answers = MessageStream::for_match_rule(rule, bus, None).await?;
        let options = HashMap::from([
            ("handle_token", Variant::from(TOKEN)),
            ("reason", Variant::from(reason)),
            ("autostart", Variant::from(on)),
            ("commandline", Variant::from(vec!["lamplight", "--hidden"])),
            ("dbus-activatable", Variant::from(false)),
        ]);
        bus.call_method(
            Some(PORTAL),
            OBJECT,
            Some(BACKGROUND),
            "RequestBackground",
            &("", options),
        )
        .await?;
        let answer = answers.next().await.ok_or(zbus::Error::InvalidReply)??;
        let body = answer.body();
        let (said, mut results) = body.deserialize::<(u32, HashMap<String, OwnedVariant>)>()?;
        let started = results.remove("autostart");
        // Anything but 0 is a no, and everything stays as it was.
        Ok(match (said, started) {
            (0, Some(started)) => started.try_into().unwrap_or(false),
            (0, None) => false,
            _ => !on,
        })
    }

    #[cfg(test)]
    mod tests {
        use zbus::{OwnedObjectPath, connection::Builder};

        use super::*;

        /// A real bus of its own, with a stand-in for the portal on it that says `answer` and what was asked for.
        async fn asked(on: bool, answer: u32) -> (io::Result<()>, HashMap<String, OwnedVariant>) {
            let bus = crate::private_bus::PrivateBus::start();
            let connect = async || {
                let builder = Builder::address(bus.address.as_str());
                builder.build().await.unwrap()
            };
            let (portal, ours) = (connect().await, connect().await);
            let mut calls = MessageStream::from(&portal);
            portal.request_name(PORTAL).await.unwrap();
            let person = tokio::spawn(async move {
                loop {
                    let message = calls.next().await.unwrap().unwrap();
                    let header = message.header();
                    if header.message_type() != Type::MethodCall {
                        continue;
                    }
                    assert_eq!(header.member().unwrap().as_str(), "RequestBackground");
                    let body = message.body();
                    let (_, options) = body
                        .deserialize::<(String, HashMap<String, OwnedVariant>)>()
                        .unwrap();
                    let sender = header.sender().unwrap().trim_start_matches(':').to_owned();
                    let place = format!("{OBJECT}/request/{}/{TOKEN}", sender.replace('.', "_"));
                    let path = OwnedObjectPath::try_from(place.as_str()).unwrap();
                    // Before the question is answered itself, as a portal may that has been told before.
                    let started: bool = options["autostart"].clone().try_into().unwrap();
                    let results = HashMap::from([("autostart", Variant::from(started))]);
                    portal
                        .emit_signal(None::<&str>, &path, REQUEST, "Response", &(answer, results))
                        .await
                        .unwrap();
                    portal.reply(&header, &path).await.unwrap();
                    return options;
                }
            });
            let said = ask(&ours, on, "because").await;
            (said, person.await.unwrap())
        }

        #[tokio::test]
        async fn the_desktop_is_asked_with_the_reason_and_by_the_hidden_way() {
            for on in [true, false] {
                let (said, mut options) = asked(on, 0).await;
                said.unwrap();
                let mut text =
                    |name: &str| -> String { options.remove(name).unwrap().try_into().unwrap() };
                assert_eq!(text("reason"), "because");
                assert_eq!(text("handle_token"), TOKEN);
                let line: Vec<String> = options.remove("commandline").unwrap().try_into().unwrap();
                assert_eq!(line, ["lamplight", "--hidden"]);
            }
        }

        #[tokio::test]
        async fn a_no_is_an_error_and_so_is_a_desktop_without_a_portal() {
            for on in [true, false] {
                let (said, _) = asked(on, 1).await;
                assert_eq!(said.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
            }
            let bus = crate::private_bus::PrivateBus::start();
            let ours = Builder::address(bus.address.as_str())
                .build()
                .await
                .unwrap();
            assert!(ask(&ours, true, "because").await.is_err());
        }
    }
}
