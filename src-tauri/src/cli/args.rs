//! What can be said on the command line. The commands travel as JSON to a
//! running install, so every one is plain data: paths are made absolute and
//! standard input is read before it is sent.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

/// A private place for two. Without a command it opens the window.
#[derive(Debug, Parser)]
#[command(name = "lamplight", version, about, max_term_width = 100)]
pub struct Arguments {
    /// Everything of one install; another profile is another person
    #[arg(long, value_name = "DIR", global = true)]
    pub profile: Option<PathBuf>,
    /// Where the passphrase stands; `-` is standard input
    #[arg(long, value_name = "FILE|-", global = true)]
    pub passphrase_file: Option<PathBuf>,
    /// Where the second passphrase stands, if your private pages have one; `-` is standard input
    #[arg(long, value_name = "FILE|-", global = true)]
    pub second_passphrase_file: Option<PathBuf>,
    /// One JSON object a line on standard output
    #[arg(long, global = true)]
    pub json: bool,
    /// Start without showing the window
    #[arg(long)]
    pub hidden: bool,
    /// The app has taken its own place: what it hands over comes on standard input
    #[arg(long, hide = true)]
    pub anew: bool,
    /// Open a line to write on
    #[arg(long)]
    pub capture: bool,
    /// Draw without the graphics card, where the window stays blank
    #[arg(long)]
    pub safe_graphics: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A command of the command line.
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum Command {
    /// Make a new home in the profile
    Init {
        /// The name your partner will see
        #[arg(long)]
        name: String,
    },
    /// Journal entries
    #[command(subcommand)]
    Entry(EntryCommand),
    /// Find entries by their words, or by what they carry
    Search(Search),
    /// Dates with your partner
    #[command(subcommand)]
    Outing(OutingCommand),
    /// Gestures you have chosen
    #[command(subcommand)]
    Gesture(GestureCommand),
    /// Nudges towards them
    #[command(subcommand)]
    Nudge(NudgeCommand),
    /// Rituals of you two
    #[command(subcommand)]
    Ritual(RitualCommand),
    /// Find times that fit, the best first
    Free {
        /// A calendar to look at besides those that are read anyway
        #[arg(long = "calendar", value_name = "FILE|URL")]
        calendars: Vec<PathBuf>,
        /// For both: asks your partner, or answers what they asked, with when you are busy
        #[arg(long)]
        with_partner: bool,
        /// How long
        #[arg(long, default_value_t = 120)]
        minutes: u32,
        /// How far to look
        #[arg(long, default_value_t = 3)]
        weeks: u32,
    },
    /// Bring entries from elsewhere
    Import {
        /// What wrote them
        #[arg(long, value_enum)]
        from: ImportSource,
        /// The folder, or the file
        path: PathBuf,
        /// Only say what would happen
        #[arg(long)]
        dry_run: bool,
    },
    /// Take the journal along
    Export {
        /// As what
        #[arg(long, value_enum)]
        to: ExportFormat,
        /// The folder or file, which must not be there yet
        path: PathBuf,
        /// From this day on
        #[arg(long, value_name = "DATE")]
        from: Option<chrono::NaiveDate>,
        /// Up to and with this day
        #[arg(long = "until", value_name = "DATE")]
        until: Option<chrono::NaiveDate>,
        /// Only what is yours alone
        #[arg(long, conflicts_with = "ours")]
        mine: bool,
        /// Only what is shared
        #[arg(long)]
        ours: bool,
    },
    /// Connect with your partner
    #[command(subcommand)]
    Pair(PairCommand),
    /// The folder that both reach, as a second way
    #[command(subcommand)]
    Mailbox(MailboxCommand),
    /// Exchange with your partner if they can be reached, then stop
    Sync {
        /// Keep trying for this long
        #[arg(long = "for", value_name = "SECONDS", default_value_t = 10)]
        seconds: u32,
    },
    /// Sync and nudges until stopped
    Run {
        /// Without a window
        #[arg(long, required = true)]
        headless: bool,
    },
    /// What is shared, with whom, since when
    Status,
    /// Look whether everything is whole
    Check,
    /// Write everything into an age file that only the words of the recovery sheet open
    Backup {
        /// The file; the one before stays until the new one is whole
        file: PathBuf,
        /// Make a new recovery sheet and print it; the first backup makes one anyway
        #[arg(long)]
        new_sheet: bool,
        /// What opens the home, for a new sheet
        #[arg(skip)]
        passphrase: Option<String>,
    },
    /// Bring everything back from a backup, into an empty profile
    Restore {
        /// The file
        file: PathBuf,
        /// Where the 24 words or the age line stand; `-` is standard input
        #[arg(long, value_name = "FILE|-")]
        words_file: Option<PathBuf>,
    },
    /// Stop sharing; everything here stays, as yours
    Leave {
        /// Do not tell the other side
        #[arg(long)]
        quiet: bool,
    },
}

/// `lamplight mailbox …`
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum MailboxCommand {
    /// Try a folder out and use it
    Set {
        /// Where: fs:///folder, or a folder's path
        #[arg(value_name = "URL")]
        address: String,
        /// Close the direct way
        #[arg(long)]
        only: bool,
    },
    /// Where it is, what waits, what was noticed
    Show,
    /// Use no folder any more; what lies there stays
    Clear,
}

/// `lamplight entry …`
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum EntryCommand {
    /// Keep a new entry
    Add(EntryAdd),
    /// List entries, newest first
    List {
        /// From this day on
        #[arg(long, value_name = "DATE")]
        from: Option<chrono::NaiveDate>,
        /// Up to and with this day
        #[arg(long, value_name = "DATE")]
        to: Option<chrono::NaiveDate>,
        /// At most this many
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
    /// Show one entry
    Show {
        /// The entry
        id: String,
    },
    /// Put another text in its place
    Edit {
        /// The entry
        id: String,
        /// The new text; standard input without it
        #[arg(value_name = "FILE|-", default_value = "-")]
        file: PathBuf,
        /// What was read from it
        #[arg(skip)]
        body: String,
    },
    /// Remove an entry
    Delete {
        /// The entry
        id: String,
    },
}

/// `lamplight entry add …`
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct EntryAdd {
    /// Its title
    #[arg(long, default_value = "")]
    pub title: String,
    /// Only for me (the default)
    #[arg(long, conflicts_with = "ours")]
    pub mine: bool,
    /// For both of us, at once
    #[arg(long)]
    pub ours: bool,
    /// When it was written
    #[arg(long, value_name = "RFC3339")]
    pub at: Option<chrono::DateTime<chrono::FixedOffset>>,
    /// Where it was written
    #[arg(long, value_name = "IANA")]
    pub zone: Option<String>,
    /// A feeling; may be repeated
    #[arg(long = "feeling", value_name = "WORD")]
    pub feelings: Vec<String>,
    /// A tag; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// The text; standard input without it
    #[arg(value_name = "FILE|-", default_value = "-")]
    pub file: PathBuf,
    /// What was read from it
    #[arg(skip)]
    pub body: String,
}

/// `lamplight search …`
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
#[group(skip)]
#[command(group(clap::ArgGroup::new("wanted").required(true).multiple(true)))]
pub struct Search {
    /// Words to look for
    #[arg(group = "wanted")]
    pub query: Option<String>,
    /// At most this many
    #[arg(long, default_value_t = 20)]
    pub limit: u32,
    /// Only entries that are for me
    #[arg(long, group = "wanted", conflicts_with = "ours")]
    pub mine: bool,
    /// Only entries that are for both of us
    #[arg(long, group = "wanted")]
    pub ours: bool,
    /// Only what this one wrote
    #[arg(long, group = "wanted", value_enum, value_name = "WHO")]
    pub by: Option<Writer>,
    /// Only with this feeling
    #[arg(long, group = "wanted", value_name = "WORD")]
    pub feeling: Option<String>,
    /// Only with this tag
    #[arg(long, group = "wanted", value_name = "TAG")]
    pub tag: Option<String>,
    /// From this day on
    #[arg(long, group = "wanted", value_name = "DATE")]
    pub from: Option<chrono::NaiveDate>,
    /// Up to and with this day
    #[arg(long, group = "wanted", value_name = "DATE")]
    pub to: Option<chrono::NaiveDate>,
    /// Only with a photo
    #[arg(long, group = "wanted")]
    pub photo: bool,
}

/// Who wrote an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[value(rename_all = "lower")]
pub enum Writer {
    /// The one whose home this is
    Me,
    /// Their partner
    Partner,
}

/// `lamplight outing …`
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum OutingCommand {
    /// Propose a date
    Add {
        /// What it is
        #[arg(long)]
        title: String,
        /// Wall-clock time, like 2026-11-27T19:00
        #[arg(long, value_name = "LOCAL")]
        at: String,
        /// The zone of that clock
        #[arg(long, value_name = "IANA")]
        zone: String,
        /// How long
        #[arg(long, default_value_t = 120)]
        minutes: u32,
        /// Where
        #[arg(long, default_value = "")]
        place: String,
        /// A line with it
        #[arg(long, default_value = "")]
        note: String,
    },
    /// List dates
    List,
    /// Say yes
    Accept {
        /// The date
        id: String,
    },
    /// Say no
    Decline {
        /// The date
        id: String,
    },
    /// Suggest another time
    Suggest {
        /// The date
        id: String,
        /// Wall-clock time
        #[arg(long, value_name = "LOCAL")]
        at: String,
        /// The zone of that clock; the date's own without it
        #[arg(long, value_name = "IANA")]
        zone: Option<String>,
    },
}

/// `lamplight ritual …`
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum RitualCommand {
    /// Propose a ritual
    Add {
        /// Its name
        #[arg(long)]
        title: String,
        /// What begins it
        #[arg(long, default_value = "")]
        trigger: String,
        /// What is done, a step a line
        #[arg(long, default_value = "")]
        steps: String,
        /// What it means to you two
        #[arg(long, default_value = "")]
        meaning: String,
        /// On which days, 1 for Monday to 7 for Sunday
        #[arg(long, value_delimiter = ',')]
        days: Vec<u8>,
        /// At what time, like 19:00
        #[arg(long, value_name = "HH:MM")]
        at: Option<String>,
    },
    /// List rituals
    List,
    /// Say yes to one as it stands
    Accept {
        /// The ritual
        id: String,
    },
    /// Let one rest
    Rest {
        /// The ritual
        id: String,
    },
    /// Propose one again that rests
    Wake {
        /// The ritual
        id: String,
    },
}

/// `lamplight gesture …`
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GestureCommand {
    /// Choose a gesture, from the library or your own
    Add {
        /// One from the library
        #[arg(long, value_name = "ID", required_unless_present = "text")]
        from: Option<String>,
        /// One in your own words
        #[arg(long, conflicts_with = "from")]
        text: Option<String>,
        /// About every so many days
        #[arg(long, value_name = "DAYS")]
        every: u16,
        /// When on such a day, like 17:00-20:00
        #[arg(long, value_name = "HH:MM-HH:MM", default_value = "17:00-20:00")]
        window: String,
    },
    /// List what you have chosen
    List {
        /// The library instead
        #[arg(long)]
        library: bool,
    },
}

/// `lamplight nudge …`
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum NudgeCommand {
    /// What is coming in the next two weeks
    List,
    /// What is due
    Due {
        /// As if it were then; changes nothing
        #[arg(long, value_name = "RFC3339")]
        at: Option<chrono::DateTime<chrono::FixedOffset>>,
    },
    /// It is done
    Did {
        /// The nudge, or the gesture
        id: String,
    },
    /// Ask again later today
    Later {
        /// The nudge
        id: String,
    },
    /// Not today
    NotToday {
        /// The nudge
        id: String,
    },
}

/// `lamplight pair …`
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum PairCommand {
    /// Make an invitation
    Invite {
        /// Write it to this file
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Use an invitation: the line itself, or the file it is in
    Accept {
        /// The line or the file
        invite: String,
    },
    /// The seven pictures to compare
    Pictures,
    /// They are the same
    Confirm,
    /// They differ
    Refuse,
}

/// Where imported entries come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[value(rename_all = "lower")]
pub enum ImportSource {
    /// A folder of Markdown files
    Markdown,
    /// A file that `export --to json` wrote, or the journal of an opened backup
    Json,
}

/// What the journal becomes.
#[derive(Debug, Clone, Copy, ValueEnum, Serialize, Deserialize)]
pub enum ExportFormat {
    /// A folder of Markdown files
    Markdown,
    /// One file of JSON
    Json,
    /// The dates, as other calendars read them
    Ics,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_command_survives_the_way_to_a_running_install() {
        let arguments =
            Arguments::try_parse_from(["lamplight", "--json", "nudge", "not-today", "abc"])
                .unwrap();
        let sent = serde_json::to_string(&arguments.command.unwrap()).unwrap();
        let Command::Nudge(NudgeCommand::NotToday { id }) = serde_json::from_str(&sent).unwrap()
        else {
            panic!("another command arrived");
        };
        assert_eq!(id, "abc");
    }

    #[test]
    fn a_search_says_at_least_something() {
        let parse = |more: &[&str]| {
            let all = ["lamplight", "search"].iter().chain(more);
            Arguments::try_parse_from(all)
        };
        for said in [
            &["sea"][..],
            &["sea", "--mine", "--by", "me"],
            &[
                "--tag",
                "Norway",
                "--from",
                "2019-03-01",
                "--to",
                "2019-03-31",
            ],
            &["--ours"],
            &["--photo"],
        ] {
            parse(said).unwrap();
        }
        for said in [&[][..], &["--limit", "3"], &["--mine", "--ours"]] {
            parse(said).unwrap_err();
        }
    }
}
