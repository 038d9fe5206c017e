//! The app that begins anew when its window is gone: the same process with a fresh program in it, and nobody is asked
//! for anything.

use std::{
    fs,
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    process::Stdio,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::{
    install::{Install, PASSPHRASE, picture, program},
    nudges::{UNTIL_DUE, plan_in},
    put_by::{App, GONE, back, close, frame, mouse_and_keys, press, window, write},
    screen::windows,
    server::Served,
    wait::{PATIENCE, until},
};

/// A look every ten seconds, once what was said last is ten seconds old.
const LOOKS: Duration = Duration::from_secs(60);

impl App {
    /// The app with its passphrase given once, where nothing else of it can find it again.
    fn told_once(install: &Install, program: &std::path::Path) -> Self {
        let mut command = std::process::Command::new(program);
        install.surround(&mut command);
        let mut child = command
            .arg("--profile")
            .arg(&install.profile)
            .args(["--passphrase-file", "-"])
            .env_remove("LAMPLIGHT_PASSPHRASE")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().unwrap();
        input.write_all(PASSPHRASE.as_bytes()).unwrap();
        Self(child)
    }

    fn said_of_it(&self, what: &str) -> String {
        let said = fs::read(format!("/proc/{}/{what}", self.0.id())).unwrap_or_default();
        String::from_utf8_lossy(&said).replace('\0', " ")
    }

    /// Where the program lies in its memory: another place for each that begins.
    fn program(&self) -> String {
        let maps = self.said_of_it("maps");
        maps.lines().next().unwrap_or_default().to_owned()
    }

    fn began_anew(&self) -> bool {
        self.said_of_it("cmdline").contains(" --anew")
    }

    /// What it has taken for itself, in kilobytes: the program itself is as large as before, and larger as it is built
    /// for tests.
    fn memory(&self) -> u64 {
        let said = self.said_of_it("smaps_rollup");
        let line = said
            .lines()
            .find_map(|line| line.strip_prefix("Anonymous:"));
        let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
        number.and_then(|number| number.parse().ok()).unwrap()
    }

    /// What it has started, whether it has ended or not.
    fn children(&self) -> usize {
        let threads = fs::read_dir(format!("/proc/{}/task", self.0.id())).unwrap();
        threads
            .flatten()
            .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
            .map(|children| children.split_whitespace().count())
            .sum()
    }

    fn files(&self) -> usize {
        let files = fs::read_dir(format!("/proc/{}/fd", self.0.id()));
        files.map_or(0, Iterator::count)
    }
}

/// Opened, with the page that answers there.
fn opened(served: &Served, install: &Install, program: &std::path::Path) -> App {
    let app = App::told_once(install, program);
    until("the first window", PATIENCE, || {
        windows(&served.desktop).pop()
    });
    until("the page", PATIENCE, || (app.pages() > 0).then_some(()));
    until("the home", PATIENCE, || {
        (install.ask(&["gesture", "list"]).code == 0).then_some(())
    });
    thread::sleep(Duration::from_secs(3));
    app
}

fn begins_anew(app: &App) {
    until("the app to begin anew", LOOKS, || {
        app.began_anew().then_some(())
    });
}

fn snoozed(install: &Install) -> Value {
    let listed = install.ask(&["--json", "gesture", "list"]).lines();
    listed[0]["snoozed_until"].clone()
}

#[test]
fn it_begins_anew_and_is_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    install.init();
    let app = opened(&served, &install, &program());
    let first = window(&served);
    mouse_and_keys(&served, &["windowsize", "--sync", &first, "900", "700"]);
    mouse_and_keys(&served, &["windowmove", "--sync", &first, "210", "96"]);
    press(&served, "ctrl+n");
    thread::sleep(Duration::from_secs(2));
    write(&served, "Before");
    let stood = frame(&served);
    let before = app.memory();

    let mut open = Vec::new();
    for round in 1..=2 {
        let program = app.program();
        close(&served, &app);
        // Whoever asks at the wrong moment is answered a moment later.
        let asks = AtomicBool::new(true);
        let asked = thread::scope(|side| {
            let asking = side.spawn(|| {
                let mut asked = 0;
                while asks.load(Ordering::SeqCst) {
                    install.ask(&["status"]).done();
                    asked += 1;
                    // Something is at work as long as it is asked all the time.
                    thread::sleep(Duration::from_millis(150));
                }
                asked
            });
            until("the app to begin anew", LOOKS * 2, || {
                (app.program() != program).then_some(())
            });
            for _ in 0..3 {
                install.ask(&["status"]).done();
            }
            asks.store(false, Ordering::SeqCst);
            asking.join().unwrap()
        });
        until("what it had started to be seen off", PATIENCE, || {
            (app.children() == 0).then_some(())
        });
        println!(
            "{asked} commands were answered meanwhile; {before} kB with a window, {} kB without, {} files",
            app.memory(),
            app.files()
        );
        assert!(app.began_anew() && app.memory() < before * 3 / 4);
        let files = app.files();

        back(&served, &install);
        assert_eq!(frame(&served), stood, "in the same place");
        thread::sleep(Duration::from_secs(3));
        write(&served, " and after");
        until("the next words", PATIENCE, || {
            let listed = install.ask(&["--json", "entry", "list"]).lines();
            let id = listed[0]["id"].as_str().unwrap().to_owned();
            let entry = install.ask(&["entry", "show", &id]).done();
            let words = format!("Before{}", " and after".repeat(round));
            entry.contains(&words).then_some(())
        });
        open.push(files);
    }
    // What a window leaves open is not carried along from one to the next.
    assert!(open[1] <= open[0] + 2, "{open:?}");
    served.desktop.screenshot(&picture("anew-back")).unwrap();
}

#[test]
fn a_locked_screen_stays_locked_and_a_nudge_is_heard_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    install.init();
    let app = opened(&served, &install, &program());
    plan_in(&install, [150, 210]);
    press(&served, "ctrl+l");
    until("the lock", PATIENCE, || {
        (install.ask(&["entry", "list"]).code == 3).then_some(())
    });
    close(&served, &app);
    served.next(0, PATIENCE);
    served.close_all();
    begins_anew(&app);

    let nudge = served.next(1, GONE + UNTIL_DUE);
    assert!(!nudge.contains("harbour"), "discreet: {nudge}");
    assert_eq!(install.ask(&["entry", "list"]).code, 3, "it stays locked");
    served.press("Later");
    back(&served, &install);
    thread::sleep(Duration::from_secs(3));
    served.desktop.screenshot(&picture("anew-locked")).unwrap();
    assert_eq!(install.ask(&["entry", "list"]).code, 3, "and locked");
    write(&served, PASSPHRASE);
    press(&served, "Return");
    until("the home", PATIENCE, || {
        (install.ask(&["gesture", "list"]).code == 0).then_some(())
    });
    until("Later to be heard", PATIENCE, || {
        (!snoozed(&install).is_null()).then_some(())
    });
}

/// A server tells an answer to whoever has asked.
#[test]
fn a_notification_that_can_be_answered_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    install.init();
    let app = opened(&served, &install, &program());
    plan_in(&install, [12, 40]);
    close(&served, &app);
    served.next(1, UNTIL_DUE);
    // Four looks.
    thread::sleep(Duration::from_secs(45));
    assert!(!app.began_anew(), "somebody may press a button");
    served.press("Later");
    until("Later to be heard", PATIENCE, || {
        (!snoozed(&install).is_null()).then_some(())
    });
    served.close_all();
    begins_anew(&app);
    until("the home", PATIENCE, || {
        (install.ask(&["gesture", "list"]).code == 0).then_some(())
    });
    assert!(!snoozed(&install).is_null());
}

#[test]
fn where_it_can_not_begin_anew_it_goes_on_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    install.init();
    let copy = folder.path().join("lamplight");
    fs::copy(program(), &copy).unwrap();
    let app = opened(&served, &install, &copy);
    // A program that nobody may start.
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o644)).unwrap();
    close(&served, &app);
    let input = format!("/proc/{}/fd/0", app.0.id());
    until("it to try", LOOKS, || {
        let input = fs::read_link(&input).ok()?;
        (input == std::path::Path::new("/dev/null")).then_some(())
    });
    assert!(!app.began_anew());
    until("the home", PATIENCE, || {
        (install.ask(&["gesture", "list"]).code == 0).then_some(())
    });
    back(&served, &install);
    thread::sleep(Duration::from_secs(3));
    press(&served, "ctrl+n");
    thread::sleep(Duration::from_secs(2));
    write(&served, "Still here");
    until("what was written", PATIENCE, || {
        let listed = install.ask(&["--json", "entry", "list"]).lines();
        (listed.len() == 1).then_some(())
    });
}
