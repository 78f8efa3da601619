# [📅 Kalendarz]: plik do kalendarza, a po zmianie i odwołaniu jeszcze raz, wszystkim, którzy go wzięli

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność), Piotr Zając specjalista
Skawina: Ola Maj koordynator

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Drogi
Jan > [Wybrane gminy]
Jan > niepol
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:05
Anna > [📅 Kalendarz]
    📅 Forum Mobilności · czw. 10.12.2026, 10:00
    dodaj go w przeglądarce
    forum-mobilnosci.ics
Anna > [👥 Deleguj]
    [☑ Ewa Lis ⭐]
Anna > [☐ Piotr Zając]
Anna > [✅ Zatwierdź]
Ewa > [✅ Będę]
Ewa > [📅 Kalendarz]
    forum-mobilnosci.ics
Piotr > [✅ Będę]

# plik dostaje, kto go wziął
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 11.12 9:00
Jan > [📣 Zapisz i powiadom]
Ewa <
    czw. 10.12.2026, 10:00 → pt. 11.12.2026, 9:00
    📅 Forum Mobilności · pt. 11.12.2026, 9:00
    forum-mobilnosci.ics
Anna <
    pt. 11.12.2026, 9:00
    forum-mobilnosci.ics
Piotr <
    pt. 11.12.2026, 9:00
    nie: forum-mobilnosci.ics

# kto nie idzie, też: ma go w kalendarzu
Ewa > [🚫 Nie mogę]
Ewa > [Pomiń]
Jan > [✏️ Zmień]
Jan > [Miejsce]
Jan > Rynek 1
Jan > [📣 Zapisz i powiadom]
Ewa <
    forum-mobilnosci.ics

# zmieniony wieczorem program pliku do kalendarza nie wstrzymuje
@ 2026-11-24 20:00
Jan > [✏️ Zmień]
Jan > [Miejsce]
Jan > Rynek 2
Jan > [📣 Zapisz i powiadom]
Jan > [✏️ Zmień]
Jan > [Program]
Jan > (dokument nowy.pdf) Nowy program
Jan > [📣 Zapisz i powiadom]
Anna <
    nie: forum-mobilnosci.ics
@ 2026-11-25 8:00
Anna <
    Rynek 1 → Rynek 2
    forum-mobilnosci.ics

# kogo gmina już nie deleguje, temu znika z kalendarza, i nie dostanie go więcej
Piotr > [📅 Kalendarz]
    forum-mobilnosci.ics
Anna > /fora
Anna > [11.12 · Forum Mobilności]
Anna > [👥 Deleguj]
Anna > [☑ Piotr Zając]
Anna > [☐ Ewa Lis]
Anna > [✅ Zatwierdź]
Piotr <
    Zmiana: gmina Niepołomice nie deleguje Cię już na spotkanie: Forum Mobilności
    📅 Forum Mobilności · pt. 11.12.2026, 9:00: nie idziesz.
    forum-mobilnosci.ics
    nie: [📅 Kalendarz]
Piotr > /fora
Piotr > [11.12 · Forum Mobilności]
Piotr > [📅 Kalendarz]
    dymek: Gmina nie deleguje Cię już na to forum.
    nie: forum-mobilnosci.ics

Jan > [❌ Odwołaj]
Jan > Śnieg
Jan > [❌ Tak, odwołuję]
Ewa <
    Śnieg
    ❌ Forum Mobilności · pt. 11.12.2026, 9:00: odwołane.
    forum-mobilnosci.ics
Anna <
    Śnieg
    forum-mobilnosci.ics
Piotr <
    nie: forum-mobilnosci.ics
