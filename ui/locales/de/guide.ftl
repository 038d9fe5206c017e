## Wie eine Seite anfangen kann
guide-title = Wie es anfangen soll
guide-kind-free = Einfach so
guide-kind-feelings = Was in mir ist
    .hint = Ein Gefühl, ein Bedürfnis, eine Angst: Eines davon ist schon eine ganze Seite. Das andere kann warten oder später dazukommen.
guide-kind-appreciation = Etwas Gutes an dir
    .hint = Klein und genau reicht weiter als groß.
guide-kind-memory = Eine Erinnerung
    .hint = Ein Bild genügt. Der Rest kommt oft von selbst.
guide-kind-letter = Ein Brief
    .hint = Er muss nicht abgeschickt werden. Er gehört dir, bis du ihn teilst.
guide-line-feel = Was ich fühle, ist
guide-line-need = Was ich brauche, ist
guide-line-fear = Wovor ich Angst habe, ist
guide-line-appreciation-1 = Was mir heute aufgefallen ist und ich vielleicht nicht gesagt habe:
guide-line-appreciation-2 = Danke für
guide-line-appreciation-3 = Ich mag es, wenn du
guide-line-memory-1 = Weißt du noch, wie
guide-line-memory-2 = Es gab einen Tag, da
guide-line-memory-3 = Ich höre noch
guide-line-letter-1 = Liebes Du,
guide-line-letter-2 = Wenn ich es in einem Zug sagen dürfte, würde ich sagen:
guide-line-letter-3 = Etwas trage ich schon länger mit mir herum:
guide-also = Daneben, wenn du magst

## Gefühle
feelings-title = Worte dafür, wie es ist
feelings-open = Wie es ist
feelings-more = Weitere Worte
feelings-find = Ein Wort suchen
feelings-found = Worte, die passen
feelings-families = Familien von Gefühlen
feelings-none = Dieses Wort gibt es hier nicht. Auf der Seite ist Platz dafür.
feelings-drop = { $feeling }, wegnehmen
feelings-chosen = { $feeling } steht auf der Seite.
feelings-dropped = { $feeling } steht nicht mehr auf der Seite.

## Befehle
command-guide-feelings = Schreiben, was in mir ist
command-guide-feelings-also = fühlen brauchen angst gefühl stimmung
command-guide-appreciation = Etwas Gutes an dir aufschreiben
command-guide-appreciation-also = danke lob wertschätzung
command-guide-memory = Eine Erinnerung aufschreiben
command-guide-memory-also = erinnern früher damals
command-guide-letter = Einen Brief schreiben
command-guide-letter-also = liebe post
