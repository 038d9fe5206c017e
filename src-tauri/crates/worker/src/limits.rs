//! What this process may use.

/// Of processor time. Many updates arrive while everything else waits.
pub const SECONDS_AN_UPDATE: u64 = 5;
/// Of processor time. The largest photo on a slow computer; who picked it waits for it alone.
pub const SECONDS_A_PHOTO: u64 = 20;

/// Of processor time. Fifty million bytes of events, and their repeats.
pub const SECONDS_A_CALENDAR: u64 = 20;

/// The limits could not be set; nothing foreign may be read then.
#[derive(Debug)]
pub struct NotLimited;

impl std::fmt::Display for NotLimited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the limits could not be set")
    }
}

impl std::error::Error for NotLimited {}

#[cfg(unix)]
pub use unix::{begin_request, set};

#[cfg(unix)]
mod unix {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    use super::NotLimited;

    #[cfg(not(target_vendor = "apple"))]
    const ADDRESS_SPACE: u64 = 512 * 1024 * 1024;
    /// Standard input, output and error.
    const OPEN_FILES: u64 = 3;

    pub fn set() -> Result<(), NotLimited> {
        for (resource, limit) in [
            // macOS maps more than this before `main` and refuses the limit.
            #[cfg(not(target_vendor = "apple"))]
            (Resource::As, ADDRESS_SPACE),
            (Resource::Core, 0),
            (Resource::Nofile, OPEN_FILES),
            (Resource::Fsize, 0),
        ] {
            lower(resource, limit)?;
        }
        #[cfg(target_os = "linux")]
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)
            .map_err(|_| NotLimited)?;
        begin_request(super::SECONDS_AN_UPDATE)
    }

    /// Gives the next request its own seconds: the system counts from the start of the process, and ends it when
    /// they are used up.
    pub fn begin_request(seconds: u64) -> Result<(), NotLimited> {
        let used = clock_gettime(ClockId::ProcessCPUTime);
        let used = u64::try_from(used.tv_sec).map_err(|_| NotLimited)?;
        let maximum = getrlimit(Resource::Cpu).maximum;
        // Whole seconds only: one more, so that the request has all of its own.
        let current = used + 1 + seconds;
        let current = maximum.map_or(current, |maximum| maximum.min(current));
        setrlimit(
            Resource::Cpu,
            Rlimit {
                current: Some(current),
                maximum,
            },
        )
        .map_err(|_| NotLimited)
    }

    /// For good: the hard limit goes down too.
    fn lower(resource: Resource, limit: u64) -> Result<(), NotLimited> {
        let limit = getrlimit(resource)
            .maximum
            .map_or(limit, |maximum| maximum.min(limit));
        let limit = Some(limit);
        setrlimit(
            resource,
            Rlimit {
                current: limit,
                maximum: limit,
            },
        )
        .map_err(|_| NotLimited)
    }
}

/// Windows: the parent's time limit alone, until it holds us in a Job Object.
#[cfg(not(unix))]
pub fn set() -> Result<(), NotLimited> {
    Ok(())
}

/// See [`set`].
#[cfg(not(unix))]
pub fn begin_request(_: u64) -> Result<(), NotLimited> {
    Ok(())
}
