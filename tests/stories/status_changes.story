# Wypełnia się tylko to, co się zmieniło: jedna wiadomość, tyle samo dotknięć przy trzech projektach co przy dziesięciu

Niepołomice: Anna Nowak koordynator
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże | Żłobek Zakrzów | Park Rekreacji | Szkoła w Woli | Most | Kanalizacja | Oświetlenie | Ścieżka | Biblioteka

# za pierwszym razem każdy jest ⚪, a o to, czego bot nie wie, pyta przed wysłaniem
@ 2026-11-27 9:00
Anna: dotknięcia 0, wiadomości 0, od bota 1
Anna > [✏️ Wypełnij]
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
    Co się zmieniło? Dotknij projektu; o ⚪ zapytam przed wysłaniem.
    [⚪ Trasa rowerowa Wisła]
    [⚪ P+R Podłęże]
    [◀️] [1/2] [▶️]
    [✅ Wyślij]
    nie: Poprzednio
Anna > [⚪ Trasa rowerowa Wisła]
Anna > [🟢 Zgodnie z planem]
    [🟢 Trasa rowerowa Wisła ✏️]
Anna > [✅ Wyślij]
    P+R Podłęże · pierwszy raz
# kto wróci do listy, nie traci niczego
Anna > [🟢 Zgodnie z planem]
    Żłobek Zakrzów
Anna > [↩️ Wróć]
    [🟢 P+R Podłęże ✏️]
    [⚪ Żłobek Zakrzów]
Anna > [✅ Wyślij]
    Żłobek Zakrzów · pierwszy raz
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Zgodnie z planem]
    Biblioteka · pierwszy raz
Anna > [🟢 Zgodnie z planem]
    Zapisano ✅
Anna: dotknięcia 15, wiadomości 0, od bota 0

# jedno światło: cztery dotknięcia i zdanie, ile by nie było projektów
@ 2026-12-04 9:00
Anna: dotknięcia 0, wiadomości 0, od bota 2
Anna > [✏️ Wypełnij]
    Co się zmieniło? Dotknij projektu; reszta zostaje jak tydzień temu.
    [🟢 Trasa rowerowa Wisła]
Anna > [🟢 P+R Podłęże]
    P+R Podłęże · poprzednio 🟢
Anna > [🟡 Zagrożony]
    Co się dzieje?
    [Pomiń]
Anna > Czekamy na decyzję środowiskową
    Co się zmieniło?
    🟡 P+R Podłęże
    Czekamy na decyzję środowiskową
    [🟡 P+R Podłęże ✏️]
    [🟢 Żłobek Zakrzów]
    nie: ⚪
Anna > [✅ Wyślij]
    Zapisano ✅
    🟢 Trasa rowerowa Wisła
    🟡 P+R Podłęże
    Czekamy na decyzję środowiskową
    [✏️ Popraw]
    [⚠️ Zgłoś zagrożenie]
    nie: Co się zmieniło?
Anna: dotknięcia 4, wiadomości 1, od bota 1

# poprawka też: ta sama lista, z tym, co stoi teraz
Anna > [✏️ Popraw]
    Który poprawić?
    [🟡 P+R Podłęże]
    nie: Zapisano
Anna > [🟡 P+R Podłęże]
    P+R Podłęże · poprzednio 🟡
Anna > [🟢 Zgodnie z planem]
    [🟢 P+R Podłęże ✏️]
Anna > [✅ Wyślij]
    Zapisano ✅
    🟢 P+R Podłęże
    nie: Czekamy
Anna: dotknięcia 4, wiadomości 0, od bota 0

# jeden żółty i jeden czerwony, dwa zdania
@ 2026-12-11 9:00
Anna: dotknięcia 0, wiadomości 0, od bota 2
Anna > [✏️ Wypełnij]
Anna > [🟢 P+R Podłęże]
Anna > [🟡 Zagrożony]
Anna > Brakuje gruntu
Anna > [🟢 Żłobek Zakrzów]
Anna > [🔴 Opóźniony]
Anna > Wykonawca zszedł z budowy
    🟡 P+R Podłęże
    Brakuje gruntu
    🔴 Żłobek Zakrzów
Anna > [✅ Wyślij]
    Zapisano ✅
    [⚠️ Zgłoś zagrożenie: Żłobek Zakrzów]
    [⚠️ Zgłoś zagrożenie: P+R Podłęże]
Anna: dotknięcia 6, wiadomości 2, od bota 2

# sam postęp jest zmianą; lista zwęża się do tego, co się napisze, i słucha nazw przycisków
@ 2026-12-18 9:00
Anna > [✏️ Wypełnij]
Anna > zlobek
    [🔴 Żłobek Zakrzów]
    nie: Trasa
Anna > [🔴 Żłobek Zakrzów]
    Żłobek Zakrzów · poprzednio 🔴
    [📈 Postęp]
Anna > [📈 Postęp]
    [90%] [100%]
Anna > [30%]
    [📈 Postęp: 30%]
Anna > 65%
    [📈 Postęp: 65%]
Anna > [↩️ Wróć]
    🔴 Żłobek Zakrzów, 65%
    Wykonawca zszedł z budowy
    [🔴 Żłobek Zakrzów ✏️]
    [🟡 P+R Podłęże]
Anna > stadion
    Nie ma takiego projektu.
# pozostałe stoją bez zmian trzeci raz z rzędu: o te bot pyta
Anna > wyślij
    Trasa rowerowa Wisła
    Trzeci raz z rzędu bez zmian. Co się dzieje? Jedno zdanie wystarczy.
    [↩️ Wróć]
