## Die Karte einer Geste
gesture-card-label = Eine kleine Geste
gesture-card-did = Gemacht
gesture-card-later = Später
gesture-card-skip = Heute nicht
gesture-card-withdraw = Nichts für uns
gesture-card-done = Gemacht. Das weißt nur du.
gesture-card-back = { $when ->
    [today] Wieder da um { $time } Uhr.
    [tomorrow] Wieder da morgen um { $time } Uhr.
   *[day] Wieder da am { $day } um { $time } Uhr.
}
gesture-card-not-today = Dann heute nicht.
gesture-card-not-for-us = Das kommt nicht wieder.
later-in-an-hour = In einer Stunde
later-today = Später am Tag
later-this-evening = Heute Abend
later-tomorrow = Morgen
later-weekend = Am Wochenende

## Stupser
nudges-lead = Kleine Dinge, ab und zu. Diese Seite siehst nur du.
nudges-tab-mine = Meine
nudges-tab-library = Sammlung
nudges-tab-coming = Die nächsten zwei Wochen
nudges-tab-quiet = Ruhezeiten
nudges-add = Noch eine aussuchen
nudges-reading = Einen Moment
nudges-empty = Noch keine Geste ausgesucht. Eine einzige genügt.
nudges-empty-action = In der Sammlung stöbern
nudges-every-days = { $days ->
    [1] jeden Tag
    [2] etwa jeden zweiten Tag
    [7] etwa einmal die Woche
    [14] etwa alle zwei Wochen
    [30] etwa einmal im Monat
   *[other] etwa alle { $days } Tage
}
nudges-weekdays = immer { $days }
nudges-yearly = jedes Jahr am { $day }
nudges-window = zwischen { $from } und { $to }
nudges-next = Nächstes Mal: { $day }
nudges-last = Letztes Mal: { $day }
nudges-resting = Ruht gerade
nudges-more = Mehr zu „{ $gesture }“
nudges-withdraw-hint = Fällt aus deinen Stupsern heraus.
nudges-removed = Das kommt nicht mehr.
nudges-rhythm = „{ $gesture }“ kommt jetzt seit vier Wochen. Vielleicht braucht es weniger Anstoß: { $cadence }?
nudges-rhythm-lighter = Seltener
nudges-rhythm-same = Lieber so lassen
nudges-rhythm-lighter-said = Dann seltener.
nudges-rhythm-same-said = Dann bleibt es so.
nudges-back-this = { $count ->
    [1] Eine kleine Sache in diesem Monat, und sie war von dir.
    [2] Zwei kleine Dinge in diesem Monat.
    [3] Drei kleine Dinge in diesem Monat.
    [4] Vier kleine Dinge in diesem Monat.
    [5] Fünf kleine Dinge in diesem Monat.
    [6] Sechs kleine Dinge in diesem Monat.
    [7] Sieben kleine Dinge in diesem Monat.
    [8] Acht kleine Dinge in diesem Monat.
    [9] Neun kleine Dinge in diesem Monat.
    [10] Zehn kleine Dinge in diesem Monat.
    [11] Elf kleine Dinge in diesem Monat.
    [12] Zwölf kleine Dinge in diesem Monat.
   *[other] { $count } kleine Dinge in diesem Monat.
}
nudges-back-last = { $count ->
    [1] Eine kleine Sache im { $month }, und sie war von dir.
    [2] Zwei kleine Dinge im { $month }.
    [3] Drei kleine Dinge im { $month }.
   *[other] { $count } kleine Dinge im { $month }.
}
nudges-card-title = Ein kleiner Gedanke
nudges-card-settled = Das hat sich schon erledigt.
nudges-card-settled-action = Zu meinen Stupsern

## Die Sammlung
nudges-where = Wo ihr seid
nudges-where-any = Alle
nudges-where-near = Unter einem Dach
nudges-where-apart = Aus der Ferne
nudges-own = Eine eigene
nudges-kind = Welche Art
nudges-kind-any = Alle Arten
nudges-kind-words = Worte
nudges-kind-time = Zeit
nudges-kind-help = Hilfe
    .note = Am besten im Stillen. Davon muss niemand etwas hören.
nudges-kind-things = Aufmerksamkeiten
nudges-kind-play = Spiel
nudges-kind-touch = Berührung
    .note = Nur was ihr beide mögt, und nur, wenn es gerade willkommen ist.
nudges-chosen = ausgesucht
nudges-choose = Diese aussuchen
nudges-mutual = Dafür braucht es euch beide
nudges-together = Was zu zweit geht
nudges-together-lead = Eine Umarmung, eine Hand auf dem Rücken, ein Tanz in der Küche. Das gibt es hier nur, wenn ihr beide es möchtet.
nudges-together-want = Das hätte ich gern
nudges-together-hint = { $name } erfährt davon nur, wenn { $name } das auch wählt, und du erfährst es genauso. Was hinausgeht, ist versiegelt und sieht immer gleich aus, was du auch sagst. Du kannst es jederzeit zurücknehmen, und niemand hört davon; was ihr bis dahin beide herausgefunden habt, bleibt bekannt.
nudges-together-waits = Behalten. Wenn ihr es beide möchtet, findest du es hier, vielleicht in ein, zwei Wochen.
nudges-together-both = Ihr möchtet es beide. Die Tage wechseln sich ab: einer gehört dir, der nächste { $name }. Nichts davon verlässt diesen Computer, weder was du getan hast noch was du gelassen hast.
nudges-rests = ruht, bis ihr beide etwas zu zweit möchtet
nudges-costs = Kostet ein wenig
nudges-takes = Etwa { $length }
nudges-search = Etwas suchen
nudges-narrow = Enger fassen
nudges-narrowed = { $count ->
    [one] in einem Punkt
   *[other] in { $count } Punkten
}
nudges-length = Wie lange
nudges-length-any = Egal
nudges-length-up-to = Bis { $length }
nudges-free = Kostet nichts
nudges-gestures-shown = { $count ->
    [one] Eine Geste
   *[other] { $count } Gesten
}
nudges-whole-kind = { $kind }: alle { $count }
nudges-none-fits = Dazu passt hier nichts. Vielleicht ein wenig weiter gefasst.
nudges-all-again = Wieder die ganze Sammlung
nudges-not-for-us = Nichts für uns
nudges-laid-aside = Beiseitegelegt. Am Ende der Seite ist es noch da.
nudges-bring-back = Zurückholen

## Wie oft
nudges-form-lead = Gezählt wird vom letzten Mal an, also sammelt sich nichts an.
nudges-own-label = Was möchtest du tun?
nudges-own-hint = Klein genug für einen müden Abend.
nudges-own-missing = Ein paar Worte, damit es dich finden kann.
nudges-how-often = Wie oft
nudges-cadence-everyDays = Alle paar Tage
nudges-cadence-weekdays = An Wochentagen
nudges-cadence-yearly = An einem Tag im Jahr
nudges-every-hint = Ungefähr, nicht genau. Machst du es früher, rückt das nächste Mal mit.
nudges-weekdays-missing = An welchen Tagen? Einer genügt.
nudges-day = Tag
nudges-month = Monat
nudges-leap = In Jahren ohne 29. Februar
nudges-leap-feb28 = Am 28. Februar
nudges-leap-mar1 = Am 1. März
nudges-time-of-day = Tageszeit
nudges-part-morning = Morgens
nudges-part-midday = Mittags
nudges-part-evening = Abends
nudges-part-late = Spät
nudges-from = Von
nudges-to = Bis
nudges-window-hint = Es kommt einmal, irgendwann dazwischen.
nudges-comes = Was den Anstoß gibt
nudges-comes-time = Eine Tageszeit
nudges-comes-cue = Wenn …, dann …
nudges-cue = Wenn
nudges-cue-choice-unlock = ich den Computer entsperre
nudges-cue-choice-back = ich nach einer Pause wieder da bin
nudges-cue-choice-firstStart = ich mich morgens an den Computer setze
nudges-cue-choice-workdayEnds = Feierabend ist
nudges-cue-choice-blockEnds = Ein Termin in meinem Kalender endet
nudges-cue-choice-shutDown = ich den Computer ausschalte
nudges-cue-blockEnds-hint = Wenn eine belegte Stunde vorbei ist. Kalender werden unter Verabredungen bei Zeit finden gewählt; ohne einen ruht das.
nudges-cue-shutDown-hint = Nur einen Moment lang zu sehen. Danach steht es unter Heute.
nudges-cue-away = Wie lange die Pause mindestens ist
nudges-cue-minutes = { $count } Minuten
nudges-cue-ends-at = Feierabend um
nudges-cue-ends-hint = Es kommt dann, oder sobald du wieder am Computer bist.
nudges-cue-hours = Nur zu bestimmten Stunden
nudges-cue-hint = Das merkt nur dieser Computer, und er sagt es niemandem. Wo er es nicht merken kann, ruht dieser Stupser.
nudges-when-then = { $cue }, dann: { $gesture }
nudges-cue-unlock = wenn du den Computer entsperrst
nudges-cue-back = wenn du nach mindestens { $minutes } Minuten wieder da bist
nudges-cue-firstStart = wenn du dich morgens an den Computer setzt
nudges-cue-workdayEnds = wenn um { $time } Uhr Feierabend ist
nudges-cue-blockEnds = wenn etwas in deinem Kalender endet
nudges-cue-shutDown = wenn du den Computer ausschaltest
nudges-not-before = Frühestens: { $day }
nudges-keep = Stups mich an
nudges-kept = Ist jetzt bei deinen Stupsern.
nudges-keep-changes = Änderungen behalten
nudges-changed = Geändert.

## Die nächsten zwei Wochen
nudges-coming-lead = Ungefähr, was kommt. Was du früher machst, rückt weiter, und nichts stellt sich an.
nudges-coming-empty = Vor dir liegen zwei stille Wochen.
nudges-day-near = { $word }, { $day }
nudges-why = Kommt { $cadence }.
nudges-why-since = Kommt { $cadence }. Letztes Mal: { $day }.
nudges-why-later = Du hast es bis dahin verschoben.
nudges-between = { $from } bis { $to }

## Ruhezeiten
nudges-pause = Eine Pause
nudges-pause-hint = Unterwegs, krank oder einfach gerade nicht. Eine Pause hört von selbst auf.
nudges-pause-hour = Eine Stunde
nudges-pause-evening = Bis heute Abend
nudges-pause-tomorrow = Bis morgen
nudges-pause-weekend = Übers Wochenende
nudges-pause-day = Bis zu einem Tag
nudges-pause-day-missing = An welchem Tag soll es weitergehen?
nudges-pause-until-day = Bis dahin Pause
nudges-paused-until = { $when ->
    [today] Die Stupser sind um { $time } Uhr wieder da.
    [tomorrow] Die Stupser sind morgen um { $time } Uhr wieder da.
   *[day] Die Stupser sind am { $day } um { $time } Uhr wieder da.
}
nudges-paused-hint = Bis dahin kommt nichts, und nichts sammelt sich an.
nudges-resume = Schon wieder da
nudges-resumed = Die Stupser sind wieder da.
nudges-quiet = Ruhige Stunden
nudges-quiet-on = Ein paar Stunden ruhig halten
nudges-quiet-hint = In diesen Stunden kommt nichts. Von dem, was anstand, kommt danach eines.
nudges-quiet-desktop = „Nicht stören“ an diesem Computer gilt auch als Ruhe, und ebenso ein Film, der den Bildschirm füllt.
nudges-quiet-from = Von
nudges-quiet-to = Bis
nudges-quiet-kept = Ruhig von { $from } bis { $to }.
nudges-quiet-none = Keine ruhigen Stunden.

## Befehle
command-choose-gesture = Eine Geste aussuchen
command-choose-gesture-also = sammlung stupser idee
command-coming-nudges = Stupser der nächsten zwei Wochen
command-quiet = Ruhezeiten
command-quiet-also = pause nicht stören stumm
command-pause-hour = Stupser eine Stunde ruhen lassen
