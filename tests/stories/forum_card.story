# Karta Biura: miejsca zajmuje też, kto ma potwierdzić jeszcze raz, a kto przyszedł spoza listy, ten się liczy

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność)
Skawina: Ola Maj koordynator

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wybrane gminy]
Jan > niepol
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [✏️ Popraw]
Jan > [Miejsc łącznie]
Jan > 1
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna > [🙋 Pójdę]
Jan <
    Miejsc łącznie: 1 · zajęte: 1
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 11.12 9:00
Jan > [📣 Zapisz i powiadom]
Jan <
    Miejsc łącznie: 1 · zajęte: 1 · lista rezerwowa: 0
Anna > [👥 Deleguj]
Anna > [☐ Piotr Zając ⭐]
Anna > [✅ Zatwierdź]
Piotr > [✅ Będę]
Jan <
    Miejsc łącznie: 1 · zajęte: 1 · lista rezerwowa: 1

@ 2026-12-11 8:40
Jan > [🪑 Obecność]
Jan > [➕ Spoza listy]
Jan > Ewa Lis, radna
Jan > skaw
Jan > [Skawina]
Jan > [➕ Spoza listy]
Jan > Adam Pytel, profesor
Jan > [Biuro lub spoza gmin]
Jan > /fora
Jan > [11.12 · Forum]
    Spoza listy: ✅ 2 🪑 2
    nie: Biuro:
