//! The same process, with a fresh program in it. A socket takes the place of standard input: what is in it, an open
//! file among it, stays while one program goes and the other comes.

use std::{
    fs::{self, File},
    io::{self, IoSlice, IoSliceMut},
    mem::MaybeUninit,
    os::{
        fd::{AsFd as _, OwnedFd},
        unix::{fs::MetadataExt as _, process::CommandExt as _},
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use rustix::{
    net::{
        AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
        SendAncillaryMessage, SendFlags, SocketFlags, SocketType, recvmsg, sendmsg, socketpair,
    },
    process::{Pid, WaitOptions, waitpid},
    stdio::dup2_stdin,
};
use zeroize::Zeroizing;

/// What was handed over: keys, what is told, and the profile's lock.
pub(super) type Taken = (Option<Zeroizing<[u8; 64]>>, Zeroizing<Vec<u8>>, File);

const KEYS: usize = 64;
/// One message, with a place of the page in it.
const LONGEST: usize = 32 * 1024;

/// A socket that one message lies in: whether there are keys, the keys, what is told, and an open file.
fn filled(keys: Option<&[u8; KEYS]>, told: &[u8], lock: &File) -> io::Result<OwnedFd> {
    let (ours, theirs) = socketpair(
        AddressFamily::UNIX,
        SocketType::SEQPACKET,
        SocketFlags::CLOEXEC,
        None,
    )?;
    let mut head = Zeroizing::new([0; KEYS + 1]);
    if let Some(keys) = keys {
        let (there, place) = head.split_at_mut(1);
        there.fill(1);
        place.copy_from_slice(keys);
    }
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    let files = [lock.as_fd()];
    control.push(SendAncillaryMessage::ScmRights(&files));
    let parts = [IoSlice::new(head.as_slice()), IoSlice::new(told)];
    let sent = sendmsg(&ours, &parts, &mut control, SendFlags::NOSIGNAL)?;
    match sent == head.len() + told.len() && sent <= LONGEST {
        true => Ok(theirs),
        false => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn emptied(socket: impl std::os::fd::AsFd) -> Option<Taken> {
    let mut bytes = Zeroizing::new(vec![0; LONGEST]);
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let mut parts = [IoSliceMut::new(&mut bytes)];
    let flags = RecvFlags::CMSG_CLOEXEC | RecvFlags::DONTWAIT;
    let came = recvmsg(socket, &mut parts, &mut control, flags).ok()?;
    let lock = control.drain().find_map(|message| match message {
        RecvAncillaryMessage::ScmRights(mut files) => files.next(),
        _ => None,
    })?;
    let (there, rest) = bytes.get(..came.bytes)?.split_first()?;
    let (keys, told) = rest.split_first_chunk::<KEYS>()?;
    let keys = (*there == 1).then(|| Zeroizing::new(*keys));
    Some((keys, Zeroizing::new(told.to_vec()), lock.into()))
}

/// What lies in the socket that is standard input. Afterwards nothing is.
pub(super) fn take() -> Option<Taken> {
    let taken = emptied(io::stdin().as_fd());
    if taken.is_some() {
        nothing_to_read();
    }
    taken
}

fn nothing_to_read() {
    if let Ok(nothing) = File::open("/dev/null") {
        let _ = dup2_stdin(nothing);
    }
}

/// This program, by its name if that still leads to it. After an update it leads to another one, which would not know
/// what it is handed, or nowhere.
fn program() -> PathBuf {
    let running = Path::new("/proc/self/exe");
    let which = |path: &Path| fs::metadata(path).map(|file| (file.dev(), file.ino()));
    match (std::env::current_exe(), which(running)) {
        (Ok(named), Ok(running)) if which(&named).is_ok_and(|named| named == running) => named,
        _ => running.to_path_buf(),
    }
}

/// Puts this program in its own place. Comes back only where that fails.
pub(super) fn take_place(
    keys: Option<&[u8; KEYS]>,
    told: &[u8],
    (lock, profile): (&File, &Path),
    inherited: &[i32],
) -> io::Error {
    let input = match filled(keys, told, lock) {
        Ok(input) => input,
        Err(error) => return error,
    };
    // The libraries of a window leave files open that are meant for nobody.
    close_fds::set_fds_cloexec(3, inherited);
    let program = program();
    let name = std::env::args_os().next();
    let error = Command::new(&program)
        .arg0(name.unwrap_or_else(|| program.into()))
        .arg("--profile")
        .arg(profile)
        .args(["--hidden", "--anew"])
        .stdin(Stdio::from(input))
        .exec();
    // What was set up for the other program: standard input, and that a broken pipe ends it.
    nothing_to_read();
    let _ = signal_hook::flag::register(signal_hook::consts::SIGPIPE, Arc::default());
    error
}

/// What stands open beside input, output and errors.
pub(super) fn inherited() -> Vec<i32> {
    let Ok(files) = fs::read_dir("/proc/self/fd") else {
        return Vec::new();
    };
    let mut open: Vec<i32> = files
        .flatten()
        .filter_map(|file| file.file_name().to_str()?.parse().ok())
        .filter(|file| *file > 2)
        .collect();
    // One of them was the list itself.
    open.retain(|file| fs::read_link(format!("/proc/self/fd/{file}")).is_ok());
    open.sort_unstable();
    open
}

/// The processes that this one has started and that have not been seen off.
pub(super) fn children() -> Vec<i32> {
    let Ok(threads) = fs::read_dir("/proc/self/task") else {
        return Vec::new();
    };
    threads
        .flatten()
        .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|children| {
            let numbers = children.split_whitespace().map(str::parse);
            numbers.flatten().collect::<Vec<i32>>()
        })
        .collect()
}

/// The web engine's processes end by themselves when the program does that started them. They stay listed until
/// somebody takes note of it.
pub(super) fn see_off(children: Vec<i32>) {
    let mut left: Vec<Pid> = children.into_iter().filter_map(Pid::from_raw).collect();
    if left.is_empty() {
        return;
    }
    let see_off = move || {
        let mut pause = Duration::from_millis(100);
        loop {
            left.retain(|child| matches!(waitpid(Some(*child), WaitOptions::NOHANG), Ok(None)));
            if left.is_empty() {
                return;
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_secs(600));
        }
    };
    let _ = thread::Builder::new()
        .name("children".into())
        .spawn(see_off);
}

#[cfg(test)]
mod tests {
    use std::fs::TryLockError;

    use super::*;

    #[test]
    fn what_is_handed_over_comes_with_a_lock_that_nobody_else_gets() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let lock = File::create(&path).unwrap();
        lock.try_lock().unwrap();
        for keys in [Some(&[7; KEYS]), None] {
            let socket = filled(keys, b"{}", &lock).unwrap();
            let (came, told, handed) = emptied(&socket).unwrap();
            assert_eq!(came.as_deref(), keys);
            assert_eq!(told.as_slice(), b"{}");
            assert!(emptied(&socket).is_none(), "it is read once");
            handed.try_lock().unwrap();
        }
        let socket = filled(None, b"{}", &lock).unwrap();
        drop(lock);
        let other = File::open(&path).unwrap();
        let taken = |file: &File| matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        assert!(taken(&other), "held while it is on its way");
        let (_, _, handed) = emptied(&socket).unwrap();
        assert!(taken(&other));
        drop(handed);
        other.try_lock().unwrap();
    }

    #[test]
    fn nobody_elses_input_is_taken_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = File::create(folder.path().join("file")).unwrap();
        assert!(emptied(&file).is_none());
        let (reader, _writer) = io::pipe().unwrap();
        assert!(emptied(&reader).is_none());
        assert!(filled(None, &[b' '; LONGEST], &file).is_err());
    }

    #[test]
    fn the_program_is_named_while_its_name_leads_to_it() {
        assert_eq!(program(), std::env::current_exe().unwrap());
    }
}
