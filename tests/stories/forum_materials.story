# Ustalenia i materiały z forum trafiają do wszystkich delegowanych, z potwierdzeniem

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Ola Maj specjalista (mobilność)
Skawina: Ewa Lis koordynator, Adam Żak specjalista (mobilność)

Jan > /forum Forum <b>Mobilności</b>
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [bez limitu]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]

# nikogo jeszcze nie delegowano
Jan > [📎 Materiały]
    📎 Materiały: Forum <b>Mobilności</b> · czw. 10.12.2026, 10:00
    Napisz ustalenia albo wyślij pliki, do 10.
Jan > Prezentacja
Jan > [➡️ Podgląd]
    Nie ma jeszcze nikogo, do kogo by to trafiło.
    [✏️ Popraw] [✖️ Odrzuć]
    nie: [📣 Wyślij]
Jan > [✖️ Odrzuć]
    Odrzucone

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
Adam > [🚫 Nie mogę]
Adam > [Pomiń]

@ 2026-12-10 12:00
Jan <
    🏁 Już po: Forum <b>Mobilności</b>
Jan > [📎 Materiały]
Jan > (pisze 3001 znaków)
    Za długie o 1 znak
Jan > Ustalenia <1>: do marca
    Ustalenia <1>: do marca
    Coś jeszcze?
    [☐ Poproś o potwierdzenie]
    [➡️ Podgląd] [✖️ Odrzuć]
!! restart
Jan > (dokument uchwala.pdf)
    Ustalenia <1>: do marca 📎 1
Jan > (dokument mapa.pdf) i mapa
    Ustalenia <1>: do marca i mapa 📎 2
Jan > [☐ Poproś o potwierdzenie]
    [☑ Poproś o potwierdzenie]
Jan > [➡️ Podgląd]
    uchwala.pdf
    mapa.pdf
    📎 Materiały: Forum <b>Mobilności</b>
    Ustalenia <1>: do marca
    [✅ Przeczytane]
    Tak to zobaczą. Trafi do 2 osób.
    ☎️ Tych osób tu nie ma, przekaż im: Zofia <Łęcka> (projektantka)
    [📣 Wyślij]
    [✏️ Popraw] [✖️ Odrzuć]
# inna treść, pliki zostają; albo wszystko od nowa
Jan > [✏️ Popraw]
    Napisz nową treść; 2 pliki zostają.
Jan > Ustalenia: do kwietnia
    Ustalenia: do kwietnia 📎 2
    nie: do marca
Jan > [➡️ Podgląd]
Jan > [✏️ Popraw]
Jan > [🧽 Od nowa]
    Napisz ustalenia albo wyślij pliki, do 10.
Jan > (dokument protokol.pdf) Protokół
    Protokół 📎 1
    [☑ Poproś o potwierdzenie]
Jan > [➡️ Podgląd]
Jan > [📣 Wyślij]
    Protokół 📎 1
    Wysłano 0/2
    [✋ Zatrzymaj wysyłkę] [✏️ Popraw treść]
@ 2026-12-10 13:01
Piotr <
    protokol.pdf
    📎 Materiały: Forum <b>Mobilności</b>
    Protokół
    [✅ Przeczytane]
    nie: Ustalenia
Ola <
    protokol.pdf
Adam < (nic)
Anna < (nic)
Jan <
    ✅ Dotarło do 2
    👀 Przeczytane: 0/2
Piotr > [✅ Przeczytane]
    ✅ Potwierdzone
@ 2026-12-10 13:02
Jan <
    👀 Przeczytane: 1/2

# bez prośby o potwierdzenie, wieczorem: wyjdzie rano; druga osoba z Biura
@ 2026-12-10 20:00
Maria > /fora
Maria > [🗂 Minione i odwołane]
Maria > [10.12 · Forum]
Maria > [📎 Materiały]
Maria > Dziękujemy za udział
Maria > [➡️ Podgląd]
    nie: Zapoznałem
Maria > [📣 Wyślij]
    Dziękujemy za udział
    🕘 Wyjdzie pt. 11.12, 8:00 do 2 osób.
Piotr < (nic)
@ 2026-12-11 8:00
Piotr <
    Dziękujemy za udział
    nie: [✅ Przeczytane]

# odwołane w trakcie: nic nie wychodzi
Jan > /forum Forum Oświaty
Jan > [Bez dziedziny]
Jan > 17.12 10:00
Jan > Biuro SMK
Jan > Żłobki
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [1 dzień wcześniej]
Jan > [📣 Wyślij zaproszenia]
@ 2026-12-11 8:01
Ewa > [🙋 Pójdę]
Maria > /fora
Maria > [17.12 · Forum]
Maria > [📎 Materiały]
Maria > Program
Maria > [➡️ Podgląd]
    Trafi do 1 osoby.
Jan > [❌ Odwołaj]
Jan > Nieaktualne
Jan > [❌ Tak, odwołuję]
Maria > [📣 Wyślij]
    Odwołane: nic nie zostało wysłane.
