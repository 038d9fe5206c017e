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

## Befehle
command-new-date = Eine Verabredung planen
command-new-date-also = date treffen abend fragen vorschlagen
command-date-ideas = Ideen für eine Verabredung
command-dates-remembered = Verabredungen von früher
