# Wezwanie wysłane później: do tej chwili można je wysłać, zmienić albo z niego zrezygnować

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator

Jan > /dane Ile jest świetlic?
Jan > [🔢 Liczba]
Jan > [Wszystkie gminy (15)]
Jan > [za 2 tygodnie]
    [📣 Wyślij]
    [🕘 Później]
Jan > [🕘 Później]
    Kiedy wysłać?
Jan > 9.12 9:00
    ⚠️ Ten termin już minął. Popraw go.
    nie: [📣 Wyślij
Jan > [🕘 Później]
Jan > kiedyś
    Nie rozumiem tego terminu.
Jan > pojutrze 12
    🕘 Wyjdzie czw. 26.11, 12:00.
    [📣 Wyślij czw. 26.11, 12:00]
!! restart
Jan > [📣 Wyślij czw. 26.11, 12:00]
    🕘 wyjdzie czw. 26.11, 12:00 do 15 gmin
    odpowiedź do wt. 8.12, 15:00
    [📣 Wyślij teraz]
    [✏️ Zmień] [✋ Wycofaj]
Anna < (nic)
Anna > /zadania
    Nic na Ciebie nie czeka.
Anna > /dane
    Biuro o nic teraz nie pyta.
# zmienione, zanim wyszło: nikt o zmianie nie słyszy
Jan > [✏️ Zmień]
Jan > [Pytanie: Ile jest świetlic?]
Jan > Ile jest świetlic i klubów?
Jan > [🔢 Liczba]
    to się zmieni. Nikt jeszcze o tym nie słyszał.
    nie: [📣 Zapisz i powiadom]
Jan > [✅ Zapisz]
    ✏️ Zmienione: Ile jest świetlic i klubów?. Nikt jeszcze o tym nie słyszał.
@ 2026-11-26 11:59
Anna <
    nie: Zmiana
    nie: Wezwanie do danych
@ 2026-11-26 12:00
Anna <
    📊 Wezwanie do danych: Ile jest świetlic i klubów? · Niepołomice
Jan <
    kompletne 0/15 · po terminie 0

# drugie wysłane jednak od razu, trzecie wcale
Jan > /dane Ile jest bibliotek?
Jan > [🔢 Liczba]
Jan > [Wszystkie gminy (15)]
Jan > [za 2 tygodnie]
Jan > [🕘 Później]
Jan > jutro 12
Jan > [📣 Wyślij pt. 27.11, 12:00]
Jan > /dane
    [🕘 Ile jest bibliotek? · 27.11]
Jan > [🕘 Ile jest bibliotek? · 27.11]
Jan > [📣 Wyślij teraz]
    dymek: Wysłane.
    kompletne 0/15 · po terminie 0
Anna <
    📊 Wezwanie do danych: Ile jest bibliotek? · Niepołomice
Jan > /dane Ile jest muzeów?
Jan > [🔢 Liczba]
Jan > [Wszystkie gminy (15)]
Jan > [za 2 tygodnie]
Jan > [🕘 Później]
Jan > jutro 12
Jan > [📣 Wyślij pt. 27.11, 12:00]
Jan > [✋ Wycofaj]
Jan > Jest w GUS
    ✋ Wycofane: Ile jest muzeów?. Nikogo jeszcze nie pytałem.
@ 2026-11-27 12:00
Anna < (nic)
