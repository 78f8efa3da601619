# Forum od zaproszenia do odpowiedzi, i spotkania, na które zaprasza się imiennie

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Marek Kot przewodniczący
Skawina: Ola Maj koordynator

# forum w jednej dziedzinie
Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
    📤 Wysłano 0/15 …
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
Anna > [✅ Zatwierdź]
Piotr > [✅ Będę]
Anna: dotknięcia 2, wiadomości 0
Piotr: dotknięcia 1, wiadomości 0

# następne w tej dziedzinie: kto był ostatnio, jest już zaznaczony; dwa dotknięcia
@ 2026-12-11 9:00
Jan > /forum Forum Mobilności II
Jan > [mobilność]
Jan > 14.01.2027 10:00
Jan > Biuro SMK
Jan > Rowery
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > 7.01.2027 15:00
Jan > [📣 Wyślij zaproszenia]
@ 2026-12-11 9:01
Anna > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
    [☐ Anna Nowak]
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności II, delegowani: Piotr Zając.
Anna: dotknięcia 2, wiadomości 0
# kto odmówił, nie jest zaznaczony, choć był ostatnio
Piotr > [🚫 Nie mogę]
Piotr > [Pomiń]
Anna > [👥 Wybierz kogoś innego]
    [☐ Piotr Zając ⭐]
Anna > [☐ Anna Nowak]
Anna > [✅ Zatwierdź]
    ✅ Anna Nowak

# wysłane wieczorem, przychodzi rano; karta na żywo mówi, jak daleko jest wysyłka
@ 2026-12-11 19:00
Jan > /forum
Jan > [🎉 Spotkanie inauguracyjne]
Jan > Start roku
Jan > 15.01.2027 9:00
Jan > Biuro SMK
Jan > [Pomiń]
Jan > [Wybrane gminy]
Jan > niepol
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Marek > (blokuje)
Jan > [📣 Wyślij zaproszenia]
@ 2026-12-11 19:01
Anna <
    nie: Start roku
@ 2026-12-14 8:00
# zaproszeni są wszyscy z zespołu imiennie, i Biuro
Anna <
    👥 Spotkanie inauguracyjne: Start roku · pt. 15.01.2027, 9:00
    [✅ Będę] [🚫 Nie mogę]
    nie: Deleguj
Piotr <
    👥 Spotkanie inauguracyjne: Start roku
Maria <
    👥 Spotkanie inauguracyjne: Start roku
Ola <
    nie: Start roku
Jan <
    Niepołomice: 👥 3
    Biuro: 👥 2
    ⚠️ Marek Kot: nie dotarło
    nie: Wysłano
Piotr > [✅ Będę]
Maria > [✅ Będę]
Anna > [🚫 Nie mogę]
Anna > Urlop
    🚫 Nie będzie Cię.
Jan <
    Zaproszeni: 5 · potwierdzeni: 2 · odmówili: 1 · bez odpowiedzi: 2
    🚫 Niepołomice · Anna Nowak: Urlop
    🚫 Anna Nowak nie przyjdzie: Start roku · pt. 15.01.2027, 9:00. Powód: Urlop
    Niepołomice: 👥 1 ✅ 1 🚫 1
    Biuro: 👥 1 ✅ 1
# tu nikt nikogo nie wybiera
Anna <
    nie: Wybierz kogoś innego
Piotr <
    nie: nie może

# spotkanie zespołu: tylko zespół; gmina, w której nikogo nie ma, jest nazwana
Jan > /forum
Jan > [👥 Spotkanie zespołu]
Jan > Narada
Jan > 20.01.2027 9:00
Jan > Ratusz
Jan > [Pomiń]
Jan > [Wybrane gminy]
Jan > skaw
Jan > [☐ Skawina]
Jan > wielicz
Jan > [☐ Wieliczka]
Jan > [✅ Zatwierdź]
Jan > [📣 Wyślij zaproszenia]
@ 2026-12-14 8:01
Jan <
    ⚠️ Narada: nie mam kogo zaprosić w gminach: Wieliczka.
    Skawina: 👥 1
    ❔ Nie ma kogo zapytać: Wieliczka
    nie: Biuro:
Ola <
    👥 Spotkanie zespołu: Narada · śr. 20.01.2027, 9:00
Maria <
    nie: Spotkanie zespołu
Ola > [🚫 Nie mogę]
Ola > [Pomiń]
Jan <
    Skawina: 🚫 1
