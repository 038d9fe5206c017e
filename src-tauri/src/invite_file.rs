//! An invitation as a file. It opens a door for a day, so only its owner may
//! read what is written here.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Write},
    path::Path,
};

use companion::CompanionError;

use crate::command_error::CommandError;

/// Longest invitation, in bytes, with what mail programs put around it.
pub const LONGEST: usize = 16 * 1024;

/// Writes an invitation.
///
/// # Errors
/// [`CommandError::CannotSave`].
pub fn write(path: &Path, line: &str) -> Result<(), CommandError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options.open(path).and_then(|mut file| {
        file.write_all(line.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()
    });
    written.map_err(|error| CompanionError::from(error).into())
}

/// Reads an invitation.
///
/// # Errors
/// [`CommandError::FileUnreadable`], or `inviteMalformed` for what can't be one.
pub fn read(path: &Path) -> Result<String, CommandError> {
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(LONGEST as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|_| CommandError::FileUnreadable)?;
    if bytes.len() > LONGEST {
        return Err(CommandError::InviteMalformed);
    }
    String::from_utf8(bytes).map_err(|_| CommandError::InviteMalformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("invite.txt");
        write(&path, "lamplight1abc").unwrap();
        assert_eq!(read(&path).unwrap().trim(), "lamplight1abc");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_picture_is_no_invitation() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("picture");
        std::fs::write(&path, vec![0xff; LONGEST + 1]).unwrap();
        assert_eq!(read(&path), Err(CommandError::InviteMalformed));
        assert_eq!(
            read(&folder.path().join("gone")),
            Err(CommandError::FileUnreadable)
        );
    }
}
