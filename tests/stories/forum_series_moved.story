# Jedno spotkanie serii przesunięte: następne jest wtedy, kiedy byłoby bez tego

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 3.12 10:00
Jan > Biuro SMK
Jan > Drogi
Jan > [Wybrane gminy]
Jan > niepol
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [2]
Jan > 30.11 15:00
Jan > [✏️ Popraw]
Jan > [Seria: brak]
Jan > [co miesiąc (1. czwartek)]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:05

# o dwa dni wcześniej i o innej godzinie: pierwszy czwartek grudnia nie jest drugi raz
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 1.12 14:00
Jan > [📣 Zapisz i powiadom]
@ 2026-12-01 16:01
Jan <
    🔁 Forum Mobilności · czw. 7.01.2027, 10:00
    Kolejne spotkanie serii: co miesiąc (1. czwartek). Zaproszenia wyjdą wt. 29.12, 10:00
Jan > [📊 Pokaż]
Jan > [✏️ Zmień]
Jan > [Odpowiedź do]
Jan > 4.01 14:00
    Odpowiedź do: pon. 4.01.2027, 15:00 → pon. 4.01.2027, 14:00
Jan > [✖️ Odrzuć]

# o tydzień później, razem z terminem odpowiedzi
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 14.01 12:00
Jan > [Odpowiedź do]
Jan > 11.01 12:00
Jan > [✅ Zapisz]
@ 2027-01-14 14:00
Jan <
    🔁 Forum Mobilności · czw. 4.02.2027, 10:00
Jan > [📊 Pokaż]
Jan > [✏️ Zmień]
Jan > [Odpowiedź do]
Jan > 1.02 14:00
    Odpowiedź do: pon. 1.02.2027, 15:00 → pon. 1.02.2027, 14:00
