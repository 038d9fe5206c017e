//! A photo is made anew in a process of its own, started for it and ended with it: what one file does to a decoder,
//! no other photo meets, and no update.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use companion::photo::{ANSWER_LIMIT, ARGUMENT, Prepared, Request, decode_answer, encode_request};
use companion::{Maker, NotMade};

use crate::worker_process::{WorkerProcess, for_this_system};

/// How long one may take by the wall clock: longer than the processor time that the worker gives itself.
const PATIENCE: Duration = Duration::from_secs(40);

/// `lamplight-worker photo`, once for each photo.
pub struct PhotoProcess {
    program: PathBuf,
    patience: Duration,
}

impl PhotoProcess {
    /// Photos made by this program.
    #[must_use]
    pub fn new(program: &Path) -> Self {
        Self {
            program: program.to_owned(),
            patience: PATIENCE,
        }
    }

    fn ask(&self, mut child: Child, message: Vec<u8>) -> Result<Vec<u8>, NotMade> {
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            end(&mut child);
            return Err(NotMade::Unfinished);
        };
        let (answered, answer) = channel();
        // Threads of their own: a worker that neither reads nor writes can't hold us.
        let asking = thread::Builder::new().name("photo to worker".into());
        let reading = thread::Builder::new().name("photo from worker".into());
        let pumps = asking
            // That it takes nothing more shows in the answer.
            .spawn(move || drop(input.write_all(&message)))
            .and_then(|_| reading.spawn(move || drop(answered.send(whole(output)))));
        let answer = match pumps {
            Ok(_) => answer.recv_timeout(self.patience),
            Err(_) => {
                end(&mut child);
                return Err(NotMade::Unfinished);
            }
        };
        end(&mut child);
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            _ => Err(NotMade::Unfinished),
        }
    }
}

impl Maker for PhotoProcess {
    fn make(&self, request: &Request) -> Result<Prepared, NotMade> {
        let message = encode_request(request).map_err(|_| {
            NotMade::Refused(companion::photo::Refusal::TooLarge {
                bytes: request.file.len() as u64,
            })
        })?;
        let mut command = Command::new(&self.program);
        command
            .arg(ARGUMENT)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        for_this_system(&mut command);
        let child = command.spawn().map_err(|_| NotMade::NoWorker)?;
        let answer = self.ask(child, message)?;
        decode_answer(&answer)
            .map_err(|_| NotMade::Unfinished)?
            .map_err(NotMade::Refused)
    }

    fn another(&self) -> Box<dyn Maker + Send> {
        Box::new(Self {
            program: self.program.clone(),
            patience: self.patience,
        })
    }
}

impl Maker for WorkerProcess {
    fn make(&self, request: &Request) -> Result<Prepared, NotMade> {
        PhotoProcess::new(self.program()).make(request)
    }

    fn another(&self) -> Box<dyn Maker + Send> {
        Box::new(PhotoProcess::new(self.program()))
    }
}

/// What it answers, up to what an answer may have.
fn whole(output: impl Read) -> io::Result<Vec<u8>> {
    let mut answer = Vec::new();
    output
        .take(ANSWER_LIMIT as u64 + 1)
        .read_to_end(&mut answer)?;
    Ok(answer)
}

fn end(child: &mut Child) {
    // Fails only for one that has ended already.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use companion::photo::{Refusal, Size};

    use super::*;
    use crate::worker_process::built;

    fn asked(file: &[u8]) -> Request {
        Request {
            size: Size::Fitting,
            file: file.to_vec(),
        }
    }

    #[test]
    fn a_file_is_tried_in_a_process_of_its_own() {
        let Some(worker) = built() else { return };
        let refused = worker.make(&asked(b"GIF89a"));
        assert!(matches!(
            refused,
            Err(NotMade::Refused(Refusal::OtherKind(_)))
        ));
        let empty = worker.another().make(&asked(b""));
        assert_eq!(empty, Err(NotMade::Refused(Refusal::Empty)));
    }

    #[test]
    fn without_a_worker_nothing_is_made_and_one_that_hangs_is_ended() {
        let none = PhotoProcess::new(Path::new("/nowhere/lamplight-worker"));
        assert_eq!(none.make(&asked(b"x")), Err(NotMade::NoWorker));
        #[cfg(unix)]
        {
            let hanging = PhotoProcess {
                program: "/bin/sh".into(),
                patience: Duration::from_millis(200),
            };
            let mut command = Command::new(&hanging.program);
            command
                .args(["-c", "sleep 60"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped());
            let begun = std::time::Instant::now();
            let answer = hanging.ask(command.spawn().unwrap(), vec![0; 1 << 20]);
            assert_eq!(answer, Err(NotMade::Unfinished));
            assert!(begun.elapsed() < Duration::from_secs(30));
        }
    }
}
