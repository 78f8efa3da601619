# /fora: co przed nami i jak stoi, każdemu to, co go dotyczy

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Zofia Bąk specjalista (edukacja), Adam Wójt przewodniczący
Skawina: Ewa Lis koordynator

Jan > /fora
    Na razie nic przed nami.
Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi i rowery
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
Jan > /forum Forum Żłobków
Jan > [Bez dziedziny]
Jan > 2.12 9:00
Jan > Skawina
Jan > Żłobki
Jan > [Wybrane gminy]
Jan > skaw
Jan > [☐ Skawina]
Jan > [✅ Zatwierdź]
Jan > [1]
Jan > 1.12 15:00
Jan > [📣 Wyślij zaproszenia]
# jeszcze nie wysłane: gminy go nie widzą
Jan > /forum Forum Wody
Jan > [Bez dziedziny]
Jan > 20.01.2027 9:00
Jan > Wieliczka
Jan > Woda
Jan > [Wszystkie gminy (15)]
Jan > [1]
Jan > 11.01.2027 15:00
Jan > [🕘 Wyślij później]
Jan > 4.01.2027 9:00
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01

# Biuro widzi wszystkie, z liczbami
Jan > /fora
    🗓 Fora i spotkania, od najbliższego
    [2.12 · Forum Żłobków · ✅ 0 👥 0 🔇 1]
    [10.12 · Forum Mobilności · ✅ 0 👥 0 🔇 15]
    [20.01.2027 · Forum Wody · 🕒 zaproszenia 4.01]
    [🗂 Minione i odwołane]
Jan > zlobk
    🔎 „zlobk”: 1
    [2.12 · Forum Żłobków · ✅ 0 👥 0 🔇 1]
    nie: Mobilności
Jan > [✖️ Pokaż wszystkie]
    Forum Mobilności

# koordynator: gdzie zaproszono gminę, i jak stoi
Anna > /fora
    [10.12 · Forum Mobilności · 🔔 czeka na odpowiedź]
    nie: Żłobków
    nie: Wody
Anna > [10.12 · Forum Mobilności]
    📣 Zaproszenie: Forum Mobilności · czw. 10.12.2026, 10:00
    [👥 Deleguj] [🙋 Pójdę]
Anna > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
Anna > [✅ Zatwierdź]
# zaproszenie pokazane z listy jest tym, które odtąd się zmienia
Anna <
    📣 Zaproszenie: Forum Mobilności · czw. 10.12.2026, 10:00
    ⏳ Piotr Zając
Piotr <
    Anna Nowak deleguje Cię na spotkanie: Forum Mobilności
Anna > /fora
    [10.12 · Forum Mobilności · 👥 1 ✅ 0]
Anna > [🗂 Minione i odwołane]
    Jeszcze nic tu nie ma.
    [🗓 Nadchodzące]

# delegowany: o co jest pytany
Piotr > /fora
    [10.12 · Forum Mobilności · ⏳ potwierdź]
Piotr > [10.12 · Forum Mobilności]
    Anna Nowak deleguje Cię na spotkanie: Forum Mobilności
    [✅ Będę] [🚫 Nie mogę]
    nie: Miejsc: 2
Piotr > [✅ Będę]
    ✅ Będziesz.
Anna <
    ✅ Piotr Zając
Piotr > /fora
    [10.12 · Forum Mobilności · ✅ będziesz]

# inni z zespołu: do czytania; przewodniczący: z przyciskami
Zofia > /fora
Zofia > [10.12 · Forum Mobilności]
    📣 Zaproszenie: Forum Mobilności
    ✅ Piotr Zając
    [📅 Kalendarz]
    nie: Deleguj
Adam > /fora
Adam > [10.12 · Forum Mobilności]
    [👥 Deleguj] [🙋 Pójdę]
# pytana jest nadal koordynatorka
Piotr > [🚫 Nie mogę]
Piotr > Urlop
Anna <
    🚫 Piotr Zając: Urlop

# w innej gminie nic z tego nie widać
Ewa > /fora
    [2.12 · Forum Żłobków · 🔔 czeka na odpowiedź]
    [10.12 · Forum Mobilności · 🔔 czeka na odpowiedź]
Ewa > [10.12 · Forum Mobilności]
    nie: Piotr
Ewa > [🚫 Nie weźmiemy udziału]
Ewa > /fora
    [10.12 · Forum Mobilności · 🚫 bez udziału]

# aż się skończy, jest wśród nadchodzących, potem wśród minionych; kto nie może odpowiedzieć, na tego się nie czeka
@ 2026-12-10 11:59
Jan > /fora
    [10.12 · Forum Mobilności · ✅ 0 👥 0 🔇 13]
    nie: Żłobków
Zofia > /fora
    [10.12 · Forum Mobilności · 🔇 bez odpowiedzi]
@ 2026-12-10 12:00
Zofia > /fora
    nie: Mobilności
Jan > /fora
    nie: Mobilności
Jan > [🗂 Minione i odwołane]
    🗂 Minione i odwołane, od ostatniego
    [10.12 · Forum Mobilności · ✅ 0 👥 0 🔇 13]
    [2.12 · Forum Żłobków · ✅ 0 👥 0 🔇 1]
Jan > [🗓 Nadchodzące]
    Forum Wody
