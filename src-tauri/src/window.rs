//! The one window: made in code, because its data folder depends on the
//! profile, and shut off from everything but the app itself.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tauri::{
    AppHandle, LogicalPosition, LogicalSize, Manager, Runtime, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder,
    utils::config::Color,
    webview::{NewWindowResponse, PageLoadEvent},
};

/// The window's label; commands from any other are refused.
pub const LABEL: &str = "main";

const PAPER: Color = Color(0xfb, 0xf6, 0xef, 255);
const INK: Color = Color(0x1a, 0x16, 0x13, 255);

/// Has WebKitGTK draw in memory: pages of text need no graphics card, and setting one up for them
/// takes as long as everything else at the start and a third of the memory. Whoever wants it sets
/// the variable to 0 themselves. Must be called before there is a second thread or a web view; the
/// setting of a view that exists comes too late for a page that is loading. See decision 21.
pub fn draw_without_graphics_card() {
    #[cfg(target_os = "linux")]
    {
        let _ = glib::setenv(DRAWING, "1", false);
        // GTK would set one up to ask what it can show, the first program of a session with all that belongs to it.
        if std::env::var_os(DRAWING).is_some_and(|drawing| drawing != "0") {
            let _ = glib::setenv(CARD_OF_GTK, "disable", false);
        }
    }
}

/// Programs that we start are not to inherit it.
pub const DRAWING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
/// The same for GTK.
pub const CARD_OF_GTK: &str = "GDK_GL";

/// Where in the page the line to write on is. The page asks for the passphrase first where the
/// screen is locked, and goes there afterwards.
pub const LINE: &str = "capture";
/// Where in the page a pause until a day is chosen.
pub const QUIET: &str = "nudges/quiet";
/// Where in the page the card of a nudge is, before its id.
pub const CARD: &str = "nudges/card";

/// How the window begins.
#[derive(Debug, Clone)]
pub struct Look {
    /// Shown as soon as its page is loaded.
    pub visible: bool,
    /// Ink lies behind the first paint instead of paper, so that nothing flashes.
    pub dark: bool,
    /// At this place. It stands in the address: a page that is still loading hears of nothing.
    pub at: Option<String>,
    /// Where it was when it was closed.
    pub frame: Option<Frame>,
}

/// Where a window is on the screen, in the screen's own measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    size: LogicalSize<f64>,
    /// Not everywhere does a window know it.
    position: Option<LogicalPosition<f64>>,
    maximized: bool,
}

impl Frame {
    /// As it is now.
    pub fn of<R: Runtime>(window: &WebviewWindow<R>) -> Option<Self> {
        let scale = window.scale_factor().ok()?;
        Some(Self {
            size: window.inner_size().ok()?.to_logical(scale),
            position: window
                .outer_position()
                .ok()
                .map(|position| position.to_logical(scale)),
            maximized: window.is_maximized().unwrap_or(false),
        })
    }
}

/// Makes the window.
///
/// # Errors
/// When the system's web view can't be made.
pub fn open<R: Runtime>(
    app: &AppHandle<R>,
    profile: &Path,
    look: Look,
) -> tauri::Result<WebviewWindow<R>> {
    let first_show = FirstShow::new(look.visible);
    let at_the_latest = first_show.clone();
    #[cfg(target_os = "linux")]
    let spelled = AtomicBool::new(false);
    let page = match &look.at {
        Some(place) => format!("index.html#/{place}"),
        None => "index.html".to_owned(),
    };
    let builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App(page.into()))
        // Never the title of an entry: window titles end up in screenshots and task lists.
        .title("Lamplight")
        .inner_size(1080.0, 760.0)
        .min_inner_size(480.0, 560.0)
        .visible(false)
        .on_page_load(move |window, load| {
            if load.event() == PageLoadEvent::Finished {
                first_show.now(&window);
                #[cfg(target_os = "linux")]
                if !spelled.swap(true, Ordering::SeqCst) {
                    tauri::async_runtime::spawn(spell_soon(window));
                }
            }
        })
        .background_color(if look.dark { INK } else { PAPER })
        .data_directory(profile.join("webview"))
        .devtools(false)
        .disable_drag_drop_handler()
        .on_navigation(|url| is_ours(url, tauri::is_dev()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false);
    let builder = match look.frame {
        Some(frame) => {
            let builder = builder
                .inner_size(frame.size.width, frame.size.height)
                .maximized(frame.maximized);
            match frame.position {
                Some(at) => builder.position(at.x, at.y),
                None => builder,
            }
        }
        None => builder,
    };
    let window = builder.build()?;
    #[cfg(target_os = "linux")]
    tune_webkit(&window);
    let late = window.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(LATEST).await;
        at_the_latest.now(&late);
    });
    Ok(window)
}

/// A page that does not come is better than a window that does not.
const LATEST: Duration = Duration::from_secs(3);

/// Shows the window once, when its page is loaded. A window that is shown while WebKitGTK's web
/// process is starting waits for it half a second without drawing. Later loads, as at a lock,
/// don't bring back a window that was closed.
#[derive(Clone)]
struct FirstShow(Arc<AtomicBool>);

impl FirstShow {
    fn new(visible: bool) -> Self {
        Self(Arc::new(AtomicBool::new(visible)))
    }

    fn now<R: Runtime>(&self, window: &WebviewWindow<R>) {
        if self.0.swap(false, Ordering::SeqCst) {
            let _ = window.show();
        }
    }
}

/// Shows the window and brings it to the front.
pub fn raise<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Puts the window away.
pub fn put_away<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.minimize();
    }
}

/// Loads the page anew: the old one's text goes with it.
pub fn forget_page<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.reload();
    }
}

/// The place that an address of the page names.
#[must_use]
pub fn place(url: &Url) -> Option<String> {
    let place = url.fragment()?.strip_prefix('/')?;
    (!place.is_empty()).then(|| place.to_owned())
}

/// Only the app's own pages, compared by scheme, host and port.
fn is_ours(url: &Url, dev: bool) -> bool {
    let origin = (url.scheme(), url.host_str(), url.port());
    let built_in = if cfg!(any(windows, target_os = "android")) {
        ("http", Some("tauri.localhost"), None)
    } else {
        ("tauri", Some("localhost"), None)
    };
    origin == built_in || (dev && origin == ("http", Some("localhost"), Some(5173)))
}

/// WebKitGTK has spell checking off, and wry switches off the IME's preview:
/// a journal needs both.
#[cfg(target_os = "linux")]
fn tune_webkit<R: Runtime>(window: &WebviewWindow<R>) {
    use webkit2gtk::{InputMethodContextExt, WebContextExt, WebViewExt};
    let _ = window.with_webview(|platform| {
        let webview = platform.inner();
        if let Some(context) = webview.context() {
            context.set_spell_checking_enabled(true);
        }
        if let Some(input) = webview.input_method_context() {
            input.set_enable_preedit(true);
        }
    });
}

/// Reads the dictionaries when the first screen is there: some forty milliseconds of the thread that answers what the
/// page asks. Nobody has written a word by then.
#[cfg(target_os = "linux")]
async fn spell_soon<R: Runtime>(window: WebviewWindow<R>) {
    use webkit2gtk::{WebContextExt, WebViewExt};
    tokio::time::sleep(SETTLED).await;
    let _ = window.with_webview(|platform| {
        if let Some(context) = platform.inner().context() {
            context.set_spell_checking_languages(&["en_US", "de_DE"]);
        }
    });
}

/// After its page is loaded a window is drawn for good.
#[cfg(target_os = "linux")]
const SETTLED: Duration = Duration::from_millis(800);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_origin_is_visited() {
        let ours = if cfg!(windows) {
            "http://tauri.localhost/x"
        } else {
            "tauri://localhost/x"
        };
        assert!(is_ours(&ours.parse().unwrap(), false));
        for other in [
            "https://example.org/",
            "tauri://localhost.example.org/",
            "http://tauri.localhost.example.org/",
            "http://tauri.example.org/",
            "tauri://localhost:81/",
            "file:///etc/passwd",
            "data:text/html,x",
            "http://localhost:5173/",
        ] {
            assert!(!is_ours(&other.parse().unwrap(), false), "{other}");
        }
        assert!(is_ours(&"http://localhost:5173/".parse().unwrap(), true));
    }
}
