## The first two minutes

firstrun-title = A lamp for the two of you
firstrun-lead = A private journal, dates and small gestures. Everything stays on your own computers, locked with words that only you know.
firstrun-name = What are you called?
firstrun-passphrase = A passphrase
firstrun-passphrase-hint = At least 8 characters. Four or five plain words are easy to remember. Pasting is fine.
firstrun-no-way-back = Without this passphrase nobody can read your journal. Only a recovery sheet, which you can make later, gives you a new one. Write it down and keep it where only you go.
firstrun-remember = Remember it in this computer’s keyring
firstrun-remember-hint = Then Lamplight opens without typing. Leave it off if someone else uses your account here.
firstrun-begin = Begin
firstrun-invited = I was invited
firstrun-help = Help

firstrun-gesture-title = One small thing, { $name }?
firstrun-gesture-lead = A gesture to be nudged towards now and then. It counts from the last time you did it, so there is nothing to fall behind with.
firstrun-gesture-legend = The gesture
firstrun-gesture-more = Show others
firstrun-often = About how often
firstrun-often-1 = Every day
firstrun-often-3 = Every three days
firstrun-often-7 = Once a week
firstrun-when = At what time of day
firstrun-when-morning = Morning
firstrun-when-afternoon = Afternoon
firstrun-when-evening = Evening
firstrun-gesture-keep = Yes, this one
firstrun-gesture-skip = Not now

firstrun-test-title = This is how it finds you
firstrun-test-lead = A nudge is a quiet notification from your desktop. It says little, so that a stranger sees nothing. Try one now and click it.
firstrun-test-send = Send a test
firstrun-test-again = Send it again
firstrun-test-none = This computer shows no notifications from Lamplight at the moment. Nudges wait on Today instead.
firstrun-test-skip = Skip it
firstrun-finish = Go to Today

## Opening it again

unlock-title = Good to see you, { $name }
unlock-screen = The screen is locked. Nudges go on, discreetly.
unlock-full = Lamplight is locked. Nudges rest until you open it.
unlock-passphrase = Your passphrase
unlock-open = Open
unlock-keyring-gone = This computer’s keyring has no key for Lamplight any more, or isn’t answering. Your journal is all here and opens with your passphrase.
unlock-keyring = Open with this computer’s keyring
unlock-help = Help
