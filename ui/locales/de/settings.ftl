command-settings-notifications = Einstellungen: Mitteilungen
command-settings-privacy = Einstellungen: Privates und Sicherheit
command-settings-sharing = Was geteilt ist
command-settings-folder = Gemeinsamer Ordner
command-settings-import = Ein Tagebuch mitbringen oder mitnehmen
command-settings-appearance = Einstellungen: Aussehen
command-settings-language = Einstellungen: Sprache
command-settings-about = Über Lamplight

settings-notifications = Mitteilungen
settings-privacy = Privates und Sicherheit
settings-sharing = Was geteilt ist
settings-folder = Gemeinsamer Ordner
settings-import = Tagebuch mitbringen oder mitnehmen
settings-appearance = Aussehen
settings-language = Sprache
settings-about = Über Lamplight
settings-kept = Behalten

settings-now-budget =
    { $budget ->
        [one] Einer am Tag
       *[other] { $budget } am Tag
    }
settings-now-quiet = Ruhe von { $from } bis { $to }
settings-now-no-quiet = keine Ruhezeit
settings-now-idle =
    { $minutes ->
        [one] Sperrt nach einer Minute ohne dich
       *[other] Sperrt nach { $minutes } Minuten ohne dich
    }
settings-now-sharing = Mit { $partner }
settings-now-not-sharing = Bisher mit niemandem
settings-now-folder = Wenn eure Computer sich nie treffen
settings-now-import = Aus einem Ordner mit Markdown-Dateien
settings-now-about = Version, und was dieser Computer kann

## Mitteilungen
settings-discretion = Wie viel eine Mitteilung sagt
settings-discretion-hint = Wer neben deinem Bildschirm steht, liest mit.
settings-discretion-discreet = Unauffällig
settings-discretion-discreet-hint = Nichts über euch beide. Fremde erfahren nichts.
settings-discretion-warm = Warm
settings-discretion-warm-hint = Der Name deines Lieblingsmenschen darf vorkommen.
settings-discretion-full = Ganz
settings-discretion-full-hint = Die Geste selbst, Wort für Wort.
settings-preview = Das ist zu sehen, auch auf einem gesperrten Bildschirm.
settings-preview-gesture = Frag, wie es war, und hör nur zu.
settings-test = Eine zur Probe schicken
settings-desktop = Mitteilungen kommen hier von { $server }.
settings-desktop-none = Dieser Computer zeigt gerade keine Mitteilungen. Stupser warten unter Heute.
settings-desktop-actions = Knöpfe gehen.
settings-budget = Höchstens
settings-budget-hint = Mehr ist nicht besser. Einer reicht den meisten.
settings-quiet = Ruhezeit
settings-quiet-hint = In diesen Stunden kommt nichts. Was dran war, wartet und kommt einmal.
settings-quiet-on = Einige Stunden ruhig halten
settings-quiet-from = Von
settings-quiet-to = Bis
settings-looks-back = Voraus- und zurückschauen
settings-looks-ahead-on = Zeigen, was kommt
settings-looks-ahead-hint = Die nächsten zwei Wochen bei den Stupsern, und der nächste auf Heute und in der Leiste. Stupser kommen so oder so.
settings-looks-back-on = Ein Wort zum Monat, und eine Frage nach vier Wochen
settings-looks-back-hint = Wie viele kleine Dinge es waren, nur für dich, und ob eines inzwischen seltener kommen darf.
settings-arrivals = Von drüben
settings-arrivals-on = Sag mir, wenn etwas Neues da ist
settings-arrivals-hint = Höchstens dreimal am Tag, nie was es ist, nie in der Ruhezeit.
settings-background = Damit ein Stupser dich findet
settings-background-hint = Stupser kommen, solange Lamplight läuft. Das Fenster darf zu sein.
settings-autostart = Mit dem Computer starten
settings-autostart-hint = Still und ohne Fenster.
settings-tray = In der Leiste bleiben, wenn das Fenster zu ist
settings-tray-hint = Ganz beenden kannst du es dort mit Beenden.

## Privates und Sicherheit
settings-lock = Den Bildschirm sperren
settings-lock-hint = Ein gesperrter Bildschirm zeigt nichts. Stupser kommen weiter, unauffällig.
settings-idle = Von selbst sperren nach
settings-idle-minutes =
    { $minutes ->
        [one] Einer Minute
       *[other] { $minutes } Minuten
    }
settings-lock-now = Jetzt sperren
settings-lock-fully = Ganz abschließen
settings-lock-fully-hint = Ganz abgeschlossen läuft nichts und kommt nichts, bis du mit deiner Passphrase öffnest.
settings-sleep-fully = Ganz abschließen, wenn der Computer schläft
settings-sleep-fully-hint = Sonst wird nur der Bildschirm gesperrt, und Stupser und Teilen gehen nach dem Aufwachen weiter.
settings-passphrase = Deine Passphrase
settings-passphrase-about = Ohne sie kann niemand dein Tagebuch öffnen, und niemand kann dir eine neue machen.
settings-passphrase-change = Die Passphrase ändern
settings-passphrase-current = Die Passphrase, die du jetzt hast
settings-passphrase-next = Die neue
settings-passphrase-changed = Deine Passphrase ist geändert.
settings-computer = Dieser Computer
settings-remember-hint = Dann öffnet sich Lamplight ohne Tippen, für alle, die sich als du anmelden können.
settings-shared-account = Benutzt noch jemand dasselbe Benutzerkonto auf diesem Computer? Dann ist zu sehen, was du siehst, solange Lamplight offen ist. Ein eigenes Konto und eine Sperre nach wenigen Minuten halten deine Seiten bei dir.

## Eine zweite Passphrase
second-title = Eine zweite Passphrase für private Seiten
second-about = Wenn du magst, wartet alles, was nur deins ist, hinter einer eigenen Passphrase, auch für jemanden, der die erste kennt. Stupser, Verabredungen und was euch beiden gehört gehen ohne sie weiter, und schreiben kannst du auch ohne sie.
second-now-noSecond = Es gibt keine. Deine privaten Seiten öffnen sich mit Lamplight.
second-now-open = Deine privaten Seiten sind offen. Sie schließen sich, wenn der Bildschirm gesperrt wird.
second-now-closed = Deine privaten Seiten sind geschlossen.
second-begin = Zweite Passphrase festlegen
second-forgotten = Vergisst du sie, öffnet niemand diese Seiten je wieder: nicht dein Gegenüber, nicht wir, nicht die 24 Wörter, nicht du. Alles andere bleibt.
second-backups = Eine Sicherung von früher öffnet deine Seiten zusammen mit ihren 24 Wörtern weiterhin ohne sie. Wenn dir das wichtig ist, mach eine neue Sicherung und lösch die alte.
second-new = Die zweite Passphrase
second-again = Noch einmal
second-differs = Die beiden sind nicht gleich. Tipp sie noch einmal.
second-set = Festlegen
second-set-done = Deine privaten Seiten haben jetzt eine eigene Passphrase.
second-change = Eine andere zweite Passphrase
second-remove = Wieder ohne sie
second-removed = Deine privaten Seiten öffnen sich wieder mit Lamplight.

## Was geteilt ist
sharing-with = Geteilt mit
sharing-entries = Einträge, die Unsere sind
sharing-outings = Verabredungen
sharing-ideas = Ideen, die Unsere sind
sharing-ahead = Erzählte Tage
sharing-wishes = Zeilen beider Karten
sharing-promises = Kleine Versprechen
sharing-rituals = Rituale, die ihr beide wollt
sharing-time = Wann du belegt bist, in Viertelstunden
sharing-time-until = gezeigt bis { $day }
sharing-notes = Gut zu wissen, und Unseres
sharing-dates = Wichtige Tage, und Unseres
sharing-jar = Euer Ja vergleichen
sharing-jar-on = Einmal die Woche, versiegelt, immer gleich, was du auch gesagt hast
sharing-jar-off = Aus
sharing-my-device = Meine Geräte
sharing-this-device = Dieser Computer ({ $device })
sharing-direct = Direkt, von Computer zu Computer
sharing-direct-off = Aus
sharing-direct-on = An, sobald beide Computer laufen
sharing-direct-folder-only = Aus: nur über den Ordner
sharing-waiting = Was du geteilt hast
sharing-waiting-count =
    { $count ->
        [0] Ist alles angekommen
        [one] Eine Änderung ist noch nicht angekommen
       *[other] { $count } Änderungen sind noch nicht angekommen
    }
sharing-noticed = Aufgefallen
sharing-aside-since =
    { $count ->
        [one] Seit { $day }
       *[other] Das älteste seit { $day }
    }
sharing-aside-newer =
    { $count ->
        [one] Eine Änderung kommt von einem neueren Lamplight. Bring Lamplight hier auf den neuesten Stand, dann kommt sie von selbst herein.
       *[other] { $count } Änderungen kommen von einem neueren Lamplight. Bring Lamplight hier auf den neuesten Stand, dann kommen sie von selbst herein.
    }
sharing-aside-waits =
    { $count ->
        [one] Eine Änderung wartet auf eine frühere, die noch nicht da ist. Zu tun ist nichts, sie kommt von selbst herein.
       *[other] { $count } Änderungen warten auf frühere, die noch nicht da sind. Zu tun ist nichts, sie kommen von selbst herein.
    }
sharing-aside-not-theirs =
    { $count ->
        [one] Eine Änderung hätte etwas berührt, das { $partner } nicht ändern kann, und blieb deshalb draußen. Wenn du keinen Grund dafür kennst, frag { $partner }, ob noch jemand an dem Computer sitzt.
       *[other] { $count } Änderungen hätten etwas berührt, das { $partner } nicht ändern kann, und blieben deshalb draußen. Wenn du keinen Grund dafür kennst, frag { $partner }, ob noch jemand an dem Computer sitzt.
    }
sharing-aside-harmful =
    { $count ->
        [one] Eine Änderung hätte Lamplight hier schaden können und blieb deshalb draußen. Alles andere geht weiter. Es hilft, wenn Lamplight auch bei { $partner } auf dem neuesten Stand ist.
       *[other] { $count } Änderungen hätten Lamplight hier schaden können und blieben deshalb draußen. Alles andere geht weiter. Es hilft, wenn Lamplight auch bei { $partner } auf dem neuesten Stand ist.
    }
sharing-aside-unreadable =
    { $count ->
        [one] Eine Änderung lässt sich nicht lesen. Fehlt { $partner } hier etwas, kommt es, wenn es noch einmal geschrieben wird.
       *[other] { $count } Änderungen lassen sich nicht lesen. Fehlt { $partner } hier etwas, kommt es, wenn es noch einmal geschrieben wird.
    }
sharing-forked-here = Dieser Computer wurde einmal auf einen früheren Tag zurückgesetzt oder kopiert und hat dann weitergeschrieben. Was seither entstand, ist noch da. Zu tun ist nichts.
sharing-forked-there = Der Computer von { $partner } wurde einmal auf einen früheren Tag zurückgesetzt oder kopiert und hat dann weitergeschrieben. Was ihr beide hattet, bleibt, und das Übrige kommt von dort von selbst neu. Fehlt hier eine Seite von dort, kann { $partner } sie noch einmal teilen.
sharing-from-newer = Etwas aus einem neueren Lamplight wartet hier. Nach dem Aktualisieren kannst du es lesen.
sharing-never = Nie geteilt: was Meins ist, deine Stupser und was du mit ihnen machst, wann du hier bist, was du gelesen hast.
sharing-nobody = Du teilst mit niemandem etwas. Was du schreibst, ist nur hier.
sharing-partner-left = Das Teilen wurde am { $day } von der anderen Seite beendet. Was du hast, bleibt bei dir.
sharing-stop = Nicht mehr teilen
sharing-stop-title = Nicht mehr mit { $partner } teilen?
sharing-stop-keep = Ihr behaltet beide eure eigene Kopie. Gelöscht wird nichts, weder hier noch bei { $partner }.
sharing-stop-mine = Was Unseres war, wird Meins.
sharing-stop-now = Es gilt sofort, und niemand muss zustimmen.
sharing-stop-again = Verbindet ihr euch eines Tages wieder, fangt ihr mit einer leeren Seite an.
sharing-stop-how = Wie
sharing-stop-openly = Mit Bescheid
sharing-stop-openly-hint = Wenn gerade beide Computer laufen, steht bei { $partner } dann, dass das Teilen heute endete. Sonst kommt dort einfach nichts Neues mehr an.
sharing-stop-quietly = Still
sharing-stop-quietly-hint = Es wird nichts geschickt. Bei { $partner } kommt nur nichts Neues mehr an.
sharing-stopped = Das Teilen ist beendet. Was du hast, bleibt bei dir.

## Ein Tagebuch mitbringen
import-lead = Bring dein Tagebuch mit: einen Ordner mit Markdown- oder Textdateien, eine für jeden Eintrag. Zuerst siehst du, was hereinkäme. Geändert wird noch nichts.
import-choose = Einen Ordner wählen
import-dates = Der Tag steht oben in der Datei, in ihrem Namen (2019-03-04) oder in der ersten Zeile. Was einmal da ist, kommt nicht zweimal. Alles, was du mitbringst, ist Meins.
import-would =
    { $added ->
        [0] Es käme nichts Neues herein
        [one] Ein Eintrag käme herein
       *[other] { $added } Einträge kämen herein
    }
import-done =
    { $added ->
        [0] Es kam nichts Neues herein
        [one] Ein Eintrag ist da
       *[other] { $added } Einträge sind da
    }
import-already =
    { $already ->
        [one] Einer ist schon hier.
       *[other] { $already } sind schon hier.
    }
import-pictures =
    { $pictures ->
        [one] Ein Bild kommt mit.
       *[other] { $pictures } Bilder kommen mit.
    }
import-pictures-done =
    { $pictures ->
        [one] Ein Bild kam mit.
       *[other] { $pictures } Bilder kamen mit.
    }
import-left-out =
    { $count ->
        [one] Eine Datei bleibt draußen
       *[other] { $count } Dateien bleiben draußen
    }
import-nothing-yet = Bis jetzt hat sich nichts geändert.
import-bring =
    { $added ->
        [one] Hereinholen
       *[other] Alle hereinholen
    }
import-other = Ein anderer Ordner
import-look = Ins Tagebuch schauen
import-choose-file = Eine Datei von Lamplight wählen
import-other-file = Eine andere Datei
import-number = Seite { $number } der Datei
import-far-label = Wie weit es ist
import-far = { $done } von { $of }
import-stop = Hier aufhören
import-stopped-looking = Du hast hier aufgehört, darum geht es nur um den ersten Teil.
export-title = Dein Tagebuch mitnehmen
export-about = Deine Seiten gehören dir. Herausgeschrieben sind es einfache Dateien, die jedes Programm lesen kann, und Lamplight liest sie wieder, wie sie waren.
export-begin = Mitnehmen
export-form = Als was
export-markdown = Ein Ordner mit Textdateien
export-markdown-hint = Markdown, eine Datei für jede Seite, oben Tag, Titel und Schlagworte.
export-json = Eine einzige Datei
export-json-hint = JSON, für ein anderes Programm oder für Lamplight auf einem anderen Computer.
export-passphrase-why = Außerhalb von Lamplight ist nichts verschlüsselt. Wer nur zufällig hier sitzt, soll nichts mitnehmen.
export-pages-closed = Deine privaten Seiten sind geschlossen und sind dann nicht dabei. Öffne sie vorher, wenn sie mitsollen.
export-choose = Ort wählen
export-done =
    { $count ->
        [0] So eine Seite gibt es nicht. Da liegt jetzt ein leerer Ordner oder eine leere Datei.
        [one] Eine Seite liegt jetzt da. Sie ist nicht verschlüsselt: Bewahr sie auf, wo nur du hinkommst.
       *[other] { $count } Seiten liegen jetzt da. Sie sind nicht verschlüsselt: Bewahr sie auf, wo nur du hinkommst.
    }

## Aussehen und Sprache
settings-theme = Farben
settings-theme-system = Wie am Computer
settings-theme-light = Hell
settings-theme-dark = Dunkel
settings-size = Schriftgröße
settings-size-hint = { $key } und + oder − ändert sie überall.
settings-size-now = { $size } %
settings-size-sample = Wir saßen draußen, bis es dunkel war, und auf die Uhr hat keiner geschaut.
settings-language-system = Wie am Computer
settings-language-en = English
settings-language-de = Deutsch
settings-language-pseudo = Pseudo (zum Ausprobieren)

## Über Lamplight
about-what = Ein Ort für zwei: ein Tagebuch, Verabredungen, kleine Gesten. Kein Konto, keine Firma, kein Server von uns. Eure beiden Computer finden einander, und was zwischen ihnen unterwegs ist, ist verschlüsselt.
about-not = Lamplight ist keine Therapie und keine Hilfe in der Krise, und es ist für Erwachsene. Hilfe steht unter Wir und auf dem gesperrten Bildschirm.
about-version = Version
about-profile = Profil
about-keyring = Schlüsselbund des Systems
about-keyring-none = Keiner, der geht; Lamplight fragt nach deiner Passphrase
about-notifications = Mitteilungen
about-tray = Leiste
about-worker = Prüft, was ankommt
about-works = Geht
about-none = Hier keine
about-worker-none = Läuft nicht; was ankommt, wartet ungeöffnet
about-licences = Lamplight ist freie Software, unter der MIT- oder der Apache-2.0-Lizenz. Die Schriften sind Literata und Nunito Sans (SIL Open Font License).

## Der gemeinsame Ordner
mailbox-lead = Ein Ordner, an den ihr beide kommt, bringt hin und her, was Unseres ist, auch wenn eure Computer nie zur gleichen Zeit an sind.
mailbox-choose = Den Ordner wählen
mailbox-how = Ein Ordner in Dropbox oder Syncthing, auf einem Netzlaufwerk oder einem Stick genügt. Ihr wählt beide denselben, jeder am eigenen Computer. Bevor Lamplight ihn benutzt, probiert es ihn aus.
mailbox-tried = Der Ordner funktioniert. Lamplight hat dort eine Datei geschrieben, gelesen und wieder gelöscht.
mailbox-seen = Was dort zu sehen ist
mailbox-seen-host = Wer den Ordner verwahrt, sieht Dateien mit Namen, die nichts bedeuten: wie viele es sind, ungefähr wie lang, und wann sie kommen. Was darin steht, können nur eure zwei Computer lesen.
mailbox-seen-partner = { $partner } kann im Ordner sehen, wann Dateien von dir ankommen, und damit ungefähr, wann dein Computer an war. Von dem, was Meins ist, liegt dort nie etwas.
    .alone = Dein Gegenüber kann im Ordner sehen, wann Dateien von dir ankommen, und damit ungefähr, wann dein Computer an war. Von dem, was Meins ist, liegt dort nie etwas.
mailbox-seen-lost = Wird der Ordner geleert oder geht er verloren, ist hier nichts verloren. Eine fehlende Datei löscht nie etwas.
mailbox-waiting = { $waiting ->
    [one] Eine Änderung von dir liegt noch nicht im Ordner.
   *[other] { $waiting } Änderungen von dir liegen noch nicht im Ordner.
}
mailbox-nothing-waits = Alles von dir, was Unseres ist, liegt im Ordner.
mailbox-news = Zuletzt kam am { $day } etwas über ihn an.
mailbox-no-news = Über ihn ist noch nichts angekommen.
mailbox-noticed = Im Ordner aufgefallen
mailbox-noticed-hint = Hier wurde deswegen nichts gelöscht und nichts geändert.
mailbox-noticed-other-couple = Der Ordner gehört jetzt einem anderen Paar. Lamplight rührt ihn nicht an; wähl einen anderen.
mailbox-noticed-newer = Dort liegt etwas von einem neueren Lamplight. Es wartet, bis dieses hier aktualisiert ist.
mailbox-noticed-emptied = Der Ordner wurde geleert. Was von dir ist, wurde wieder hineingelegt.
mailbox-noticed-went-back = Der Ordner ist auf einem früheren Stand: { $from } Schritte waren da, dann { $to }.
mailbox-noticed-much-missing = Vieles von dem, was dort lag, fehlt. Vielleicht ist es ein anderer Ordner, oder er wird noch kopiert.
mailbox-noticed-gap = Dazwischen fehlt ein Stück. Was danach kommt, wartet.
mailbox-noticed-altered = Dateien dort wurden verändert oder sind nicht vollständig. Sie wurden nicht benutzt.
mailbox-noticed-too-many = Dort liegen mehr Dateien, als Lamplight sich ansieht. Schau nach, ob der Ordner noch für etwas anderes benutzt wird.
mailbox-direct = Der direkte Weg
mailbox-only = Nur über den Ordner
mailbox-only-hint = Dein Computer ist dann nicht mehr erreichbar und verrät nicht, dass er an ist. Was du teilst, kommt so schnell an, wie der Ordner es bringt.
mailbox-other = Einen anderen Ordner wählen
mailbox-turn-off = Keinen Ordner benutzen
mailbox-turn-off-hint = Was im Ordner liegt, bleibt dort; du kannst es selbst löschen.
mailbox-off = Der Ordner wird nicht mehr benutzt.

## Der direkte Weg
direct-title = Wie es unterwegs ist
direct-hint = Direkt heißt: Eure beiden Computer sprechen miteinander und mit niemandem sonst.
direct-nearby = Einander in diesem Netz suchen
direct-nearby-hint = Verteilt ein Router neue Adressen, finden sich die beiden Computer wieder, wenn ihr es beide eingeschaltet habt. Beim Suchen ruft Lamplight ins Netz hinein; wer sonst darin ist, kann merken, dass es Lamplight hier gibt, nicht was darin steht.
