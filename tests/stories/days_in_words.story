# Dni i godziny słowem: tak samo przy nieobecności, kamieniu milowym, projekcie, zagrożeniu i w ustawieniach

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ola Maj specjalista (mobilność)
projekty Niepołomice: Trasa rowerowa

# nieobecność
Anna > /nieobecnosc
Anna > jutro
    Od śr. 25.11.2026. Do kiedy?
Anna > do piątku
    Nieobecność: 25–27.11
Anna > [Nikt]
Anna > /nieobecnosc od 10 do 14 grudnia
    Nieobecność: 10–14.12
Anna > [Nikt]

# kamień milowy
Anna > /projekty trasa
Anna > [Trasa rowerowa]
Anna > [🏁 Kamienie milowe]
Anna > [➕ Dodaj kamień milowy]
Anna > Przetarg
Anna > 10 XII 2026
    [⏳ 10.12.2026 · Przetarg]
Anna > [➕ Dodaj kamień milowy]
Anna > Odbiór
Anna > w dniu 10 grudnia 2027 r. (piątek)
    [⏳ 10.12.2027 · Odbiór]
Anna > [✅ Gotowe]

# projekt
Anna > [✏️ Zmień]
Anna > [Początek]
Anna > poniedziałek
    30.11.2026

# zagrożenie: termin działania
Anna > /ryzyko Brak opinii
Anna > [Trasa]
Anna > [🟠 Poważne]
Anna > [➕ Szczegóły]
Anna > [☑ Działania]
Anna > [➕ Dodaj działanie]
Anna > Wniosek do RDOŚ
    Na kiedy?
Anna > w piątek
    27.11.2026

# ustawienia
Jan > /ustawienia
Jan > [🗓 Rytm statusu]
Jan > [2. przypomnienie]
Jan > o godz. 12 40
    przypomnienia: w poniedziałek o 9:00 i 12:40
