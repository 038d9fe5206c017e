command-us-new-day = Einen wichtigen Tag eintragen
command-us-new-note = Etwas notieren, das gut zu wissen ist
command-us-new-note-also = liebstes größe geschenk idee kleinigkeit
command-help = Hilfe
command-help-also = krise notfall angst therapie sucht
command-us-talks = Reden: alle geführten Gespräche
command-us-talks-also = Gespräch abwechselnd Woche Stress gute Nachricht Streit
command-us-promises = Kleine Versprechen
command-us-promises-also = versprechen wort vertrauen
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

us-notes-title = Gut zu wissen
us-notes-add = Etwas notieren
us-notes-empty = Wie der Tee sein soll, welche Größe passt, wovor jemand im Schaufenster stehen blieb. Kleines, das man leicht vergisst.
us-notes-removed = „{ $title }“ ist weggelegt.
us-notes-new-title = Gut zu wissen
us-notes-change-title = Das hier ändern
us-notes-sort = Was ist es?
us-notes-sort-favourite = Liebstes
us-notes-sort-size = Größe
us-notes-sort-gift = Geschenkidee
us-notes-sort-fact = Kleinigkeit
us-notes-group-favourite = Liebstes
us-notes-group-size = Größen
us-notes-group-gift = Geschenkideen
us-notes-group-fact = Kleinigkeiten
us-notes-name = Was
us-notes-name-favourite = Tee, das Lied für lange Fahrten, ein Platz am Fenster.
us-notes-name-size = Schuhe, Ringfinger, die Seite im Bett.
us-notes-name-gift = Etwas, das schon einmal in der Hand lag und wieder zurückkam.
us-notes-name-fact = Verträgt keine Walnüsse, ruft sonntags die Oma an.
us-notes-name-missing = Ein paar Worte braucht es, damit du es wiedererkennst.
us-notes-text = Mehr dazu
us-notes-whose = Um wen geht es?
us-notes-whose-other = Mein Gegenüber
us-notes-whose-both = Euch beide
us-notes-whose-earlier = Jemand von früher
us-notes-for = Für wen
us-notes-mine-hint = Das siehst nur du.
us-notes-ours-hint = { $name } bekommt es jetzt, und ihr könnt es beide ändern.
us-notes-ours-lead = Das ist Unseres. Was du änderst, bekommt auch { $name }.
us-notes-gift-private = Eine Geschenkidee bleibt bei dir. Sie lässt sich nicht teilen.
us-notes-share = Mit { $name } teilen
us-notes-share-title = Mit { $name } teilen?
us-notes-share-verb = Teilen
us-notes-share-text = { $name } bekommt genau das hier, und ab dann könnt ihr es beide ändern. Ist es einmal weg, lässt es sich nicht zurückholen.
us-notes-shared = Mit { $name } geteilt.

us-talks-title = Reden
us-talks-text = Gespräche mit Anfang und Ende, und eine Pause, wann immer ihr eine braucht
us-promises-title = Kleine Versprechen
us-promises-text = Eine Sache, bis zu einem Tag, in eigenen Worten
us-partner-title = Wir beide
us-partner-with = Verbunden mit { $partner }
us-partner-none = Verbindet eure Computer, wenn ihr beide mögt
us-help-title = Hilfe
us-help-text = Jemand zum Reden, und was du tun kannst, wenn du Angst hast

help-title = Hilfe
help-leave = Diese Seite verlassen
help-lines-other = Ein anderes Land
