//! Many dates and ideas in the window: what a letter in the search of ideas costs, and a month that is turned.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use chrono::{Datelike, Months, NaiveDate, Utc};
use companion::{
    Companion, OutingInput, OwnIdeaInput, Profile,
    couple::{
        WallTime,
        outing::{IdeaPlace, ideas},
    },
};
use serde_json::{Value, json};

use crate::{
    driver::{Driver, SILENT},
    home,
};

const PATIENCE: Duration = Duration::from_secs(60);
/// With those of the library.
const IDEAS: usize = 500;
/// Of each month, and so many months.
const IN_A_MONTH: u32 = 200;
const MONTHS: u32 = 4;

/// What is typed one letter after the other and taken back again, beside spaces, which find the same. Each time is from
/// the event to the list being laid out; that it is the list meant is seen when everything has come to rest.
const TYPE: &str = "
    const field = document.querySelector('input[type=search]');
    const status = field.closest('section').querySelector('[role=status]');
    const list = field.closest('section').querySelector('.results');
    const words = () => status.textContent + list.querySelector('ul').textContent;
    const put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const rest = () => new Promise((done) => setTimeout(done, 60));
    const type = async (text) => {
        const start = performance.now();
        put.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        for (let turn = 0; turn < 20; turn += 1) await null;
        void list.offsetHeight;
        const took = performance.now() - start;
        const seen = words();
        await rest();
        if (seen !== words()) throw new Error(`not all of ${text} was there: ${seen.length} of ${words().length}`);
        return took;
    };
    const all = async () => {
        const letters = [], spaces = [];
        const everything = status.textContent;
        for (const word of ['walk', 'evening', 'number 12', 'cup', 'something new']) {
            for (let length = 1; length <= word.length; length += 1) letters.push(await type(word.slice(0, length)));
            if (status.textContent === everything) throw new Error('nothing was filtered');
            for (const more of [' ', '  ', ' ']) spaces.push(await type(word + more));
            for (let length = word.length; length >= 0; length -= 1) letters.push(await type(word.slice(0, length)));
        }
        return { letters, spaces, everything };
    };
    window.typed = null;
    all().then((found) => (window.typed = found), (error) => (window.typed = { error: String(error) }));
";

/// The keys lead on and back again; a frame is what the page sees of one.
const TURN: &str = "
    let last = performance.now(), longest = 0, looking = true;
    const frame = (now) => {
        longest = Math.max(longest, now - last);
        last = now;
        if (looking) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const rest = (millis) => new Promise((done) => setTimeout(done, millis));
    const grid = document.querySelector('[role=grid]');
    const shown = () => [...grid.querySelectorAll('button')].reduce((sum, day) =>
        sum + day.querySelectorAll('.title').length + Number(day.querySelector('.rest')?.textContent ?? 0), 0);
    const all = async () => {
        await rest(1000);
        longest = 0;
        await rest(6000);
        const atRest = longest;
        const frames = [];
        let fewest = shown();
        for (let turn = 0; turn < 24; turn += 1) {
            const key = turn % 6 < 3 ? 'PageDown' : 'PageUp';
            const before = grid.textContent;
            longest = 0;
            grid.querySelector('[tabindex=\"0\"]').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
            await rest(250);
            frames.push(longest);
            if (before === grid.textContent) throw new Error('the month is the same');
            fewest = Math.min(fewest, shown());
        }
        looking = false;
        return { atRest, frames, fewest };
    };
    window.turned = null;
    all().then((found) => (window.turned = found), (error) => (window.turned = { error: String(error) }));
";

/// Keeps them, opens the window of `LAMPLIGHT_APP`, and says in microseconds what each took.
pub fn measure(profile: &Profile) {
    let first = Utc::now()
        .date_naive()
        .with_day(1)
        .and_then(|day| day.checked_add_months(Months::new(1)))
        .unwrap();
    let lock = profile.lock().unwrap();
    let mut home = home::open(profile);
    keep(&mut home, first);
    home.lock().unwrap();
    drop(lock);

    let app = std::env::var("LAMPLIGHT_APP").unwrap();
    let driver = Driver::start(PATIENCE, SILENT);
    let options = json!({ "binary": app, "args": ["--profile", profile.folder()] });
    let session = driver.open(&json!({ "webkitgtk:browserOptions": options }));
    let until = |what: &str| {
        let start = Instant::now();
        loop {
            let found = driver.execute(&session, &format!("return {what}"));
            if !matches!(found, Value::Null | Value::Bool(false)) {
                assert!(found["error"].is_null(), "{found}");
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "{what} never came");
            sleep(Duration::from_millis(50));
        }
    };
    until("document.querySelector('h1') !== null");
    driver.execute(&session, "location.hash = '#/dates/ideas'");
    until("document.querySelectorAll('.results li').length > 20");
    sleep(Duration::from_secs(2));
    driver.execute(&session, TYPE);
    let typed = until("window.typed");
    let everything = typed["everything"].as_str().unwrap();
    assert!(everything.contains(&IDEAS.to_string()), "{everything}");
    driver.execute(
        &session,
        &format!("location.hash = '#/dates/calendar/{first}'"),
    );
    until("document.querySelectorAll('[role=grid] .title').length > 20");
    driver.execute(&session, TURN);
    let turned = until("window.turned");
    driver.close(&session);

    assert!(
        turned["fewest"].as_u64() >= Some(IN_A_MONTH.into()),
        "{turned}"
    );
    let (letters, frames) = (times(&typed["letters"]), times(&turned["frames"]));
    eprintln!("   letters {letters:?}");
    eprintln!("   months {frames:?}");
    println!(
        "{}",
        json!({
            "letter": letters[letters.len() * 95 / 100] * 1e3,
            "space": median(&times(&typed["spaces"])) * 1e3,
            "turning": frames.last().unwrap() * 1e3,
            "rest": turned["atRest"].as_f64().unwrap() * 1e3,
        })
    );
}

fn keep(home: &mut Companion, first: NaiveDate) {
    for number in ideas().len()..IDEAS {
        let short = u8::try_from(number % 3).unwrap();
        let idea = OwnIdeaInput {
            title: format!("Something of ours, number {number}"),
            note: "Along the river, and a cup of something warm at the end of it.".into(),
            hobby: number % 7 == 0,
            place: if number % 2 == 0 {
                IdeaPlace::Home
            } else {
                IdeaPlace::Out
            },
            cost: short,
            effort: short,
            minutes: 60,
            lively: false,
            sober: true,
            children_asleep: number % 5 == 0,
            step_free: number % 4 == 0,
        };
        home.add_own_idea(idea, false).unwrap();
    }
    for month in 0..MONTHS {
        let first = first.checked_add_months(Months::new(month)).unwrap();
        for number in 0..IN_A_MONTH {
            let day = first.with_day(1 + number % 28).unwrap();
            let at = format!("{day}T{:02}:00", 8 + number / 28 * 2);
            let outing = OutingInput {
                title: format!("A walk by the river, number {number}"),
                note: String::new(),
                place: "There".into(),
                when: WallTime::parse(&at, "Europe/Berlin").unwrap(),
                minutes: 60,
                idea: None,
            };
            home.propose_outing(outing).unwrap();
        }
    }
}

/// In milliseconds, the shortest first.
fn times(list: &Value) -> Vec<f64> {
    let list = list.as_array().unwrap();
    let mut times: Vec<f64> = list.iter().map(|time| time.as_f64().unwrap()).collect();
    times.sort_by(f64::total_cmp);
    times
}

fn median(times: &[f64]) -> f64 {
    times[times.len() / 2]
}
