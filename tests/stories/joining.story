# Anna dołącza jako koordynatorka, potem sama zaprasza specjalistę

Biuro: Jan Kowalski
Niepołomice: Piotr Zając przewodniczący
obcy: Anna Nowak, Ewa Lis, Tomasz Bąk

Jan > /zapros
    Do zespołu której gminy?
    [🏛 Biuro]
    [Biskupice]
Jan > niepol
    [Niepołomice]
Jan > [Niepołomice]
    Kogo zapraszasz?
    [Koordynator]
    [Specjalista]
Jan > [Koordynator]
    🖼
    Niepołomice · koordynator
    https://t.me/
    Jedno użycie, 14 dni (do 8.12.2026)

Anna > (link od Jan)
    Dzień dobry! Jestem Obwarzanek, pomagam zespołom ds. współpracy metropolitalnej.
    Zaproszenie: Niepołomice · koordynator
    [✅ Dołączam]
    [📄 Klauzula RODO] [✖️ Rezygnuję]
Anna > [📄 Klauzula RODO]
    Klauzula RODO (wersja 2026-11-23)
    Administratorem danych
Anna > [✅ Dołączam]
    Jak mam Cię przedstawiać zespołowi?
    [✅ Anna Nowak] [✏️ Zmień]
Anna > [✅ Anna Nowak]
    Witaj w zespole gminy Niepołomice! Twoja rola: koordynator.
    ⌨ [📋 Podaj status] [⚠️ Zgłoś zagrożenie] [🗓 Fora] [📁 Projekty]
Jan <
    👥 Nowa osoba: Anna Nowak · Niepołomice · koordynator
Piotr <
    👥 Nowa osoba: Anna Nowak · Niepołomice · koordynator

# link działa raz
Tomasz > (link od Jan)
    To zaproszenie zostało już wykorzystane
    [📝 Poproś o dostęp]

# koordynatorka zaprasza od razu do swojej gminy
Anna > /zapros
    Niepołomice
    Kogo zapraszasz?
Anna > [Specjalista]
    Niepołomice · specjalista
Ewa > (link od Anna)
Ewa > [✅ Dołączam]
Ewa > [✏️ Zmień]
    Napisz imię i nazwisko
Ewa > 🙂
    To nie wygląda na imię i nazwisko.
Ewa > Ewa <b>Lis</b> & Syn
    W jakich dziedzinach?
    [☐ mobilność]
Ewa > [Dalej]
    dymek: Zaznacz przynajmniej jedną dziedzinę.
Ewa > [☐ mobilność]
    [☑ mobilność]
Ewa > [Dalej]
    Witaj w zespole gminy Niepołomice! Twoja rola: specjalista.
Anna <
    👥 Nowa osoba: Ewa <b>Lis</b> & Syn · Niepołomice · specjalista
Ewa > /zapros
    Do tego nie masz uprawnień.

# kto ma już tę rolę, nie zużywa zaproszenia
Jan > /zapros niepol
Jan > [Koordynator]
Anna > (link od Jan)
    Masz już tę rolę: Niepołomice · koordynator.
Tomasz > (link od Jan)
    Zaproszenie: Niepołomice · koordynator
Tomasz > [✖️ Rezygnuję]
    W porządku, nic nie zapisuję.

# druga rola dla tej samej osoby: o imię i zgodę nikt nie pyta drugi raz
Jan > /zapros skawina
Jan > [Za koordynatora]
    Skawina · osoba upoważniona koordynatora
Anna > (link od Jan)
    Zaproszenie: Skawina · osoba upoważniona koordynatora
    nie: zgadzasz się
Anna > [✅ Dołączam]
    nie: Jak mam Cię przedstawiać
    Witaj w zespole gminy Skawina! Twoja rola: osoba upoważniona koordynatora.

# w dwóch gminach trzeba wybrać, do której się zaprasza
Anna > /zapros
    [Niepołomice]
    [Skawina]
    nie: Biuro
    nie: Wieliczka
Anna > wielicz
    Nie znajduję takiej gminy.
Anna > [Skawina]
Anna > [Przewodniczący]
    Skawina · przewodniczący
