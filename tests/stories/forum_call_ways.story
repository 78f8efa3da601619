# Forum na wzór wcześniejszego, wysłane później; spotkania zespołu i inauguracyjne; nie ma kogo zaprosić

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Ola Maj specjalista (mobilność)
Skawina: Ewa Lis koordynator

# tytuł od razu po poleceniu, przyciski zamiast pisania, pominięcia
Jan > /forum Forum Edukacji
    Jaka dziedzina?
Jan > [edukacja]
Jan > [▶️]
    [pt. 4.12]
Jan > [pt. 4.12]
    pt. 4.12.2026: o której?
Jan > [↩️ Wróć]
    Kiedy?
Jan > pt. 4.12
    pt. 4.12.2026: o której?
Jan > 12:30
    Gdzie?
Jan > [Pomiń]
    Program?
Jan > (dokument program.pdf) Dwa panele
    Kogo zapraszamy?
Jan > [Wszystkie gminy (15)]
    Ile miejsc na gminę?
Jan > [bez limitu]
    [7 dni wcześniej: pt. 27.11, 15:00]
    nie: czw. 10.12
Jan > jutro
    śr. 25.11.2026: o której?
Jan > o 12
    program.pdf
    📎 Program w załączniku
    Program: Dwa panele
    Miejsc: bez ograniczeń · odpowiedź do śr. 25.11, 12:00
    nie: 📍
# zmieniony termin: dzień odpowiedzi, który już nie pasuje, jest proponowany od nowa
Jan > [✏️ Popraw]
Jan > [Termin]
Jan > dziś 17
    Zaproszenie: Forum Edukacji · wt. 24.11.2026, 17:00
    odpowiedź do wt. 24.11, 17:00
Jan > [✏️ Popraw]
Jan > [Termin]
Jan > za tydzień w czwartek o 9
    Forum Edukacji · czw. 3.12.2026, 9:00
    odpowiedź do wt. 24.11, 17:00
Jan > [✏️ Popraw]
Jan > [Odpowiedź do]
Jan > [3 dni wcześniej: pon. 30.11, 15:00]
    odpowiedź do pon. 30.11, 15:00

# wysyłka później: nie po terminie odpowiedzi; w nocy nic nie wychodzi
Jan > [🕘 Wyślij później]
    Kiedy wysłać zaproszenia?
    [wt. 24.11] [śr. 25.11]
    nie: pt. 4.12
Jan > 1.12 10:00
    Zaproszenia wyszłyby wt. 1.12, 10:00, a odpowiedzi mają być do pon. 30.11, 15:00.
Jan > jutro 22:00
    Zaproszenia wyjdą czw. 26.11, 8:00.
    [📣 Wyślij zaproszenia czw. 26.11, 8:00]
# ani odpowiedź do, zanim wyjdą
Jan > [✏️ Popraw]
Jan > [Odpowiedź do]
    [3 dni wcześniej: pon. 30.11, 15:00] [1 dzień wcześniej: śr. 2.12, 15:00]
Jan > jutro 12:00
    Zaproszenia wyszłyby czw. 26.11, 8:00, a odpowiedzi mają być do śr. 25.11, 12:00.
Jan > 26.11 8:00
    a odpowiedzi mają być do czw. 26.11, 8:00.
Jan > 26.11 12:00
    odpowiedź do czw. 26.11, 12:00
    Zaproszenia wyjdą czw. 26.11, 8:00.
Jan > [✏️ Popraw]
Jan > [Odpowiedź do]
Jan > [3 dni wcześniej: pon. 30.11, 15:00]
Jan > [🕘 Wyślij później]
Jan > 30.11 9:00
    Zaproszenia wyjdą pon. 30.11, 9:00.
Jan > [✏️ Popraw]
Jan > [Termin]
Jan > 2.12 9:00
Jan > [✏️ Popraw]
Jan > [Odpowiedź do]
    [1 dzień wcześniej: wt. 1.12, 15:00]
    nie: 3 dni wcześniej
Jan > [↩️ Wróć]
Jan > [✏️ Popraw]
Jan > [Termin]
Jan > 3.12 9:00
    odpowiedź do pon. 30.11, 15:00
Jan > [🕘 Wyślij później]
Jan > [📣 Jednak od razu]
    [📣 Wyślij zaproszenia]
    nie: wyjdą
Jan > [🕘 Wyślij później]
Jan > [śr. 25.11]
Jan > [↩️ Wróć]
    Kiedy wysłać zaproszenia?
Jan > [śr. 25.11]
Jan > [9:00]
    Zaproszenia wyjdą śr. 25.11, 9:00.
# odłożone na bok i podjęte na nowo
Jan > /zespol
Jan > [🏛 Biuro]
    Odłożone na bok: zwoływanie forum.
Jan > [↩️ Wróć]
    Zaproszenia wyjdą śr. 25.11, 9:00.
Jan > [📣 Wyślij zaproszenia śr. 25.11, 9:00]
    🕘 Zapisane: Forum Edukacji · czw. 3.12.2026, 9:00. Zaproszenia wyjdą śr. 25.11, 9:00.
    📊 Forum Edukacji
    🕒 Zaproszenia wyjdą śr. 25.11, 9:00.
@ 2026-11-25 8:59
Anna < (nic)
@ 2026-11-25 9:00
Anna <
    program.pdf
    Zaproszenie: Forum Edukacji · czw. 3.12.2026, 9:00

# na wzór wcześniejszego: wszystko oprócz terminu
Maria > /forum
Maria > [🗂 Na wzór wcześniejszego]
    [3.12.2026 · Forum Edukacji]
Maria > nic takiego nie było
    Nie ma takiego tytułu.
Maria > [↩️ Wróć]
    Nowe forum.
Maria > [🗂 Na wzór wcześniejszego]
Maria > edukac
Maria > [3.12.2026 · Forum Edukacji]
    Kiedy?
Maria > [↩️ Wróć]
    Nowe forum.
Maria > Forum Edukacji II
    Kiedy?
Maria > 14.01 9-12
    Zaproszenie: Forum Edukacji II · czw. 14.01.2027, 9:00
    🕙 9:00–12:00
    Dziedzina: edukacja
    Program: Dwa panele
    Miejsc: bez ograniczeń · odpowiedź do czw. 7.01.2027, 15:00
    Zapraszamy: wszystkie gminy (15)
Maria > [✖️ Odrzuć]
    Odrzucone.

# nie ma kogo zaprosić
Jan > /forum Forum puste
Jan > [Bez dziedziny]
Jan > 10.12 10
Jan > [Pomiń]
Jan > [Pomiń]
Jan > [Wybrane gminy]
Jan > [↩️ Wróć]
    Kogo zapraszamy?
Jan > [Wybrane gminy]
Jan > wieliczka
Jan > [☐ Wieliczka]
Jan > [✅ Zatwierdź]
Jan > 7
Jan > [7 dni wcześniej]
    Miejsc: 7
    ⚠️ Nie ma kogo zaprosić
    nie: Wyślij zaproszenia

# spotkanie zespołu: zaproszony jest każdy z zespołu, wieczorem zaproszenie czeka do rana
@ 2026-11-25 19:30
Jan > /forum
Jan > [👥 Spotkanie zespołu]
    👥 Spotkanie zespołu. Jaki tytuł?
    [📣 Forum]
Jan > Narada
    Kiedy?
Jan > jutro o 7
    Gdzie?
Jan > Urząd
Jan > [Pomiń]
    Kogo zapraszamy?
    [☑ Przewodniczący] [☑ Koordynatorzy]
    [☑ Specjaliści] [☐ Biuro]
    nie: specjalist
Jan > [Wybrane gminy]
Jan > niepol
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
    Podgląd: tak zobaczy to każda zaproszona osoba.
    Spotkanie zespołu: Narada · czw. 26.11.2026, 7:00
    Pod tym będą przyciski: ✅ Będę · 🚫 Nie mogę · 📅 Kalendarz
    ⚠️ Zaproszenia wyszłyby dopiero czw. 26.11, 8:00, po rozpoczęciu.
    nie: Wyślij
Jan > [✏️ Popraw]
    nie: Miejsc na gminę
    nie: Odpowiedź do
Jan > [Termin]
Jan > jutro o 13
    nie: odpowiedź do
    🕘 Zaproszenia wyjdą czw. 26.11, 8:00.
Jan > [🕘 Wyślij później]
Jan > jutro o 14
    Zaproszenia wyszłyby czw. 26.11, 14:00, a początek jest czw. 26.11, 13:00.
Jan > jutro o 9
    [📣 Wyślij zaproszenia czw. 26.11, 9:00]
Jan > [🕘 Wyślij później]
Jan > [📣 Jednak od razu]
Jan > [📣 Wyślij zaproszenia]
    🕘 Zapisane: Narada · czw. 26.11.2026, 13:00. Zaproszenia wyjdą czw. 26.11, 8:00.
Anna < (nic)
@ 2026-11-26 8:00
Anna <
    Spotkanie zespołu: Narada · czw. 26.11.2026, 13:00
Ola <
    Spotkanie zespołu: Narada
Ewa < (nic)
Maria < (nic)

# spotkanie inauguracyjne: z Biurem
Jan > /forum
Jan > [🎉 Spotkanie inauguracyjne]
Jan > Zaczynamy
Jan > poniedziałek 10
Jan > Rynek 1
Jan > [Pomiń]
Jan > [Wszystkie gminy (15)]
    Spotkanie inauguracyjne: Zaczynamy · pon. 30.11.2026, 10:00
    Zapraszamy: wszystkie gminy (15) i Biuro
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-26 8:01
Maria <
    Spotkanie inauguracyjne: Zaczynamy
Ewa <
    Spotkanie inauguracyjne: Zaczynamy
