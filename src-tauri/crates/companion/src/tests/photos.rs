//! Photos: they go where their entry goes, arrive whole or not at all, and are dropped when nobody names them.

use std::fs;

use chrono::TimeDelta;
use couple::{ThingId, journal::PHOTOS_LIMIT};
use exchange::photo::{Prepared, Size, prepare};
use sync::Frame;
use vault::PieceRow;

use super::two::Two;
use crate::{
    Added, Companion, CompanionError, Cost, EntryInput, ExportForm, ExportInput, ImportFailure,
    payload::Payload,
};

const SECOND: &str = "a kettle on the stove";

/// A picture of noise, which no JPEG makes small.
fn picture(seed: u32, width: u32, height: u32) -> Prepared {
    let mut state = seed | 1;
    let pixels = image::RgbImage::from_fn(width, height, |_, _| {
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

fn added(home: &mut Companion, entry: ThingId, photo: &Prepared) -> ThingId {
    match home.add_photo(entry, photo).unwrap() {
        Added::Kept(view) => view.id,
        Added::TooMany => panic!("too many"),
    }
}

fn written(home: &mut Companion, id: Option<ThingId>, body: &str) -> ThingId {
    let mut input = EntryInput {
        id,
        ..EntryInput::default()
    };
    input.draft.body = body.into();
    home.keep_entry(input).unwrap().summary.id
}

fn shared(two: &mut Two, who: usize, id: ThingId) {
    let home = two.home(who);
    let preview = home.preview_share(id).unwrap();
    home.share_now(id, &preview.consent).unwrap();
    two.pass(TimeDelta::seconds(60));
}

fn ids(home: &Companion, entry: ThingId) -> Vec<ThingId> {
    let all = home.photos_of(entry).unwrap();
    all.iter().map(|photo| photo.id).collect()
}

fn has(home: &Companion, entry: ThingId, id: ThingId) -> bool {
    home.photo(entry, id, false).unwrap().is_some()
}

/// The shelf of all photos is made of both vaults and cut anywhere; what is not here or not named is not on it.
#[test]
fn all_photos_stand_on_one_shelf_the_newest_page_first() {
    let mut two = Two::paired();
    let empty = two.home(0).list_photos(None, 9).unwrap();
    assert_eq!((empty.photos.len(), empty.next), (0, None));
    let (mut expected, photo) = (Vec::new(), picture(7, 40, 30));
    for n in 0..5 {
        two.pass(TimeDelta::hours(1));
        let who = n % 2;
        let home = two.home(who);
        let entry = written(home, None, "A page.");
        let (a, b) = (added(home, entry, &photo), added(home, entry, &photo));
        let left_out = added(home, entry, &photo);
        let text = format!("![lake {n}](photo:{b} \"cold\")\n\n![](photo:{a})");
        written(home, Some(entry), &text);
        if n != 2 {
            shared(&mut two, who, entry);
        }
        expected.splice(0..0, [(entry, b), (entry, a)]);
        assert_ne!(left_out, a);
    }
    two.pass(TimeDelta::minutes(5));
    let ada = two.home(0);
    for (enough, cuts) in [(1, 5), (3, 3), (100, 1)] {
        let (mut seen, mut before, mut stretches) = (Vec::new(), None, 0);
        loop {
            let stretch = ada.list_photos(before, enough).unwrap();
            seen.extend(stretch.photos);
            stretches += 1;
            before = stretch.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(stretches, cuts, "{enough}");
        let ids: Vec<_> = seen.iter().map(|one| (one.entry, one.photo.id)).collect();
        assert_eq!(ids, expected, "{enough}");
        let first = (seen[0].alt.as_str(), seen[0].caption.as_str());
        assert_eq!(first, ("lake 4", "cold"));
    }
    let theirs = two.home(1).list_photos(None, 100).unwrap();
    assert_eq!(theirs.photos.len(), 8, "what is Mine is not there");
}

#[test]
fn a_photo_of_mine_is_kept_with_its_page_and_goes_with_it() {
    let mut two = Two::paired();
    let left = two.sent[0].len();
    let (big, small) = (picture(1, 700, 500), picture(2, 40, 30));
    assert!(
        big.picture.jpeg.len() > 2 * vault::PHOTO_ROW,
        "several rows"
    );
    let ada = two.home(0);
    let entry = written(ada, None, "The lake.");
    let (a, b) = (added(ada, entry, &big), added(ada, entry, &small));
    let named = format!("The lake.\n\n![b](photo:{b}) ![a](photo:{a} \"cold\")");
    written(ada, Some(entry), &named);
    // In the order of the text, byte for byte, and after another start too.
    two.open_again(0);
    let ada = two.home(0);
    assert_eq!(ids(ada, entry), [b, a]);
    assert_eq!(ada.view(entry).unwrap().summary.photo, Some(b));
    assert_eq!(ada.photo(entry, a, false).unwrap(), Some(big.picture.jpeg));
    assert_eq!(ada.photo(entry, a, true).unwrap(), Some(big.small.jpeg));
    assert!(!has(ada, b, entry), "no photo of another entry");

    // Taken out of the text: it can be put back for a day.
    written(ada, Some(entry), &format!("![b](photo:{b})"));
    two.pass(TimeDelta::hours(20));
    let ada = two.home(0);
    written(ada, Some(entry), &named);
    two.pass(TimeDelta::hours(30));
    let ada = two.home(0);
    assert!(has(ada, entry, a) && has(ada, entry, b));
    written(ada, Some(entry), &format!("![b](photo:{b})"));
    two.pass(TimeDelta::hours(30));
    let ada = two.home(0);
    assert_eq!(ids(ada, entry), [b]);
    assert!(ada.check().unwrap().is_whole());

    ada.erase_entry(entry, false).unwrap();
    assert_eq!(ids(ada, entry), []);
    assert_eq!(ada.desk().count_photos().unwrap(), 0);
    two.settle();
    let greetings = two.sent[0][left..].iter().all(|sent| sent.len() < 200);
    assert!(greetings, "nothing of it went out");
}

#[test]
fn an_entry_has_sixty_photos_at_most() {
    let mut two = Two::paired();
    let tiny = picture(3, 8, 8);
    let ada = two.home(0);
    let entry = written(ada, None, "");
    for _ in 0..PHOTOS_LIMIT {
        added(ada, entry, &tiny);
    }
    assert_eq!(ada.add_photo(entry, &tiny).unwrap(), Added::TooMany);
    let other = written(ada, None, "");
    added(ada, other, &tiny);
}

#[test]
fn a_shared_entry_brings_its_photos_after_its_words_and_takes_them_along() {
    let mut two = Two::paired();
    let (big, small) = (picture(4, 700, 500), picture(5, 40, 30));
    let ada = two.home(0);
    let entry = written(ada, None, "");
    let (a, b) = (added(ada, entry, &big), added(ada, entry, &small));
    written(ada, Some(entry), &format!("![](photo:{a}) ![](photo:{b})"));
    // While nobody is there: the words go first, and the photos wait with them.
    two.apart();
    shared(&mut two, 0, entry);
    assert!(two.home(0).desk().photos_of(entry).unwrap().is_empty());
    let waiting = two.home(0).sharing().unwrap().waiting_to_send;
    assert_eq!(waiting, 1, "nothing but the words lies in the log");
    two.meet();
    two.pass(TimeDelta::seconds(60));
    let ben = two.home(1);
    assert_eq!(ids(ben, entry), [a, b]);
    assert_eq!(ben.view(entry).unwrap().summary.photo, Some(a));
    // Made anew here: the same picture, and bytes that a decoder of ours wrote.
    let there = ben.photo(entry, a, false).unwrap().unwrap();
    assert_eq!(exchange::photo::dimensions(&there), Ok((700, 500)));
    assert!(ben.photo(entry, a, true).unwrap().is_some());
    for who in [0, 1] {
        assert!(two.home(who).check().unwrap().is_whole());
    }

    // Another one, as a change that is mine until it is shared.
    let ada = two.home(0);
    let c = added(ada, entry, &picture(6, 50, 50));
    written(ada, Some(entry), &format!("![](photo:{a}) ![](photo:{c})"));
    two.pass(TimeDelta::seconds(60));
    assert_eq!(ids(two.home(1), entry), [a, b]);
    assert_eq!(ids(two.home(0), entry), [a, b, c]);
    two.home(0).share_changes(entry).unwrap();
    two.pass(TimeDelta::seconds(60));
    assert!(has(two.home(1), entry, c));
    assert!(two.home(0).desk().photos_of(entry).unwrap().is_empty());

    // What neither text names goes on both sides, and the log says why its body is missing.
    two.pass(TimeDelta::hours(60));
    for who in [0, 1] {
        assert_eq!(ids(two.home(who), entry), [a, c], "{who}");
        assert!(two.home(who).check().unwrap().is_whole());
        assert_eq!(two.home(who).sharing().unwrap().set_aside, 0);
    }

    // Leaving: each keeps a copy, with its photos.
    two.home(0).stop_sharing(false).unwrap();
    two.pass(TimeDelta::seconds(60));
    for who in [0, 1] {
        let home = two.home(who);
        let all = home.list_entries(None, 10).unwrap().entries;
        let [copy] = all.as_slice() else {
            panic!("one entry");
        };
        assert!(has(home, copy.id, a) && has(home, copy.id, c), "{who}");
        assert_eq!(home.shared.count_photos().unwrap(), 0);
        assert!(home.check().unwrap().is_whole());
    }
}

#[test]
fn erasing_a_shared_entry_takes_its_photos_out_of_the_log_too() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let entry = written(ada, None, "");
    let a = added(ada, entry, &picture(7, 700, 500));
    written(ada, Some(entry), &format!("![](photo:{a})"));
    shared(&mut two, 0, entry);
    assert!(has(two.home(1), entry, a));
    let pieces = two.home(0).shared.pieces_of(entry, a).unwrap();
    assert!(pieces.len() > 2);
    two.home(0).erase_entry(entry, true).unwrap();
    two.pass(TimeDelta::seconds(30));
    let ada = two.home(0);
    assert!(!has(ada, entry, a));
    for piece in &pieces {
        let frame = ada.shared.frame(piece.frame).unwrap().unwrap();
        assert_eq!(frame.body, None);
    }
    let ben = two.home(1);
    assert!(has(ben, entry, a), "their copy is theirs");
    ben.erase_copy(entry).unwrap();
    assert!(!has(ben, entry, a));
    for piece in &pieces {
        let frame = ben.shared.frame(piece.frame).unwrap().unwrap();
        assert_eq!(frame.body, None);
    }
    assert!(ben.check().unwrap().is_whole());
}

#[test]
fn written_anew_an_entry_keeps_its_photos() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let entry = written(ada, None, "");
    let a = added(ada, entry, &picture(8, 60, 60));
    written(ada, Some(entry), &format!("![](photo:{a})"));
    let entry = two.home(0).write_anew(entry, false).unwrap().summary.id;
    assert!(has(two.home(0), entry, a));
    shared(&mut two, 0, entry);
    let anew = two.home(0).write_anew(entry, false).unwrap().summary.id;
    two.pass(TimeDelta::seconds(60));
    for who in [0, 1] {
        assert!(has(two.home(who), anew, a), "{who}");
        assert!(two.home(who).check().unwrap().is_whole());
    }
    assert!(!has(two.home(0), entry, a));
}

#[test]
fn behind_a_second_passphrase_photos_are_where_their_pages_are() {
    let mut two = Two::paired();
    let cost = Cost {
        memory_kib: 64,
        passes: 1,
        lanes: 1,
    };
    let ada = two.home(0);
    let inside = written(ada, None, "");
    let a = added(ada, inside, &picture(9, 60, 60));
    written(ada, Some(inside), &format!("![](photo:{a})"));
    ada.set_second_passphrase("two cups of tea", SECOND, cost)
        .unwrap();
    ada.close_pages().unwrap();
    assert_eq!(ada.photo(inside, a, true).unwrap(), None);
    // Written while they are closed, of a page and of changes to what is shared.
    let meanwhile = written(ada, None, "");
    let b = added(ada, meanwhile, &picture(10, 60, 60));
    written(ada, Some(meanwhile), &format!("![](photo:{b})"));
    assert!(ada.private.photo(meanwhile, b).unwrap().is_some());
    ada.open_pages(SECOND).unwrap();
    assert!(has(ada, inside, a) && has(ada, meanwhile, b));
    assert_eq!(ada.private.count_photos().unwrap(), 0);
    assert!(ada.check().unwrap().is_whole());
}

/// Pieces of a file as the second one's computer would send them.
fn pieces(entry: ThingId, photo: ThingId, file: &[u8]) -> Vec<Payload> {
    let chunks: Vec<&[u8]> = file.chunks(vault::PHOTO_ROW).collect();
    let total = u32::try_from(chunks.len()).unwrap();
    (0..)
        .zip(chunks)
        .map(|(number, bytes)| Payload::Photo {
            entry: entry.0,
            photo: photo.0,
            number,
            total,
            bytes: bytes.to_vec(),
        })
        .collect()
}

#[test]
fn what_arrives_is_tried_before_it_is_shown() {
    let mut two = Two::paired();
    let (fine, broken) = (ThingId([0xf1; 16]), ThingId([0xb0; 16]));
    let big = picture(11, 700, 500);
    // Whatever hides behind the end of a picture stays behind.
    let mut file = big.picture.jpeg.clone();
    file.extend(b"where it was taken");
    let entry = two.ben_shares(&format!("![](photo:{fine}) ![](photo:{broken})"));
    let mut said = pieces(entry, fine, &file);
    said.reverse();
    for piece in said
        .iter()
        .chain(&pieces(entry, broken, b"\xff\xd8\xff no picture"))
    {
        two.says(&piece.encode().unwrap());
    }
    two.pass(TimeDelta::seconds(30));
    let ada = two.home(0);
    let shown = ada.photo(entry, fine, false).unwrap().unwrap();
    assert!(!shown.windows(9).any(|word| word == b"was taken"));
    assert_eq!(exchange::photo::dimensions(&shown), Ok((700, 500)));
    let views = ada.photos_of(entry).unwrap();
    assert_eq!(
        views
            .iter()
            .map(|view| (view.id, view.refused))
            .collect::<Vec<_>>(),
        [(fine, false), (broken, true)]
    );
    assert_eq!(ada.photo(entry, broken, false).unwrap(), None);
    assert_eq!(ada.view(entry).unwrap().summary.photo, Some(fine));
}

/// It is made beside everything else: what was erased meanwhile stays so, and a second one waits its turn.
#[test]
fn a_photo_that_came_is_made_beside_and_kept_only_while_it_is_wanted() {
    let mut two = Two::paired();
    two.photos_wait = true;
    let mut entries = Vec::new();
    for seed in [3, 4] {
        let ada = two.home(0);
        let entry = written(ada, None, "The lake.");
        let photo = added(ada, entry, &picture(seed, 40, 30));
        written(
            ada,
            Some(entry),
            &format!("The lake.\n\n![](photo:{photo})"),
        );
        shared(&mut two, 0, entry);
        entries.push((entry, photo));
    }
    let ben = two.home(1);
    assert!(
        entries
            .iter()
            .all(|(entry, photo)| !has(ben, *entry, *photo))
    );
    let first = ben.photo_job().unwrap().unwrap();
    assert!(ben.photo_job().unwrap().is_none(), "one at a time");
    let made = first.run();
    // The page it was for is erased in between.
    let (erased, _) = entries[0];
    two.home(0).erase_entry(erased, true).unwrap();
    two.pass(TimeDelta::seconds(60));
    let ben = two.home(1);
    ben.erase_copy(erased).unwrap();
    ben.photo_made(made).unwrap();
    assert!(ids(ben, erased).is_empty());
    let (entry, photo) = entries[1];
    let made = ben.photo_job().unwrap().unwrap().run();
    ben.photo_made(made).unwrap();
    assert!(has(ben, entry, photo));
    assert!(ben.photo_job().unwrap().is_none());
}

#[test]
fn nobody_puts_a_photo_into_what_someone_else_wrote() {
    let mut two = Two::paired();
    let photo = ThingId([0xee; 16]);
    let ada = two.home(0);
    let mine = written(ada, None, &format!("![](photo:{photo})"));
    let ours = written(ada, None, &format!("![](photo:{photo})"));
    shared(&mut two, 0, ours);
    let file = picture(12, 40, 40).picture.jpeg;
    for entry in [mine, ours] {
        for piece in pieces(entry, photo, &file) {
            two.says(&piece.encode().unwrap());
        }
    }
    let nonsense = Payload::Photo {
        entry: [1; 16],
        photo: [2; 16],
        number: 1,
        total: 1,
        bytes: vec![1],
    };
    two.says(&nonsense.encode().unwrap());
    two.pass(TimeDelta::seconds(30));
    let ada = two.home(0);
    assert_eq!(ada.sharing().unwrap().set_aside, 3);
    assert!(!has(ada, mine, photo) && !has(ada, ours, photo));
    // What never becomes whole is not kept without end: its bytes go, and a line stays.
    let stranger = ThingId([0x77; 16]);
    let piece = |number: u32| {
        let piece = Payload::Photo {
            entry: stranger.0,
            photo: [5; 16],
            number,
            total: 100,
            bytes: vec![7; vault::PHOTO_ROW],
        };
        piece.encode().unwrap()
    };
    let first = two.says(&piece(0));
    let row = PieceRow {
        frame: first.id(),
        number: 0,
        total: 100,
    };
    let full = 32 * 1024 * 1024 - vault::PHOTO_ROW;
    let noted = |two: &mut Two, bytes: usize| {
        let ada = two.home(0);
        ada.shared
            .write(|tx| tx.put_piece(stranger, ThingId([5; 16]), &row, bytes))
            .unwrap();
    };
    noted(&mut two, full);
    let last = two.says(&piece(1));
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 3);
    noted(&mut two, full);
    let above = two.says(&piece(2));
    let ada = two.home(0);
    assert_eq!(ada.sharing().unwrap().set_aside, 4);
    let body = |frame: &Frame| ada.shared.frame(frame.id()).unwrap().unwrap().body;
    assert!(body(&last).is_some() && body(&above).is_none());
}

#[test]
fn photos_go_along_in_exports_and_backups_and_come_back() {
    let mut two = Two::paired();
    let fine = picture(13, 300, 200);
    let ada = two.home(0);
    let entry = written(ada, None, "");
    let (a, gone) = (added(ada, entry, &fine), ThingId([0x90; 16]));
    let body = format!("![lake](photo:{a} \"at six\") ![](photo:{gone})");
    written(ada, Some(entry), &body);
    let folder = tempfile::tempdir().unwrap();
    for (form, name) in [
        (ExportForm::Markdown, "pages"),
        (ExportForm::Json, "journal.json"),
    ] {
        let to = folder.path().join(name);
        let input = ExportInput {
            form,
            audience: None,
            from: None,
            to: None,
        };
        let job = two.home(0).prepare_export(input, &to).unwrap();
        assert_eq!(job.run().unwrap(), 1);
        let again = two.home(0).prepare_export(input, &to);
        assert!(matches!(again, Err(CompanionError::PlaceTaken)));
        let media = match form {
            ExportForm::Markdown => to.join("media"),
            ExportForm::Json => folder.path().join("journal media"),
        };
        let file = media.join(format!("{a}.jpg"));
        assert_eq!(fs::read(&file).unwrap(), fine.picture.jpeg);

        // Into another home, where nothing of it is.
        let mut others = Two::paired();
        let eve = others.home(0);
        let report = match form {
            ExportForm::Markdown => eve.import_markdown(&to, false),
            ExportForm::Json => eve.import_json(&to, false),
        };
        assert_eq!(report.unwrap().added, 1);
        assert_eq!(eve.view(entry).unwrap().body, body, "byte for byte");
        let brought = eve.photo(entry, a, false).unwrap().unwrap();
        assert_eq!(exchange::photo::dimensions(&brought), Ok((300, 200)));
        assert_eq!(ids(eve, entry), [a]);
    }
}

#[test]
fn a_folder_of_markdown_brings_its_own_pictures_and_nothing_from_outside() {
    let mut two = Two::paired();
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("old");
    fs::create_dir_all(folder.join("2019/img")).unwrap();
    let jpeg = picture(14, 64, 48).picture.jpeg;
    fs::write(folder.join("2019/img/the lake.jpg"), &jpeg).unwrap();
    fs::write(outer.path().join("outside.jpg"), &jpeg).unwrap();
    fs::write(folder.join("broken.png"), b"\x89PNG\r\n\x1a\n no").unwrap();
    let text = "![the lake](img/the%20lake.jpg \"cold\") ![](../../outside.jpg) ![](../broken.png) ![](no.jpg)";
    fs::write(folder.join("2019/2019-03-04.md"), text).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outer.path().join("outside.jpg"), folder.join("2019/no.jpg"))
        .unwrap();
    // A dry run says what would come along, as far as that shows before it is tried.
    let dry = two.home(0).import_markdown(&folder, true).unwrap();
    assert_eq!((dry.added, dry.pictures, dry.failed.len()), (1, 2, 2));
    assert_eq!(two.home(0).list_entries(None, 9).unwrap().entries.len(), 0);
    let report = two.home(0).import_markdown(&folder, false).unwrap();
    assert_eq!((report.added, report.pictures), (1, 1));
    let pictures = report
        .failed
        .iter()
        .filter(|(_, why)| *why == ImportFailure::Picture);
    assert_eq!(pictures.count(), 3);
    let ada = two.home(0);
    let line = ada.list_entries(None, 1).unwrap().entries.remove(0);
    let [photo] = ids(ada, line.id)[..] else {
        panic!("one photo");
    };
    assert_eq!(
        ada.view(line.id).unwrap().body,
        text.replace("img/the%20lake.jpg", &format!("photo:{photo}"))
    );
    assert!(has(ada, line.id, photo));
}
