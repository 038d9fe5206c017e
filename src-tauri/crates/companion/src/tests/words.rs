//! What is kept gets into the search index when nobody waits for it, and is found before that too.

use super::two::Two;
use crate::{Companion, EntryInput, couple::journal::Draft};

fn keep(home: &mut Companion, body: &str) {
    let draft = Draft {
        body: body.into(),
        ..Draft::default()
    };
    let input = EntryInput {
        draft,
        ..EntryInput::default()
    };
    home.keep_entry(input).unwrap();
}

#[test]
fn the_index_follows_at_leisure_and_with_the_lock() {
    let mut two = Two::paired();
    let home = two.home(0);
    home.index_words().unwrap();
    keep(home, "a lighthouse");
    assert_eq!(home.desk().words_waiting().unwrap(), 1);
    assert_eq!(home.search_entries("lighthouse", 9).unwrap().len(), 1);
    home.index_words().unwrap();
    assert_eq!(home.desk().words_waiting().unwrap(), 0);
    assert_eq!(home.search_entries("lighthouse", 9).unwrap().len(), 1);

    keep(home, "a ferry");
    two.open_again(0);
    let home = two.home(0);
    assert_eq!(home.desk().words_waiting().unwrap(), 0);
    assert_eq!(home.search_entries("ferry", 9).unwrap().len(), 1);
}
