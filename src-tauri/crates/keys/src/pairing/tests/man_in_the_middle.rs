//! Someone between the two, who can change, drop and answer everything, in the same room, where
//! nothing but the pictures protects.

use super::*;

/// The man in the middle pairs with both as if he were the other one.
#[test]
fn a_man_in_the_middle_shows_each_of_them_other_pictures() {
    for seed in 0..20 {
        let mut scene = seeded(seed);
        let mallory = one(&mut scene.rng);

        let mut anna = Pairing::offer_in_room(&scene.anna.certificate, &mut scene.rng);
        let greeting = anna.to_send()[0].clone();
        let mut towards_anna =
            Pairing::join_in_room(&greeting, &mallory.certificate, &mut scene.rng).unwrap();
        let mut towards_ben = Pairing::offer_in_room(&mallory.certificate, &mut scene.rng);
        let greeting = towards_ben.to_send()[0].clone();
        let mut ben =
            Pairing::join_in_room(&greeting, &scene.ben.certificate, &mut scene.rng).unwrap();

        scene.talk(&mut anna, &mut towards_anna);
        scene.talk(&mut towards_ben, &mut ben);
        assert!(anna.pictures().is_some() && ben.pictures().is_some());
        assert_ne!(anna.pictures(), ben.pictures());
    }
}

/// He passes Ben's own certificate, commitment and reveal on, on channels that he can read.
#[test]
fn a_man_in_the_middle_cannot_pass_on_what_the_other_committed_to() {
    let mut scene = scene();
    let mallory = one(&mut scene.rng);
    let mut anna = Pairing::offer_in_room(&scene.anna.certificate, &mut scene.rng);
    // A greeting with his own key instead of hers, under her endpoint.
    let mut towards_ben = Pairing::offer_in_room(&mallory.certificate, &mut scene.rng);
    if let Origin::Room(room) = &mut towards_ben.state.origin {
        room.endpoint = scene.anna.certificate.card.transport;
    }
    let Origin::Room(room) = &towards_ben.state.origin else {
        panic!("in a room")
    };
    let mut ben =
        Pairing::join_in_room(&room.greeting(), &scene.ben.certificate, &mut scene.rng).unwrap();

    // He opens Ben's answer and makes the same towards Anna.
    towards_ben
        .receive(&ben.to_send()[0], now(), &mut scene.rng)
        .unwrap();
    let greeting = anna.to_send()[0].clone();
    let mut towards_anna =
        Pairing::join_in_room(&greeting, &mallory.certificate, &mut scene.rng).unwrap();
    let answer = {
        let origin = &towards_anna.state.origin;
        let commitment = ben_commitment(&ben);
        let content = [scene.ben.certificate.encode().as_slice(), &commitment].concat();
        let (enc, mut sender) = origin.answer(&mut scene.rng).unwrap();
        let sealed = sender.seal(&content, &Kind::Answer.header()).unwrap();
        let start = origin.transcript().and(Kind::Answer, &[&enc, &content]);
        let channel =
            channel::Channel::from_exporter(|context, out| sender.export(context, out)).unwrap();
        let Step::Answered(meeting) = &mut towards_anna.state.step else {
            panic!("has answered")
        };
        (meeting.channel, meeting.start, meeting.transcript) = (channel, start, start);
        Kind::Answer.message(&[enc.as_slice(), &sealed].concat())
    };
    let offer = anna.receive(&answer, now(), &mut scene.rng).unwrap();
    towards_anna
        .receive(&offer[0], now(), &mut scene.rng)
        .unwrap();

    // To Ben he shows Anna's certificate with his own commitment; Ben reveals.
    let Step::Offered(meeting) = &towards_ben.state.step else {
        panic!("has offered")
    };
    let origin = &towards_ben.state.origin;
    let commitment = meeting
        .reveal
        .told()
        .commitment(Role::Offerer, origin.transcript());
    let content = [scene.anna.certificate.encode().as_slice(), &commitment].concat();
    let shown = meeting
        .channel
        .seal(
            Role::Offerer,
            Kind::Offer,
            meeting.start,
            &content,
            &mut scene.rng,
        )
        .unwrap();
    ben.receive(&shown, now(), &mut scene.rng).unwrap();
    assert_eq!(ben.stage(), Stage::Connecting);

    // Ben's reveal, passed on to Anna.
    let Step::Revealed(of_ben) = &ben.state.step else {
        panic!("has revealed")
    };
    let told = of_ben.reveal.told().encode();
    let Step::Revealed(of_mallory) = &towards_anna.state.step else {
        panic!("has revealed")
    };
    let before = match &anna.state.step {
        Step::Offered(meeting) => meeting.transcript,
        _ => panic!("has offered"),
    };
    let passed_on = of_mallory
        .channel
        .seal(
            Role::Joiner,
            Kind::JoinerReveal,
            before,
            &told,
            &mut scene.rng,
        )
        .unwrap();
    assert_eq!(
        anna.receive(&passed_on, now(), &mut scene.rng),
        Err(PairingError::CommitmentBroken)
    );
    assert_eq!(anna.stage(), Stage::Over(Ending::Failed));
}

fn ben_commitment(ben: &Pairing) -> [u8; 32] {
    let Step::Answered(meeting) = &ben.state.step else {
        panic!("has answered")
    };
    let start = ben.state.origin.transcript();
    meeting.reveal.told().commitment(Role::Joiner, start)
}

/// Both roots, both devices, both commitments, both reveals, the invite and the channel.
#[test]
fn the_pictures_depend_on_everything_that_was_said() {
    let mut scene = scene();
    let (mut offerer, mut joiner) = scene.by_invite();
    let start = offerer.invite().unwrap().encode().to_vec();
    let reveals = [&offerer, &joiner].map(|pairing| inspect::reveal(pairing).told.to_vec());
    let enc = joiner.to_send()[0][4..36].to_vec();
    scene.talk(&mut offerer, &mut joiner);

    let t0 = offerer.state.origin.transcript();
    let commitment = |at: usize, role: Role| {
        let told = channel::Revealed::decode(&reveals[at]).unwrap();
        told.commitment(role, t0).to_vec()
    };
    let said = vec![
        start,
        enc,
        scene.ben.certificate.encode(),
        commitment(1, Role::Joiner),
        scene.anna.certificate.encode(),
        commitment(0, Role::Offerer),
        reveals[1].clone(),
        reveals[0].clone(),
    ];
    let shown = pictures_of(&said);
    assert_eq!(offerer.pictures(), Some(shown));
    assert_eq!(joiner.pictures(), Some(shown));
    for part in 0..said.len() {
        for at in 0..said[part].len() {
            let mut other = said.clone();
            other[part][at] ^= 1;
            assert_ne!(pictures_of(&other), shown, "byte {at} of part {part}");
        }
    }
}

/// As protocol.md section 8 says it.
fn pictures_of(said: &[Vec<u8>]) -> [u8; PICTURES] {
    let hash = |parts: &[&[u8]]| crate::hash::hash_in("lamplight/v1/pairing-transcript", parts);
    let [
        start,
        enc,
        ben,
        ben_commits,
        anna,
        anna_commits,
        ben_reveals,
        anna_reveals,
    ] = said
    else {
        panic!("eight parts")
    };
    let t0 = hash(&[&[1], start]);
    let t1 = hash(&[&t0, b"LP\x01\x01", enc, ben, ben_commits]);
    let t2 = hash(&[&t1, b"LP\x01\x02", anna, anna_commits]);
    let t3 = hash(&[&t2, b"LP\x01\x03", ben_reveals]);
    let t4 = hash(&[&t3, b"LP\x01\x04", anna_reveals]);
    crate::pictures::of_transcript(&t4)
}
