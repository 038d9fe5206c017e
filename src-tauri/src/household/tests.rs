//! The keyring that is gone, that lies, that is not there: each leads to the passphrase, and
//! none to a fresh home.

use companion::{EntryInput, InProcess, Unlock, couple::journal::Draft};
use tempfile::TempDir;

use super::*;
use crate::keychain::{KeyringRefused, MemoryKeyring, NoKeyring};

const PASSPHRASE: &str = "a long kitchen table";

/// Takes every key and gives none back.
struct Lying;

impl KeyStore for Lying {
    fn works(&self) -> bool {
        true
    }

    fn read(&self, _: &Path) -> Option<[u8; 32]> {
        None
    }

    fn keep(&self, _: &Path, _: &[u8; 32]) -> Result<(), KeyringRefused> {
        Ok(())
    }

    fn forget(&self, _: &Path) {}
}

/// Gives back another key than it was given.
struct Confused;

impl KeyStore for Confused {
    fn works(&self) -> bool {
        false
    }

    fn read(&self, _: &Path) -> Option<[u8; 32]> {
        Some([7; 32])
    }

    fn keep(&self, _: &Path, _: &[u8; 32]) -> Result<(), KeyringRefused> {
        Ok(())
    }

    fn forget(&self, _: &Path) {}
}

struct House {
    household: Household,
    _outlets: mpsc::UnboundedReceiver<Outlet>,
    folder: TempDir,
}

fn start(folder: TempDir, keyring: Arc<dyn KeyStore>) -> House {
    let makings = Makings {
        surroundings: Box::new(|| {
            Surroundings::new([3; 32], Utc::now, || chrono_tz::Europe::Berlin)
        }),
        checker: Box::new(|| Box::new(InProcess)),
        keyring,
        cost: Cost {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        },
    };
    let profile = Profile::at(folder.path()).unwrap();
    let (household, _outlets) = Household::start(profile, makings).unwrap();
    House {
        household,
        _outlets,
        folder,
    }
}

/// A home with an entry, which the keyring is asked to remember, locked again.
fn lived_in(keyring: &Arc<dyn KeyStore>) -> House {
    let house = start(tempfile::tempdir().unwrap(), Arc::clone(keyring));
    house
        .household
        .ask_blocking(|room| {
            room.create("Ada", PASSPHRASE, true)?;
            let draft = Draft {
                title: "A morning".into(),
                ..Draft::default()
            };
            room.screen()?.keep_entry(EntryInput {
                draft,
                ..EntryInput::default()
            })?;
            room.lock_fully()
        })
        .unwrap();
    house
}

fn state(house: &House) -> HomeState {
    house.household.ask_blocking(Room::state).unwrap()
}

fn entries(house: &House) -> usize {
    let listed = |room: &mut Room| Ok(room.screen()?.list_entries(None, 9)?.entries.len());
    house.household.ask_blocking(listed).unwrap()
}

/// The keyring does not open it, the passphrase does, and everything is there.
fn leads_to_the_passphrase(house: &House, gone: bool) {
    let HomeState::Locked { keyring_gone, .. } = state(house) else {
        panic!("{:?}", state(house));
    };
    assert_eq!(keyring_gone, gone);
    let opened = house.household.ask_blocking(Room::unlock_from_keyring);
    assert!(
        matches!(opened, Err(CompanionError::KeyringGone)),
        "{opened:?}"
    );
    let again = house
        .household
        .ask_blocking(|room| room.create("Ada", PASSPHRASE, false));
    assert!(
        matches!(again, Err(CompanionError::HomeExists)),
        "never a fresh home: {again:?}"
    );
    house
        .household
        .ask_blocking(|room| room.unlock(&Unlock::Passphrase(PASSPHRASE)))
        .unwrap();
    assert_eq!(entries(house), 1);
}

#[test]
fn an_entry_that_is_gone_leads_to_the_passphrase_and_is_forgotten() {
    let memory = MemoryKeyring::default();
    let keyring: Arc<dyn KeyStore> = Arc::new(memory.clone());
    let house = lived_in(&keyring);
    assert!(matches!(
        state(&house),
        HomeState::Locked {
            keyring: true,
            keyring_gone: false,
            ..
        }
    ));
    memory.forget(house.folder.path());
    leads_to_the_passphrase(&house, true);
    // The switch in the settings says what is true; switched on again, it works.
    let remembered = |room: &mut Room| Ok(room.is_remembered());
    assert!(!house.household.ask_blocking(remembered).unwrap());
    house
        .household
        .ask_blocking(|room| {
            room.remember(true)?;
            room.lock_fully()?;
            room.unlock_from_keyring()
        })
        .unwrap();
    assert_eq!(entries(&house), 1);
}

#[test]
fn a_keyring_that_lies_leads_to_the_passphrase() {
    for (keyring, gone) in [
        (Arc::new(Lying) as Arc<dyn KeyStore>, true),
        (Arc::new(Confused), false),
    ] {
        let house = lived_in(&keyring);
        leads_to_the_passphrase(&house, gone);
    }
}

#[test]
fn without_a_keyring_there_is_the_passphrase() {
    let none: Arc<dyn KeyStore> = Arc::new(NoKeyring);
    let house = lived_in(&none);
    // It never came to be remembered.
    leads_to_the_passphrase(&house, false);

    // A home that a keyring remembers, on a day without one: it may be there again tomorrow.
    let memory = MemoryKeyring::default();
    let keyring: Arc<dyn KeyStore> = Arc::new(memory);
    let House {
        household, folder, ..
    } = lived_in(&keyring);
    drop(household);
    let house = start(folder, none);
    leads_to_the_passphrase(&house, true);
    let remembered = |room: &mut Room| Ok(room.is_remembered());
    assert!(house.household.ask_blocking(remembered).unwrap());
    house.household.ask_blocking(Room::lock_fully).unwrap();
    let House {
        household, folder, ..
    } = house;
    drop(household);
    let house = start(folder, keyring);
    house
        .household
        .ask_blocking(Room::unlock_from_keyring)
        .unwrap();
    assert_eq!(entries(&house), 1);
}

#[test]
fn sleep_locks_the_screen_or_fully_as_it_was_chosen() {
    let keyring: Arc<dyn KeyStore> = Arc::new(NoKeyring);
    let house = lived_in(&keyring);
    let sleep = |full: bool| {
        house
            .household
            .ask_blocking(move |room| {
                if room.engine().is_err() {
                    room.unlock(&Unlock::Passphrase(PASSPHRASE))?;
                }
                room.set_has_screen();
                let mut settings = room.settings();
                settings.full_lock_on_sleep = full;
                room.engine()?.change_settings(settings)?;
                room.lock_for_sleep()?;
                room.state()
            })
            .unwrap()
    };
    assert!(matches!(
        sleep(false),
        HomeState::Locked {
            screen_lock: true,
            ..
        }
    ));
    assert!(matches!(
        sleep(true),
        HomeState::Locked {
            screen_lock: false,
            ..
        }
    ));
}

/// Closes the home to begin anew; what was said is heard by now.
fn close_to_begin_anew(house: &House) -> Option<Closed> {
    let close = |room: &mut Room| {
        room.spoke_at = None;
        room.close_to_begin_anew()
    };
    house.household.ask_blocking(close).unwrap()
}

#[test]
fn what_begins_anew_is_as_open_and_as_locked_as_before() {
    let none: Arc<dyn KeyStore> = Arc::new(NoKeyring);
    let unlock = |room: &mut Room| room.unlock(&Unlock::Passphrase(PASSPHRASE));
    for locked in [false, true] {
        let House {
            household, folder, ..
        } = lived_in(&none);
        household
            .ask_blocking(move |room| {
                unlock(room)?;
                if locked {
                    room.lock_screen();
                }
                Ok(())
            })
            .unwrap();
        let house = House {
            household,
            _outlets: mpsc::unbounded_channel().1,
            folder,
        };
        let closed = close_to_begin_anew(&house).unwrap();
        assert_eq!(
            (closed.handed.is_some(), closed.screen_locked),
            (true, locked)
        );
        let is_closed = |room: &mut Room| Ok(room.begins_anew() && room.engine().is_err());
        assert!(house.household.ask_blocking(is_closed).unwrap());

        // Another program, to which nobody says the passphrase.
        let House {
            household, folder, ..
        } = house;
        drop(household);
        let house = start(folder, Arc::clone(&none));
        let reopened = house
            .household
            .ask_blocking(move |room| {
                room.reopen(&closed)?;
                Ok((
                    room.engine().is_ok(),
                    room.is_screen_locked(),
                    room.take_reopened(),
                ))
            })
            .unwrap();
        assert_eq!(reopened, (true, locked, true));
        if locked {
            house.household.ask_blocking(unlock).unwrap();
        }
        assert_eq!(entries(&house), 1);
    }
    // What was closed stays closed.
    let house = lived_in(&none);
    let closed = close_to_begin_anew(&house).unwrap();
    assert!(closed.handed.is_none());
    house
        .household
        .ask_blocking(move |room| room.reopen(&closed))
        .unwrap();
    assert!(matches!(state(&house), HomeState::Locked { .. }));
}

#[test]
fn nothing_begins_anew_while_something_is_going_on() {
    let none: Arc<dyn KeyStore> = Arc::new(NoKeyring);
    let house = lived_in(&none);
    let does = |job: fn(&mut Companion) -> Result<(), CompanionError>| {
        house
            .household
            .ask_blocking(move |room| job(room.engine()?))
            .unwrap();
    };
    house
        .household
        .ask_blocking(|room| room.unlock(&Unlock::Passphrase(PASSPHRASE)))
        .unwrap();
    // An invitation is out.
    does(|companion| companion.make_invite().map(drop));
    assert!(close_to_begin_anew(&house).is_none());
    does(|companion| companion.cancel_pairing().map(drop));
    // Somebody reads what a second passphrase opens.
    let second = "and a second small one";
    house
        .household
        .ask_blocking(move |room| {
            room.set_second_passphrase(PASSPHRASE, second)?;
            room.engine()?.open_pages(second)
        })
        .unwrap();
    assert!(close_to_begin_anew(&house).is_none());
    does(|companion| companion.close_pages());
    // Something was said a moment ago, and may not have been heard.
    let speaks = |room: &mut Room| {
        room.spoke_at = Some(Instant::now());
        Ok(room.close_to_begin_anew()?.is_none())
    };
    assert!(house.household.ask_blocking(speaks).unwrap());
    assert!(
        house
            .household
            .ask_blocking(|room| Ok(room.engine().is_ok()))
            .unwrap()
    );
    assert!(close_to_begin_anew(&house).is_some());

    let at_work = house.household.at_work();
    assert!(house.household.is_at_work());
    drop(at_work);
    assert!(!house.household.is_at_work());
}
