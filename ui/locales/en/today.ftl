today-morning = Good morning, { $name }
today-afternoon = Good afternoon, { $name }
today-evening = Good evening, { $name }
today-night = Still awake, { $name }?
today-long-away = Good to see you.
today-read-on = Read on
today-answer = Room for an answer
today-line = A line for today
today-line-placeholder = One is enough
today-keep = Keep
today-keep-hint = It stays yours. Sharing it comes after, if you like.
today-kept = Kept. Only you can read it.
today-share = Share with { $name }…
today-go-on = Go on writing
today-another-line = Another line
today-asks = { $name } asks
today-coming = Next:
today-ahead = Ahead
today-on-this-day = On this day
today-years-ago = { $years ->
    [0] Earlier this year
    [one] A year ago
   *[other] { $years } years ago
}
today-card-not-now = Not now
today-forward-time = When do you both have time?
today-forward-time-line = { $name } asks. You’d each show when you’re busy, and nothing more.
today-forward-ritual = { $name } would like a ritual with you
today-forward-season = Three months of this. Still good?
today-ritual = Yours, today
today-forward-promise = A promise of yours, for about now
today-forward-gift = { $title } is { $days }. You once noted:
today-forward-look = Have a look
today-card-recovery = A sheet for the day you need it
    .text = 24 words on paper open everything again when the passphrase or the computer is gone. It opens private entries too. Keep it where only you go.
    .action = Make the sheet
today-card-drill = Is the recovery sheet still where you put it?
    .text = A month ago you put it away. Three of its words, and you know that it is there.
    .action = Fetch it
today-card-partner = There is room for two here
    .text = Everything works for you alone. If you like, connect with your partner’s computer; nothing is shared by that.
    .action = Connect
today-card-notifications = How much may a nudge say?
    .text = At first it only says that there is a small thought. You decide whether it may say more on your screen.
    .action = Choose
today-card-autostart = Lamplight can start with the computer
    .text = A nudge can only come while Lamplight is running. It would wait quietly, without a window.
    .action = Have a look
today-card-gesture = A small gesture, now and then
    .text = Choose one you like. Lamplight will nudge you towards it, and never count.
    .action = Look through them
today-card-lost = The last things you saved are no longer there
    .text = The disk did not keep them, or the files were put back to an earlier day. Everything before that is whole. If you wrote something shortly before Lamplight last closed, have a look whether it is still here; a copy of Lamplight’s folder may have it.
    .action = Where the folder is
today-card-lost-read = I’ve read it

command-write-line = Write a line for today

## A question my partner has brought
today-question-open = Have a look
today-not-again = Not this one again
today-not-again-done = It stays in the journal and no longer comes back on its day.

## The morning after a date
today-morning-after = How was it?
today-morning-after-text = A line while it’s fresh, for you, or for both of you if you share it afterwards.
today-morning-after-write = Write about it
today-morning-after-leave = Leave it at that
