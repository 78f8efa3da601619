# ✏️ Zmień: inny termin i inne miejsce; wszyscy zaproszeni dowiadują się, co się zmieniło

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność)
Skawina: Ewa Lis koordynator
Wieliczka: Ola Maj koordynator

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi i rowery
Jan > [Wybrane gminy]
Jan > niepol
Jan > [☐ Niepołomice]
Jan > skaw
Jan > [☐ Skawina]
Jan > [✅ Zatwierdź]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
Anna > [➕ Gość]
Anna > Adam Pytel, projektant
Anna > [✅ Zatwierdź]
Piotr > [✅ Będę]
    ✅ Będziesz.
Maria > /fora
    🗓 Fora i spotkania, od najbliższego
    [10.12 · Forum Mobilności · ✅ 2 👥 2 🔇 1]
Maria > [10.12 · Forum Mobilności]
    Niepołomice: ✅ 2

# nie dla gminy
Jan > [✏️ Zmień]
    ✏️ Forum Mobilności · czw. 10.12.2026, 10:00
    Co zmieniamy?
    [Tytuł] [Termin] [Czas trwania]
    [Miejsce] [Link] [Program]
    [Miejsc na gminę] [Miejsc łącznie] [Odpowiedź do]
    [✖️ Odrzuć]
    nie: Zapisz
Jan > [Termin]
    Kiedy? Wybierz dzień albo wpisz
    [pon. 7.12] [wt. 8.12] [śr. 9.12] [czw. 10.12]
Jan > wczoraj
    Nie rozumiem tego terminu
Jan > [śr. 9.12]
    śr. 9.12.2026, o której?
Jan > 12:30
    🗓 czw. 10.12.2026, 10:00 → śr. 9.12.2026, 12:30
    🔁 Delegowani potwierdzą ponownie.
    [📣 Zapisz i powiadom]
!! restart
Jan > [Miejsce]
    Gdzie? Wpisz miejsce albo wyślij pinezkę.
    [🗑 Usuń] [↩️ Wróć]
Jan > Dworzec <Główny>
    🗓 czw. 10.12.2026, 10:00 → śr. 9.12.2026, 12:30
    📍 Biuro SMK → Dworzec <Główny>
Jan > [Miejsc łącznie]
Jan > 1
    Udział potwierdziły już 2 osoby, limit nie może być niższy.
Jan > sto
    Wpisz liczbę
Jan > [50]
    Miejsc łącznie: bez limitu → 50
# cofnięte nie jest zmianą
Jan > [Miejsc łącznie]
Jan > [bez limitu]
    nie: Miejsc łącznie: bez
Jan > [📣 Zapisz i powiadom]
    Zapisano ✅ Forum Mobilności · śr. 9.12.2026, 12:30

# karta na żywo zmienia się u wszystkich w Biurze, druga osoba dostaje też wiadomość
Maria <
    📊 Forum Mobilności · śr. 9.12.2026, 12:30
    ✏️ Zmiana: Forum Mobilności · śr. 9.12.2026, 12:30
    🗓 czw. 10.12.2026, 10:00 → śr. 9.12.2026, 12:30
    📍 Biuro SMK → Dworzec <Główny>
    [🔎 Pokaż]
# koordynatorka: co się zmieniło, i komu sama ma powiedzieć
Anna <
    ✏️ Zmiana: Forum Mobilności · śr. 9.12.2026, 12:30
    🗓 czw. 10.12.2026, 10:00 → śr. 9.12.2026, 12:30
    📍 Biuro SMK → Dworzec <Główny>
    ☎️ Tych osób tu nie ma, daj im znać: Adam Pytel (projektant)
    📣 Zaproszenie: Forum Mobilności · śr. 9.12.2026, 12:30
    🔁 Piotr Zając (czeka na ponowne potwierdzenie)
Ewa <
    ✏️ Zmiana: Forum Mobilności · śr. 9.12.2026, 12:30
    nie: Adam Pytel
Ola < (nic)
# delegowany potwierdza w nowej wiadomości, stara nie ma już przycisków
Piotr <
    🗓 czw. 10.12.2026, 10:00 → śr. 9.12.2026, 12:30
    📍 Biuro SMK → Dworzec <Główny>
    🔁 Zmienił się termin. Potwierdź ponownie: Forum Mobilności · śr. 9.12.2026, 12:30
    🔁 Zmiana: Forum Mobilności. Aktualne informacje są w osobnej wiadomości.
    [✅ Będę] [🚫 Nie mogę]
Piotr > [✅ Będę]
    dymek: ✅ Będziesz.
    ✅ Będziesz.
    nie: Potwierdź ponownie
Anna <
    ✅ Piotr Zając
    nie: ponownie

# wieczorem: wiadomość czeka do rana, a druga zmiana zastępuje pierwszą
@ 2026-11-24 20:00
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 11.12 9:00
    🗓 śr. 9.12.2026, 12:30 → pt. 11.12.2026, 9:00
Jan > [📣 Zapisz i powiadom]
Ewa <
    📣 Zaproszenie: Forum Mobilności · pt. 11.12.2026, 9:00
    nie: Zmiana
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 11.12 11:00
    🗓 pt. 11.12.2026, 9:00 → pt. 11.12.2026, 11:00
Jan > [📣 Zapisz i powiadom]
@ 2026-11-25 8:00
Ewa <
    ✏️ Zmiana: Forum Mobilności · pt. 11.12.2026, 11:00
    🗓 śr. 9.12.2026, 12:30 → pt. 11.12.2026, 11:00
    nie: 9:00
Piotr <
    🗓 śr. 9.12.2026, 12:30 → pt. 11.12.2026, 11:00
    🔁 Zmienił się termin. Potwierdź ponownie: Forum Mobilności · pt. 11.12.2026, 11:00
    nie: 9:00
    [✅ Będę] [🚫 Nie mogę]

# co nie dotyczy wszystkich, zmienia się po cichu
Jan > [✏️ Zmień]
Jan > [Miejsc na gminę]
Jan > [5]
    Miejsc na gminę: 2 → 5
    [✅ Zapisz]
    nie: powiadom
Jan > [✅ Zapisz]
Ewa <
    Miejsc: 5
    nie: Miejsc na gminę

# od której do której
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > [pon. 14.12]
    pon. 14.12.2026, o której?
Jan > 10-13
    🗓 pt. 11.12.2026, 11:00 → pon. 14.12.2026, 10:00
    🕙 2 h → 3 h
Jan > [Termin]
Jan > [wt. 15.12]
Jan > 10-12
    🗓 pt. 11.12.2026, 11:00 → wt. 15.12.2026, 10:00
    nie: 🕙
Jan > [Termin]
Jan > [wt. 15.12]
Jan > o czymś
    Nie rozumiem tego terminu
Jan > 16.12 12:30
    🗓 pt. 11.12.2026, 11:00 → śr. 16.12.2026, 12:30
Jan > [✖️ Odrzuć]

# termin wcześniejszy niż „odpowiedź do”: i ono się przesuwa
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 2.12 10:00
    🗓 pt. 11.12.2026, 11:00 → śr. 2.12.2026, 10:00
    Odpowiedź do: czw. 3.12.2026, 15:00 → wt. 1.12.2026, 15:00
Jan > [✖️ Odrzuć]
    Zostaje, jak było.
Jan > [✏️ Zmień]
Jan > [Odpowiedź do]
Jan > 12.12 10:00
    Odpowiedzi są potrzebne przed początkiem: pt. 11.12, 11:00.
Jan > /anuluj

# mniej niż dzień przed: od razu, także w nocy
@ 2026-12-10 22:00
Jan > /fora mobil
Jan > [11.12 · Forum Mobilności]
Jan > [✏️ Zmień]
Jan > [Link]
Jan > skype
    Tego linku nie przyjmę.
Jan > https://meet.example.pl/abc
    💻 – → https://meet.example.pl/abc
Jan > [📣 Zapisz i powiadom]
Ewa <
    ✏️ Zmiana: Forum Mobilności
    💻 – → https://meet.example.pl/abc
# pinezka bez nazwy zostawia nazwę miejsca
Jan > [✏️ Zmień]
Jan > [Miejsce]
Jan > (miejsce)
    📍 Nowa pinezka na mapie
    nie: →
Jan > [✖️ Odrzuć]
# zaczęło się: nic już nie można, i przyciski znikają
@ 2026-12-11 11:00
Jan > [✏️ Zmień]
    dymek: Tego forum już nie można zmienić: zaczęło się albo jest odwołane.
    [🪑 Obecność] [📎 Materiały]
    nie: [✏️ Zmień]
