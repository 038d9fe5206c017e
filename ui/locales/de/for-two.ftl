## Fragen für zwei: die Seite
journal-tab-pages = Seiten
two-title = Fragen für zwei
two-lead = Jeder von euch schreibt für sich eine Antwort. Dann gehen beide auf, nebeneinander.
two-lead-alone = Wenn ihr hier zu zweit seid, schreibt jeder eine Antwort, und dann gehen beide nebeneinander auf. Bis dahin sind die Fragen auch allein gute Gesellschaft.
two-turn-me = Die nächste bringst du mit, wann du magst.
two-turn-partner = Die nächste bringt { $name } mit. Warten musst du darauf nicht.
two-here = Noch da
two-by-me = von dir mitgebracht
two-by-partner = mitgebracht von { $name }
two-by-other = vom anderen von euch mitgebracht
two-until = da bis { $day }
two-stage-open = Für dich, wenn du magst
two-stage-waiting = Deine Antwort ist versiegelt
two-stage-opened = Geöffnet
two-stage-passed = Hast du ausgelassen
two-stage-folded = Zusammengefaltet
two-ladders = Drei Leitern
two-ladders-hint = Von leicht bis tief. Aufhören geht überall.
two-ladder-next = Als Nächstes
two-ladder-all = Alle ihre Fragen
two-ladder-done = { $done ->
    [0] Noch nicht begonnen
    [one] Eine geöffnet
   *[other] { $done } geöffnet
}
two-opened = Von beiden beantwortet
two-away = Ausgelassen oder zusammengefaltet
two-own = Eine eigene Frage
two-reading = Die Fragen kommen gleich
two-newer = Eine Frage aus einem neueren Lamplight. Sobald dieses hier aktualisiert ist, lässt sie sich lesen.

## Eine Leiter
two-depth-1 = Leicht
two-depth-2 = Näher
two-depth-3 = Tief
two-back = Alle Fragen

## Eine Frage, die noch niemand gestellt hat
two-bring = { $name } mitbringen
two-bring-hint = { $name } sieht die Frage. Sieben Tage lang kann man sie beantworten oder auslassen, dann faltet sie sich auf beiden Seiten zusammen, aus welchem Grund auch immer.
two-alone = Nur für mich beantworten
two-alone-hint = Daraus wird eine Seite, die dir gehört. Sonst liest sie niemand.
two-not-this = Diese nicht
two-go-to = Sie ist schon da
two-own-lead = In deinen Worten. { $name } sieht sie so, wie du sie hier schreibst.
two-own-lead-alone = In deinen Worten. Damit fängt eine Seite an, die dir gehört.
two-own-label = Deine Frage
two-brought = Sie ist da. Antworte, wann du magst.

## Antworten
two-answer = Deine Antwort
two-answer-hint = { $name } liest sie, wenn ihr beide geantwortet habt, nicht vorher. Noch nicht und ausgelassen sehen von dort gleich aus.
two-seal = Antwort versiegeln
two-seal-again = Neu versiegeln
two-pass = Auslassen
two-passed = Ausgelassen. Es ging nichts hinaus.
two-passed-text = Diese hast du ausgelassen. Von der anderen Seite sieht es aus, als wärst du noch nicht dazu gekommen.
two-passed-back = Doch antworten
two-kept = Auf diesem Computer aufgehoben, nicht versiegelt
two-sealed-now = Versiegelt. Es geht auf, wenn ihr beide geantwortet habt.
two-waiting = Versiegelt. Sobald es zwei Antworten gibt, gehen beide zusammen auf. Bis dahin kannst du deine neu schreiben oder zurücknehmen.
two-again = Neu schreiben
two-again-cancel = So lassen
two-take-back = Zurücknehmen
two-taken-back = Zurückgenommen. Deine Worte sind noch hier, und nur hier.
two-folds = Faltet sich am { $day } zusammen, auf beiden Seiten.
two-opened-lead = Beide Antworten, nebeneinander.
two-not-here = Diese Antwort ist nicht mehr auf diesem Computer.
two-too-late = Eine spätere Fassung von dir kam, als die Antworten schon gebunden waren. Sie bleibt bei dir:
two-folded = Diese hat sich zusammengefaltet. Das kann jeden Grund haben, und keiner wird aufgehoben.
two-folded-mine = Was du geschrieben hast, bleibt bei dir. Sonst hat es niemand gelesen.
two-folded-draft = Was du angefangen hattest. Es ist nie hinausgegangen.
two-bring-again = Noch einmal mitbringen
two-gone = Diese Frage ist nicht mehr hier.

## Befehle
command-questions = Fragen für zwei
command-questions-also = fragen antworten leiter karten reden
command-own-question = Eine eigene Frage stellen
command-own-question-also = eigene frage für zwei
