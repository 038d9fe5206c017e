//! The command line: the same binary, thin calls into the same use cases.

mod act;
mod act_carry;
mod act_finding;
mod act_free;
mod act_pair;
mod act_rituals;
mod act_sync;
mod act_things;
pub mod args;
mod say;

use std::{
    io::{Read, Write as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use clap::Parser;
use companion::{
    Companion, CompanionError, LockedHome, PagesState, Profile, Unlock, couple::cue::Presence,
};
use zeroize::Zeroizing;

use crate::{
    announce::{Announcer, Said},
    assemble, calendar_file, calendars_in,
    engine::{Engine, Network, Parts},
    household::Household,
    keychain::{KeyStore, SystemKeyring},
    notifier::DesktopNotifier,
    socket::{self, Proof, Reply, Request, Secret},
    texts::{Language, Texts},
};
use act_free::address_of;
use args::{Arguments, Command, EntryCommand, MailboxCommand, PairCommand};
use say::{code_of, error_words};

/// Tenths of a second that a busy profile is given to answer.
const ATTEMPTS: u32 = 40;

/// Exit codes that scripts rely on.
pub mod code {
    /// Done.
    pub const DONE: u8 = 0;
    /// Failed.
    pub const FAILED: u8 = 1;
    /// Used wrongly.
    pub const USAGE: u8 = 2;
    /// Locked, or the wrong passphrase.
    pub const LOCKED: u8 = 3;
    /// Not found.
    pub const NOT_FOUND: u8 = 4;
    /// Written by a newer version.
    pub const NEWER: u8 = 5;
    /// Another process owns the profile.
    pub const BUSY: u8 = 6;
}

/// The program, from its arguments to its exit code.
#[must_use]
pub fn main() -> u8 {
    quiet_panics();
    let arguments = Arguments::parse();
    let folder = arguments.profile.clone().unwrap_or_else(default_profile);
    let profile = match Profile::at(&folder) {
        Ok(profile) => profile,
        Err(error) => return fail(error),
    };
    let done = match &arguments.command {
        None => assemble::run(&profile, &arguments),
        Some(command) => run(&profile, &arguments, command.clone()),
    };
    match done {
        Ok(code) => code,
        Err(error) => fail(error),
    }
}

fn fail(error: CompanionError) -> u8 {
    let code = code_of(&error);
    eprintln!(
        "{}",
        error_words(&Texts::new(Language::of_setting("system")), error)
    );
    code
}

/// A panic says where it was, and nothing of what was being worked on.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        eprintln!("lamplight: a fault at {place}");
    }));
}

/// The platform's folder for the data of programs.
fn default_profile() -> PathBuf {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    let data = if cfg!(windows) {
        variable("APPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME").or_else(|| variable("HOME").map(|home| home.join(".local/share")))
    };
    data.unwrap_or_else(|| PathBuf::from("."))
        .join(if cfg!(unix) && !cfg!(target_os = "macos") {
            "lamplight"
        } else {
            "Lamplight"
        })
}

fn run(profile: &Profile, arguments: &Arguments, command: Command) -> Result<u8, CompanionError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(CompanionError::from)?;
    let command = read_input(command, arguments)?;
    let passphrase = passphrase(arguments)?;
    let second = second_passphrase(arguments)?;
    let command = match command {
        Command::Backup {
            file, new_sheet, ..
        } => Command::Backup {
            file,
            new_sheet,
            passphrase: passphrase.as_ref().map(|passphrase| passphrase.to_string()),
        },
        other => other,
    };
    let lock = match profile.lock() {
        Ok(lock) => lock,
        Err(CompanionError::ProfileBusy) => {
            return through_running(profile, arguments, command, passphrase, second);
        }
        Err(error) => return Err(error),
    };
    let keyring: Arc<dyn KeyStore> = Arc::new(SystemKeyring);
    let ended = runtime.block_on(async {
        let (network, nudges) = match &command {
            Command::Run { .. } => (Network::from_environment(), true),
            Command::Sync { .. } | Command::Pair(_) | Command::Leave { .. } => {
                (Network::from_environment(), false)
            }
            _ => (Network::Off, false),
        };
        let engine = Engine::start(Parts {
            profile: profile.clone(),
            keyring,
            network,
            nudges,
            presence: Presence::default(),
        })?;
        let passphrases = (passphrase, second);
        let ended = act_alone(&engine, profile, arguments.json, command, passphrases).await;
        engine.stop().await;
        ended
    });
    drop(lock);
    ended
}

/// Nobody else owns the profile: opens the home and does it here.
async fn act_alone(
    engine: &Engine,
    profile: &Profile,
    json: bool,
    command: Command,
    (passphrase, second): (Option<Zeroizing<String>>, Option<Zeroizing<String>>),
) -> Result<u8, CompanionError> {
    if let Command::Init { name } = command {
        let passphrase = passphrase.ok_or(CompanionError::Locked)?;
        engine
            .household
            .ask(move |room| room.create(&name, &passphrase, false))
            .await?;
        return Ok(code::DONE);
    }
    if let Command::Restore { file, words_file } = command {
        let passphrase = passphrase.ok_or(CompanionError::Locked)?;
        let words = words(words_file.as_deref())?;
        engine
            .household
            .ask(move |room| room.restore_backup(&file, &words, &passphrase))
            .await?;
        return Ok(code::DONE);
    }
    if LockedHome::find(profile)?.is_none() {
        return Err(CompanionError::NoHome);
    }
    engine
        .household
        .ask(move |room| {
            match passphrase {
                Some(passphrase) => room.unlock(&Unlock::Passphrase(&passphrase)),
                None => room.unlock_from_keyring().map_err(|error| match error {
                    CompanionError::KeyringGone => CompanionError::Locked,
                    // A damaged vault is no question of keys.
                    other => other,
                }),
            }?;
            match second {
                Some(second) => open_pages(room.engine()?, &second).map(|_| ()),
                None => Ok(()),
            }
        })
        .await?;
    if let Command::Run { .. } = command {
        return run_headless(engine, profile).await;
    }
    let household = engine.household.clone();
    let stopping = Arc::new(AtomicBool::new(false));
    if let Command::Import { .. } = command {
        tokio::spawn(stop_where_it_is(stopping.clone()));
    }
    let done = tokio::task::spawn_blocking(move || {
        let stopped = || stopping.load(Ordering::Relaxed);
        act::act(&household, &command, json, &stopped, &mut |reply| {
            print(&reply);
        })
    });
    Ok(done.await.unwrap_or(code::FAILED))
}

/// Ctrl+C once: what was gone through is kept, and said. Twice: at once.
async fn stop_where_it_is(stopping: Arc<AtomicBool>) {
    stop_signal().await;
    stopping.store(true, Ordering::Relaxed);
    stop_signal().await;
    std::process::exit(i32::from(code::FAILED));
}

async fn run_headless(engine: &Engine, profile: &Profile) -> Result<u8, CompanionError> {
    Announcer::start(
        engine,
        Arc::new(DesktopNotifier),
        Arc::new(|_| {}),
        Arc::new(|| false),
        Said::default(),
    );
    calendar_file::keep(engine);
    calendars_in::keep(engine);
    serve(engine, profile, |_| {});
    eprintln!("running");
    stop_signal().await;
    socket::forget(profile.folder());
    Ok(code::DONE)
}

/// Ctrl+C, or the system asking us to end.
pub(crate) async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = tokio::signal::ctrl_c().await;
            return;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
}

/// Answers other processes for as long as this one runs.
pub(crate) fn serve(
    engine: &Engine,
    profile: &Profile,
    raise: impl Fn(bool) + Clone + Send + 'static,
) {
    // Without a socket the app runs all the same; commands then say that it is busy.
    let Ok(listener) = socket::listen(profile.folder()) else {
        return;
    };
    let household = engine.household.clone();
    let answer = move |request: Request, reply: &mut dyn FnMut(Reply)| match request {
        Request::Raise { capture } => {
            raise(capture);
            reply(Reply::Code(code::DONE));
        }
        Request::Command {
            proof,
            second,
            json,
            command,
        } => {
            // What is being done is not cut short by beginning anew, and what comes too late for that is put off.
            let _at_work = household.at_work();
            let proven = household.ask_blocking(move |room| {
                if room.begins_anew() {
                    return Ok(None);
                }
                Ok(Some(
                    match &proof {
                        Proof::Passphrase(passphrase) => {
                            room.proves(&Unlock::Passphrase(passphrase))
                        }
                        Proof::Keyring(key) => room.proves(&Unlock::KeyringKey(key)),
                        Proof::None => false,
                    } && !room.is_screen_locked(),
                ))
            });
            let Some(proven) = proven.unwrap_or(Some(false)) else {
                reply(Reply::Again);
                return;
            };
            let ended = if proven {
                match pages_opened(&household, second) {
                    Ok(opened) => {
                        let ended = act::act(&household, &command, json, &|| false, reply);
                        if opened {
                            let _ = household.ask_blocking(|room| room.engine()?.close_pages());
                        }
                        ended
                    }
                    Err(error) => {
                        let code = code_of(&error);
                        let texts = Texts::new(Language::of_setting("system"));
                        reply(Reply::Err(error_words(&texts, error)));
                        code
                    }
                }
            } else {
                let texts = Texts::new(Language::of_setting("system"));
                reply(Reply::Err(error_words(&texts, CompanionError::Locked)));
                code::LOCKED
            };
            reply(Reply::Code(ended));
        }
    };
    let _ = std::thread::Builder::new()
        .name("socket".into())
        .spawn(move || socket::serve(listener, answer));
}

/// Opens the private pages of a running install for one command; says whether they were closed.
fn pages_opened(household: &Household, second: Option<Secret>) -> Result<bool, CompanionError> {
    let Some(second) = second.map(|secret| Zeroizing::new(secret.0)) else {
        return Ok(false);
    };
    household.ask_blocking(move |room| open_pages(room.engine()?, &second))
}

/// Opens the private pages where they are closed, and says whether they were. A second passphrase
/// that is not needed does no harm.
fn open_pages(companion: &mut Companion, second: &str) -> Result<bool, CompanionError> {
    let closed = companion.pages_state()? == PagesState::Closed;
    if closed {
        companion.open_pages(second)?;
    }
    Ok(closed)
}

/// Sends the command to the install that owns the profile.
fn through_running(
    profile: &Profile,
    arguments: &Arguments,
    command: Command,
    passphrase: Option<Zeroizing<String>>,
    second: Option<Zeroizing<String>>,
) -> Result<u8, CompanionError> {
    match &command {
        Command::Init { .. } => return Err(CompanionError::HomeExists),
        Command::Restore { .. } => return Err(CompanionError::ProfileBusy),
        // Two at once can't be: this one is not needed.
        Command::Run { .. } => return Err(CompanionError::ProfileBusy),
        _ => {}
    }
    let proof = match passphrase {
        Some(passphrase) => Proof::Passphrase(passphrase.to_string()),
        None => SystemKeyring
            .read(profile.folder())
            .map_or(Proof::None, Proof::Keyring),
    };
    let request = Request::Command {
        proof,
        second: second.map(|second| Secret(second.to_string())),
        json: arguments.json,
        command: Box::new(command),
    };
    answered(profile, &request)
}

/// Asks the install that owns the profile. It may be starting, ending, or beginning anew: a moment later it may answer.
fn answered(profile: &Profile, request: &Request) -> Result<u8, CompanionError> {
    for _ in 0..ATTEMPTS {
        let mut said = false;
        let asked = socket::ask(profile.folder(), request, |reply| {
            said = true;
            print(&reply);
        });
        match asked {
            Ok(code) => return Ok(code),
            // What had begun is not begun a second time.
            Err(_) if said => break,
            Err(_) => std::thread::sleep(Duration::from_millis(100)),
        }
    }
    Err(CompanionError::ProfileBusy)
}

/// Shows the window of the install that owns the profile.
pub(crate) fn raise_running(profile: &Profile, capture: bool) -> Result<u8, CompanionError> {
    answered(profile, &Request::Raise { capture })
}

/// Whoever reads may have had enough (`| head`): the work goes on and is not said.
fn print(reply: &Reply) {
    let _ = match reply {
        Reply::Out(line) => writeln!(std::io::stdout(), "{line}"),
        Reply::Err(line) => writeln!(std::io::stderr(), "{line}"),
        Reply::Again | Reply::Code(_) => Ok(()),
    };
}

/// From the file, from standard input, or from the environment; never from an argument.
pub(crate) fn passphrase(
    arguments: &Arguments,
) -> Result<Option<Zeroizing<String>>, CompanionError> {
    secret(arguments.passphrase_file.as_deref(), "LAMPLIGHT_PASSPHRASE")
}

/// The second passphrase, from the same places.
fn second_passphrase(arguments: &Arguments) -> Result<Option<Zeroizing<String>>, CompanionError> {
    let stdin = Some(Path::new("-"));
    if arguments.second_passphrase_file.as_deref() == stdin
        && arguments.passphrase_file.as_deref() == stdin
    {
        return Err(CompanionError::BadInput {
            what: "standard input is the passphrase",
        });
    }
    secret(
        arguments.second_passphrase_file.as_deref(),
        "LAMPLIGHT_SECOND_PASSPHRASE",
    )
}

fn secret(
    file: Option<&Path>,
    variable: &str,
) -> Result<Option<Zeroizing<String>>, CompanionError> {
    let text = match file {
        Some(path) => Some(read_text(path)?),
        None => std::env::var(variable).ok(),
    };
    Ok(text.map(|text| Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned())))
}

/// The words of a recovery sheet: from the file, from standard input, or from the environment;
/// never from an argument.
fn words(file: Option<&Path>) -> Result<Zeroizing<String>, CompanionError> {
    let text = match file {
        Some(path) => Some(read_text(path)?),
        None => std::env::var("LAMPLIGHT_WORDS").ok(),
    };
    text.map(Zeroizing::new)
        .ok_or(CompanionError::WordCount { found: 0 })
}

fn read_text(path: &Path) -> Result<String, CompanionError> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|_| CompanionError::FileUnreadable)?;
    Ok(text)
}

/// Reads what a command names, so that it can be sent to a running install.
fn read_input(command: Command, arguments: &Arguments) -> Result<Command, CompanionError> {
    let from_here = std::env::current_dir().unwrap_or_default();
    let stdin_taken = [
        &arguments.passphrase_file,
        &arguments.second_passphrase_file,
    ]
    .iter()
    .any(|file| file.as_deref() == Some(Path::new("-")));
    let text = |file: &Path| {
        if stdin_taken && file == Path::new("-") {
            return Err(CompanionError::BadInput {
                what: "standard input is the passphrase",
            });
        }
        read_text(file)
    };
    Ok(match command {
        Command::Entry(EntryCommand::Add(mut add)) => {
            add.body = text(&add.file)?;
            Command::Entry(EntryCommand::Add(add))
        }
        Command::Entry(EntryCommand::Edit { id, file, .. }) => {
            let body = text(&file)?;
            Command::Entry(EntryCommand::Edit { id, file, body })
        }
        Command::Import {
            from,
            path,
            dry_run,
        } => Command::Import {
            from,
            path: from_here.join(path),
            dry_run,
        },
        Command::Free {
            calendars,
            with_partner,
            minutes,
            weeks,
        } => Command::Free {
            with_partner,
            calendars: calendars
                .iter()
                .map(|path| match path.to_str().and_then(address_of) {
                    Some(_) => path.clone(),
                    None => from_here.join(path),
                })
                .collect(),
            minutes,
            weeks,
        },
        Command::Export {
            to,
            path,
            from,
            until,
            mine,
            ours,
        } => Command::Export {
            to,
            path: from_here.join(path),
            from,
            until,
            mine,
            ours,
        },
        Command::Backup {
            file,
            new_sheet,
            passphrase,
        } => Command::Backup {
            file: from_here.join(file),
            new_sheet,
            passphrase,
        },
        Command::Restore { file, words_file } => {
            if stdin_taken && words_file.as_deref() == Some(Path::new("-")) {
                return Err(CompanionError::BadInput {
                    what: "standard input is the passphrase",
                });
            }
            Command::Restore {
                file: from_here.join(file),
                words_file,
            }
        }
        Command::Mailbox(MailboxCommand::Set { address, only }) => {
            let address = match address.contains("://") {
                true => address,
                false => courier::mailbox::address_of(&from_here.join(address))
                    .ok_or(CompanionError::BadInput { what: "folder" })?,
            };
            Command::Mailbox(MailboxCommand::Set { address, only })
        }
        Command::Pair(PairCommand::Accept { invite }) => {
            let file = Path::new(&invite);
            let line = if file.is_file() {
                read_text(file)?
            } else {
                invite
            };
            Command::Pair(PairCommand::Accept { invite: line })
        }
        Command::Pair(PairCommand::Invite { out }) => Command::Pair(PairCommand::Invite {
            out: out.map(|path| from_here.join(path)),
        }),
        other => other,
    })
}
