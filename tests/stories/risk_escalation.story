# Zagrożenie, którego nikt nie przyjmuje, i działanie po terminie

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność), Piotr Zając przewodniczący
projekty Niepołomice: P+R Podłęże

# krytyczne w sobotę w nocy: po godzinie jeszcze raz całe Biuro, po dwóch dyrektor, czyli kto jest w Biurze najdłużej
@ 2026-11-28 3:00
Anna > /ryzyko Osuwisko zamknęło drogę
Anna > [P+R Podłęże]
Anna > [🔴 Krytyczne]
Jan <
    🔴 Zagrożenie R-1
Maria <
    🔴 Zagrożenie R-1
Piotr <
    🔴 Zagrożenie R-1
@ 2026-11-28 3:59
Jan < (nic)
@ 2026-11-28 4:00
Jan <
    ⏰ Nikt jeszcze nie przyjął:
    🔴 Zagrożenie R-1 · Niepołomice · P+R Podłęże
    Osuwisko zamknęło drogę
    [👀 Przyjmuję] [💬 Zapytaj] [✅ Zamknij]
    ⬇️ Aktualna karta jest niżej albo pod przyciskiem.
Maria <
    ⏰ Nikt jeszcze nie przyjął:
Piotr < (nic)
Anna < (nic)
@ 2026-11-28 5:00
Jan <
    ⏰ Do dyrektora Biura: nikt jeszcze nie przyjął.
    Powiadomieni sob. 28.11, 3:00: Jan Kowalski, Maria Wolska, Piotr Zając
    🔴 Zagrożenie R-1
    [👀 Przyjmuję]
Maria < (nic)

# kto przyjmuje, uspokaja wszystkich: przypomnienia zmieniają się na miejscu
Maria > [👀 Przyjmuję]
    👀 Przyjmuje: Maria Wolska
Jan <
    👀 Przyjmuje: Maria Wolska, sob. 28.11, 5:00
    nie: Nikt jeszcze
@ 2026-11-30 12:00
Jan < (nic)
Maria < (nic)
Anna > /ryzyko R-1
Anna > [🕓 Historia]
    Obwarzanek: przypomnienie, że nikt nie przyjął
    Obwarzanek: przekazano wyżej: Jan Kowalski

# poważne: w dniach roboczych i godzinach pracy
@ 2026-12-04 17:30
Anna > /ryzyko Brak decyzji środowiskowej
Anna > [P+R Podłęże]
Anna > [🟠 Poważne]
Jan <
    🟠 Zagrożenie R-2
@ 2026-12-07 17:29
Maria <
    nie: Nikt jeszcze
@ 2026-12-07 17:30
Maria <
    ⏰ Nikt jeszcze nie przyjął:
    🟠 Zagrożenie R-2
@ 2026-12-08 17:30
Maria <
    nie: nikt jeszcze
Jan <
    ⏰ Do dyrektora Biura: nikt jeszcze nie przyjął.
    Powiadomieni pt. 4.12, 17:30: Jan Kowalski, Maria Wolska, Piotr Zając
Jan > [👀 Przyjmuję]
Jan > [➕ Szczegóły]
Jan > [👤 Właściciel]
Jan > [Ewa Lis]

# działanie: dzień roboczy przed terminem i dzień po nim słyszy właściciel, potem koordynator, na końcu przewodniczący
Jan > [☑ Działania]
Jan > [➕ Dodaj działanie]
Jan > Ponaglić RDOŚ
Jan > 14.12
@ 2026-12-11 7:59
Ewa <
    nie: termin działania
@ 2026-12-11 8:00
Ewa <
    ⏰ Zbliża się termin działania: pon. 14.12.2026
    Ponaglić RDOŚ
    R-2 · Niepołomice · P+R Podłęże
    [🔎 Karta]
@ 2026-12-14 17:00
Ewa < (nic)
@ 2026-12-15 8:00
Ewa <
    ⏰ Minął termin działania: pon. 14.12.2026
    Ponaglić RDOŚ
Anna <
    nie: Działanie po terminie
@ 2026-12-16 8:00
Ewa < (nic)
Anna <
    ⏰ Działanie po terminie: pon. 14.12.2026
    Ponaglić RDOŚ
    R-2 · Niepołomice · P+R Podłęże
    Odpowiada: Ewa Lis
Anna > [🔎 Karta]
    🟠 Zagrożenie R-2
@ 2026-12-17 17:00
Piotr < (nic)
@ 2026-12-18 8:00
Piotr <
    ⏰ Działanie po terminie: pon. 14.12.2026
Anna <
    nie: Działanie po terminie

# inny termin liczy się od nowa, zrobione milknie
Ewa > [🔎 Karta]
Ewa > [➕ Szczegóły]
Ewa > [☑ Działania]
Ewa > [☐ 14.12.2026 · Ponaglić RDOŚ]
Ewa > [📅 Inny termin]
Ewa > 7.01.2027
@ 2027-01-05 8:00
Ewa <
    ⏰ Zbliża się termin działania: czw. 7.01.2027
Ewa > [☐ 7.01.2027 · Ponaglić RDOŚ]
Ewa > [☑ Zrobione]
@ 2027-01-11 12:00
Ewa <
    nie: termin działania
