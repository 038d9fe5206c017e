//! One open line: whole messages, each behind its length, on a single stream.

use iroh::endpoint::{Connection, RecvStream, SendStream};
use tokio::sync::mpsc;

/// Largest message. `sync` keeps its own below 4 MiB; the rest is room for framing.
pub(crate) const LARGEST: usize = 4 * 1024 * 1024 + 4096;

/// Opens the stream that carries a dialled connection's messages.
pub(crate) async fn open(connection: &Connection) -> Option<(SendStream, RecvStream)> {
    let (mut send, receive) = connection.open_bi().await.ok()?;
    // The other side only sees the stream once something is on it.
    send.write_all(&0u32.to_be_bytes()).await.ok()?;
    Some((send, receive))
}

/// Writes messages until the queue or the stream ends.
pub(crate) async fn write(mut stream: SendStream, mut queue: mpsc::UnboundedReceiver<Vec<u8>>) {
    while let Some(message) = queue.recv().await {
        let Ok(length) = u32::try_from(message.len()) else {
            continue;
        };
        if message.len() > LARGEST
            || stream.write_all(&length.to_be_bytes()).await.is_err()
            || stream.write_all(&message).await.is_err()
        {
            break;
        }
    }
    let _ = stream.finish();
    // Dropping a stream resets it: wait until what was written has arrived.
    let _ = stream.stopped().await;
}

/// Reads the next message. `None` when the stream ends or breaks the rules;
/// the length is checked before anything is allocated.
pub(crate) async fn read(stream: &mut RecvStream) -> Option<Vec<u8>> {
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length).await.ok()?;
        let length = u32::from_be_bytes(length) as usize;
        if length > LARGEST {
            return None;
        }
        if length == 0 {
            continue;
        }
        let mut message = vec![0; length];
        stream.read_exact(&mut message).await.ok()?;
        return Some(message);
    }
}
