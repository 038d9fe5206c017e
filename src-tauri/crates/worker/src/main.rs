//! `lamplight-worker`: the small child process in which foreign documents are tried first.
//!
//! This room exists because the decoder of documents trusts its input: an update made to do harm can end the process
//! that imports it, and no `catch_unwind` helps. Here that costs nothing. The parent writes requests to our standard
//! input and reads answers from our standard output, one after the other, each a length and postcard
//! ([`replica::check::codec`]); it starts us again when we die, and calls what we died of refused.
//!
//! Started with the argument `photo` it reads one file of a photo instead, to the end of its input, answers with a
//! picture that holds nothing but pixels ([`exchange::photo`]), and ends: what a decoder of images is made to do, no
//! other photo meets. The same limits hold, but
//! for twenty seconds in place of five.
//!
//! With the argument `calendar` it reads one calendar in the same way, and answers with when someone is busy and no
//! more ([`exchange::calendar_in`]).
//!
//! It must never hold a key, open a file or a socket, write anything but answers, or be linked with a web view.
//!
//! **Limits** on Unix, set before the first byte is read: 512 MiB of address space, no core file, no new file
//! descriptor (so no file and no socket), no writing to files, not dumpable, and five seconds of processor time for
//! each request. The parent ends us, besides, when an answer takes too long by the wall clock: a sleeping process
//! uses no processor time. On Windows there is only that; a Job Object made by the parent comes later. On
//! macOS there is no limit of address space, since the system maps more than that before `main`.
//!
//! **Exit codes**: 0 the parent closed our input; 65 it sent what is no request; 70 a panic; 71 the limits could not
//! be set. Anything else is a signal.

mod calendar;
mod limits;
mod photo;
mod serve;

use std::process::ExitCode;

const BAD_REQUEST: u8 = 65;
const PANICKED: i32 = 70;
const NO_LIMITS: u8 = 71;

fn main() -> ExitCode {
    // Without unwinding: a document that panicked holds locks that panic again. And without a word, since the
    // message of a panic may quote what was being read.
    std::panic::set_hook(Box::new(|_| std::process::exit(PANICKED)));
    if limits::set().is_err() {
        return NO_LIMITS.into();
    }
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let served = match std::env::args_os().nth(1) {
        None => serve::serve(&mut input, &mut output),
        Some(asked) if asked == exchange::photo::ARGUMENT => photo::serve(&mut input, &mut output),
        Some(asked) if asked == exchange::calendar_in::ARGUMENT => {
            calendar::serve(&mut input, &mut output)
        }
        Some(_) => return BAD_REQUEST.into(),
    };
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => BAD_REQUEST.into(),
    }
}
