# Odpowiedź można poprawić do zamknięcia rundy; po zamknięciu jest przyjęta i oznaczona jako spóźniona

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność)
Skawina: Marek Wilga koordynator, Zofia Kruk przewodniczący
projekty Niepołomice: Trasa rowerowa Wisła | Żłobek Zakrzów
projekty Skawina: Park Miejski

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [✅ Wyślij]
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Zgodnie z planem]
    Zapisano ✅
    🟢 Żłobek Zakrzów

# poprawka zaczyna się od odpowiedzi
Anna > [✏️ Popraw]
    Który poprawić? Dotknij projektu; reszta zostaje, jak jest.
    [🟢 Trasa rowerowa Wisła]
    [🟢 Żłobek Zakrzów]
Anna > [🟢 Trasa rowerowa Wisła]
    Trasa rowerowa Wisła · poprzednio 🟢
Anna > [🔴 Opóźniony]
    Co się dzieje?
Anna > (głos) Wykonawca zszedł z budowy
    Który poprawić?
    🔴 Trasa rowerowa Wisła 📎
    [🔴 Trasa rowerowa Wisła ✏️]
    [🟢 Żłobek Zakrzów]
# jeszcze jedna zmiana przed wysłaniem
Anna > [🟢 Żłobek Zakrzów]
    Żłobek Zakrzów · poprzednio 🟢
Anna > [🟡 Zagrożony]
Anna > [Pomiń]
    🟡 Żłobek Zakrzów
Anna > [✅ Wyślij]
    Zapisano ✅

# specjalistka z tej samej gminy widzi odpowiedź i to, kto jej udzielił
Ewa > /status
    Odpowiedź: Anna Nowak, pt. 27.11, 9:00
    🔴 Trasa rowerowa Wisła
    Wykonawca zszedł z budowy
    [✏️ Popraw]

# Skawina milczy do zamknięcia
@ 2026-12-01 12:00
Zofia <
    Tydzień 48: gmina Skawina nie podała w terminie stanu projektów.
Jan <
    📋 Status: tydzień 48 (23–29.11) · odpowiedzi: 1 z 2
    🟡 1 🔴 1 · ⚪ 1 bez odpowiedzi
    🔴 Opóźnione (1)
    • Niepołomice · Trasa rowerowa Wisła: Wykonawca zszedł z budowy · nowe
    🟡 Zagrożone (1)
    • Niepołomice · Żłobek Zakrzów · nowe
    🔇 Cisza (1)
    • Skawina: pytano: Marek Wilga
    [🏛 Gmina po gminie] [🧩 Dziedziny]

Marek > /status
    Termin już minął; odpowiedź przyjmę i oznaczę jako spóźnioną.
Marek > [✏️ Wypełnij]
Marek > [⚪ Park Miejski]
Marek > [🟢 Zgodnie z planem]
Marek > [✅ Wyślij]
    Zapisano ✅ (po terminie)
Jan <
    Spóźniona odpowiedź: Skawina, tydzień 48 (Marek Wilga).
Jan > /raport
    Zamknięty: wt. 1.12, 12:00
    odpowiedzi: 2 z 2
Jan > [🏛 Gmina po gminie]
    [Niepołomice 🟡 1 🔴 1]
Jan > [Niepołomice]
    Wykonawca zszedł z budowy
    [📎 Załączniki]
Jan > [📎 Załączniki]
    🎤
    Niepołomice · Trasa rowerowa Wisła
Jan > /raport niepolo
    Niepołomice · tydzień 48
    Wykonawca zszedł z budowy
Jan > /raport skawina
    Marek Wilga, wt. 1.12, 12:00 ⏱ spóźniona
Jan > /raport Warszawa
    Nie ma takiej gminy w tym statusie. Sprawdź nazwę albo zacznij od /raport.
Jan > /raport i
    Tydzień 48: którą gminę pokazać?
    [Niepołomice 🟡 1 🔴 1]

# po otwarciu następnej rundy stara jest zamknięta na dobre
@ 2026-12-04 9:00
Marek > [✏️ Wypełnij]
    [🟢 Park Miejski]
