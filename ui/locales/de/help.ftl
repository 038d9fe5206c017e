# Die Hilfeseite. Für alle gleich, ohne Netz; sie fragt nichts und behält nichts.
# Ruhig, kurz, ohne Urteile. Keine Telefonnummern hier: Die kommen nur aus geprüften Quellen.
# Nie ein Wort, das jemanden zum Verzeihen, Bleiben, Gehen oder Erzählen drängt.

help-lead = Für eine schwere Stunde, oder für eine Frage, die du mit dir herumträgst. Alle finden hier dieselbe Seite, und dass du sie geöffnet hast, wird nirgends behalten.
help-not-crisis = Lamplight ist ein Notizbuch für zwei. Es ist keine Therapie, und niemand liest mit, der kommen und helfen könnte. Wenn es ernst ist, können Menschen mehr als jedes Programm.
help-safer-device = Falls auch jemand anderes auf diesen Computer schaut, liest du das vielleicht lieber woanders: auf dem Telefon einer Freundin, an einem Rechner in der Bücherei. Lamplight behält keine Spur davon, dass du hier warst, und auf dem anderen Computer erfährt niemand davon. Was dieser Computer selbst aufzeichnet, kann Lamplight nicht ungeschehen machen.

help-lines = Eine Stimme am Telefon
help-lines-choose = Land
help-lines-none = Hier hat Lamplight keine Nummer, die es an ihrer Quelle prüfen konnte. Der Notruf, eine Arztpraxis, eine Apotheke oder das Rathaus können sagen, wer für dich da ist.
help-lines-emergency = Wenn jetzt jemand in Gefahr ist, geht die Notrufnummer deines Landes vor. Anrufen kann Lamplight nicht für dich.
help-lines-source = Quelle: { $source }, gelesen am { $retrieved }. Nummern ändern sich; die Quelle weiß es am besten.

help-afraid = Wenn du Angst hast
    .text = Angst vor dem Menschen, mit dem man lebt, ist kein Missverständnis, das sich mit besseren Worten klären ließe. Sie ist Grund genug, mit jemandem von außen zu reden, auch wenn „eigentlich“ nichts passiert ist. Und du bist nicht schuld daran.
    .item1 = In Gefahr, jetzt gerade: Geh dorthin, wo andere Leute sind, wenn du kannst, und ruf den Notruf.
    .item2 = Sag es einem Menschen, dem du vertraust. Ein verabredetes Wort kann heißen: „Bitte hol Hilfe.“
    .item3 = Die Hilfetelefone für Gewalt zu Hause hören zu, ohne zu fragen, was du beschlossen hast. Bei den meisten musst du keinen Namen nennen.
    .item4 = Papiere, etwas Geld, Medikamente und ein Schlüssel liegen am besten da, wo du schnell herankommst, oder bei jemandem, dem du traust.
    .item5 = Die Zeit um eine Trennung kann die gefährlichste sein. Es ist gut, sie mit jemandem zu planen, der sich damit auskennt.
    .item6 = Neue Passwörter und Geräte auf einen Schlag können auffallen. Die Beratungsstellen wissen, wie man es angeht.
    .item7 = Übungen zu zweit und Paarberatung können schaden, wo Angst ist. Du darfst sie lassen, ohne Grund.
    .item8 = In Lamplight kannst du jederzeit von dir aus aufhören zu teilen, wenn du willst ganz leise. Was du geschrieben hast, bleibt bei dir.

help-signs = Wie es sich zwischen zweien anfühlen kann
    .text = Keine Liste kann wissen, was bei dir los ist, und schlechte Tage haben alle. Das hier sind nur Worte für Dinge, die sich manchmal schwer benennen lassen. Es geht um das, was immer wiederkommt.
help-signs-healthy = Was guttut
    .item1 = Du kannst Nein sagen, und der Abend geht weiter.
    .item2 = Du triffst Freunde und Familie, ohne dich dafür zu rechtfertigen.
    .item3 = Nach einem Streit kommt ihr beide zurück, und niemand zahlt später dafür.
    .item4 = Dein Telefon, dein Geld und dein Tagebuch gehören dir.
    .item5 = Du darfst es dir anders überlegen, auch bei Nähe.
    .item6 = Du kannst dich irren, ohne dass dich jemand klein macht.
help-signs-unhealthy = Was schadet
    .item1 = Du legst dir Sätze vorher zurecht, aus Angst vor dem, was danach kommt.
    .item2 = Du sollst sagen, wo du warst und mit wem, und es beweisen.
    .item3 = Geld, Schlüssel, Papiere oder Medikamente werden dir vorenthalten.
    .item4 = Deine Nachrichten werden gelesen, deine Wege verfolgt, deine Passwörter als Liebesbeweis verlangt.
    .item5 = Du wirst gestoßen, festgehalten, geschlagen, oder was dir wichtig ist, geht zu Bruch.
    .item6 = Es kommt zu Nähe, die du nicht willst, weil ein Nein Folgen hat.
    .item7 = Es heißt, du seist schuld gewesen, oder es sei nie geschehen.
    .item8 = Es wird gedroht, dir, den Kindern, den Tieren oder mit dem eigenen Leben, falls du gehst.

help-professional = Jemanden finden, der das beruflich macht
    .text = Du musst nicht am Ende deiner Kräfte sein. Früh ist es leichter, und ein Gespräch ist noch keine Entscheidung.
    .item1 = Für euch beide gibt es Paarberatung: in Familienberatungsstellen, bei Kirchen und Verbänden, in Praxen. Oft kostet sie weniger, als man denkt.
    .item2 = Für dich allein ist deine Hausarztpraxis eine gute erste Tür. Dort weiß man, wer in der Nähe Platz hat.
    .item3 = Am Telefon darfst du fragen: Welche Ausbildung haben Sie? Kennen Sie das, was uns bedrückt? Was kostet es, und wie lange warten wir?
    .item4 = Nach zwei, drei Treffen frag dich, ob du dich gehört fühlst. Weitersuchen ist erlaubt.
    .item5 = Wartelisten sind lang, und du kannst auf mehreren stehen. Bis dahin überbrückt ein Sorgentelefon oder eine Gruppe die Wochen.
    .item6 = Wenn du vor dem Menschen an deiner Seite Angst hast, geh zuerst allein hin.

help-addiction = Wenn Alkohol, Tabletten, Glücksspiel oder etwas anderes stärker ist
    .text = Sucht ist eine Krankheit, die sich gut versteckt, und die Scham hilft ihr dabei. Man kann sie behandeln. Hilfe holen darf, wer sie hat, und genauso, wer daneben lebt, beide für sich.
    .item1 = Suchtberatungsstellen reden mit allen, auch mit Angehörigen, meistens kostenlos und ohne Namen.
    .item2 = Bei Alkohol und manchen Medikamenten kann es gefährlich sein, auf einen Schlag aufzuhören. Sprich zuerst mit einer Ärztin oder einem Arzt.
    .item3 = Es gibt Gruppen für die, die trinken oder spielen, und andere für die, die sie lieben. Schweigend dabeisitzen ist in Ordnung.
    .item4 = Man kann jemanden lieben und trotzdem nicht für ihn lügen, nicht für ihn zahlen, nicht zu ihm ins Auto steigen.
    .item5 = Die großen Gespräche haben Zeit bis zu einem nüchternen Tag.

help-old = Wenn etwas Altes mit im Zimmer ist
    .text = Manchmal ist es gar nicht das Heute, das wehtut. Eine Stimme, ein Geruch, eine Hand auf der Schulter, und etwas von früher ist wach. Niemand muss es erzählen, nicht hier und nicht einander.
    .item1 = Es kann so aussehen: Zusammenzucken, Taubwerden, plötzliche Wut, Nächte ohne Schlaf, hinausmüssen aus einem Raum.
    .item2 = Für den Moment selbst: die Füße auf den Boden, fünf Dinge nennen, die du siehst, kaltes Wasser über die Handgelenke, ein offenes Fenster.
    .item3 = Für den Menschen daneben: nicht ungefragt anfassen, langsam sprechen, sagen, wo ihr seid. Erklärt werden muss nichts.
    .item4 = Es gibt Therapeutinnen und Therapeuten, die gelernt haben, Traumata zu behandeln. Frag genau danach; Adressen haben die Hausarztpraxis oder ein Hilfetelefon.
    .item5 = Bei vielen wird es mit Behandlung besser, auch noch nach Jahrzehnten.
