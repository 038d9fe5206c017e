//! What the process may use, and that it ends by itself.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use replica::check::{Request, UPDATE_LIMIT, codec};

use crate::documents::{ALMA, honest, long_entry};

fn started() -> Child {
    Command::new(env!("CARGO_BIN_EXE_lamplight-worker"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Asks one question, after which the limits are surely set, and returns the answer.
fn ask(child: &mut Child, request: &Request) -> codec::Answer {
    let message = codec::encode_request(request).unwrap();
    child.stdin.as_mut().unwrap().write_all(&message).unwrap();
    let output = child.stdout.as_mut().unwrap();
    let mut length = [0; codec::LENGTH_BYTES];
    output.read_exact(&mut length).unwrap();
    let mut answer = vec![0; codec::message_length(length).unwrap()];
    output.read_exact(&mut answer).unwrap();
    codec::decode_answer(&answer).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn the_limits_are_set() {
    let mut child = started();
    assert!(ask(&mut child, &honest()[0]).is_ok());
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let of = |name: &str| -> Vec<&str> {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].split_whitespace().take(2).collect()
    };
    assert_eq!(of("Max address space"), ["536870912", "536870912"]);
    assert_eq!(of("Max core file size"), ["0", "0"]);
    assert_eq!(of("Max file size"), ["0", "0"]);
    assert_eq!(of("Max open files"), ["3", "3"]);
    assert_eq!(of("Max cpu time")[0], "6");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn it_ends_with_its_input_and_at_nonsense() {
    let mut child = started();
    assert!(ask(&mut child, &honest()[0]).is_ok());
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    // A length of four gigabytes, a message that is none, and half a message.
    for nonsense in [
        &[255_u8; 8][..],
        &[3, 0, 0, 0, 255, 255, 255],
        &[9, 0, 0, 0, 1],
    ] {
        let mut child = started();
        child.stdin.as_mut().unwrap().write_all(nonsense).unwrap();
        drop(child.stdin.take());
        assert_eq!(child.wait().unwrap().code(), Some(65), "{nonsense:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn each_question_has_its_own_seconds() {
    let mut child = started();
    let stat = format!("/proc/{}/limits", child.id());
    // A long text, so that a few questions use more than one second.
    let (doc, update) = long_entry();
    let parts = doc.split(&update, UPDATE_LIMIT).unwrap();
    let question = Request {
        base: parts[..2].to_vec(),
        update: parts[2].clone(),
        author: ALMA,
        person: None,
        ..honest()[0].clone()
    };
    let soft = loop {
        assert!(ask(&mut child, &question).is_ok());
        let limits = std::fs::read_to_string(&stat).unwrap();
        let line = limits
            .lines()
            .find(|line| line.starts_with("Max cpu time"))
            .unwrap();
        let soft: u64 = line.split_whitespace().nth(3).unwrap().parse().unwrap();
        if soft > 6 {
            break soft;
        }
    };
    assert!(soft >= 7);
    drop(child.stdin.take());
    child.wait().unwrap();
}
