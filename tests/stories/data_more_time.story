# Jedna gmina ma więcej czasu: jej termin, jej przypomnienie, jej przewodniczący; wezwanie czeka na nią

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący
Skawina: Marek Wilga koordynator, Zofia Kos przewodniczący

Jan > /dane Ile jest świetlic?
Jan > [🔢 Liczba]
Jan > [Wybrane gminy]
Jan > niepo
Jan > [☐ Niepołomice]
Jan > skawi
Jan > [☐ Skawina]
Jan > [✅ Zatwierdź]
Jan > 2.12 15:00
Jan > [📣 Wyślij]
Jan > [🔎 Gmina po gminie]
Jan > [🔇 Niepołomice 0/1]
    [⏳ Więcej czasu]
Jan > [⏳ Więcej czasu]
    Do kiedy przedłużyć?
Jan > 1.12 15:00
    Termin jest teraz śr. 2.12, 15:00.
Jan > 9.12 15:00
    ⏳ Niepołomice, Ile jest świetlic?: termin tylko tej gminy to śr. 9.12, 15:00.
Jan <
    ⏳ Niepołomice (śr. 9.12, 15:00)
Anna <
    ⏳ Ile jest świetlic?: jest więcej czasu, odpowiedź do śr. 9.12, 15:00.
Marek <
    Pól: 1 · odpowiedź do śr. 2.12, 15:00
    nie: więcej czasu
Anna > /zadania
    📊 Ile jest świetlic? · śr. 9.12
Marek > /zadania
    📊 Ile jest świetlic? · śr. 2.12
@ 2026-12-01 9:00
Marek <
    ⏰ Przypominam:
Anna < (nic)
@ 2026-12-02 15:00
Zofia <
    Ile jest świetlic?: termin minął, a z gminy Skawina nie ma danych.
Piotr < (nic)
Jan < (nic)
@ 2026-12-08 15:00
Anna <
    ⏰ Przypominam:
    Pól: 1 · odpowiedź do śr. 9.12, 15:00
@ 2026-12-09 14:00
Anna > [✏️ Wypełnij]
Anna > 5
Anna > [✅ Wyślij]
    Zapisano ✅
    nie: po terminie
@ 2026-12-09 15:00
Jan <
    kompletne 1/2 · po terminie 0
    termin minął śr. 2.12, 15:00
Piotr < (nic)
