# Na wzór wcześniejszego: poprzednia odpowiedź w zasięgu wzroku, nic nie wpisuje się dwa razy

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ola Bąk specjalista (edukacja)

Jan > /dane
Jan > [➕ Nowe wezwanie]
Jan > Żłobki
Jan > raport roczny
Jan > [rok 2025]
Jan > Miejsca w żłobkach
Jan > [🔢 Liczba]
Jan > [Pomiń]
Jan > [Pomiń]
Jan > [Pomiń]
Jan > [➕ Następne pole]
Jan > Kto prowadzi
Jan > [☑️ Wybór]
    Co do wyboru?
Jan > gmina
    Potrzebne są co najmniej dwie różne możliwości
Jan > gmina, stowarzyszenie
Jan > [Pomiń]
Jan > [➡️ Do kogo]
Jan > [Wybrane gminy]
Jan > niepo
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [za 1 tydzień]
Jan > [📣 Wyślij]
Anna > [✏️ Wypełnij]
Anna > 120
    [gmina]
Anna > [gmina]
Anna > [✅ Wyślij]

Jan > /dane
Jan > [🗂 Na wzór wcześniejszego]
    Na wzór którego?
Jan > [Żłobki · rok 2025]
    Z jakiego okresu?
Jan > [rok 2026]
    Odpowiedź do kiedy?
Jan > [za 2 tygodnie]
    Podgląd
    Żłobki · rok 2026
    Do: Niepołomice
Jan > [📣 Wyślij]
Anna > [✏️ Wypełnij]
    1/2 · Miejsca w żłobkach
    poprzednio 120 (rok 2025)
    [🟰 Tyle samo: 120]
Anna > 1250
    1 250 to ponad 10 razy więcej niż poprzednio (120).
    Na pewno?
    [✅ Tak, 1 250]
    [✏️ Popraw]
Anna > [✏️ Popraw]
Anna > 1250
Anna > otwarto pięć nowych
    2/2 · Kto prowadzi
    poprzednio gmina (rok 2025)
# druga osoba odpowiada w tej samej chwili: nic nie ginie, nic nie jest nadpisane po cichu
Ola > /dane
    Dane, o które prosi Biuro
    [⏳ Żłobki]
Ola > [⏳ Żłobki]
    ✏️ Zaczęte, jeszcze niewysłane.
Ola > [✏️ Popraw]
    2/2 · Kto prowadzi
Ola > [stowarzyszenie]
    Podsumowanie · 2 z 2 pól
    otwarto pięć nowych
Ola > [✅ Gotowe]
    Do Biura wyśle to koordynator.
Anna > [gmina]
    W międzyczasie odpowiedź wpisała inna osoba: Ola Bąk.
    teraz stowarzyszenie · Ola Bąk
Anna > [gmina]
    Podsumowanie · 2 z 2 pól
    Kto prowadzi: gmina
Anna > [✅ Wyślij]
Jan > [🔎 Gmina po gminie]
Jan > [📨 Niepołomice 2/2]
    poprzednio 120 (+1 130) · Anna Nowak
Jan > [🕓 Historia]
    Kto prowadzi: stowarzyszenie → gmina
    Ola Bąk
    Miejsca w żłobkach: 1 250
    otwarto pięć nowych
