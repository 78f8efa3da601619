# Seria: gdy jedno wezwanie się skończy, bot przygotowuje następne, o kolejny okres, i najpierw pokazuje je Biuru

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator

Jan > /dane
Jan > [➕ Nowe wezwanie]
Jan > Rowery
Jan > raport kwartalny
Jan > III kwartał 2026
Jan > Wypożyczenia
Jan > [🔢 Liczba]
Jan > [Pomiń]
Jan > [Pomiń]
Jan > [Pomiń]
Jan > [➡️ Do kogo]
Jan > [Wybrane gminy]
Jan > niepo
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [za 1 tydzień]
Jan > [✏️ Popraw]
    [Seria: –]
Jan > [Seria: –]
    Jak często?
    [co kwartał]
    [co rok]
    [Nie powtarza się] [↩️ Wróć]
Jan > [co kwartał]
    🔁 co kwartał
Jan > [📣 Wyślij]
    🔁 co kwartał
    [⏹ Zakończ serię]
Anna > [✏️ Wypełnij]
Anna > 120
Anna > [✅ Wyślij]
Maria < (nic)

# termin minął: następne czeka, Biuro o nim wie
@ 2026-12-01 15:00
Maria <
    🔁 Rowery · IV kwartał 2026
    Kolejne wezwanie serii jest gotowe.
    🕘 Wyjdzie śr. 24.02.2027, 10:00, odpowiedź do śr. 3.03.2027, 15:00.
    nie: Nie wiem, jaki okres
    🔁 co kwartał
    [📊 Pokaż]
Anna > /zadania
    Nic na Ciebie nie czeka.
Maria > [📊 Pokaż]
    🕘 wyjdzie śr. 24.02.2027, 10:00 do 1 gminy
    🔁 co kwartał
    [📣 Wyślij teraz]
    [✏️ Zmień] [✋ Wycofaj]
    [⏹ Zakończ serię]

# wyszło w swoim czasie: nikt nie wpisuje niczego dwa razy
!! restart
@ 2027-02-24 10:00
Anna <
    📊 Wezwanie do danych: Rowery · IV kwartał 2026 · Niepołomice
Anna > [✏️ Wypełnij]
    poprzednio 120 (III kwartał 2026)
    [🟰 Tyle samo: 120]
Anna > [🟰 Tyle samo: 120]
Anna > [✅ Wyślij]

# wycofanie nie kończy serii
Maria > /dane
Maria > [Rowery · 1/1]
Maria > [✋ Wycofaj]
Maria > Są w GUS
Jan <
    🔁 Rowery · I kwartał 2027
    🕘 Wyjdzie pon. 24.05, 10:00, odpowiedź do pon. 31.05, 15:00.

# wysłane wcześniej nie przesuwa następnych; po ostatnim nie ma już nic
Jan > [📊 Pokaż]
Jan > [📣 Wyślij teraz]
    dymek: Wysłane.
@ 2027-05-31 15:00
Jan <
    🔁 Rowery · II kwartał 2027
    🕘 Wyjdzie wt. 24.08, 10:00
Jan > [📊 Pokaż]
Jan > [⏹ Zakończ serię]
    dymek: To wezwanie jest ostatnie w serii.
    🕘 wyjdzie wt. 24.08, 10:00 do 1 gminy
    nie: 🔁 co kwartał
    nie: [⏹ Zakończ serię]
@ 2027-08-24 10:00
Anna <
    📊 Wezwanie do danych: Rowery · II kwartał 2027 · Niepołomice
@ 2027-09-01 9:00
@ 2027-11-24 9:00
Jan <
    nie: Kolejne wezwanie serii
