# /dane: Biuro wzywa do danych, gminy odpowiadają, Biuro przyjmuje

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (edukacja)
Skawina: Marek Wilga koordynator

Anna > /dane
    Biuro o nic teraz nie pyta.
Jan > /dane
    Wezwania do danych
    [➕ Nowe wezwanie]
    [❓ Jedno pytanie]
    [🗂 Na wzór wcześniejszego]
Jan > [➕ Nowe wezwanie]
    Nowe wezwanie do danych. Jak się nazywa?
Jan > Opieka nad dziećmi do lat 3
    Po co te dane?
Jan > wspólny wniosek o dofinansowanie
    Z jakiego okresu?
    [rok 2026]
Jan > [stan na 31.12.2026]
    Pole 1. Jak się nazywa?
Jan > Miejsca w żłobkach gminnych
    Jaka odpowiedź?
    [🔢 Liczba] [💰 Kwota]
    [½ Ułamek] [％ Procent]
    [✅ Tak/Nie] [☑️ Wybór]
    [☑️ Kilka] [📅 Data]
    [📝 Tekst] [📎 Plik]
    [☑ Wymagane]
Jan > [🔢 Liczba]
    Jednostka?
Jan > miejsca
    W jakim zakresie?
Jan > tyle co zwykle
    Nie rozumiem. Napisz np. „0–500”
Jan > 0–5000
    Jaka dziedzina?
Jan > [Pomiń]
    Pola
    1. Miejsca w żłobkach gminnych
    [➕ Następne pole]
    [➡️ Do kogo]
!! restart
Jan > [➕ Następne pole]
    Pole 2.
Jan > Miejsca w żłobkach gminnych
    Takie pole już jest.
Jan > Dotacja na miejsce
Jan > [💰 Kwota]
    W jakim zakresie?
Jan > [Pomiń]
Jan > [edukacja]
Jan > [➕ Następne pole]
Jan > Czy jest program osłonowy
Jan > [✅ Tak/Nie]
Jan > [Pomiń]
Jan > [➡️ Do kogo]
    Do kogo?
    [Wszystkie gminy (15)]
Jan > [Wybrane gminy]
    Które gminy? Zaznaczone: 0.
Jan > [↩️ Wróć]
    Do kogo?
Jan > [Wybrane gminy]
Jan > [✅ Zatwierdź]
    dymek: Zaznacz co najmniej jedną gminę.
Jan > niepol
Jan > [☐ Niepołomice]
Jan > skaw
Jan > [☐ Skawina]
Jan > [✅ Zatwierdź]
    Odpowiedź do kiedy?
    [za 1 tydzień: wt. 1.12, 15:00]
Jan > 24.11 10:00
    Ten termin już minął.
Jan > [za 2 tygodnie: wt. 8.12, 15:00]
    Podgląd: tak zobaczą to gminy.
    📊 Wezwanie do danych: Opieka nad dziećmi do lat 3 · stan na 31.12.2026
    Po co: wspólny wniosek o dofinansowanie
    Pól: 3 · odpowiedź do wt. 8.12, 15:00
    1. Miejsca w żłobkach gminnych · 🔢 Liczba [miejsca] · 0–5 000
    2. Dotacja na miejsce · 💰 Kwota · edukacja
    3. Czy jest program osłonowy · ✅ Tak/Nie
    Do: Niepołomice, Skawina
    [📣 Wyślij]
    [✏️ Popraw] [✖️ Odrzuć]
Jan > [✏️ Popraw]
    Co poprawić?
    [Tytuł: Opieka nad dziećmi do lat 3]
    [1. Miejsca w żłobkach gminnych]
Jan > [1. Miejsca w żłobkach gminnych]
    [🗑 Usuń pole] [↩️ Wróć]
Jan > Miejsca w żłobkach
Jan > [🔢 Liczba]
Jan > miejsca
Jan > 0–5000
Jan > [Pomiń]
    1. Miejsca w żłobkach · 🔢 Liczba [miejsca] · 0–5 000
    3. Czy jest program osłonowy
Jan > [📣 Wyślij]
    📣 Wysłane do 2 gmin: Opieka nad dziećmi do lat 3
    📊 Opieka nad dziećmi do lat 3 · stan na 31.12.2026
    kompletne 0/2 · po terminie 0
    🔇 Niepołomice, Skawina
    [🧮 Kompletność]
    [🔎 Gmina po gminie]
    [📊 Excel] [⏳ Przedłuż]
    [🔔 Ponagl milczących]

Marek <
    📊 Wezwanie do danych: Opieka nad dziećmi do lat 3 · stan na 31.12.2026 · Skawina
Anna <
    📊 Wezwanie do danych: Opieka nad dziećmi do lat 3 · stan na 31.12.2026 · Niepołomice
    Po co: wspólny wniosek o dofinansowanie
    Pól: 3 · odpowiedź do wt. 8.12, 15:00
    [✏️ Wypełnij] [⏰ Później]
Ewa < (nic)
Anna > [⏰ Później]
    Przypomnę wt. 24.11, 13:00
@ 2026-11-24 13:00
Anna <
    ⏰ Przypominam:
Anna > [✏️ Wypełnij]
    1/3 · Miejsca w żłobkach [miejsca]
    [∅ Brak danych]
    [➖ Nie dotyczy]
    nie: poprzednio
Anna > dużo
    To nie jest liczba całkowita.
Anna > 6000
    Tego nie przyjmę: zakres to 0–5 000.
Anna > 1 250
    2/3 · Dotacja na miejsce
!! restart
Anna > 1.250,50 zł
    3/3 · Czy jest program osłonowy
    [✅ Tak] [✖️ Nie]
Anna > [∅ Brak danych]
    Dlaczego brak danych?
Anna > uchwała czeka na sesję
    Kiedy będą?
Anna > 18.12
    Podsumowanie · 3 z 3 pól
    ✅ Miejsca w żłobkach: 1 250 miejsca
    ✅ Dotacja na miejsce: 1 250,50 zł
    ∅ Czy jest program osłonowy: brak danych: uchwała czeka na sesję (będą 18.12.2026)
    [✅ Wyślij]
Anna > [✅ Wyślij]
    Zapisano ✅
    [✏️ Popraw]
Jan <
    kompletne 1/2 · po terminie 0
    🔇 Skawina · ∅ Niepołomice (1)
Anna > [✏️ Popraw]
    Podsumowanie · 3 z 3 pól
Anna > [✏️ Popraw]
    Które pole?
Anna > [Miejsca w żłobkach]
    teraz 1 250 miejsca · Anna Nowak
    [✅ Zostaje] [📋 Razem]
    [🕓 Historia]
Anna > [🕓 Historia]
    🕓 Historia: Opieka nad dziećmi do lat 3 · Niepołomice
    Miejsca w żłobkach: 1 250 miejsca
    Anna Nowak, wt. 24.11, 13:00
    nie: Dotacja
Anna > 125
    ✅ Miejsca w żłobkach: 125 miejsca
Anna > [✅ Wyślij]

Jan > [🔎 Gmina po gminie]
    [📨 Niepołomice 3/3]
    [🔇 Skawina 0/3]
Jan > [📨 Niepołomice 3/3]
    Niepołomice · Opieka nad dziećmi do lat 3
    📨 wysłane wt. 24.11, 13:00
    ✅ Miejsca w żłobkach: 125 miejsca
    Anna Nowak
    [✅ Przyjmij] [↩️ Do poprawy]
    [✍️ Wpisz za gminę]
Jan > [↩️ Do poprawy]
    Które pola do poprawy?
Jan > [➡️ Dalej]
    dymek: Zaznacz co najmniej jedno pole.
Jan > [☐ Miejsca w żłobkach]
Jan > [➡️ Dalej]
    Co jest nie tak?
Jan > czy z filią w Staniątkach?
    ↩️ Odesłane do poprawy: Niepołomice · Miejsca w żłobkach
Anna <
    ↩️ Do poprawy: Opieka nad dziećmi do lat 3 · Niepołomice
    Miejsca w żłobkach: „czy z filią w Staniątkach?”
Anna > [✏️ Popraw]
    ↩️ Biuro: „czy z filią w Staniątkach?”
Anna > 150
    ✅ Miejsca w żłobkach: 150 miejsca
Anna > [✅ Wyślij]
Jan > [🔎 Gmina po gminie]
Jan > [📨 Niepołomice 3/3]
# każda wartość ma swoją historię: kto, kiedy, z czego na co, dlaczego
Jan > [🕓 Historia]
    Miejsca w żłobkach: 125 miejsca → 150 miejsca
    Miejsca w żłobkach: 1 250 miejsca → 125 miejsca
    ↩️ czy z filią w Staniątkach?
    ∅ brak danych: uchwała czeka na sesję
    nie: → 1 250
Jan > [🔎 Gmina po gminie]
Jan > [📨 Niepołomice 3/3]
Jan > [✅ Przyjmij]
    dymek: Przyjęte.
    🏁 przyjęte
    nie: [✅ Przyjmij]
Anna > [✏️ Popraw]
    dymek: Biuro już to przyjęło.

# zakres, powaga i arkusz
Jan > /dane
    [Opieka nad dziećmi do lat 3 · 1/2 · do 8.12]
Jan > [Opieka nad dziećmi do lat 3]
    kompletne 1/2 · po terminie 0
Jan > [🧮 Kompletność]
    1. Miejsca w żłobkach: + 1 … 1
    3. Czy jest program…: Ø 1 … 1
Jan > [📊 Excel]
    dane-1.xlsx
    📊 Opieka nad dziećmi do lat 3
