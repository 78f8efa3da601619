# Otworzyć rundę, gdy poprzednia jeszcze trwa: bot mówi, kto jest winien odpowiedź i co przepadnie

Biuro: Jan Kowalski, Ola Bąk
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Park Miejski

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [✅ Wyślij]
Anna > [🟢 Zgodnie z planem]

# w poniedziałek jeszcze trwa tydzień 48
@ 2026-11-30 12:00
Jan > /raport
    odpowiedzi: 1 z 2
    [📣 Otwórz status teraz]
Jan > [📣 Otwórz status teraz]
    ⚠️ Tydzień 48 jest jeszcze otwarty, do: wt. 1.12, 12:00.
    Bez odpowiedzi jest 1 gmina: Skawina.
    Jeśli otworzysz teraz tydzień 49 (30.11–6.12), nikt już nie odpowie na pytanie o tydzień 48
    O tydzień 49 zapytam tylko teraz; pt. 4.12, 9:00, jak zwykle, już nie.
    [📣 Mimo to otwórz]
Ewa <
    nie: tydzień 49

# po zamknięciu nic nie przepada: pytanie jak zawsze
@ 2026-12-01 12:00
Ola > /raport
Ola > [📣 Otwórz status teraz]
    Otworzyć teraz status z tygodnia 49 (30.11–6.12)?
    [✅ Otwórz]
Jan > [📣 Mimo to otwórz]
    Status otwarty. Zapytane gminy: 2.
Ewa <
    📋 Status: tydzień 49
Ola > [✅ Otwórz]
    Status z tego tygodnia już był

# „tak” na pytanie o inny tydzień niczego nie otwiera
@ 2026-12-07 10:00
Ola > /raport
Ola > [📣 Otwórz status teraz]
    Tydzień 49 jest jeszcze otwarty
@ 2026-12-14 10:00
Ola > [📣 Mimo to otwórz]
    dymek: Ten przycisk jest już nieaktualny
