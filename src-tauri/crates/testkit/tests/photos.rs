//! Photos between two people: through a folder alone, over a line that breaks, on a new computer.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::TimeDelta;
use companion::{
    Added, Companion, EntryInput,
    couple::{
        ThingId,
        journal::{Audience, Draft},
    },
};
use exchange::photo::{Prepared, Size, prepare};
use testkit::{PASSPHRASE, World};

/// A picture of noise, which takes several pieces to travel.
fn picture(seed: u32) -> Prepared {
    let mut state = seed | 1;
    let pixels = image::RgbImage::from_fn(700, 500, |_, _| {
        image::Rgb([0, 8, 16].map(|shift| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> shift) as u8
        }))
    });
    let mut file = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut file, image::ImageFormat::Png).unwrap();
    prepare(file.get_ref(), Size::Fitting).unwrap()
}

fn kept(home: &mut Companion, id: Option<ThingId>, body: &str) -> ThingId {
    let draft = Draft {
        body: body.into(),
        ..Draft::default()
    };
    let input = EntryInput {
        id,
        draft,
        ..EntryInput::default()
    };
    home.keep_entry(input).unwrap().summary.id
}

/// A page with one photo.
fn page(home: &mut Companion, photo: &Prepared) -> (ThingId, ThingId) {
    let entry = kept(home, None, "The lake.");
    let Added::Kept(added) = home.add_photo(entry, photo).unwrap() else {
        panic!("too many");
    };
    let body = format!("The lake.\n\n![at six](photo:{})", added.id);
    kept(home, Some(entry), &body);
    (entry, added.id)
}

fn share(home: &mut Companion, entry: ThingId) {
    let preview = home.preview_share(entry).unwrap();
    home.share_now(entry, &preview.consent).unwrap();
}

/// Whether the photo can be seen there: on the shelf, large and small.
fn seen(home: &Companion, entry: ThingId, photo: ThingId) -> bool {
    let shelf = home.list_photos(None, 100).unwrap().photos;
    let on_shelf = shelf.iter().any(|one| {
        (one.entry, one.photo.id) == (entry, photo)
            && (one.photo.width, one.photo.height) == (700, 500)
    });
    let there = |small| home.photo(entry, photo, small).unwrap().is_some();
    assert_eq!(on_shelf, there(true));
    assert_eq!(on_shelf, there(false));
    on_shelf
}

#[test]
fn a_photo_comes_through_a_folder_to_one_who_is_never_on_at_the_same_time() {
    let mut world = World::paired(1);
    for who in [0, 1] {
        world.use_folder(who, true);
    }
    world.turn_off(1);
    let ada = world.people[0].open();
    let (entry, photo) = page(ada, &picture(5));
    share(ada, entry);
    world.pass(TimeDelta::minutes(2));
    world.turn_off(0);
    for (path, bytes) in &world.folder.files {
        assert!(
            !bytes.windows(3).any(|three| three == [0xff, 0xd8, 0xff]),
            "a JPEG in {path}"
        );
    }
    world.pass(TimeDelta::days(3));
    world.visit(1);
    world.start(1);
    world.pass(TimeDelta::seconds(30));
    let ben = world.people[1].open();
    assert!(ben.view(entry).unwrap().body.contains("at six"));
    assert!(seen(ben, entry, photo));
}

#[test]
fn a_photo_arrives_whole_however_often_the_line_and_the_computers_break() {
    let mut world = World::paired(2);
    let photos = [7, 8, 9].map(|seed| {
        let ada = world.people[0].open();
        let (entry, photo) = page(ada, &picture(seed));
        share(ada, entry);
        world.cut_all();
        world.pass(TimeDelta::seconds(15));
        let who = usize::from(seed % 2 == 0);
        world.crash(who);
        world.start(who);
        (entry, photo)
    });
    world.pass(TimeDelta::minutes(10));
    for (entry, photo) in photos {
        for who in [0, 1] {
            assert!(seen(world.people[who].open(), entry, photo), "{who}");
        }
    }
}

#[test]
fn on_a_new_computer_photos_are_there_or_come_again() {
    for who in [0, 1] {
        let mut world = World::paired(3 + who as u64);
        let ada = world.people[0].open();
        let (mine, of_mine) = page(ada, &picture(11));
        let (early, of_early) = page(ada, &picture(12));
        share(ada, early);
        world.pass(TimeDelta::minutes(5));

        let home = world.people[who].open();
        let sheet = home.begin_sheet(PASSPHRASE).unwrap();
        let typed = sheet
            .asked
            .map(|place| sheet.words[usize::from(place) - 1].to_owned());
        home.confirm_sheet(&typed).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lamplight.age");
        home.prepare_backup(&file).unwrap().run().unwrap();
        home.backup_was_made().unwrap();

        // Shared after the backup: what the new computer lacks of it comes from the other one.
        let ada = world.people[0].open();
        let (late, of_late) = page(ada, &picture(13));
        share(ada, late);
        world.pass(TimeDelta::minutes(5));
        world.replace_computer(who, &file, &sheet.line);
        world.pass(TimeDelta::minutes(10));
        for person in [0, 1] {
            let home = world.people[person].open();
            assert!(seen(home, early, of_early), "{who} {person}");
            assert!(seen(home, late, of_late), "{who} {person}");
            let shelf = home.list_photos(None, 100).unwrap().photos.len();
            assert_eq!(shelf, if person == 0 { 3 } else { 2 });
        }
        assert!(seen(world.people[0].open(), mine, of_mine));

        // Whoever leaves keeps what there is, as pages of their own.
        let home = world.people[who].open();
        let before = home.list_photos(None, 100).unwrap().photos;
        home.stop_sharing(false).unwrap();
        let after = home.list_photos(None, 100).unwrap().photos;
        assert_eq!(after.len(), before.len());
        for one in after {
            let view = home.view(one.entry).unwrap();
            assert_eq!(view.summary.audience, Audience::Mine);
            assert_eq!(one.alt, "at six");
            assert!(seen(home, one.entry, one.photo.id));
        }
    }
}
