# Seria: kiedy jedno spotkanie się skończy, bot zwołuje następne i najpierw pokazuje je Biuru

Biuro: Jan Kowalski, Maria Wolska
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
Jan > 1.12 15:00
Jan > [✏️ Popraw]
    [Seria: brak]
Jan > [Seria: brak]
    Jak często?
    [co tydzień (czwartek)]
    [co dwa tygodnie (czwartek)]
    [co miesiąc (1. czwartek)]
    [co trzy miesiące (1. czwartek)]
    [Nie powtarza się] [↩️ Wróć]
Jan > [co miesiąc (1. czwartek)]
    🔁 co miesiąc (1. czwartek)
Jan > [📣 Wyślij zaproszenia]
    🔁 co miesiąc (1. czwartek)
    [⏹ Zakończ serię]
@ 2026-12-03 11:59
Maria < (nic)
@ 2026-12-03 12:00
Maria <
    🔁 Forum Mobilności · czw. 7.01.2027, 10:00
    Kolejne spotkanie serii: co miesiąc (1. czwartek). Zaproszenia wyjdą
    [📊 Pokaż]
Maria > [📊 Pokaż]
    Forum Mobilności · czw. 7.01.2027, 10:00
    [✏️ Zmień] [❌ Odwołaj]
    [⏹ Zakończ serię]

# odwołane spotkanie nie kończy serii
Maria > [❌ Odwołaj]
Maria > Ferie
Maria > [❌ Tak, odwołuję]
Anna < (nic)
@ 2027-01-07 12:00
Jan <
    🔁 Forum Mobilności · czw. 4.02.2027, 10:00
    [📊 Pokaż]

# zakończona seria nie zwołuje już niczego
Jan > [📊 Pokaż]
Jan > [⏹ Zakończ serię]
    dymek: To spotkanie jest ostatnie w serii.
    nie: 🔁 co miesiąc
@ 2027-02-04 13:00
@ 2027-02-05 9:00
Maria <
    nie: Kolejne spotkanie serii
Jan > /fora
    nie: Forum Mobilności · czw. 4.03
