# What the desktop shows: nudges, arrivals, the tray.
# Discreet lines are read by whoever stands beside the screen: they name nobody and nothing.
# The time of day is one of: morning, afternoon, evening, night. Three variants each.

notification-title = Lamplight

# The desktop shows this when it asks whether Lamplight may start with it.
autostart-reason = So that a small gesture comes to mind while no window is open. It starts quietly.

# What other calendars read: the name of the calendar, and what stands over a time of which nothing more is said.
calendar-name = Our dates
calendar-busy = Busy

# Why a calendar could not be read.
cli-free-asked = Asked. As soon as your partner has answered, the same command says what suits you both.
cli-free-waiting = Your partner has been asked, and no answer is here yet.
calendar-trouble-gone = The file isn’t there just now, or can’t be read. What was read before still counts.
calendar-trouble-not-a-calendar = There is no calendar in this file.
calendar-trouble-too-large = This calendar is too large to be read here.
calendar-trouble-too-costly = Reading this calendar takes too long, so it was stopped.
calendar-trouble-no-worker = The part of Lamplight that reads calendars is missing. Installing it again brings it back.
calendar-trouble-no-answer = Nobody answers at this address just now. What was read before still counts.
calendar-trouble-certificate = The server at this address can’t show that it is the one it says it is, so nothing was read.
calendar-trouble-refused = The server at this address has no calendar for you. It may want another address from you.
calendar-trouble-led-astray = This address leads to a file or into a home network. Nothing is read there; a file of the calendar can be added instead.

## Discreet: nothing to see for a stranger

nudge-discreet-morning-1 = The day is still folded up. Here’s a thought to put in its pocket.
nudge-discreet-morning-2 = Something little to take into the day.
nudge-discreet-morning-3 = Good morning. One idea, when you like.
nudge-discreet-afternoon-1 = Between the last thing and the next: a thought.
nudge-discreet-afternoon-2 = One quiet idea, for between two things.
nudge-discreet-afternoon-3 = Half the day is left, and here is something for it.
nudge-discreet-evening-1 = A small thought for this evening.
nudge-discreet-evening-2 = The day is nearly put away. One idea is on the table.
nudge-discreet-evening-3 = Something for the hour when it gets quiet.
nudge-discreet-night-1 = If you’re still up, one quiet thing.
nudge-discreet-night-2 = It’s late. This one can wait until the light is on again.
nudge-discreet-night-3 = One last idea before the lamp goes out.

## The time one had in mind oneself, after a pause

calm-back = This is the hour you had in mind.

## Warm: may name the partner; .alone is the same without a name (for gestures in one’s own words)

nudge-warm-morning-1 = Something small for { $partner }, before the day gets loud?
    .alone = Something small for the two of you, before the day gets loud?
nudge-warm-morning-2 = { $partner } might like to be thought of this morning.
    .alone = Someone might like to be thought of this morning.
nudge-warm-morning-3 = There’s a little room this morning for you and { $partner }.
    .alone = There’s a little room this morning for someone you love.
nudge-warm-afternoon-1 = Maybe { $partner } crosses your mind about now.
    .alone = Maybe someone crosses your mind about now.
nudge-warm-afternoon-2 = A minute for { $partner }, in the middle of everything?
    .alone = A minute for the two of you, in the middle of everything?
nudge-warm-afternoon-3 = You had something in mind for { $partner }. Now could be good.
    .alone = You had something kind in mind. Now could be good.
nudge-warm-evening-1 = Is { $partner } near? You had a small idea.
    .alone = You had a small idea for tonight.
nudge-warm-evening-2 = Tonight could have a moment in it for { $partner }.
    .alone = Tonight could have a moment in it for you both.
nudge-warm-evening-3 = Before the evening runs off: a thought about { $partner }.
    .alone = Before the evening runs off: a thought about someone dear.
nudge-warm-night-1 = A last kind thing for { $partner }, or tomorrow. Both are fine.
    .alone = A last kind thing today, or tomorrow. Both are fine.
nudge-warm-night-2 = Still awake, you and { $partner }?
    .alone = Still awake, the two of you?
nudge-warm-night-3 = The house is quiet. Something for { $partner }, maybe.
    .alone = The house is quiet. Something for someone, maybe.

## Full: the gesture itself

nudge-full-morning-1 = With the first cup, maybe: { $gesture }
nudge-full-morning-2 = Perhaps before you’re out of the door: { $gesture }
nudge-full-morning-3 = To start with: { $gesture }
nudge-full-afternoon-1 = Some time this afternoon: { $gesture }
nudge-full-afternoon-2 = If there’s a gap today: { $gesture }
nudge-full-afternoon-3 = Somewhere between now and supper: { $gesture }
nudge-full-evening-1 = For this evening: { $gesture }
nudge-full-evening-2 = Once you’ve sat down: { $gesture }
nudge-full-evening-3 = If tonight has room for it: { $gesture }
nudge-full-night-1 = Before sleep, or not: { $gesture }
nudge-full-night-2 = Quietly: { $gesture }
nudge-full-night-3 = The last of today: { $gesture }

## What can be done with a nudge

action-show-me = Show me
action-later = Later
action-not-today = Not today
action-did-it = Did it

## Something came from the other side. Never how many, never what.

arrival-one = Something new for you.
arrival-several = A few new things for you.
# Only when the owner has asked for warm or full lines; otherwise arrival-one.
arrival-date = There’s a date to answer, when you like.

## Coming back after the computer slept, or after a while

while-away-title = While you were away
while-away-body = A thought or two came by. They’re still here if you want them, and fine to leave.
while-away-notification = Good to see you. Something is waiting, and it is patient.
while-away-look = See what’s there
while-away-leave = Let them go

## Trying it out

test-nudge-discreet = Just a test. This is all a stranger would see.
test-nudge-warm = Just a test. This is how it sounds with { $partner } in it.
    .alone = Just a test. This is how the warm kind sounds.
test-nudge-full = Just a test. Your gesture would stand here, word for word.
test-nudge-arrived = It has been handed over. If nothing showed up, the system is keeping notifications quiet.
test-nudge-plain = This system shows notifications without buttons. A click on one opens its card.

## The tray

tray-tooltip = Lamplight
tray-tooltip-waiting = Lamplight: something for you
tray-open = Open Lamplight
tray-next = Next: { $when }
tray-none = Nothing coming up
tray-paused = Quiet until { $until }
tray-pause = Quiet for a while
tray-pause-hour = For an hour
tray-pause-evening = Until this evening
tray-pause-tomorrow = Until tomorrow
tray-pause-weekend = Over the weekend
tray-pause-longer = Until a day …
tray-resume = Nudges on again
tray-write = Write a line
tray-locked = Locked
tray-quit = Quit

when-today = today, { $time }
when-tomorrow = tomorrow, { $time }
when-day = { $day }, { $time }
when-weekday-1 = Monday
when-weekday-2 = Tuesday
when-weekday-3 = Wednesday
when-weekday-4 = Thursday
when-weekday-5 = Friday
when-weekday-6 = Saturday
when-weekday-7 = Sunday
when-month-1 = { $day } January
when-month-2 = { $day } February
when-month-3 = { $day } March
when-month-4 = { $day } April
when-month-5 = { $day } May
when-month-6 = { $day } June
when-month-7 = { $day } July
when-month-8 = { $day } August
when-month-9 = { $day } September
when-month-10 = { $day } October
when-month-11 = { $day } November
when-month-12 = { $day } December

## Closing the window

close-to-tray-title = The lamp stays lit
close-to-tray-body = Closing the window leaves Lamplight running in the tray, so that a nudge can still find you. To switch it off altogether, choose Quit there.
close-to-tray-stay = Stay in the tray
close-to-tray-quit = Quit instead
no-tray = This desktop shows no tray, so closing the window ends Lamplight, and nudges rest until you open it again.

## Started with the computer, but the keyring is not open yet

keyring-waiting = Lamplight is waiting for your keyring to open. Nudges begin once you’ve logged in or unlocked it.
keyring-waiting-nudge = Something may be waiting. Unlock Lamplight to see.

## Preview in the settings: one line of each kind, and the words on the buttons

notification-discreet = { nudge-discreet-evening-1 }
notification-warm = Maybe a note to { $partner }?
notification-full = { $gesture }
notification-arrival = { arrival-one }
notification-show = { action-show-me }
notification-later = { action-later }
notification-not-today = { action-not-today }
notification-did-it = { action-did-it }
notification-test = { test-nudge-discreet }
