# Delegowanie: gość spoza bota, koordynatorka sama, nikt

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność)
Skawina: Ola Maj koordynator

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

# gość: imię, nazwisko i funkcja; ma miejsce od razu, bo odpowiada za niego gmina
Anna > [👥 Deleguj]
Anna > [➕ Gość]
    Imię i nazwisko, a po przecinku funkcja
    [Jednak bez gościa]
Anna > [Jednak bez gościa]
Anna > [☑ Piotr Zając ⭐]
    [☐ Piotr Zając ⭐]
Anna > [➕ Gość]
Anna > , projektant
    Brakuje imienia i nazwiska.
Anna > Adam <Pytel>, projektant
    [☑ Adam <Pytel> (projektant)]
    ✅ Adam <Pytel> (projektant)
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Adam <Pytel> (projektant).
Jan <
    Niepołomice: ✅ 1
# ten sam gość, nazwisko naprzód: nie drugi raz
Anna > [👥 Deleguj]
Anna > [➕ Gość]
Anna > <PYTEL> Adam
    [☑ Adam <Pytel> (projektant)]
    nie: [☑ <PYTEL> Adam]
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Adam <Pytel> (projektant).
# gość zajmuje miejsce
Anna > [👥 Deleguj]
Anna > [➕ Gość]
Anna > Ewa Lis, radna
    [☑ Adam <Pytel> (projektant)]
    [☑ Ewa Lis (radna)]
Anna > [➕ Gość]
Anna > Trzeci Gość
    Za dużo osób: gmina ma 2 miejsca.
Anna > [Jednak bez gościa]
Anna > [☐ Piotr Zając ⭐]
Anna > [✅ Zatwierdź]
    dymek: Za dużo osób: gmina ma 2 miejsca.
# i można się rozmyślić
Anna > [☑ Ewa Lis (radna)]
    [☐ Ewa Lis (radna)]
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Piotr Zając, Adam <Pytel> (projektant).
    nie: Ewa Lis
Piotr <
    Anna Nowak deleguje Cię

# nikt: kto się zgodził, dowiaduje się; można się rozmyślić
Piotr > [✅ Będę]
Anna > [🚫 Nie weźmiemy udziału]
    Na spotkanie Forum Mobilności · czw. 10.12.2026, 10:00 mają pójść: Adam <Pytel> (projektant), Piotr Zając. Odwołać to i nie wziąć udziału?
    [🚫 Tak, nikt nie pójdzie] [Zostaw, jak jest]
Anna > [Zostaw, jak jest]
    nie: nie weźmie udziału
Piotr <
    nie: nie deleguje
Anna > [🚫 Nie weźmiemy udziału]
Anna > [🚫 Tak, nikt nie pójdzie]
    🚫 Zapisano: nikt nie pójdzie na spotkanie: Forum Mobilności
    🚫 Gmina Niepołomice nie weźmie udziału.
    [👥 Deleguj] [🙋 Pójdę]
    nie: ✅ Piotr
    nie: ✅ Adam
Jan <
    Niepołomice: nikt nie weźmie udziału
    Osoby: 0 delegowanych · 0 potwierdziło
Piotr <
    Zmiana: gmina Niepołomice nie deleguje Cię już na spotkanie: Forum Mobilności

# sama: bez pytania, i jeszcze raz to nic nowego
Anna > [🙋 Pójdę]
    dymek: ✅ Będziesz.
    ✅ Anna Nowak
    nie: weźmie udziału
Anna > [🙋 Pójdę]
    dymek: ✅ Będziesz.
Jan <
    Niepołomice: ✅ 1
Piotr <
    nie: jeszcze bez odpowiedzi
# kto był wybrany wcześniej, nie jest już zaznaczony; wybrany znowu jest pytany znowu, ile razy trzeba
Anna > [👥 Deleguj]
    [☐ Piotr Zając ⭐]
    [☑ Anna Nowak]
Anna > [☐ Piotr Zając ⭐]
Anna > [✅ Zatwierdź]
Piotr <
    Anna Nowak deleguje Cię
    [✅ Będę] [🚫 Nie mogę]
Anna > [👥 Deleguj]
Anna > [☑ Piotr Zając ⭐]
Anna > [✅ Zatwierdź]
Piotr <
    Gmina nie deleguje Cię już na to forum.
Anna > [👥 Deleguj]
Anna > [☐ Piotr Zając ⭐]
Anna > [✅ Zatwierdź]
Piotr > [✅ Będę]
    dymek: ✅ Będziesz.

# drugi koordynator, osoba sama: specjalista nie wybiera
Ola > [🙋 Pójdę]
    ✅ Ola Maj
Jan <
    Skawina: ✅ 1

# zaczęło się: na nic już nie można odpowiedzieć
@ 2026-12-10 10:00
Anna > [👥 Deleguj]
    dymek: Już po czasie: forum się zaczęło
    nie: [👥 Deleguj]
    [📅 Kalendarz]
Piotr > [🚫 Nie mogę]
    dymek: Już po czasie: spotkanie się zaczęło
    nie: Nie mogę
