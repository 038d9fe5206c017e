# What went wrong, in plain words. One message per error code, in kebab-case.
# Each says what happened, what that means for what was written, and one thing to do.
# "Nothing is lost" is written only where that is certain.

## The home and its lock

error-locked = Lamplight is locked. Unlock it, then this will work.
error-screen-locked = The screen is locked. Type your passphrase and you’re back where you were.
error-wrong-passphrase = That isn’t the passphrase. Nothing has changed. Have a look at Caps Lock and type it once more.
error-pages-closed = That is one of your private pages, and they are closed. Nothing has changed. Open them, then this will work.
error-same-passphrase = That is the passphrase you already type to open Lamplight. A second one only helps if it is another.
error-place-taken = Something with that name is there already. Nothing has been written over. Choose another name or another place.
error-no-home = There is no journal on this computer yet. Begin one; it takes two minutes.
error-home-exists = A journal already lives on this computer. Open it with its passphrase.
error-keyring-gone = The system’s keyring didn’t hand over the key. Your journal itself is untouched. Open it with your passphrase this time.
error-vault-damaged = The file your journal lives in can’t be read as it stands. Lamplight has stopped, so as not to make it worse. Before anything else, copy Lamplight’s folder to a safe place.
error-vault-newer = This journal was opened by a newer Lamplight before. It is all still there. Update Lamplight on this computer, then open it again.
error-profile-busy = Lamplight is already running, perhaps down in the tray. Bring up that window, or quit it and start again.

## Saving

error-cannot-save = This could not be saved just now. What was saved earlier is still on disk. Please try again.
error-cannot-save-disk-full = The disk is full, so this is not saved yet. What was saved earlier is still there. Make a little room, then save again.
error-cannot-save-read-only = Lamplight may not write to its own folder, so this is not saved yet. Check who the folder belongs to, then save again.
error-cannot-save-io = The disk didn’t take it, so this is not saved yet. If it lives on a drive with a plug, see that the plug is in, then save again.

## Writing

error-not-found = This isn’t here any more. It may have been removed while the page was open. Go back one page and look again.
error-title-too-long = The title is longer than a title can be; about { $limit } letters fit. Nothing was cut off. Move some of it down into the page.
error-body-too-long =
    { $limit ->
        [1048576] One page can hold as much as a thick novel, and this is more. Nothing was cut off. Move a part of it to a second page, then both will save.
       *[other] About { $limit } letters fit in here, and this is more. Nothing was cut off. Take a part of it out, then it will save.
    }
error-name-missing = A name is still needed here. A first name or a pet name will do.
error-passphrase-too-short = A passphrase needs at least { $least } characters. Four or five plain words in a row are easy to keep in mind.
error-not-yours = Only the one who wrote this can change it. You can write something of your own beside it.

## Between the two of you

error-no-partner = You aren’t connected with anyone yet, so this stays with you. Connect first, then share it.
error-already-paired = You are already connected with someone. To connect with someone else, stop sharing first.
error-too-late-to-withhold = The ten seconds were over; it has left this computer and can’t be called back. You may still add a line to say what you meant.
error-not-pending = Nothing is waiting to leave here. The mark beside the title says whether it is yours alone or for both of you.
error-invite-malformed = This invite isn’t whole. A piece was left out or altered on the way. Copy it again from the very first letter to the very last.
error-invite-expired = This invite was good for a while only, and that while is over. Ask for a new one; making it takes a moment.
error-invite-spent = This invite has been used, and each one opens a door only once. Ask for a new one.
error-invite-own = This is the invite you made yourself. Send it to your partner; it is opened on their computer.
error-made-by-newer = This was made by a newer Lamplight than the one here. Nothing is wrong with it. Update Lamplight on this computer, then try again.
error-partner-unreachable = The other computer doesn’t answer. Nothing was shared. See that both are switched on with Lamplight open, then try again.
error-no-mailbox = There is no shared folder set up.
error-mailbox-taken = This folder is already another couple’s. Nothing in it was touched. Choose another one, or make a new folder inside it.
error-mailbox-unusable = The folder can’t be used right now. Nothing of yours is lost; try again, or choose another one.
error-mailbox-unusable-not-there = The folder isn’t there right now. If it is on a stick or a network drive, connect it and try again.
error-mailbox-unusable-denied = Lamplight may not write in this folder. Nothing was changed. Choose another one, or allow it in your system.
error-mailbox-unusable-full = The folder is full. Nothing of yours is lost; make some room and try again.
error-mailbox-unusable-slow = The folder doesn’t answer in time. Nothing of yours is lost; try again in a while.
error-mailbox-unusable-bad-address = This is not an address of a folder that Lamplight can use.
error-direct-closed = The direct way is closed in Settings, and this needs it. Use an invitation with your shared folder, or open the direct way again.
error-pairing-over = This attempt to connect has ended, and nothing was shared. Begin again on both computers.
error-pictures-differ = The pictures were not the same on both sides, so Lamplight broke off and shared nothing. Try once more, best in the same room. If they differ again, leave it for today.

## Dates and gestures

error-outing-settled = This date has been settled in the meantime. Open its page to see how it stands now.
error-sealed-bound = Your partner has answered by now, so this can’t be changed or taken back any more. It opens the next time your two computers meet.
error-sealed-over = This one has closed, so there is nothing more to do here. What you wrote is still with you.
error-time-in-past = That moment has already gone by. Pick one that is still to come.
error-bad-time = Lamplight can’t make a time out of this. Pick a day and an hour from the fields.
error-unknown-gesture = This gesture isn’t in the library on this computer. Choose another one, or put it in your own words.
error-notifications-unavailable = This computer isn’t showing notifications from Lamplight at the moment. Every nudge still waits on Today. The system’s notification settings are the place to look.

## Backups and recovery

error-no-sheet = There is no recovery sheet for this journal yet. A backup is locked with it, so make the sheet first, under Settings, Backup and recovery.
error-wrong-words = Not right: word { $places }. Look at the sheet and type it again; capitals and spaces don’t matter.
error-word-count = A sheet has 24 words; here there are { $found }. See which one is missing or stands there twice.
error-words-do-not-fit = Each of these words exists, but together they are not a recovery sheet. One was read as another, or two have changed places. Compare them with the paper once more.
error-other-sheet = These words are a whole recovery sheet, only not the one for this. Look for the other sheet; each has four characters in its corner that tell them apart.
error-not-a-backup = This isn’t a backup of Lamplight, or a part of it is missing. Nothing was changed here. If it was copied from somewhere, copy it once more.
error-backup-inside-profile = That is Lamplight’s own folder, and a backup there would be lost along with it. Choose a place outside, best on another drive.

## Everything else

error-file-unreadable = This file could not be opened. It may have moved, or it belongs to someone else. Choose it again.
error-bad-input = Something typed here isn’t in a form Lamplight can use, so it was left as it was. Look over the fields and try again.
error-internal = Something inside Lamplight slipped, and this was not done. What was saved before is still saved. Try once more; if it slips again, close Lamplight and open it anew.

## Bringing entries in: why one file was left out

import-stopped = You stopped it there. What is in stays, and the rest comes when you bring the same once more.
import-failed-not-text = This is not a text file. It was left where it is.
import-failed-too-long = Longer than one entry can hold. Split it into two files and bring those.
import-failed-bad-date = No date to be found, neither in the file’s name nor at its top. Add one there, such as 2019-03-04.
import-failed-unreadable = The computer would not let Lamplight read this one. Check whose file it is.
import-failed-empty = There is nothing written in it.
import-failed-picture = A picture in it is missing, or Lamplight can’t read it. The words were brought.

# Only on the command line: the window can't say it.
error-no-display = There is no display here to open a window on. The command line works without one: lamplight --help.

# Only on the command line.
sheet-made = A new recovery sheet, { $sheet }. Whoever has these words can read everything, private entries too. Write them on paper and keep it where only you go; they are not shown again.
backup-made = The backup is written, and was opened again to make sure.
