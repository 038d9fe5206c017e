today-morning = Guten Morgen, { $name }
today-afternoon = Guten Tag, { $name }
today-evening = Guten Abend, { $name }
today-night = Noch wach, { $name }?
today-long-away = Schön, dich zu sehen.
today-read-on = Weiterlesen
today-answer = Platz für eine Antwort
today-line = Eine Zeile für heute
today-line-placeholder = Eine genügt
today-keep = Behalten
today-keep-hint = Das bleibt deins. Teilen kannst du es danach, wenn du magst.
today-kept = Behalten. Nur du kannst es lesen.
today-share = Mit { $name } teilen …
today-go-on = Weiterschreiben
today-another-line = Noch eine Zeile
today-asks = { $name } fragt
today-coming = Als Nächstes:
today-ahead = Was kommt
today-on-this-day = An diesem Tag
today-years-ago = { $years ->
    [0] Früher in diesem Jahr
    [one] Vor einem Jahr
   *[other] Vor { $years } Jahren
}
today-card-not-now = Jetzt nicht
today-forward-time = Wann habt ihr beide Zeit?
today-forward-time-line = { $name } fragt. Ihr würdet beide zeigen, wann ihr belegt seid, und sonst nichts.
today-forward-ritual = { $name } wünscht sich ein Ritual mit dir
today-forward-season = Drei Monate schon. Noch gut so?
today-ritual = Heute, für euch
today-forward-promise = Ein Versprechen von dir, ungefähr für jetzt
today-forward-gift = { $title } ist { $days }. Einmal hast du notiert:
today-forward-look = Ansehen
today-card-recovery = Ein Blatt für den Fall der Fälle
    .text = 24 Wörter auf Papier öffnen alles wieder, wenn die Passphrase oder der Computer weg ist. Auch private Einträge. Heb es dort auf, wo nur du hinkommst.
    .action = Blatt machen
today-card-drill = Liegt das Wiederherstellungsblatt noch an seinem Platz?
    .text = Vor einem Monat hast du es weggelegt. Drei Wörter davon, und du weißt, dass es da ist.
    .action = Nachsehen
today-card-partner = Hier ist Platz für zwei
    .text = Alles geht auch allein. Wenn du magst, verbinde dich mit dem anderen Computer; geteilt wird dadurch noch nichts.
    .action = Verbinden
today-card-notifications = Wie viel darf ein Stupser sagen?
    .text = Anfangs sagt er nur, dass ein kleiner Gedanke da ist. Ob auf deinem Bildschirm mehr stehen darf, entscheidest du.
    .action = Aussuchen
today-card-autostart = Lamplight kann mit dem Computer starten
    .text = Ein Stupser kann nur kommen, solange Lamplight läuft. Es würde still warten, ohne Fenster.
    .action = Ansehen
today-card-gesture = Ab und zu eine kleine Geste
    .text = Such dir eine aus, die du magst. Lamplight stupst dich an und zählt nie mit.
    .action = Durchsehen
today-card-lost = Das zuletzt Gespeicherte ist nicht mehr da
    .text = Der Datenträger hat es nicht behalten, oder die Dateien wurden auf einen früheren Tag zurückgesetzt. Alles davor ist vollständig. Wenn du etwas geschrieben hast, kurz bevor Lamplight zuletzt geschlossen wurde, sieh nach, ob es noch da ist; eine Kopie des Lamplight-Ordners hat es vielleicht noch.
    .action = Wo der Ordner ist
today-card-lost-read = Gelesen

command-write-line = Eine Zeile für heute schreiben

## Eine Frage, die mitgebracht wurde
today-question-open = Ansehen
today-not-again = Diese nicht noch einmal
today-not-again-done = Sie bleibt im Tagebuch und kommt an ihrem Tag nicht wieder.

## Der Morgen danach
today-morning-after = Wie war’s?
today-morning-after-text = Eine Zeile, solange es frisch ist: für dich, oder für euch beide, wenn du sie danach teilst.
today-morning-after-write = Darüber schreiben
today-morning-after-leave = Dabei belassen
