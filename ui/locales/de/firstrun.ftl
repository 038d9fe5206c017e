## Die ersten zwei Minuten

firstrun-title = Eine Lampe für euch zwei
firstrun-lead = Ein Tagebuch für euch, Verabredungen und kleine Gesten. Alles bleibt auf euren eigenen Computern, verschlossen mit Worten, die nur du kennst.
firstrun-name = Wie heißt du?
firstrun-passphrase = Eine Passphrase
firstrun-passphrase-hint = Mindestens 8 Zeichen. Vier oder fünf einfache Wörter merken sich leicht. Einfügen geht auch.
firstrun-no-way-back = Ohne diese Passphrase kann niemand dein Tagebuch lesen. Nur ein Wiederherstellungsblatt, das du später machen kannst, gibt dir eine neue. Schreib sie auf und leg sie dorthin, wo nur du hinkommst.
firstrun-remember = Im Schlüsselbund dieses Computers merken
firstrun-remember-hint = Dann öffnet sich Lamplight ohne Tippen. Lass es aus, wenn hier noch jemand dein Benutzerkonto benutzt.
firstrun-begin = Anfangen
firstrun-invited = Ich bin eingeladen
firstrun-help = Hilfe

firstrun-gesture-title = Etwas Kleines, { $name }?
firstrun-gesture-lead = Eine Geste, an die dich ab und zu ein Stupser erinnert. Gezählt wird vom letzten Mal an, also kannst du mit nichts hinterher sein.
firstrun-gesture-legend = Die Geste
firstrun-gesture-more = Andere zeigen
firstrun-often = Wie oft ungefähr
firstrun-often-1 = Jeden Tag
firstrun-often-3 = Alle drei Tage
firstrun-often-7 = Einmal in der Woche
firstrun-when = Zu welcher Tageszeit
firstrun-when-morning = Morgens
firstrun-when-afternoon = Nachmittags
firstrun-when-evening = Abends
firstrun-gesture-keep = Ja, diese
firstrun-gesture-skip = Jetzt nicht

firstrun-test-title = So findet dich ein Stupser
firstrun-test-lead = Ein Stupser ist eine stille Mitteilung deines Desktops. Er verrät wenig, damit Fremde nichts sehen. Probier einen aus und klick ihn an.
firstrun-test-send = Einen Stupser probieren
firstrun-test-again = Noch einmal probieren
firstrun-test-none = Dieser Computer zeigt gerade keine Mitteilungen von Lamplight. Stupser warten dann unter Heute.
firstrun-test-skip = Überspringen
firstrun-finish = Weiter zu Heute

## Wieder öffnen

unlock-title = Schön, dass du da bist, { $name }
unlock-screen = Der Bildschirm ist gesperrt. Stupser kommen weiter, unauffällig.
unlock-full = Lamplight ist abgeschlossen. Stupser ruhen, bis du öffnest.
unlock-passphrase = Deine Passphrase
unlock-open = Öffnen
unlock-keyring-gone = Der Schlüsselbund dieses Computers hat keinen Schlüssel für Lamplight mehr, oder er antwortet nicht. Dein Tagebuch ist ganz da und öffnet sich mit deiner Passphrase.
unlock-keyring = Mit dem Schlüsselbund dieses Computers öffnen
unlock-help = Hilfe
