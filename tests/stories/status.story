# W piątek rano pytanie, jedno dotknięcie wystarczy, gdy nic się nie zmieniło

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże | Żłobek Zakrzów

Anna > /status
    O projekty zapytam pierwszy raz pt. 27.11, 9:00.
@ 2026-11-27 8:59
Anna < (nic)
@ 2026-11-27 9:00
Anna <
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
    Poprzednio: jeszcze nic nie zgłoszono
    [🟰 Bez zmian] [✏️ Wypełnij] [⏰ Później]
Piotr < (nic)
Anna: dotknięcia 0, wiadomości 1, od bota 2

# za pierwszym razem nie ma czego powtórzyć, więc bot pyta o każdy projekt, a po ostatnim wysyła
Anna > [🟰 Bez zmian]
    Trasa rowerowa Wisła · pierwszy raz
    [🟢 Zgodnie z planem] [🟡 Zagrożony]
    [🔴 Opóźniony] [📈 Postęp]
    [↩️ Wróć]
Anna > [🟢 Zgodnie z planem]
    P+R Podłęże · pierwszy raz
Anna > [🟡 Zagrożony]
    Co się dzieje? Jedno zdanie wystarczy.
Anna > Czekamy na decyzję środowiskową
    Żłobek Zakrzów · pierwszy raz
Anna > [📈 Postęp]
    Jaki postęp?
    [0%] [10%] [20%] [30%]
Anna > [50%]
    [📈 Postęp: 50%]
Anna > [🟢 Zgodnie z planem]
    Zapisano ✅
    🟢 Trasa rowerowa Wisła
    🟡 P+R Podłęże
    Czekamy na decyzję środowiskową
    🟢 Żłobek Zakrzów, 50%
    [✏️ Popraw]
# pytanie i jego odpowiedzi są jedną wiadomością; pod napisanym zdaniem jest druga
Anna: dotknięcia 6, wiadomości 1, od bota 1

@ 2026-12-04 9:00
Anna <
    📋 Status: tydzień 49 (30.11–6.12) · Niepołomice
    Poprzednio: 🟢 Trasa rowerowa Wisła · 🟡 P+R Podłęże · 🟢 Żłobek Zakrzów
Anna: dotknięcia 0, wiadomości 0, od bota 2
Anna > [🟰 Bez zmian]
    Zapisano ✅
    🟡 P+R Podłęże
    nie: Poprzednio
Anna: dotknięcia 1, wiadomości 0, od bota 0
@ 2026-12-08 12:00
Jan <
    📋 Status: tydzień 49 (30.11–6.12) · odpowiedzi: 1 z 1
    🟢 2 🟡 1
    🟡 Zagrożone (1)
    • Niepołomice · P+R Podłęże: Czekamy na decyzję środowiskową · od 2 tyg.
    Bez zmian świateł od poprzedniego tygodnia.
