//! The worker as it runs: what it answers, what it may use, and what it dies of while its parent lives.

#![allow(clippy::unwrap_used, clippy::expect_used)]

// The parent's side is a file of the shell, which knows this room through its companion.
extern crate replica as companion;
#[allow(dead_code)]
#[path = "../../../../src/worker_process.rs"]
mod worker_process;

mod bombs;
mod documents;
mod harm;
mod limits;
// The same files that the decoders are tried with.
#[allow(dead_code)]
#[path = "../../../exchange/tests/photo/making.rs"]
mod making;
mod photos;
