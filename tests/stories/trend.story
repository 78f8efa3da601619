# Biuro ogląda, jak było przez ostatnie tygodnie: obrazek, a pod nim słowami, co gorzej, a co lepiej

Biuro: Jan Kowalski, John Smith (en)
Niepołomice: Anna Nowak koordynator
Skawina: Marek Wilga koordynator
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże
projekty Skawina: Termomodernizacja szkół

# pierwsza runda: nie ma z czym porównać
@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [✅ Wyślij]
Anna > [🟢 Zgodnie z planem]
Anna > [🟡 Zagrożony]
Anna > [Pomiń]
    Zapisano ✅
Marek > [✏️ Wypełnij]
Marek > [✅ Wyślij]
Marek > [🔴 Opóźniony]
Marek > Okna nadal złe
Marek > [✅ Wyślij]
Jan > /raport
    [📈 Trend]
Jan > [📈 Trend]
    📈 Trend: tydzień 48
    Wszystkie projekty: 🟢 1 🟡 1 🔴 1
    Gorzej (2)
    nowy → 🔴 Skawina · Termomodernizacja szkół
    nowy → 🟡 Niepołomice · P+R Podłęże
    nie: poprzednio

# po podsumowaniu przychodzi to samo
@ 2026-12-01 12:00
Jan <
    odpowiedzi: 2 z 2
    📈 Trend: tydzień 48
John <
    📈 Trend: week 48
    new → 🔴 Skawina · Termomodernizacja szkół

# w następnej rundzie Skawina milczy: obraz się od tego nie poprawia
@ 2026-12-04 9:00
Anna > [✏️ Wypełnij]
Anna > [🟢 Trasa rowerowa Wisła]
Anna > [🔴 Opóźniony]
Anna > [Pomiń]
Anna > [🟡 P+R Podłęże]
Anna > [🟢 Zgodnie z planem]
Anna > [✅ Wyślij]
Jan > /raport
Jan > [📈 Trend]
    📈 Trend: tygodnie 48–49
    Wszystkie projekty: 🟢 1 🔴 2 (poprzednio: 🟢 1 🟡 1 🔴 1)
    Gorzej (1)
    🟢 → 🔴 Niepołomice · Trasa rowerowa Wisła
    Lepiej (1)
    🟡 → 🟢 Niepołomice · P+R Podłęże
@ 2026-12-08 12:00
John <
    📈 Trend: weeks 48–49
    All projects: 🟢 1 🔴 2 (before: 🟢 1 🟡 1 🔴 1)
