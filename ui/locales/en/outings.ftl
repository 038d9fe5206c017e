## The answer to a date
date-accept = Yes, gladly
date-accepted = It’s a date.
date-another-time = Another time…
date-decline = Not this one
date-decline-title = Not this one?
date-decline-text = { $name } sees that this date won’t be. No reasons are asked for, and none are given.
date-decline-verb = Say no to this one
date-declined = Said.
date-time-there = { $time }, { $place } time
date-time-here = { $time } where you are

## Planned
dates-new = Plan a date
dates-tab-planned = Planned
dates-tab-calendar = Calendar
dates-tab-ideas = Ideas
dates-tab-remembered = Remembered
dates-empty = Nothing planned yet. That can be nice too.
dates-empty-action = Draw an idea
dates-waiting = { $name } asks
dates-planned = Planned
dates-asked = Asked
dates-let-go = What won’t be
dates-stage-awaitingMe = { $name } asks. What do you think?
dates-stage-awaitingPartner = You asked. The answer is up to { $name }, and there is time.
dates-stage-planned = Planned, and you both know.
dates-stage-declined = Not this one. There are others.
dates-stage-cancelled = Called off.
dates-stage-remembered = Behind you, and yours to keep.
dates-stage-alone = A plan of yours.
dates-remembered-empty = The dates you’ve had will gather here by themselves.

## One date
dates-when = When
dates-length = How long
dates-place = Where
dates-earlier = It was { $time } before.
dates-call-off = Call it off…
dates-call-off-alone = Let it go…
dates-call-off-title = Call this one off?
dates-call-off-text = { $name } sees that it won’t be. A word of yours besides is kind, and no reasons are asked for.
dates-call-off-text-alone = It moves to what won’t be.
dates-call-off-verb = Call it off
dates-write-about = Write about it
dates-other-idea = Another idea
dates-gone-title = Not here any more
dates-gone = This date isn’t here any more.
dates-gone-action = To the dates

## Planning
dates-new-title = Ask { $name } out
dates-new-title-alone = Plan a date
dates-new-lead = { $name } sees everything on this page, and can say yes, another time, or not this one.
dates-new-lead-alone = For now it’s a plan of yours. You can ask someone along whenever you like.
dates-change-title = Change the date
dates-title = What
dates-title-placeholder = A walk, a supper, nothing in particular
dates-title-missing = A few words, so that it has a name.
dates-when-missing = A day and a time are still missing.
dates-quick-friday = Friday evening
dates-quick-saturday = Saturday morning
dates-quick-sunday = Sunday
dates-day = Day
dates-day-shape = YYYY-MM-DD
dates-clock-shape = HH:MM
dates-clock = Time
dates-zone = { $place } time
dates-note = A word with it, if you like
dates-ask = Ask { $name }
dates-put = Put it down
dates-proposed = { $name } gets your question.
dates-put-down = It’s in your dates.
dates-keep-changes = Keep the changes
dates-changed = Changed.
dates-both-changed = You both changed the note at the same time. Above stands what came of it; change the date once more, and this line goes.
dates-another-title = Another time
dates-suggest = Suggest this time
dates-suggested = { $name } gets your suggestion.

## Ideas
dates-slips = Three slips for this evening
dates-slip-friday = Friday?
dates-all = The whole jar
dates-where = Where
dates-where-any = Anywhere
dates-where-home = At home
dates-where-out = Out
dates-where-apart = While apart
dates-cost = Cost
dates-cost-up-to-0 = Free
dates-cost-up-to-1 = Up to a little
dates-cost-up-to-2 = Up to a meal out
dates-cost-up-to-3 = Any
dates-cost-0 = costs nothing
dates-cost-1 = costs a little
dates-cost-2 = about a meal out
dates-cost-3 = costs more
dates-place-home = at home
dates-place-out = out
dates-place-either = wherever you are
dates-place-apart = while apart
dates-ideas-shown = { $count ->
    [one] One idea
   *[other] { $count } ideas
}
dates-ideas-none = Nothing in the jar fits that. A little wider, perhaps.
dates-ideas-all = The whole jar again
dates-ideas-more = A few more
dates-search = Look for something
dates-draw = Draw one
dates-draw-another = Another one
dates-narrow = Narrow it down
dates-narrowed = { $count ->
    [one] by one thing
   *[other] by { $count } things
}
dates-length-any = Any
dates-length-up-to = Up to { $length }
dates-effort = Effort
dates-effort-up-to-0 = None to speak of
dates-effort-up-to-1 = A little at most
dates-effort-up-to-2 = Any
dates-effort-1 = a little to prepare
dates-effort-2 = takes preparing
dates-suits = What suits you
dates-suits-season = Right for the season
dates-suits-quiet = Quiet
dates-suits-sober = Without alcohol
dates-suits-childrenAsleep = While children sleep
dates-suits-stepFree = Without steps
dates-open-air = in the open
dates-quiet = quiet
dates-lively = lively
dates-children = while children sleep
dates-step-free = without steps
dates-season-spring = spring
dates-season-summer = summer
dates-season-autumn = autumn
dates-season-winter = winter
dates-said = What you made of it
dates-said-any = Still in the jar
dates-said-nothing = Nothing yet
dates-said-yes = Yes
dates-said-maybe = Maybe
dates-said-no = Not for me
dates-said-done = Done together
dates-suits-newToUs = New to us
dates-suits-excited = Excited about it
dates-marks = More on “{ $idea }”, for you alone
dates-mark-new = New to us
dates-mark-excited = Excited about it
dates-glance-done = Done together
dates-done = You did this on { $day }.
dates-leaning = What you make of “{ $idea }”
dates-leaning-yes = Yes
dates-leaning-maybe = Maybe
dates-leaning-no = Not for me
dates-both = What you both want
dates-both-none = Nothing found yet. What you said counts from the next week on.
dates-compare = Compare our Yeses once a week
dates-compare-hint = Only what you both said Yes to will show, once { $name } has switched this on too. No and Maybe stay here. Whoever says Yes to everything learns what the other said Yes to. What has been found stays found.
dates-leaning-private = Only you see what you say.
dates-leaning-compared = No and Maybe stay here, and a Yes shows only if you both say it.
dates-leaning-keys = The arrow keys do it too: left is not for me, down for maybe, right for yes.
dates-leaning-kept-yes = Kept as a yes.
dates-leaning-kept-maybe = Kept as a maybe.
dates-leaning-kept-no = That one stays out of sight.

## Ideas of their own
dates-suits-own = Your own
dates-own-add = Add your own
dates-own-new = An idea of your own
dates-own-change = Change the idea
dates-own-note = Anything else
dates-own-place-home = At home
dates-own-place-out = Out
dates-own-place-either = Wherever
dates-own-place-apart = While apart
dates-own-cost-0 = Nothing
dates-own-cost-1 = A little
dates-own-cost-2 = About a meal out
dates-own-cost-3 = More
dates-own-effort-0 = None to speak of
dates-own-effort-1 = A little to prepare
dates-own-effort-2 = Takes preparing
dates-own-hobby = Something you both like doing anyway
dates-own-hobby-hint = A hobby, a sport, a place you keep going back to.
dates-own-hobby-fact = something you like doing
dates-own-sober-fact = without alcohol
dates-own-for = Who has it
dates-own-mine-hint = Only here, until you share it.
dates-own-ours-hint = { $name } finds it in the jar too, and can change it or take it out. It leaves when you keep it.
dates-own-keep = Into the jar
dates-own-kept = It’s in the jar.
dates-own-kept-ours = It’s in the jar, and { $name } finds it there too.
dates-own-ours-lead = This one is Ours: what you change here changes for { $name } too.
dates-own-share = Share with { $name }…
dates-own-share-title = Share it with { $name }?
dates-own-share-text = This is what { $name } gets. It leaves at once and can’t be recalled. What you said of it stays with you.
dates-own-share-verb = Make it Ours
dates-own-shared = It’s Ours now: { $name } finds it in the jar too.
dates-own-remove = Take it out
dates-own-removed = It’s out of the jar.
dates-own-gone-title = Not in the jar any more
dates-own-gone = This idea isn’t in the jar any more.
dates-own-gone-action = To the jar

## Calendar
dates-calendar-look = How the calendar is shown
dates-calendar-month = Month
dates-calendar-agenda = One after the other
dates-calendar-before = Back to { $month }
dates-calendar-after = On to { $month }
dates-calendar-today = Today
dates-calendar-day = { $day }: { $what }
dates-calendar-nothing = Nothing on this day.
dates-calendar-matters = A day that matters
dates-calendar-goes-on = Goes on
dates-calendar-empty = Nothing in the year to come. That can be nice too.
dates-calendar-earlier = What was before
dates-calendar-later = What comes later

## The evening itself
dates-evening = Close the lid
dates-evening-lead = Three questions, if you like, and one small page for the fridge. Then it’s yours.
dates-evening-kind = What kind of evening
dates-evening-any = Any
dates-evening-film = A film
dates-evening-print = Print the page
dates-evening-close = Close the lid
dates-evening-close-hint = Lamplight locks and steps aside. While the date lasts nothing comes from here, no nudge and no word of anything new, and nothing rings when it’s over.
dates-three = Three questions
dates-film-1 = Whom in it did you understand first, and who took you longest?
dates-film-2 = At which moment would you have done something else in their place?
dates-film-3 = And where in it were we two, a little?

## A surprise
dates-surprises = Surprises
dates-surprise-new = A surprise
dates-surprise-change = Change the surprise
dates-surprise-lead = { $name } sees when it begins and ends, and whether it leads away or over a night. The rest is locked, on { $name }’s computer too, until it opens.
dates-surprise-known = What { $name } may know
dates-surprise-is-away = Away from home
dates-surprise-is-overnight = Over a night
dates-surprise-note = A word with it, if you like
dates-surprise-note-placeholder = Bring warm shoes
dates-surprise-rest = The rest
dates-surprise-secret = What it is
dates-surprise-secret-hint = Only your own computer can read this until it opens.
dates-surprise-secret-missing = A few words, so that there is something to open.
dates-surprise-opens = When it opens
dates-surprise-opens-start = When it begins
dates-surprise-opens-start-hint = The two computers have to meet after that. If yours is switched off then, it opens when it is on again; telling it yourself is sure.
dates-surprise-opens-tap = When I say so
dates-surprise-keep = Plan the surprise
dates-surprise-kept = { $name } sees that there is a surprise, and when.
dates-surprise-times = { $from } to { $until }
dates-surprise-home = Not away, and home for the night.
dates-surprise-away = Away from home, and back for the night.
dates-surprise-overnight = Over a night, not away.
dates-surprise-away-overnight = Away from home, over a night.
dates-surprise-mine = Your surprise
dates-surprise-theirs = { $name } has something in mind
dates-surprise-mine-waiting = { $name } knows when, and no more.
dates-surprise-mine-opened = It’s open: { $name } can read it.
dates-surprise-mine-declined = { $name } would rather not, this time. What it was stays with you.
dates-surprise-mine-withdrawn = Called off. What it was stays with you.
dates-surprise-theirs-waiting = That’s all there is to know for now. You can say no without knowing more.
dates-surprise-theirs-opened = It’s open.
dates-surprise-theirs-declined = You said not this one. What it was stays with { $name }.
dates-surprise-theirs-withdrawn = Called off.
dates-surprise-opened = What it is
dates-surprise-opens-itself = It opens by itself when it begins, as soon as your two computers meet after that.
dates-surprise-opens-by-you = It opens when you say so.
dates-surprise-tell = Tell now…
dates-surprise-tell-title = Tell { $name } now?
dates-surprise-tell-text = { $name } gets all of it. That can’t be taken back.
dates-surprise-tell-verb = Tell
dates-surprise-told = { $name } gets it.
dates-surprise-off-text = { $name } sees that it won’t be, and never what it was.

## Find time
dates-find = Find time
dates-find-for = For “{ $idea }”.
dates-find-lead = When you usually have time, and no calendar of yours says otherwise.
dates-find-length = How long
dates-find-weeks = How far ahead
dates-find-weeks-count = { $count ->
    [one] One week
   *[other] { $count } weeks
}
dates-find-slots = What fits
dates-find-none = Nothing fits in these weeks. A shorter time, perhaps, or a little further ahead.
dates-time = With { $name }
dates-time-ask-lead = { $name } can look at the same weeks. You each show the other when you’re busy, in quarter hours: no titles, no places, not why. It’s forgotten again when the weeks are over.
dates-time-ask = Ask { $name }
dates-time-asked = { $name } can see when you’re busy until { $day }, and answer with the same, or not.
dates-time-they-ask = { $name } wonders when you both have time until { $day }, and shows you when that isn’t. Your answer would be your own quarter hours: no titles, no places, not why.
dates-time-show = Show mine too
dates-time-known = What fits below fits you both, as it stood when you each showed it. It’s known until { $day }.
dates-time-again = Ask anew
dates-time-let-go = Let it go
dates-time-gone = It’s forgotten here, and on the other side when you next meet.
dates-time-there = At { $name }’s: { $when }
dates-find-lead-both = When you both usually have time, and nothing else says otherwise.
dates-find-plan = Plan this
dates-find-grid = The same, as a table
dates-find-grid-here = Here
dates-find-grid-hour = Hour
dates-find-usual = When you usually have time
dates-find-usual-hint = Only times within these hours are offered.
dates-find-from = From, on { $day }
dates-find-until = Until, on { $day }
dates-find-hours-wrong = These hours end before they begin.
dates-find-calendars = Calendars of yours
dates-find-calendars-hint = Lamplight reads from them only when you’re busy, and keeps nothing else. None of it leaves this computer unless you show it above. In such a time no nudge comes either.
dates-find-add = Add a calendar file…
dates-find-address = Its address
    .hint = Where your calendar offers one to subscribe to: https or webcal. It’s asked every few hours, and only that server learns of it.
    .wrong = That isn’t an address a calendar is read from. It begins with https or webcal.
dates-find-address-add = Read it
dates-find-address-open = Add an address…
dates-find-elsewhere = { $name } (an address)
dates-find-read-now = Read them again
dates-find-read = Read last on { $when }. { $count ->
    [one] One thing in it.
   *[other] { $count } things in it.
}
dates-find-not-read = Not read yet.
dates-find-broken = { $count ->
    [one] One thing in it couldn’t be read.
   *[other] { $count } things in it couldn’t be read.
}
dates-find-strange = { $count ->
    [one] One is in a time zone that is unknown here, and was taken as your own time.
   *[other] { $count } are in a time zone that is unknown here, and were taken as your own time.
}
dates-find-endless = { $count ->
    [one] One repeats so often that it was cut off.
   *[other] { $count } repeat so often that they were cut off.
}
dates-find-remove = Take { $name } out
dates-find-removed = { $name } isn’t read any more. The calendar itself is as it was.
dates-free-why-bothFree = you both have time
dates-free-why-free = you have time
dates-free-why-weekend = a weekend
dates-free-why-evening = an evening
dates-free-why-notAWorkNight = not a work night
dates-free-why-roomAround = with room around it

## Other calendars
dates-file = For another calendar…
dates-file-saved = Saved, for another calendar to open.
dates-others = Other calendars
dates-others-lead = What you plan here, where your other calendars see it.
dates-out-title = A file that others read
dates-out-hint = Lamplight writes your dates into a file, and any calendar that can read a file shows them. It isn’t encrypted: whoever can open it reads it. A surprise stands in it as “Busy”, and what you wrote with a date stays here.
dates-out-says = What it says
dates-out-says-all = What and where
dates-out-says-busy = Only that you’re busy
dates-out-why = So that nobody takes your dates along who happens to sit here.
dates-out-begin = Make such a file
dates-out-keep = Keep a file up to date…
dates-out-once = Save once…
dates-out-saved = { $count ->
    [0] Saved. There are no dates in it yet.
    [one] Saved, with one date.
   *[other] Saved, with { $count } dates.
}
dates-out-kept = { $name } is kept up to date.
dates-out-kept-busy = { $name } is kept up to date, and says only that you’re busy.
dates-out-written = Written last on { $when }.
dates-out-not-yet = It’s written in a moment.
dates-out-failed = The place for { $name } can’t be written to just now. Your dates are all here, and it is tried again by itself.
dates-out-stop = Keep it no longer
dates-out-stopped = It’s not kept up to date any more. The file itself is yours to delete.

## Commands
command-new-date = Plan a date
command-new-date-also = propose evening ask out
command-date-ideas = Ideas for a date
command-dates-remembered = Dates you remember
command-own-idea = Add an idea of your own
command-surprise-also = gift secret
command-find-time-also = free slots when both ics
command-calendar = Calendar of your dates
command-calendar-also = calendar month agenda important

## Rituals
rituals-title = Rituals
rituals-lead = Something you do again and again because it’s yours. It sleeps until you’ve both said yes to it as it stands.
rituals-alone = A ritual takes two. When there are two of you here, this is where it begins.
rituals-empty = Perhaps you have one already: the second cup, the walk after supper. It only wants a name.
rituals-resting = At rest
    .text = They were good for a while. Any of them can be proposed again.
ritual-new = A new ritual
ritual-new-title = A ritual of ours
ritual-change-title = Change the ritual
ritual-form-lead = You say yes to it by writing it. { $name } is asked, and can say yes, change it, or leave it.
ritual-name = Its name
    .example = Sunday coffee
ritual-name-missing = It needs a name, a small one will do.
ritual-trigger = What begins it
    .hint = Something that happens anyway: the plates are in the rack, a key in the door.
ritual-steps = What you do
    .hint = A line for each step. Two or three are plenty.
ritual-meaning = What it means to you
    .hint = One sentence, for the two of you.
ritual-days = On some days
ritual-at = At about
ritual-propose = Ask { $name }
ritual-asked = { $name } is asked.
ritual-awake = It’s awake now, for both of you.
ritual-waits = { $name } hasn’t said yes to this one. It sleeps until then.
ritual-season = Three months of this. Is it still good? Nobody else is asked when you look.
ritual-yes = Yes
ritual-keep = Still good
    .said = Good. Until next season.
ritual-change = Change
ritual-rest = Let it rest
    .said = “{ $title }” rests now. It was good while it was.
ritual-wake = Propose it again
ritual-nudge = A small thought beforehand
    .hint = Only for you, in the hour before.
ritual-every-day = every day
ritual-on-days = on { $days }
dates-calendar-ritual = A ritual
command-rituals-also = habit custom together again

## What a date needs before it
ready-title = Getting ready
ready-left = { $count ->
    [0] all done
    [one] one thing left
   *[other] { $count } things left
}
ready-do = Who does what
ready-do-new = Something to do
ready-pack = To take along
ready-pack-new = Something to pack
ready-add = Add
ready-anyone = whoever
ready-who = Who: { $what }
ready-drop = Take { $what } out
ready-confirm = To confirm
ready-confirm-what = What
ready-confirm-day = By
ready-confirm-by = by { $day }
ready-confirmed = It’s confirmed
ready-nudge = A small thought that morning
    .hint = Only for you.
ready-budget = What it may cost
ready-rain = If it rains
