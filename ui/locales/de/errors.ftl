# Was schiefging, in einfachen Worten. Eine Nachricht je Fehlercode, in Kebab-Schreibweise.
# Jede sagt, was geschehen ist, was das für das Geschriebene heißt, und die eine Sache, die jetzt hilft.
# „Nichts ist verloren“ steht nur da, wo es sicher stimmt.

## Das Zuhause und sein Schloss

error-locked = Lamplight ist abgeschlossen. Schließ auf, dann geht es.
error-screen-locked = Der Bildschirm ist gesperrt. Mit deiner Passphrase bist du wieder da, wo du warst.
error-wrong-passphrase = Das ist nicht die Passphrase. Es hat sich nichts geändert. Sieh nach, ob die Feststelltaste an ist, und tipp sie noch einmal.
error-pages-closed = Das ist eine deiner privaten Seiten, und sie sind geschlossen. Es hat sich nichts geändert. Öffne sie, dann geht das hier.
error-same-passphrase = Das ist die Passphrase, mit der du Lamplight ohnehin öffnest. Eine zweite hilft nur, wenn es eine andere ist.
error-place-taken = Da liegt schon etwas mit diesem Namen. Es wurde nichts überschrieben. Nimm einen anderen Namen oder einen anderen Ort.
error-no-home = Auf diesem Computer gibt es noch kein Tagebuch. Fang eins an, es dauert zwei Minuten.
error-home-exists = Auf diesem Computer gibt es schon ein Tagebuch. Öffne es mit seiner Passphrase.
error-keyring-gone = Der Schlüsselbund des Systems hat den Schlüssel nicht herausgegeben. Deinem Tagebuch fehlt nichts. Öffne es diesmal mit deiner Passphrase.
error-vault-damaged = Die Datei mit deinem Tagebuch lässt sich so nicht lesen. Lamplight hat aufgehört, um nichts schlimmer zu machen. Kopiere als Erstes den Ordner von Lamplight an einen sicheren Ort.
error-vault-newer = Dieses Tagebuch war schon in einem neueren Lamplight offen. Es ist alles noch da. Aktualisiere Lamplight auf diesem Computer und öffne es dann wieder.
error-profile-busy = Lamplight läuft schon, vielleicht unten in der Leiste. Hol dieses Fenster hervor, oder beende es und starte neu.

## Speichern

error-cannot-save = Das ließ sich gerade nicht speichern. Was vorher gespeichert war, liegt weiter auf der Festplatte. Versuch es bitte noch einmal.
error-cannot-save-disk-full = Die Festplatte ist voll, deshalb ist das noch nicht gespeichert. Was vorher gespeichert war, ist noch da. Schaff etwas Platz und speichere dann wieder.
error-cannot-save-read-only = Lamplight darf in seinen eigenen Ordner nicht schreiben, deshalb ist das noch nicht gespeichert. Sieh nach, wem der Ordner gehört, und speichere dann wieder.
error-cannot-save-io = Die Festplatte hat es nicht angenommen, deshalb ist das noch nicht gespeichert. Wenn es eine zum Anstecken ist, sieh nach dem Kabel und speichere dann wieder.

## Schreiben

error-not-found = Das gibt es hier nicht mehr. Vielleicht wurde es entfernt, während die Seite offen war. Geh eine Seite zurück und schau noch einmal.
error-title-too-long = Der Titel ist länger, als ein Titel sein kann; etwa { $limit } Buchstaben passen hinein. Es wurde nichts abgeschnitten. Nimm einen Teil davon mit auf die Seite.
error-body-too-long =
    { $limit ->
        [1048576] Auf eine Seite passt so viel wie in einen dicken Roman, und das hier ist mehr. Es wurde nichts abgeschnitten. Leg einen Teil auf eine zweite Seite, dann lassen sich beide speichern.
       *[other] Hier passen etwa { $limit } Buchstaben hinein, und das sind mehr. Es wurde nichts abgeschnitten. Nimm einen Teil heraus, dann lässt es sich speichern.
    }
error-name-missing = Hier fehlt noch ein Name. Ein Vorname oder ein Kosename reicht.
error-passphrase-too-short = Eine Passphrase braucht mindestens { $least } Zeichen. Vier, fünf einfache Wörter hintereinander merken sich leicht.
error-not-yours = Das kann nur ändern, wer es geschrieben hat. Du kannst etwas Eigenes danebenschreiben.

## Zwischen euch beiden

error-no-partner = Du bist noch mit niemandem verbunden, also bleibt das bei dir. Verbindet euch erst, dann kannst du es teilen.
error-already-paired = Du bist schon mit jemandem verbunden. Für eine neue Verbindung müsstest du zuerst aufhören zu teilen.
error-too-late-to-withhold = Die zehn Sekunden waren um; es ist unterwegs und lässt sich nicht zurückholen. Du kannst noch eine Zeile dazuschreiben, wie du es gemeint hast.
error-not-pending = Hier wartet nichts aufs Abschicken. Das Zeichen neben dem Titel sagt dir, ob es nur deins ist oder euch beiden gehört.
error-invite-malformed = Diese Einladung ist nicht vollständig. Unterwegs ist ein Stück verloren gegangen oder verändert worden. Kopiere sie noch einmal, vom allerersten bis zum allerletzten Zeichen.
error-invite-expired = Diese Einladung galt nur eine Weile, und die ist um. Bitte um eine neue, das ist schnell gemacht.
error-invite-spent = Diese Einladung wurde schon benutzt, und jede öffnet nur einmal. Bitte um eine neue.
error-invite-own = Das ist die Einladung, die du selbst gemacht hast. Schick sie hinüber; geöffnet wird sie auf dem anderen Computer.
error-made-by-newer = Das stammt aus einem neueren Lamplight als dem auf diesem Computer. Es ist alles in Ordnung damit. Aktualisiere Lamplight hier und versuch es dann noch einmal.
error-partner-unreachable = Der andere Computer antwortet nicht. Geteilt wurde nichts. Seht nach, ob beide an sind und Lamplight auf beiden offen ist, und versucht es dann wieder.
error-no-mailbox = Es ist kein gemeinsamer Ordner eingerichtet.
error-mailbox-taken = Dieser Ordner gehört schon zu einem anderen Paar. Darin wurde nichts angerührt. Wähl einen anderen, oder leg darin einen neuen Ordner an.
error-mailbox-unusable = Der Ordner lässt sich gerade nicht benutzen. Von dir ist nichts verloren. Versuch es noch einmal, oder wähl einen anderen.
error-mailbox-unusable-not-there = Der Ordner ist gerade nicht da. Liegt er auf einem Stick oder Netzlaufwerk, schließ es an und versuch es noch einmal.
error-mailbox-unusable-denied = Lamplight darf in diesem Ordner nicht schreiben. Geändert wurde nichts. Wähl einen anderen, oder erlaub es in deinem System.
error-mailbox-unusable-full = Der Ordner ist voll. Von dir ist nichts verloren. Mach etwas Platz und versuch es noch einmal.
error-mailbox-unusable-slow = Der Ordner antwortet nicht rechtzeitig. Von dir ist nichts verloren. Versuch es später noch einmal.
error-mailbox-unusable-bad-address = Das ist keine Adresse eines Ordners, den Lamplight benutzen kann.
error-direct-closed = Der direkte Weg ist in den Einstellungen geschlossen, und dies braucht ihn. Nehmt eine Einladung mit eurem gemeinsamen Ordner, oder öffne den direkten Weg wieder.
error-pairing-over = Dieser Versuch, euch zu verbinden, ist zu Ende, und geteilt wurde nichts. Fangt auf beiden Computern neu an.
error-pictures-differ = Die Bilder waren nicht auf beiden Seiten gleich. Lamplight hat abgebrochen und nichts geteilt. Versucht es noch einmal, am besten im selben Zimmer. Sind sie wieder verschieden, lasst es für heute.

## Verabredungen und Gesten

error-outing-settled = Diese Verabredung hat sich inzwischen entschieden. Auf ihrer Seite siehst du, wie es jetzt steht.
error-sealed-bound = Inzwischen ist auch die andere Antwort da. Deshalb lässt sich hier nichts mehr ändern oder zurücknehmen. Geöffnet wird beim nächsten Mal, wenn eure Computer sich treffen.
error-sealed-over = Das hier ist abgeschlossen, mehr gibt es nicht zu tun. Was du geschrieben hast, bleibt bei dir.
error-time-in-past = Dieser Zeitpunkt ist schon vorbei. Such einen aus, der noch kommt.
error-bad-time = Daraus wird für Lamplight keine Uhrzeit. Wähl Tag und Stunde in den Feldern aus.
error-unknown-gesture = Diese Geste steht auf diesem Computer nicht in der Sammlung. Nimm eine andere oder sag es mit deinen Worten.
error-notifications-unavailable = Dieser Computer zeigt von Lamplight gerade keine Mitteilungen. Jeder Anstoß wartet trotzdem unter „Heute“. Schau in den Mitteilungseinstellungen des Systems nach.

## Sicherung und Wiederherstellung

error-no-sheet = Für dieses Tagebuch gibt es noch kein Wiederherstellungsblatt. Eine Sicherung wird damit verschlossen; mach also zuerst das Blatt, in den Einstellungen unter „Sicherung und Wiederherstellung“.
error-wrong-words = Stimmt noch nicht: Wort { $places }. Schau auf das Blatt und tipp es noch einmal; Großschreibung und Leerzeichen sind egal.
error-word-count = Auf einem Blatt stehen 24 Wörter, hier sind es { $found }. Schau nach, welches fehlt oder doppelt dasteht.
error-words-do-not-fit = Jedes dieser Wörter gibt es, aber zusammen ergeben sie kein Wiederherstellungsblatt. Eines ist verlesen, oder zwei sind vertauscht. Vergleich sie noch einmal mit dem Papier.
error-other-sheet = Diese Wörter sind ein ganzes Wiederherstellungsblatt, nur nicht das richtige. Such das andere; an den vier Zeichen in der Ecke erkennst du, welches welches ist.
error-not-a-backup = Das ist keine Sicherung von Lamplight, oder ein Stück davon fehlt. Hier hat sich nichts geändert. Wenn die Datei irgendwoher kopiert wurde, kopier sie noch einmal.
error-backup-inside-profile = Das ist der Ordner von Lamplight selbst, und eine Sicherung darin ginge mit ihm verloren. Such einen Ort außerhalb, am besten auf einem anderen Laufwerk.

## Alles andere

error-file-unreadable = Diese Datei ließ sich nicht öffnen. Vielleicht liegt sie woanders oder gehört jemand anderem. Wähl sie noch einmal aus.
error-bad-input = Mit etwas, das hier steht, kann Lamplight nichts anfangen, also blieb alles, wie es war. Geh die Felder noch einmal durch.
error-internal = In Lamplight ist etwas verrutscht, und das hier wurde nicht erledigt. Was vorher gespeichert war, ist weiter gespeichert. Versuch es noch einmal; klappt es wieder nicht, schließ Lamplight und öffne es neu.

## Einträge hereinholen: warum eine Datei draußen blieb

import-stopped = Du hast hier aufgehört. Was da ist, bleibt, und der Rest kommt, wenn du dasselbe noch einmal herholst.
import-failed-not-text = Das ist keine Textdatei. Sie blieb, wo sie ist.
import-failed-too-long = Länger, als ein Eintrag sein kann. Mach zwei Dateien daraus und hol die herein.
import-failed-bad-date = Kein Datum zu finden, weder im Dateinamen noch oben im Text. Schreib dort eins hin, etwa 2019-03-04.
import-failed-unreadable = Der Computer ließ Lamplight diese Datei nicht lesen. Sieh nach, wem sie gehört.
import-failed-empty = Es steht nichts darin.
import-failed-picture = Ein Bild darin fehlt, oder Lamplight kann es nicht lesen. Die Worte sind da.

# Nur auf der Kommandozeile: das Fenster kann es nicht sagen.
error-no-display = Hier gibt es keinen Bildschirm für ein Fenster. Die Kommandozeile geht auch ohne: lamplight --help.

# Nur auf der Kommandozeile.
sheet-made = Ein neues Wiederherstellungsblatt, { $sheet }. Wer diese Wörter hat, kann alles lesen, auch private Einträge. Schreib sie auf Papier und heb es dort auf, wo nur du hinkommst; sie werden nicht noch einmal gezeigt.
backup-made = Die Sicherung ist geschrieben und wurde zur Probe wieder geöffnet.
