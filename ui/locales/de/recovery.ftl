# Das Wiederherstellungsblatt, Sicherungen, und der Weg zurück.

settings-backup = Sicherung und Wiederherstellung
command-settings-backup = Sicherung und Wiederherstellung
settings-now-backup = Das Wiederherstellungsblatt, Sicherungen, frühere Tage

recovery-sheet = Das Wiederherstellungsblatt
recovery-sheet-hint = 24 Wörter auf Papier. Sie öffnen dieses Tagebuch, wenn die Passphrase vergessen ist, und eine Sicherung, wenn der Computer weg ist. Auch private Einträge. Heb das Blatt dort auf, wo nur du hinkommst.
recovery-sheet-make = Blatt machen
recovery-sheet-again = Neues Blatt machen
recovery-sheet-is = Blatt { $sheet }, gemacht am { $day }.
recovery-sheet-drilled = Zuletzt nachgesehen am { $day }.
recovery-sheet-unconfirmed = Dieses Blatt stammt von der Kommandozeile. Lamplight hat noch nach keinem der Wörter gefragt; gut zu wissen, dass sie auf Papier stehen.
recovery-sheet-before = Die Wörter werden einmal gezeigt und auf diesem Computer nirgends aufgehoben. Leg Papier und Stift bereit, oder nimm einen Drucker, den nur du benutzt, und schau, dass dir niemand über die Schulter sieht.
recovery-sheet-replaces = Das Blatt, das du hast, hilft dann bei einer vergessenen Passphrase nicht mehr. Bisherige Sicherungen gehen weiter mit dem alten Blatt auf, und nur damit: Heb beide auf, solange du diese Sicherungen aufhebst, oder mach danach eine neue.
recovery-sheet-show = Wörter zeigen
recovery-sheet-write = Schreib sie in dieser Reihenfolge auf, oder druck sie aus. Auf einem Bildschirm oder Foto findet sie leicht jemand anderes.
recovery-sheet-print = Drucken
recovery-sheet-have = Ich habe sie auf Papier
recovery-sheet-done = Das Blatt gilt. Leg es dorthin, wo nur du hinkommst.

recovery-paper-title = Lamplight: Wiederherstellungsblatt von { $name }
recovery-paper-made = Gemacht am { $day }
recovery-paper-secret = Wer dieses Blatt hat, kann das ganze Tagebuch lesen, auch private Einträge. Es gehört dorthin, wo nur du hinkommst.
recovery-paper-use = Passphrase vergessen: Wähl auf dem gesperrten Bildschirm „Ich habe meine Passphrase vergessen“. Neuer Computer: Wähl beim ersten Start „Ich habe eine Sicherung“.
recovery-paper-age = Ohne Lamplight: Die Zeile unten ist derselbe Schlüssel. Speichere sie in einer Datei namens key.txt, dann: age -d -i key.txt lamplight-backup.age > backup.tar

recovery-asked-lead = Drei der Wörter, damit klar ist, dass sie richtig auf dem Papier stehen.
recovery-word = Wort { $place }
recovery-word-differs = Auf dem Blatt steht hier etwas anderes.
recovery-check = Vergleichen
recovery-drill = Frag mich drei Wörter
recovery-drill-lead = Hol das Blatt { $sheet } und tipp diese drei Wörter ab. So weißt du, dass es noch da ist, wo du es hingelegt hast.
recovery-drill-done = Sie stimmen. Das Blatt kann zurück an seinen Platz.

recovery-words = Die 24 Wörter
recovery-words-hint = Großschreibung und Leerzeichen sind egal, und von jedem Wort reichen die ersten vier Buchstaben. Auch die Zeile mit AGE-SECRET-KEY geht.
recovery-new-passphrase = Eine neue Passphrase

recovery-backup = Eine Sicherung zum Mitnehmen
recovery-backup-hint = Eine verschlüsselte Datei, in der alles ist. Leg sie auf ein anderes Laufwerk, oder wo du Dinge sonst aufhebst; ohne das Blatt verrät sie niemandem etwas. Sie lässt sich auch ohne Lamplight öffnen, mit dem Befehl age.
recovery-backup-last = Zuletzt gemacht am { $day }.
recovery-backup-first = Sie wird mit dem Wiederherstellungsblatt verschlossen; das Blatt kommt also zuerst.
recovery-backup-make = Sicherung machen
recovery-backup-where = Ort wählen
recovery-backup-made = Die Sicherung ist geschrieben und wurde zur Probe wieder geöffnet.

recovery-copies = Frühere Tage
recovery-copies-hint = Einmal am Tag hebt Lamplight auf diesem Computer eine Kopie auf und liest sie ganz durch: sieben Tage, und vier Wochen davor. Was du löschst, ist nach 35 Tagen auch aus den Kopien verschwunden. Sie helfen nach einem Versehen, nicht wenn der Computer weg ist.
recovery-copies-none = Die erste Kopie entsteht ein paar Minuten nach dem Öffnen.
recovery-copy = { $day }
recovery-copy-before = Wie es vor dem { $day } war, als ein früherer Tag zurückgeholt wurde
recovery-copy-restore = Dorthin zurück
recovery-copy-title = Zurück zum { $day }?
recovery-copy-text = Alles wird, wie es an diesem Tag war. Private Einträge von danach verschwinden aus dem Blick, aber nicht aus der Welt: Der Stand von jetzt bleibt hier in der Liste. Was ihr teilt, kommt vom Computer deines Partners zurück.
recovery-copy-do = Zurückgehen
recovery-copy-done = Erledigt. Wie es bis eben war, steht auch in der Liste.

recovery-restore-title = Hol es zurück
recovery-restore-lead = Aus einer Sicherung, mit den Wörtern ihres Wiederherstellungsblatts.
recovery-restore-one = Benutz von da an nur noch diesen Computer. Zwei, die dasselbe Tagebuch führen, ohne voneinander zu wissen, kommen sich in die Quere.
recovery-restore-choose = Sicherung wählen und zurückholen
recovery-restore-wait = Alles wird einmal durchgelesen. Das kann eine Minute dauern.
recovery-have-backup = Ich habe eine Sicherung

recovery-forgotten = Ich habe meine Passphrase vergessen
recovery-forgotten-title = Eine neue Passphrase
recovery-forgotten-lead = Die Wörter deines Wiederherstellungsblatts öffnen das Tagebuch, und eine neue Passphrase tritt an die Stelle der alten.
recovery-forgotten-do = Neue Passphrase nehmen

damaged-title = Der Schlüssel zu diesem Tagebuch ist nicht lesbar
damaged-lead = Die kleine Datei, in der er steht, ist beschädigt. Das Tagebuch selbst ist vielleicht ganz in Ordnung, aber ohne diese Datei geht es nicht auf.
damaged-kept = Es wurde nichts verändert. Was immer du zurückholst: Was jetzt da ist, bleibt daneben liegen.
damaged-no-copies = Auf diesem Computer gibt es keine Kopie eines früheren Tages.
damaged-backup = Aus einer Sicherung zurückholen

recovery-damaged-title = Frühere Tage auf diesem Computer
recovery-damaged-text = Die Datei des Tagebuchs lässt sich so nicht lesen. Vielleicht hilft die Kopie eines früheren Tages; was jetzt da ist, bleibt daneben liegen.
