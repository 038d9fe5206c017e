//! How the process ends.

use std::io::Write as _;

/// Ends the process with this code, and at once.
///
/// Everything that has to be done must be done: the vaults closed, what was said handed on. The
/// handlers of C libraries for the end of a process are left out on purpose: those of `SQLCipher`
/// and OpenSSL free what other threads may still be using, which ended a command that had done
/// its work with a broken heap. See decision 20.
pub fn end(code: u8) -> ! {
    let _ = std::io::stdout().flush();
    let _ = std::io::stderr().flush();
    signal_hook::low_level::exit(code.into())
}
