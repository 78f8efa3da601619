# Zespół: kto w nim jest, i zmiany; kto odchodzi, oddaje otwarte zadania

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Olga Wilk upoważniony, Piotr Zając przewodniczący
Niepołomice: Ewa Lis specjalista (mobilność, edukacja), Adam Mak specjalista
Skawina: Marek Wilga koordynator, Ewa Lis specjalista (kultura czasu wolnego)
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Park Miejski

# kto jest w jednym zespole, widzi go od razu
Piotr > /zespol
    Zespół: Niepołomice
    Przewodniczący
    • Piotr Zając, od 24.11.2026
    Koordynator
    • Anna Nowak, od 24.11.2026
    Osoby upoważnione koordynatora
    • Olga Wilk
    Specjaliści: mobilność
    • Ewa Lis
    Specjaliści: edukacja
    Specjaliści bez dziedziny
    • Adam Mak
    nie: Specjaliści: gospodarka
    nie: Marek Wilga
    nie: [👤 Zarządzaj]
Piotr > /zespol skawina
    Zespół: Niepołomice
    nie: Marek Wilga

# kto jest w dwóch, wybiera
Ewa > /zespol
    Który zespół?
    [Niepołomice]
    [Skawina]
    nie: Biuro]
Ewa > [Skawina]
    Zespół: Skawina
    Przewodniczący
    nie ma nikogo
    • Marek Wilga
    nie: [👤 Zarządzaj]

# Biuro wybiera spośród wszystkich, widzi też siebie
Jan > /zespol
    Który zespół?
    [🏛 Biuro]
    [Biskupice]
    [▶️]
Jan > [▶️]
    [Niepołomice]
Jan > xyzxyz
    Nie znajduję takiego zespołu.
Jan > wiel
    [Wieliczka]
    [Wielka Wieś]
    nie: [Biskupice]
Jan > biuro
    Zespół: Biuro
    • Jan Kowalski
    [👤 Zarządzaj]
Jan > /zespol niepol
    Zespół: Niepołomice
    [👤 Zarządzaj]
Jan > /zespol świątniki
    Zespół: Świątniki Górne
    nie ma nikogo
    nie: [👤 Zarządzaj]

# kogo nie można zastać, tego koordynatorka i Biuro widzą
Adam > (blokuje)
Anna > /zespol
    • Adam Mak, od 24.11.2026 · 🔕 nie odbiera wiadomości od 24.11.2026
    [👤 Zarządzaj]

# nazwisko
Anna > [👤 Zarządzaj]
    Kogo dotyczy zmiana?
    [Adam Mak · specjalista 🔕]
    [Olga Wilk · osoba upoważniona koordynatora]
    nie: Jan Kowalski
    nie: Marek Wilga
Anna > nieznana
    Nie ma tu takiej osoby.
Anna > (naklejka)
    Tego nie umiem zapisać.
Anna > wilk
    [Olga Wilk · osoba upoważniona koordynatora]
    nie: Adam Mak
Anna > [Olga Wilk · osoba upoważniona koordynatora]
    Olga Wilk
    Niepołomice · osoba upoważniona koordynatora
    [✏️ Zmień imię i nazwisko]
    [🔁 Zmień rolę]
    [🚪 Usuń z zespołu]
    nie: [🗂 Dziedziny]
Anna > [✏️ Zmień imię i nazwisko]
    Jakie imię i nazwisko ma widzieć zespół?
Anna > 7
    To nie wygląda na imię i nazwisko.
Anna > (pisze 300 znaków)
    To nie wygląda na imię i nazwisko.
Anna > (pisze 5000 znaków)
    Za długie:
@ 2026-11-24 10:01
Anna > Olga <b>Wilk</b> & Zając 🐺
    Zapisano ✅ Olga Wilk to od teraz Olga <b>Wilk</b> & Zając 🐺
    [👤 Zarządzaj]
Olga <
    Anna Nowak zmienia Twoje imię i nazwisko: od teraz zespół widzi Olga <b>Wilk</b> & Zając 🐺

# kto jest też w innym zespole, temu nazwiska nie zmieni jedna koordynatorka
Anna > [👤 Zarządzaj]
Anna > [Ewa Lis · specjalista]
    Dziedziny: mobilność, edukacja
Anna > [✏️ Zmień imię i nazwisko]
    Ewa Lis jest też w innym zespole

# dziedziny
Anna > /zespol
Anna > [👤 Zarządzaj]
Anna > [Ewa Lis · specjalista]
Anna > [🗂 Dziedziny]
    W jakich dziedzinach?
    [☑ mobilność]
    [☐ gospodarka]
Anna > [☑ mobilność]
    [☐ mobilność]
Anna > [☑ edukacja]
Anna > [✅ Zatwierdź]
    dymek: Zaznacz przynajmniej jedną dziedzinę.
!! restart
Anna > [☐ gospodarka]
Anna > [✅ Zatwierdź]
    Zapisano ✅ Dziedziny: Ewa Lis (Niepołomice · specjalista).

# rola: nowe menu poleceń, a nowy specjalista dostaje od razu dziedziny
Anna > [👤 Zarządzaj]
Anna > [Olga <b>Wilk</b> & Zając 🐺 · osoba upoważniona]
Anna > [🔁 Zmień rolę]
    W jakiej roli?
    [Koordynator]
    [Przewodniczący]
    nie: [Za koordynatora]
Anna > [↩️ Wróć]
    [🔁 Zmień rolę]
Anna > [↩️ Wróć]
    Kogo dotyczy zmiana?
Anna > [Ewa Lis · specjalista]
Anna > [🔁 Zmień rolę]
Anna > [Za koordynatora]
    Zapisano ✅ Ewa Lis: Niepołomice · osoba upoważniona koordynatora.
Ewa <
    Anna Nowak zmienia Twoją rolę: od teraz Niepołomice · osoba upoważniona koordynatora.
Ewa > /zapros
    Niepołomice
    Kogo zapraszasz?
Ewa > /anuluj
Anna > [👤 Zarządzaj]
Anna > [Ewa Lis · osoba upoważniona koordynatora]
Anna > [🔁 Zmień rolę]
Anna > [Specjalista]
    W jakich dziedzinach?
Anna > [☐ gospodarka]
Anna > [✅ Zatwierdź]
    Zapisano ✅ Dziedziny: Ewa Lis (Niepołomice · specjalista).
Ewa > /zapros
    Do tego nie masz uprawnień.

# Annę pytano o status; gdy traci rolę, pyta się osobę upoważnioną
@ 2026-11-27 9:00
Anna <
    📋 Status: tydzień 48
Marek <
    📋 Status: tydzień 48
Jan > /zespol niepol
Jan > [👤 Zarządzaj]
Jan > [Anna Nowak · koordynator]
Jan > [🚪 Usuń z zespołu]
    Usunąć z zespołu? Anna Nowak: Niepołomice · koordynator
    [🚪 Tak, usuń] [↩️ Wróć]
Jan > [🚪 Tak, usuń]
    Zapisano ✅ Anna Nowak nie jest już w zespole (Niepołomice · koordynator).
Anna <
    Nie jesteś już w zespole: Niepołomice · koordynator (decyzja: Jan Kowalski).
    ⌨ (nic)
Olga <
    Anna Nowak nie prowadzi już statusu gminy Niepołomice, a pytanie z tego tygodnia czeka. Teraz odpowiadasz Ty: /status
    [📋 Podaj status]
Olga > [📋 Podaj status]
    📋 Status: tydzień 48
Anna > /zespol
    To polecenie jest dla członków zespołów.
# w Skawinie nie ma kto przejąć statusu: dowiaduje się Biuro
Jan > /zespol skawina
Jan > [👤 Zarządzaj]
Jan > [Marek Wilga · koordynator]
Jan > [🔁 Zmień rolę]
Jan > [Specjalista]
    W jakich dziedzinach?
    Marek Wilga nie prowadzi już statusu gminy Skawina i nie ma kto tego przejąć, a pytanie czeka na odpowiedź.
Marek <
    Jan Kowalski zmienia Twoją rolę: od teraz Skawina · specjalista.

# ostatnia osoba w Biurze zostaje
Jan > /zespol biuro
Jan > [👤 Zarządzaj]
Jan > [Jan Kowalski · Biuro]
    nie: [🔁 Zmień rolę]
Jan > [🚪 Usuń z zespołu]
Jan > [🚪 Tak, usuń]
    To ostatnia osoba w Biurze, a Biuro nie może zostać puste.
Jan > /zespol biuro
    • Jan Kowalski
