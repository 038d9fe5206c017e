//! As much of WebDriver as asks a page one question. A library for it would ask for
//! other features of the crates that the app is made of, and have them built again.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// Surroundings of an app that says nothing, whose key is in the keyring.
pub const SILENT: fn(&mut Command) = |command| {
    command
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env_remove("LAMPLIGHT_PASSPHRASE")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
};

/// A running `WebKitWebDriver`.
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts one and waits until it answers.
    pub fn start(patience: Duration, surround: impl FnOnce(&mut Command)) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut command = Command::new("WebKitWebDriver");
        command.args([format!("--port={port}"), "--host=127.0.0.1".into()]);
        surround(&mut command);
        let child = command
            .spawn()
            .expect("WebKitWebDriver (Debian: webkit2gtk-driver)");
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed() < patience, "the driver does not answer");
            std::thread::sleep(Duration::from_millis(25));
        }
        Self { child, port }
    }

    /// Opens a window and gives the session's name.
    pub fn open(&self, capabilities: &Value) -> String {
        let asked = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = self.ask("POST", "/session", Some(&asked));
        answer["sessionId"].as_str().expect("a session").to_owned()
    }

    /// Runs a script in the page and gives what it returns.
    pub fn execute(&self, session: &str, script: &str) -> Value {
        let asked = json!({ "script": script, "args": [] });
        self.ask(
            "POST",
            &format!("/session/{session}/execute/sync"),
            Some(&asked),
        )
    }

    /// Ends the session and with it the app.
    pub fn close(mut self, session: &str) {
        self.ask("DELETE", &format!("/session/{session}"), None);
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (_, content) = answer.split_once("\r\n\r\n").expect("an answer");
        let content: Value = serde_json::from_str(content).expect("JSON");
        assert!(content["value"]["error"].is_null(), "{content}");
        content["value"].clone()
    }
}
