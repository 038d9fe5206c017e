//! Calendars from addresses, from a server here that does all that servers do.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use courier::calendar::{CalendarFault, Reach, fetch};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

const LIMIT: usize = 1 << 20;
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";

/// Answers every request by its path, and gives the address it listens at.
async fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let here = at.clone();
    tokio::spawn(async move {
        loop {
            let (mut line, _) = listener.accept().await.unwrap();
            let here = here.clone();
            tokio::spawn(async move {
                let mut asked = [0; 4096];
                let many = line.read(&mut asked).await.unwrap_or(0);
                let asked = String::from_utf8_lossy(&asked[..many]).into_owned();
                assert!(
                    !asked.to_lowercase().contains("referer")
                        && !asked.to_lowercase().contains("cookie")
                );
                let path = asked.split(' ').nth(1).unwrap_or_default().to_owned();
                let to = |to: &str| {
                    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
                };
                let answer = match path.as_str() {
                    "/whole" => format!(
                        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{CALENDAR}",
                        CALENDAR.len()
                    ),
                    "/moved" => to("/whole"),
                    "/round" => to("/round"),
                    "/file" => to("file:///etc/passwd"),
                    "/home" => to("http://192.168.1.1/"),
                    "/number" => to("http://2852039166/latest/meta-data"),
                    "/nowhere" => "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n".into(),
                    "/secret" => "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n".into(),
                    "/said" => format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", 50 << 20),
                    "/endless" => "HTTP/1.1 200 OK\r\n\r\n".into(),
                    "/silent" => {
                        tokio::time::sleep(Duration::from_secs(120)).await;
                        return;
                    }
                    _ => format!("{here} is no HTTP"),
                };
                let _ = line.write_all(answer.as_bytes()).await;
                while path == "/endless" && line.write_all(&[b'x'; 65_536]).await.is_ok() {}
            });
        }
    });
    at
}

#[tokio::test]
async fn what_a_server_gives_is_read_and_what_it_leads_to_is_looked_at() {
    let at = server().await;
    let read = |path: &str| {
        let url = format!("{at}{path}");
        async move { fetch(&url, LIMIT, Reach::Loopback).await }
    };
    for path in ["/whole", "/moved"] {
        assert_eq!(read(path).await.unwrap(), CALENDAR.as_bytes(), "{path}");
    }
    for path in ["/round", "/file", "/home", "/number", "/nowhere"] {
        assert_eq!(read(path).await, Err(CalendarFault::LedAstray), "{path}");
    }
    assert_eq!(read("/secret").await, Err(CalendarFault::Refused));
    // One that says so, and one that does not stop.
    for path in ["/said", "/endless"] {
        assert_eq!(read(path).await, Err(CalendarFault::TooLarge), "{path}");
    }
    assert_eq!(read("/nonsense").await, Err(CalendarFault::NoAnswer));
}

#[tokio::test]
async fn one_that_never_answers_is_not_waited_for() {
    let at = server().await;
    let start = Instant::now();
    let silent = fetch(&format!("{at}/silent"), LIMIT, Reach::Loopback).await;
    assert_eq!(silent, Err(CalendarFault::NoAnswer));
    assert!(start.elapsed() < Duration::from_secs(35));
}

#[tokio::test]
async fn nothing_here_is_read_from_the_world_or_where_no_network_is_wanted() {
    let at = server().await;
    let whole = format!("{at}/whole");
    let astray = [
        whole.replace("http:", "https:"),
        whole
            .replace("127.0.0.1", "localhost")
            .replace("http:", "https:"),
        whole.clone(),
    ];
    for url in &astray {
        assert_eq!(
            fetch(url, LIMIT, Reach::World).await,
            Err(CalendarFault::LedAstray),
            "{url}"
        );
    }
    assert_eq!(
        fetch(&whole, LIMIT, Reach::Nowhere).await,
        Err(CalendarFault::NoAnswer)
    );
    // Nobody listens there.
    assert_eq!(
        fetch("http://127.0.0.1:9/a.ics", LIMIT, Reach::Loopback).await,
        Err(CalendarFault::NoAnswer)
    );
}

/// With a certificate that nobody has signed.
#[tokio::test]
async fn a_wrong_certificate_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (key, certificate) = (file("key.pem"), file("certificate.pem"));
    let made = std::process::Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
        ])
        .args([
            "-subj",
            "/CN=localhost",
            "-keyout",
            &key,
            "-out",
            &certificate,
        ])
        .output();
    if !made.is_ok_and(|made| made.status.success()) {
        eprintln!("skipped: there is no openssl");
        return;
    }
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let mut server = std::process::Command::new("openssl")
        .args([
            "s_server",
            "-quiet",
            "-www",
            "-accept",
            &format!("127.0.0.1:{port}"),
        ])
        .args(["-key", &key, "-cert", &certificate])
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut read = Err(CalendarFault::NoAnswer);
    for _ in 0..100 {
        read = fetch(
            &format!("https://localhost:{port}/"),
            LIMIT,
            Reach::Loopback,
        )
        .await;
        if read != Err(CalendarFault::NoAnswer) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let _ = server.kill();
    let _ = server.wait();
    assert_eq!(read, Err(CalendarFault::Certificate));
}
