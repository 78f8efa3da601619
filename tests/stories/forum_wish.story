# Specjalista chce iść: mówi to raz, koordynatorka deleguje dwoma dotknięciami

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Ola Maj specjalista (edukacja), Iga Sowa specjalista (mobilność)
Skawina: Ewa Lis koordynator, John Hill specjalista (mobilność)

Jan > /forum Forum Mobilności, 10.12 10–12, Biuro SMK
Jan > [✏️ Popraw]
Jan > [Miejsc na gminę]
Jan > [1]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Piotr > /fora
    [10.12 · Forum Mobilności · 🔇 bez odpowiedzi]
Piotr > [10.12 · Forum Mobilności]
    📣 Zaproszenie: Forum Mobilności
    [🙋 Chcę iść] [📅 Kalendarz]
    nie: Deleguj
Piotr > [🙋 Chcę iść]
    dymek: Przekazane: Anna Nowak.
    Przekazane: Anna Nowak.
    nie: Chcę iść
Piotr > /fora
Piotr > [10.12 · Forum Mobilności]
    nie: Chcę iść
# w innej dziedzinie się o to nie pyta
Ola > /fora
Ola > [10.12 · Forum Mobilności]
    nie: Chcę iść

# kto chce, jest już zaznaczony
Anna <
    🙋 Piotr Zając chce iść na spotkanie: Forum Mobilności · czw. 10.12.2026, 10:00
    [👥 Deleguj]
Anna > [👥 Deleguj]
    Jest jedno miejsce: wystarczy dotknąć osoby.
    [☑ Piotr Zając ⭐]
    [☐ Iga Sowa ⭐]
Anna > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Piotr Zając.
Anna: dotknięcia 2, wiadomości 0
Piotr > [✅ Będę]
    [☑ Będę] [🚫 Nie mogę]

# jedno miejsce: dotknięta osoba jest delegowana od razu, zamiast poprzedniej
Anna > [👥 Deleguj]
Anna > [☐ Iga Sowa ⭐]
    ✅ Forum Mobilności, delegowani: Iga Sowa.
Anna: dotknięcia 2, wiadomości 0
Piotr <
    nie deleguje Cię już
Iga <
    👥 Anna Nowak deleguje Cię na spotkanie: Forum Mobilności
# kto już nie idzie, może chcieć znowu, ale mówi to raz
Piotr > /fora
Piotr > [10.12 · Forum Mobilności]
    nie: Chcę iść
# gość zajmuje miejsce: nikt nie jest delegowany od razu zamiast niego
Ewa > [👥 Deleguj]
Ewa > [➕ Gość]
Ewa > Adam Pytel, projektant
Ewa > [☐ John Hill ⭐]
    [☑ John Hill ⭐]
Ewa > [✅ Zatwierdź]
    dymek: Za dużo osób: gmina ma 1 miejsce.

# gdy już się zaczęło, nie ma czego chcieć
John > /fora
John > [10.12 · Forum Mobilności]
    [🙋 Chcę iść]
@ 2026-12-10 10:00
John > [🙋 Chcę iść]
    dymek: Już po czasie
