# Cztery rzeczy zawsze pod ręką, reszta w menu; pomoc mówi, co się dzieje w tygodniu

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący, Ewa Lis specjalista
Skawina: John Smith koordynator (en)
obcy: Ola Maj
projekty Niepołomice: Trasa rowerowa Wisła

# kto jest w zespole od dawna, dostaje klawiaturę z /menu albo /start
Anna <
    ⌨ (nic)
Anna > /menu
    Co robimy?
    /raport – zobacz, jak idą projekty w gminach
    /zapros – zaproś kogoś do zespołu
    /ustawienia – zmień imię, język, powiadomienia
    /pomoc – Twój tydzień z Obwarzankiem
    nie: /status
    nie: /start
    ⌨ [📋 Podaj status] [⚠️ Zgłoś zagrożenie] [🗓 Fora] [📁 Projekty]
Jan > /start
    Co robimy?
    /fora – sprawdź nadchodzące spotkania
    ⌨ [📊 Raport] [📣 Zwołaj forum] [⚠️ Zagrożenia] [📊 Dane]
John > /menu
    ⌨ [📋 Give status] [⚠️ Report a risk] [🗓 Forums] [📁 Projects]
Jan > [⚠️ Zagrożenia]
    Nie ma tu otwartych zagrożeń.
Jan > [📣 Zwołaj forum]
    Jaki tytuł?

# napis z klawiatury jest poleceniem, także gdy bot czeka na zdanie; każde inne zdanie jest odpowiedzią
Anna > [⚠️ Zgłoś zagrożenie]
    Czego dotyczy?
Anna > [Trasa rowerowa Wisła]
Anna > [🟡 Do obserwacji]
    Opisz krótko
Anna > [📁 Projekty]
    nie: zgłoszone
    Trasa rowerowa Wisła
Anna: dotknięcia 4, wiadomości 1
Anna > [⚠️ Zgłoś zagrożenie]
Anna > [Trasa rowerowa Wisła]
Anna > [🟡 Do obserwacji]
Anna > Zgłoś zagrożenie
    Zagrożenie R-1 zgłoszone
    Zgłoś zagrożenie

# tydzień każdej roli, obrazem i słowami
Anna > /pomoc
    🖼
    Obwarzanek: Twój tydzień
    W piątek o 9:00 pytam, jak idą projekty. Bez zmian? Jedno dotknięcie.
    W statusie: „żłobek żółty: awaria”
    We wtorek o 12:00 dostajesz wynik tygodnia.
    /ryzyko
Piotr > /pomoc
    🖼
    jeśli gmina milczy, dam znać
Ewa > /pomoc
    🖼
    Na forum deleguje Cię gmina
Jan > /pomoc
    🖼
    przypominam tym, które milczą
    /ogloszenie
John > /help
    🖼
    Obwarzanek: your week
    On Friday at 9:00 I ask how the projects are going.
Ola > /pomoc
    nie: 🖼
    Obwarzanek pomaga zespołom
    /start
Ola <
    ⌨ (nic)

# kto odchodzi z ostatniego zespołu, tego klawiatura znika
Ewa > /menu
    ⌨ [📋 Podaj status] [⚠️ Zgłoś zagrożenie] [🗓 Fora] [📁 Projekty]
Anna > /zespol
Anna > [👤 Zarządzaj]
Anna > [Ewa Lis · specjalista]
Anna > [🚪 Usuń z zespołu]
Anna > [🚪 Tak, usuń]
Ewa <
    Nie jesteś już w zespole: Niepołomice · specjalista
    ⌨ (nic)
# także tego, kto usuwa sam siebie
Anna > [👤 Zarządzaj]
Anna > [Anna Nowak · koordynator]
Anna > [🚪 Usuń z zespołu]
Anna > [🚪 Tak, usuń]
    Nie jesteś już w zespole: Niepołomice · koordynator. Dziękuję
    ⌨ (nic)
Anna > 📁 Projekty
    To polecenie jest dla członków zespołów.
