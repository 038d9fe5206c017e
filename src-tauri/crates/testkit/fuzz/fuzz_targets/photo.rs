#![no_main]

use testkit::targets::{Cast, named};

thread_local!(static CAST: Cast = Cast::new());

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| CAST.with(|cast| named("photo")(cast, bytes)));
