# Nieobecność: od kiedy, do kiedy, kto zastępuje; wtedy o status pytany jest zastępca

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Zofia Bąk upoważniony, Piotr Zając przewodniczący, Ewa Lis specjalista (mobilność)
projekty Niepołomice: Trasa rowerowa Wisła

Jan > /nieobecnosc
    Do tego nie masz uprawnień.

# daty z przycisków i wpisane; co niemożliwe, jest nazwane
Anna > /nieobecnosc
    Od kiedy Cię nie będzie?
    [Dziś] [Jutro] [Poniedziałek 30.11]
Anna > kiedyś
    Tej daty nie rozumiem.
Anna > (głos)
    Tu potrzebny jest tekst.
Anna > 23.11
    Dzień 23.11.2026 już minął. Wybierz dzisiejszy albo późniejszy.
Anna > 27.11
    Od pt. 27.11.2026. Do kiedy?
    [Tylko ten dzień]
    [Do końca tygodnia (niedz. 29.11)]
    [Tydzień (czw. 3.12)]
    [Dwa tygodnie (czw. 10.12)]
Anna > 26.11
    Koniec (26.11.2026) byłby przed początkiem (27.11.2026).
Anna > 4.12.2062
    to ponad rok
!! restart
Anna > 1.12
    Nieobecność: 27.11–1.12
    Kto Cię zastępuje?
    [Zofia Bąk]
    [Piotr Zając]
    [Ewa Lis]
    [Nikt]
    nie: [Anna Nowak]
Anna > lis
    [Ewa Lis]
    nie: [Piotr Zając]
Anna > [Ewa Lis]
    Zapisano ✅
    Nieobecność: 27.11–1.12
    Zastępuje: Ewa Lis
    [🗑 Odwołaj 27.11–1.12]
Ewa <
    🌴 Anna Nowak: nieobecność 27.11–1.12. W tym czasie zastępujesz tę osobę

# druga, jednym zdaniem
Anna > /nieobecnosc 21.12-4.01
    Nieobecność: 21.12.2026–4.01.2027
    Kto Cię zastępuje?
Anna > [Nikt]
    Zastępuje: Nikt
Anna > /nieobecnosc
    Twoje nieobecności
    • 27.11–1.12, zastępuje: Ewa Lis
    • 21.12.2026–4.01.2027
    [🗑 Odwołaj 27.11–1.12]
    [🗑 Odwołaj 21.12.2026–4.01.2027]
    [➕ Dodaj]
Anna > [🗑 Odwołaj 21.12.2026–4.01.2027]
    Odwołane ✅
Anna > [🗑 Odwołaj 21.12.2026–4.01.2027]
    dymek: Ten przycisk jest już nieaktualny.

# nowa zastępuje tę, z którą się pokrywa; kto miał zastępować, dowiaduje się
Anna > /nieobecnosc
Anna > [➕ Dodaj]
Anna > [Poniedziałek 30.11]
    [Do końca tygodnia (niedz. 6.12)]
    nie: [Tydzień (niedz. 6.12)]
Anna > [Tylko ten dzień]
Anna > [Piotr Zając]
    Nieobecność: pon. 30.11
    Poprzednia nieobecność 27.11–1.12 pokrywała się z tą, więc ją usuwam.
Ewa <
    Anna Nowak odwołuje nieobecność 27.11–1.12.
Piotr <
    🌴 Anna Nowak: nieobecność pon. 30.11.

# w piątek pytana jest Anna, w poniedziałek jej zastępca
Anna > /nieobecnosc od 27.11 do 4.12
    Nieobecność: 27.11–4.12
Anna > [Ewa Lis]
Piotr <
    Anna Nowak odwołuje nieobecność pon. 30.11.
@ 2026-11-27 9:00
Anna < (nic)
Zofia < (nic)
Ewa <
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
    [🟰 Bez zmian] [✏️ Wypełnij] [⏰ Później]

# Anna wraca wcześniej: znów pytana jest ona
Anna > /nieobecnosc
Anna > [🗑 Odwołaj 27.11–4.12]
    Odwołane ✅
Ewa <
    Anna Nowak odwołuje nieobecność 27.11–4.12. Nie musisz już zastępować.
@ 2026-11-27 9:05
Anna <
    📋 Status: tydzień 48

# źle wpisane po poleceniu: od pierwszego pytania
Anna > /nieobecnosc 40.13
    Tej daty nie rozumiem.
    Od kiedy Cię nie będzie?
Anna > /anuluj
Anna > /nieobecnosc 4.12-30.11
    Koniec (30.11.2026) byłby przed początkiem (4.12.2026).
    Od kiedy Cię nie będzie?
Anna > 2026-12-07
    Od pon. 7.12.2026. Do kiedy?
