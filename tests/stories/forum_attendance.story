# Obecność na forum: lista, kody, kto przyszedł bez zapowiedzi

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Ola Maj specjalista (mobilność)
Skawina: Ewa Lis koordynator, Adam Żak specjalista (mobilność)

Jan > /forum Forum <b>Mobilności</b>
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK, ul. Długa 12
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [bez limitu]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
Anna > [☐ Piotr Zając ⭐]
Anna > [☐ Ola Maj ⭐]
Anna > [➕ Gość]
Anna > Zofia <Łęcka>, projektantka
Anna > [✅ Zatwierdź]
Ewa > [👥 Deleguj]
    [☑ Adam Żak ⭐]
Ewa > [✅ Zatwierdź]
Piotr > [✅ Będę]
    nie: Mój kod
Adam > [🚫 Nie mogę]
Adam > [Pomiń]

# za wcześnie: od kiedy, a listę można już wydrukować
Jan > [🪑 Obecność]
    🪑 Obecność: Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    Zaznaczysz ją od czw. 10.12, 9:00.
    [📄 Lista PDF] [📊 Excel]
Jan > [📄 Lista PDF]
    obecnosc-2026-12-10.pdf
    📋 Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    Na liście: 3 osoby
Jan > [📊 Excel]
    obecnosc-2026-12-10.xlsx

# w dniu forum: kod osoby delegowanej
@ 2026-12-10 8:00
Piotr <
    Za 2 godziny.
    🔢 Twój kod:
Ola <
    nie: kod
Piotr > /fora
Piotr > [10.12 · Forum]
    [🔢 Mój kod]
Piotr > [🔢 Mój kod]
    Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    🔢 Twój kod:
Jan > /fora
Jan > [10.12 · Forum]
Jan > [🪑 Obecność]
    Zaznaczysz ją od

@ 2026-12-10 9:00
Jan > [🪑 Obecność]
    Obecnych: 0 z 3
    [☐ Niepołomice · Ola Maj ⏳]
    [☐ Niepołomice · Piotr Zając]
    [☐ Niepołomice · Zofia <Łęcka> (projektantka)]
    [➕ Spoza listy] [✅ Gotowe]
    nie: Adam Żak
Maria > /fora
Maria > [10.12 · Forum]
Maria > [🪑 Obecność]
Jan > [☐ Niepołomice · Ola Maj ⏳]
    Obecnych: 1 z 3
    [☑ Niepołomice · Ola Maj]
    Niepołomice: 👥 1 ✅ 2 🪑 1
# Maria widzi prawdę po swoim dotknięciu, a to samo zaznaczone drugi raz zostaje
Maria > [☐ Niepołomice · Ola Maj ⏳]
    Obecnych: 1 z 3
    [☑ Niepołomice · Ola Maj]
Maria > [☐ Niepołomice · Piotr Zając]
    Obecnych: 2 z 3
Maria > [☑ Niepołomice · Piotr Zając]
    Obecnych: 1 z 3
!! restart
Jan > [☐ Niepołomice · Zofia <Łęcka> (projektantka)]
    Obecnych: 2 z 3

# kody: nieznany nic nie zmienia
Jan > 00000
    Nie ma tu nikogo takiego.
Jan > 12a4
    Nie ma tu nikogo takiego.

# ten, kto odmówił, a przyszedł: znajdzie go pisanie
Jan > zak
    [☐ Skawina · Adam Żak 🚫]
    [Pokaż wszystkich]
    nie: Ola Maj
Jan > [☐ Skawina · Adam Żak 🚫]
    Obecnych: 3 z 4
    [☑ Skawina · Adam Żak]
Jan > [Pokaż wszystkich]
    [☑ Niepołomice · Ola Maj]
    [☑ Skawina · Adam Żak]

# nazwisko naprzód, bez polskich znaków: ta sama osoba
Jan > lecka zofia
    [☑ Niepołomice · Zofia <Łęcka> (projektantka)]
    nie: Ola Maj
Jan > [Pokaż wszystkich]

# ktoś spoza listy, nawet po rozpoczęciu
@ 2026-12-10 10:20
Jan > [➕ Spoza listy]
    Kto przyszedł?
Jan > , projektant
    Brakuje imienia i nazwiska.
Jan > Tomasz <Bąk>, radny
    Z której gminy jest Tomasz <Bąk>?
    [Biuro lub spoza gmin] [↩️ Do listy]
Jan > nigdzie takiej nie ma
    nie: Spoza listy
Jan > wielicz
Jan > [Wieliczka]
    Obecnych: 4 z 5
    [☑ Wieliczka · Tomasz <Bąk> (radny)]
Jan > [➕ Spoza listy]
Jan > [↩️ Do listy]
    Obecnych: 4 z 5
# kto już jest na liście, nie jest wpisywany drugi raz
Jan > [➕ Spoza listy]
Jan > <BAK> tomasz, radny
Jan > wielicz
Jan > [Wieliczka]
    dymek: Tomasz <Bąk>: na liście już jest
    Obecnych: 4 z 5
Jan > [📄 Lista PDF]
    Na liście: 5 osób
Jan > [📊 Excel]
    obecnosc-2026-12-10.xlsx
Jan > [✅ Gotowe]
    🪑 Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    Obecnych: 4 z 5
# po forum można jeszcze poprawić, kodu już nie ma
@ 2026-12-10 12:00
Piotr > [🔢 Mój kod]
    dymek: nieaktualny
Maria > [☐ Niepołomice · Piotr Zając]
    Obecnych: 5 z 5
    Wieliczka: ✅ 1 🪑 1
