//! Puts the app together: engine, window, tray, notifications, socket.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use chrono::Utc;
use companion::{
    CompanionError, Notice, Profile, ProfileLock, Settings, Unlock,
    couple::nudge::{Pause, pause_until},
};
use tauri::{AppHandle, Manager, RunEvent, WindowEvent, Wry};
use tokio::sync::broadcast;

use crate::{
    announce::{Announcer, IsWatching, OnShow, Said, Show},
    begin_anew::{self, Anew, Before, Stood},
    calendar_file, calendars_in,
    cli::{self, args::Arguments, code},
    contract, ending,
    engine::{Engine, Network, Parts, system_zone},
    keychain::{KeyStore, SystemKeyring},
    notices,
    notifier::{Announcement, DesktopNotifier, Notifier},
    put_by::PutBy,
    socket, start_with,
    surface::{self, LookedAt, Surface},
    texts::{Language, Texts},
    tray::{Choice, Lamp, Showing},
    when, window,
    worker_process::WorkerProcess,
};

/// How often the tray is looked at without an occasion.
const TRAY_LOOK: Duration = Duration::from_secs(60);

/// What the app's own callbacks need.
#[derive(Clone)]
struct Running {
    engine: Engine,
    profile: PathBuf,
    has_tray: Arc<AtomicBool>,
    quitting: Arc<AtomicBool>,
    explained_tray: Arc<AtomicBool>,
    put_by: PutBy,
    notifier: Arc<dyn Notifier>,
    lock: Arc<ProfileLock>,
}

/// How the window and what it needs begin.
struct Beginning {
    visible: bool,
    capture: bool,
    stood: Stood,
    said: Said,
    inherited: Vec<i32>,
}

/// Opens the window, or raises the one that is open. Gives the exit code.
///
/// # Errors
/// A profile that can't be used, or no display.
pub fn run(profile: &Profile, arguments: &Arguments) -> Result<u8, CompanionError> {
    if arguments.safe_graphics && std::env::var_os(SAFE_GRAPHICS).is_none() {
        return with_safe_graphics();
    }
    let inherited = begin_anew::inherited();
    let before = arguments.anew.then(Before::taken).flatten();
    window::draw_without_graphics_card();
    let (presence, said) = match &before {
        Some(before) => (before.presence, before.said),
        None => Default::default(),
    };
    let inherited = match &before {
        Some(before) => before.inherited.clone(),
        None => inherited,
    };
    let locked = match before {
        Some(before) => before
            .go_on(profile)
            .map(|(lock, closed, stood)| (lock, Some(closed), stood)),
        None => profile.lock().map(|lock| (lock, None, Stood::default())),
    };
    let (lock, closed, stood) = match locked {
        Ok(locked) => locked,
        Err(CompanionError::ProfileBusy) => {
            return cli::raise_running(profile, arguments.capture);
        }
        Err(error) => return Err(error),
    };
    if !has_display() {
        eprintln!(
            "{}",
            Texts::new(Language::of_setting("system")).get("error-no-display")
        );
        return Ok(code::FAILED);
    }

    let keyring: Arc<dyn KeyStore> = Arc::new(SystemKeyring);
    let parts = Parts {
        profile: profile.clone(),
        keyring,
        network: Network::from_environment(),
        nudges: true,
        presence,
    };
    // Everything asynchronous of ours and of Tauri's runs on one runtime.
    let engine = tauri::async_runtime::block_on(async { Engine::start(parts) })?;
    let running = Running {
        engine: engine.clone(),
        profile: profile.folder().to_path_buf(),
        has_tray: Arc::default(),
        quitting: Arc::default(),
        explained_tray: Arc::default(),
        put_by: PutBy::new(
            profile.folder().to_path_buf(),
            engine.household.clone(),
            !arguments.hidden || arguments.capture,
        ),
        notifier: Arc::new(DesktopNotifier),
        lock: Arc::new(lock),
    };

    let (hidden, capture) = (arguments.hidden, arguments.capture);
    let passphrase = match closed {
        Some(_) => None,
        None => cli::passphrase(arguments)?,
    };
    // With a key in the keyring the engine starts without anyone at the screen,
    // so that nudges come. The screen then waits for its owner, unless a person
    // is starting the app themselves. Whatever the page asks comes after this.
    let opened = engine.household.begin(move |room| {
        room.set_has_screen();
        if let Some(closed) = closed {
            room.reopen(&closed)?;
            return Ok(room.settings());
        }
        match passphrase {
            // Given by whoever starts it, as on the command line.
            Some(passphrase) => room.unlock(&Unlock::Passphrase(&passphrase))?,
            None => room.unlock_from_keyring()?,
        }
        if hidden {
            room.lock_screen();
        }
        Ok(room.settings())
    });
    let builder = contract::builder::<Wry>();
    let handler = contract::handler(&builder);
    let (setup, owner) = (running.clone(), profile.clone());
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_autostart::init(
            tauri_plugin_autostart::MacosLauncher::LaunchAgent,
            Some(vec!["--hidden"]),
        ))
        .invoke_handler(handler)
        .setup(move |app| {
            builder.mount_events(app);
            let beginning = Beginning {
                visible: !hidden,
                capture,
                stood,
                said,
                inherited,
            };
            furnish(app.handle(), &setup, &owner, beginning, opened)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(_) => {
            eprintln!(
                "{}",
                Texts::new(Language::of_setting("system")).get("error-no-display")
            );
            return Ok(code::FAILED);
        }
    };
    let events = running.clone();
    // Tauri ends the process itself; `on_event` has the last word before it.
    app.run(move |app, event| on_event(app, &events, &event));
    Ok(code::DONE)
}

fn furnish(
    app: &AppHandle,
    running: &Running,
    profile: &Profile,
    beginning: Beginning,
    opened: impl FnOnce() -> Result<Settings, CompanionError>,
) -> tauri::Result<()> {
    let Beginning {
        visible,
        capture,
        stood,
        said,
        inherited,
    } = beginning;
    let household = running.engine.household.clone();
    app.manage(household.clone());
    let worker = WorkerProcess::beside_this_program().is_ok_and(|worker| worker.is_there());
    let (quit, quitting) = (app.clone(), Arc::clone(&running.quitting));
    let away = app.clone();
    let (rested, put_by) = (app.clone(), running.put_by.clone());
    app.manage(Surface {
        notifier: Arc::clone(&running.notifier),
        picker: surface::system_picker(app),
        opener: Box::new(surface::open_in_browser),
        autostart: start_with::of_system(app),
        printer: surface::system_printer(app),
        forget: surface::system_forget(),
        copies: Arc::default(),
        minimise: Box::new(move || window::put_away(&away)),
        end_window: Box::new(move || put_by.let_go(&rested)),
        quit: Box::new(move || {
            quitting.store(true, Ordering::SeqCst);
            quit.exit(0);
        }),
        profile: profile.folder().display().to_string(),
        tray: AtomicBool::new(false),
        worker: AtomicBool::new(worker),
        looked_at: Mutex::new(LookedAt::Nothing),
        importing: Default::default(),
    });

    // Begun before GTK was: by now it is mostly there. Once a page is loading, this thread has to be
    // free for what it asks.
    let settings = opened().unwrap_or_default();
    // In the tray there is no window until somebody wants to see it.
    if visible || capture {
        let look = window::Look {
            visible: true,
            dark: settings.theme == "dark",
            at: capture.then(|| window::LINE.to_owned()),
            frame: None,
        };
        window::open(app, profile.folder(), look)?;
    }

    let texts = Texts::new(Language::of_setting(&settings.language));
    let choices = running.clone();
    let lamp = Lamp::light(app, &texts, move |app, choice| {
        chosen(app, &choices, choice)
    });
    running.has_tray.store(lamp.is_some(), Ordering::SeqCst);
    app.state::<Surface>()
        .tray
        .store(lamp.is_some(), Ordering::SeqCst);

    let (raise, put_by) = (app.clone(), running.put_by.clone());
    tauri::async_runtime::block_on(async {
        cli::serve(&running.engine, profile, move |capture| {
            show(&raise, &put_by, capture)
        });
        let (shower, watcher) = (app.clone(), app.clone());
        let put_by = running.put_by.clone();
        let on_show: OnShow = Arc::new(move |what| show_what(&shower, &put_by, &what));
        let is_watching: IsWatching = Arc::new(move || {
            watcher
                .get_webview_window(window::LABEL)
                .is_some_and(|window| window.is_focused().unwrap_or(false))
        });
        let announcer = Announcer::start(
            &running.engine,
            Arc::clone(&running.notifier),
            on_show,
            is_watching,
            said,
        );
        app.manage(Anew {
            engine: running.engine.clone(),
            announcer,
            profile: profile.folder().to_path_buf(),
            lock: Arc::clone(&running.lock),
            inherited,
            quitting: Arc::clone(&running.quitting),
        });
        running.put_by.go_on(stood);
        calendar_file::keep(&running.engine);
        calendars_in::keep(&running.engine);
        tokio::spawn(tell_window(
            app.clone(),
            running.engine.clone(),
            running.put_by.clone(),
            lamp,
        ));
        let (app, quitting) = (app.clone(), Arc::clone(&running.quitting));
        tokio::spawn(async move {
            cli::stop_signal().await;
            quitting.store(true, Ordering::SeqCst);
            app.exit(0);
        });
    });
    Ok(())
}

/// Hands notices to the window, and keeps tray and page in step with them.
async fn tell_window(app: AppHandle, engine: Engine, put_by: PutBy, lamp: Option<Lamp<Wry>>) {
    let mut facts = engine.notices();
    let lamp = Mutex::new(lamp);
    let mut was_locked = false;
    loop {
        match tokio::time::timeout(TRAY_LOOK, facts.recv()).await {
            Ok(Ok(notice)) => {
                if notice == Notice::HomeChanged {
                    let locked = engine
                        .household
                        .ask(|room| Ok(room.is_screen_locked() || room.engine().is_err()))
                        .await
                        .unwrap_or(true);
                    if locked && !was_locked {
                        // What was on the screen goes with the page, and what was copied with it.
                        window::forget_page(&app);
                        app.state::<Surface>().forget_copies().await;
                    }
                    was_locked = locked;
                }
                if notice == Notice::BackupsChanged {
                    put_by.give_back(&app);
                }
                notices::emit(&app, notice);
            }
            Ok(Err(broadcast::error::RecvError::Lagged(_))) => {
                notices::emit(&app, Notice::HomeChanged);
            }
            Ok(Err(broadcast::error::RecvError::Closed)) => break,
            Err(_) => {}
        }
        let look = engine.household.ask(|room| {
            let settings = room.settings();
            let texts = Texts::new(Language::of_setting(&settings.language));
            let looks_ahead = settings.looks_ahead;
            let Ok(companion) = room.engine() else {
                return Ok((
                    texts,
                    Showing {
                        locked: true,
                        ..Showing::default()
                    },
                ));
            };
            let (now, zone) = (Utc::now(), system_zone());
            // When its time of day begins: the minute stays open.
            let next = companion
                .list_coming_nudges(14)?
                .iter()
                // Nobody knows when a cue comes.
                .find(|nudge| nudge.cue.is_none())
                .map(|nudge| when::day_and_time(&texts, nudge.slot.opens, now, zone));
            let paused = companion
                .pause()?
                .map(|until| when::until(&texts, until, now, zone));
            Ok((
                texts,
                Showing {
                    next,
                    unsaid: !looks_ahead,
                    paused,
                    evening: pause_until(Pause::Evening, now, zone)
                        < pause_until(Pause::Tomorrow, now, zone),
                    locked: false,
                    waiting: companion.something_waits()?,
                },
            ))
        });
        if let Ok((texts, showing)) = look.await {
            let mut lamp = lamp.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(lamp) = lamp.as_mut() {
                lamp.show(&app, &texts, showing);
            }
        }
    }
}

fn show(app: &AppHandle, put_by: &PutBy, capture: bool) {
    put_by.wanted(app, capture.then(|| window::LINE.to_owned()));
}

fn show_what(app: &AppHandle, put_by: &PutBy, what: &Show) {
    let place = match what {
        Show::Card(id) => format!("{}/{id}", window::CARD),
        Show::Today => "today".to_owned(),
    };
    put_by.wanted(app, Some(place));
}

fn chosen(app: &AppHandle, running: &Running, choice: Choice) {
    let pause = |pause| {
        let household = running.engine.household.clone();
        tauri::async_runtime::spawn(async move {
            let _ = household
                .ask(move |room| room.engine()?.pause_nudges(pause))
                .await;
        });
    };
    match choice {
        Choice::Open => show(app, &running.put_by, false),
        Choice::Write => show(app, &running.put_by, true),
        Choice::Pause(how_long) => pause(how_long),
        Choice::PauseLonger => running.put_by.wanted(app, Some(window::QUIET.to_owned())),
        Choice::Resume => {
            let household = running.engine.household.clone();
            tauri::async_runtime::spawn(async move {
                let _ = household.ask(|room| room.engine()?.resume_nudges()).await;
            });
        }
        Choice::Quit => {
            running.quitting.store(true, Ordering::SeqCst);
            app.exit(0);
        }
    }
}

fn on_event(app: &AppHandle, running: &Running, event: &RunEvent) {
    match event {
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } => {
            let has_tray = running.has_tray.load(Ordering::SeqCst);
            let settings = running
                .engine
                .household
                .ask_blocking(|room| Ok(room.settings()));
            let settings = settings.unwrap_or_default();
            if has_tray && settings.close_to_tray && !running.quitting.load(Ordering::SeqCst) {
                api.prevent_close();
                running.put_by.close(app, settings.idle_lock_minutes);
                explain_tray(running, &settings.language);
            }
        }
        // The last window is gone, and the lamp stays lit.
        RunEvent::ExitRequested {
            code: None, api, ..
        } if running.put_by.is_gone() && !running.quitting.load(Ordering::SeqCst) => {
            api.prevent_exit();
        }
        RunEvent::Exit => {
            tauri::async_runtime::block_on(running.engine.stop());
            socket::forget(&running.profile);
            ending::end(code::DONE)
        }
        _ => {}
    }
}

/// Closing leaves the lamp in the tray; that is said once in this profile's life.
fn explain_tray(running: &Running, language: &str) {
    let mark = running.profile.join("tray-explained");
    if running.explained_tray.swap(true, Ordering::SeqCst) || mark.exists() {
        return;
    }
    let _ = std::fs::write(&mark, "");
    let texts = Texts::new(Language::of_setting(language));
    let announcement = Announcement {
        title: texts.get("close-to-tray-title"),
        body: texts.get("close-to-tray-body"),
        actions: Vec::new(),
    };
    let notifier = Arc::clone(&running.notifier);
    let _ = std::thread::Builder::new()
        .name("explain".into())
        .spawn(move || notifier.show(&announcement, Box::new(|_| {})));
}

const SAFE_GRAPHICS: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts this program again with the renderer that needs no graphics card:
/// the environment of a running program can't be changed safely.
fn with_safe_graphics() -> Result<u8, CompanionError> {
    let program = std::env::current_exe()?;
    let status = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(SAFE_GRAPHICS, "1")
        .status()?;
    Ok(u8::try_from(status.code().unwrap_or(1)).unwrap_or(code::FAILED))
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
