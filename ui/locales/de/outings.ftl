## Die Antwort auf eine Verabredung
date-accept = Ja, gern
date-accepted = Abgemacht.
date-another-time = Andere Zeit …
date-decline = Diesmal nicht
date-decline-title = Diesmal nicht?
date-decline-text = { $name } sieht, dass daraus nichts wird. Gründe will niemand wissen, und keiner wird genannt.
date-decline-verb = Diesmal nicht
date-declined = Gesagt.
date-time-there = { $time }, Ortszeit { $place }
date-time-here = { $time } bei dir

## Geplant
dates-new = Verabreden
dates-tab-planned = Geplant
dates-tab-calendar = Kalender
dates-tab-ideas = Ideen
dates-tab-remembered = Erinnert
dates-empty = Noch ist nichts geplant. Auch schön.
dates-empty-action = Eine Idee ziehen
dates-waiting = { $name } fragt
dates-planned = Geplant
dates-asked = Gefragt
dates-let-go = Daraus wird nichts
dates-stage-awaitingMe = { $name } fragt. Was meinst du?
dates-stage-awaitingPartner = Du hast gefragt. Die Antwort liegt bei { $name }, und es ist Zeit.
dates-stage-planned = Abgemacht, ihr wisst es beide.
dates-stage-declined = Diesmal nicht. Es gibt andere.
dates-stage-cancelled = Abgesagt.
dates-stage-remembered = Vorbei, und doch noch da.
dates-stage-alone = Ein Plan von dir.
dates-remembered-empty = Was ihr miteinander unternommen habt, sammelt sich hier von allein.

## Eine Verabredung
dates-when = Wann
dates-length = Wie lange
dates-place = Wo
dates-earlier = Vorher war es { $time }.
dates-call-off = Absagen …
dates-call-off-alone = Sein lassen …
dates-call-off-title = Diese Verabredung absagen?
dates-call-off-text = { $name } sieht, dass nichts daraus wird. Ein Wort von dir dazu ist nett, Gründe will niemand wissen.
dates-call-off-text-alone = Sie kommt zu denen, aus denen nichts wird.
dates-call-off-verb = Absagen
dates-write-about = Darüber schreiben
dates-other-idea = Eine andere Idee
dates-gone-title = Nicht mehr hier
dates-gone = Diese Verabredung gibt es hier nicht mehr.
dates-gone-action = Zu den Verabredungen

## Planen
dates-new-title = { $name } fragen
dates-new-title-alone = Etwas ausmachen
dates-new-lead = { $name } sieht alles auf dieser Seite und kann ja sagen, eine andere Zeit vorschlagen oder diesmal nicht.
dates-new-lead-alone = Noch ist es dein eigener Plan. Du kannst jederzeit jemanden dazu bitten.
dates-change-title = Verabredung ändern
dates-title = Was
dates-title-placeholder = Ein Spaziergang, ein Abendessen, nichts Besonderes
dates-title-missing = Ein paar Worte, damit es einen Namen hat.
dates-when-missing = Noch fehlen ein Tag und eine Uhrzeit.
dates-quick-friday = Freitagabend
dates-quick-saturday = Samstagmorgen
dates-quick-sunday = Sonntag
dates-day = Tag
dates-day-shape = JJJJ-MM-TT
dates-clock-shape = HH:MM
dates-clock = Uhrzeit
dates-zone = Ortszeit { $place }
dates-note = Ein Wort dazu, wenn du magst
dates-ask = { $name } fragen
dates-put = Eintragen
dates-proposed = { $name } bekommt deine Frage.
dates-put-down = Steht bei deinen Verabredungen.
dates-keep-changes = Änderungen behalten
dates-changed = Geändert.
dates-both-changed = Ihr habt beide zur gleichen Zeit die Notiz geändert. Oben steht, was daraus wurde; ändert das Date noch einmal, und dieser Hinweis geht.
dates-another-title = Eine andere Zeit
dates-suggest = Diese Zeit vorschlagen
dates-suggested = { $name } bekommt deinen Vorschlag.

## Ideen
dates-slips = Drei Zettel für heute Abend
dates-slip-friday = Freitag?
dates-all = Das ganze Glas
dates-where = Wo
dates-where-any = Überall
dates-where-home = Zu Hause
dates-where-out = Draußen
dates-where-apart = Wenn ihr getrennt seid
dates-cost = Was es kostet
dates-cost-up-to-0 = Nichts
dates-cost-up-to-1 = Höchstens ein wenig
dates-cost-up-to-2 = Höchstens so viel wie Essengehen
dates-cost-up-to-3 = Egal
dates-cost-0 = kostet nichts
dates-cost-1 = kostet ein wenig
dates-cost-2 = etwa wie Essengehen
dates-cost-3 = kostet mehr
dates-place-home = zu Hause
dates-place-out = draußen
dates-place-either = wo ihr gerade seid
dates-place-apart = aus der Ferne
dates-ideas-shown = { $count ->
    [one] Eine Idee
   *[other] { $count } Ideen
}
dates-ideas-none = So etwas ist gerade nicht im Glas. Vielleicht ein bisschen weiter suchen.
dates-ideas-all = Wieder das ganze Glas
dates-ideas-more = Noch ein paar
dates-search = Etwas suchen
dates-draw = Einen ziehen
dates-draw-another = Einen anderen
dates-narrow = Enger fassen
dates-narrowed = { $count ->
    [one] in einem Punkt
   *[other] in { $count } Punkten
}
dates-length-any = Egal
dates-length-up-to = Bis { $length }
dates-effort = Aufwand
dates-effort-up-to-0 = Kaum der Rede wert
dates-effort-up-to-1 = Höchstens ein wenig
dates-effort-up-to-2 = Egal
dates-effort-1 = etwas vorzubereiten
dates-effort-2 = will vorbereitet sein
dates-suits = Was euch passt
dates-suits-season = Passt zur Jahreszeit
dates-suits-quiet = Ruhig
dates-suits-sober = Ohne Alkohol
dates-suits-childrenAsleep = Während Kinder schlafen
dates-suits-stepFree = Ohne Stufen
dates-open-air = unter freiem Himmel
dates-quiet = ruhig
dates-lively = lebhaft
dates-children = während Kinder schlafen
dates-step-free = ohne Stufen
dates-season-spring = Frühling
dates-season-summer = Sommer
dates-season-autumn = Herbst
dates-season-winter = Winter
dates-said = Was du davon hältst
dates-said-any = Noch im Glas
dates-said-nothing = Noch nichts
dates-said-yes = Ja
dates-said-maybe = Vielleicht
dates-said-no = Nichts für mich
dates-said-done = Schon gemacht
dates-suits-newToUs = Neu für uns
dates-suits-excited = Darauf freue ich mich
dates-marks = Noch etwas zu „{ $idea }“, nur für dich
dates-mark-new = Neu für uns
dates-mark-excited = Darauf freue ich mich
dates-glance-done = Schon gemacht
dates-done = Das habt ihr am { $day } gemacht.
dates-leaning = Was du von „{ $idea }“ hältst
dates-leaning-yes = Ja
dates-leaning-maybe = Vielleicht
dates-leaning-no = Nichts für mich
dates-both = Was ihr beide mögt
dates-both-none = Noch nichts gefunden. Was ihr sagt, zählt ab der nächsten Woche.
dates-compare = Unser Ja einmal die Woche vergleichen
dates-compare-hint = Zu sehen ist nur, wozu ihr beide Ja gesagt habt, sobald auch { $name } das einschaltet. Nein und Vielleicht bleiben hier. Wer zu allem Ja sagt, erfährt, wozu du Ja gesagt hast. Was gefunden ist, bleibt gefunden.
dates-leaning-private = Was du sagst, siehst nur du.
dates-leaning-compared = Nein und Vielleicht bleiben hier, und ein Ja zeigt sich nur, wenn ihr es beide sagt.
dates-leaning-keys = Mit den Pfeiltasten geht es auch: links heißt nichts für mich, unten vielleicht, rechts ja.
dates-leaning-kept-yes = Als Ja gemerkt.
dates-leaning-kept-maybe = Als Vielleicht gemerkt.
dates-leaning-kept-no = Der Zettel bleibt außer Sicht.

## Eigene Ideen
dates-suits-own = Eigene
dates-own-add = Eine eigene dazulegen
dates-own-new = Eine eigene Idee
dates-own-change = Die Idee ändern
dates-own-note = Was noch
dates-own-place-home = Zu Hause
dates-own-place-out = Draußen
dates-own-place-either = Egal wo
dates-own-place-apart = Wenn ihr getrennt seid
dates-own-cost-0 = Nichts
dates-own-cost-1 = Ein wenig
dates-own-cost-2 = Etwa wie Essengehen
dates-own-cost-3 = Mehr
dates-own-effort-0 = Nicht der Rede wert
dates-own-effort-1 = Ein wenig Vorbereitung
dates-own-effort-2 = Will vorbereitet sein
dates-own-hobby = Etwas, das ihr ohnehin gern tut
dates-own-hobby-hint = Ein Hobby, ein Sport, ein Ort, an den es euch immer wieder zieht.
dates-own-hobby-fact = was ihr gern tut
dates-own-sober-fact = ohne Alkohol
dates-own-for = Wer sie hat
dates-own-mine-hint = Nur hier, bis du sie teilst.
dates-own-ours-hint = { $name } findet sie auch im Glas und kann sie ändern oder herausnehmen. Sie geht hinaus, sobald du sie hineinlegst.
dates-own-keep = Ins Glas
dates-own-kept = Sie liegt im Glas.
dates-own-kept-ours = Sie liegt im Glas, und { $name } findet sie dort auch.
dates-own-ours-lead = Diese ist Unsere: Was du hier änderst, ändert sich auch bei { $name }.
dates-own-share = Mit { $name } teilen…
dates-own-share-title = Mit { $name } teilen?
dates-own-share-text = Das bekommt { $name }. Es geht sofort hinaus und lässt sich nicht zurückholen. Was du davon hältst, bleibt bei dir.
dates-own-share-verb = Zu Unserer machen
dates-own-shared = Sie ist jetzt Unsere: { $name } findet sie auch im Glas.
dates-own-remove = Herausnehmen
dates-own-removed = Sie ist nicht mehr im Glas.
dates-own-gone-title = Nicht mehr im Glas
dates-own-gone = Diese Idee ist nicht mehr im Glas.
dates-own-gone-action = Zum Glas

## Kalender
dates-calendar-look = Wie der Kalender aussieht
dates-calendar-month = Monat
dates-calendar-agenda = Eins nach dem anderen
dates-calendar-before = Zurück zu { $month }
dates-calendar-after = Weiter zu { $month }
dates-calendar-today = Heute
dates-calendar-day = { $day }: { $what }
dates-calendar-nothing = Nichts an diesem Tag.
dates-calendar-matters = Ein Tag, der zählt
dates-calendar-goes-on = Geht weiter
dates-calendar-empty = Nichts im kommenden Jahr. Auch das kann schön sein.
dates-calendar-earlier = Was vorher war
dates-calendar-later = Was später kommt

## Der Abend selbst
dates-evening = Deckel zu
dates-evening-lead = Drei Fragen, wenn ihr mögt, und eine kleine Seite für den Kühlschrank. Dann gehört er euch.
dates-evening-kind = Was für ein Abend
dates-evening-any = Irgendeiner
dates-evening-film = Ein Film
dates-evening-print = Seite drucken
dates-evening-close = Deckel zu
dates-evening-close-hint = Lamplight sperrt sich und tritt beiseite. Solange die Verabredung dauert, kommt von hier nichts, kein Stupser und kein Wort von etwas Neuem, und am Ende klingelt nichts.
dates-three = Drei Fragen
dates-film-1 = Wen darin hast du zuerst verstanden, und bei wem hat es am längsten gedauert?
dates-film-2 = In welchem Moment hättest du an ihrer Stelle etwas anderes getan?
dates-film-3 = Und wo darin waren wir zwei, ein wenig?

## Eine Überraschung
dates-surprises = Überraschungen
dates-surprise-new = Eine Überraschung
dates-surprise-change = Überraschung ändern
dates-surprise-lead = { $name } sieht, wann es beginnt und endet und ob es fortführt oder über Nacht. Der Rest ist verschlossen, auch auf dem Computer von { $name }, bis er sich öffnet.
dates-surprise-known = Was { $name } wissen darf
dates-surprise-is-away = Von zu Hause fort
dates-surprise-is-overnight = Über Nacht
dates-surprise-note = Ein Wort dazu, wenn du magst
dates-surprise-note-placeholder = Nimm warme Schuhe mit
dates-surprise-rest = Der Rest
dates-surprise-secret = Was es ist
dates-surprise-secret-hint = Bis es sich öffnet, kann nur dein eigener Computer das lesen.
dates-surprise-secret-missing = Ein paar Worte, damit sich etwas öffnen kann.
dates-surprise-opens = Wann es sich öffnet
dates-surprise-opens-start = Wenn es beginnt
dates-surprise-opens-start-hint = Die beiden Computer müssen sich danach treffen. Ist deiner dann aus, öffnet es sich, sobald er wieder an ist; sicher ist, es selbst zu sagen.
dates-surprise-opens-tap = Wenn ich es sage
dates-surprise-keep = Überraschung planen
dates-surprise-kept = { $name } sieht, dass es eine Überraschung gibt, und wann.
dates-surprise-times = { $from } bis { $until }
dates-surprise-home = Nicht fort, und nachts zu Hause.
dates-surprise-away = Von zu Hause fort, und nachts zurück.
dates-surprise-overnight = Über Nacht, aber nicht fort.
dates-surprise-away-overnight = Von zu Hause fort, über Nacht.
dates-surprise-mine = Deine Überraschung
dates-surprise-theirs = { $name } hat etwas vor
dates-surprise-mine-waiting = { $name } weiß, wann, und sonst nichts.
dates-surprise-mine-opened = Sie ist offen: { $name } kann sie lesen.
dates-surprise-mine-declined = { $name } möchte diesmal lieber nicht. Was es war, bleibt bei dir.
dates-surprise-mine-withdrawn = Abgesagt. Was es war, bleibt bei dir.
dates-surprise-theirs-waiting = Mehr gibt es vorerst nicht zu wissen. Du kannst auch nein sagen, ohne mehr zu wissen.
dates-surprise-theirs-opened = Sie ist offen.
dates-surprise-theirs-declined = Du hast diesmal nein gesagt. Was es war, bleibt bei { $name }.
dates-surprise-theirs-withdrawn = Abgesagt.
dates-surprise-opened = Was es ist
dates-surprise-opens-itself = Sie öffnet sich von selbst, wenn es beginnt, sobald sich eure beiden Computer danach treffen.
dates-surprise-opens-by-you = Sie öffnet sich, wenn du es sagst.
dates-surprise-tell = Jetzt sagen …
dates-surprise-tell-title = Es { $name } jetzt sagen?
dates-surprise-tell-text = { $name } bekommt alles davon. Das lässt sich nicht zurücknehmen.
dates-surprise-tell-verb = Sagen
dates-surprise-told = { $name } bekommt es.
dates-surprise-off-text = { $name } sieht, dass daraus nichts wird, und nie, was es war.

## Zeit finden
dates-find = Zeit finden
dates-find-for = Für „{ $idea }“.
dates-find-lead = Wann du meist Zeit hast und keiner deiner Kalender etwas anderes sagt.
dates-find-length = Wie lange
dates-find-weeks = Wie weit voraus
dates-find-weeks-count = { $count ->
    [one] Eine Woche
   *[other] { $count } Wochen
}
dates-find-slots = Was passt
dates-find-none = In diesen Wochen passt nichts. Vielleicht etwas kürzer, oder etwas weiter voraus.
dates-time = Mit { $name }
dates-time-ask-lead = { $name } kann dieselben Wochen ansehen. Ihr zeigt einander, wann ihr belegt seid, in Viertelstunden: keine Titel, keine Orte, nicht weshalb. Sind die Wochen vorbei, ist es wieder vergessen.
dates-time-ask = { $name } fragen
dates-time-asked = { $name } sieht bis { $day }, wann du belegt bist, und kann mit demselben antworten, oder nicht.
dates-time-they-ask = { $name } fragt sich, wann ihr bis { $day } beide Zeit habt, und zeigt dir, wann nicht. Deine Antwort wären deine eigenen Viertelstunden: keine Titel, keine Orte, nicht weshalb.
dates-time-show = Meine auch zeigen
dates-time-known = Was unten passt, passt euch beiden, so wie es war, als ihr es gezeigt habt. Bekannt ist es bis { $day }.
dates-time-again = Neu fragen
dates-time-let-go = Loslassen
dates-time-gone = Hier ist es vergessen, auf der anderen Seite, wenn ihr euch wieder trefft.
dates-time-there = Bei { $name }: { $when }
dates-find-lead-both = Wann ihr beide meist Zeit habt und nichts anderes dagegen spricht.
dates-find-plan = Das planen
dates-find-grid = Dasselbe als Tafel
dates-find-grid-here = Hier
dates-find-grid-hour = Uhrzeit
dates-find-usual = Wann du meist Zeit hast
dates-find-usual-hint = Nur Zeiten in diesen Stunden werden vorgeschlagen.
dates-find-from = Von, am { $day }
dates-find-until = Bis, am { $day }
dates-find-hours-wrong = Diese Stunden enden, bevor sie beginnen.
dates-find-calendars = Deine Kalender
dates-find-calendars-hint = Lamplight liest daraus nur, wann du belegt bist, und behält sonst nichts. Nichts davon verlässt diesen Computer, außer du zeigst es oben. In so einer Zeit kommt auch kein Stupser.
dates-find-add = Kalenderdatei hinzufügen …
dates-find-address = Seine Adresse
    .hint = Wo dein Kalender eine zum Abonnieren anbietet: https oder webcal. Alle paar Stunden wird dort gefragt, und nur dieser Server erfährt davon.
    .wrong = Unter so einer Adresse wird kein Kalender gelesen. Sie beginnt mit https oder webcal.
dates-find-address-add = Lesen
dates-find-address-open = Adresse hinzufügen …
dates-find-elsewhere = { $name } (eine Adresse)
dates-find-read-now = Noch einmal lesen
dates-find-read = Zuletzt gelesen: { $when }. { $count ->
    [one] Ein Eintrag.
   *[other] { $count } Einträge.
}
dates-find-not-read = Noch nicht gelesen.
dates-find-broken = { $count ->
    [one] Ein Eintrag ließ sich nicht lesen.
   *[other] { $count } Einträge ließen sich nicht lesen.
}
dates-find-strange = { $count ->
    [one] Einer steht in einer Zeitzone, die hier unbekannt ist, und gilt als deine eigene Zeit.
   *[other] { $count } stehen in einer Zeitzone, die hier unbekannt ist, und gelten als deine eigene Zeit.
}
dates-find-endless = { $count ->
    [one] Einer wiederholt sich so oft, dass er abgeschnitten wurde.
   *[other] { $count } wiederholen sich so oft, dass sie abgeschnitten wurden.
}
dates-find-remove = { $name } herausnehmen
dates-find-removed = { $name } wird nicht mehr gelesen. Der Kalender selbst ist, wie er war.
dates-free-why-bothFree = ihr habt beide Zeit
dates-free-why-free = du hast Zeit
dates-free-why-weekend = am Wochenende
dates-free-why-evening = am Abend
dates-free-why-notAWorkNight = am nächsten Tag ist frei
dates-free-why-roomAround = mit Luft davor und danach

## Andere Kalender
dates-file = Für einen anderen Kalender …
dates-file-saved = Gespeichert. Ein anderer Kalender kann es öffnen.
dates-others = Andere Kalender
dates-others-lead = Was ihr hier plant, dort, wo deine anderen Kalender es sehen.
dates-out-title = Eine Datei, die andere lesen
dates-out-hint = Lamplight schreibt eure Verabredungen in eine Datei, und jeder Kalender, der Dateien lesen kann, zeigt sie. Sie ist nicht verschlüsselt: Wer sie öffnen kann, liest sie. Eine Überraschung steht darin als „Belegt“, und was du zu einer Verabredung geschrieben hast, bleibt hier.
dates-out-says = Was darin steht
dates-out-says-all = Was und wo
dates-out-says-busy = Nur, dass du belegt bist
dates-out-why = Damit niemand eure Verabredungen mitnimmt, der zufällig hier sitzt.
dates-out-begin = So eine Datei anlegen
dates-out-keep = Datei auf dem Laufenden halten …
dates-out-once = Einmal speichern …
dates-out-saved = { $count ->
    [0] Gespeichert. Noch steht keine Verabredung darin.
    [one] Gespeichert, mit einer Verabredung.
   *[other] Gespeichert, mit { $count } Verabredungen.
}
dates-out-kept = { $name } wird auf dem Laufenden gehalten.
dates-out-kept-busy = { $name } wird auf dem Laufenden gehalten und sagt nur, dass du belegt bist.
dates-out-written = Zuletzt geschrieben: { $when }.
dates-out-not-yet = Gleich steht sie da.
dates-out-failed = Der Platz für { $name } lässt sich gerade nicht beschreiben. Eure Verabredungen sind alle hier, und es wird von selbst wieder versucht.
dates-out-stop = Nicht mehr weiterführen
dates-out-stopped = Sie wird nicht mehr weitergeführt. Die Datei selbst kannst du löschen.

## Befehle
command-new-date = Eine Verabredung planen
command-new-date-also = date treffen abend fragen vorschlagen
command-date-ideas = Ideen für eine Verabredung
command-dates-remembered = Verabredungen von früher
command-own-idea = Eine eigene Idee dazulegen
command-surprise-also = Geschenk geheim
command-find-time-also = frei Termin wann ics
command-calendar = Kalender eurer Verabredungen
command-calendar-also = kalender monat termine wichtige tage

## Rituale
rituals-title = Rituale
rituals-lead = Etwas, das ihr immer wieder tut, weil es eures ist. Es schläft, bis ihr beide Ja dazu gesagt habt, so wie es da steht.
rituals-alone = Zu einem Ritual gehören zwei. Wenn ihr hier zu zweit seid, beginnt es an dieser Stelle.
rituals-empty = Vielleicht habt ihr schon eines: die zweite Tasse, die Runde nach dem Essen. Es braucht nur einen Namen.
rituals-resting = In Ruhe
    .text = Sie waren eine Zeit lang gut. Jedes davon lässt sich wieder vorschlagen.
ritual-new = Ein neues Ritual
ritual-new-title = Ein Ritual von uns
ritual-change-title = Das Ritual ändern
ritual-form-lead = Mit dem Aufschreiben sagst du Ja dazu. { $name } wird gefragt und kann Ja sagen, es ändern oder es lassen.
ritual-name = Sein Name
    .example = Kaffee am Sonntag
ritual-name-missing = Es braucht einen Namen, ein kleiner genügt.
ritual-trigger = Womit es beginnt
    .hint = Etwas, das ohnehin geschieht: Das Geschirr ist im Schrank, der Schlüssel in der Tür.
ritual-steps = Was ihr tut
    .hint = Eine Zeile für jeden Schritt. Zwei oder drei genügen.
ritual-meaning = Was es euch bedeutet
    .hint = Ein Satz, für euch beide.
ritual-days = An bestimmten Tagen
ritual-at = Ungefähr um
ritual-propose = { $name } fragen
ritual-asked = { $name } ist gefragt.
ritual-awake = Es ist jetzt wach, für euch beide.
ritual-waits = { $name } hat dazu noch nicht Ja gesagt. Bis dahin schläft es.
ritual-season = Drei Monate schon. Ist es noch gut so? Wenn du hinschaust, wird sonst niemand gefragt.
ritual-yes = Ja
ritual-keep = Noch gut so
    .said = Schön. Bis zum nächsten Vierteljahr.
ritual-change = Ändern
ritual-rest = Ruhen lassen
    .said = „{ $title }“ ruht jetzt. Es war gut, solange es war.
ritual-wake = Wieder vorschlagen
ritual-nudge = Vorher ein kleiner Gedanke
    .hint = Nur für dich, in der Stunde davor.
ritual-every-day = jeden Tag
ritual-on-days = am { $days }
dates-calendar-ritual = Ein Ritual
command-rituals-also = gewohnheit brauch zusammen wieder

## Was eine Verabredung vorher braucht
ready-title = Vorbereiten
ready-left = { $count ->
    [0] alles fertig
    [one] eines fehlt noch
   *[other] { $count } fehlen noch
}
ready-do = Wer macht was
ready-do-new = Etwas zu tun
ready-pack = Mitnehmen
ready-pack-new = Etwas zum Einpacken
ready-add = Dazu
ready-anyone = wer mag
ready-who = Wer: { $what }
ready-drop = { $what } herausnehmen
ready-confirm = Fest zu machen
ready-confirm-what = Was
ready-confirm-day = Bis
ready-confirm-by = bis { $day }
ready-confirmed = Es ist fest
ready-nudge = Ein kleiner Gedanke an dem Morgen
    .hint = Nur für dich.
ready-budget = Was es kosten darf
ready-rain = Falls es regnet
