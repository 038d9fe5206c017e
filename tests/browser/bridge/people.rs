//! The people of a test, each with an app of their own, and the wire between them.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::Sender,
    },
    thread,
    time::{Duration, Instant},
};

use companion::{Companion, Cost, Errand, Profile, Surroundings, check::InProcess};
use serde_json::{Value, json};
use shell::{
    contract,
    household::{Household, Makings, Outlet},
    keychain::MemoryKeyring,
    notices,
    notifier::RecordingNotifier,
    surface::{LookedAt, Surface},
};
use tauri::{
    AppHandle, Listener, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use tempfile::TempDir;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::Failure;

/// Everyone's address; the wire does not look at it.
const HERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 9);

/// How often everyone looks at the clock.
const LOOK: Duration = Duration::from_millis(250);

/// One person's app.
pub struct Someone {
    app: AppHandle<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    household: Household,
    outlets: Mutex<UnboundedReceiver<Outlet>>,
    listeners: Arc<Mutex<Vec<Sender<String>>>>,
    notifier: RecordingNotifier,
    opened: Arc<Mutex<Vec<String>>>,
    has_quit: Arc<AtomicBool>,
    endpoint: Mutex<[u8; 32]>,
    /// What the next picker gives.
    pub picks: Arc<Mutex<Option<PathBuf>>>,
    _folder: TempDir,
}

/// Everyone.
#[derive(Default)]
pub struct People {
    by_name: Mutex<BTreeMap<String, Arc<Someone>>>,
    /// Who is looking for someone in the same room.
    in_the_room: Mutex<BTreeSet<[u8; 32]>>,
    /// How far the clock of the test is ahead, in milliseconds.
    ahead: Arc<AtomicU64>,
    /// The window's content policy, with the way to this program in place of the way to Tauri.
    pub content_policy: ContentPolicy,
}

/// The policy of `tauri.conf.json`.
pub struct ContentPolicy(String);

impl std::ops::Deref for ContentPolicy {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Default for ContentPolicy {
    fn default() -> Self {
        let config: Value =
            serde_json::from_str(include_str!("../../../src-tauri/tauri.conf.json"))
                .unwrap_or_default();
        let directives = config["app"]["security"]["csp"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        let written = directives.iter().map(|(name, sources)| {
            let sources = if name == "connect-src" {
                "'self'"
            } else {
                sources.as_str().unwrap_or("'none'")
            };
            format!("{name} {sources}")
        });
        Self(written.collect::<Vec<_>>().join("; "))
    }
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl People {
    /// Someone by name; an empty app for whoever is not here yet.
    pub fn find(&self, name: &str) -> Result<Arc<Someone>, Failure> {
        let mut by_name = open(&self.by_name);
        if let Some(someone) = by_name.get(name) {
            return Ok(Arc::clone(someone));
        }
        let someone = Arc::new(Someone::new(&self.ahead)?);
        by_name.insert(name.to_owned(), Arc::clone(&someone));
        Ok(someone)
    }

    /// How far the clock is ahead.
    pub fn ahead(&self) -> Duration {
        Duration::from_millis(self.ahead.load(Ordering::SeqCst))
    }

    /// Puts everyone's clock forward.
    pub fn go_on(&self, by: Duration) {
        self.ahead
            .fetch_add(u64::try_from(by.as_millis()).unwrap_or(0), Ordering::SeqCst);
        for someone in self.everyone() {
            someone.look_at_the_clock();
        }
    }

    fn everyone(&self) -> Vec<Arc<Someone>> {
        open(&self.by_name).values().cloned().collect()
    }

    /// Carries notices to pages and errands to partners for as long as the program runs.
    pub fn carry_on(self: &Arc<Self>) {
        let people = Arc::clone(self);
        thread::spawn(move || {
            let mut looked = Instant::now();
            loop {
                let everyone = people.everyone();
                let moved = everyone
                    .iter()
                    .filter(|someone| people.carry(&everyone, someone))
                    .count();
                if looked.elapsed() >= LOOK {
                    looked = Instant::now();
                    everyone
                        .iter()
                        .for_each(|someone| someone.look_at_the_clock());
                }
                if moved == 0 {
                    thread::sleep(Duration::from_millis(5));
                }
            }
        });
    }

    fn carry(&self, everyone: &[Arc<Someone>], from: &Someone) -> bool {
        let mut moved = false;
        loop {
            let Ok(outlet) = open(&from.outlets).try_recv() else {
                return moved;
            };
            moved = true;
            match outlet {
                Outlet::Notice(notice) => notices::emit(&from.app, notice),
                Outlet::Errand(errand) => self.perform(everyone, from, errand),
                Outlet::Photo(job) => {
                    let made = job.run();
                    from.tell(move |companion| drop(companion.photo_made(made)));
                }
                Outlet::Opened(true) => from.moved_in(),
                Outlet::Opened(false) | Outlet::Wake(_) | Outlet::Copy(_) => {}
            }
        }
    }

    fn perform(&self, everyone: &[Arc<Someone>], from: &Someone, errand: Errand) {
        let here = from.endpoint();
        let find = |peer: [u8; 32]| everyone.iter().find(|someone| someone.endpoint() == peer);
        match errand {
            Errand::DialSync { peer, .. } => {
                if let Some(to) = find(peer) {
                    to.tell(move |companion| companion.sync_opened(here, Some(HERE)));
                    from.tell(move |companion| companion.sync_opened(peer, Some(HERE)));
                }
            }
            Errand::SendSync { peer, bytes } => {
                if let Some(to) = find(peer) {
                    to.tell(move |companion| companion.sync_received(here, &bytes));
                }
            }
            Errand::CloseSync { peer } => {
                if let Some(to) = find(peer) {
                    to.tell(move |companion| companion.sync_closed(here));
                }
            }
            Errand::DialPairing { peer, .. } => match find(peer) {
                Some(to) => {
                    to.tell(move |companion| companion.pairing_opened(here, Some(HERE)));
                    from.tell(move |companion| companion.pairing_opened(peer, Some(HERE)));
                }
                None => from.tell(Companion::pairing_unreachable),
            },
            Errand::SendPairing { peer, bytes } => {
                if let Some(to) = find(peer) {
                    to.tell(move |companion| companion.pairing_received(here, &bytes));
                }
            }
            Errand::ClosePairing { peer } => {
                if let Some(to) = find(peer) {
                    to.tell(move |companion| companion.pairing_closed(here));
                }
            }
            Errand::SameRoom { on: true } => {
                let mut room = open(&self.in_the_room);
                for &other in room.iter().filter(|other| **other != here) {
                    from.tell(move |companion| companion.nearby(other, vec![HERE]));
                    if let Some(other) = find(other) {
                        other.tell(move |companion| companion.nearby(here, vec![HERE]));
                    }
                }
                room.insert(here);
            }
            Errand::Mailbox { job } => {
                // No folder is chosen here.
                let path = job.path().to_owned();
                let answer = companion::MailboxAnswer::Failed(companion::Trouble::BadAddress);
                from.tell(move |companion| companion.mailbox_answered(&path, answer));
            }
            Errand::MailboxGoesOn => from.tell(Companion::mailbox_goes_on),
            Errand::Direct { .. } | Errand::UseMailbox { .. } => {}
            Errand::SameRoom { on: false } => {
                open(&self.in_the_room).remove(&here);
            }
            Errand::Allow { .. } | Errand::AcceptPairing { .. } | Errand::LookNearby { .. } => {}
        }
    }
}

impl Someone {
    fn new(ahead: &Arc<AtomicU64>) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let ahead = Arc::clone(ahead);
        let makings = Makings {
            surroundings: Box::new(move || {
                let ahead = Arc::clone(&ahead);
                let now = move || {
                    chrono::Utc::now() + Duration::from_millis(ahead.load(Ordering::SeqCst))
                };
                let mut seed = [0; 32];
                // The same keys every time would make everyone the same person.
                getrandom::fill(&mut seed).unwrap_or_else(|_| std::process::abort());
                Surroundings::new(seed, now, || chrono_tz::Europe::Berlin)
            }),
            checker: Box::new(|| Box::new(InProcess)),
            keyring: Arc::new(MemoryKeyring::default()),
            cost: Cost {
                memory_kib: 64,
                passes: 1,
                lanes: 1,
            },
        };
        let (household, outlets) =
            Household::start(Profile::at(&folder.path().join("profile"))?, makings)?;

        let notifier = RecordingNotifier::default();
        let picks: Arc<Mutex<Option<PathBuf>>> = Arc::default();
        let opened: Arc<Mutex<Vec<String>>> = Arc::default();
        let has_quit: Arc<AtomicBool> = Arc::default();
        let (next, links, quit) = (
            Arc::clone(&picks),
            Arc::clone(&opened),
            Arc::clone(&has_quit),
        );
        let surface = Surface {
            notifier: Arc::new(notifier.clone()),
            picker: Arc::new(move |_| open(&next).take()),
            opener: Box::new(move |url| {
                open(&links).push(url.to_string());
                Ok(())
            }),
            autostart: Box::new(|_| Box::pin(std::future::ready(Ok(())))),
            printer: Box::new(|| Ok(())),
            forget: Arc::new(|_| {}),
            copies: Arc::default(),
            minimise: Box::new(|| {}),
            end_window: Box::new(|| {}),
            quit: Box::new(move || quit.store(true, Ordering::SeqCst)),
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
            // The real permissions: what the window may not call is refused here too.
            .build(tauri::generate_context!(test = true))?;
        builder.mount_events(&app);
        let window = WebviewWindowBuilder::new(&app, "main", Default::default()).build()?;
        let listeners: Arc<Mutex<Vec<Sender<String>>>> = Arc::default();
        let told = Arc::clone(&listeners);
        app.listen_any("notice", move |event| {
            open(&told).retain(|listener| listener.send(event.payload().to_owned()).is_ok());
        });
        let handle = app.handle().clone();
        // Dropping it would end it.
        std::mem::forget(app);
        Ok(Self {
            app: handle,
            window,
            household,
            outlets: Mutex::new(outlets),
            listeners,
            notifier,
            opened,
            has_quit,
            endpoint: Mutex::default(),
            picks,
            _folder: folder,
        })
    }

    /// Calls a command as the window would.
    pub fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let url = if cfg!(windows) {
            "http://tauri.localhost"
        } else {
            "tauri://localhost"
        };
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: url.parse().map_err(|_| Value::Null)?,
            body: InvokeBody::Json(if arguments.is_null() {
                json!({})
            } else {
                arguments
            }),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        let answer = get_ipc_response(&self.window, request)?;
        answer
            .deserialize()
            .map_err(|error| json!(error.to_string()))
    }

    /// Sends every notice from now on, as JSON.
    pub fn listen(&self, listener: Sender<String>) {
        open(&self.listeners).push(listener);
    }

    /// What the desktop around the app saw.
    pub fn outside(&self) -> Value {
        let shown: Vec<Value> = self
            .notifier
            .shown()
            .iter()
            .map(|announcement| json!({ "title": announcement.title, "body": announcement.body }))
            .collect();
        json!({
            "notifications": shown,
            "opened": *open(&self.opened),
            "quit": self.has_quit.load(Ordering::SeqCst),
        })
    }

    fn endpoint(&self) -> [u8; 32] {
        *open(&self.endpoint)
    }

    fn moved_in(&self) {
        let endpoint = self.household.ask_blocking(|room| {
            let companion = room.engine()?;
            companion.set_addresses(vec![HERE]);
            Ok(companion.endpoint())
        });
        if let Ok(endpoint) = endpoint {
            *open(&self.endpoint) = endpoint;
        }
    }

    fn look_at_the_clock(&self) {
        // Every job ends with a look at the clock.
        let _ = self.household.ask_blocking(|_| Ok(()));
    }

    fn tell(&self, what: impl FnOnce(&mut Companion) + Send + 'static) {
        // Whoever has locked hears nothing.
        let _ = self.household.ask_blocking(move |room| {
            what(room.engine()?);
            Ok(())
        });
    }
}
