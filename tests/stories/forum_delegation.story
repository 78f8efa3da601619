# Delegowanie: specjaliści najpierw, odmowa wraca, zdanie można zmienić do początku

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ala Bury specjalista (edukacja), Piotr Zając specjalista (mobilność), Ewa Żak specjalista (edukacja), Marek Kot przewodniczący
Skawina: Ola Maj koordynator, John Smith specjalista (en)

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi i rowery
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
# Biuro wie, gdzie nie ma kogo zapytać
Jan <
    ⚠️ Forum Mobilności: nie mam kogo zaprosić w gminach: Biskupice
    Gminy: 15 zaproszonych · 0 odpowiedziało · 15 milczy
    Osoby: 0 delegowanych · 0 potwierdziło · 0 odmówiło
    🔇 Bez odpowiedzi: Niepołomice, Skawina
    ❔ Nie ma kogo zapytać: Biskupice, Czernichów,
    nie: Wysłano
Anna <
    📣 Zaproszenie: Forum Mobilności · czw. 10.12.2026, 10:00
    Miejsc: 2 · odpowiedź do czw. 3.12, 15:00
    [👥 Deleguj] [🙋 Pójdę]
    [🚫 Nie weźmiemy udziału] [📅 Kalendarz]
Piotr < (nic)

# specjalista tej dziedziny jest pierwszy, reszta według roli i nazwiska
Anna > [👥 Deleguj]
    Kogo delegujesz na spotkanie: Forum Mobilności · czw. 10.12.2026, 10:00?
    ⭐ to specjaliści tej dziedziny.
    Miejsc: 2.
    [☑ Piotr Zając ⭐] … [☐ Ala Bury] … [☐ Ewa Żak] … [☐ Anna Nowak] … [☐ Marek Kot]
    [➕ Gość] [✅ Zatwierdź]
    nie: ☑ Ala
Anna > [☑ Piotr Zając ⭐]
    nie: ☑
Anna > [✅ Zatwierdź]
    dymek: Zaznacz choć jedną osobę
Anna > zak
    [☐ Ewa Żak]
    [Pokaż wszystkich]
    nie: Piotr
Anna > [☐ Ewa Żak]
    [☑ Ewa Żak]
Anna > nikt taki
    Nie ma takiej osoby w zespole.
Anna > [Pokaż wszystkich]
    [☑ Ewa Żak]
    [☐ Piotr Zając ⭐]
Anna > [☐ Piotr Zając]
Anna > [☐ Marek Kot]
Anna > [✅ Zatwierdź]
    dymek: Za dużo osób: gmina ma 2 miejsca.
Anna > [☑ Marek Kot]
!! restart
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Piotr Zając, Ewa Żak.
    ⏳ Piotr Zając (jeszcze bez odpowiedzi)
    ⏳ Ewa Żak (jeszcze bez odpowiedzi)
    nie: po terminie
Jan <
    Niepołomice: 👥 2
Piotr <
    👥 Anna Nowak deleguje Cię na spotkanie: Forum Mobilności · czw. 10.12.2026, 10:00
    📍 Biuro SMK
    Program: Pociągi i rowery
    Odpowiedź do czw. 3.12, 15:00
    [✅ Będę] [🚫 Nie mogę]
    [📅 Kalendarz]
Marek < (nic)

Piotr > [✅ Będę]
    dymek: ✅ Będziesz.
    ✅ Będziesz.
    [☑ Będę] [🚫 Nie mogę]
Anna <
    ✅ Piotr Zając
    ⏳ Ewa Żak
    nie: nie może
Jan <
    Niepołomice: 👥 1 ✅ 1

# odmowa wraca z powodem; wymówić się można bez słowa, i można zostać
Ewa > [🚫 Nie mogę]
    Nie będzie Cię: Forum Mobilności · czw. 10.12.2026, 10:00. Dlaczego?
    [Pomiń] [Zostaw, jak jest]
Ewa > [Zostaw, jak jest]
Anna <
    nie: nie może
Ewa > [🚫 Nie mogę]
Ewa > Mam <wtedy> lekcje
    Dziękuję, przekazuję: nie będzie Cię na spotkaniu: Forum Mobilności
    🚫 Nie będzie Cię.
    [✅ Będę] [☑ Nie mogę]
Anna <
    🚫 Ewa Żak nie przyjdzie: Forum Mobilności · czw. 10.12.2026, 10:00. Powód: Mam <wtedy> lekcje
    [👥 Wybierz kogoś innego]
    🚫 Ewa Żak: Mam <wtedy> lekcje
Marek < (nic)
Anna > [👥 Wybierz kogoś innego]
    [☑ Piotr Zając ⭐]
    [☐ Ewa Żak]
Anna > [☐ Ala Bury]
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Piotr Zając, Ala Bury.
Piotr <
    nie: Zmiana
Ala <
    👥 Anna Nowak deleguje Cię
# miejsca są już obsadzone
Ewa > [✅ Będę]
    dymek: Gmina obsadziła już swoje miejsca.
    nie: Będziesz
# zdanie można zmienić: kto był, nie będzie
Ala > [✅ Będę]
Ala > [🚫 Nie mogę]
Ala > [Pomiń]
    🚫 Nie będzie Cię.
Anna <
    🚫 Ala Bury nie przyjdzie: Forum Mobilności
    nie: Powód
Ewa > [✅ Będę]
    dymek: ✅ Będziesz.
Anna <
    ✅ Ewa Żak
    nie: Mam <wtedy> lekcje
    🚫 Ala Bury

# kto obiecał, że będzie, i już nie idzie, dowiaduje się o tym życzliwie, od razu
Anna > [👥 Deleguj]
Anna > [☑ Ewa Żak]
Anna > [☐ Anna Nowak]
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Piotr Zając, Anna Nowak.
    ✅ Anna Nowak
    nie: deleguje Cię
Ewa <
    Gmina nie deleguje Cię już na to forum.
    Zmiana: gmina Niepołomice nie deleguje Cię już na spotkanie: Forum Mobilności · czw. 10.12.2026, 10:00. Dziękuję za gotowość!
    nie: Będę
