//! A person at the keyboard: ten years of the journal scrolled, and a letter typed into a long entry. Keys are those of
//! the display, and a letter is there when it is on the screen, so everything between is in the figure.

use std::{
    cell::RefCell,
    fs::{self, File},
    io::{Read, Write},
    os::unix::fs::FileExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use companion::{EntryInput, Profile, couple::journal::Draft};
use serde_json::{Value, json};

use crate::{
    driver::{Driver, SILENT},
    home,
};

const PATIENCE: Duration = Duration::from_secs(60);
/// A letter that takes longer has not come at all.
const LOST: Duration = Duration::from_secs(5);
/// Of the entry that is typed into.
const WORDS: usize = 5_000;
const PARAGRAPH: usize = 100;
const LETTERS: usize = 300;
/// What is typed, again and again: a word of it that no dictionary knows would be underlined, and drawn at every letter.
const TYPED: &str = " and we stayed there for a while because nobody was waiting for us at home";
/// Between two looks at the screen.
const LOOK: Duration = Duration::from_micros(500);
/// As fast as a held key repeats.
const REPEAT: Duration = Duration::from_millis(33);
/// Ten years take about four minutes with a held key.
const SCROLLING: Duration = Duration::from_secs(600);
const PAGE_DOWN: &str = "Next";

const RECORD: &str = "
    window.frames = [];
    let last = performance.now();
    const frame = (now) => {
        window.frames.push(now - last);
        last = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
";
/// Whether the end is reached, and how many entries are there.
const END: &str = "
    const page = document.scrollingElement;
    const scrolled = [page, ...document.querySelectorAll('main, main *')].find((one) => one.scrollTop > 0) ?? page;
    return {
        end: scrolled.scrollTop + scrolled.clientHeight >= scrolled.scrollHeight - 4,
        entries: document.querySelectorAll('.day .entries > *').length,
    };
";
/// The caret in the middle of the entry, at the end of a word, in the middle of the window.
const CARET: &str = "
    const editor = document.querySelector('.ProseMirror');
    const paragraph = editor.children[Math.floor(editor.children.length / 2)];
    const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    editor.focus();
    getSelection().collapse(text, text.data.indexOf(' ', 40));
    paragraph.scrollIntoView({ block: 'center' });
    return editor.textContent.split(/\\s+/).length;
";

/// Keeps the long entry, opens the window of `LAMPLIGHT_APP`, and says in microseconds what a letter and a frame took.
pub fn measure(profile: &Profile) {
    steady_caret();
    let id = keep(profile);
    let app = std::env::var("LAMPLIGHT_APP").unwrap();
    let driver = Driver::start(PATIENCE, SILENT);
    let options = json!({ "binary": app, "args": ["--profile", profile.folder()] });
    let session = driver.open(&json!({ "webkitgtk:browserOptions": options }));
    let page = Page {
        driver: &driver,
        session: &session,
    };
    page.until("document.querySelector('h1') !== null");
    let keyboard = Keyboard::of_display();
    let (at_rest, scrolled, entries) = scroll(&page, &keyboard);

    page.run(&format!("location.hash = '#/journal/write/{id}'"));
    page.until("document.querySelectorAll('.ProseMirror > p').length > 20");
    sleep(Duration::from_secs(3));
    let words = page.run(CARET).as_u64().unwrap();
    assert!(
        words >= WORDS as u64 * 9 / 10,
        "the whole entry is there: {words}"
    );
    sleep(Duration::from_secs(1));
    let letters = type_letters(&keyboard);
    let kept = page.run("return document.querySelector('.ProseMirror').textContent");
    assert!(
        kept.as_str()
            .is_some_and(|text| text.contains(&typed(LETTERS))),
        "what was typed is in the entry"
    );
    driver.close(&session);

    eprintln!(
        "   letters {:?} to {:?}, median {:?}",
        letters[0],
        letters[letters.len() - 1],
        letters[letters.len() / 2]
    );
    eprintln!("   {entries} entries scrolled in {} frames", scrolled.len());
    println!(
        "{}",
        json!({
            "letter": letters[letters.len() * 95 / 100].as_secs_f64() * 1e6,
            "frame": scrolled.last().unwrap() * 1e3,
            "most_frames": scrolled[scrolled.len() * 99 / 100] * 1e3,
            "rest": at_rest.last().unwrap() * 1e3,
            "entries": entries,
        })
    );
}

/// A caret that goes out by itself would be taken for a letter.
fn steady_caret() {
    let folder = PathBuf::from(std::env::var("XDG_CONFIG_HOME").unwrap()).join("gtk-3.0");
    fs::create_dir_all(&folder).unwrap();
    let settings = "[Settings]\ngtk-cursor-blink=false\n";
    fs::write(folder.join("settings.ini"), settings).unwrap();
}

fn keep(profile: &Profile) -> String {
    const WORDS_OF: [&str; 12] = [
        "we", "walked", "along", "the", "river", "until", "evening", "and", "nobody", "asked",
        "what", "time",
    ];
    let mut body = String::new();
    for word in 0..WORDS {
        body.push_str(WORDS_OF[(word * 7 + word / 12) % WORDS_OF.len()]);
        body.push_str(if word % PARAGRAPH == PARAGRAPH - 1 {
            ".\n\n"
        } else {
            " "
        });
    }
    let lock = profile.lock().unwrap();
    let mut home = home::open(profile);
    let draft = Draft {
        title: "A long one".into(),
        body: body.trim_end().to_owned(),
        ..Draft::default()
    };
    let kept = home
        .keep_entry(EntryInput {
            draft,
            ..EntryInput::default()
        })
        .unwrap();
    home.lock().unwrap();
    drop(lock);
    kept.summary.id.to_string()
}

struct Page<'a> {
    driver: &'a Driver,
    session: &'a str,
}

impl Page<'_> {
    fn run(&self, script: &str) -> Value {
        self.driver.execute(self.session, script)
    }

    fn until(&self, what: &str) {
        let start = Instant::now();
        while self.run(&format!("return {what}")) != json!(true) {
            assert!(start.elapsed() < PATIENCE, "{what} never came");
            sleep(Duration::from_millis(50));
        }
    }

    /// The frames since the last time, in milliseconds, the shortest first.
    fn frames(&self) -> Vec<f64> {
        let said = self.run("return window.frames.splice(0)");
        let mut frames: Vec<f64> = said
            .as_array()
            .unwrap()
            .iter()
            .map(|frame| frame.as_f64().unwrap())
            .collect();
        frames.sort_by(f64::total_cmp);
        frames
    }
}

/// From the newest entry to the oldest with a held key. Gives the frames at rest, those of scrolling, and how many
/// entries there were.
fn scroll(page: &Page<'_>, keyboard: &Keyboard) -> (Vec<f64>, Vec<f64>, u64) {
    page.run("location.hash = '#/journal'");
    page.until("document.querySelectorAll('.day .entries > *').length >= 20");
    sleep(Duration::from_secs(3));
    page.run(RECORD);
    sleep(Duration::from_secs(1));
    page.frames();
    sleep(Duration::from_secs(6));
    let at_rest = page.frames();
    let (start, mut frames) = (Instant::now(), Vec::new());
    loop {
        for _ in 0..60 {
            keyboard.press(PAGE_DOWN);
            keyboard.release(PAGE_DOWN);
            sleep(REPEAT);
        }
        // Asking is not scrolling: it waits until the last key is through, and does not count itself.
        frames.extend(page.frames());
        let seen = page.run(END);
        page.frames();
        if seen["end"] == json!(true) {
            frames.sort_by(f64::total_cmp);
            return (at_rest, frames, seen["entries"].as_u64().unwrap());
        }
        assert!(start.elapsed() < SCROLLING, "the end never came: {seen}");
    }
}

fn typed(letters: usize) -> String {
    TYPED.chars().cycle().take(letters).collect()
}

/// Types into the focused window, one letter after the other, each when the last one is there, and gives how long each
/// took, the shortest first.
fn type_letters(keyboard: &Keyboard) -> Vec<Duration> {
    // A letter of its own shows where to look, and is taken back.
    let whole = keyboard.screen_rows();
    let before = keyboard.picture(&whole);
    keyboard.press("m");
    keyboard.release("m");
    sleep(Duration::from_millis(400));
    let after = keyboard.picture(&whole);
    let rows = before
        .chunks(keyboard.row())
        .zip(after.chunks(keyboard.row()))
        .enumerate();
    let changed: Vec<usize> = rows
        .filter(|(_, (before, after))| before != after)
        .map(|(row, _)| row)
        .collect();
    let first = *changed.first().expect("a letter is to be seen");
    // What is typed makes some lines; the place below them belongs to them too.
    let band = first.saturating_sub(4)..(first + 240).min(whole.end);
    keyboard.press("BackSpace");
    keyboard.release("BackSpace");
    sleep(Duration::from_millis(400));

    let mut times = Vec::with_capacity(LETTERS);
    for (number, letter) in typed(LETTERS).chars().enumerate() {
        let key = match letter {
            ' ' => "space".to_owned(),
            letter => letter.to_string(),
        };
        let before = keyboard.picture(&band);
        let start = Instant::now();
        keyboard.press(&key);
        while keyboard.picture(&band) == before {
            assert!(start.elapsed() < LOST, "a letter never came");
            sleep(LOOK);
        }
        times.push(start.elapsed());
        keyboard.release(&key);
        // As people type, and never in step with the frames.
        sleep(Duration::from_millis(70 + (number as u64 * 37) % 90));
    }
    times.sort();
    times
}

/// The display, as someone in front of it has it: its keys and its screen. The screen is read from the file of
/// `LAMPLIGHT_SCREEN` that the display keeps it in, in the format of `xwd`: looking at it costs the display nothing.
struct Keyboard {
    screen: File,
    /// Where pixels begin, in bytes.
    start: usize,
    /// Bytes of a row.
    stride: usize,
    rows: usize,
    keys: RefCell<Child>,
}

impl Keyboard {
    fn of_display() -> Self {
        let mut screen = File::open(std::env::var("LAMPLIGHT_SCREEN").unwrap()).unwrap();
        let mut header = [0; 100];
        screen.read_exact(&mut header).unwrap();
        let field = |at: usize| {
            let bytes = header[at * 4..at * 4 + 4].try_into().unwrap();
            usize::try_from(u32::from_be_bytes(bytes)).unwrap()
        };
        // Started once: it presses each key as soon as it reads it.
        let keys = Command::new("xdotool")
            .arg("-")
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            start: field(0) + field(19) * 12,
            stride: field(12),
            rows: field(5),
            keys: RefCell::new(keys),
            screen,
        }
    }

    fn press(&self, key: &str) {
        self.say(&format!("keydown --delay 0 {key}"));
    }

    fn release(&self, key: &str) {
        self.say(&format!("keyup --delay 0 {key}"));
    }

    fn say(&self, line: &str) {
        let mut keys = self.keys.borrow_mut();
        writeln!(keys.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    fn screen_rows(&self) -> std::ops::Range<usize> {
        0..self.rows
    }

    /// Bytes of a row.
    fn row(&self) -> usize {
        self.stride
    }

    /// Those rows of the screen, as they are now.
    fn picture(&self, rows: &std::ops::Range<usize>) -> Vec<u8> {
        let mut picture = vec![0; rows.len() * self.stride];
        let start = self.start + rows.start * self.stride;
        self.screen
            .read_exact_at(&mut picture, start as u64)
            .unwrap();
        picture
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        let keys = self.keys.get_mut();
        drop(keys.stdin.take());
        let _ = keys.wait();
    }
}
