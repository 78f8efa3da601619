# [📅 Kalendarz]: plik do kalendarza, a po zmianie i odwołaniu jeszcze raz, tym, którzy mają przyjść

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność)
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
Anna > [☐ Ewa Lis]
Anna > [✅ Zatwierdź]
Ewa > [✅ Będę]
Ewa > [📅 Kalendarz]
    forum-mobilnosci.ics

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
    nie: forum-mobilnosci.ics
