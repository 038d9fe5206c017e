//! What someone can read of a home who holds all its current keys: every file as it is, and
//! every page of the vaults and their write-ahead logs, free ones included, decrypted.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use keys::vault_keys::KeyFile;

const PAGE: usize = 4096;
/// At the end of each page: its initial vector, and a code that authenticates it.
const EXTRA: usize = 80;
const BLOCK: usize = 16;

/// How often `token` stands in what can be read of the home in `folder`. Give the end of a
/// random word: the search index shares beginnings between neighbouring words.
///
/// # Panics
/// Where there is no home, or no `openssl` to decrypt its pages with.
pub fn traces(folder: &Path, passphrase: &str, token: &str) -> usize {
    let json = fs::read_to_string(folder.join("home.json")).unwrap();
    let file = KeyFile::from_json(&json).unwrap();
    let keys = file.unlock_with_passphrase(passphrase).unwrap();
    let pages = file.pages_key(&keys).unwrap().unwrap();
    let mut found = 0;
    for file in files(folder) {
        let bytes = fs::read(&file).unwrap();
        found += count(&bytes, token);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let key = match name.split('.').next() {
            Some("private") => keys.private_db(),
            Some("shared") => keys.shared_db(),
            Some("pages") => pages.pages_db(),
            _ => continue,
        };
        let read = if name.ends_with("-wal") {
            logged(&bytes)
        } else {
            bytes
                .chunks_exact(PAGE)
                .enumerate()
                .map(|(n, page)| (n == 0, page))
                .collect()
        };
        found += count(&decrypted(&read, &key), token);
    }
    found
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

fn count(bytes: &[u8], token: &str) -> usize {
    let token = token.as_bytes();
    let begins = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == token[0]);
    begins
        .filter(|(at, _)| bytes[*at..].starts_with(token))
        .count()
}

/// The pages of a write-ahead log: 32 bytes of header, then each page behind 24 of its own.
fn logged(bytes: &[u8]) -> Vec<(bool, &[u8])> {
    let frames = bytes.get(32..).unwrap_or_default().chunks_exact(24 + PAGE);
    frames
        .map(|frame| (frame[..4] == [0, 0, 0, 1], &frame[24..]))
        .collect()
}

/// AES-256 in CBC, undone by hand from one run in ECB: a process for each page would take
/// minutes. The first page of a vault begins with its salt.
fn decrypted(pages: &[(bool, &[u8])], key: &[u8; 32]) -> Vec<u8> {
    let mut sealed = Vec::new();
    let mut before = Vec::new();
    for (first, page) in pages {
        let start = if *first { BLOCK } else { 0 };
        let (body, extra) = page[start..].split_at(PAGE - EXTRA - start);
        before.extend_from_slice(&extra[..BLOCK]);
        before.extend_from_slice(&body[..body.len() - BLOCK]);
        sealed.extend_from_slice(body);
    }
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut child = Command::new("openssl")
        .args(["enc", "-d", "-aes-256-ecb", "-nopad", "-K", &hex])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("openssl is installed");
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(&sealed).unwrap());
    let mut plain = child.wait_with_output().unwrap().stdout;
    writer.join().unwrap();
    assert_eq!(plain.len(), before.len());
    for (byte, mask) in plain.iter_mut().zip(before) {
        *byte ^= mask;
    }
    plain
}
