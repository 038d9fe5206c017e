//! What is absent, on purpose.

use crate::{
    rust::{self, Source},
    tree::{Package, nothing_wrong, package, packages},
};

/// Rooms without I/O, clock, async, threads or chance of their own.
const PURE: [&str; 5] = ["couple", "replica", "keys", "sync", "exchange"];

/// The world outside a pure room. Sockets have a rule of their own.
const WORLD: &[&str] = &[
    "std::fs",
    "std::os",
    "std::env",
    "std::process",
    "std::thread",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::time::UNIX_EPOCH",
    "Instant::now",
    "SystemTime::now",
    "Utc::now",
    "Local::now",
    "chrono::Local",
    "tokio",
    "async",
    "await",
    "println",
    "eprintln",
    "OsRng",
    "SysRng",
    "ThreadRng",
    "thread_rng",
    "getrandom",
    "from_os_rng",
    "rand::rng",
];

/// Crates that bring the world along.
const WORLDLY: &[&str] = &[
    "tokio",
    "futures",
    "async-std",
    "smol",
    "rand",
    "getrandom",
    "rayon",
    "crossbeam",
    "walkdir",
    "notify",
    "tempfile",
    "dirs",
    "directories",
    "reqwest",
    "ureq",
    "hyper",
    "mio",
    "log",
    "tracing",
    "rustix",
    "libc",
    "nix",
];

const CIPHERS: &[&str] = &[
    "aead",
    "aes",
    "aes-gcm",
    "aes-gcm-siv",
    "age",
    "argon2",
    "blake2",
    "blake3",
    "chacha20",
    "chacha20poly1305",
    "crypto_box",
    "curve25519-dalek",
    "dryoc",
    "ed25519",
    "ed25519-dalek",
    "hkdf",
    "hmac",
    "hpke",
    "libsodium-sys",
    "openssl",
    "orion",
    "p256",
    "pbkdf2",
    "poly1305",
    "ring",
    "rsa",
    "rustls",
    "scrypt",
    "sha1",
    "sha2",
    "sha3",
    "snow",
    "sodiumoxide",
    "spake2",
    "subtle",
    "x25519-dalek",
    "xsalsa20poly1305",
];

const DATABASES: &[&str] = &[
    "rusqlite",
    "libsqlite3-sys",
    "sqlx",
    "diesel",
    "sea-orm",
    "redb",
    "sled",
    "rocksdb",
    "fallible-iterator",
];

const NETWORKS: &[&str] = &[
    "iroh",
    "iroh-base",
    "iroh-mdns-address-lookup",
    "iroh-relay",
    "noq",
    "quinn",
    "opendal",
    "reqwest",
    "ureq",
    "hyper",
    "socket2",
    "mio",
    "tungstenite",
    "tiny_http",
    "axum",
    "mdns-sd",
    "hickory-resolver",
];

const DESKTOP: &[&str] = &[
    "specta",
    "specta-typescript",
    "keyring",
    "notify-rust",
    "wry",
    "tao",
    "muda",
    "tray-icon",
    "webkit2gtk",
    "zbus",
    "interprocess",
    "gtk",
];

/// Addresses are values; everything else in `std::net` opens something.
const ADDRESSES: &[&str] = &[
    "SocketAddr",
    "SocketAddrV4",
    "SocketAddrV6",
    "IpAddr",
    "Ipv4Addr",
    "Ipv6Addr",
    "AddrParseError",
];

fn is_tauri(name: &str) -> bool {
    name == "tauri" || name.starts_with("tauri-")
}

/// What looks at the house from outside.
const OUTSIDE: [&str; 2] = ["journeys", "measure"];

/// Every room but these, and but what stands outside the house.
fn rooms_but(left_out: &[&str]) -> Vec<Package> {
    packages()
        .into_iter()
        .filter(|package| {
            !OUTSIDE.contains(&package.name.as_str()) && !left_out.contains(&package.name.as_str())
        })
        .collect()
}

/// `room → crate` wherever a room, or a test of it, depends on one of these.
fn depending(rooms: &[Package], wanted: impl Fn(&str) -> bool) -> Vec<String> {
    rooms
        .iter()
        .flat_map(|room| room.needs.iter().map(move |need| (room, need)))
        .filter(|(_, need)| !need.ours && wanted(&need.name))
        .map(|(room, need)| format!("{} → {}", room.name, need.name))
        .collect()
}

fn mentioning<'a>(source: &'a Source, items: &'a [&str]) -> impl Iterator<Item = String> + 'a {
    source.mentions().into_iter().filter_map(|mention| {
        let item = items.iter().find(|item| mention.names(item))?;
        Some(format!("{}:{} names {item}", source.name, mention.line))
    })
}

#[test]
fn pure_rooms_know_nothing_of_the_world() {
    let mut wrong = Vec::new();
    for room in PURE.map(package) {
        for source in rust::production(&room) {
            wrong.extend(mentioning(&source, WORLD));
        }
        let shipped = room
            .needs
            .iter()
            .filter(|need| need.kind != crate::tree::Kind::Dev);
        wrong.extend(
            shipped
                .filter(|need| WORLDLY.contains(&need.name.as_str()))
                .map(|need| format!("{} → {}", room.name, need.name)),
        );
    }
    nothing_wrong("time, chance and the outside are arguments here", &wrong);
}

#[test]
fn ciphers_are_in_keys() {
    nothing_wrong(
        "only `keys` uses a cipher",
        &depending(&rooms_but(&["keys"]), |name| CIPHERS.contains(&name)),
    );
}

#[test]
fn sql_is_in_vault() {
    let rooms = rooms_but(&["vault"]);
    let mut wrong = depending(&rooms, |name| DATABASES.contains(&name));
    for source in rooms.iter().flat_map(rust::production) {
        let statement = [
            "SELECT ",
            "INSERT INTO ",
            "DELETE FROM ",
            "CREATE TABLE ",
            "PRAGMA ",
        ];
        wrong.extend(
            source
                .strings()
                .into_iter()
                .filter(|text| {
                    statement
                        .iter()
                        .any(|start| text.trim_start().starts_with(start))
                })
                .map(|text| format!("{}: {text}", source.name)),
        );
    }
    nothing_wrong("only `vault` speaks SQL", &wrong);
}

#[test]
fn sockets_are_in_courier() {
    let rooms = rooms_but(&["courier"]);
    let mut wrong = depending(&rooms, |name| NETWORKS.contains(&name));
    for source in rooms.iter().flat_map(rust::production) {
        wrong.extend(mentioning(&source, &["tokio::net", "std::os::unix::net"]));
        wrong.extend(source.mentions().into_iter().filter_map(|mention| {
            let item = mention.path.strip_prefix("std::net::")?;
            let first = item.split("::").next()?;
            (!ADDRESSES.contains(&first))
                .then(|| format!("{}:{} names std::net::{item}", source.name, mention.line))
        }));
    }
    nothing_wrong(
        "only `courier` opens a socket; the command socket of `shell` goes through interprocess",
        &wrong,
    );
}

#[test]
fn the_desktop_is_in_shell() {
    let rooms = rooms_but(&["shell"]);
    let mut wrong = depending(&rooms, |name| is_tauri(name) || DESKTOP.contains(&name));
    for source in rooms
        .iter()
        .filter(|room| room.name != "xtask")
        .flat_map(rust::production)
    {
        wrong.extend(mentioning(&source, &["tauri", "specta"]));
    }
    nothing_wrong("below `shell` nobody knows the desktop", &wrong);
}

#[test]
fn no_globals() {
    let wrong: Vec<String> = rooms_but(&["xtask", "planted"])
        .iter()
        .flat_map(rust::production)
        .flat_map(|source| source.globals())
        .collect();
    nothing_wrong("what changes belongs to someone", &wrong);
}

#[test]
fn nothing_is_perhaps_there_behind_a_lock() {
    let wrong: Vec<String> = rooms_but(&[])
        .iter()
        .flat_map(rust::production)
        .flat_map(|source| ["Mutex", "RwLock"].map(|lock| source.runs(&[lock, "<", "Option", "<"])))
        .flatten()
        .collect();
    nothing_wrong("locked and unlocked are different types", &wrong);
}

#[test]
fn nothing_is_unsafe() {
    let wrong: Vec<String> = rust::everything()
        .iter()
        .flat_map(|source| source.runs(&["unsafe"]))
        .collect();
    nothing_wrong("unsafe code", &wrong);
}
