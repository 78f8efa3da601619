# Zagrożenie: trzy dotknięcia i zdanie

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący
Skawina: Ewa Lis koordynator
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże

Anna > /menu
Anna > [⚠️ Zgłoś zagrożenie]
    Czego dotyczy?
    [P+R Podłęże]
    [Trasa rowerowa Wisła]
    [🏛 Cała gmina]
Anna > [P+R Podłęże]
    ➜ P+R Podłęże
    Jak poważne?
    [🔴 Krytyczne] [🟠 Poważne] [🟡 Do obserwacji]
Anna > [🔴 Krytyczne]
    Opisz krótko (tekst, głos lub zdjęcie).
Anna > Brak decyzji <środowiskowej>
    ⚠️ Zagrożenie R-1 zgłoszone. Powiadomieni: Biuro (2), przewodniczący.
    [➕ Szczegóły] [↩️ Wycofaj]
# z polecenia /menu trzy dotknięcia i jedno zdanie
Anna: dotknięcia 3, wiadomości 2

Jan <
    🔴 Zagrożenie R-1 · Niepołomice · P+R Podłęże
    Brak decyzji <środowiskowej>
    od: Anna Nowak
    ⏳ Czeka na przyjęcie
    [👀 Przyjmuję] [💬 Zapytaj] [✅ Zamknij]
Maria <
    🔴 Zagrożenie R-1
Piotr <
    🔴 Zagrożenie R-1
    nie: Przyjmuję
Ewa < (nic)

# jedna osoba z Biura przyjmuje: karta zmienia się u wszystkich, zgłaszająca dowiaduje się od razu
Jan > [👀 Przyjmuję]
    👀 Przyjmuje: Jan Kowalski, wt. 24.11, 10:00
    [🔧 Działamy] [💬 Zapytaj] [✅ Zamknij]
Maria <
    👀 Przyjmuje: Jan Kowalski, wt. 24.11, 10:00
Anna <
    R-1 · Niepołomice · P+R Podłęże
    👀 Przyjmuje: Jan Kowalski, wt. 24.11, 10:00
Jan > [🔧 Działamy]
    🔧 Działamy
    [↩️ Oddaję] [👉 Przekaż]
Piotr <
    🔧 Działamy
    nie: Oddaję

# kto przyjął, przekazuje w dwóch dotknięciach: kto dostaje, ma kartę od nowa, u innych zmienia się w miejscu
Jan: dotknięcia 2, wiadomości 0
Jan > [👉 Przekaż]
    R-1 · Niepołomice · P+R Podłęże
    Komu przekazujesz?
    [Maria Wolska]
    [Jednak nie]
    nie: [Jan Kowalski]
Jan > [Maria Wolska]
    ➜ Maria Wolska
    👀 Przyjmuje: Maria Wolska, wt. 24.11, 10:00
    dymek: R-1 · 👀 Przyjmuje: Maria Wolska
    nie: Oddaję
Jan: dotknięcia 2, wiadomości 0
Maria <
    R-1 · Niepołomice · P+R Podłęże
    ⬇️ Aktualna karta jest niżej albo pod przyciskiem.
    👉 Jan Kowalski przekazuje Ci:
    🔴 Zagrożenie R-1
    🔧 Działamy
    [💬 Zapytaj] [✅ Zamknij]
    [🤝 Akceptuję] [↩️ Oddaję] [👉 Przekaż]
    nie: 👀 Przyjmuję
Anna <
    👀 Przyjmuje: Maria Wolska

# i oddaje: znów czeka na każdego z Biura
Maria > [↩️ Oddaję]
    ⏳ Czeka na przyjęcie · oddaje: Maria Wolska, wt. 24.11, 10:00
    [👀 Przyjmuję] [💬 Zapytaj] [✅ Zamknij]
    nie: Przekaż
Jan <
    ↩️ Maria Wolska oddaje. Kto przyjmie?
    🔴 Zagrożenie R-1
    [👀 Przyjmuję]
Piotr <
    ⏳ Czeka na przyjęcie · oddaje: Maria Wolska
Anna <
    ⏳ Czeka na przyjęcie · oddaje: Maria Wolska
@ 2026-11-24 10:59
Maria < (nic)
@ 2026-11-24 11:00
Maria <
    ⏰ Nikt jeszcze nie przyjął:
Jan <
    ⏰ Nikt jeszcze nie przyjął:
Jan > [👀 Przyjmuję]
Jan > [🔧 Działamy]
Jan > [✅ Zamknij]
    Jak się skończyło?
    [Pomiń] [Jednak nie]
Jan > Decyzja wydana 23.11
    R-1 · Niepołomice · P+R Podłęże
    ✅ Zamknięte: Jan Kowalski
    Decyzja wydana 23.11
    [🔎 Karta]
Anna <
    ✅ Zamknięte: Jan Kowalski
    Decyzja wydana 23.11
Maria <
    ✅ Zamknięte: Jan Kowalski

# karta po numerze, historia pod przyciskiem
Anna > /ryzyko R-1
    🔴 Zagrożenie R-1
    nie: 🕓 Historia:
Anna > [🕓 Historia]
    🕓 Historia: R-1 · Niepołomice · P+R Podłęże
    Anna Nowak: zgłoszenie, 🔴 Krytyczne
    Jan Kowalski: zgłoszone → przyjęte
    Jan Kowalski: przyjęte → trwają działania
    Jan Kowalski: przekazanie: Jan Kowalski → Maria Wolska
    Maria Wolska: trwają działania → zgłoszone
    Jan Kowalski: trwają działania → zamknięte: Decyzja wydana 23.11

# kto zgłosił, może otworzyć ponownie, z powodem: wszyscy zainteresowani dostają nową kartę
Anna > [🔁 Otwórz ponownie]
    Otwierasz ponownie R-1
    nie: Pomiń
Anna > Inwestor się odwołał
    R-1 · Niepołomice · P+R Podłęże
    ⏳ Czeka na przyjęcie
    Inwestor się odwołał
Jan <
    ⏳ Czeka na przyjęcie
    Inwestor się odwołał
    [👀 Przyjmuję]

# zdanie po poleceniu: nikt nie pyta o nie drugi raz
Anna > /ryzyko Wykonawca zszedł z placu budowy
    Wykonawca zszedł z placu budowy
    Czego dotyczy?
Anna > [🏛 Cała gmina]
    Jak poważne?
Anna > [🟠 Poważne]
    ⚠️ Zagrożenie R-2 zgłoszone.
Jan <
    🟠 Zagrożenie R-2 · Niepołomice · cała gmina

# to samo drugi raz
Anna > /ryzyko wykonawca zszedl z placu  BUDOWY
Anna > [🏛 Cała gmina]
Anna > [🟠 Poważne]
    Przed chwilą zgłoszono tymi samymi słowami zagrożenie R-2.
    [To samo] [To inne, zgłoś]
Anna > [To samo]
    Zagrożenie R-2 jest już zgłoszone.

# wycofanie, zanim ktokolwiek przyjął
Anna > [↩️ Wycofaj]
    Wycofujesz R-2
Anna > [Pomiń]
    ↩️ Wycofane: Anna Nowak
Jan <
    ↩️ Wycofane: Anna Nowak
