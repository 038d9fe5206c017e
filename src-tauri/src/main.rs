//! `lamplight`: the window without arguments, the command line with them.

// No console window behind the app on Windows.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

fn main() {
    shell::ending::end(shell::cli::main())
}
