command-settings-notifications = Settings: notifications
command-settings-privacy = Settings: privacy and safety
command-settings-sharing = What is shared
command-settings-folder = Shared folder
command-settings-import = Bring a journal, or take it along
command-settings-appearance = Settings: appearance
command-settings-language = Settings: language
command-settings-about = About Lamplight

settings-notifications = Notifications
settings-privacy = Privacy and safety
settings-sharing = What is shared
settings-folder = Shared folder
settings-import = Bring or take a journal
settings-appearance = Appearance
settings-language = Language
settings-about = About Lamplight
settings-kept = Kept

settings-now-budget =
    { $budget ->
        [one] One a day
       *[other] { $budget } a day
    }
settings-now-quiet = quiet from { $from } to { $to }
settings-now-no-quiet = no quiet hours
settings-now-idle =
    { $minutes ->
        [one] Locks after one minute without you
       *[other] Locks after { $minutes } minutes without you
    }
settings-now-sharing = With { $partner }
settings-now-not-sharing = With nobody so far
settings-now-folder = When your computers never meet
settings-now-import = From a folder of Markdown files
settings-now-about = Version, and what this computer can do

## Notifications
settings-discretion = How much a notification says
settings-discretion-hint = Whoever stands beside your screen reads it too.
settings-discretion-discreet = Discreet
settings-discretion-discreet-hint = Nothing about you two. A stranger learns nothing.
settings-discretion-warm = Warm
settings-discretion-warm-hint = It may say your partner’s name.
settings-discretion-full = In full
settings-discretion-full-hint = The gesture itself, word for word.
settings-preview = This is what shows, on a locked screen too.
settings-preview-gesture = Ask how it went, and only listen.
settings-test = Send a test
settings-desktop = Notifications here come from { $server }.
settings-desktop-none = This computer shows no notifications at the moment. Nudges wait on Today.
settings-desktop-actions = Buttons work.
settings-budget = At most
settings-budget-hint = More is not better. One is plenty for most people.
settings-quiet = Quiet hours
settings-quiet-hint = Nothing comes in these hours. What was due waits, and comes once.
settings-quiet-on = Keep some hours quiet
settings-quiet-from = From
settings-quiet-to = Until
settings-looks-back = Looking ahead and back
settings-looks-ahead-on = Show what is coming
settings-looks-ahead-hint = The next two weeks under Nudges, and the next one on Today and in the tray. The nudges come either way.
settings-looks-back-on = A word about the month, and a question after four weeks
settings-looks-back-hint = How many small things it was, for you alone, and whether one may come less often by now.
settings-arrivals = From your partner
settings-arrivals-on = Tell me when something new has come
settings-arrivals-hint = Three times a day at most, never what it is, never in quiet hours.
settings-background = So that a nudge finds you
settings-background-hint = Nudges come while Lamplight is running. The window may be closed.
settings-autostart = Start with the computer
settings-autostart-hint = It starts quietly, without a window.
settings-tray = Stay in the tray when the window is closed
settings-tray-hint = To switch it off altogether, choose Quit in the tray.

## Privacy and safety
settings-lock = Locking the screen
settings-lock-hint = A locked screen shows nothing. Nudges go on, discreetly.
settings-idle = Lock by itself after
settings-idle-minutes =
    { $minutes ->
        [one] One minute
       *[other] { $minutes } minutes
    }
settings-lock-now = Lock now
settings-lock-fully = Lock fully
settings-lock-fully-hint = Locked fully, nothing runs and nothing comes, until you open it with your passphrase.
settings-sleep-fully = Lock fully when the computer sleeps
settings-sleep-fully-hint = Otherwise only the screen locks, and nudges and sharing go on after waking.
settings-passphrase = Your passphrase
settings-passphrase-about = Nobody can open your journal without it, and nobody can make you a new one.
settings-passphrase-change = Change the passphrase
settings-passphrase-current = The passphrase you have now
settings-passphrase-next = The new one
settings-passphrase-changed = Your passphrase is changed.
settings-computer = This computer
settings-remember-hint = Lamplight then opens without typing, for everyone who can log in as you.
settings-shared-account = Does someone else use the same account on this computer? They see what you see while Lamplight is open. An account of your own and a lock after a few minutes keep your pages yours.

## A second passphrase for private pages
second-title = A second passphrase for private pages
second-about = If you like, what is Mine waits behind a passphrase of its own, also for someone who knows the first one. Nudges, dates and what is Ours go on without it, and you can write without it too.
second-now-noSecond = There is none. Your private pages open with Lamplight.
second-now-open = Your private pages are open. They close when the screen locks.
second-now-closed = Your private pages are closed.
second-begin = Set a second passphrase
second-forgotten = If you forget it, nobody can open these pages again: not your partner, not we, not the 24 words, not you. Everything else stays.
second-backups = A backup you made earlier, together with its 24 words, still opens your pages without it. If that matters, make a new backup and delete the old one.
second-new = The second passphrase
second-again = Once more
second-differs = The two are not the same. Type it once more.
second-set = Set it
second-set-done = Your private pages now have a passphrase of their own.
second-change = Another second passphrase
second-remove = Do without it again
second-removed = Your private pages open with Lamplight again.

## What is shared
sharing-with = Shared with
sharing-entries = Entries that are Ours
sharing-outings = Dates
sharing-ideas = Ideas that are Ours
sharing-ahead = Days that were told
sharing-wishes = Lines of both menus
sharing-promises = Small promises
sharing-rituals = Rituals you both want
sharing-time = When you’re busy, in quarter hours
sharing-time-until = shown until { $day }
sharing-notes = Good to know, and Ours
sharing-dates = Days that matter, and Ours
sharing-jar = Comparing your Yeses
sharing-jar-on = Once a week, sealed, the same whatever you said
sharing-jar-off = Off
sharing-my-device = My devices
sharing-this-device = This computer ({ $device })
sharing-direct = Directly, from computer to computer
sharing-direct-off = Off
sharing-direct-on = On, whenever both computers are
sharing-direct-folder-only = Off: only through the folder
sharing-waiting = What you shared
sharing-waiting-count =
    { $count ->
        [0] Has all arrived
        [one] One change is waiting to arrive
       *[other] { $count } changes are waiting to arrive
    }
sharing-noticed = Noticed
sharing-aside-since =
    { $count ->
        [one] Since { $day }
       *[other] The oldest since { $day }
    }
sharing-aside-newer =
    { $count ->
        [one] One change comes from a newer Lamplight. Update Lamplight here, and it comes in by itself.
       *[other] { $count } changes come from a newer Lamplight. Update Lamplight here, and they come in by themselves.
    }
sharing-aside-waits =
    { $count ->
        [one] One change waits for an earlier one that has not come yet. There is nothing to do; it comes in by itself.
       *[other] { $count } changes wait for earlier ones that have not come yet. There is nothing to do; they come in by themselves.
    }
sharing-aside-not-theirs =
    { $count ->
        [one] One change would have altered what is not { $partner }’s to alter, so it was not taken in. If you know of no reason for it, ask { $partner } whether someone else uses that computer.
       *[other] { $count } changes would have altered what is not { $partner }’s to alter, so they were not taken in. If you know of no reason for it, ask { $partner } whether someone else uses that computer.
    }
sharing-aside-harmful =
    { $count ->
        [one] One change could have harmed Lamplight here, so it was not taken in. Everything else goes on. It helps if { $partner }’s Lamplight is the newest too.
       *[other] { $count } changes could have harmed Lamplight here, so they were not taken in. Everything else goes on. It helps if { $partner }’s Lamplight is the newest too.
    }
sharing-aside-unreadable =
    { $count ->
        [one] One change can’t be read. If { $partner } misses something here, writing it once more brings it.
       *[other] { $count } changes can’t be read. If { $partner } misses something here, writing it once more brings it.
    }
sharing-forked-here = This computer was once put back to an earlier day, or copied, and then wrote on. What was written since is kept. There is nothing to do.
sharing-forked-there = { $partner }’s computer was once put back to an earlier day, or copied, and then wrote on. What you both had is kept, and the rest is sent anew from there by itself. If a page of theirs is missing here, { $partner } can share it again.
sharing-from-newer = Something from a newer Lamplight waits. Update to read it.
sharing-never = Never shared: what is Mine, your nudges and what you did with them, when you are here, what you have read.
sharing-nobody = Nothing is shared with anyone. What you write is only here.
sharing-partner-left = Sharing was ended from the other side on { $day }. What you have stays with you.
sharing-stop = Stop sharing
sharing-stop-title = Stop sharing with { $partner }?
sharing-stop-keep = You both keep your own copy. Nothing is deleted, not here and not with { $partner }.
sharing-stop-mine = What was Ours becomes Mine.
sharing-stop-now = It takes effect now, and nobody has to agree.
sharing-stop-again = If you connect again one day, you begin with an empty page.
sharing-stop-how = How
sharing-stop-openly = Say so
sharing-stop-openly-hint = If both computers are on now, { $partner }’s Lamplight says that the sharing ended today. Otherwise it just receives nothing new.
sharing-stop-quietly = Quietly
sharing-stop-quietly-hint = Nothing is sent. { $partner }’s Lamplight just receives nothing new.
sharing-stopped = Sharing has ended. What you have stays with you.

## Bring a journal
import-lead = Bring the journal you have: a folder of Markdown or text files, one for each entry. First you see what would come in. Nothing changes yet.
import-choose = Choose a folder
import-dates = The day is read from the top of the file, its name (2019-03-04) or its first line. What came in once does not come in twice. Everything you bring is Mine.
import-would =
    { $added ->
        [0] Nothing new would come in
        [one] One entry would come in
       *[other] { $added } entries would come in
    }
import-done =
    { $added ->
        [0] Nothing new came in
        [one] One entry came in
       *[other] { $added } entries came in
    }
import-already =
    { $already ->
        [one] One is here already.
       *[other] { $already } are here already.
    }
import-pictures =
    { $pictures ->
        [one] One picture comes along.
       *[other] { $pictures } pictures come along.
    }
import-pictures-done =
    { $pictures ->
        [one] One picture came along.
       *[other] { $pictures } pictures came along.
    }
import-left-out =
    { $count ->
        [one] One file stays out
       *[other] { $count } files stay out
    }
import-nothing-yet = So far nothing has changed.
import-bring =
    { $added ->
        [one] Bring it in
       *[other] Bring them in
    }
import-other = Another folder
import-look = Look at the journal
import-choose-file = Choose a Lamplight file
import-other-file = Another file
import-number = Page { $number } of the file
import-far-label = How far it is
import-far = { $done } of { $of }
import-stop = Stop here
import-stopped-looking = You stopped it there, so this is only about the first part.
export-title = Take your journal along
export-about = Your pages belong to you. Written out, they are plain files that any program can read, and Lamplight reads them again as they were.
export-begin = Take it along
export-form = As what
export-markdown = A folder of text files
export-markdown-hint = Markdown, one file for each page, with its day, title and tags at the top.
export-json = One file
export-json-hint = JSON, for another program, or for a Lamplight on another computer.
export-passphrase-why = Outside Lamplight nothing is encrypted. So whoever happens to sit here takes nothing along.
export-pages-closed = Your private pages are closed and will not be in it. Open them first to have them in it.
export-choose = Choose where
export-done =
    { $count ->
        [0] No page is like that. An empty folder or file is there now.
        [one] One page is there now. It isn’t encrypted: keep it where only you can reach it.
       *[other] { $count } pages are there now. They aren’t encrypted: keep them where only you can reach them.
    }

## Appearance and language
settings-theme = Colours
settings-theme-system = As the computer has them
settings-theme-light = Light
settings-theme-dark = Dark
settings-size = Text size
settings-size-hint = { $key } and + or − changes it anywhere.
settings-size-now = { $size } %
settings-size-sample = We sat outside until it was dark, and neither of us looked at the clock.
settings-language-system = As the computer has it
settings-language-en = English
settings-language-de = Deutsch
settings-language-pseudo = Pseudo (for trying screens)

## About
about-what = A private place for two: a journal, dates, and small gestures. No account, no company, no server of ours. Your two computers find each other, and what travels between them is encrypted.
about-not = Lamplight is not therapy and not crisis care, and it is made for adults. Help is under Us, and on the locked screen.
about-version = Version
about-profile = Profile
about-keyring = System keyring
about-keyring-none = None that works; Lamplight asks for your passphrase
about-notifications = Notifications
about-tray = Tray
about-worker = Checking what arrives
about-works = Works
about-none = None here
about-worker-none = Not running; what arrives waits unopened
about-licences = Lamplight is free software, under the MIT or Apache 2.0 licence. The typefaces are Literata and Nunito Sans (SIL Open Font License).

## The shared folder
mailbox-lead = A folder that both of you reach carries what is Ours, even if your computers are never on at the same time.
mailbox-choose = Choose the folder
mailbox-how = A folder in Dropbox or Syncthing, on a network drive or on a stick will do. Both of you choose the same one, each on your own computer. Lamplight tries it out before it is used.
mailbox-tried = The folder works. Lamplight wrote a file there, read it and deleted it again.
mailbox-seen = What can be seen there
mailbox-seen-host = Whoever keeps the folder sees files with names that mean nothing: how many there are, about how long, and when they come. What is in them only your two computers can read.
mailbox-seen-partner = { $partner } can see in the folder when files of yours arrive, and so, roughly, when your computer was on. Nothing of what is Mine is ever there.
    .alone = Your partner can see in the folder when files of yours arrive, and so, roughly, when your computer was on. Nothing of what is Mine is ever there.
mailbox-seen-lost = If the folder is emptied or lost, nothing is lost here. A missing file never deletes anything.
mailbox-waiting = { $waiting ->
    [one] One change of yours is not in the folder yet.
   *[other] { $waiting } changes of yours are not in the folder yet.
}
mailbox-nothing-waits = Everything of yours that is Ours lies in the folder.
mailbox-news = Something last came through it on { $day }.
mailbox-no-news = Nothing has come through it yet.
mailbox-noticed = Noticed in the folder
mailbox-noticed-hint = Nothing here was deleted or changed because of it.
mailbox-noticed-other-couple = The folder now belongs to another couple. Lamplight doesn’t touch it; choose another one.
mailbox-noticed-newer = Something there was written by a newer Lamplight. It waits until this one is updated.
mailbox-noticed-emptied = The folder was emptied. What is yours was put there again.
mailbox-noticed-went-back = The folder went back to an earlier state: { $from } steps were there, then { $to }.
mailbox-noticed-much-missing = Much of what lay there is missing. Perhaps it is another folder, or it is still being copied.
mailbox-noticed-gap = A part in between is missing. What comes after it waits.
mailbox-noticed-altered = Files there were altered or are not whole. They were not used.
mailbox-noticed-too-many = There are more files than Lamplight looks at. See whether the folder is used for something else too.
mailbox-direct = The direct way
mailbox-only = Only through the folder
mailbox-only-hint = Your computer can’t be called any more and doesn’t show that it is on. What you share then arrives as fast as the folder does.
mailbox-other = Choose another folder
mailbox-turn-off = Use no folder
mailbox-turn-off-hint = What lies in the folder stays there; you can delete it yourself.
mailbox-off = The folder is no longer used.

## The direct way
direct-title = How it travels
direct-hint = Directly, your two computers speak to each other and to nobody else.
direct-nearby = Look for each other in this network
direct-nearby-hint = If a router gives out new addresses, the two computers find each other again, when both of you have this on. While looking, Lamplight calls out in the network; others in it can tell that Lamplight is here, not what it holds.
