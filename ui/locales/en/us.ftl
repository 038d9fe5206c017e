command-us-new-day = Add an important date
command-us-new-note = Note something that is good to know
command-us-new-note-also = favourite size gift idea fact
command-help = Help
command-help-also = crisis emergency afraid therapist addiction
command-us-talks = Talking: all guided talks
command-us-talks-also = talk conversation take turns weekly stress good news row
command-us-promises = Small promises
command-us-promises-also = promise word trust
command-pause = A pause
command-pause-also = breathe calm time out stop

us-title = Us
us-lead = You and { $partner }, the long way.
us-lead-alone = For the two of you, the long way. It starts with you.

us-dates-title = Important dates
us-dates-add = Add a date
us-dates-empty = The day you met, a birthday, the day that is hard each year. It’s good to know them before they come.
us-dates-years =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    }
us-dates-menu = More about { $title }
us-dates-removed = “{ $title }” is removed.
us-dates-new-title = An important date
us-dates-change-title = Change this date
us-dates-name = What day is it?
us-dates-name-hint = The day we met, grandmother’s birthday, our first flat.
us-dates-name-missing = It needs a few words, so that you know it again.
us-dates-day = Day
us-dates-month = Month
us-dates-year = Year, if you like
us-dates-year-wrong = Four digits, or leave it empty.
us-dates-leap = In years without a 29 February
us-dates-leap-feb28 = 28 February
us-dates-leap-mar1 = 1 March
us-dates-private = Only you see it.

us-notes-title = Good to know
us-notes-add = Note something
us-notes-empty = How they take their tea, which size fits, what they stopped in front of in a shop window. Small things that are easily forgotten.
us-notes-removed = “{ $title }” is put away.
us-notes-new-title = Good to know
us-notes-change-title = Change this
us-notes-sort = What kind of thing is it?
us-notes-sort-favourite = Favourite
us-notes-sort-size = Size
us-notes-sort-gift = Gift idea
us-notes-sort-fact = Little fact
us-notes-group-favourite = Favourites
us-notes-group-size = Sizes
us-notes-group-gift = Gift ideas
us-notes-group-fact = Little facts
us-notes-name = What
us-notes-name-favourite = Tea, the song for long drives, a place by the window.
us-notes-name-size = Shoes, ring finger, the side of the bed.
us-notes-name-gift = Something they once held in their hands and put back.
us-notes-name-fact = Allergic to walnuts, calls grandmother on Sundays.
us-notes-name-missing = It needs a few words, so that you know it again.
us-notes-text = More about it
us-notes-whose = Whom is it about?
us-notes-whose-other = The other one
us-notes-whose-both = Both of you
us-notes-whose-earlier = Someone from before
us-notes-for = For whom
us-notes-mine-hint = Only you see it.
us-notes-ours-hint = { $name } gets it now, and both of you can change it.
us-notes-ours-lead = This is Ours. What you change, { $name } gets too.
us-notes-gift-private = A gift idea stays with you. There is no way to share it.
us-notes-share = Share with { $name }
us-notes-share-title = Share with { $name }?
us-notes-share-verb = Share
us-notes-share-text = { $name } gets exactly this, and both of you can change it from then on. Once it has left, it can’t be called back.
us-notes-shared = Shared with { $name }.

us-talks-title = Talking
us-talks-text = Talks with a beginning and an end, and a pause whenever you need one
us-promises-title = Small promises
us-promises-text = One thing, by a day, in one’s own words
us-partner-title = My partner
us-partner-with = Connected with { $partner }
us-partner-none = Connect your two computers when you both like
us-help-title = Help
us-help-text = Someone to talk to, and what to do when you are afraid

help-title = Help
help-leave = Leave this page
help-lines-other = Another country
