# Was der Schreibtisch zeigt: Stupser, Ankünfte, die Leiste.
# Zurückhaltende Zeilen liest auch, wer neben dem Bildschirm steht: Sie nennen niemanden und nichts.
# Tageszeiten: morning, afternoon, evening, night. Je drei Fassungen.

notification-title = Lamplight

# Das zeigt der Schreibtisch, wenn er fragt, ob Lamplight mit ihm starten darf.
autostart-reason = Damit eine kleine Geste auch dann in den Sinn kommt, wenn kein Fenster offen ist. Es startet still.

# Was andere Kalender lesen: wie der Kalender heißt, und was über einer Zeit steht, von der nicht mehr gesagt wird.
calendar-name = Unsere Verabredungen
calendar-busy = Belegt

# Warum ein Kalender nicht gelesen werden konnte.
cli-free-asked = Gefragt. Sobald die Antwort da ist, sagt derselbe Befehl, was euch beiden passt.
cli-free-waiting = Gefragt ist schon, eine Antwort ist noch nicht da.
calendar-trouble-gone = Die Datei ist gerade nicht da oder lässt sich nicht lesen. Was vorher gelesen wurde, zählt weiter.
calendar-trouble-not-a-calendar = In dieser Datei ist kein Kalender.
calendar-trouble-too-large = Dieser Kalender ist zu groß, um hier gelesen zu werden.
calendar-trouble-too-costly = Diesen Kalender zu lesen dauert zu lange, deshalb wurde es abgebrochen.
calendar-trouble-no-worker = Der Teil von Lamplight, der Kalender liest, fehlt. Neu installiert ist er wieder da.
calendar-trouble-no-answer = Unter dieser Adresse antwortet gerade niemand. Was vorher gelesen wurde, zählt weiter.
calendar-trouble-certificate = Der Server unter dieser Adresse kann nicht zeigen, dass er der ist, der er zu sein sagt. Gelesen wurde nichts.
calendar-trouble-refused = Der Server unter dieser Adresse hat keinen Kalender für dich. Vielleicht will er eine andere Adresse.
calendar-trouble-led-astray = Diese Adresse führt zu einer Datei oder in ein Heimnetz. Dort wird nichts gelesen; eine Datei des Kalenders lässt sich stattdessen hinzufügen.

## Zurückhaltend: Für Fremde gibt es nichts zu sehen

nudge-discreet-morning-1 = Der Tag ist noch zusammengefaltet. Hier ist ein Gedanke für seine Tasche.
nudge-discreet-morning-2 = Eine Kleinigkeit zum Mitnehmen in den Tag.
nudge-discreet-morning-3 = Guten Morgen. Eine Idee liegt bereit, wenn du magst.
nudge-discreet-afternoon-1 = Zwischen dem Letzten und dem Nächsten: ein Gedanke.
nudge-discreet-afternoon-2 = Eine leise Idee für zwischendurch.
nudge-discreet-afternoon-3 = Der Tag ist noch nicht um, und hier ist etwas dafür.
nudge-discreet-evening-1 = Ein kleiner Gedanke für heute Abend.
nudge-discreet-evening-2 = Der Tag ist fast weggeräumt. Eine Idee liegt noch auf dem Tisch.
nudge-discreet-evening-3 = Etwas für die Stunde, in der es ruhig wird.
nudge-discreet-night-1 = Falls du noch wach bist: etwas ganz Leises.
nudge-discreet-night-2 = Es ist spät. Das hier hat Zeit, bis es wieder hell ist.
nudge-discreet-night-3 = Eine letzte Idee, bevor das Licht ausgeht.

## Die Zeit, die man nach einer Pause selbst im Sinn hatte

calm-back = Das ist die Stunde, die du im Sinn hattest.

## Warm: darf den Namen nennen; .alone ist dasselbe ohne Namen (für Gesten in eigenen Worten)

nudge-warm-morning-1 = Eine Kleinigkeit für { $partner }, bevor der Tag laut wird?
    .alone = Eine Kleinigkeit für euch zwei, bevor der Tag laut wird?
nudge-warm-morning-2 = { $partner } freut sich heute Morgen vielleicht über einen Gedanken.
    .alone = Heute Morgen freut sich vielleicht jemand über einen Gedanken von dir.
nudge-warm-morning-3 = Heute früh ist ein bisschen Platz für dich und { $partner }.
    .alone = Heute früh ist ein bisschen Platz für jemanden, den du liebst.
nudge-warm-afternoon-1 = Vielleicht kommt dir { $partner } gerade in den Sinn.
    .alone = Vielleicht kommt dir gerade jemand in den Sinn.
nudge-warm-afternoon-2 = Eine Minute für { $partner }, mitten in allem?
    .alone = Eine Minute für euch beide, mitten in allem?
nudge-warm-afternoon-3 = Du hattest dir etwas für { $partner } überlegt. Jetzt wäre es gut.
    .alone = Du hattest dir etwas Liebes überlegt. Jetzt wäre es gut.
nudge-warm-evening-1 = Ist { $partner } in der Nähe? Du hattest da eine kleine Idee.
    .alone = Du hattest da eine kleine Idee für heute Abend.
nudge-warm-evening-2 = In diesen Abend passt noch ein Augenblick für { $partner }.
    .alone = In diesen Abend passt noch ein Augenblick für euch zwei.
nudge-warm-evening-3 = Bevor der Abend davonläuft: ein Gedanke an { $partner }.
    .alone = Bevor der Abend davonläuft: ein Gedanke an jemand Liebes.
nudge-warm-night-1 = Noch etwas Gutes für { $partner }, oder morgen. Beides ist recht.
    .alone = Noch etwas Gutes für heute, oder morgen. Beides ist recht.
nudge-warm-night-2 = Noch wach, du und { $partner }?
    .alone = Noch wach, ihr zwei?
nudge-warm-night-3 = Im Haus ist es still. Vielleicht noch etwas für { $partner }.
    .alone = Im Haus ist es still. Vielleicht noch etwas für jemanden.

## Voll: die Geste selbst

nudge-full-morning-1 = Vielleicht zur ersten Tasse: { $gesture }
nudge-full-morning-2 = Vielleicht noch vor der Haustür: { $gesture }
nudge-full-morning-3 = Zum Anfangen: { $gesture }
nudge-full-afternoon-1 = Irgendwann heute Nachmittag: { $gesture }
nudge-full-afternoon-2 = Falls heute eine Lücke ist: { $gesture }
nudge-full-afternoon-3 = Irgendwann bis zum Abendbrot: { $gesture }
nudge-full-evening-1 = Für heute Abend: { $gesture }
nudge-full-evening-2 = Wenn du erst mal sitzt: { $gesture }
nudge-full-evening-3 = Falls der Abend Platz dafür hat: { $gesture }
nudge-full-night-1 = Vor dem Einschlafen, oder auch nicht: { $gesture }
nudge-full-night-2 = Ganz leise: { $gesture }
nudge-full-night-3 = Als Letztes für heute: { $gesture }

## Was sich mit einem Stupser machen lässt

action-show-me = Zeig mal
action-later = Später
action-not-today = Heute nicht
action-did-it = Gemacht

## Von drüben ist etwas gekommen. Nie wie viel, nie was.

arrival-one = Etwas Neues für dich.
arrival-several = Ein paar neue Sachen für dich.
# Nur, wenn warme oder volle Zeilen gewünscht sind; sonst arrival-one.
arrival-date = Eine Verabredung wartet auf Antwort, wann du magst.

## Zurück nach dem Ruhezustand oder nach einer Weile

while-away-title = Während du weg warst
while-away-body = Ein, zwei Gedanken kamen vorbei. Sie sind noch da, wenn du sie möchtest, und nehmen es nicht übel, wenn nicht.
while-away-notification = Schön, dass du da bist. Es wartet etwas, ganz geduldig.
while-away-look = Mal schauen
while-away-leave = Ziehen lassen

## Ausprobieren

test-nudge-discreet = Nur eine Probe. Mehr würden Fremde nicht sehen.
test-nudge-warm = Nur eine Probe. So klingt es mit { $partner } darin.
    .alone = Nur eine Probe. So klingt die warme Art.
test-nudge-full = Nur eine Probe. Hier stünde deine Geste, Wort für Wort.
test-nudge-arrived = Die Probe ist übergeben. Falls nichts zu sehen war, hält das System Mitteilungen gerade zurück.
test-nudge-plain = Dieses System zeigt Mitteilungen ohne Knöpfe. Ein Klick darauf öffnet die Karte.

## Die Leiste

tray-tooltip = Lamplight
tray-tooltip-waiting = Lamplight: etwas für dich
tray-open = Lamplight öffnen
tray-next = Als Nächstes: { $when }
tray-none = Gerade steht nichts an
tray-paused = Ruhe bis { $until }
tray-pause = Eine Weile Ruhe
tray-pause-hour = Eine Stunde
tray-pause-evening = Bis heute Abend
tray-pause-tomorrow = Bis morgen
tray-pause-weekend = Übers Wochenende
tray-pause-longer = Bis zu einem Tag …
tray-resume = Stupser wieder an
tray-write = Eine Zeile schreiben
tray-locked = Gesperrt
tray-quit = Beenden

when-today = heute, { $time }
when-tomorrow = morgen, { $time }
when-day = { $day }, { $time }
when-weekday-1 = Montag
when-weekday-2 = Dienstag
when-weekday-3 = Mittwoch
when-weekday-4 = Donnerstag
when-weekday-5 = Freitag
when-weekday-6 = Samstag
when-weekday-7 = Sonntag
when-month-1 = { $day }. Januar
when-month-2 = { $day }. Februar
when-month-3 = { $day }. März
when-month-4 = { $day }. April
when-month-5 = { $day }. Mai
when-month-6 = { $day }. Juni
when-month-7 = { $day }. Juli
when-month-8 = { $day }. August
when-month-9 = { $day }. September
when-month-10 = { $day }. Oktober
when-month-11 = { $day }. November
when-month-12 = { $day }. Dezember

## Das Fenster schließen

close-to-tray-title = Die Lampe bleibt an
close-to-tray-body = Wenn du das Fenster schließt, läuft Lamplight in der Leiste weiter, damit ein Stupser dich noch findet. Ganz aus geht es dort mit „Beenden“.
close-to-tray-stay = In der Leiste bleiben
close-to-tray-quit = Lieber beenden
no-tray = Dieser Schreibtisch zeigt keine Leiste. Mit dem Fenster endet also auch Lamplight, und die Stupser ruhen, bis du es wieder öffnest.

## Mit dem Computer gestartet, aber der Schlüsselbund ist noch zu

keyring-waiting = Lamplight wartet darauf, dass dein Schlüsselbund aufgeht. Stupser gibt es, sobald du angemeldet bist oder ihn entsperrt hast.
keyring-waiting-nudge = Vielleicht wartet etwas. Schließ Lamplight auf und schau nach.

## Vorschau in den Einstellungen: je eine Zeile und die Worte auf den Knöpfen

notification-discreet = { nudge-discreet-evening-1 }
notification-warm = Vielleicht ein Zettel für { $partner }?
notification-full = { $gesture }
notification-arrival = { arrival-one }
notification-show = { action-show-me }
notification-later = { action-later }
notification-not-today = { action-not-today }
notification-did-it = { action-did-it }
notification-test = { test-nudge-discreet }
