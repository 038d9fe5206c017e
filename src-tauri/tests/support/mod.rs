//! Two people's apps in one process, without a display: the real commands under
//! Tauri's mock runtime, the real household on a real vault, and a wire between
//! the two in place of the network.

use std::{
    cell::RefCell,
    collections::BTreeSet,
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU8, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use companion::{Cost, Errand, Notice, Profile, Surroundings, check::InProcess};
use serde_json::{Value, json};
use shell::{
    contract,
    household::{Household, Makings, Outlet},
    keychain::MemoryKeyring,
    notifier::RecordingNotifier,
    surface::{LookedAt, Pick, Surface},
};
use tauri::{
    App, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use tempfile::TempDir;
use tokio::sync::mpsc::UnboundedReceiver;

pub const PASSPHRASE: &str = "a long kitchen table";

/// The clock of a test. Both people have the same.
#[derive(Clone)]
pub struct Clock(Arc<Mutex<DateTime<Utc>>>);

impl Default for Clock {
    /// A Wednesday afternoon in Berlin.
    fn default() -> Self {
        Self(Arc::new(Mutex::new(
            "2026-05-06T14:00:00Z".parse().unwrap(),
        )))
    }
}

impl Clock {
    pub fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    pub fn go_on(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

/// One person's app.
pub struct Someone {
    pub app: App<MockRuntime>,
    pub window: WebviewWindow<MockRuntime>,
    pub household: Household,
    pub folder: TempDir,
    pub clock: Clock,
    pub notifier: RecordingNotifier,
    /// What the next picker gives.
    pub picks: Arc<Mutex<Option<PathBuf>>>,
    /// Which pickers were shown.
    pub picked: Arc<Mutex<Vec<Pick>>>,
    /// Links that were opened.
    pub opened: Arc<Mutex<Vec<String>>>,
    /// What autostart was set to.
    pub autostart: Arc<Mutex<Vec<bool>>>,
    /// How often the page was printed.
    pub printed: Arc<AtomicU8>,
    /// The app was asked to end.
    pub has_quit: Arc<AtomicBool>,
    /// The window was put away.
    pub minimised: Arc<AtomicBool>,
    pub let_go: Arc<AtomicBool>,
    /// What the clipboard was made to forget.
    pub forgotten: Arc<Mutex<Vec<String>>>,
    pub notices: RefCell<Vec<Notice>>,
    outlets: RefCell<UnboundedReceiver<Outlet>>,
    called: RefCell<BTreeSet<String>>,
}

static SEED: AtomicU8 = AtomicU8::new(1);

impl Someone {
    /// An app on an empty profile.
    pub fn new(clock: &Clock) -> Self {
        Self::in_folder(clock, tempfile::tempdir().unwrap())
    }

    /// The same person's app, ended and started again.
    pub fn again(self) -> Self {
        let Self { folder, clock, .. } = self;
        Self::in_folder(&clock, folder)
    }

    fn in_folder(clock: &Clock, folder: TempDir) -> Self {
        let time = clock.clone();
        let makings = Makings {
            surroundings: Box::new(move || {
                let time = time.clone();
                let seed = [SEED.fetch_add(1, Ordering::Relaxed); 32];
                Surroundings::new(
                    seed,
                    move || time.now(),
                    || "Europe/Berlin".parse().unwrap(),
                )
            }),
            checker: Box::new(|| Box::new(InProcess)),
            keyring: Arc::new(MemoryKeyring::default()),
            cost: Cost {
                memory_kib: 64,
                passes: 1,
                lanes: 1,
            },
        };
        let profile = Profile::at(&folder.path().join("profile")).unwrap();
        let (household, outlets) = Household::start(profile, makings).unwrap();

        let notifier = RecordingNotifier::default();
        let picks: Arc<Mutex<Option<PathBuf>>> = Arc::default();
        let picked: Arc<Mutex<Vec<Pick>>> = Arc::default();
        let opened: Arc<Mutex<Vec<String>>> = Arc::default();
        let autostart: Arc<Mutex<Vec<bool>>> = Arc::default();
        let has_quit: Arc<AtomicBool> = Arc::default();
        let printed: Arc<AtomicU8> = Arc::default();
        let pages = Arc::clone(&printed);
        let (next, shown) = (Arc::clone(&picks), Arc::clone(&picked));
        let (links, starts) = (Arc::clone(&opened), Arc::clone(&autostart));
        let quit = Arc::clone(&has_quit);
        let minimised: Arc<AtomicBool> = Arc::default();
        let away = Arc::clone(&minimised);
        let let_go: Arc<AtomicBool> = Arc::default();
        let ended = Arc::clone(&let_go);
        let forgotten: Arc<Mutex<Vec<String>>> = Arc::default();
        let forgotten_here = Arc::clone(&forgotten);
        let surface = Surface {
            notifier: Arc::new(notifier.clone()),
            picker: Arc::new(move |what| {
                shown.lock().unwrap().push(what);
                next.lock().unwrap().take()
            }),
            opener: Box::new(move |url| {
                links.lock().unwrap().push(url.to_string());
                Ok(())
            }),
            autostart: Box::new(move |on| {
                starts.lock().unwrap().push(on);
                Box::pin(std::future::ready(Ok(())))
            }),
            printer: Box::new(move || {
                pages.fetch_add(1, Ordering::Relaxed);
                Ok(())
            }),
            forget: Arc::new(move |text| forgotten_here.lock().unwrap().push(text.to_owned())),
            copies: Arc::default(),
            minimise: Box::new(move || away.store(true, Ordering::Relaxed)),
            end_window: Box::new(move || ended.store(true, Ordering::Relaxed)),
            quit: Box::new(move || quit.store(true, Ordering::Relaxed)),
            profile: "default".into(),
            tray: AtomicBool::new(true),
            worker: AtomicBool::new(true),
            looked_at: Mutex::new(LookedAt::Nothing),
            importing: Default::default(),
        };

        let builder = contract::builder::<MockRuntime>();
        let app = mock_builder()
            .invoke_handler(contract::handler(&builder))
            .manage(household.clone())
            .manage(surface)
            // The real permissions: a command the window may not call is refused here too.
            .build(tauri::generate_context!(test = true))
            .unwrap();
        builder.mount_events(&app);
        let window = WebviewWindowBuilder::new(&app, "main", Default::default())
            .build()
            .unwrap();
        Self {
            app,
            window,
            household,
            folder,
            clock: clock.clone(),
            notifier,
            picks,
            picked,
            opened,
            autostart,
            printed,
            minimised,
            let_go,
            forgotten,
            has_quit,
            notices: RefCell::default(),
            outlets: RefCell::new(outlets),
            called: RefCell::default(),
        }
    }

    /// An app with an open home.
    pub fn at_home(clock: &Clock, name: &str) -> Self {
        let someone = Self::new(clock);
        let home = json!({ "name": name, "passphrase": PASSPHRASE, "rememberInKeyring": false });
        someone.ok("start_home", json!({ "home": home }));
        someone
    }

    /// Calls a command as the window would.
    pub fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        self.called.borrow_mut().insert(command.to_owned());
        let answer = call_from(&self.window, command, arguments);
        self.listen();
        answer
    }

    /// Calls a command that must be done.
    #[track_caller]
    pub fn ok(&self, command: &str, arguments: Value) -> Value {
        match self.call(command, arguments) {
            Ok(answer) => answer,
            Err(error) => panic!("{command} was refused: {error}"),
        }
    }

    /// Calls a command that must be refused, and gives the code.
    #[track_caller]
    pub fn refused(&self, command: &str, arguments: Value) -> String {
        match self.call(command, arguments) {
            Ok(answer) => panic!("{command} was done: {answer}"),
            Err(error) => code(&error).to_owned(),
        }
    }

    /// Which commands were called so far.
    pub fn called(&self) -> BTreeSet<String> {
        self.called.borrow().clone()
    }

    /// The next picker gives this.
    pub fn will_pick(&self, path: impl Into<PathBuf>) {
        *self.picks.lock().unwrap() = Some(path.into());
    }

    /// Lets the owner thread look at the clock.
    pub fn look_at_the_clock(&self) {
        self.household.ask_blocking(|_| Ok(())).unwrap();
        self.listen();
    }

    fn listen(&self) {
        // A job's outlets are sent after its answer; another job waits for them.
        self.household.ask_blocking(|_| Ok(())).unwrap();
    }

    /// What is to be done on the network since the last call; notices are put aside.
    fn errands(&self) -> Vec<Errand> {
        self.listen();
        let mut errands = Vec::new();
        while let Ok(outlet) = self.outlets.borrow_mut().try_recv() {
            match outlet {
                Outlet::Errand(errand) => errands.push(errand),
                Outlet::Notice(notice) => self.notices.borrow_mut().push(notice),
                Outlet::Photo(job) => {
                    let made = job.run();
                    self.household
                        .ask_blocking(|room| room.engine()?.photo_made(made))
                        .unwrap();
                }
                Outlet::Wake(_) | Outlet::Opened(_) | Outlet::Copy(_) => {}
            }
        }
        errands
    }

    /// What has happened since the last call.
    pub fn notices(&self) -> Vec<Notice> {
        let _ = self.errands();
        self.notices.take()
    }

    fn endpoint(&self) -> [u8; 32] {
        self.household
            .ask_blocking(|room| Ok(room.engine()?.endpoint()))
            .unwrap()
    }
}

/// Calls a command from any window.
pub fn call_from(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    arguments: Value,
) -> Result<Value, Value> {
    let url = if cfg!(windows) {
        "http://tauri.localhost"
    } else {
        "tauri://localhost"
    };
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

/// The code of a refusal.
#[track_caller]
pub fn code(error: &Value) -> &str {
    error["code"]
        .as_str()
        .unwrap_or_else(|| panic!("refused without a code: {error}"))
}

const HERE: &str = "127.0.0.1:9";

/// Carries everything between two people until nothing moves any more.
pub fn exchange(one: &Someone, other: &Someone) {
    let ends = [one, other];
    let endpoints = ends.map(Someone::endpoint);
    let address: Option<SocketAddr> = HERE.parse().ok();
    for _ in 0..200 {
        let mut moved = false;
        for (from, to) in [(0, 1), (1, 0)] {
            let (here, there) = (endpoints[from], endpoints[to]);
            for errand in ends[from].errands() {
                moved |= carry(ends[from], ends[to], here, there, address, errand);
            }
        }
        if !moved {
            return;
        }
    }
    panic!("the two never come to rest");
}

fn carry(
    from: &Someone,
    to: &Someone,
    here: [u8; 32],
    there: [u8; 32],
    address: Option<SocketAddr>,
    errand: Errand,
) -> bool {
    match errand {
        Errand::DialSync { peer, .. } if peer == there => {
            tell(to, move |companion| companion.sync_opened(here, address));
            tell(from, move |companion| companion.sync_opened(there, address));
        }
        Errand::SendSync { peer, bytes } if peer == there => {
            tell(to, move |companion| companion.sync_received(here, &bytes));
        }
        Errand::CloseSync { peer } if peer == there => {
            tell(to, move |companion| companion.sync_closed(here));
        }
        Errand::DialPairing { peer, .. } if peer == there => {
            tell(to, move |companion| companion.pairing_opened(here, address));
            tell(from, move |companion| {
                companion.pairing_opened(there, address)
            });
        }
        Errand::SendPairing { peer, bytes } if peer == there => {
            tell(to, move |companion| {
                companion.pairing_received(here, &bytes)
            });
        }
        _ => return false,
    }
    true
}

fn tell(someone: &Someone, what: impl FnOnce(&mut companion::Companion) + Send + 'static) {
    someone
        .household
        .ask_blocking(move |room| {
            what(room.engine()?);
            Ok(())
        })
        .unwrap();
}

/// Two people who have become a couple, by invitation.
pub fn couple(clock: &Clock) -> (Someone, Someone) {
    let (ada, ben) = (
        Someone::at_home(clock, "Ada"),
        Someone::at_home(clock, "Ben"),
    );
    pair(&ada, &ben);
    (ada, ben)
}

/// Makes two people a couple.
pub fn pair(ada: &Someone, ben: &Someone) {
    tell(ada, |companion| {
        companion.set_addresses(vec![HERE.parse().unwrap()])
    });
    tell(ben, |companion| {
        companion.set_addresses(vec![HERE.parse().unwrap()])
    });
    let ready = ada.ok("make_invite", json!({}));
    assert_eq!(ready["stage"], "inviteReady");
    ben.ok("accept_invite", json!({ "line": ready["invite"] }));
    exchange(ada, ben);
    let seen = [ada, ben].map(|one| one.ok("get_pairing", json!({})));
    assert_eq!(seen[0]["stage"], "comparing", "{}", seen[0]);
    assert_eq!(seen[0]["pictures"], seen[1]["pictures"]);
    ada.ok("confirm_pictures", json!({}));
    exchange(ada, ben);
    ben.ok("confirm_pictures", json!({}));
    exchange(ada, ben);
    connect(ada, ben);
}

/// Has the two exchange what they hold for each other.
pub fn connect(one: &Someone, other: &Someone) {
    // A computer that does not answer is dialled again after a while.
    one.clock.go_on(TimeDelta::seconds(15));
    for someone in [one, other] {
        someone.look_at_the_clock();
    }
    exchange(one, other);
}
