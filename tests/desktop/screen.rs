//! A window through WebDriver, used as a person uses it: by what is written on it.

use std::{
    net::TcpListener,
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use xtask::desktop::Desktop;

use crate::{
    install::{Install, picture, program},
    wait::{PATIENCE, seen},
};

/// The Enter key, as WebDriver writes it.
const ENTER: &str = "\u{E007}";

/// How long a picture waits for the window.
const PAINTING: Duration = Duration::from_secs(3);

/// Every click of everyone in a journey.
#[derive(Clone, Default)]
pub struct Clicks(Arc<AtomicU32>);

impl Clicks {
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub fn so_far(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The window of an install. [`Screen::end`] ends it; dropping it does too, less politely.
pub struct Screen<'a> {
    client: Client,
    driver: Child,
    name: String,
    desktop: &'a Desktop,
    clicks: Clicks,
}

impl<'a> Screen<'a> {
    /// Opens the app of `install`.
    pub async fn open(desktop: &'a Desktop, install: &Install, clicks: &Clicks) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut command = Command::new("WebKitWebDriver");
        install.surround(&mut command);
        let driver = command
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // The app it starts can then be ended with it.
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver (Debian: webkit2gtk-driver)");
        let options = json!({ "binary": program(), "args": ["--profile", install.profile] });
        let Value::Object(capabilities) = json!({ "webkitgtk:browserOptions": options }) else {
            unreachable!("an object");
        };
        let address = format!("http://127.0.0.1:{port}");
        let client = seen(PATIENCE, async || {
            ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&address)
                .await
                .ok()
        });
        let client = client.await.expect("a session with the window");
        Self {
            client,
            driver,
            name: install.name.clone(),
            desktop,
            clicks: clicks.clone(),
        }
    }

    async fn look(&self, script: &str, arguments: Vec<Value>) -> Option<Value> {
        self.client.execute(script, arguments).await.ok()
    }

    /// What can be read in the window.
    pub async fn text(&self) -> String {
        let text = self
            .look("return document.body.innerText", Vec::new())
            .await;
        text.and_then(|text| text.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// The same in one line: line breaks are the window's business.
    pub async fn reads(&self) -> String {
        let text = self.text().await;
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub async fn lost(&self, what: &str) -> ! {
        let picture = picture(&format!("lost-{}", self.name));
        let _ = self.desktop.screenshot(&picture);
        let text = self.text().await;
        panic!(
            "{}: waited in vain for {what}; {} shows\n{text}",
            self.name,
            picture.display()
        );
    }

    /// Waits until something can be read.
    pub async fn sees(&self, words: &str) {
        let there = seen(PATIENCE, async || {
            self.reads().await.contains(words).then_some(())
        });
        if there.await.is_none() {
            self.lost(words).await;
        }
    }

    /// Waits until something can be read no more.
    pub async fn gone(&self, words: &str) {
        let there = seen(PATIENCE, async || {
            let text = self.reads().await;
            (!text.is_empty() && !text.contains(words)).then_some(())
        });
        if there.await.is_none() {
            self.lost(&format!("the end of {words}")).await;
        }
    }

    async fn named(&self, xpath: &str) -> Option<Element> {
        let found = self.client.find_all(Locator::XPath(xpath)).await.ok()?;
        // What is on top comes later in the page.
        for element in found.into_iter().rev() {
            if element.is_displayed().await.unwrap_or(false)
                && element.is_enabled().await.unwrap_or(false)
            {
                return Some(element);
            }
        }
        None
    }

    /// Clicks what has this name: a button, a link, a choice.
    pub async fn press(&self, name: &str) {
        let is = format!("[normalize-space(.)=\"{name}\" or @aria-label=\"{name}\"]");
        self.click(
            name,
            &format!(
                "//button{is} | //a{is} | //summary{is} | //label[normalize-space(.)=\"{name}\"]"
            ),
        )
        .await;
    }

    /// Clicks the button with this name, if it is there now.
    pub async fn try_press(&self, name: &str) -> bool {
        let xpath = format!("//button[normalize-space(.)=\"{name}\"]");
        let Some(button) = self.named(&xpath).await else {
            return false;
        };
        let clicked = button.click().await.is_ok();
        if clicked {
            self.clicks.count();
        }
        clicked
    }

    /// The heading of the page.
    pub async fn heading(&self) -> String {
        let script = "return document.querySelector('h1')?.innerText ?? ''";
        let heading = self.look(script, Vec::new()).await;
        heading
            .and_then(|heading| heading.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Goes to a place of the app, as a link of its own does.
    pub async fn go(&self, place: &str) {
        let script = "location.hash = '#/' + arguments[0]";
        self.look(script, vec![place.into()]).await;
    }

    /// Reads the page anew, as after a crash of the window.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page is read anew");
    }

    /// Clicks what has a name that begins so.
    pub async fn press_first(&self, name: &str) {
        let is = format!(
            "[starts-with(normalize-space(.), \"{name}\") or starts-with(@aria-label, \"{name}\")]"
        );
        self.click(name, &format!("//button{is} | //a{is} | //label{is}"))
            .await;
    }

    async fn click(&self, name: &str, xpath: &str) {
        let clicked = seen(PATIENCE, async || {
            self.named(xpath).await?.click().await.ok()
        });
        if clicked.await.is_none() {
            self.lost(name).await;
        }
        self.clicks.count();
    }

    /// Types into the field with this label. It is reached by the keyboard.
    pub async fn fill(&self, label: &str, text: &str) {
        let xpath = field(label);
        let typed = seen(PATIENCE, async || {
            self.named(&xpath).await?.send_keys(text).await.ok()
        });
        if typed.await.is_none() {
            self.lost(label).await;
        }
    }

    /// Empties the field with this label.
    pub async fn clear(&self, label: &str) {
        let xpath = field(label);
        let cleared = seen(PATIENCE, async || {
            self.named(&xpath).await?.clear().await.ok()
        });
        if cleared.await.is_none() {
            self.lost(label).await;
        }
    }

    /// What is in the field with this label.
    pub async fn value(&self, label: &str) -> String {
        let xpath = field(label);
        let value = seen(PATIENCE, async || {
            let value = self.named(&xpath).await?.prop("value").await.ok()??;
            (!value.is_empty()).then_some(value)
        });
        match value.await {
            Some(value) => value,
            None => self.lost(label).await,
        }
    }

    /// The words of a list, in order.
    pub async fn list(&self, label: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll('[aria-label]')].filter((e) => e.ariaLabel === arguments[0]).flatMap((e) => [...e.querySelectorAll('li .word')].map((w) => w.textContent))";
        let words = seen(PATIENCE, async || {
            let words = self.look(script, vec![label.into()]).await?;
            let words: Vec<String> = serde_json::from_value(words).ok()?;
            (!words.is_empty()).then_some(words)
        });
        match words.await {
            Some(words) => words,
            None => self.lost(label).await,
        }
    }

    /// Enter, where the focus is.
    pub async fn enter(&self) {
        self.keys(ENTER).await;
    }

    /// Types where the focus is.
    pub async fn keys(&self, text: &str) {
        let focused = self
            .client
            .active_element()
            .await
            .expect("something has the focus");
        focused.send_keys(text).await.expect("it takes keys");
    }

    /// A picture of the whole display, once this window has painted what it knows.
    pub async fn picture(&self, name: &str) {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))";
        // A hidden window paints nothing.
        let painted = self.client.execute_async(script, Vec::new());
        let _ = tokio::time::timeout(PAINTING, painted).await;
        self.desktop.screenshot(&picture(name)).unwrap();
    }

    /// Ends the session and the app with it.
    pub async fn end(self) {
        let _ = self.client.clone().close().await;
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

/// Where the field with this label is.
fn field(label: &str) -> String {
    format!("//*[@id = //label[normalize-space(.)=\"{label}\"]/@for or @aria-label=\"{label}\"]")
}

/// The app's windows on a desktop that can be seen, as xdotool numbers them.
pub fn windows(desktop: &Desktop) -> Vec<String> {
    let ask = |arguments: &[&str]| {
        let output = desktop.command("xdotool").args(arguments).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let found = ask(&["search", "--onlyvisible", "--name", "^Lamplight$"]);
    // The lamp in the tray is a window of that name too.
    let is_wide = |window: &&str| {
        let geometry = ask(&["getwindowgeometry", "--shell", window]);
        let width = geometry
            .lines()
            .find_map(|line| line.strip_prefix("WIDTH=")?.parse::<u32>().ok());
        width.is_some_and(|width| width > 400)
    };
    found.lines().filter(is_wide).map(str::to_owned).collect()
}
