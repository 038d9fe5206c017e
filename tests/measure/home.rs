//! Opening the home of a profile, as the app does.

use std::sync::Arc;

use chrono::{DateTime, Timelike as _, Utc};
use chrono_tz::Tz;
use companion::{Companion, InProcess, LockedHome, Profile, Surroundings, Unlock};
use keys::vault_keys::{KeyFile, PagesKey};
use shell::{
    engine::{Engine, Network, Parts},
    keychain::SystemKeyring,
};

/// The passphrase of the home.
pub fn passphrase() -> String {
    std::env::var("LAMPLIGHT_PASSPHRASE").unwrap()
}

/// Keeps a key in the system keyring that opens the home, as the settings do.
pub fn remember(profile: Profile) {
    with_engine(profile, Network::Off, async |engine| {
        engine
            .household
            .ask(|room| room.remember(true))
            .await
            .unwrap();
    });
}

/// Runs the app's engine on an unlocked home.
pub fn with_engine(profile: Profile, network: Network, work: impl AsyncFnOnce(&Engine)) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lock = profile.lock().unwrap();
    runtime.block_on(async {
        let engine = Engine::start(Parts {
            profile,
            keyring: Arc::new(SystemKeyring),
            network,
            nudges: false,
            presence: Default::default(),
        })
        .unwrap();
        let passphrase = passphrase();
        engine
            .household
            .ask(move |room| room.unlock(&Unlock::Passphrase(&passphrase)))
            .await
            .unwrap();
        work(&engine).await;
        engine.stop().await;
    });
    drop(lock);
}

/// The use cases alone, without an engine around them.
pub fn open(profile: &Profile) -> Companion {
    open_at(profile, Utc::now)
}

/// The same, by another clock.
pub fn open_at(
    profile: &Profile,
    now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
) -> Companion {
    open_in(profile, now, chrono_tz::UTC)
}

/// The same, where it is about noon.
pub fn open_at_midday(profile: &Profile) -> Companion {
    let hour = i64::from(Utc::now().hour());
    // The names have it the other way round: Etc/GMT-2 is two hours ahead.
    let name = format!("Etc/GMT{:+}", hour - 12);
    open_in(profile, Utc::now, name.parse().unwrap())
}

fn open_in(
    profile: &Profile,
    now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
    zone: Tz,
) -> Companion {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).unwrap();
    let surroundings = Surroundings::new(seed, now, move || zone);
    let home = LockedHome::find(profile).unwrap().expect("a home");
    home.unlock(
        &Unlock::Passphrase(&passphrase()),
        surroundings,
        Box::new(InProcess),
    )
    .map_err(|(_, error)| error)
    .unwrap()
}

/// The key of the vault that the entries are in.
pub fn pages_key(profile: &Profile) -> PagesKey {
    let text = std::fs::read_to_string(profile.folder().join("home.json")).unwrap();
    let file = KeyFile::from_json(&text).unwrap();
    let keys = file.unlock_with_passphrase(&passphrase()).unwrap();
    file.pages_key(&keys)
        .unwrap()
        .expect("no second passphrase")
}
