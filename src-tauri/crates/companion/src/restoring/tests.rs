//! Backups that whoever knows the recipient could have made: whole to `age`, and not of ours.

use std::io::Write;

use keys::recovery::Sealing;
use rand_core::SeedableRng;

use super::*;

const MANIFEST_OF_1: &str =
    r#"{"format":1,"made_by":"x","made_at":"2026-11-27T09:00:00Z","entries":0}"#;

fn words() -> RecoverySecret {
    RecoverySecret::generate(&mut ChaCha20Rng::from_seed([5; 32]))
}

/// Has the members unpacked into a folder, and gives what is in it then.
fn unpacked(members: &[(&str, &[u8])]) -> (Result<(), CompanionError>, Vec<String>) {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        // Written by hand: the library refuses some of these names.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, *content).unwrap();
    }
    from_tar(&tar.into_inner().unwrap())
}

fn from_tar(tar: &[u8]) -> (Result<(), CompanionError>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("b.age");
    let (mut sealing, _) =
        Sealing::begin(&words().recipient(), File::create(&file).unwrap()).unwrap();
    sealing.write_all(tar).unwrap();
    sealing.finish().unwrap();
    let to = folder.path().join("to");
    fs::create_dir(&to).unwrap();
    let done = unpack(&words(), File::open(&file).unwrap(), &to).map(drop);
    let mut names: Vec<String> = fs::read_dir(&to)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    (done, names)
}

#[test]
fn a_newer_backup_says_so_and_is_left_alone() {
    let newer = MANIFEST_OF_1.replace("1,", "2,");
    let (done, names) = unpacked(&[(MANIFEST, newer.as_bytes()), ("anything", b"else")]);
    assert!(matches!(done, Err(CompanionError::VaultNewer)));
    assert!(names.is_empty());
    let newer = br#"{"version":99,"whatever":true}"#;
    let (done, _) = unpacked(&[(MANIFEST, MANIFEST_OF_1.as_bytes()), (KEY_FILE, newer)]);
    assert!(matches!(done, Err(CompanionError::VaultNewer)));
}

#[test]
fn what_is_whole_and_no_backup_is_refused() {
    let manifest = (MANIFEST, MANIFEST_OF_1.as_bytes());
    let long = vec![b' '; 70_000];
    let cases: &[&[(&str, &[u8])]] = &[
        &[],
        &[("README", b"a file of someone")],
        &[(PRIVATE, b"before the manifest"), manifest],
        &[(MANIFEST, b"{}")],
        &[(MANIFEST, b"\xff\xfe")],
        &[(MANIFEST, &long)],
        &[manifest],
        &[manifest, (PRIVATE, b"x"), (SHARED, b"y")],
        &[manifest, (KEY_FILE, b"{}"), (PRIVATE, b"x"), (SHARED, b"y")],
        &[manifest, (KEY_FILE, &long)],
    ];
    for (number, case) in cases.iter().enumerate() {
        let (done, _) = unpacked(case);
        assert!(
            matches!(done, Err(CompanionError::NotABackup)),
            "{number}: {done:?}"
        );
    }
    let (done, _) = from_tar(&[7; 4096]);
    assert!(matches!(done, Err(CompanionError::NotABackup)), "{done:?}");
}

#[test]
fn no_name_becomes_a_path() {
    let (_, names) = unpacked(&[
        (MANIFEST, MANIFEST_OF_1.as_bytes()),
        ("../private.db", b"out of the folder"),
        ("/tmp/shared.db", b"somewhere else"),
        ("home.json.next", b"a name that is ours"),
        (PRIVATE, b"the first"),
        (PRIVATE, b"the second"),
    ]);
    assert_eq!(names, [PRIVATE]);
}
