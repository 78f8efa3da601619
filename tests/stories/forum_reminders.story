# Przypomnienia: 7 dni, dzień i 2 godziny przed forum; gminy, które milczą

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Ola Maj specjalista (mobilność), Iga Sowa specjalista (mobilność)
Skawina: Ewa Lis koordynator, Adam Bąk upoważniony
Wieliczka: Zofia Wilk koordynator
Zabierzów: Tim Cook koordynator (en)
Świątniki Górne: Rob Hall koordynator (en)

# numer telefonu podaje, kto chce
Rob > /settings
Rob > [☎️ Give a phone number]
    Only the Office sees it
    nie: [🗑 Remove]
Rob > later
    That does not look like a phone number.
Rob > +48 600 100 200
    Saved ✅ ☎️ +48 600 100 200
Ewa > /ustawienia
Ewa > [☎️ Podaj telefon]
Ewa > 12 345 67 89
Ewa > /ustawienia
Ewa > [☎️ 12 345 67 89]
Ewa > [🗑 Usuń]
    Usunięto ✅

Jan > /forum Forum <Mobilności>
Jan > [mobilność]
Jan > 14.12 10:00
Jan > Biuro SMK, https://meet.example.pl/abc
Jan > Pociągi i rowery
Jan > [Wszystkie gminy (15)]
Jan > [5]
Jan > 4.12 15:00
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
Anna > [☐ Piotr Zając]
Anna > [☐ Ola Maj]
Anna > [☐ Iga Sowa]
Anna > [➕ Gość]
Anna > Adam Pytel, projektant
Anna > [✅ Zatwierdź]
Piotr > [✅ Będę]
Iga > [🚫 Nie mogę]
Iga > [Pomiń]
Tim > [🙋 I’ll go myself]

# milczące gminy: w połowie czasu (w niedzielę, więc w poniedziałek rano) i dzień przed terminem
@ 2026-11-30 7:59
Ewa <
    nie: Czekam na odpowiedź
@ 2026-11-30 8:00
Ewa <
    ⏰ Czekam na odpowiedź (Skawina): Forum <Mobilności> · pon. 14.12.2026, 10:00
    📍 Biuro SMK
    Kogo delegujecie? Odpowiedź do pt. 4.12, 15:00.
    [👥 Deleguj] [🙋 Pójdę]
    [🚫 Nie weźmiemy udziału] [📅 Kalendarz]
Rob <
    ⏰ Waiting for an answer (Świątniki Górne): Forum <Mobilności>
    Who will you send? Please answer by Fri 4 Dec, 15:00.
Zofia <
    ⏰ Czekam na odpowiedź (Wieliczka)
Anna <
    nie: Czekam na odpowiedź
Tim <
    nie: Waiting
Jan <
    nie: Bez odpowiedzi
# przycisk przypomnienia działa jak zaproszenie: kto odpowie, ma spokój
Zofia > [🚫 Nie weźmiemy udziału]
    🚫 Gmina Wieliczka nie weźmie udziału.
# Ewy nie ma: pyta się, kto ją zastępuje
Ewa > /nieobecnosc 2.12-4.12
Ewa > [Adam Bąk]
@ 2026-12-03 14:59
Adam <
    nie: Czekam na odpowiedź
@ 2026-12-03 15:00
Adam <
    ⏰ Czekam na odpowiedź (Skawina)
    [👥 Deleguj]
Ewa <
    nie: [👥 Deleguj]
Zofia < (nic)
@ 2026-12-04 14:59
Jan <
    nie: Bez odpowiedzi
@ 2026-12-04 15:00
Jan <
    🔇 Bez odpowiedzi: Forum <Mobilności> · pon. 14.12.2026, 10:00
    Odpowiedź do pt. 4.12, 15:00; milczy 12 gmin. Warto zadzwonić:
    • Biskupice: nie ma kogo zapytać
    • Skawina: Adam Bąk
    • Świątniki Górne: Rob Hall, ☎️ +48 600 100 200
    nie: Wieliczka
    nie: Zabierzów
    [🔎 Pokaż]
Adam < (nic)
Jan > [🔎 Pokaż]
    📊 Forum <Mobilności>
@ 2026-12-04 15:01
Jan <
    nie: 🔇

# 7 dni przed: kto będzie, kto jeszcze nie odpowiedział, gość przez koordynatora
@ 2026-12-07 9:59
Piotr <
    nie: Przypomnienie
@ 2026-12-07 10:00
Piotr <
    ⏰ Przypomnienie: Forum <Mobilności> · pon. 14.12.2026, 10:00
    Za 7 dni.
    📍 Biuro SMK
    💻 https://meet.example.pl/abc
    [📅 Kalendarz] [🚫 Nie mogę]
    nie: Będę
    nie: Pociągi
Ola <
    ⏰ Przypomnienie: Forum <Mobilności>
    Jeszcze nie wiem, czy będziesz. Daj znać:
    [✅ Będę] [🚫 Nie mogę]
    [📅 Kalendarz]
Anna <
    ⏰ Przypomnienie: Forum <Mobilności>
    ☎️ Tych osób tu nie ma, przypomnij im: Adam Pytel (projektant)
    nie: Nie mogę
Tim <
    ⏰ Reminder: Forum <Mobilności>
    In 7 days.
    [📅 Calendar] [🚫 I cannot]
Iga <
    nie: Przypomnienie
Ewa <
    nie: Przypomnienie
Ola > [✅ Będę]
    ✅ Będziesz.
    nie: Przypomnienie
# kto przyjmie po tygodniowym przypomnieniu, dowie się dopiero dzień przed
Iga > /fora
Iga > [14.12 · Forum]
Iga > [✅ Będę]
    ✅ Będziesz.
@ 2026-12-08 12:00
Iga < (nic)

# dzień przed wypada w niedzielę: przypomnienie przychodzi w piątek
@ 2026-12-11 9:59
Piotr < (nic)
@ 2026-12-11 10:00
Piotr <
    Za 3 dni.
Ola <
    Za 3 dni.
    nie: Jeszcze nie wiem
Iga <
    Za 3 dni.
Iga > [🚫 Nie mogę]
Iga > [Pomiń]
!! restart
# 2 godziny przed
@ 2026-12-14 8:00
Piotr <
    Za 2 godziny.
    [📅 Kalendarz] [🚫 Nie mogę]
Anna <
    Za 2 godziny.
    Adam Pytel
Tim <
    In 2 hours.
Iga < (nic)
@ 2026-12-14 10:01
Piotr < (nic)

# zmieniony termin: wszystko liczy się od nowa, spóźnione się nie nazbiera; ustawienia Biura dotyczą też zwołanych forów
Jan > /forum Forum Oświaty
Jan > [edukacja]
Jan > 18.01.2027 7:30
Jan > Biuro SMK
Jan > Żłobki
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > 11.01 15:00
Jan > [📣 Wyślij zaproszenia]
@ 2026-12-14 10:05
Anna > [🙋 Pójdę]
@ 2027-01-11 8:00
Anna <
    Za 7 dni.
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 15.01 7:30
Jan > [📣 Zapisz i powiadom]
Anna <
    🔁
@ 2027-01-11 12:00
Anna < (nic)
Jan > /ustawienia
Jan > [📣 Przypomnienia o forach]
Jan > [☑ 1 dzień]
Jan > [☐ 2 dni]
Jan > [☐ 14 dni]
Jan > [☐ 4 godziny]
Jan > [✅ Zapisz]
@ 2027-01-12 18:00
Anna < (nic)
@ 2027-01-13 8:00
Anna <
    ⏰ Przypomnienie: Forum Oświaty · pt. 15.01.2027, 7:30
    Za 2 dni.
    🔁 Zmienił się termin, a potwierdzenia jeszcze nie mam. Daj znać, czy będziesz:
    [✅ Będę] [🚫 Nie mogę]
@ 2027-01-14 18:00
Anna < (nic)
@ 2027-01-15 3:30
Anna <
    Za 4 godziny.
# bot nie działał, gdy minęły dwie godziny; odwołane milczy
@ 2027-01-15 6:40
Anna <
    To już dziś o 7:30.
