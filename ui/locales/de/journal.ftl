## Wer einen Eintrag lesen kann
audience-mine = Meins
audience-ours = Unseres
audience-sealed = Versiegelt
audience-for-later = Für später

## Die Liste
journal-new = Schreiben
journal-empty = Noch steht hier nichts. Für den Anfang reicht eine Zeile.
journal-empty-two = Noch steht hier nichts. Was du schreibst, bleibt deins, bis du es teilst.
journal-empty-action = Eine Zeile schreiben
journal-find = Im Tagebuch suchen
journal-results = Was sich gefunden hat
journal-found = { $count ->
    [one] Eine Seite
   *[other] { $count } Seiten
}
journal-found-many = Die neuesten { $count } Seiten. Ein Wort mehr, und es werden weniger.
journal-found-none = Auf keiner Seite steht „{ $query }“. Mit weniger Buchstaben findet sich oft mehr.
journal-older = Ältere Seiten
journal-reading = Das Tagebuch wird aufgeschlagen
journal-untitled = Eine Seite ohne Worte
journal-by-me = von dir
journal-by = von { $name }
journal-by-other = von drüben
journal-mark-leaving = geht gleich hinaus
journal-mark-draft = Entwurf
journal-mark-changed = nach dem Teilen geändert

## Eine Suche eingrenzen
filter-open = Eingrenzen
filter-clear = Alles zurücknehmen
filter-drop = Weglassen: { $what }
filter-any = Beides
filter-audience = Für wen
filter-author = Geschrieben von
filter-any-author = Beiden
filter-author-i = Mir
filter-author-me = von mir
filter-author-by = von { $name }
filter-author-other = jemand anderem
filter-feeling = Gefühl
filter-any-feeling = Jedes Gefühl
filter-tag = Stichwort
filter-any-tag = Jedes Stichwort
filter-photo = Mit Foto
filter-from = Von
filter-to = Bis
filter-from-day = ab { $day }
filter-to-day = bis { $day }
filter-found-many = Die neuesten { $count } Seiten. Grenzt du weiter ein, werden es weniger.
filter-found-none = Auf keine Seite trifft das alles zu. Lass etwas davon weg und sieh noch einmal nach.
filter-found-none-words = Auf keine Seite mit „{ $query }“ trifft das alles zu. Lass etwas davon weg oder nimm weniger Buchstaben.

## Eine Zeile zum Schreiben
capture-title = Eine Zeile
capture-line = Eine Zeile zum Schreiben. Sie ist nur für dich.
capture-keys = Enter behält sie, nur für dich. Escape geht weg; das Getippte bleibt stehen, auch als deine Seite.
capture-leave = Weggehen
command-capture = Eine Zeile schreiben
command-capture-also = schnell notiz kurz festhalten

## Fotos
shelf-title = Fotos
shelf-empty = Noch kein Foto. Jede Seite nimmt welche auf: gewählt, hineingezogen oder eingefügt.
shelf-photo = { $what }, { $day }
shelf-photo-of = Foto in „{ $title }“, { $day }
shelf-photo-bare = Foto, { $day }
command-photos = Alle Fotos ansehen
command-photos-also = bilder album aufnahmen

## Monate
months-title = Monate
months-back = Alle Monate
months-empty = Noch hat kein Monat eine Seite.
months-name = { $month } { $year }
months-days = Die Tage dieses Monats. Tage mit Seiten führen zu ihnen hinunter.
months-others = Andere Monate mit Seiten
months-pages = Die Seiten dieses Monats
months-none = In diesem Monat wurde nichts geschrieben.
command-months = Zu einem Monat gehen
command-months-also = kalender jahr tag früher

## Lesen
journal-write-on = Weiterschreiben
journal-more = Mehr
journal-print = Drucken
journal-remove = Entfernen
journal-removed = Entfernt. 30 Tage lang kannst du es zurückholen.
journal-words = Gefühle und Stichworte
journal-gone-title = Nicht mehr hier
journal-gone = Diese Seite wurde entfernt, vielleicht auf deinem anderen Computer.
journal-gone-action = Zum Tagebuch
journal-link-title = Diesem Link folgen?
journal-link-text = Er öffnet sich in deinem Browser, außerhalb von Lamplight. Das ist die ganze Adresse:
journal-link-not-opened = Lamplight öffnet nur Adressen, die mit https anfangen. Das ist die ganze Adresse:
journal-link-open = Öffnen

## Teilen
journal-share = Teilen …
journal-share-waiting = Die Vorschau kommt gleich
journal-share-title = Mit { $name } teilen
journal-share-exactly = Genau das bekommt { $name }:
journal-share-preview = Vorschau
journal-share-final = Zehn Sekunden lang geht nichts hinaus. Danach ist es bei { $name } und lässt sich nicht zurückholen.
journal-share-not-yet = Jetzt nicht
journal-share-verb = Mit { $name } teilen
journal-release-label = Wird gleich geteilt
journal-release-begins = In zehn Sekunden geht das an { $name }. Bis dahin kannst du es für dich behalten.
journal-release-text = { $seconds ->
    [one] Geht in einer Sekunde an { $name }. Noch ist nichts draußen.
   *[other] Geht in { $seconds } Sekunden an { $name }. Noch ist nichts draußen.
}
journal-release-leaving = Unterwegs
journal-release-keep = Bleibt meins
journal-release-kept = Es bleibt deins.
journal-release-now = Jetzt abschicken
journal-release-sent = Mit { $name } geteilt.
journal-for-later = Für später
journal-for-later-hint = Ein Zeichen für dich, für die Zeit zu zweit. Von allein geht nichts hinaus.
journal-for-later-off = Nicht mehr für später
journal-for-later-yes = Für später vorgemerkt.
journal-for-later-no = Das Zeichen ist weg.

## Ein Entwurf zu etwas Geteiltem
journal-draft-waits = Du hast hier etwas geändert. { $name } liest es noch so, wie es war.
journal-draft-waits-alone = Du hast hier etwas geändert. Die Änderungen sind dein Entwurf.
journal-draft-drop = Entwurf verwerfen
journal-draft-dropped = Der Entwurf ist weg.
journal-draft-hint = { $name } liest es so, wie du es geteilt hast. Was du hier änderst, bleibt dein Entwurf, bis du die Änderungen teilst.
journal-draft-both = Diese Seite wurde auch woanders geändert, an derselben Stelle. Schau sie dir an, bevor du sie teilst.
journal-draft-look = Ansehen
journal-both = Diese Seite wurde woanders an derselben Stelle geändert. Hier steht, wie du es hast; vom anderen ist nichts verloren.
journal-both-theirs = Wie es ankam
versions-title = Frühere Fassungen
versions-back = Zurück zur Seite
versions-none = Es gibt nur die Seite, wie sie ist.
versions-lead = Alles, was du von dieser Seite geteilt hast, das Neueste zuerst. { $name } kann es auch ansehen. Um Früheres loszulassen, schreib die Seite neu.
versions-lead-theirs = Alles, was { $name } von dieser Seite geteilt hat, das Neueste zuerst.
versions-first = Wie es zuerst geteilt wurde
versions-now = so ist es jetzt
versions-changes = Was { $name } da geändert hat
versions-before = Vorher
versions-after = Nachher
versions-take-back = Diese Fassung zurückholen
versions-take-back-hint = Sie wird dein Entwurf. Geteilt wird erst, wenn du die Änderungen teilst.
versions-taken-back = Die früheren Worte sind jetzt dein Entwurf.
journal-share-changes = Änderungen teilen
journal-changes-shared = { $name } bekommt deine Änderungen.

## Schreiben
journal-new-title = Eine neue Seite
journal-write-title = Am Schreiben
journal-title = Titel
journal-title-placeholder = Ein Titel, wenn du magst
journal-page = Seite
journal-page-placeholder = Hier ist Platz
journal-task = Erledigt
journal-done = Fertig
journal-saving-still = { "" }
journal-saving-unsaved = Noch nicht gespeichert
journal-saving-saving = Wird gespeichert
journal-saving-saved = Gespeichert
journal-saving-failed = Nicht gespeichert
words-show = Wörter zählen
words-count = { $count ->
    [one] Ein Wort
   *[other] { $count } Wörter
}
journal-unsaved-title = Das ist noch nicht gespeichert
journal-unsaved-text = Was du zuletzt geschrieben hast, ließ sich nicht auf die Festplatte legen. Wenn du bleibst, steht es noch auf der Seite, und du kannst es noch einmal versuchen. Wenn du gehst, ist es weg.
journal-unsaved-leave = Ohne das gehen
journal-first-lines = Womit es anfangen könnte
journal-first-lines-others = Andere
journal-tools = Wie Worte aussehen
journal-tool-bold = Fett
journal-tool-italic = Kursiv
journal-tool-strike = Durchgestrichen
journal-tool-heading = Überschrift
journal-tool-subheading = Kleinere Überschrift
journal-tool-bullets = Liste
journal-tool-numbers = Nummerierte Liste
journal-tool-quote = Zitat
journal-tool-link = Link
journal-tool-photo = Fotos hinzufügen
journal-tool-undo = Rückgängig
journal-tool-redo = Wiederholen
journal-hyperlink-title = Link
journal-hyperlink-address = Adresse
journal-hyperlink-wrong = Das sieht nicht nach einer Adresse aus. Probier es mit einer wie example.org.
journal-hyperlink-remove = Link entfernen

## Befehle
command-new-entry = Ins Tagebuch schreiben
command-new-entry-also = neuer eintrag seite notiz
command-find = Im Tagebuch suchen
command-find-also = finden text stelle

## Fotos

photo = Foto
photo-add-title = Fotos hinzufügen
photo-add-text = JPEG, PNG oder WebP, je bis 20 MB. Sie lassen sich auch auf die Seite ziehen oder einfügen. Wo ein Foto entstand und womit, bleibt draußen.
photo-whole = Jeden Bildpunkt behalten
photo-whole-hint = Sonst wird ein großes Foto kleiner: 2.560 Bildpunkte an der längeren Seite.
photo-choose = Fotos wählen
photo-adding = Foto { $at } von { $of } kommt dazu …
photo-added =
    { $count ->
        [one] Ein Foto ist dazugekommen.
       *[other] { $count } Fotos sind dazugekommen.
    }
photo-refused =
    { $count ->
        [one] Eine Datei blieb draußen:
       *[other] { $count } Dateien blieben draußen:
    }
photo-refused-close = In Ordnung
photo-refused-empty = Es ist nichts darin.
photo-refused-too-large = Größer als 20 MB.
photo-refused-too-many-pixels = Mehr als 25 Millionen Bildpunkte.
photo-refused-gif = Ein GIF. Als JPEG oder PNG gespeichert geht es.
photo-refused-heif = Ein Foto in HEIC oder AVIF, wie neuere Telefone sie machen. Als JPEG exportiert geht es.
photo-refused-tiff = Ein TIFF oder Rohbild. Als JPEG exportiert geht es.
photo-refused-bmp = Eine Bitmap. Als JPEG oder PNG gespeichert geht es.
photo-refused-svg = Eine Zeichnung in SVG. Als PNG gespeichert geht es.
photo-refused-pdf = Ein PDF. Das Bild darin geht als JPEG oder PNG.
photo-refused-moving = Es bewegt sich. Ein stehendes Bild geht.
photo-refused-not-a-picture = Kein Bild, das Lamplight lesen kann.
photo-refused-damaged = Das Bild darin ist beschädigt.
photo-refused-too-many = Eine Seite fasst sechzig Fotos.
photo-theirs = Fotos fügt hinzu, wer diese Seite geschrieben hat. Deine passen auf eine eigene Seite.
photo-alt = Was zu sehen ist
photo-caption = Bildunterschrift
photo-remove = Herausnehmen
photo-missing = Dieses Foto ist nicht hier
photo-coming = Ein Foto ist unterwegs
photo-broken = Ein Foto, das sich nicht zeigen lässt
photo-open = Größer zeigen: { $name }
photo-open-unnamed = Foto größer zeigen
photo-before = Foto davor
photo-next = Nächstes Foto
