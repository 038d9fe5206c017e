//! Looks into a pairing, for the vectors.

use crate::{
    Pairing,
    pairing::state::{Meeting, Step},
};

pub(crate) struct Inspected {
    pub(crate) secret: [u8; 32],
    pub(crate) told: [u8; 64],
}

pub(crate) fn kem_secret(pairing: &Pairing) -> [u8; 32] {
    match &pairing.state.step {
        Step::Waiting { kem_secret, .. } => kem_secret.0,
        _ => panic!("nobody has answered yet"),
    }
}

pub(crate) fn reveal(pairing: &Pairing) -> Inspected {
    let reveal = match &pairing.state.step {
        Step::Waiting { reveal, .. } => reveal,
        _ => &meeting(pairing).reveal,
    };
    Inspected {
        secret: *reveal.secret(),
        told: reveal.told().encode(),
    }
}

pub(crate) fn transcript(pairing: &Pairing) -> [u8; 32] {
    meeting(pairing).transcript.0
}

fn meeting(pairing: &Pairing) -> &Meeting {
    pairing.state.meeting().unwrap()
}
