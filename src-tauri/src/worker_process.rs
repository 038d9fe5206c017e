//! The worker as a child process: started when it is first needed, asked one thing at a time, ended when it takes too
//! long, and started again after it died.
//!
//! What it dies of is refused and everything else goes on. It gets no environment, no terminal and no open file.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use companion::check::codec::{LENGTH_BYTES, decode_answer, encode_request, message_length};
use companion::check::{Checked, Checker, Refusal, Request};

/// How long an answer may take by the wall clock. Longer than the processor time the worker gives itself, which ends
/// what is really costly; this is for what hangs.
const PATIENCE: Duration = Duration::from_secs(8);

/// The name of the worker's program.
const PROGRAM: &str = "lamplight-worker";

/// `lamplight-worker`, running or not.
pub struct WorkerProcess {
    program: PathBuf,
    patience: Duration,
    running: Option<Running>,
}

struct Running {
    child: Child,
    requests: Sender<Vec<u8>>,
    answers: Receiver<io::Result<Vec<u8>>>,
}

/// How asking went wrong.
enum Failure {
    Died(Option<ExitStatus>),
    TooSlow,
    NotStarted,
}

impl WorkerProcess {
    /// A worker of this program, started at the first question.
    #[must_use]
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            patience: PATIENCE,
            running: None,
        }
    }

    /// The worker that is shipped beside this program.
    ///
    /// # Errors
    /// When the system does not say where this program is.
    pub fn beside_this_program() -> io::Result<Self> {
        let here = std::env::current_exe()?;
        let folder = here.parent().unwrap_or_else(|| Path::new("."));
        Ok(Self::new(folder.join(format!(
            "{PROGRAM}{}",
            std::env::consts::EXE_SUFFIX
        ))))
    }

    /// Whether there is such a program at all. Without it nothing foreign is taken in, and a screen says so.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.program.is_file()
    }

    fn ask(&mut self, message: &[u8]) -> Result<Vec<u8>, Failure> {
        let patience = self.patience;
        let running = self.start()?;
        let sent = running.requests.send(message.to_vec());
        let answer = match sent {
            Ok(()) => running.answers.recv_timeout(patience),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(Failure::Died(self.end())),
            Err(RecvTimeoutError::Timeout) => {
                self.end();
                Err(Failure::TooSlow)
            }
        }
    }

    /// The running worker. One that died between two questions is replaced, so that nobody is blamed for it.
    fn start(&mut self) -> Result<&mut Running, Failure> {
        let gone = self.running.as_mut().is_some_and(|running| {
            running
                .child
                .try_wait()
                .map_or(true, |status| status.is_some())
        });
        if gone {
            self.end();
        }
        match &mut self.running {
            Some(running) => Ok(running),
            none => Ok(none.insert(spawn(&self.program).map_err(|_| Failure::NotStarted)?)),
        }
    }

    fn end(&mut self) -> Option<ExitStatus> {
        let mut running = self.running.take()?;
        // Fails only for one that has ended already.
        let _ = running.child.kill();
        running.child.wait().ok()
    }
}

impl Checker for WorkerProcess {
    fn check(&mut self, request: &Request) -> Result<Checked, Refusal> {
        let too_large = || Refusal::TooLarge {
            bytes: request.base.iter().map(Vec::len).sum::<usize>(),
        };
        let message = encode_request(request).map_err(|_| too_large())?;
        // Twice, for a worker may die of something else: of the system's want of memory, or of another's hand.
        for last in [false, true] {
            match self.ask(&message) {
                Ok(answer) => match decode_answer(&answer) {
                    Ok(answer) => return answer,
                    Err(_) => {
                        self.end();
                        return Err(Refusal::WorkerDied);
                    }
                },
                Err(Failure::NotStarted) => return Err(Refusal::NoWorker),
                Err(Failure::TooSlow) => return Err(Refusal::WorkerTooSlow),
                Err(Failure::Died(status)) if out_of_time(status) => {
                    return Err(Refusal::TooCostly);
                }
                Err(Failure::Died(_)) if last => return Err(Refusal::WorkerDied),
                Err(Failure::Died(_)) => {}
            }
        }
        Err(Refusal::WorkerDied)
    }
}

impl Drop for WorkerProcess {
    fn drop(&mut self) {
        self.end();
    }
}

fn spawn(program: &Path) -> io::Result<Running> {
    let mut command = Command::new(program);
    command
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    for_this_system(&mut command);
    let mut child = command.spawn()?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(io::Error::other("no pipes"));
    };
    let (requests, to_send) = channel();
    let (answered, answers) = channel();
    // A thread of its own, so that a worker which neither reads nor writes can't hold us. It ends with the pipes.
    let pump = thread::Builder::new().name("worker".into()).spawn(move || {
        pump(input, output, &to_send, &answered);
    });
    if let Err(error) = pump {
        let _ = child.kill();
        let _ = child.wait();
        return Err(error);
    }
    Ok(Running {
        child,
        requests,
        answers,
    })
}

fn pump(
    mut input: ChildStdin,
    mut output: ChildStdout,
    requests: &Receiver<Vec<u8>>,
    answers: &Sender<io::Result<Vec<u8>>>,
) {
    for request in requests {
        let answer = exchange(&mut input, &mut output, &request);
        let over = answer.is_err();
        if answers.send(answer).is_err() || over {
            return;
        }
    }
}

fn exchange(
    input: &mut ChildStdin,
    output: &mut ChildStdout,
    request: &[u8],
) -> io::Result<Vec<u8>> {
    input.write_all(request)?;
    input.flush()?;
    let mut length = [0; LENGTH_BYTES];
    output.read_exact(&mut length)?;
    let mut answer = vec![0; message_length(length).map_err(io::Error::other)?];
    output.read_exact(&mut answer)?;
    Ok(answer)
}

/// Whether the system ended it for the processor time it used.
#[cfg(unix)]
fn out_of_time(status: Option<ExitStatus>) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const SIGXCPU: i32 = 24;
    status.and_then(|status| status.signal()) == Some(SIGXCPU)
}

#[cfg(not(unix))]
fn out_of_time(_: Option<ExitStatus>) -> bool {
    false
}

#[cfg(windows)]
fn for_this_system(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
    // Without it the system's own libraries are not found.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
}

#[cfg(not(windows))]
fn for_this_system(_: &mut Command) {}

#[cfg(test)]
mod tests {
    use companion::check::codec::decode_request;

    use super::*;

    /// An entry, upon nothing, by peer 1: nothing.
    fn nothing() -> Request {
        decode_request(&[1, 0, 0, 1, 0]).unwrap()
    }

    /// The built worker: named by the environment, or in the folder tests are built beside.
    fn built() -> Option<WorkerProcess> {
        let here = std::env::current_exe().unwrap();
        let folder = here.parent().and_then(Path::parent).unwrap();
        let beside = folder.join(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX));
        let program = std::env::var_os("LAMPLIGHT_WORKER").map_or(beside, PathBuf::from);
        let worker = WorkerProcess::new(program);
        if !worker.is_there() {
            eprintln!("skipped: the worker is not built");
            return None;
        }
        Some(worker)
    }

    #[test]
    fn the_worker_answers_again_and_again() {
        let Some(mut worker) = built() else { return };
        for _ in 0..3 {
            assert_eq!(worker.check(&nothing()), Err(Refusal::NotAnUpdate));
        }
        let first = worker.running.as_ref().unwrap().child.id();
        worker.running.as_mut().unwrap().child.kill().unwrap();
        thread::sleep(Duration::from_millis(100));
        assert_eq!(
            worker.check(&nothing()),
            Err(Refusal::NotAnUpdate),
            "a new one is started"
        );
        assert_ne!(worker.running.as_ref().unwrap().child.id(), first);
    }

    #[test]
    fn without_a_worker_nothing_is_checked() {
        let mut worker = WorkerProcess::new("/no/such/program");
        assert!(!worker.is_there());
        assert_eq!(worker.check(&nothing()), Err(Refusal::NoWorker));
    }

    #[cfg(unix)]
    #[test]
    fn a_worker_that_dies_or_talks_nonsense_is_refused() {
        assert_eq!(
            WorkerProcess::new("/bin/true").check(&nothing()),
            Err(Refusal::WorkerDied)
        );
        // Says back what it is told: a length and a request, which is no answer.
        assert_eq!(
            WorkerProcess::new("/bin/cat").check(&nothing()),
            Err(Refusal::WorkerDied)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_worker_that_hangs_is_ended() {
        use std::os::unix::fs::PermissionsExt;
        let script = std::env::temp_dir().join(format!("lamplight-hang-{}", std::process::id()));
        std::fs::write(&script, "#!/bin/sh\nexec /bin/sleep 60\n").unwrap();
        std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
        let mut worker = WorkerProcess::new(&script);
        worker.patience = Duration::from_millis(200);
        let start = std::time::Instant::now();
        assert_eq!(worker.check(&nothing()), Err(Refusal::WorkerTooSlow));
        assert!(start.elapsed() < Duration::from_secs(5) && worker.running.is_none());
        std::fs::remove_file(&script).unwrap();
    }
}
