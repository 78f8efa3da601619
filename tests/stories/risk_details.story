# Szczegóły zagrożenia: ocena, kategoria, właściciel, działania; karta Biura zmienia się w miejscu

Biuro: Jan Kowalski
Niepołomice: Anna Nowak specjalista (mobilność), Piotr Zając przewodniczący, Ewa Lis specjalista (mobilność)
Skawina: Marek Wilga koordynator
projekty Niepołomice: P+R Podłęże

Anna > /ryzyko Brak decyzji środowiskowej
Anna > [P+R Podłęże]
Anna > [🟠 Poważne]
    Zagrożenie R-1 zgłoszone
    [➕ Szczegóły]
Jan <
    🟠 Zagrożenie R-1 · Niepołomice · P+R Podłęże
    [👀 Przyjmuję]
    nie: Ocena
Piotr <
    🟠 Zagrożenie R-1

# Jan ocenia prosto z karty: dwa dotknięcia, jedna wiadomość; kolor karty to odtąd poziom oceny, u wszystkich
Jan: dotknięcia 0, wiadomości 0
Jan > [🎯 Oceń]
    R-1 · Niepołomice · P+R Podłęże
    Jak prawdopodobne × jaki wpływ?
    Wiersz to prawdopodobieństwo: 5 niemal pewne · 4 duże
    Kolumna to wpływ: 1 nieistotny · 2 mały
    [🟢5×1] [🟡5×2] [🟠5×3] [🔴5×4] [🔴5×5]
    [⚪1×1] [🟢1×2] [🟢1×3] [🟢1×4] [🟢1×5]
    [↩️ Bez zmian]
    nie: [🧹 Wyczyść]
Jan > [🟡2×3]
    dymek: R-1 · 2 × 3 = 6 (C)
    ➜ 🟡2×3
    🟡 Zagrożenie R-1
    Ocena: 2 × 3 = 6 (C)
    nie: Co dodać lub zmienić?
Jan: dotknięcia 2, wiadomości 0
Piotr <
    🟡 Zagrożenie R-1
    Ocena: 2 × 3 = 6 (C)

# można też napisać; w szczegółach wraca się do reszty
Anna > [➕ Szczegóły]
    Brak decyzji środowiskowej
    Co dodać lub zmienić?
    [Kategoria] [Waga] [Reakcja]
    [🎯 Ocena]
    [🎯 Ocena po działaniach]
    [✅ Gotowe]
Anna > [🎯 Ocena]
    [✓2×3]
    [🧹 Wyczyść] [↩️ Bez zmian]
    nie: Co dodać lub zmienić?
Anna > dużo
    Dotknij przycisku albo napisz dwie liczby od 1 do 5, np. „3x4”.
Anna > 4 na 5
    ➜ 4 na 5
    🔴 Zagrożenie R-1
    Ocena: 4 × 5 = 20 (A)
    Co dodać lub zmienić?
Jan <
    🔴 Zagrożenie R-1
    Ocena: 4 × 5 = 20 (A)
    [👀 Przyjmuję]
Anna > [🎯 Ocena po działaniach]
    Jak prawdopodobne × jaki wpływ po działaniach?
Anna > [🟢2×2]
    Ocena: 4 × 5 = 20 (A), po działaniach: 2 × 2 = 4 (D)
Anna > [🎯 Ocena po działaniach]
    [✓2×2]
Anna > [🧹 Wyczyść]
    Ocena: 4 × 5 = 20 (A)
    nie: po działaniach: 2
Anna > [Kategoria]
    [finansowanie] [formalno-prawne]
Anna > [formalno-prawne]
    formalno-prawne
    [Kategoria] [Waga] [Reakcja]
Jan <
    formalno-prawne
Anna > [Waga]
    [✓ 🟠 Poważne]
    nie: [🧹 Wyczyść]
Anna > [🔴 Krytyczne]
    🔴 Zagrożenie R-1
Jan <
    R-1 · Niepołomice · P+R Podłęże
    ⬇️ Aktualna karta jest niżej albo pod przyciskiem.
    🔴 Teraz krytyczne:
    🔴 Zagrożenie R-1
    [👀 Przyjmuję]
Anna > [Kiedy może nastąpić]
Anna > [w ciągu miesiąca]
Anna > [Reakcja]
Anna > [ograniczenie]
    formalno-prawne · w ciągu miesiąca · ograniczenie

# przyczyna, zdarzenie i skutek są zdaniami
Anna > [Przyczyna]
    Jaka jest przyczyna?
Anna > (pisze 301 znaków)
    Za długie: 301 znaków, a zmieści się 300.
!! restart
Anna > Raport <b>nie</b> gotowy
    Jaka jest przyczyna?
    ➜ Raport <b>nie</b> gotowy
    Przyczyna: Raport <b>nie</b> gotowy
    Co dodać lub zmienić?
Anna > [Przyczyna]
    Teraz: Raport <b>nie</b> gotowy
Anna > [🧹 Wyczyść]
    nie: Przyczyna:
Anna > [Skutek]
Anna > Utrata dotacji
    Skutek: Utrata dotacji
Anna > i jeszcze jedno zdanie
    Dołączone do R-1 ✅
    Brak decyzji środowiskowej
    i jeszcze jedno zdanie

# plik wysłany w trakcie należy do zagrożenia
Anna > (zdjęcie) Mapa działki
    Dołączone do R-1 ✅
    📎 1 załącznik
    Mapa działki
Anna > [Zdarzenie]
Anna > (dokument plan.pdf)
    Dołączone do R-1 ✅
Jan <
    📎 2 załączniki
Anna > [↩️ Bez zmian]

# właściciel: ktoś z zespołu albo z Biura
Anna > [👤 Właściciel]
    Kto za to odpowiada?
    [Anna Nowak] [Ewa Lis] [Jan Kowalski] [Piotr Zając]
    [Nikt] [↩️ Bez zmian]
    nie: Marek
Anna > wilga
    Nie ma tu takiej osoby.
Anna > lis
    [Ewa Lis]
    nie: [Piotr Zając]
Anna > [Ewa Lis]
    odpowiada Ewa Lis
Ewa <
    Odpowiadasz za R-1 · Niepołomice · P+R Podłęże (wyznacza Cię Anna Nowak).
    [👁 Pokaż]
Jan <
    odpowiada Ewa Lis
Ewa > [👁 Pokaż]
    🔴 Zagrożenie R-1
    [➕ Szczegóły]

Anna > [👤 Właściciel]
    [✓ Ewa Lis]
    [Piotr Zając]
Anna > [↩️ Bez zmian]

# działania: dodane, odhaczone, przełożone, usunięte
Anna > [☑ Działania]
    ➜ ☑ Działania
    Nie ma jeszcze żadnego.
Anna > [➕ Dodaj działanie]
    Co trzeba zrobić?
Anna > Ponaglić RDOŚ
    Na kiedy?
    [Za tydzień (wt. 1.12)] [Za 2 tygodnie (wt. 8.12)] [Za miesiąc (pon. 28.12)]
Anna > kiedyś
    Tej daty nie rozumiem.
Anna > 1.01.2026
    1.01.2026 już minął.
Anna > 10.12
    [☐ 10.12.2026 · Ponaglić RDOŚ]
Jan <
    ☐ do 10.12.2026 · Ponaglić RDOŚ
Anna > [➕ Dodaj działanie]
Anna > Zamówić mapy
Anna > [Za tydzień (wt. 1.12)]
    [☐ 1.12.2026 · Zamówić mapy]
Anna > [☐ 10.12.2026 · Ponaglić RDOŚ]
    [☑ Zrobione] [📅 Inny termin]
Anna > [☑ Zrobione]
    [☑ 10.12.2026 · Ponaglić RDOŚ]
Jan <
    ☑ do 10.12.2026 · Ponaglić RDOŚ
    ☐ do 1.12.2026 · Zamówić mapy
Anna > [☑ 10.12.2026 · Ponaglić RDOŚ]
Anna > [☐ Jednak niezrobione]
    [☐ 10.12.2026 · Ponaglić RDOŚ]
Anna > [☐ 1.12.2026 · Zamówić mapy]
Anna > [📅 Inny termin]
Anna > [Za 2 tygodnie (wt. 8.12)]
    [☐ 8.12.2026 · Zamówić mapy]
Anna > [☐ 8.12.2026 · Zamówić mapy]
Anna > [🗑 Usuń]
    nie: Zamówić mapy
Jan <
    ☐ do 10.12.2026 · Ponaglić RDOŚ
    nie: Zamówić mapy
Anna > [✅ Gotowe]
    Co dodać lub zmienić?
Anna > [✅ Gotowe]
    ☐ do 10.12.2026 · Ponaglić RDOŚ
    ➜ ✅ Gotowe

# po godzinach Biuro zmienia właściciela: kogo to dotyczy, słyszy o tym rano; kto wskazał siebie, nie słyszy
@ 2026-11-24 19:00
Jan > [➕ Szczegóły]
Jan > [👤 Właściciel]
    [✓ Ewa Lis]
Jan > [Jan Kowalski]
    odpowiada Jan Kowalski
Jan > [✅ Gotowe]
Anna < (nic)
Ewa < (nic)
@ 2026-11-25 8:00
Anna <
    Za R-1 · Niepołomice · P+R Podłęże odpowiada teraz Jan Kowalski.
Ewa <
    Za R-1 · Niepołomice · P+R Podłęże odpowiada teraz Jan Kowalski.
Jan <
    nie: Odpowiadasz
