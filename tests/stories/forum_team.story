# Spotkania zespołów: zaproszeni z imienia, bez terminu odpowiedzi; o odmowie słyszy ten, kto zwołał

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Ola Maj specjalista (mobilność)

Jan > /forum
Jan > [👥 Spotkanie zespołu]
Jan > Narada
Jan > 10.12 10:00
Jan > Urząd
Jan > [Pomiń]
Jan > [Wszystkie gminy (15)]
    nie: odpowiedź do
Jan > [🕘 Wyślij później]
Jan > 7.12 9:00
    Zaproszenia wyjdą pon. 7.12, 9:00.
Jan > [🕘 Wyślij później]
Jan > [📣 Jednak od razu]
Jan > [📣 Wyślij zaproszenia]
    📊 Narada
    nie: bez odpowiedzi: 15
@ 2026-11-24 10:01
Jan <
    Zaproszeni: 2 · potwierdzeni: 0 · odmówili: 0 · bez odpowiedzi: 2
Anna > /fora
Anna > [10.12 · Narada]
    nie: odpowiedź do
Ola <
    Spotkanie zespołu: Narada
    nie: dpowiedź do

# odmowa z powodem: wiadomość i wiersz na karcie
Ola > [🚫 Nie mogę]
Ola > W czwartek mam <urlop>
    Dziękuję, przekazuję
Jan <
    🚫 Ola Maj nie może: Narada · czw. 10.12.2026, 10:00. Powód: W czwartek mam <urlop>
    Zaproszeni: 2 · potwierdzeni: 0 · odmówili: 1 · bez odpowiedzi: 1
    🚫 Niepołomice · Ola Maj: W czwartek mam <urlop>
    nie: [👥 Wybierz kogoś innego]
Maria <
    nie: Ola
Anna <
    nie: Ola

# nic nie jest po terminie
@ 2026-12-09 12:00
Anna > [✅ Będę]
Jan <
    Niepołomice: ✅ 1 🚫 1
    nie: po terminie
Jan > [✏️ Zmień]
    nie: Odpowiedź do
