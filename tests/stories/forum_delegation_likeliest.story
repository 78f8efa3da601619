# Jedyny specjalista dziedziny jest już zaznaczony: dwa dotknięcia także tam, gdzie gmina ma kilka miejsc

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Ewa Żak specjalista (edukacja)
Skawina: Ola Maj koordynator, Adam Wilk specjalista (mobilność), Iga Sowa specjalista (mobilność)
Wieliczka: Zofia Bem koordynator, Rafał Gil specjalista (mobilność)
Liszki: Kasia Wrona koordynator, Jacek Mak specjalista (mobilność)

# Rafała nie będzie tego dnia
Rafał > /nieobecnosc 9.12-11.12
Rafał > [Nikt]
Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna: dotknięcia 0, wiadomości 0
Anna > [👥 Deleguj]
    Miejsc: 2.
    [☑ Piotr Zając ⭐]
    [☐ Ewa Żak]
    [☐ Anna Nowak]
Piotr < (nic)
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Piotr Zając.
Anna: dotknięcia 2, wiadomości 0
Piotr <
    👥 Anna Nowak deleguje Cię na spotkanie: Forum Mobilności

# kto odmówił, nie jest zaznaczony
Piotr > [🚫 Nie mogę]
Piotr > [Pomiń]
Anna > [👥 Wybierz kogoś innego]
    [☐ Piotr Zając ⭐]
    nie: ☑

# z dwojga wybiera człowiek; kogo tego dnia nie ma, nie jest zaznaczony
Ola > [👥 Deleguj]
    [☐ Adam Wilk ⭐]
    [☐ Iga Sowa ⭐]
    nie: ☑
Zofia > [👥 Deleguj]
    [☐ Rafał Gil ⭐]
    nie: ☑

# zaznaczenie można zdjąć; bez [✅ Zatwierdź] nikt o niczym nie słyszy
Kasia > [👥 Deleguj]
    [☑ Jacek Mak ⭐]
Kasia > [☑ Jacek Mak ⭐]
    [☐ Jacek Mak ⭐]
Kasia > [✅ Zatwierdź]
    dymek: Zaznacz choć jedną osobę
Kasia > [☐ Kasia Wrona]
Kasia > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Kasia Wrona.
Jacek < (nic)
