# Bot zatrzymany w środku zgłaszania i zamykania zagrożenia: nikt tego nie zauważa, nic nie ginie

Biuro: Jan Kowalski, Ola Wilk
Niepołomice: Anna Nowak koordynator
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże

Anna > /ryzyko
    Czego dotyczy?
Anna > (zdjęcie) widok z drogi
!! restart
Anna > [P+R Podłęże]
    widok z drogi 📎 1
    Jak poważne?
Anna > Osuwisko <duże> & błoto
!! restart
Anna > [🔴 Krytyczne]
    Zagrożenie R-1 zgłoszone
    [➕ Szczegóły] [↩️ Wycofaj]
Jan <
    🖼
    🔴 Zagrożenie R-1 · Niepołomice · P+R Podłęże
    widok z drogi
    Osuwisko <duże> & błoto
    [👀 Przyjmuję]

# co przyszło po restarcie razem z odpowiedzią, należy do zgłoszenia
!! restart
Anna > (głos)
    Dopisałem do R-1
Jan <
    📎 1 załącznik

# dotknięcie karty sprzed restartu; powód po następnym
Jan > [👀 Przyjmuję]
!! restart
Ola <
    👀 Przyjmuje: Jan Kowalski
Ola > [✅ Zamknij]
    Jak się skończyło?
!! restart
Ola > Droga przejezdna
    ✅ Zamknięte: Ola Wilk
Jan <
    ✅ Zamknięte: Ola Wilk
    Droga przejezdna
Anna <
    ✅ Zamknięte: Ola Wilk
    Droga przejezdna

# przyciski obu pytań są dawno nieaktualne
Anna > /ryzyko R-1
    [🔁 Otwórz ponownie] [🕓 Historia]
Anna > [🕓 Historia]
    zgłoszone → przyjęte
    przyjęte → zamknięte: Droga przejezdna
!! restart
Anna > [🔁 Otwórz ponownie]
    Dlaczego?
!! restart
Anna > Znowu się osuwa
    ⏳ Czeka na przyjęcie
    Znowu się osuwa
Jan <
    Znowu się osuwa
    [👀 Przyjmuję]
