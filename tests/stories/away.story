# Bota nie było dłużej, niż Telegram przechowuje dotknięcia: kto był w środku rozmowy, słyszy o tym i wraca jednym dotknięciem

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: John Smith koordynator (en)

Anna > /ryzyko Osuwisko
    Jak poważne?
John > /risk Landslide
    How serious

# minuta przerwy: nikt tego nie zauważa
!! away until 2026-11-24 10:02
@ 2026-11-24 10:03
Anna <
    (nic)
John <
    (nic)

!! away until 2026-11-24 10:30
@ 2026-11-24 10:31
Anna <
    🔌 Nie było mnie od … do wt. 24.11, 10:30. Przyciski dotknięte w tym czasie mogły nie zadziałać.
    Nadal otwarte: zgłoszenie zagrożenia.
    [🔁 Powtórz pytanie]
John <
    🔌 I was away from … to … Buttons tapped meanwhile may not have worked.
    Still open: reporting a risk.
    [🔁 Ask again]
Jan <
    (nic)

# pytanie sprzed przerwy jest ważne; nowe też
Anna > [🔴 Krytyczne]
    Zagrożenie R-1 zgłoszone
John > [🔁 Ask again]
    How serious
John > [🔴 Critical]
    Risk R-2 reported
