removed-title = Entfernte Seiten
removed-lead = Was du entfernst, ruht hier 30 Tage lang, an denen Lamplight offen war. Danach wird es von selbst gelöscht.
removed-reading = Die entfernten Seiten werden durchgesehen
removed-empty = Hier ruht gerade nichts. Was du entfernst, wartet eine Weile, falls du es zurückhaben willst.
removed-days = { $days ->
    [one] ruht noch mindestens einen Tag
   *[other] ruht noch mindestens { $days } Tage
}
removed-soon = wird bald gelöscht
removed-rests = Diese Seite wurde entfernt. Sie ruht eine Weile, dann wird sie gelöscht.
removed-by = { $name } hat das entfernt. Was du davon hast, gehört dir.
removed-erased-by = { $name } hat das gelöscht. Was du davon hast, gehört dir.
removed-replaced = { $name } hat das neu geschrieben. So hattest du es vorher.
removed-asks = { $name } fragt, ob du es auch löschst.
removed-restore = Zurückholen
removed-restored = Es steht wieder im Tagebuch.
removed-keep = Meins behalten
removed-kept = Du behältst, was du hast. Niemand erfährt davon.
removed-erase = Endgültig löschen …
removed-erase-copy-action = Bei mir löschen …
removed-erase-title = Endgültig löschen?
removed-erase-verb = Endgültig löschen
removed-erase-here = Es verschwindet von diesem Computer: jede Fassung, jeder Entwurf, jedes Wort in der Suche. Das lässt sich nicht rückgängig machen.
removed-erase-theirs = { $name } behält, was auf dem anderen Computer liegt. Was noch nicht dort war, kommt auch nicht mehr hin.
removed-erase-copy = Das ist, was du von { $name } hast. { $name } erfährt es nur, wenn danach gefragt wurde.
removed-erase-limits = Was schon fotografiert, exportiert oder gesichert wurde, kann es noch irgendwo geben.
removed-ask = { $name } bitten, es auch zu löschen
removed-ask-hint = { $name } entscheidet und wird nur einmal gefragt. Du erfährst es nur, wenn es dort gelöscht wurde. Ein Foto oder ein Export kann trotzdem noch da sein.
removed-erased-now = Gelöscht.
removed-erased = Gelöscht, und was drüben daraus wurde
removed-erased-lead = Welche Seiten das waren, weiß hier niemand mehr.
removed-erased-on = Gelöscht am { $day }.
removed-not-asked = { $name } hat noch, was dort liegt.
removed-was-asked = { $name } wurde am { $day } gefragt.
removed-gone-there = { $name } hat es auf dem anderen Computer auch gelöscht.
removed-asked-now = { $name } wird gefragt.
removed-card = { $name } bittet dich, eine Seite zu löschen
removed-card-page = Die Seite
removed-card-text = { $name } hat das gelöscht und hätte es gern auch von deinem Computer weg. Das entscheidest du. { $name } erfährt nur davon, wenn du löschst; behalten sieht aus wie keine Antwort.
removed-card-erase = Hier auch löschen

anew-action = Nur die heutigen Worte behalten …
anew-hint = Die Seite bleibt. Wie sie entstanden ist, wird gelöscht.
anew-title = Nur die heutigen Worte behalten?
anew-verb = Entstehung löschen
anew-text = Die Seite bleibt, wie sie jetzt dasteht. Alle früheren Fassungen werden von diesem Computer gelöscht. Das lässt sich nicht rückgängig machen.
anew-theirs = { $name } sieht die Seite, wie sie jetzt ist. Was drüben schon von früher liegt, bleibt dort, nur nicht mehr im Tagebuch.
anew-ask = { $name } bitten, die frühere Fassung zu löschen
anew-done = Jetzt sind nur die heutigen Worte da.

command-removed = Entfernte Seiten
command-removed-also = gelöscht papierkorb zurückholen löschen wiederherstellen
