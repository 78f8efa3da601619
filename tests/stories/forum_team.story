# Spotkania zespołów: zaproszeni z imienia, bez terminu odpowiedzi; o odmowie słyszy ten, kto zwołał

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący, Ola Maj specjalista (mobilność)

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
    Zaproszeni: 3 · potwierdzeni: 0 · odmówili: 0 · bez odpowiedzi: 3
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
    🚫 Ola Maj nie przyjdzie: Narada · czw. 10.12.2026, 10:00. Powód: W czwartek mam <urlop>
    Zaproszeni: 3 · potwierdzeni: 0 · odmówili: 1 · bez odpowiedzi: 2
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
    Niepołomice: 👥 1 ✅ 1 🚫 1
    nie: po terminie
Jan > [✏️ Zmień]
    nie: Odpowiedź do
Jan > [Termin]
Jan > pt. 11.12 9:00-12:00
    🗓 czw. 10.12.2026, 10:00 → pt. 11.12.2026, 9:00
    🕙 2 h → 3 h
Jan > /anuluj

# na inną naradę tylko przewodniczący i Biuro
Jan > /forum
Jan > [👥 Spotkanie zespołu]
Jan > Narada przewodniczących
Jan > 17.12 10:00
Jan > Urząd
Jan > [Pomiń]
    [☑ Specjaliści] [☐ Biuro]
Jan > [☑ Koordynatorzy]
Jan > [☑ Specjaliści]
Jan > [☑ Przewodniczący]
Jan > [☐ Biuro]
Jan > [Wszystkie gminy (15)]
    dymek: Zaznacz kogoś z zespołów.
Jan > [☐ Przewodniczący]
    [☑ Przewodniczący] [☐ Koordynatorzy]
    [☐ Specjaliści] [☑ Biuro]
Jan > [Wszystkie gminy (15)]
    Zapraszamy: przewodniczący, Biuro · wszystkie gminy (15)
Jan > [📣 Wyślij zaproszenia]
@ 2026-12-09 12:01
Piotr <
    Spotkanie zespołu: Narada przewodniczących
Maria <
    Spotkanie zespołu: Narada przewodniczących
Anna <
    nie: przewodniczących
Ola <
    nie: przewodniczących
Jan <
    Niepołomice: 👥 1
    Biuro: 👥 2

# na wzór: ci sami
Jan > /forum
Jan > [🗂 Na wzór wcześniejszego]
Jan > [17.12.2026 · Narada przewodniczących]
Jan > 18.12 10
    Zapraszamy: przewodniczący, Biuro · wszystkie gminy (15)
