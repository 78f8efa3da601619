# /forum: zwołanie forum od tytułu do wysłania

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator, Ola Maj specjalista (mobilność)
Wieliczka: Piotr Zając przewodniczący

# nie dla koordynatora
Anna > /forum
    Do tego nie masz uprawnień

Jan > /menu
Jan > [📣 Zwołaj forum]
    Nowe forum.
    [👥 Spotkanie zespołu]
    [🎉 Spotkanie inauguracyjne]
    [🗂 Na wzór wcześniejszego]
Jan > (pisze 151 znaków)
    Za długie: 151 znaków, a zmieści się 150.
Jan > Forum <Mobilności>
    ➜ Forum <Mobilności>
    Jaka dziedzina?
    [Bez dziedziny] [↩️ Wróć]
Jan > [↩️ Wróć]
    Nowe forum.
Jan > Forum <b>Mobilności</b>
Jan > [mobilność]
    Kiedy?
    [wt. 24.11] [śr. 25.11] [czw. 26.11] [pt. 27.11]
    [pon. 30.11] [wt. 1.12] [śr. 2.12] [czw. 3.12]
Jan > kiedyś w grudniu
    Nie rozumiem tego terminu. Napisz np. „10.12 10:00”
Jan > 10.11.2026 10:00
    Ten termin już minął.
Jan > piątek 10.12
    Ta data wypada w inny dzień tygodnia.
Jan > 28.03.2027 2:30
    Tej godziny nie ma
Jan > 10.12
    czw. 10.12.2026: o której?
    [9:00] [10:00]
!! restart
Jan > [10:00]
    Gdzie?
Jan > javascript:alert(1)
    Tego linku nie przyjmę.
Jan > https://a.example.pl https://b.example.pl
    Tego linku nie przyjmę.
Jan > (zdjęcie) tutaj
    Tu potrzebny jest tekst.
Jan > Biuro SMK, ul. Długa 12: sala 3, https://meet.example.pl/abc?d=1&e=2
    Program?
Jan > Drogi, <koleje> & rowery
    Kogo zapraszamy?
    [Wszystkie gminy (15)]
    [Wybrane gminy]
    [Ze specjalistami (1)]
!! restart
Jan > [Wybrane gminy]
    Które gminy? Zaznaczone: 0.
    [▶️]
Jan > [✅ Zatwierdź]
    dymek: Zaznacz co najmniej jedną gminę.
Jan > niepol
    [☐ Niepołomice]
    [Pokaż wszystkie]
Jan > [☐ Niepołomice]
    [☑ Niepołomice]
    Zaznaczone: 1.
Jan > Nowhere at all
    nie: Ile miejsc
Jan > [Pokaż wszystkie]
Jan > skaw
Jan > [☐ Skawina]
Jan > [✅ Zatwierdź]
    Ile miejsc na gminę?
    [1] [2] [3] [5]
    [bez limitu]
Jan > wiele
    Napisz liczbę od 0 do 50
Jan > [2]
    Odpowiedź do kiedy?
    [7 dni wcześniej: czw. 3.12, 15:00]
    [1 dzień wcześniej: śr. 9.12, 15:00]
Jan > 11.12 10:00
    Odpowiedzi są potrzebne przed początkiem: czw. 10.12, 10:00.
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
    Podgląd: tak zobaczą to gminy.
    Zaproszenie: Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    10:00–12:00
    📍 Biuro SMK, ul. Długa 12: sala 3
    💻 https://meet.example.pl/abc?d=1&e=2
    Dziedzina: mobilność
    Program: Drogi, <koleje> & rowery
    Miejsc: 2 · odpowiedź do czw. 3.12, 15:00
    Pod tym będą przyciski: 👥 Deleguj · 🙋 Pójdę · 🚫 Nie weźmiemy udziału · 📅 Kalendarz
    nie: [👥 Deleguj]
    Zapraszamy: Niepołomice, Skawina
    [📣 Wyślij zaproszenia] [🕘 Wyślij później] [✏️ Popraw] [✖️ Odrzuć]
    nie: Nie mam kogo zaprosić
Jan > [✏️ Popraw]
    Co poprawić?
    [Termin: czw. 10.12, 10:00]
    [Czas trwania: 2 h]
    [Miejsc łącznie: bez limitu]
Jan > [Czas trwania]
Jan > długo
    Nie rozumiem. Napisz np. „90 min”
Jan > 30 h
    🕙 10:00 – pt. 11.12, 16:00
Jan > [✏️ Popraw]
Jan > [Czas trwania: 30 h]
Jan > 1,5 h
    Podgląd
    10:00–11:30
!! restart
Jan > [✏️ Popraw]
Jan > [Miejsc łącznie]
Jan > 30
    Miejsc łącznie: 30
Jan > [✏️ Popraw]
Jan > [Kogo zapraszamy]
Jan > [Wszystkie gminy (15)]
    Zapraszamy: wszystkie gminy (15)
    ⚠️ Nie mam kogo zaprosić w:
Jan > [✏️ Popraw]
Jan > [Kogo zapraszamy]
Jan > [Ze specjalistami (1)]
    Zapraszamy: gminy ze specjalistami w tej dziedzinie (1)
Jan > [✏️ Popraw]
Jan > [Dziedzina]
Jan > [Bez dziedziny]
    Kogo zapraszamy?
    nie: Ze specjalistami
Jan > [Wybrane gminy]
Jan > [✅ Zatwierdź]
    Zapraszamy: Niepołomice, Skawina
Jan > [✏️ Popraw]
Jan > [Miejsce:]
Jan > (miejsce)
    📍 Biuro SMK, ul. Długa 12: sala 3
Jan > [✏️ Popraw]
Jan > [↩️ Wróć]
    Podgląd
Jan > [📣 Wyślij zaproszenia]
    📣 Wysyłam zaproszenia: Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    📊 Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    Gminy: 2 zaproszone · 0 odpowiedziało · 0 milczy
    🕒 Zaproszenie w drodze: Niepołomice, Skawina
    Miejsc łącznie: 30 · zajęte: 0 · lista rezerwowa: 0
    nie: Bez odpowiedzi
    nie: Wielicz
    nie: Nie ma kogo zapytać
    [✏️ Zmień] [❌ Odwołaj]
@ 2026-11-24 10:01
Jan <
    🔇 Bez odpowiedzi: Niepołomice, Skawina
    nie: Wysłano
Anna <
    Zaproszenie: Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    10:00–11:30
    📍 Biuro SMK, ul. Długa 12: sala 3
    💻 https://meet.example.pl/abc?d=1&e=2
    Program: Drogi, <koleje> & rowery
    Miejsc: 2 · odpowiedź do czw. 3.12, 15:00
    Miejsc łącznie: 30, potem lista rezerwowa
    [👥 Deleguj] [🙋 Pójdę]
Ewa <
    Zaproszenie: Forum <b>Mobilności</b>
Ola < (nic)
Piotr < (nic)
