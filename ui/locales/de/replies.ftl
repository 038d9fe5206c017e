## Auf eine Seite antworten
replies-title = Antworten
replies-mine = von dir
replies-reading = Die Antworten kommen gleich
replies-listen = Zuhörend antworten
replies-listen-lead = Drei kleine Schritte: was du gehört hast, warum es Sinn ergibt, wie es sich anfühlen mag. { $name } sagt dann, ob es das war.
replies-plain = Mit einfachen Worten
replies-plain-label = Deine Antwort
replies-words = Oder mit einem Wort
replies-send = An { $name } schicken
replies-cancel = Jetzt nicht
replies-kept = Auf diesem Computer aufgehoben, nicht geschickt
replies-take-away = Wegnehmen
replies-taken-away = Weggenommen, auf beiden Seiten.
replies-go-on = An deiner Antwort weiterschreiben

## Worte
reply-word-thank-you = Danke, dass du es mir sagst
reply-word-touched = Das berührt mich
reply-word-with-you = Ich bin bei dir
reply-word-smiling = Da muss ich lächeln
reply-word-proud = Ich bin stolz auf dich
reply-word-more = Davon möchte ich mehr hören
replies-word-newer = Ein Wort aus einem neueren Lamplight

## Zuhören
replies-step = Schritt { $step } von 3
replies-heard = Was ich gehört habe
replies-heard-hint = In deinen Worten, noch ohne Antwort darauf. Du musst nicht derselben Meinung sein.
replies-sense = Warum es Sinn ergibt
replies-sense-hint = Von dort gesehen, wo { $name } steht. Es kann leer bleiben.
replies-feels = Wie es sich wohl anfühlt
replies-feels-hint = Eine Vermutung reicht. Es kann leer bleiben.
replies-next = Weiter
replies-back = Einen Schritt zurück
replies-stop = Hier lassen
replies-stop-hint = Das siehst nur du. Von der anderen Seite sieht es aus wie noch nicht.
replies-left = Das hast du fürs Erste hier gelassen. Es ist noch da, wann du magst.
replies-left-back = Wieder aufnehmen
replies-again = { $name } sagt: noch nicht ganz. Einmal noch, wenn du magst.

## War es das
replies-judge = Hast du das gemeint?
replies-judge-hint = Das weißt nur du. { $name } kann es noch einmal versuchen.
replies-judge-hint-last = Das weißt nur du. Wenn es noch nicht ganz passt, ist es Zeit zu reden.
replies-right = Ja, genau das
replies-wrong = Noch nicht ganz
replies-wrong-note = Was du gemeint hast
replies-wrong-note-hint = Ein Satz, falls du einen hast.
replies-heard-well = Gehört.
replies-talk = Reden wir
replies-talk-text = Das Schreiben hat hier getan, was es kann. Dafür braucht es eure Stimmen, und vielleicht etwas Warmes zu trinken.

## Die zehn Sekunden
replies-leaving-label = Geht gleich hinaus
replies-leaving-text = { $seconds ->
    [one] Geht in einer Sekunde an { $name }. Noch ist nichts draußen.
   *[other] Geht in { $seconds } Sekunden an { $name }. Noch ist nichts draußen.
}
replies-leaving-begins = In zehn Sekunden geht das an { $name }. Bis dahin kannst du es zurückhalten.
replies-leaving-hold = Zurückhalten
replies-leaving-held = Zurückgehalten. Es ging nichts hinaus.
replies-leaving-now = Jetzt abschicken
replies-leaving-sent = Unterwegs zu { $name }.
