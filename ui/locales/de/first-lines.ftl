# Eine erste Zeile für eine leere Seite: ein Anfang zum Weiterschreiben, eine Frage, ein Schubs für den Stift.
# Zwölf, jede von anderer Art; keine verlangt Rechenschaft.

first-line-1 = Wie hat sich der Tag heute angehört?
first-line-2 = Laut gesagt habe ich das noch nicht:
first-line-3 = Vor mir auf dem Tisch:
first-line-4 = Du, bevor mir der Gedanke entwischt,
first-line-5 = Etwas Kleines, das du getan hast und von dem du vielleicht denkst, niemand hätte es gesehen.
first-line-6 = Als ich heute Abend zur Tür hereinkam,
first-line-7 = Meine Schultern könnten dir erzählen, wie diese Woche war.
first-line-8 = Wenn es morgen etwas leichter wäre, dann deshalb, weil
first-line-9 = Ein Ort, an dem wir einmal waren, und das Licht dort.
first-line-10 = Ein Satz ist schon eine ganze Seite. Hier ist meiner:
first-line-11 = Früher dachte ich … und heute bin ich mir da nicht mehr so sicher.
first-line-12 = Heute war nichts. Ich schaue mir das einmal genauer an.
