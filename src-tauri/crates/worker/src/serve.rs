//! One request after the other until the input ends.

use std::io::{self, Read, Write};

use replica::check::check_update;
use replica::check::codec::{LENGTH_BYTES, decode_request, encode_answer, message_length};

use crate::limits;

pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    while let Some(message) = read_message(input)? {
        let request = decode_request(&message).map_err(io::Error::other)?;
        drop(message);
        limits::begin_request(limits::SECONDS_AN_UPDATE).map_err(io::Error::other)?;
        let answer = encode_answer(&check_update(&request)).map_err(io::Error::other)?;
        output.write_all(&answer)?;
        output.flush()?;
    }
    Ok(())
}

fn read_message(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; LENGTH_BYTES];
    // An end before a message is how the parent says goodbye; an end within one is a fault.
    if input.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let mut message = vec![0; message_length(length).map_err(io::Error::other)?];
    input.read_exact(&mut message)?;
    Ok(Some(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_between_messages_is_no_error_and_within_one_is() {
        let serve = |mut input: &[u8]| serve(&mut input, &mut Vec::new());
        assert!(serve(&[]).is_ok());
        assert!(serve(&[1]).is_err());
        assert!(serve(&[4, 0, 0, 0, 1]).is_err());
        assert!(serve(&[255, 255, 255, 255]).is_err());
        assert!(serve(&[1, 0, 0, 0, 9]).is_err());
    }
}
