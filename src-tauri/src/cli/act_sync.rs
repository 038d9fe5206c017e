//! The commands about the exchange: the mailbox, and one exchange with whoever is reachable.

use std::time::{Duration, Instant};

use companion::{CompanionError, Direct, Finding, MailboxView, Trouble};
use courier::mailbox::try_out;
use serde_json::{Value, json};

use super::{act::Act, args::MailboxCommand, code};

/// Everything is done when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(1500);
/// The direct way gets this long to be found beside a mailbox.
const BESIDE: Duration = Duration::from_secs(2);

impl Act<'_> {
    pub(super) fn mailbox(&mut self, command: MailboxCommand) -> Result<(), CompanionError> {
        let view = match command {
            MailboxCommand::Set { address, only } => {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .map_err(CompanionError::from)?;
                let marker = runtime.block_on(try_out(&address))?;
                self.with(move |companion| {
                    companion.use_mailbox(&address, marker.as_deref())?;
                    companion.set_mailbox_only(only)
                })?
            }
            MailboxCommand::Show => self.with(|companion| companion.mailbox_view())?,
            MailboxCommand::Clear => self.with(|companion| companion.clear_mailbox())?,
        };
        let value = mailbox_json(&view);
        self.say(&value, || match &view.address {
            Some(address) => format!("{address}; waiting: {}", view.unpublished),
            None => "–".to_owned(),
        });
        Ok(())
    }

    /// Waits until nothing is left to do in the mailbox, as long as it works.
    pub(super) fn wait_for_mailbox(&mut self, patience: Duration) -> Result<(), CompanionError> {
        let start = Instant::now();
        loop {
            let view = self.with(|companion| companion.mailbox_view())?;
            let over = view.quiet || view.trouble.is_some() || start.elapsed() > patience;
            if over {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub(super) fn sync(&mut self, seconds: u32) -> Result<u8, CompanionError> {
        let start = Instant::now();
        let end = start + Duration::from_secs(u64::from(seconds));
        let mut quiet_since: Option<(Instant, (u64, u64, u64))> = None;
        let mut had_a_way = false;
        loop {
            let (sharing, mailbox) =
                self.with(|companion| Ok((companion.sharing()?, companion.mailbox_view()?)))?;
            let folder = mailbox.address.is_some();
            if sharing.partner.is_none() && !folder {
                if !had_a_way {
                    return Err(CompanionError::NoPartner);
                }
                // A farewell that was found ends the sharing, and this with it.
                self.status()?;
                return Ok(code::DONE);
            }
            had_a_way = true;
            // Done when everything of mine is confirmed, or lies in the folder, and nothing new
            // comes in for a while.
            let here = (sharing.entries, sharing.outings, mailbox.unpublished);
            let met = sharing.direct == Direct::Connected && sharing.waiting_to_send == 0;
            let alone = sharing.direct != Direct::Connected && start.elapsed() > BESIDE;
            let in_folder = !folder || (mailbox.quiet && mailbox.unpublished == 0);
            let by_folder = folder && mailbox.trouble.is_none();
            if (met || (alone && by_folder) || (folder && mailbox.only)) && in_folder {
                match quiet_since {
                    Some((since, seen)) if seen == here => {
                        if since.elapsed() > QUIET {
                            self.status()?;
                            return Ok(code::DONE);
                        }
                    }
                    _ => {
                        quiet_since = Some((Instant::now(), here));
                        self.with(|companion| companion.flush_acks())?;
                    }
                }
            } else {
                quiet_since = None;
            }
            if Instant::now() >= end {
                self.status()?;
                return match mailbox.trouble {
                    _ if sharing.direct == Direct::Connected => Ok(code::DONE),
                    Some(trouble) => Err(trouble.into()),
                    None if folder => Ok(code::DONE),
                    None => Err(CompanionError::PartnerUnreachable),
                };
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

/// The mailbox as one object.
pub(super) fn mailbox_json(view: &MailboxView) -> Value {
    let noticed: Vec<Value> = view
        .noticed
        .iter()
        .map(|(finding, day)| {
            let mut value = finding_json(*finding);
            value["day"] = json!(day);
            value
        })
        .collect();
    json!({
        "address": view.address,
        "only": view.only,
        "trouble": view.trouble.map(trouble_name),
        "waiting": view.unpublished,
        "quiet": view.quiet,
        "news": view.news,
        "noticed": noticed,
    })
}

fn trouble_name(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NotThere => "not-there",
        Trouble::Denied => "denied",
        Trouble::Full => "full",
        Trouble::Slow => "slow",
        Trouble::TooLong => "too-long",
        Trouble::BadAddress => "bad-address",
        Trouble::Broken => "broken",
    }
}

fn finding_json(finding: Finding) -> Value {
    match finding {
        Finding::OtherCouple => json!({ "what": "other-couple" }),
        Finding::Newer => json!({ "what": "newer" }),
        Finding::Emptied => json!({ "what": "emptied" }),
        Finding::WentBack { from, to, .. } => {
            json!({ "what": "went-back", "from": from, "to": to })
        }
        Finding::MuchMissing { missing, of } => {
            json!({ "what": "much-missing", "missing": missing, "of": of })
        }
        Finding::Gap { from, .. } => json!({ "what": "gap", "from": from }),
        Finding::Altered { files, .. } => json!({ "what": "altered", "files": files }),
        Finding::TooMany => json!({ "what": "too-many" }),
    }
}
