# W piątek rano pytanie, jedno dotknięcie wystarczy, gdy nic się nie zmieniło

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże | Żłobek Zakrzów

@ 2026-11-27 8:59
Anna < (nic)
@ 2026-11-27 9:00
Anna <
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
    Poprzednio: jeszcze nic nie zgłoszono
    [🟰 Bez zmian] [✏️ Wypełnij] [⏰ Później]
Piotr < (nic)

# za pierwszym razem nie ma czego powtórzyć, więc bot pyta o każdy projekt
Anna > [🟰 Bez zmian]
    1/3 · Trasa rowerowa Wisła
Anna > [🟢 Zgodnie z planem]
    2/3 · P+R Podłęże
Anna > [🟡 Zagrożony]
    Co się dzieje? Jedno zdanie wystarczy.
Anna > Czekamy na decyzję środowiskową
    3/3 · Żłobek Zakrzów
Anna > [50%]
    [• 50%]
Anna > [🟢 Zgodnie z planem]
    Podsumowanie
    🟢 Trasa rowerowa Wisła
    🟡 P+R Podłęże
    Czekamy na decyzję środowiskową
    🟢 Żłobek Zakrzów, 50%
    [✅ Wyślij] [✏️ Popraw]
Anna > [✅ Wyślij]
    Zapisano ✅
    [✏️ Popraw]

@ 2026-12-04 9:00
Anna <
    📋 Status: tydzień 49 (30.11–6.12) · Niepołomice
    Poprzednio: 🟢 Trasa rowerowa Wisła · 🟡 P+R Podłęże · 🟢 Żłobek Zakrzów
Anna > [🟰 Bez zmian]
    Zapisano ✅
    🟡 P+R Podłęże
@ 2026-12-08 12:00
Jan <
    📋 Status: tydzień 49 (30.11–6.12) · odpowiedzi: 1 z 1
    🟢 2 🟡 1
    🟡 Zagrożone (1)
    • Niepołomice · P+R Podłęże: Czekamy na decyzję środowiskową · od 2 tyg.
    Bez zmian świateł od poprzedniego tygodnia.
