# Nieznajomy prosi o dostęp; decyduje koordynacja gminy, a gdzie jej nie ma, Biuro

Biuro: Jan Kowalski, Zofia Kruk
Niepołomice: Anna Nowak koordynator, Olga Wilk upoważniony
Skawina: Ewa Lis koordynator
obcy: Tomasz Bąk, Iga Gil

Tomasz > /start
    Dzień dobry! Jestem Obwarzanek
    [📝 Poproś o dostęp]
Tomasz > /status
    To polecenie jest dla członków zespołów.
Tomasz > [📝 Poproś o dostęp]
    Do zespołu której gminy?
Tomasz > xyzxyz
    Nie znajduję takiej gminy.
Tomasz > niepol
    [Niepołomice]
Tomasz > [Niepołomice]
    W jakiej roli?
    [Przewodniczący]
    [Koordynator]
    [Specjalista]
Tomasz > [Specjalista]
    Prośba o dostęp: Niepołomice · specjalista
    [✅ Zgadzam się]
    [📄 Klauzula RODO] [✖️ Rezygnuję]
Tomasz > [✖️ Rezygnuję]
    niczego nie wysyłam i nic nie zapisuję
Olga < (nic)

# rozmyślił się
Tomasz > /start
Tomasz > [📝 Poproś o dostęp]
Tomasz > niepol
Tomasz > [Niepołomice]
Tomasz > [Specjalista]
Tomasz > [📄 Klauzula RODO]
    Klauzula RODO (wersja 2026-11-23)
Tomasz > [✅ Zgadzam się]
Tomasz > [✅ Tomasz Bąk]
    Kim jesteś? Napisz jedno zdanie
    [Pomiń]
Tomasz > pracuję w wydziale inwestycji, u Anny Nowak
    Prośba wysłana: Niepołomice · specjalista.
Jan < (nic)
Ewa < (nic)
Anna <
    Prośba o dostęp
    Tomasz Bąk
    Niepołomice · specjalista
    „pracuję w wydziale inwestycji, u Anny Nowak”
    [✅ Przyjmij] [✖️ Odrzuć]
Olga <
    [✅ Przyjmij] [✖️ Odrzuć]

# druga prośba, dopóki pierwsza czeka
Tomasz > /start
Tomasz > [📝 Poproś o dostęp]
    Twoja wcześniejsza prośba czeka jeszcze na decyzję.

Anna > [✅ Przyjmij]
    ➜ ✅ Przyjmij
    👥 Nowa osoba: Tomasz Bąk · Niepołomice · specjalista
Tomasz <
    Witaj w zespole gminy Niepołomice! Twoja rola: specjalista.
    ⌨ [📋 Podaj status] [⚠️ Zgłoś zagrożenie] [🗓 Fora] [📁 Projekty]
Jan <
    👥 Nowa osoba: Tomasz Bąk · Niepołomice · specjalista
# kto spóźnił się z decyzją, widzi, kto był pierwszy
Olga > [✖️ Odrzuć]
    dymek: Prośba już przyjęta. Decyzja: Anna Nowak
    ➜ Prośba już przyjęta. Decyzja: Anna Nowak
    Tomasz Bąk

# w Liszkach nie ma koordynacji: decyduje Biuro
Iga > /start
Iga > [📝 Poproś o dostęp]
Iga > liszki
Iga > [Liszki]
Iga > [Koordynator]
Iga > [✅ Zgadzam się]
Iga > [✅ Iga Gil]
Iga > [Pomiń]
Jan <
    Iga Gil
    Liszki · koordynator
    nie: „
Ewa < (nic)
Zofia > [✖️ Odrzuć]
Iga <
    Prośba o dostęp do zespołu gminy Liszki została odrzucona.
Jan > [✅ Przyjmij]
    dymek: Prośba już odrzucona. Decyzja: Zofia Kruk
Iga <
    nie: Witaj
# po odmowie można poprosić jeszcze raz
Iga > /start
Iga > [📝 Poproś o dostęp]
    Do zespołu której gminy?
