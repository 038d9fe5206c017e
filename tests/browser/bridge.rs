//! The real commands behind a page in an ordinary browser, for `tests/browser`: the window's handler and permissions
//! under Tauri's mock runtime, real households on real vaults, and a wire in place of the network.
//!
//! It serves 127.0.0.1 only, prints its address, and ends when its standard input does. Whoever is named in a path
//! (`/ada/invoke`) has an app of their own; the first mention makes an empty one.

use std::{
    error::Error,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::{Arc, PoisonError, mpsc::channel},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

#[path = "bridge/people.rs"]
mod people;

use people::People;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let dist = std::env::args()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("usage: bridge <folder of the built interface>")?;
    if !dist.join("index.html").is_file() {
        return Err(format!("there is no interface in {}", dist.display()).into());
    }
    let people = Arc::new(People::default());
    people.carry_on();
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    io::stdout().flush()?;

    let served = Arc::clone(&people);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (people, dist) = (Arc::clone(&served), dist.clone());
            thread::spawn(move || {
                // A browser that has gone away is nobody's fault.
                let _ = serve(stream, &people, &dist);
            });
        }
    });
    io::copy(&mut io::stdin().lock(), &mut io::sink())?;
    Ok(())
}

struct Question {
    method: String,
    path: String,
    body: Vec<u8>,
}

fn hear(stream: &TcpStream) -> Result<Question, Failure> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let address = words.next().unwrap_or_default();
    let path = address
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header == "\r\n" {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Question { method, path, body })
}

fn serve(mut stream: TcpStream, people: &People, dist: &Path) -> Result<(), Failure> {
    let question = hear(&stream)?;
    let parts: Vec<&str> = question.path.trim_start_matches('/').split('/').collect();
    match (question.method.as_str(), parts.as_slice()) {
        // The browser asks for a sign of its own.
        ("GET", ["favicon.ico"]) => head(&mut stream, "204 No Content", "image/x-icon", None, ""),
        ("GET", ["clock"]) => answer(
            &mut stream,
            &json!({ "ahead": people.ahead().as_millis() as u64 }),
        ),
        ("POST", ["clock"]) => {
            people.go_on(Duration::from_secs(
                given(&question.body)?["seconds"].as_u64().unwrap_or(0),
            ));
            answer(&mut stream, &Value::Null)
        }
        ("POST", [name, "invoke"]) => {
            let call = given(&question.body)?;
            let someone = people.find(name)?;
            let result = someone.call(
                call["cmd"].as_str().unwrap_or_default(),
                call["args"].clone(),
            );
            answer(
                &mut stream,
                &match result {
                    Ok(done) => json!({ "done": done }),
                    Err(refused) => json!({ "refused": refused }),
                },
            )
        }
        ("POST", [name, "pick"]) => {
            let path = given(&question.body)?["path"].as_str().map(PathBuf::from);
            *people
                .find(name)?
                .picks
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = path;
            answer(&mut stream, &Value::Null)
        }
        ("GET", [name, "outside"]) => answer(&mut stream, &people.find(name)?.outside()),
        ("GET", [name, "events"]) => {
            let (sender, notices) = channel();
            people.find(name)?.listen(sender);
            head(&mut stream, "200 OK", "text/event-stream", None, "")?;
            stream.write_all(b": listening\n\n")?;
            while let Ok(notice) = notices.recv() {
                stream.write_all(format!("data: {notice}\n\n").as_bytes())?;
            }
            Ok(())
        }
        ("GET", _) => file(&mut stream, dist, &question.path, &people.content_policy),
        _ => head(&mut stream, "404 Not Found", "text/plain", Some(0), ""),
    }
}

fn given(body: &[u8]) -> Result<Value, Failure> {
    Ok(if body.is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(body)?
    })
}

fn answer(stream: &mut TcpStream, value: &Value) -> Result<(), Failure> {
    let text = value.to_string();
    head(stream, "200 OK", "application/json", Some(text.len()), "")?;
    Ok(stream.write_all(text.as_bytes())?)
}

/// A file of the built interface, under the window's own content policy.
fn file(stream: &mut TcpStream, dist: &Path, path: &str, policy: &str) -> Result<(), Failure> {
    let name = if path == "/" {
        "index.html"
    } else {
        path.trim_start_matches('/')
    };
    let inside = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let Some(bytes) = inside
        .then(|| std::fs::read(dist.join(name)).ok())
        .flatten()
    else {
        return head(stream, "404 Not Found", "text/plain", Some(0), "");
    };
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    head(
        stream,
        "200 OK",
        kind,
        Some(bytes.len()),
        &format!("Content-Security-Policy: {policy}\r\n"),
    )?;
    Ok(stream.write_all(&bytes)?)
}

fn head(
    stream: &mut TcpStream,
    status: &str,
    kind: &str,
    length: Option<usize>,
    more: &str,
) -> Result<(), Failure> {
    let length = length
        .map(|length| format!("Content-Length: {length}\r\n"))
        .unwrap_or_default();
    let text = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{length}{more}Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    );
    Ok(stream.write_all(text.as_bytes())?)
}
