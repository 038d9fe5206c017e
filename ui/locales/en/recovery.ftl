# The recovery sheet, backups, and the way back.

settings-backup = Backup and recovery
command-settings-backup = Backup and recovery
settings-now-backup = The recovery sheet, backups, earlier days

recovery-sheet = The recovery sheet
recovery-sheet-hint = 24 words on paper. They open this journal when the passphrase is forgotten, and a backup when the computer is gone. They open private entries too. Keep the sheet where only you go.
recovery-sheet-make = Make the sheet
recovery-sheet-again = Make a new sheet
recovery-sheet-is = Sheet { $sheet }, made on { $day }.
recovery-sheet-drilled = Last looked at on { $day }.
recovery-sheet-unconfirmed = This sheet was made on the command line. Lamplight hasn’t asked for any of its words yet; it is good to know that they are on paper.
recovery-sheet-before = The words are shown once and kept nowhere on this computer. Have paper and pen ready, or a printer only you use, and see that nobody looks over your shoulder.
recovery-sheet-replaces = The sheet you have will no longer help with a forgotten passphrase. Backups made so far still open with the old sheet, and only with it: keep both for as long as you keep those, or make a new backup afterwards.
recovery-sheet-show = Show the words
recovery-sheet-write = Write them down in their order, or print them. On a screen or in a photo they are easy to find for someone else.
recovery-sheet-print = Print
recovery-sheet-have = I have them on paper
recovery-sheet-done = The sheet is in force. Put it where only you go.

recovery-paper-title = Lamplight: recovery sheet of { $name }
recovery-paper-made = Made on { $day }
recovery-paper-secret = Whoever has this sheet can read the whole journal, private entries too. It belongs where only you go.
recovery-paper-use = Passphrase forgotten: on the locked screen choose “I forgot my passphrase”. A new computer: at the first start choose “I have a backup”.
recovery-paper-age = Without Lamplight: the line below is the same key. Save it in a file named key.txt, then: age -d -i key.txt lamplight-backup.age > backup.tar

recovery-asked-lead = Three of the words, to see that they are on the paper as they are here.
recovery-word = Word { $place }
recovery-word-differs = The sheet says something else here.
recovery-check = Check
recovery-drill = Ask me three words
recovery-drill-lead = Fetch sheet { $sheet } and type these three words. That way you know it is still where you put it.
recovery-drill-done = They are right. The sheet can go back to its place.

recovery-words = The 24 words
recovery-words-hint = Capitals and spaces don’t matter, and the first four letters of each are enough. The AGE-SECRET-KEY line works as well.
recovery-new-passphrase = A new passphrase

recovery-backup = A backup to carry away
recovery-backup-hint = One encrypted file with everything in it. Put it on another drive, or wherever you keep things; without the sheet it says nothing to anyone. It opens with the age command too, without Lamplight.
recovery-backup-last = Last made on { $day }.
recovery-backup-first = It is locked with the recovery sheet, so the sheet comes first.
recovery-backup-make = Make a backup
recovery-backup-where = Choose where to
recovery-backup-made = The backup is written, and was opened again to make sure.

recovery-copies = Earlier days
recovery-copies-hint = Once a day Lamplight keeps a copy on this computer and reads it through: seven days, and four weeks before them. What you erase is gone from the copies after 35 days. They help after a mistake, not when the computer is gone.
recovery-copies-none = The first copy is made a few minutes after opening.
recovery-copy = { $day }
recovery-copy-before = As it was before { $day }, when an earlier day was brought back
recovery-copy-restore = Go back to it
recovery-copy-title = Back to { $day }?
recovery-copy-text = Everything becomes as it was on that day. Private entries written since then go out of sight, but not away: the state of now is kept here in this list. What you two share comes back from your partner’s computer.
recovery-copy-do = Go back
recovery-copy-done = Done. How it was until now is in the list too.

recovery-restore-title = Bring it back
recovery-restore-lead = From a backup, with the words of its recovery sheet.
recovery-restore-one = From then on use this computer only. Two that share one journal without knowing of each other get in each other’s way.
recovery-restore-choose = Choose the backup and bring it back
recovery-restore-wait = Reading everything through. This can take a minute.
recovery-have-backup = I have a backup

recovery-forgotten = I forgot my passphrase
recovery-forgotten-title = A new passphrase
recovery-forgotten-lead = The words of your recovery sheet open the journal, and a new passphrase takes the place of the old one.
recovery-forgotten-do = Take the new passphrase

damaged-title = The key to this journal can’t be read
damaged-lead = The small file that holds it is damaged. The journal itself may well be whole, but nothing opens it without that file.
damaged-kept = Nothing was changed. Whatever you bring back, what is here now is kept beside it.
damaged-no-copies = There is no copy of an earlier day on this computer.
damaged-backup = Bring it back from a backup

recovery-damaged-title = Earlier days on this computer
recovery-damaged-text = The journal’s file can’t be read as it stands. A copy of an earlier day may help; what is there now is kept beside it.
