command-us-new-day = Add an important date
command-help = Help
command-help-also = crisis emergency afraid therapist addiction
command-us-talks = Talking: all guided talks
command-us-talks-also = talk conversation take turns weekly stress good news row
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

us-talks-title = Talking
us-talks-text = Talks with a beginning and an end, and a pause whenever you need one
us-partner-title = My partner
us-partner-with = Connected with { $partner }
us-partner-none = Connect your two computers when you both like
us-help-title = Help
us-help-text = Someone to talk to, and what to do when you are afraid

help-title = Help
help-leave = Leave this page
help-lines-other = Another country
