# Biuro czyta każdy tydzień: kto milczy, nie poprawia obrazu; przyciski należą do tygodnia, pod którym stoją

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Termomodernizacja szkół

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [⚪ Trasa rowerowa Wisła]
Anna > [🟡 Zagrożony]
Anna > Czekamy na decyzję
Anna > [✅ Wyślij]
Ewa > [✏️ Wypełnij]
Ewa > [⚪ Termomodernizacja szkół]
Ewa > [🔴 Opóźniony]
Ewa > Okna nadal złe
Ewa > [✅ Wyślij]
Ewa > /ryzyko Wykonawca grozi zejściem z budowy
Ewa > [Termomodernizacja szkół]
Ewa > [🔴 Krytyczne]

@ 2026-12-01 12:00
Jan <
    📋 Status: tydzień 48 (23–29.11) · odpowiedzi: 2 z 2
    🟡 1 🔴 1
    • Skawina · Termomodernizacja szkół: Okna nadal złe · nowe · R-1
    [🏛 Gmina po gminie] [🧩 Dziedziny]
    nie: 📖 Całość

# w następnym tygodniu Niepołomice wychodzą na prostą, a Skawina milczy
@ 2026-12-04 9:00
Anna > [✏️ Wypełnij]
Anna > [🟡 Trasa rowerowa Wisła]
Anna > [🟢 Zgodnie z planem]
Anna > [✅ Wyślij]
@ 2026-12-08 12:00
Jan <
    📋 Status: tydzień 49 (30.11–6.12) · odpowiedzi: 1 z 2
    🟢 1 · ⚪ 1 bez odpowiedzi (ostatnio 🔴 1)
    🔴 Opóźnione (1)
    • Skawina · Termomodernizacja szkół: Okna nadal złe · od 2 tyg. · stan z tyg. 48 · R-1
    🔄 Zmiany na lepsze (1)
    • Niepołomice · Trasa rowerowa Wisła: 🟡 → 🟢
    🔇 Cisza (1)
    • Skawina: ostatnio 🔴 1, pytano: Ewa Lis
    [◀️ Tydzień 48]
Jan > [🧩 Dziedziny]
    🧩 Dziedziny: tydzień 49
    • bez dziedziny: 🟢 1 · ⚪ 1 bez odpowiedzi (ostatnio 🔴 1)
Jan > [↩️ Tydzień 49]
    odpowiedzi: 1 z 2

# przez tydzień milczenia liczy się dalej
@ 2026-12-11 9:00
Ewa > [🟰 Bez zmian]
    Zapisano ✅
Jan > /raport
    📋 Status: tydzień 50
    • Skawina · Termomodernizacja szkół: Okna nadal złe · od 3 tyg. · R-1
    [◀️ Tydzień 49]
    nie: Otwórz status

# tydzień po tygodniu wstecz, w tej samej wiadomości
Jan > [◀️ Tydzień 49]
    📋 Status: tydzień 49
    • Skawina · Termomodernizacja szkół: Okna nadal złe · od 2 tyg. · stan z tyg. 48 · R-1
    [◀️ Tydzień 48] [Tydzień 50 ▶️]
Jan > [◀️ Tydzień 48]
    📋 Status: tydzień 48
    • Niepołomice · Trasa rowerowa Wisła: Czekamy na decyzję · nowe
    [Tydzień 49 ▶️]
Jan > [🏛 Gmina po gminie]
    Tydzień 48: którą gminę pokazać?
    [Niepołomice 🟡 1]
    [↩️ Tydzień 48]
Jan > [Niepołomice]
    Niepołomice · tydzień 48
    🟡 Trasa rowerowa Wisła
    Czekamy na decyzję

# wprost do tygodnia, i do gminy w nim
Jan > /raport 49
    📋 Status: tydzień 49
Jan > /raport tydzień 49 skawina
    Skawina · tydzień 49
    Bez odpowiedzi · pytano: Ewa Lis
    Ostatnio:
    🔴 Termomodernizacja szkół
Jan > /raport 47
    Nie ma statusu z tygodnia 47. Najnowszy: tydzień 50 (/raport).
Anna > /raport 49
    📋 Status: tydzień 49 (30.11–6.12) · odpowiedzi: 1 z 2
    [🏛 Niepołomice]
    nie: Gmina po gminie
