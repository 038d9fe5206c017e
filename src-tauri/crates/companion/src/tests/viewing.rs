//! An entry as it is shown.

use super::two::Two;
use crate::{EntryInput, couple::journal::Draft};

#[test]
fn a_new_one_is_shown_as_it_is_read_again() {
    let mut two = Two::paired();
    let home = two.home(0);
    for body in ["", "# A lamp\n\nand *some* words", &"long ".repeat(900)] {
        let kept = home
            .keep_entry(EntryInput {
                draft: Draft {
                    title: "Title".into(),
                    body: body.into(),
                    feelings: vec!["calm".into()],
                    tags: vec!["sea".into()],
                },
                ..EntryInput::default()
            })
            .unwrap();
        assert_eq!(kept, home.view(kept.summary.id).unwrap());
    }
}
