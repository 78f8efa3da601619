# Biuro bierze statusy do arkusza: rundę, miesiąc, kwartał albo własne dni

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Termomodernizacja szkół

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [✅ Wyślij]
Anna > [🟡 Zagrożony]
Anna > =Czekamy na decyzję
Anna > [✅ Wyślij]
@ 2026-12-04 9:00
Anna > [🟰 Bez zmian]
Jan > /raport
    [🏛 Gmina po gminie] [🧩 Dziedziny] [📊 Excel]
Jan > [📊 Excel]
    Z jakiego okresu? Miesiąc i kwartał liczę od tygodnia 49.
    [Ta runda] [Miesiąc] [Kwartał]
    [↩️ Nie teraz]
Jan > [Ta runda]
    📊 Statusy 30.11.2026: 2 wiersze
Jan > /raport 48
Jan > [📊 Excel]
Jan > [Kwartał]
    📊 Statusy 1.10–31.12: 4 wiersze
Jan > /raport
Jan > [📊 Excel]
Jan > nie wiem
    Nie rozumiem tego okresu. Napisz np. „1.10–30.11”.
Jan > 1.10-30.10
    W tych dniach nie pytano o status. Podaj inny okres.
Jan > 20.11-30.11
    📊 Statusy 20–30.11: 4 wiersze
