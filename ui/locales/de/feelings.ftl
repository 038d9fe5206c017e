# Wörter für Gefühle, auf zwei Ebenen: eine Familie und die Wörter in ihrer Nähe.
# Im Eintrag stehen die Kennungen, die sich nie ändern; ändern dürfen sich nur diese Wörter.

## Familien

feeling-glad = froh
feeling-close = nah
feeling-calm = ruhig
feeling-sad = traurig
feeling-hurt = verletzt
feeling-angry = wütend
feeling-afraid = ängstlich
feeling-ashamed = beschämt
feeling-tired = müde

## Froh

feeling-grateful = dankbar
feeling-hopeful = hoffnungsvoll
feeling-proud = stolz
feeling-amused = belustigt
feeling-excited = voller Vorfreude
feeling-relieved = erleichtert

## Nah

feeling-loved = geliebt
feeling-tender = zärtlich
feeling-trusting = voller Vertrauen
feeling-understood = verstanden
feeling-desired = begehrt
feeling-playful = verspielt

## Ruhig

feeling-content = zufrieden
feeling-rested = ausgeruht
feeling-safe = geborgen
feeling-settled = angekommen
feeling-curious = neugierig
feeling-steady = gefestigt

## Traurig

feeling-lonely = einsam
feeling-disappointed = enttäuscht
feeling-discouraged = mutlos
feeling-homesick = voller Heimweh
feeling-grieving = in Trauer
feeling-empty = leer

## Verletzt

feeling-overlooked = übersehen
feeling-rejected = zurückgewiesen
feeling-criticised = kritisiert
feeling-betrayed = verraten
feeling-unimportant = unwichtig
feeling-misunderstood = missverstanden

## Wütend

feeling-irritated = gereizt
feeling-frustrated = frustriert
feeling-resentful = voller Groll
feeling-bitter = verbittert
feeling-jealous = eifersüchtig
feeling-furious = rasend

## Ängstlich

feeling-worried = besorgt
feeling-insecure = verunsichert
feeling-overwhelmed = überfordert
feeling-tense = angespannt
feeling-helpless = hilflos
feeling-frightened = erschrocken

## Beschämt

feeling-guilty = schuldig
feeling-embarrassed = verlegen
feeling-inadequate = nicht gut genug
feeling-regretful = voller Reue
feeling-exposed = bloßgestellt

## Müde

feeling-drained = ausgelaugt
feeling-numb = taub
feeling-restless = rastlos
feeling-stretched = aufgerieben
feeling-indifferent = gleichgültig
feeling-torn = hin- und hergerissen
