# Ustawienia: imię, język, zgoda, odejście z zespołu, rytm statusu

Biuro: Jan Kowalski, Zofia Kruk
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący
Skawina: Anna Nowak specjalista (mobilność)
obcy: Tomasz Bąk
projekty Niepołomice: Trasa rowerowa Wisła

Tomasz > /ustawienia
    To polecenie jest dla członków zespołów.
Anna > /ustawienia
    👤 Anna Nowak
    • Niepołomice · koordynator, od 24.11.2026
    • Skawina · specjalista
    📄 Klauzula RODO: wersja 2026-11-23, zgoda 24.11.2026, 10:00
    [✏️ Zmień imię i nazwisko]
    [🇵🇱 Polski ✓] [🇬🇧 English]
    [📄 Klauzula RODO]
    [🚪 Odejdź z zespołu: Niepołomice · koordynator]
    [🚪 Odejdź z zespołu: Skawina · specjalista]
    nie: [🗓 Rytm statusu]
    nie: 🥯
Anna > [📄 Klauzula RODO]
    Administratorem danych

# imię i nazwisko
Anna > [✏️ Zmień imię i nazwisko]
    Napisz imię i nazwisko
Anna > (naklejka)
    Tego nie umiem zapisać.
Anna > ???
    To nie wygląda na imię i nazwisko.
Anna > Anna Nowak-Zając
    👤 Anna Nowak-Zając

# język: od razu, i na stałe
Anna > [🇬🇧 English]
    dymek: I speak English from now on.
    keyboard below the chat
    ⌨ [📋 Give status] [⚠️ Report a risk] [🗓 Forums] [📁 Projects]
    Settings
    [🇵🇱 Polski] [🇬🇧 English ✓]
    [🚪 Leave the team: Niepołomice · coordinator]
Anna > /menu
    What would you like to do?
    /absence – say when you are away
# napis z klawiatury jest poleceniem także po zmianie języka
Anna > ⚠️ Zgłoś zagrożenie
    What is it about?
Anna > [🗓 Forums]
    Nothing ahead for now.
Anna > /cancel
Anna > /settings
Anna > [🇵🇱 Polski]
    dymek: Od teraz mówię po polsku.
    ⌨ [📋 Podaj status] [⚠️ Zgłoś zagrożenie] [🗓 Fora] [📁 Projekty]

# rytm statusu ustawia Biuro
# i widzi, jaka wersja działa
Jan > /ustawienia
    🥯 Obwarzanek 0.
    [🗓 Rytm statusu]
Jan > [🗓 Rytm statusu]
    📋 pytanie: w piątek o 9:00
    ⏰ przypomnienia: w poniedziałek o 9:00 i 13:00
    🔒 zamknięcie: we wtorek o 12:00
    [Otwarcie: dzień] [Otwarcie: godzina]
    nie: [✅ Zapisz]
Jan > [2. przypomnienie]
    O której?
    [8:00] [9:00]
Jan > po obiedzie
    Tej godziny nie rozumiem.
Jan > 25:00
    Tej godziny nie rozumiem.
Jan > 8:30
    przypomnienia: w poniedziałek o 9:00 i 8:30
    ⚠️ Tak się nie da: drugie przypomnienie musi być później niż pierwsze.
    nie: [✅ Zapisz]
Jan > [2. przypomnienie]
Jan > [15:00]
    przypomnienia: w poniedziałek o 9:00 i 15:00
    nie: ⚠️
    [✅ Zapisz]
Jan > [Zamknięcie: dzień]
    W który dzień?
    [Poniedziałek] [Wtorek] [Środa]
    nie: [Sobota]
Jan > [Poniedziałek]
    ⚠️ Tak się nie da: zamknięcie musi być po drugim przypomnieniu.
Jan > [Otwarcie: dzień]
Jan > [Poniedziałek]
    ⚠️ Tak się nie da
Jan > [Otwarcie: dzień]
Jan > [Środa]
Jan > [Przypomnienia: dzień]
Jan > [Czwartek]
Jan > [Zamknięcie: dzień]
!! restart
Jan > [Piątek]
    Rytm statusu po zmianie (jeszcze nie zapisany)
    📋 pytanie: w środę o 9:00
    ⏰ przypomnienia: w czwartek o 9:00 i 15:00
    🔒 zamknięcie: w piątek o 12:00
Jan > [✅ Zapisz]
    Zapisano ✅
    Zmiany liczą się od następnego statusu.
Zofia <
    Jan Kowalski zmienia rytm statusu od następnego razu.
    📋 pytanie: w środę o 9:00
Jan > /ustawienia
Jan > [🗓 Rytm statusu]
    przypomnienia: w czwartek o 9:00 i 15:00
Jan > [↩️ Bez zmian]
    Zostaje, jak było.

@ 2026-11-25 9:00
Anna <
    📋 Status: tydzień 48
@ 2026-11-26 15:00
Anna <
    ⏰ Przypominam:

# Anna odchodzi: status przejmuje przewodniczący, dowiaduje się też Biuro
Anna > /ustawienia
Anna > [🚪 Odejdź z zespołu: Niepołomice · koordynator]
    Odchodzisz z zespołu: Niepołomice · koordynator?
    [🚪 Tak, odchodzę] [↩️ Zostaję]
Anna > [↩️ Zostaję]
    ➜ ↩️ Zostaję
Anna > [🚪 Odejdź z zespołu: Niepołomice · koordynator]
Anna > [🚪 Tak, odchodzę]
    Nie jesteś już w zespole: Niepołomice · koordynator.
    ⌨ [📋 Podaj status] [⚠️ Zgłoś zagrożenie] [🗓 Fora] [📁 Projekty]
Jan <
    Anna Nowak-Zając odchodzi z zespołu: Niepołomice · koordynator
Piotr <
    Anna Nowak-Zając odchodzi z zespołu: Niepołomice · koordynator
    Anna Nowak-Zając nie prowadzi już statusu gminy Niepołomice
Anna > [🚪 Odejdź z zespołu: Niepołomice · koordynator]
    dymek: Ten przycisk jest już nieaktualny.
Anna > /zespol
    Zespół: Skawina

# w Biurze ktoś musi zostać
Zofia > /ustawienia
Zofia > [🚪 Odejdź z zespołu: Biuro]
Zofia > [🚪 Tak, odchodzę]
    Nie jesteś już w zespole: Biuro.
    ⌨ (nic)
Jan > /ustawienia
Jan > [🚪 Odejdź z zespołu: Biuro]
Jan > [🚪 Tak, odchodzę]
    To ostatnia osoba w Biurze
