app-name = Lamplight

## The window
place-today = Today
place-journal = Journal
place-dates = Dates
place-nudges = Nudges
place-us = Us
place-settings = Settings
window-sidebar = Sidebar
window-places = Places
window-palette = Find anything
window-lock = Lock
window-skip = Go to the page
window-news = What just happened

## Words of the kit
kit-close = Close
kit-cancel = Cancel
kit-back = Back
kit-save = Keep
kit-undo = Undo
kit-remove = Remove
kit-change = Change
kit-wait = One moment
kit-try-again = Try again
kit-show-passphrase = Show the passphrase
kit-hide-passphrase = Hide the passphrase

## Command palette and keys
palette-title = What would you like to do?
palette-hint = Type a few letters
palette-none = Nothing by that name. Try another word.
key-ctrl = Ctrl
key-shift = Shift
key-alt = Alt
key-escape = Esc
keys-title = Keys
keys-region = From part to part of the window
keys-escape = Close what is on top
command-go-today = Go to Today
command-go-journal = Go to the journal
command-go-dates = Go to dates
command-go-nudges = Go to nudges
command-go-us = Go to Us
command-go-settings = Go to settings
command-palette = Find anything
command-keys = Show all keys
command-lock = Lock the screen
command-lock-fully = Lock fully, nudges included
command-text-larger = Larger text
command-text-smaller = Smaller text
command-text-usual = Usual text size
command-theme-light = Light colours
command-theme-dark = Dark colours
command-theme-system = Colours as the computer has them
command-quit = Quit Lamplight
command-hide = Hide: lock and put the window away

## Private pages behind a second passphrase
pages-title = Your private pages
pages-about = They wait behind the second passphrase, and stay open until the screen locks.
pages-second = The second passphrase
pages-open = Open private pages
pages-close = Close private pages
pages-not-now = Not now
pages-closed = Your private pages are closed. What you write now goes in with them when you open them; until then the first passphrase is enough to read it.
pages-closed-none = Nothing else is here at the moment.
pages-this-waits = This page waits behind your second passphrase.
command-pages-open = Open private pages
command-pages-close = Close private pages

## Two wordings of one place
both-edited = You both changed this. It reads as you have it here; nothing of { $name }’s is lost.
both-mine = As you have it
both-theirs = As { $name } has it
both-gone = (taken out)
both-take = Take this one instead
both-keep = Leave it as it is
