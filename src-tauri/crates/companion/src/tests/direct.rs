//! The direct way while nobody answers on it.

use super::two::Two;
use crate::Errand;

const HOUR: i64 = 3600;

fn dials(asked: &[(i64, Errand)]) -> Vec<i64> {
    asked
        .iter()
        .filter(|(_, errand)| matches!(errand, Errand::DialSync { .. }))
        .map(|(at, _)| *at)
        .collect()
}

fn searches(asked: &[(i64, Errand)]) -> Vec<bool> {
    asked
        .iter()
        .filter_map(|(_, errand)| match errand {
            Errand::LookNearby { on } => Some(*on),
            _ => None,
        })
        .collect()
}

#[test]
fn whoever_is_not_there_is_called_less_and_less_and_at_once_in_another_network() {
    let mut two = Two::paired();
    two.apart();
    let asked = two.unanswered(HOUR);
    let at = dials(&asked);
    let pauses: Vec<i64> = at.windows(2).map(|two| two[1] - two[0]).collect();
    assert_eq!(pauses[..6], [10, 20, 40, 80, 160, 300], "{at:?}");
    assert!(pauses[6..].iter().all(|pause| *pause == 300), "{at:?}");
    assert!(searches(&asked).is_empty(), "nobody is looked for unasked");
    two.home(1).network_is_new();
    assert_eq!(dials(&two.unanswered(9)), [1]);
    // Whoever answers is called at once when the line breaks the next time.
    two.meet();
    two.apart();
    assert_eq!(dials(&two.unanswered(15)), [1, 11]);
}

#[test]
fn the_partner_is_looked_for_once_the_known_addresses_have_failed_and_only_if_that_was_chosen() {
    let mut two = Two::paired();
    let mut settings = two.home(1).settings().unwrap();
    settings.look_nearby = true;
    two.home(1).change_settings(settings.clone()).unwrap();
    two.apart();
    let asked = two.unanswered(60);
    assert_eq!(searches(&asked), [true]);
    let search = asked
        .iter()
        .position(|(_, errand)| matches!(errand, Errand::LookNearby { .. }));
    let first = asked
        .iter()
        .position(|(_, errand)| matches!(errand, Errand::DialSync { .. }));
    assert!(first < search, "who was there last is called first");
    // Somebody else in the network is let be; the partner is called at once.
    let place = vec!["192.168.7.7:4000".parse().unwrap()];
    two.home(1).nearby([9; 32], place.clone());
    assert!(two.home(1).take_errands().is_empty());
    let ada = two.home(0).endpoint();
    two.home(1).nearby(ada, place.clone());
    let call = Errand::DialSync {
        peer: ada,
        addresses: place.clone(),
    };
    assert_eq!(two.home(1).take_errands(), [call]);
    // There is a line: nobody is called for any more, and what is heard now leads nowhere.
    two.meet();
    let looking = searches(&two.unanswered(1));
    two.home(1).nearby(ada, place);
    assert!(two.home(1).take_errands().is_empty());
    assert!(looking.is_empty(), "it was told while they met");
    settings.look_nearby = false;
    two.home(1).change_settings(settings).unwrap();
    two.apart();
    assert!(searches(&two.unanswered(HOUR)).is_empty());
}

#[test]
fn a_line_on_which_nobody_answers_is_given_up_and_a_quiet_one_is_not() {
    let mut two = Two::paired();
    let gave_up = |asked: &[(i64, Errand)]| {
        asked
            .iter()
            .filter(|(_, errand)| matches!(errand, Errand::CloseSync { .. }))
            .map(|(at, _)| *at)
            .collect::<Vec<_>>()
    };
    assert!(gave_up(&two.unanswered(HOUR)).is_empty(), "nothing is due");
    two.goes_deaf();
    two.ben_shares("The light on the stairs works again.");
    let closed = gave_up(&two.unanswered(200));
    assert_eq!(closed.len(), 2, "{closed:?}");
    assert!((89..=91).contains(&closed[0]), "{closed:?}");
}

#[test]
fn with_the_folder_only_nobody_is_called_and_afterwards_at_once() {
    let mut two = Two::paired();
    let ben = two.home(1);
    let mut settings = ben.settings().unwrap();
    settings.look_nearby = true;
    ben.change_settings(settings).unwrap();
    ben.use_mailbox("fs:///shared/two", None).unwrap();
    two.apart();
    assert_eq!(searches(&two.unanswered(60)), [true]);
    two.home(1).set_mailbox_only(true).unwrap();
    let asked = two.unanswered(HOUR);
    assert!(dials(&asked).is_empty(), "{:?}", dials(&asked));
    assert_eq!(searches(&asked), [false], "nor is anybody looked for");
    two.home(1).set_mailbox_only(false).unwrap();
    assert_eq!(dials(&two.unanswered(1)), [1]);
}
