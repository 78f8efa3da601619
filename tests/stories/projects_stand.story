# Karta projektu zaczyna się od tego, jak projekt stoi; zdania czytają ci, którzy go prowadzą, i Biuro

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator
projekty Niepołomice: Trasa rowerowa Wisła

Anna > /projekty trasa
Anna > [Trasa rowerowa Wisła]
    nie: od tego tygodnia
Anna > [🏁 Kamienie milowe]
Anna > [➕ Dodaj kamień milowy]
Anna > Przetarg
Anna > 27.11.2026
Anna > [✅ Gotowe]

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [⚪ Trasa rowerowa Wisła]
Anna > 75%
Anna > [🟡 Zagrożony]
Anna > Czekamy na <decyzję>
    🏁 Przetarg (termin
Anna > [⏩ Przesunięty]
Anna > [+1 miesiąc]
    Co się zmieniło?
    🏁 Przetarg: 27.11.2026 → 27.12.2026 (+30 dni)
Anna > [✅ Wyślij]
    Zapisano ✅
    🏁 Przetarg: 27.11.2026 → 27.12.2026 (+30 dni)
Jan > /raport
    🏁 Przesunięte (1)
    • Niepołomice · Trasa rowerowa Wisła · Przetarg: 27.11.2026 → 27.12.2026 (+30 dni)
Jan > /raport niepo
    🟡 Trasa rowerowa Wisła, 75%
    🏁 Przesunięte (1)
    Trasa rowerowa Wisła · Przetarg: 27.11.2026 → 27.12.2026 (+30 dni)
Jan > /projekty trasa
Jan > [Trasa rowerowa Wisła]
    🟡 od tego tygodnia · 75% · 27.11
    Czekamy na <decyzję> (Anna Nowak)
    Gmina: Niepołomice
    ⏳ 27.12.2026 · Przetarg (pierwotnie 27.11.2026)
Ewa > /projekty trasa
Ewa > [Trasa rowerowa Wisła]
    🟡 od tego tygodnia · 75% · 27.11
    nie: Czekamy

# tydzień milczenia niczego nie kończy
@ 2026-12-04 9:00
@ 2026-12-11 9:00
Anna > [🟰 Bez zmian]
Anna > /ryzyko Brak zgody konserwatora
Anna > [Trasa rowerowa Wisła]
Anna > [🔴 Krytyczne]
Anna > /projekty trasa
Anna > [Trasa rowerowa Wisła]
    🟡 od 3 tyg. · 75% · 11.12
    🟡⚪🟡 (3 tygodnie)
    Zagrożenia: R-1
    [🕓 Historia]
    Czekamy na <decyzję> (Anna Nowak)
Anna > [🕓 Historia]
    🕓 Trasa rowerowa Wisła · 2 odpowiedzi
    🟡 tydzień 50, 75% · Anna Nowak, pt. 11.12, 9:00
    🟡 tydzień 48, 75% · Anna Nowak, pt. 27.11, 9:00
    Czekamy na <decyzję>
Ewa > /projekty trasa
Ewa > [🟡 Trasa rowerowa Wisła]
    🟡⚪🟡 (3 tygodnie)
    nie: R-1
Ewa > [🕓 Historia]
    🟡 tydzień 48, 75%
    nie: Anna

# listę zawęża światło, dziedzina i gmina
Ewa > /projekty
Ewa > [🔴]
    📁 Projekty
    🔎 🔴: 0 pasuje
Ewa > [✖️ Pokaż wszystkie]
Ewa > [🟡]
    🔎 🟡: 1 pasuje
    [🟡 Trasa rowerowa Wisła · Niepołomice]
Ewa > [🏛 Gmina]
    Projekty której gminy?
Ewa > skaw
Ewa > [Skawina]
    🔎 🟡 · Skawina: 0 pasuje
Ewa > [✖️ Pokaż wszystkie]
    [🟡 Trasa rowerowa Wisła · Niepołomice]
