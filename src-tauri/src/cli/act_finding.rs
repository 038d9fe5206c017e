//! `lamplight search`.

use companion::{Author, CompanionError, Wanted, couple::journal::Audience};

use super::{
    act::Act,
    args::{Search, Writer},
    say::summary_json,
};

impl Act<'_> {
    pub(super) fn search(&mut self, search: Search) -> Result<(), CompanionError> {
        let audience = match (search.mine, search.ours) {
            (true, _) => Some(Audience::Mine),
            (_, true) => Some(Audience::Ours),
            _ => None,
        };
        let wanted = Wanted {
            words: search.query.unwrap_or_default(),
            audience,
            author: search.by.map(|who| match who {
                Writer::Me => Author::Me,
                Writer::Partner => Author::Partner,
            }),
            feeling: search.feeling,
            tag: search.tag,
            from: search.from,
            to: search.to,
            photo: search.photo,
        };
        let hits =
            self.with(move |companion| companion.find_entries(&wanted, search.limit as usize))?;
        for hit in hits {
            let words: String = hit.snippet.iter().map(|part| part.text.as_str()).collect();
            let mut value = summary_json(&hit.entry);
            value["snippet"] = words.clone().into();
            self.say(&value, || {
                let day = hit.entry.written_at.day();
                format!("{}  {day}  {words}", hit.entry.id)
            });
        }
        Ok(())
    }
}
