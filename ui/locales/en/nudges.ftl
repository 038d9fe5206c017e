## The card of a gesture
gesture-card-label = A small gesture
gesture-card-did = Did it
gesture-card-later = Later
gesture-card-skip = Not today
gesture-card-withdraw = Not for us
gesture-card-done = Done. Only you know.
gesture-card-back = { $when ->
    [today] Back at { $time }.
    [tomorrow] Back tomorrow at { $time }.
   *[day] Back on { $day }, at { $time }.
}
gesture-card-not-today = Not today, then.
gesture-card-not-for-us = It won’t come again.
later-in-an-hour = In an hour
later-today = Later today
later-this-evening = This evening
later-tomorrow = Tomorrow
later-weekend = At the weekend

## Nudges
nudges-lead = Small things, now and then. Only you see this page.
nudges-tab-mine = Mine
nudges-tab-library = Library
nudges-tab-coming = Next two weeks
nudges-tab-quiet = Quiet times
nudges-add = Choose another
nudges-reading = One moment
nudges-empty = No gestures chosen yet. One is plenty.
nudges-empty-action = Look through the library
nudges-every-days = { $days ->
    [1] every day
    [2] about every other day
    [7] about once a week
    [14] about every two weeks
    [30] about once a month
   *[other] about every { $days } days
}
nudges-weekdays = on { $days }
nudges-yearly = every year on { $day }
nudges-window = between { $from } and { $to }
nudges-next = Next: { $day }
nudges-last = Last time: { $day }
nudges-resting = Resting for now
nudges-more = More about “{ $gesture }”
nudges-withdraw-hint = It goes from your nudges.
nudges-removed = That one won’t come any more.
nudges-rhythm = “{ $gesture }” has come for four weeks now. Perhaps it needs less of a nudge: { $cadence }?
nudges-rhythm-lighter = Less often
nudges-rhythm-same = As it is
nudges-rhythm-lighter-said = Then less often.
nudges-rhythm-same-said = Then as it is.
nudges-back-this = { $count ->
    [1] One small thing this month, and it was yours.
    [2] Two small things this month.
    [3] Three small things this month.
    [4] Four small things this month.
    [5] Five small things this month.
    [6] Six small things this month.
    [7] Seven small things this month.
    [8] Eight small things this month.
    [9] Nine small things this month.
    [10] Ten small things this month.
    [11] Eleven small things this month.
    [12] Twelve small things this month.
   *[other] { $count } small things this month.
}
nudges-back-last = { $count ->
    [1] One small thing in { $month }, and it was yours.
    [2] Two small things in { $month }.
    [3] Three small things in { $month }.
   *[other] { $count } small things in { $month }.
}
nudges-card-title = A small thought
nudges-card-settled = This one is settled already.
nudges-card-settled-action = To my nudges

## The library
nudges-where = Where you are
nudges-where-any = All
nudges-where-near = Under one roof
nudges-where-apart = While apart
nudges-own = One of my own
nudges-kind = What kind
nudges-kind-any = All kinds
nudges-kind-words = Words
nudges-kind-time = Time
nudges-kind-help = Help
    .note = Best done quietly. Nobody needs to hear of it.
nudges-kind-things = Thoughtful things
nudges-kind-play = Play
nudges-kind-touch = Touch
    .note = Only what you both like, and only when it’s welcome.
nudges-chosen = chosen
nudges-choose = Choose this one
nudges-mutual = Takes the two of you
nudges-together = Things for two
nudges-together-lead = A hug, a hand on the back, a dance in the kitchen. They’re here only when you both want them.
nudges-together-want = I’d like that
nudges-together-hint = { $name } learns of it only if { $name } chooses this too, and you learn it the same way. What leaves is sealed, and looks the same whatever you say. You can take it back at any time, and nobody is told; what both have found out by then stays known.
nudges-together-waits = Kept. If you both want it, you find them here, maybe in a week or two.
nudges-together-both = You both want them. The days take turns: one is yours, the next is { $name }’s. Nothing about it ever leaves this computer, neither what you did nor what you let be.
nudges-rests = rests until you both want things for two
nudges-costs = Costs a little
nudges-takes = About { $length }
nudges-search = Look for something
nudges-narrow = Narrow it down
nudges-narrowed = { $count ->
    [one] by one thing
   *[other] by { $count } things
}
nudges-length = How long
nudges-length-any = Any
nudges-length-up-to = Up to { $length }
nudges-free = Costs nothing
nudges-gestures-shown = { $count ->
    [one] One gesture
   *[other] { $count } gestures
}
nudges-whole-kind = { $kind }: all { $count }
nudges-none-fits = Nothing here fits that. A little wider, perhaps.
nudges-all-again = The whole library again
nudges-not-for-us = Not for us
nudges-laid-aside = Laid aside. It’s still at the end of this page.
nudges-bring-back = Bring back

## How often
nudges-form-lead = It counts from the last time you did it, so nothing piles up.
nudges-own-label = What would you like to do?
nudges-own-hint = Small enough for a tired evening.
nudges-own-missing = A few words, so that it can find you.
nudges-how-often = How often
nudges-cadence-everyDays = Every few days
nudges-cadence-weekdays = On weekdays
nudges-cadence-yearly = On a day of the year
nudges-every-hint = About, not exactly. Do it earlier, and the next one moves along.
nudges-weekdays-missing = Which days? One is enough.
nudges-day = Day
nudges-month = Month
nudges-leap = In years without 29 February
nudges-leap-feb28 = On 28 February
nudges-leap-mar1 = On 1 March
nudges-time-of-day = Time of day
nudges-part-morning = Morning
nudges-part-midday = Midday
nudges-part-evening = Evening
nudges-part-late = Late
nudges-from = From
nudges-to = Until
nudges-window-hint = It comes once, at some point in between.
nudges-comes = What brings it
nudges-comes-time = A time of day
nudges-comes-cue = When …, then …
nudges-cue = When
nudges-cue-choice-unlock = I unlock the computer
nudges-cue-choice-back = I’m back from a break
nudges-cue-choice-firstStart = I start my day at the computer
nudges-cue-choice-workdayEnds = My working day ends
nudges-cue-choice-blockEnds = A meeting in my calendar ends
nudges-cue-choice-shutDown = I switch the computer off
nudges-cue-blockEnds-hint = When an hour that’s taken is over. Calendars are chosen under Dates, Find time; without one this rests.
nudges-cue-shutDown-hint = On the screen for a moment only. After that it’s on Today.
nudges-cue-away = How long a break, at least
nudges-cue-minutes = { $count } minutes
nudges-cue-ends-at = It ends at
nudges-cue-ends-hint = It comes then, or as soon as you’re back at the computer.
nudges-cue-hours = Only between some hours
nudges-cue-hint = Only this computer notices, and it tells nobody. Where it can’t tell, this one rests.
nudges-when-then = { $cue }, then: { $gesture }
nudges-cue-unlock = when you unlock the computer
nudges-cue-back = when you’re back after { $minutes } minutes or more
nudges-cue-firstStart = when you start your day at the computer
nudges-cue-workdayEnds = when your working day ends at { $time }
nudges-cue-blockEnds = when something in your calendar ends
nudges-cue-shutDown = when you switch the computer off
nudges-not-before = Not before: { $day }
nudges-keep = Nudge me
nudges-kept = It’s among your nudges.
nudges-keep-changes = Keep the changes
nudges-changed = Changed.

## The next two weeks
nudges-coming-lead = Roughly what is coming. Whatever you do earlier moves along, and nothing waits in a line.
nudges-coming-empty = Two quiet weeks ahead.
nudges-day-near = { $word }, { $day }
nudges-why = Comes { $cadence }.
nudges-why-since = Comes { $cadence }. Last time: { $day }.
nudges-why-later = You put it off until then.
nudges-between = { $from } to { $to }

## Quiet times
nudges-pause = A pause
nudges-pause-hint = Travelling, unwell, or simply not now. A pause ends by itself.
nudges-pause-hour = One hour
nudges-pause-evening = Until this evening
nudges-pause-tomorrow = Until tomorrow
nudges-pause-weekend = Over the weekend
nudges-pause-day = Until a day
nudges-pause-day-missing = On which day does it come back?
nudges-pause-until-day = Pause until then
nudges-paused-until = { $when ->
    [today] Nudges are back at { $time }.
    [tomorrow] Nudges are back tomorrow at { $time }.
   *[day] Nudges are back on { $day }, at { $time }.
}
nudges-paused-hint = Until then nothing comes, and nothing gathers.
nudges-resume = Back already
nudges-resumed = Nudges are back.
nudges-quiet = Quiet hours
nudges-quiet-on = Keep some hours quiet
nudges-quiet-hint = Nothing comes in these hours. Of what was due, one comes afterwards.
nudges-quiet-desktop = “Do not disturb” on this computer counts as quiet, too, and so does a film that fills the screen.
nudges-quiet-from = From
nudges-quiet-to = Until
nudges-quiet-kept = Quiet from { $from } to { $to }.
nudges-quiet-none = No quiet hours.

## Commands
command-choose-gesture = Choose a gesture
command-choose-gesture-also = library nudge idea
command-coming-nudges = Nudges of the next two weeks
command-quiet = Quiet times
command-quiet-also = pause do not disturb mute
command-pause-hour = Pause nudges for an hour
