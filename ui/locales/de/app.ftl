app-name = Lamplight

## Das Fenster
place-today = Heute
place-journal = Tagebuch
place-dates = Verabredungen
place-nudges = Stupser
place-us = Wir
place-settings = Einstellungen
window-sidebar = Seitenleiste
window-places = Orte
window-palette = Etwas finden
window-lock = Sperren
window-skip = Zur Seite
window-news = Gerade eben

## Worte der Bausteine
kit-close = Schließen
kit-cancel = Abbrechen
kit-back = Zurück
kit-save = Behalten
kit-undo = Rückgängig
kit-remove = Entfernen
kit-change = Ändern
kit-wait = Einen Moment
kit-try-again = Noch einmal
kit-show-passphrase = Passphrase zeigen
kit-hide-passphrase = Passphrase verbergen

## Befehle und Tasten
palette-title = Was möchtest du tun?
palette-hint = Ein paar Buchstaben genügen
palette-none = Nichts mit diesem Namen. Versuch ein anderes Wort.
key-ctrl = Strg
key-shift = Umschalt
key-alt = Alt
key-escape = Esc
keys-title = Tasten
keys-region = Von Teil zu Teil des Fensters
keys-escape = Schließen, was obenauf liegt
command-go-today = Zu Heute
command-go-journal = Zum Tagebuch
command-go-dates = Zu den Verabredungen
command-go-nudges = Zu den Stupsern
command-go-us = Zu Wir
command-go-settings = Zu den Einstellungen
command-palette = Etwas finden
command-keys = Alle Tasten zeigen
command-lock = Bildschirm sperren
command-lock-fully = Ganz sperren, auch die Stupser
command-text-larger = Größere Schrift
command-text-smaller = Kleinere Schrift
command-text-usual = Übliche Schriftgröße
command-theme-light = Helle Farben
command-theme-dark = Dunkle Farben
command-theme-system = Farben wie am Computer
command-quit = Lamplight beenden
command-hide = Verstecken: sperren und das Fenster weglegen

## Private Seiten hinter einer zweiten Passphrase
pages-title = Deine privaten Seiten
pages-about = Sie warten hinter der zweiten Passphrase und bleiben offen, bis der Bildschirm gesperrt wird.
pages-second = Die zweite Passphrase
pages-open = Private Seiten öffnen
pages-close = Private Seiten schließen
pages-not-now = Jetzt nicht
pages-closed = Deine privaten Seiten sind geschlossen. Was du jetzt schreibst, kommt zu ihnen, sobald du sie öffnest; bis dahin genügt die erste Passphrase, um es zu lesen.
pages-closed-none = Sonst ist im Moment nichts hier.
pages-this-waits = Diese Seite wartet hinter deiner zweiten Passphrase.
command-pages-open = Private Seiten öffnen
command-pages-close = Private Seiten schließen

## Two wordings of one place
both-edited = Ihr habt das beide geändert. Hier steht, wie du es hast; von { $name } ist nichts verloren.
both-mine = Wie du es hast
both-theirs = Wie { $name } es hat
both-gone = (herausgenommen)
both-take = Lieber das hier
both-keep = So lassen
