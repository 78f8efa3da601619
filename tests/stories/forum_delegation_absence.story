# Delegowanie, gdy kogoś nie ma: zastępstwo, ktoś odszedł, ktoś zablokował bota, po terminie

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Ewa Żak specjalista (edukacja)
Skawina: Ola Maj koordynator, Ula Kos upoważniony, Tomek Wilk specjalista (mobilność)
Wieliczka: Rafał Gil specjalista (mobilność)

# Annę zastępuje specjalista, Olę osoba upoważniona
Anna > /nieobecnosc 24.11-27.11
Anna > [Piotr Zając]
Ola > /nieobecnosc 24.11-27.11
Ola > [Nikt]
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
Jan <
    nie: Niepołomice: nie ma
    nie mam kogo zaprosić w gminach: … Wieliczka
Piotr <
    📣 Zaproszenie: Forum Mobilności
    [👥 Deleguj] [🙋 Pójdę]
Ula <
    📣 Zaproszenie: Forum Mobilności
Anna <
    nie: Zaproszenie
Ola <
    nie: Zaproszenie
# kto zastępuje, wybiera, choć jest specjalistą
Piotr > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
Piotr > [☐ Ewa Żak]
Piotr > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Piotr Zając, Ewa Żak.
    ✅ Piotr Zając
Ewa <
    👥 Piotr Zając deleguje Cię
Ula > [👥 Deleguj]
    [☑ Tomek Wilk ⭐]
Ula > [☐ Ula Kos]
Ula > [✅ Zatwierdź]

# w gminie bez nikogo pojawia się koordynatorka: zaproszenie przychodzi do niej, raz
Wieliczka: Zofia Bem koordynator
@ 2026-11-24 10:02
Zofia <
    📣 Zaproszenie: Forum Mobilności
    [👥 Deleguj] [🙋 Pójdę]
Jan <
    🔇 Bez odpowiedzi: Wieliczka
Rafał <
    nie: Zaproszenie
@ 2026-11-24 10:03
Zofia < (nic)

# Tomek blokuje bota, zanim został zapytany: 🔕, i wiadomość do tego, kto wybiera
Tomek > (blokuje)
Ula > [👥 Deleguj]
    [☑ Tomek Wilk ⭐ 🔕]
Ula > [☑ Tomek Wilk ⭐ 🔕]
Ula > [✅ Zatwierdź]
Ula > [👥 Deleguj]
Ula > [☐ Tomek Wilk ⭐ 🔕]
Ula > [✅ Zatwierdź]
    🔕 Nie docierają tu wiadomości: Tomek Wilk. Przekaż to inaczej.
@ 2026-11-24 10:04
Ula <
    🔕 Nie docierają wiadomości do: Tomek Wilk. Chodzi o Forum Mobilności
    [👥 Wybierz kogoś innego]
@ 2026-11-24 10:05
Ula < (nic)

# Ewa odchodzi z zespołu: miejsce jest wolne, a wybiera dziś Piotr, bo Anny nie ma
Ewa > [✅ Będę]
Ewa > /ustawienia
Ewa > [🚪 Odejdź z zespołu]
Ewa > [🚪 Tak, odchodzę]
@ 2026-11-24 10:06
Piotr <
    👋 Ewa Żak nie jest już w zespole i nie pójdzie: Forum Mobilności
    [👥 Wybierz kogoś innego]
    nie: ✅ Ewa Żak
Anna <
    nie: Ewa Żak
Jan <
    Niepołomice: ✅ 1
@ 2026-11-24 10:07
Piotr < (nic)

# Anna wraca: swoje zaproszenie ma w /fora, i wybiera ona; Piotr już nie, gdyby nie był zapytany
@ 2026-12-04 9:00
Anna > /fora
Anna > [10.12 · Forum Mobilności]
    ✅ Piotr Zając
# po terminie odpowiedzi: wolno, ale jest zaznaczone
Zofia > [👥 Deleguj]
    [☑ Rafał Gil ⭐]
Zofia > [✅ Zatwierdź]
    To już po terminie odpowiedzi, Biuro to zobaczy.
Jan <
    Wieliczka: 👥 1 (po terminie)
Rafał > [✅ Będę]
Zofia <
    ✅ Rafał Gil (po terminie)
Jan <
    Wieliczka: ✅ 1 (po terminie)
    Niepołomice: ✅ 1
    nie: Niepołomice: ✅ 1 (po terminie)
