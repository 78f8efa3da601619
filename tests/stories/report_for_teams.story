# Kto sprawozdaje, czyta: po rundzie krótka karta, /raport o swojej gminie cały, o innych same światła

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący, Zofia Mak specjalista (mobilność)
Skawina: Ewa Lis koordynator, Olga Bąk przewodniczący
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże
projekty Skawina: Termomodernizacja szkół

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [✅ Wyślij]
Anna > [🟢 Zgodnie z planem]
Anna > [🟡 Zagrożony]
Anna > Czekamy na decyzję środowiskową
Anna > [✅ Wyślij]
Ewa > [✏️ Wypełnij]
Ewa > [✅ Wyślij]
Ewa > [🔴 Opóźniony]
Ewa > Okna nadal złe
Ewa > [✅ Wyślij]
Piotr > /start
Zofia > /start
Olga > /start

# wtorek w południe: przewodniczący i koordynator, nikt inny
@ 2026-12-01 12:00
Piotr <
    📊 Niepołomice: tydzień 48 · 🟢 1 🟡 1
    🟡 P+R Podłęże: Czekamy na decyzję środowiskową
    Wszystkie gminy: 🟢 1 🟡 1 🔴 1 · odpowiedzi: 2 z 2
    [🔎 Pokaż] [🔕 Nie wysyłaj mi tego]
    nie: Okna nadal złe
Anna <
    📊 Niepołomice: tydzień 48
Zofia < (nic)
Piotr > [🔎 Pokaż]
    Niepołomice · tydzień 48
    Anna Nowak, pt. 27.11, 9:00
    🟢 Trasa rowerowa Wisła
    🟡 P+R Podłęże
    Czekamy na decyzję środowiskową

# kto nie chce, tego nie dostaje
Piotr > [🔕 Nie wysyłaj mi tego]
    dymek: Nie będę. Włączysz to znów w /ustawienia.
Piotr > /ustawienia
    [🔔 Wysyłaj mi wyniki]

# w następnym tygodniu Skawina milczy: jej koordynatorka odpowiada wprost z karty
@ 2026-12-04 9:00
Anna > [🟰 Bez zmian]
@ 2026-12-08 12:00
Piotr <
    nie: 📊 Niepołomice
Ewa <
    🔇 Skawina: tydzień 49 bez odpowiedzi · ostatnio 🔴 1
    🔴 Termomodernizacja szkół: Okna nadal złe · od 2 tyg.
    Wszystkie gminy: 🟢 1 🟡 1 🔴 1 · odpowiedzi: 1 z 2
    [📋 Odpowiedz teraz]
    [🔎 Pokaż] [🔕 Nie wysyłaj mi tego]
Olga <
    Tydzień 49: gmina Skawina nie podała w terminie stanu projektów.
    nie: 🔇

Piotr > [🔔 Wysyłaj mi wyniki]
    dymek: Będę wysyłać, od następnego tygodnia.
    nie: [🔔 Wysyłaj mi wyniki]

# specjalistka czyta swoją gminę całą, o innych same światła, i nie dowiaduje się, kto milczał
Zofia > /raport
    📋 Status: tydzień 49 (30.11–6.12) · odpowiedzi: 1 z 2
    🟢 1 🟡 1 🔴 1
    [🏛 Niepołomice]
    [🗺 Wszystkie gminy] [📈 Trend]
    [◀️ Tydzień 48]
    nie: Cisza
Zofia > [🏛 Niepołomice]
    🟡 P+R Podłęże
    Czekamy na decyzję środowiskową
Zofia > [🗺 Wszystkie gminy]
    🗺 Tydzień 49: projekty w gminach
    • Niepołomice: 🟢 1 🟡 1
    • Skawina: 🔴 1
    Bez odpowiedzi w tym tygodniu: 1 gmina.
    [↩️ Tydzień 49]
    nie: Okna
Zofia > [↩️ Tydzień 49]
Zofia > [◀️ Tydzień 48]
    📋 Status: tydzień 48 (23–29.11) · odpowiedzi: 2 z 2
    [Tydzień 49 ▶️]
Zofia > /raport skawina
    Skawina · tydzień 49: 🔴 1
    Treść odpowiedzi widzą tylko jej zespół i Biuro.
    nie: Okna
Zofia > /raport niepolomice
    Czekamy na decyzję środowiskową
Zofia > [📈 Trend]
    Trend: tygodnie 48–49
    nie: Skawina

Ewa > [📋 Odpowiedz teraz]
    Co się zmieniło?
    [🔴 Termomodernizacja szkół]
