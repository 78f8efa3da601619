# Krok po kroku to, do czego prowadzi przewodnik „Zaproś gminy na forum” w wersji pokazowej

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Kasia Wrona specjalista (mobilność)

Jan > /forum Rowerem do pracy
    Jaka dziedzina?
Jan > [mobilność]
    Kiedy?
Jan > za dwa tygodnie w środę o 10
    Gdzie?
Jan > Biuro
Jan > Drogi
    Kogo zapraszamy?
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [1 dzień wcześniej: wt. 8.12, 15:00]
    Podgląd
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna <
    Zaproszenie:
Anna > [👥 Deleguj]
    [☑ Kasia Wrona ⭐]
Anna > [✅ Zatwierdź]
Kasia <
    deleguje Cię na
Kasia > [🚫 Nie mogę]
Kasia > Urlop
Anna <
    Wybierz kogoś innego
