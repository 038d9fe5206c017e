//! The rules of the house, held by ordinary tests: they read `cargo metadata` and the sources, build nothing and show
//! nothing.
//!
//! The rules inside the interface (who imports whom, the same texts in both languages, the voice) are held by
//! `ui/test/house.test.ts` and `ui/src/texts/texts.test.ts`; frozen migrations by `vault`; the bindings by `shell`.

#![allow(clippy::expect_used, reason = "a test that can't read the house fails")]

mod absent;
mod files;
mod names;
mod pins;
mod rooms;
mod rust;
mod texts;
mod tree;
mod window;
