# Ogłoszenie: komu, podgląd, wysyłka, potwierdzenia, poprawka

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący, Ola Wilk specjalista (mobilność)
Skawina: Ewa Lis koordynator, John Smith koordynator (en), Adam Pytel specjalista (edukacja)

Anna > /ogloszenie
    Do tego nie masz uprawnień

Jan > /ogloszenie
    Co ogłaszasz?
    [🗂 Ostatnie]
Jan > [🗂 Ostatnie]
    dymek: Nie ma jeszcze żadnych ogłoszeń.
Jan > Sprawozdania <do piątku>
    ➜ Sprawozdania <do piątku>
    Do kogo?
    [☑ Przewodniczący] [☑ Koordynatorzy]
    [☑ Specjaliści] [☑ Biuro]
    [🏛 Gminy: wszystkie]
    [🧩 Dziedziny: dowolne]
    [☐ Poproś o potwierdzenie]
Jan > [☑ Biuro]
    [☐ Biuro]
Jan > [🧩 Dziedziny: dowolne]
    Specjaliści z których dziedzin?
Jan > [☐ mobilność]
Jan > [✅ Zatwierdź]
    [🧩 Dziedziny: 1 wybrana]
Jan > [☐ Poproś o potwierdzenie]
    [☑ Poproś o potwierdzenie]
Jan > [➡️ Podgląd]
    📣 Ogłoszenie Biura
    Sprawozdania <do piątku>
    [✅ Przeczytane]
    Trafi do 5 osób: przewodniczący, koordynatorzy, specjaliści · mobilność · z prośbą o potwierdzenie
    [📣 Wyślij teraz] [🕘 Później]
    [✏️ Popraw] [✖️ Odrzuć]
Jan > [✅ Przeczytane]
    dymek: To tylko podgląd

# tylko gminy z listy; pisanie zawęża
Jan > [✏️ Popraw]
    Co poprawić?
Jan > [👥 Odbiorcy]
    Do kogo?
Jan > [🏛 Gminy: wszystkie]
    W których gminach?
    nie: Zielonki
Jan > niepol
    [☐ Niepołomice]
    nie: Skawina
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
    [🏛 Gminy: 1 wybrana]
Jan > [➡️ Podgląd]
    Trafi do 3 osób: przewodniczący, koordynatorzy, specjaliści · Niepołomice · mobilność
Jan > [✏️ Popraw]
Jan > [👥 Odbiorcy]
Jan > [🏛 Gminy: 1 wybrana]
Jan > [🏛 Wszystkie]
Jan > [➡️ Podgląd]
    Trafi do 5 osób

# John blokuje bota, zanim dostanie
John > (blokuje)
Jan > [📣 Wyślij teraz]
    📣 Ogłoszenie Biura · wt. 24.11, 10:00
    Sprawozdania <do piątku>
    Wysłano 0/5 …
    [✋ Zatrzymaj wysyłkę] [✏️ Popraw treść]
Piotr < (nic)
@ 2026-11-24 10:01
Anna <
    📣 Ogłoszenie Biura
    Sprawozdania <do piątku>
    [✅ Przeczytane]
Piotr <
    Sprawozdania <do piątku>
Ola <
    Sprawozdania <do piątku>
Adam < (nic)
Maria < (nic)
Jan <
    ✅ Dotarło do 4 osób · nie dotarło: John Smith (bot zablokowany)
    👀 Przeczytane: 0/4
    [✏️ Popraw treść] [👀 Kto przeczytał]
    nie: Zatrzymaj

# potwierdzenie liczy się raz, przycisk znika
Anna > [✅ Przeczytane]
    dymek: Dziękuję, zapisane.
    ✅ Potwierdzone wt. 24.11, 10:01
    nie: [✅ Przeczytane]
@ 2026-11-24 10:02
Jan <
    👀 Przeczytane: 1/4
Jan > [👀 Kto przeczytał]
    👀 Jeszcze bez potwierdzenia: 3 osoby
    Niepołomice: Ola Wilk, Piotr Zając
    Skawina: Ewa Lis

# poprawka zmienia wszystkie egzemplarze na miejscu, potwierdzenie zostaje
Jan > [✏️ Popraw treść]
    Napisz nową treść
    Sprawozdania <do piątku>
Jan > Sprawozdania do czwartku
    ✏️ Poprawione: nowa treść
    ✏️ Poprawione wt. 24.11, 10:02
    👀 Przeczytane: 1/4
@ 2026-11-24 10:03
Anna <
    Sprawozdania do czwartku
    ✅ Potwierdzone wt. 24.11, 10:01
    nie: do piątku
Ewa <
    Sprawozdania do czwartku
    [✅ Przeczytane]
Jan < (nic)

# inna osoba z Biura widzi to samo
Maria > /ogloszenie
Maria > [🗂 Ostatnie]
    🗂 Ostatnie ogłoszenia
    [24.11 · Sprawozdania do czwartku]
Maria > [24.11 · Sprawozdania do czwartku]
    ✅ Dotarło do 4
    👀 Przeczytane: 1/4

# zdjęcie z podpisem, na później, a potem jednak nie
Maria > (zdjęcie) ogloszenie Nowa siedziba
    Nowa siedziba 📎 1
Maria > [➡️ Podgląd]
    Nowa siedziba
    Trafi do 7 osób
Maria > [🕘 Później]
    Kiedy wysłać?
    [śr. 25.11, 9:00]
Maria > wczoraj 12
    Nie rozumiem, kiedy.
Maria > 24.11 9:00
    To już było.
Maria > sobota 12
    Nowa siedziba
    Trafi do 7 osób
    [📣 Wyślij pon. 30.11, 8:00]
    [📣 Wyślij teraz] [🕘 Później]
    nie: Wyjdzie
Maria > [🕘 Później]
Maria > dziś
    [📣 Wyślij wt. 24.11, 11:00]
Maria > [🕘 Później]
Maria > 10.01 9:00
    [📣 Wyślij pon. 11.01.2027, 8:00]
Maria > [🕘 Później]
Maria > sobota 12
Maria > [📣 Wyślij pon. 30.11, 8:00]
    🕘 Wyjdzie pon. 30.11, 8:00 do 7 osób.
    [✋ Zatrzymaj wysyłkę] [✏️ Popraw treść]
@ 2026-11-28 12:00
Anna < (nic)
Maria > [✋ Zatrzymaj wysyłkę]
    ✋ Zatrzymane. Wysłano: 0, nie wysłano: 7
    nie: Popraw
@ 2026-11-30 9:00
Anna < (nic)

# plik z podpisem, poprawka podpisu; kto dołączył później, nie dostaje
Maria > /ogloszenie
Maria > (dokument regulamin.pdf) Regulamin
Maria > [➡️ Podgląd]
Maria > [📣 Wyślij teraz]
    Regulamin 📎 1
@ 2026-11-30 9:01
Anna <
    regulamin.pdf
    Regulamin
Maria <
    ✅ Dotarło do 6
Maria > [✏️ Popraw treść]
Maria > Regulamin pracy
@ 2026-11-30 9:02
Anna <
    Regulamin pracy

# zły plik: nowy zastępuje go u wszystkich, treść zostaje; zdjęcie pliku nie zastąpi
Maria > [✏️ Popraw treść]
    wyślij zdjęcie lub plik, który zastąpi dotychczasowy
    Regulamin pracy
Maria > (zdjęcie) Regulamin
    Tego nie zamienię
Maria > (dokument regulamin-2027.pdf)
    ✏️ Poprawione
    Regulamin pracy 📎 1
@ 2026-11-30 9:03
Anna <
    regulamin-2027.pdf
    Regulamin pracy
    nie: regulamin.pdf
