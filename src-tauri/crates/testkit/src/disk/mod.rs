//! The disk under a home: what reached it, what a power cut would leave of that, and how it
//! refuses. Linux only: a small shim in C stands between a child process and the system's
//! calls, so that SQLite's own file layer, the key file, marks and backups all go through it.

mod journal;
mod replay;
mod shim;

pub use journal::{Journal, Op};
pub use replay::{Cut, Disk, Files, lay_out};
pub use shim::{Child, Fault, fast_folder, mark, say};
