# Światło i powód w jednej wiadomości: przy projekcie albo po części jego nazwy na liście

Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże | Żłobek Zakrzów
projekty Skawina: Szkoła nr 1 | Szkoła nr 12 | Czerwony Most

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [⚪ Trasa rowerowa Wisła]
    Trasa rowerowa Wisła · pierwszy raz
    Możesz napisać: żółty, czekamy na decyzję
Anna > zielony, 40%
    🟢 Trasa rowerowa Wisła, 40%
    [🟢 Trasa rowerowa Wisła ✏️]
Anna > [✅ Wyślij]
    P+R Podłęże · pierwszy raz
    nie: Możesz napisać
Anna > zielone światło: ruszamy
    Żłobek Zakrzów · pierwszy raz
Anna > nie czerwony
    Tu wystarczy dotknąć przycisku
    Żłobek Zakrzów · pierwszy raz
# zdjęcie z podpisem też
Anna > (zdjęcie) zagrożony: pęknięta ściana
    🟢 P+R Podłęże
    ruszamy
    🟡 Żłobek Zakrzów 📎
    pęknięta ściana
Anna > [✅ Wyślij]
    Zapisano ✅

# jeden żółty i jeden czerwony: dwa dotknięcia i dwa zdania
@ 2026-12-04 9:00
Anna: dotknięcia 4, wiadomości 4
Anna > [✏️ Wypełnij]
Anna > P+R żółty: czekamy na decyzję
    Co się zmieniło?
    🟡 P+R Podłęże
    czekamy na decyzję
Anna > zlobek czerwony, 60%: wykonawca zszedł z budowy
    🔴 Żłobek Zakrzów, 60%
    wykonawca zszedł z budowy
    [🟢 Trasa rowerowa Wisła]
Anna > [✅ Wyślij]
    Zapisano ✅
    🟢 Trasa rowerowa Wisła, 40%
    🟡 P+R Podłęże
    🔴 Żłobek Zakrzów, 60%
    [⚠️ Zgłoś zagrożenie: Żłobek Zakrzów]
    [⚠️ Zgłoś zagrożenie: P+R Podłęże]
Anna: dotknięcia 2, wiadomości 2

# albo cztery dotknięcia i dwa zdania
@ 2026-12-11 9:00
Anna > [✏️ Wypełnij]
Anna > [🟢 Trasa rowerowa Wisła]
Anna > żółty: brak kadry
Anna > [🟡 P+R Podłęże]
Anna > 🔴 grunt jest zajęty
    🟡 Trasa rowerowa Wisła, 40%
    🔴 P+R Podłęże
    grunt jest zajęty
Anna > [✅ Wyślij]
    Zapisano ✅
Anna: dotknięcia 4, wiadomości 2

# nazwa, która pasuje do kilku, nie zmienia żadnego; cała nazwa jest tym jednym
Ewa > /status
Ewa > [✏️ Wypełnij]
Ewa > szkoła czerwony: okna nadal złe
    Pasuje kilka projektów. Napisz więcej z nazwy albo dotknij właściwego na liście.
    nie: 🔴
Ewa > szkola nr 1 czerwony: okna nadal złe
    🔴 Szkoła nr 1
    okna nadal złe
    [⚪ Szkoła nr 12]
# kolor w nazwie jest nazwą
Ewa > czerwony
    [⚪ Czerwony Most]
    nie: [⚪ Szkoła nr 12]
Ewa > czerwony most zielony
    [🟢 Czerwony Most ✏️]
    [⚪ Szkoła nr 12]
Ewa > stadion żółty: nic się nie dzieje
    Nie ma takiego projektu.
# bez powodu bot o niego pyta
Ewa > nr 12 opóźniony
    Co się dzieje?
Ewa > Brak projektu
    🔴 Szkoła nr 12
    Brak projektu
Ewa > [✅ Wyślij]
    Zapisano ✅
    🔴 Szkoła nr 1
    🔴 Szkoła nr 12
    🟢 Czerwony Most
