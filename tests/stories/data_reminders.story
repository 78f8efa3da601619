# Dane: przypomnienia tylko milczącym, przedłużenie, po terminie, za gminę

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Olga Wilk upoważniony, Piotr Zając przewodniczący
Skawina: Marek Wilga koordynator

Jan > /dane Ile jest świetlic?
Jan > [🔢 Liczba]
Jan > [Wybrane gminy]
Jan > niepo
Jan > [☐ Niepołomice]
Jan > skawi
Jan > [☐ Skawina]
Jan > [✅ Zatwierdź]
Jan > 2.12 15:00
Jan > [📣 Wyślij]
Anna <
    📊 Wezwanie do danych: Ile jest świetlic?
Marek > [✏️ Wypełnij]
Marek > 12
Marek > [✅ Wyślij]

# w połowie drogi: sama Anna
@ 2026-11-30 8:00
Anna <
    ⏰ Przypominam:
    📊 Wezwanie do danych: Ile jest świetlic?
Olga < (nic)
Marek < (nic)
# dzień roboczy wcześniej: także osoba upoważniona
@ 2026-12-01 9:00
Anna <
    ⏰ Przypominam:
Olga <
    ⏰ Przypominam:
Piotr < (nic)
Jan > /dane
Jan > [Ile jest świetlic?]
Jan > [🔔 Ponagl milczących]
    dymek: Ponaglenie dostanie 1 gmina.
Anna <
    ⏰ Przypominam:
@ 2026-12-02 9:00
Anna <
    ⏰ Przypominam:
Jan > [⏳ Przedłuż]
    Do kiedy przedłużyć?
Jan > 1.12 15:00
    Termin jest teraz śr. 2.12, 15:00. Nowy musi być późniejszy
Jan > 2.12 14:00
    Termin jest teraz śr. 2.12, 15:00.
Jan > 4.12 15:00
    ⏳ Ile jest świetlic?: nowy termin to pt. 4.12, 15:00.
Anna <
    ⏳ Ile jest świetlic?: jest więcej czasu, odpowiedź do pt. 4.12, 15:00.
Marek < (nic)
@ 2026-12-02 15:00
Piotr < (nic)
@ 2026-12-03 9:00
Anna <
    ⏰ Przypominam:
@ 2026-12-04 15:00
Piotr <
    Ile jest świetlic?: termin minął, a z gminy Niepołomice nie ma danych.
Jan <
    kompletne 1/2 · po terminie 0
    termin minął pt. 4.12, 15:00
    nie: [🔔 Ponagl milczących]

# Biuro wpisuje za gminę: po terminie
Jan > [🔎 Gmina po gminie]
Jan > [🔇 Niepołomice 0/1]
    ⏳ jeszcze nie wysłane
Jan > [✍️ Wpisz za gminę]
    1/1 · Ile jest świetlic?
Jan > 7
    Podsumowanie · 1 z 1 pól
Jan > [✅ Wyślij]
    Zapisano ✅ (po terminie)
Anna <
    ✅ Wysłane do Biura; można jeszcze poprawić.
    ✅ Ile jest świetlic?: 7
Jan > /dane
Jan > [Ile jest świetlic? · 2/2]
    kompletne 2/2 · po terminie 1
Jan > [🔎 Gmina po gminie]
Jan > [📨 Niepołomice 1/1]
    · po terminie
    Jan Kowalski (Biuro)
# porównanie: mediana i własne miejsce, cudzych liczb nie
Marek > /dane
Marek > [✅ Ile jest świetlic?]
    nie: mediana
Jan > /dane
Jan > [Ile jest świetlic? · 2/2]
Jan > [👁 Pokaż gminom porównanie]
    dymek: Gminy, które odpowiedziały
Marek > /dane
Marek > [✅ Ile jest świetlic?]
    📈 Ile jest świetlic?: mediana 9,5 · miejsce 1 z 2
