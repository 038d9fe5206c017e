# Wörter für Gefühle, auf zwei Ebenen: eine Familie und die Wörter in ihrer Nähe.
# Im Eintrag stehen die Kennungen, die sich nie ändern; ändern dürfen sich nur diese Wörter.

## Familien

feeling-glad = froh
feeling-close = nah
feeling-calm = ruhig
feeling-alive = lebendig
feeling-strong = stark
feeling-moved = berührt
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
feeling-happy = glücklich
feeling-cheerful = gut gelaunt
feeling-carefree = unbeschwert
feeling-fulfilled = erfüllt

## Nah

feeling-loved = geliebt
feeling-tender = zärtlich
feeling-trusting = voller Vertrauen
feeling-understood = verstanden
feeling-desired = begehrt
feeling-playful = verspielt
feeling-connected = verbunden
feeling-in-love = verliebt
feeling-seen = gesehen
feeling-important = jemandem wichtig
feeling-desiring = voller Verlangen
feeling-reconciled = versöhnt

## Ruhig

feeling-content = zufrieden
feeling-rested = ausgeruht
feeling-safe = geborgen
feeling-settled = angekommen
feeling-steady = gefestigt
feeling-relaxed = entspannt
feeling-at-ease = gelassen
feeling-at-peace = mit mir im Reinen
feeling-patient = geduldig
feeling-clear = klar im Kopf

## Lebendig

feeling-curious = neugierig
feeling-awake = hellwach
feeling-enthusiastic = begeistert
feeling-inspired = beflügelt
feeling-eager = voller Tatendrang
feeling-adventurous = unternehmungslustig
feeling-high-spirited = übermütig
feeling-absorbed = ganz versunken

## Stark

feeling-confident = selbstsicher
feeling-brave = mutig
feeling-capable = der Sache gewachsen
feeling-free = frei
feeling-determined = entschlossen
feeling-respected = ernst genommen
feeling-equal = auf Augenhöhe
feeling-supported = nicht allein damit
feeling-appreciated = wertgeschätzt
feeling-comfortable = wohl in meiner Haut

## Berührt

feeling-surprised = überrascht
feeling-overcome = überwältigt
feeling-wistful = wehmütig
feeling-longing = sehnsüchtig
feeling-compassionate = mitfühlend
feeling-comforted = getröstet
feeling-enchanted = verzaubert
feeling-fortunate = beschenkt

## Traurig

feeling-lonely = einsam
feeling-disappointed = enttäuscht
feeling-discouraged = mutlos
feeling-homesick = voller Heimweh
feeling-grieving = in Trauer
feeling-empty = leer
feeling-low = niedergeschlagen
feeling-hopeless = hoffnungslos
feeling-tearful = den Tränen nah

## Verletzt

feeling-overlooked = übersehen
feeling-rejected = zurückgewiesen
feeling-criticised = kritisiert
feeling-betrayed = verraten
feeling-unimportant = unwichtig
feeling-misunderstood = missverstanden
feeling-let-down = im Stich gelassen
feeling-taken-for-granted = für selbstverständlich genommen
feeling-unheard = nicht gehört
feeling-patronised = bevormundet

## Wütend

feeling-irritated = gereizt
feeling-frustrated = frustriert
feeling-resentful = voller Groll
feeling-bitter = verbittert
feeling-jealous = eifersüchtig
feeling-furious = rasend
feeling-annoyed = genervt
feeling-indignant = empört
feeling-defiant = trotzig
feeling-envious = neidisch

## Ängstlich

feeling-worried = besorgt
feeling-insecure = verunsichert
feeling-overwhelmed = überfordert
feeling-tense = angespannt
feeling-helpless = hilflos
feeling-frightened = erschrocken
feeling-uneasy = beklommen
feeling-mistrustful = misstrauisch
feeling-lost = verloren
feeling-cornered = in die Enge getrieben

## Beschämt

feeling-guilty = schuldig
feeling-embarrassed = verlegen
feeling-inadequate = nicht gut genug
feeling-regretful = voller Reue
feeling-exposed = bloßgestellt
feeling-humiliated = gedemütigt
feeling-self-conscious = befangen
feeling-burdensome = wie eine Last
feeling-small = ganz klein

## Müde

feeling-drained = ausgelaugt
feeling-numb = taub
feeling-restless = rastlos
feeling-stretched = aufgerieben
feeling-indifferent = gleichgültig
feeling-torn = hin- und hergerissen
feeling-bored = gelangweilt
feeling-resigned = resigniert
feeling-distant = weit weg
feeling-stuck = festgefahren
