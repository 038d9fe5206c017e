//! The way to an install that is already running: a local socket (a named pipe
//! on Windows) that only its owner can open.
//!
//! A second process on a busy profile sends its command here. Every command
//! proves the passphrase or the keyring's key; only raising the window does not.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use interprocess::local_socket::{
    ConnectOptions, GenericFilePath, GenericNamespaced, Listener, ListenerOptions, Name, Stream,
    prelude::*,
};
use serde::{Deserialize, Serialize};

use crate::cli::args::Command;

/// A request: one line of JSON.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// Show the window, or the line to write on.
    Raise {
        /// The line to write on.
        capture: bool,
    },
    /// Do a command.
    Command {
        /// What shows that the asker may: see [`Proof`].
        proof: Proof,
        /// Opens the private pages for this command.
        second: Option<Secret>,
        /// JSON lines instead of text.
        json: bool,
        /// What to do.
        command: Box<Command>,
    },
}

/// A passphrase on its way through the socket.
#[derive(Serialize, Deserialize)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// What shows that whoever asks may read this home.
#[derive(Serialize, Deserialize)]
pub enum Proof {
    /// The passphrase.
    Passphrase(String),
    /// The key that the system keyring keeps.
    Keyring([u8; 32]),
    /// Nothing: answered with "locked".
    None,
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Passphrase(_) => "Passphrase(…)",
            Self::Keyring(_) => "Keyring(…)",
            Self::None => "None",
        })
    }
}

/// Lines that come back; the last is a [`Reply::Code`].
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// A line for standard output.
    Out(String),
    /// A line for standard error.
    Err(String),
    /// Nothing was done: the app begins anew, and answers in a moment.
    Again,
    /// The exit code.
    Code(u8),
}

/// A request longer than this is refused unread: an entry's text is at most 1 MiB.
const LONGEST_REQUEST: u64 = 8 * 1024 * 1024;

/// Where the socket of `profile` is. A path has at most about 100 bytes in a
/// socket address, so a deep profile's is in the runtime folder under a hash.
fn address(profile: &Path) -> PathBuf {
    let whole = std::fs::canonicalize(profile).unwrap_or_else(|_| profile.to_path_buf());
    let beside = whole.join("control");
    if cfg!(unix) && beside.as_os_str().len() <= 96 {
        return beside;
    }
    let mut hasher = DefaultHasher::new();
    whole.hash(&mut hasher);
    let name = format!("lamplight-{:016x}", hasher.finish());
    let folder = std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    if cfg!(unix) {
        folder.join(name)
    } else {
        PathBuf::from(name)
    }
}

fn socket_name(address: &Path) -> io::Result<Name<'static>> {
    if cfg!(unix) {
        address.to_path_buf().to_fs_name::<GenericFilePath>()
    } else {
        let name = address.to_string_lossy().into_owned();
        name.to_ns_name::<GenericNamespaced>()
    }
}

/// Opens the socket of a profile whose lock this process holds.
///
/// # Errors
/// When the socket can't be made; the app then runs without one.
pub fn listen(profile: &Path) -> io::Result<Listener> {
    let address = address(profile);
    if cfg!(unix) {
        // Left behind by a process that was killed: the profile's lock is ours.
        let _ = std::fs::remove_file(&address);
    }
    let options = ListenerOptions::new().name(socket_name(&address)?);
    #[cfg(unix)]
    let options = {
        use interprocess::os::unix::local_socket::ListenerOptionsExt;
        options.mode(0o600)
    };
    options.create_sync()
}

/// Removes the socket's file.
pub fn forget(profile: &Path) {
    if cfg!(unix) {
        let _ = std::fs::remove_file(address(profile));
    }
}

/// Answers requests until the process ends. `answer` gets each request and a
/// way to send lines; it runs on a thread of its own.
pub fn serve<F>(listener: Listener, answer: F)
where
    F: Fn(Request, &mut dyn FnMut(Reply)) + Clone + Send + 'static,
{
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let answer = answer.clone();
        let _ = std::thread::Builder::new()
            .name("command".into())
            .spawn(move || answer_one(&stream, &answer));
    }
}

fn answer_one<F>(stream: &Stream, answer: &F)
where
    F: Fn(Request, &mut dyn FnMut(Reply)),
{
    let mut line = String::new();
    let mut reader = BufReader::new(stream.take(LONGEST_REQUEST));
    if reader.read_line(&mut line).is_err() {
        return;
    }
    let Ok(request) = serde_json::from_str::<Request>(&line) else {
        return;
    };
    let mut writer = stream;
    answer(request, &mut |reply| {
        if let Ok(mut line) = serde_json::to_vec(&reply) {
            line.push(b'\n');
            let _ = writer.write_all(&line);
        }
    });
}

/// Sends `request` to the install that runs on `profile`; `each` gets the
/// lines. Gives the exit code.
///
/// # Errors
/// When nobody listens there, or the other side went away in the middle.
pub fn ask(profile: &Path, request: &Request, mut each: impl FnMut(Reply)) -> io::Result<u8> {
    let name = socket_name(&address(profile))?;
    let stream = ConnectOptions::new().name(name).connect_sync()?;
    let mut line = serde_json::to_vec(request)?;
    line.push(b'\n');
    (&stream).write_all(&line)?;
    for line in BufReader::new(&stream).lines() {
        match serde_json::from_str::<Reply>(&line?)? {
            Reply::Code(code) => return Ok(code),
            Reply::Again => return Err(io::ErrorKind::WouldBlock.into()),
            reply => each(reply),
        }
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_answered_line_by_line() {
        let profile = tempfile::tempdir().unwrap();
        let listener = listen(profile.path()).unwrap();
        std::thread::spawn(move || {
            serve(listener, |request, reply| {
                assert!(matches!(request, Request::Raise { capture: true }));
                reply(Reply::Out("one".into()));
                reply(Reply::Code(4));
            });
        });
        let mut lines = Vec::new();
        let code = ask(profile.path(), &Request::Raise { capture: true }, |reply| {
            if let Reply::Out(line) = reply {
                lines.push(line);
            }
        });
        assert_eq!(code.unwrap(), 4);
        assert_eq!(lines, ["one"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_open_it() {
        use std::os::unix::fs::PermissionsExt;
        let profile = tempfile::tempdir().unwrap();
        let _listener = listen(profile.path()).unwrap();
        let mode = std::fs::metadata(address(profile.path()))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_proof_never_shows_itself() {
        let proof = Proof::Passphrase("open sesame".into());
        assert!(!format!("{proof:?}").contains("sesame"));
    }
}
