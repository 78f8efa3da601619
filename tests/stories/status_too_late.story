# Kto zacznie odpowiadać, a skończy po otwarciu następnej rundy, nie traci ani słowa: odpowiedź liczy się w nowej

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
projekty Niepołomice: Trasa rowerowa Wisła

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [⚪ Trasa rowerowa Wisła]
Anna > [🟡 Zagrożony]
Anna > Czekamy na decyzję
    [✅ Wyślij]
@ 2026-12-04 9:00
Anna <
    📋 Status: tydzień 49
Anna > [✅ Wyślij]
    nie:Zapisano
    dymek: Otworzył się już status z tygodnia 49: to, co napisano, liczy się w nim. Sprawdź i wyślij.
    Co się zmieniło?
    📋 Status: tydzień 49 (30.11–6.12) · Niepołomice
    Czekamy na decyzję
Anna > [✅ Wyślij]
    Zapisano ✅
    📋 Status: tydzień 49
Jan > /raport
    • Niepołomice · Trasa rowerowa Wisła: Czekamy na decyzję
Jan > /raport 48
    nie: Czekamy na decyzję
