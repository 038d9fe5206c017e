//! `lamplight pair` and what stands between the two: `status` and `check`.

use std::time::{Duration, Instant};

use companion::{AsideReason, CompanionError, Direct, PairingView};
use serde_json::{Value, json};

use super::{act::Act, act_sync::mailbox_json, args::PairCommand, code};

/// How long a command waits for the partner's computer.
const PATIENCE: Duration = Duration::from_secs(30);

impl Act<'_> {
    pub(super) fn pair(&mut self, command: PairCommand) -> Result<(), CompanionError> {
        match command {
            PairCommand::Invite { out } => {
                let view = self.with(|companion| companion.make_invite())?;
                let PairingView::InviteReady { invite, expires_at } = view else {
                    return Err(CompanionError::PairingOver);
                };
                if let Some(path) = &out {
                    std::fs::write(path, format!("{invite}\n"))?;
                }
                let value = json!({ "invite": invite, "expires_at": expires_at.to_rfc3339() });
                self.say(&value, || invite.clone());
                Ok(())
            }
            PairCommand::Accept { invite } => {
                self.with(move |companion| companion.accept_invite(&invite))?;
                self.wait_for_pictures()
            }
            PairCommand::Pictures => self.wait_for_pictures(),
            PairCommand::Confirm => {
                self.with(|companion| companion.confirm_pictures())?;
                // The other person may take their time; this waits for a moment only.
                let start = Instant::now();
                while start.elapsed() < Duration::from_secs(3) {
                    let view = self.with(|companion| Ok(companion.pairing_view()))?;
                    if view == PairingView::Paired {
                        break;
                    }
                    std::thread::sleep(Duration::from_millis(50));
                }
                Ok(())
            }
            PairCommand::Refuse => self.with(|companion| companion.refuse_pictures()).map(drop),
        }
    }

    pub(super) fn wait_for_pictures(&mut self) -> Result<(), CompanionError> {
        let start = Instant::now();
        loop {
            match self.with(|companion| Ok(companion.pairing_view()))? {
                PairingView::Comparing {
                    pictures,
                    confirmed,
                } => {
                    let value = json!({ "pictures": pictures, "confirmed": confirmed });
                    self.say(&value, || pictures.join(" "));
                    return Ok(());
                }
                PairingView::Failed(failure) => return Err(failure.into()),
                PairingView::Idle => return Err(CompanionError::PairingOver),
                PairingView::Paired => return Err(CompanionError::AlreadyPaired),
                _ if start.elapsed() > PATIENCE => return Err(CompanionError::PartnerUnreachable),
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    pub(super) fn status(&mut self) -> Result<(), CompanionError> {
        let (name, sharing, mailbox) = self.with(|companion| {
            let mailbox = companion.mailbox_view()?;
            Ok((companion.name().to_owned(), companion.sharing()?, mailbox))
        })?;
        let partner = sharing.partner.as_ref().map(|partner| {
            json!({
                "name": partner.name,
                "since": partner.since,
                "up_to_date": partner.up_to_date,
                "waiting": partner.waiting,
            })
        });
        // Never whether the partner's computer is on right now.
        let direct = match sharing.direct {
            Direct::Off | Direct::FolderOnly => "off",
            Direct::Waiting | Direct::Connected => "on",
        };
        let asides: Vec<Value> = sharing
            .asides
            .iter()
            .map(|aside| {
                json!({
                    "reason": aside_reason(aside.reason),
                    "count": aside.count,
                    "since": aside.since,
                })
            })
            .collect();
        let mut transports = vec![json!({ "kind": "direct", "state": direct })];
        if mailbox.address.is_some() {
            let mut folder = mailbox_json(&mailbox);
            folder["kind"] = "mailbox".into();
            transports.push(folder);
        }
        let value = json!({
            "name": name,
            "partner": partner,
            "shared": { "entries": sharing.entries, "outings": sharing.outings },
            "devices": [{ "id": sharing.this_device, "this": true }],
            "transports": transports,
            "waiting": sharing.waiting_to_send,
            "set_aside": sharing.set_aside,
            "set_aside_because": asides,
            "forked": { "here": sharing.forked_here, "there": sharing.forked_there },
            "from_newer": sharing.from_newer,
            "partner_left": sharing.partner_left,
        });
        self.say(&value, || {
            let with = sharing.partner.as_ref().map_or("–".to_owned(), |partner| {
                format!("{} ({})", partner.name, partner.since)
            });
            format!(
                "{name} ↔ {with}; entries {}, dates {}; direct: {direct}; waiting: {}",
                sharing.entries, sharing.outings, sharing.waiting_to_send
            )
        });
        Ok(())
    }

    pub(super) fn check(&mut self) -> Result<u8, CompanionError> {
        let health = self.with(|companion| companion.check())?;
        let whole = health.is_whole();
        let value = json!({
            "whole": whole,
            "entries": health.entries,
            "unreadable_things": health.unreadable_things,
        });
        self.say(&value, || format!("{health:?}"));
        Ok(if whole { code::DONE } else { code::FAILED })
    }
}

fn aside_reason(reason: AsideReason) -> &'static str {
    match reason {
        AsideReason::Newer => "newer",
        AsideReason::Waits => "waits",
        AsideReason::NotTheirs => "not-theirs",
        AsideReason::Harmful => "harmful",
        AsideReason::Unreadable => "unreadable",
    }
}
