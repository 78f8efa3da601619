# Inny termin: kto odmówił z powodu daty, dowiaduje się o nowej; Biuro widzi, kto jeszcze nie potwierdził

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Ewa Żak specjalista, Iza Ryś specjalista
Skawina: Ola Maj koordynator
Wieliczka: Ula Kos koordynator

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
Anna > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
Anna > [☐ Ewa Żak]
Anna > [✅ Zatwierdź]
Piotr > [✅ Będę]
Ewa > [🚫 Nie mogę]
Ewa > W czwartek mam lekcje
Ola > [🚫 Nie weźmiemy udziału]

# krótszy czas na odpowiedź: mówi się tym, którzy jeszcze milczą
Jan > [✏️ Zmień]
Jan > [Odpowiedź do]
Jan > 2.12 12:00
Jan > [📣 Zapisz i powiadom]
Ula <
    ✏️ Zmiana: Forum Mobilności
    Odpowiedź do: czw. 3.12.2026, 15:00 → śr. 2.12.2026, 12:00
Anna <
    nie: Zmiana
Piotr <
    nie: Zmiana
Ola <
    nie: Zmiana

# inny termin
@ 2026-11-24 10:10
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 11.12 9:00
Jan > [📣 Zapisz i powiadom]
Piotr <
    czw. 10.12.2026, 10:00 → pt. 11.12.2026, 9:00
    🔁 Zmienił się termin. Potwierdź ponownie
Ewa <
    czw. 10.12.2026, 10:00 → pt. 11.12.2026, 9:00
    🔁 Zmienił się termin. Potwierdź ponownie
    [✅ Będę] [🚫 Nie mogę]
Ola <
    czw. 10.12.2026, 10:00 → pt. 11.12.2026, 9:00
    📣 Zaproszenie: Forum Mobilności · pt. 11.12.2026, 9:00
    nie: nie weźmie udziału
    [👥 Deleguj] [🙋 Pójdę]
Anna <
    🔁 Piotr Zając (czeka na ponowne potwierdzenie)
    🔁 Ewa Żak (czeka na ponowne potwierdzenie)
Jan <
    Gminy: 15 zaproszonych · 1 odpowiedziała · 14 milczy
    Osoby: 1 delegowana · 0 potwierdziło · 1 odmówiła
    🔁 Zmienił się termin, potwierdzają ponownie: 1
    Niepołomice: 🔁 1 🚫 1
    🔇 Bez odpowiedzi: Skawina, Wieliczka
Jan > /fora
    [11.12 · Forum Mobilności · ✅ 0 👥 1 🔇 14]
Ewa > [✅ Będę]
    dymek: ✅ Będziesz.
Ola > [🚫 Nie weźmiemy udziału]
    🚫 Gmina Skawina nie weźmie udziału.
Jan <
    Gminy: 15 zaproszonych · 2 odpowiedziały · 13 milczy
    Osoby: 2 delegowane · 1 potwierdziła · 0 odmówiło
    Niepołomice: ✅ 1 🔁 1

# tam i z powrotem wieczorem: Piotr nadal ma potwierdzić zmianę sprzed południa, Ewa już potwierdziła
@ 2026-11-24 20:00
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 14.12 9:00
Jan > [📣 Zapisz i powiadom]
Jan <
    potwierdzają ponownie: 2
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 11.12 9:00
Jan > [📣 Zapisz i powiadom]
Jan <
    potwierdzają ponownie: 1
    Niepołomice: ✅ 1 🔁 1
    nie: Skawina: nie weźmie udziału
@ 2026-11-25 8:00
Piotr <
    🔁 Zmienił się termin. Potwierdź ponownie: Forum Mobilności · pt. 11.12.2026, 9:00
Ewa <
    ✅ Będziesz.
    nie: Potwierdź ponownie
Ola <
    📣 Zaproszenie: Forum Mobilności · pt. 11.12.2026, 9:00
    [👥 Deleguj] [🙋 Pójdę]

# kogo gmina zastąpiła, tego się nie pyta; kto odszedł, też nie
Ewa > [🚫 Nie mogę]
Ewa > [Pomiń]
Anna > [👥 Wybierz kogoś innego]
Anna > [☐ Iza Ryś]
Anna > [✅ Zatwierdź]
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 15.12 9:00
Jan > [📣 Zapisz i powiadom]
Iza <
    wt. 15.12.2026, 9:00
Ewa <
    nie: Potwierdź ponownie

# nowy plik z programem przychodzi raz
@ 2026-11-25 20:00
Jan > [✏️ Zmień]
Jan > [Program]
Jan > (dokument nowy.pdf) Nowy program
Jan > [📣 Zapisz i powiadom]
Jan > [✏️ Zmień]
Jan > [Miejsce]
Jan > Rynek 1
Jan > [📣 Zapisz i powiadom]
@ 2026-11-26 8:00
Anna <
    📎 nowy.pdf
    ✏️ Zmiana: Forum Mobilności
    📍 Biuro SMK → Rynek 1
    📎 Nowy plik z programem

# po upływie „odpowiedź do”: kto jest pytany na nowo, ma też czas na odpowiedź; inne zmiany go nie przesuwają
@ 2026-12-04 10:00
Jan > [✏️ Zmień]
Jan > [Miejsc na gminę]
Jan > [5]
    nie: Odpowiedź do:
Jan > [Termin]
Jan > 17.12 9:00
    🗓 wt. 15.12.2026, 9:00 → czw. 17.12.2026, 9:00
    Odpowiedź do: śr. 2.12.2026, 12:00 → śr. 16.12.2026, 15:00
Jan > [📣 Zapisz i powiadom]
Ola <
    📣 Zaproszenie: Forum Mobilności · czw. 17.12.2026, 9:00
    odpowiedź do śr. 16.12
    nie: odpowiedź do śr. 2.12
Ola > [🙋 Pójdę]
    nie: po terminie
Jan <
    Skawina: ✅ 1
    nie: po terminie
