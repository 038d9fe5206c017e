//! Whose frames count: the roster, reduced to what a session asks of it.

use keys::Roster;

use crate::{
    frame::{DeviceId, FrameId},
    log::Head,
    session::Refusal,
};

/// Whether a device belongs to the space now: only such devices are spoken to.
pub(crate) fn belongs(roster: &Roster, device: &DeviceId) -> bool {
    roster.may_write(&device.0)
}

/// Whether the frame in this place counts, and if not, why.
pub(crate) fn check(roster: &Roster, id: &FrameId) -> Result<(), Refusal> {
    let counts = |seq| roster.accepts(&id.log.device.0, id.log.incarnation, seq);
    if counts(id.seq) {
        Ok(())
    } else if counts(0) {
        Err(Refusal::RemovedDevice)
    } else {
        Err(Refusal::UnknownDevice)
    }
}

/// The number after the last frame that counts, in a log that goes this far.
pub(crate) fn counted(roster: &Roster, head: &Head) -> u64 {
    let counts = |seq| roster.accepts(&head.log.device.0, head.log.incarnation, seq);
    let (mut counted, mut end) = (0, head.next_seq);
    if end.checked_sub(1).is_none_or(counts) {
        return end;
    }
    // A removal cuts a log at one place: everything before it counts, nothing after.
    while counted < end {
        let middle = counted.midpoint(end);
        if counts(middle) {
            counted = middle + 1;
        } else {
            end = middle;
        }
    }
    counted
}
