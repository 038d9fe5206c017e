removed-title = Removed pages
removed-lead = What you remove rests here for 30 days on which Lamplight was open. Then it is erased by itself.
removed-reading = Looking through what was removed
removed-empty = Nothing is resting here. What you remove waits here for a while, in case you want it back.
removed-days = { $days ->
    [one] rests for at least one more day
   *[other] rests for at least { $days } more days
}
removed-soon = is about to be erased
removed-rests = This page was removed. It rests for a while, and then it is erased.
removed-by = { $name } removed this. Your copy is yours.
removed-erased-by = { $name } has erased this. Your copy is yours.
removed-replaced = { $name } wrote this anew. This is your copy of how it was.
removed-asks = { $name } asks whether you erase it too.
removed-restore = Bring back
removed-restored = It is back in the journal.
removed-keep = Keep my copy
removed-kept = You keep your copy. Nobody is told.
removed-erase = Erase for good…
removed-erase-copy-action = Erase my copy…
removed-erase-title = Erase this for good?
removed-erase-verb = Erase for good
removed-erase-here = It goes from this computer: every version, every draft, every word the search knows. This can’t be undone.
removed-erase-theirs = { $name } keeps the copy that is on the other computer. What had not got there yet never will.
removed-erase-copy = This is your copy of what { $name } wrote. { $name } is only told if this was a request.
removed-erase-limits = What was photographed, exported or backed up before may still be somewhere.
removed-ask = Ask { $name } to erase it too
removed-ask-hint = { $name } decides, and is asked once. You hear of it only if it was erased there. A photo or an export may still exist.
removed-erased-now = Erased.
removed-erased = Erased, and what became of the other copy
removed-erased-lead = Which pages these were is not known any more.
removed-erased-on = Erased on { $day }.
removed-not-asked = { $name } keeps a copy.
removed-was-asked = { $name } was asked on { $day }.
removed-gone-there = { $name } has erased it too, on that computer.
removed-asked-now = { $name } is asked.
removed-card = { $name } asks you to erase a page
removed-card-page = The page
removed-card-text = { $name } has erased this and would like it gone from your computer too. It is up to you. { $name } hears of it only if you erase it; keeping it looks like no answer.
removed-card-erase = Erase it here too

anew-action = Keep only today’s words…
anew-hint = The page stays. How it came about is erased.
anew-title = Keep only today’s words?
anew-verb = Erase how it came about
anew-text = The page stays as it reads now. Every earlier version of it is erased from this computer. This can’t be undone.
anew-theirs = { $name } sees the page as it is now. What { $name } already has of how it was stays there, out of the journal.
anew-ask = Ask { $name } to erase how it was
anew-done = Only today’s words are left.

command-removed = Removed pages
command-removed-also = deleted trash bin restore erase bring back
