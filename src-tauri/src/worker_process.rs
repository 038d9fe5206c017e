//! The worker as a child process: started when it is first needed, ended when it takes too long, and started again
//! after it died. It answers one question after the other; several may wait in the pipe, so that neither side waits
//! for the other in between.
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
    begun: Option<Begun>,
}

/// What was begun before anyone waits for it.
struct Begun {
    requests: Vec<Request>,
    /// As many as have come.
    answers: Vec<Result<Checked, Refusal>>,
    /// Not all have been waited for yet.
    open: bool,
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
            begun: None,
        }
    }

    /// The worker that is shipped beside this program.
    ///
    /// # Errors
    /// When the system does not say where this program is.
    pub fn beside_this_program() -> io::Result<Self> {
        Ok(Self::new(program_beside()?))
    }

    /// Whether there is such a program at all. Without it nothing foreign is taken in, and a screen says so.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.program.is_file()
    }

    /// Its program.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    fn ask(&mut self, message: Vec<u8>) -> Result<Vec<u8>, Failure> {
        self.send([message])?;
        self.receive()
    }

    fn send(&mut self, messages: impl IntoIterator<Item = Vec<u8>>) -> Result<(), Failure> {
        let running = self.start()?;
        for message in messages {
            // Where nobody takes it any more, the answer says so.
            let _ = running.requests.send(message);
        }
        Ok(())
    }

    /// The next answer. One by one they are awaited, each with the same patience.
    fn receive(&mut self) -> Result<Vec<u8>, Failure> {
        let patience = self.patience;
        let answer = match &self.running {
            Some(running) => running.answers.recv_timeout(patience),
            None => Err(RecvTimeoutError::Disconnected),
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

    /// Asks several at once and adds what it says, until all have an answer or something goes wrong. `false` where the
    /// next one has to be asked alone.
    fn ask_together(
        &mut self,
        requests: &[&Request],
        answers: &mut Vec<Result<Checked, Refusal>>,
    ) -> bool {
        let messages: Vec<Vec<u8>> = requests
            .iter()
            .map_while(|request| encode_request(request).ok())
            .collect();
        let count = messages.len();
        self.send(messages).is_ok()
            && self.receive_together(count, answers)
            && count == requests.len()
    }

    /// The answers to so many questions that wait in the pipe, as [`Self::ask_together`].
    fn receive_together(
        &mut self,
        count: usize,
        answers: &mut Vec<Result<Checked, Refusal>>,
    ) -> bool {
        for _ in 0..count {
            match self.receive() {
                Ok(answer) => match decode_answer(&answer) {
                    Ok(answer) => answers.push(answer),
                    Err(_) => {
                        self.end();
                        return false;
                    }
                },
                Err(Failure::TooSlow) => {
                    answers.push(Err(Refusal::WorkerTooSlow));
                    return true;
                }
                Err(Failure::Died(status)) if out_of_time(status) => {
                    answers.push(Err(Refusal::TooCostly));
                    return true;
                }
                Err(_) => return false,
            }
        }
        true
    }

    /// Waits for what was begun: nothing else can be asked before.
    fn settle(&mut self) {
        let Some(mut begun) = self.begun.take() else {
            return;
        };
        if std::mem::take(&mut begun.open) {
            self.receive_together(begun.requests.len(), &mut begun.answers);
        }
        self.begun = Some(begun);
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
        self.settle();
        // Twice, for a worker may die of something else: of the system's want of memory, or of another's hand.
        for last in [false, true] {
            match self.ask(message.clone()) {
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

    fn check_all(&mut self, requests: &[Request]) -> Vec<Result<Checked, Refusal>> {
        self.settle();
        let begun = self.begun.take();
        let mut early: Vec<(Request, Option<Result<Checked, Refusal>>)> = begun
            .into_iter()
            .flat_map(|begun| begun.requests.into_iter().zip(begun.answers))
            .map(|(request, answer)| (request, Some(answer)))
            .collect();
        let mut known: Vec<Option<Result<Checked, Refusal>>> = requests
            .iter()
            .map(|request| {
                let same = early.iter_mut().find(|(other, _)| other == request);
                same.and_then(|(_, answer)| answer.take())
            })
            .collect();
        let unknown: Vec<&Request> = requests
            .iter()
            .zip(&known)
            .filter(|(_, known)| known.is_none())
            .map(|(request, _)| request)
            .collect();
        let mut answers = Vec::with_capacity(unknown.len());
        while let Some(left) = unknown.get(answers.len()..).filter(|left| !left.is_empty()) {
            if !self.ask_together(left, &mut answers)
                && let Some(next) = unknown.get(answers.len())
            {
                answers.push(self.check(next));
            }
        }
        let mut answers = answers.into_iter();
        let places = known.iter_mut().filter(|known| known.is_none());
        places.for_each(|place| *place = answers.next());
        let missing = || Err(Refusal::WorkerDied);
        known
            .into_iter()
            .map(|answer| answer.unwrap_or_else(missing))
            .collect()
    }

    fn begin(&mut self, requests: &[Request]) {
        self.settle();
        let messages: Option<Vec<Vec<u8>>> = requests
            .iter()
            .map(|request| encode_request(request).ok())
            .collect();
        let sent = messages.is_some_and(|messages| self.send(messages).is_ok());
        self.begun = sent.then(|| Begun {
            requests: requests.to_vec(),
            answers: Vec::new(),
            open: true,
        });
    }
}

impl Drop for WorkerProcess {
    fn drop(&mut self) {
        self.end();
    }
}

/// Where the worker is that is shipped beside this program.
pub(crate) fn program_beside() -> io::Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.parent().unwrap_or_else(|| Path::new("."));
    Ok(folder.join(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX)))
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
    // Threads of their own, so that a worker which neither reads nor writes can't hold us, and two of them, so that it
    // can't be held by an answer that nobody reads yet. They end with the pipes.
    let to_it = thread::Builder::new().name("to worker".into());
    let from_it = thread::Builder::new().name("from worker".into());
    let pumps = to_it
        .spawn(move || write_requests(input, &to_send))
        .and_then(|_| from_it.spawn(move || read_answers(output, &answered)));
    if let Err(error) = pumps {
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

fn write_requests(mut input: ChildStdin, requests: &Receiver<Vec<u8>>) {
    for request in requests {
        // That it takes nothing more shows in the answers.
        if input
            .write_all(&request)
            .and_then(|()| input.flush())
            .is_err()
        {
            return;
        }
    }
}

fn read_answers(mut output: ChildStdout, answers: &Sender<io::Result<Vec<u8>>>) {
    loop {
        let answer = read_answer(&mut output);
        let over = answer.is_err();
        if answers.send(answer).is_err() || over {
            return;
        }
    }
}

fn read_answer(output: &mut ChildStdout) -> io::Result<Vec<u8>> {
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
pub(crate) fn for_this_system(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
    // Without it the system's own libraries are not found.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
}

#[cfg(not(windows))]
pub(crate) fn for_this_system(_: &mut Command) {}

/// The built worker: named by the environment, or in the folder tests are built beside.
#[cfg(test)]
pub(crate) fn built() -> Option<WorkerProcess> {
    let here = std::env::current_exe().ok()?;
    let folder = here.parent().and_then(Path::parent)?;
    let beside = folder.join(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX));
    let program = std::env::var_os("LAMPLIGHT_WORKER").map_or(beside, PathBuf::from);
    let worker = WorkerProcess::new(program);
    if !worker.is_there() {
        eprintln!("skipped: the worker is not built");
        return None;
    }
    Some(worker)
}

#[cfg(test)]
mod tests {
    use companion::check::codec::decode_request;

    use super::*;

    /// An entry, upon nothing, by peer 1: nothing.
    fn nothing() -> Request {
        decode_request(&[1, 0, 0, 1, 0]).unwrap()
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

    /// More than the pipe holds, with one in the middle that no message can hold.
    #[test]
    fn many_are_tried_together_and_each_has_its_answer() {
        let Some(mut worker) = built() else { return };
        let mut requests = vec![nothing(); 300];
        for (n, request) in requests.iter_mut().enumerate() {
            request.update = vec![0; n * 40];
        }
        requests[170].base = vec![vec![0; 70 << 20]];
        let answers = worker.check_all(&requests);
        assert_eq!(answers.len(), 300);
        for (n, answer) in answers.iter().enumerate() {
            let expected = match n {
                170 => Err(Refusal::TooLarge { bytes: 70 << 20 }),
                _ => Err(Refusal::NotAnUpdate),
            };
            assert_eq!(*answer, expected, "{n}");
        }
        assert_eq!(worker.check_all(&[]), []);
    }

    #[test]
    fn what_was_begun_is_not_asked_again_and_changes_no_answer() {
        let Some(mut worker) = built() else { return };
        let request = |n: usize| Request {
            update: vec![0; n],
            ..nothing()
        };
        let requests: Vec<Request> = (0..40).map(request).collect();
        let refused = Err(Refusal::NotAnUpdate);
        worker.begin(&requests);
        // Something else in between, and another list in the end.
        assert_eq!(worker.check(&request(500)), refused);
        assert_eq!(worker.begun.as_ref().unwrap().answers.len(), 40);
        let others: Vec<Request> = (20..80).map(request).collect();
        assert_eq!(worker.check_all(&others), vec![refused.clone(); 60]);
        // One that dies meanwhile is started again.
        worker.begin(&requests);
        worker.running.as_mut().unwrap().child.kill().unwrap();
        assert_eq!(worker.check_all(&requests), vec![refused.clone(); 40]);
        worker.begin(&requests);
        worker.begin(&others);
        assert_eq!(worker.check_all(&requests), vec![refused; 40]);
    }

    #[test]
    fn without_a_worker_nothing_is_checked() {
        let mut worker = WorkerProcess::new("/no/such/program");
        assert!(!worker.is_there());
        let two = [nothing(), nothing()];
        assert_eq!(
            worker.check_all(&two),
            [const { Err(Refusal::NoWorker) }; 2]
        );
        assert_eq!(worker.check(&nothing()), Err(Refusal::NoWorker));
    }

    #[cfg(unix)]
    #[test]
    fn a_worker_that_dies_or_talks_nonsense_is_refused() {
        assert_eq!(
            WorkerProcess::new("/bin/true").check(&nothing()),
            Err(Refusal::WorkerDied)
        );
        let two = [nothing(), nothing()];
        assert_eq!(
            WorkerProcess::new("/bin/cat").check_all(&two),
            [const { Err(Refusal::WorkerDied) }; 2]
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
        let two = [nothing(), nothing()];
        let slow = [const { Err(Refusal::WorkerTooSlow) }; 2];
        assert_eq!(worker.check_all(&two), slow);
        assert!(start.elapsed() < Duration::from_secs(5) && worker.running.is_none());
        std::fs::remove_file(&script).unwrap();
    }
}
