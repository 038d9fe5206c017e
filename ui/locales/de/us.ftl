command-us-new-day = Einen wichtigen Tag eintragen
command-help = Hilfe
command-help-also = krise notfall angst therapie sucht
command-us-talks = Reden: alle geführten Gespräche
command-us-talks-also = Gespräch abwechselnd Woche Stress gute Nachricht Streit
command-pause = Eine Pause
command-pause-also = atmen Ruhe Auszeit aufhören

us-title = Wir
us-lead = Du und { $partner }, auf lange Sicht.
us-lead-alone = Für euch zwei, auf lange Sicht. Es fängt mit dir an.

us-dates-title = Wichtige Tage
us-dates-add = Einen Tag eintragen
us-dates-empty = Der Tag, an dem ihr euch kennengelernt habt, ein Geburtstag, der Tag, der jedes Jahr schwer ist. Gut, wenn man sie vorher weiß.
us-dates-years =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    }
us-dates-menu = Mehr zu { $title }
us-dates-removed = „{ $title }“ ist entfernt.
us-dates-new-title = Ein wichtiger Tag
us-dates-change-title = Diesen Tag ändern
us-dates-name = Welcher Tag ist das?
us-dates-name-hint = Unser Kennenlernen, Omas Geburtstag, die erste Wohnung.
us-dates-name-missing = Ein paar Worte braucht er, damit du ihn wiedererkennst.
us-dates-day = Tag
us-dates-month = Monat
us-dates-year = Jahr, wenn du magst
us-dates-year-wrong = Vier Ziffern, oder lass es leer.
us-dates-leap = In Jahren ohne 29. Februar
us-dates-leap-feb28 = 28. Februar
us-dates-leap-mar1 = 1. März
us-dates-private = Das siehst nur du.

us-talks-title = Reden
us-talks-text = Gespräche mit Anfang und Ende, und eine Pause, wann immer ihr eine braucht
us-partner-title = Wir beide
us-partner-with = Verbunden mit { $partner }
us-partner-none = Verbindet eure Computer, wenn ihr beide mögt
us-help-title = Hilfe
us-help-text = Jemand zum Reden, und was du tun kannst, wenn du Angst hast

help-title = Hilfe
help-leave = Diese Seite verlassen
help-lines-other = Ein anderes Land
