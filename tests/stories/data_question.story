# /dane z pytaniem: pięć dotknięć, a odpowiedź to jedno zdanie

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: Marek Wilga koordynator

Jan > /dane Kto jest inspektorem ochrony danych?
    Jaka odpowiedź?
Jan: dotknięcia 0, wiadomości 1
Jan > [🔢 Liczba]
    Do kogo?
Jan > [↩️ Wróć]
    Jaka odpowiedź?
Jan: dotknięcia 2, wiadomości 0
Jan > [📝 Tekst]
    Do kogo?
Jan > [Wszystkie gminy (15)]
    Odpowiedź do kiedy?
Jan > [pon. 30.11]
    pon. 30.11.2026: do której?
Jan > [15:00]
    Podgląd
    📊 Wezwanie do danych: Kto jest inspektorem ochrony danych?
    Pól: 1 · odpowiedź do pon. 30.11, 15:00
    Do: wszystkie gminy (15)
    ⚠️ Nie mam kogo zapytać w:
    nie: Po co
Jan > [📣 Wyślij]
    📣 Wysłane do 15 gmin
Jan: dotknięcia 5, wiadomości 0
Anna > [✏️ Wypełnij]
    1/1 · Kto jest inspektorem ochrony danych?
Anna > Maria Kos, iod@niepolomice.example.pl
    Podsumowanie · 1 z 1 pól
Anna > [✅ Wyślij]
    Zapisano ✅
Anna: dotknięcia 2, wiadomości 1
Jan <
    kompletne 1/15
