# Kto odszedł, nie odpowiada już za gminę: zaproszenia przechodzą do następczyni, terminy znikają z kalendarza

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność)

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
Anna > [✅ Zatwierdź]
Anna > [📅 Kalendarz]
Anna > /ustawienia
Anna > [🚪 Odejdź z zespołu]
Anna > [🚪 Tak, odchodzę]
    📅 Forum Mobilności · czw. 10.12.2026, 10:00: nie idziesz.
    forum-mobilnosci.ics
@ 2026-11-24 10:02

# następczyni widzi, kogo gmina już deleguje
Niepołomice: Zofia Bem koordynator
@ 2026-11-24 10:05
Zofia <
    📣 Zaproszenie: Forum Mobilności
    ⏳ Piotr Zając (jeszcze bez odpowiedzi)
    [👥 Deleguj] [🙋 Pójdę]
@ 2026-11-24 10:06
Zofia < (nic)
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 11.12 9:00
Jan > [📣 Zapisz i powiadom]
Zofia <
    ✏️ Zmiana: Forum Mobilności
    pt. 11.12.2026, 9:00
Anna < (nic)
Anna > [👥 Deleguj]
    nie: Kogo delegujesz

# kto odchodzi i wraca, jest pytany jeszcze raz
Zofia > /ustawienia
Zofia > [🚪 Odejdź z zespołu]
Zofia > [🚪 Tak, odchodzę]
Niepołomice: Zofia Bem koordynator
@ 2026-11-24 10:10
Zofia <
    📣 Zaproszenie: Forum Mobilności · pt. 11.12.2026, 9:00
    [👥 Deleguj] [🙋 Pójdę]
Piotr > [✅ Będę]
Zofia <
    ✅ Piotr Zając
